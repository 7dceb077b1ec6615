//! The rules of a charter as rows: what a rules page and `loushi charter show` list.

use serde::{Deserialize, Serialize};

use super::source::Source;

/// One rule with its value and its source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// The section it belongs to, such as `matters`.
    pub section: String,
    /// The rule without the entries it stands in: `matters.classes.sign`.
    pub rule: String,
    /// The rule with its entries: `matters.classes[urgent].sign`.
    pub path: String,
    /// Names of the entries it stands in, outermost first: `["急事速办"]`.
    pub of: Vec<String>,
    /// The value as written.
    pub value: Shown,
    /// Where it comes from; `None` for what identifies the charter.
    pub source: Option<Source>,
}

impl Row {
    /// The locale key of the rule's name: `charter-rule-matters-classes-sign`.
    #[must_use]
    pub fn label_key(&self) -> String {
        format!("charter-rule-{}", self.rule.replace(['.', '_'], "-"))
    }
}

/// A value as a page shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shown {
    /// A text, word or time limit as written.
    Text(String),
    /// A number.
    Number(i64),
    /// Yes or no.
    Flag(bool),
    /// A list of words.
    List(Vec<String>),
}
