//! Whom to call instead of raising a matter: the charter's emergency lines, with links to dial.

use platform::web::View;

use crate::model::charter::EmergencyLine;

/// A line of advice, its number apart so that it can be dialled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Advice {
    /// What stands before the number.
    pub before: String,
    /// The number; empty where the advice names another way.
    pub number: String,
    /// What stands after it.
    pub after: String,
}

/// Every line of the charter, in the reader's language.
pub(super) fn advice(v: &View, lines: &[EmergencyLine]) -> Vec<Advice> {
    lines.iter().map(|line| one(v, line)).collect()
}

/// The lines that `report` speaks of.
pub(super) fn meant(v: &View, lines: &[EmergencyLine], report: &str) -> Vec<Advice> {
    lines.iter().filter(|line| line.is_meant_by(report)).map(|line| one(v, line)).collect()
}

fn one(v: &View, line: &EmergencyLine) -> Advice {
    let said = line.advice.in_language(v.locale.tag());
    let number = line.call.clone().unwrap_or_default();
    let (before, after) = match said.split_once(&number).filter(|_| !number.is_empty()) {
        Some((before, after)) => (before.to_owned(), after.to_owned()),
        None => (said.to_owned(), String::new()),
    };
    // A number that the sentence does not name stands at its end.
    Advice { before, number, after }
}
