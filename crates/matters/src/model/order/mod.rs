//! Orders (工单) of a hotline or another system: one row of their ledger, and what it asks for.

mod asked;
mod import;
mod report;

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Answer, Satisfaction, Solved};
use kernel::word_enum;

pub use asked::{AskedPlace, Candidate, NamedPlace};
pub use import::{Counts, Import, ImportId, ImportState, Setting};
pub use report::{Change, Likely, Report, ShownRow, Told, ToldArg, Verdict};

word_enum!(
    /// How far the source says an order has come.
    ///
    /// Source: DOMAIN 1.4 (states of work orders); three stages are all that the building's own
    /// states can be held against.
    Stage in "order-stage" {
        /// Somebody still works on it.
        Open = "open",
        /// Handled, the source has yet to call back.
        Handled = "handled",
        /// Ended at the source.
        Ended = "ended",
    }
);

/// The answers a row carries, each of which may be missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Answers {
    /// 是否联系
    pub contacted: Option<bool>,
    /// 是否解决
    pub solved: Option<Solved>,
    /// 是否满意
    pub satisfaction: Option<Satisfaction>,
}

impl Answers {
    /// The three answers of a rating; `None` unless it is said whether the caller was contacted
    /// and whether it is solved. Who was not asked whether they are satisfied has not rated it.
    #[must_use]
    pub fn rating(self) -> Option<Answer> {
        Some(Answer {
            contacted: self.contacted?,
            solved: self.solved?,
            satisfaction: self.satisfaction.unwrap_or(Satisfaction::None),
        })
    }

    /// These answers where given, else those of `before`.
    #[must_use]
    pub fn or(self, before: Self) -> Self {
        Self {
            contacted: self.contacted.or(before.contacted),
            solved: self.solved.or(before.solved),
            satisfaction: self.satisfaction.or(before.satisfaction),
        }
    }
}

/// What the source last said of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SourceState {
    /// How far it has come.
    pub stage: Stage,
    /// When it was finished, if the source says so.
    pub closed_at: Option<Timestamp>,
    /// What the caller answered.
    pub answers: Answers,
}

/// One row of an order ledger, read and sound.
#[derive(Debug, Clone, PartialEq)]
pub struct Order {
    /// Row of the file, from 1.
    pub row: u32,
    /// Its number at the source.
    pub number: String,
    /// The title the source gave it; empty if none.
    pub title: String,
    /// What the caller said.
    pub content: String,
    /// When the caller said it.
    pub raised_at: Timestamp,
    /// How far it has come.
    pub said: SourceState,
    /// The category in the source's words, from the widest to its own.
    pub category: Vec<String>,
    /// Where it happened, in the source's words; empty if it does not say.
    pub place: String,
    /// The street it was put down to; empty if none.
    pub street: String,
    /// The caller's name; empty if none.
    pub caller: String,
    /// The caller's number; empty if none.
    pub contact: String,
    /// Every further column by key: texts as they stood, choices by key. Neither the caller nor
    /// the words are among them.
    pub details: BTreeMap<String, String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rating_needs_to_know_about_contact_and_solution() {
        let solved = Answers { solved: Some(Solved::Partly), ..Answers::default() };
        assert_eq!(solved.rating(), None);
        let both = Answers { contacted: Some(false), ..solved };
        assert_eq!(
            both.rating(),
            Some(Answer {
                contacted: false,
                solved: Solved::Partly,
                satisfaction: Satisfaction::None
            })
        );
        let later = Answers { satisfaction: Some(Satisfaction::Mostly), ..Answers::default() };
        assert_eq!(later.or(both).solved, Some(Solved::Partly));
    }
}
