//! The rules of a charter as rows: what a rules page and `loushi charter show` list.

use serde::{Deserialize, Serialize};

use super::error::Say;
use super::head::Head;
use super::source::Source;
use super::words::Words;

/// One rule with its value and its source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// The section it belongs to, such as `matters`.
    pub section: String,
    /// The rule without the entries it stands in: `matters.classes.sign`.
    pub rule: String,
    /// The rule with its entries: `matters.classes[urgent].sign`.
    pub path: String,
    /// Names of the entries it stands in, outermost first: 急事速办.
    pub of: Vec<Words>,
    /// The value.
    pub value: Shown,
    /// Where it comes from; `None` for what identifies the charter.
    pub source: Option<Source>,
}

/// A value as a page shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shown {
    /// A text or time limit as written.
    Text(String),
    /// A sentence of the charter in its languages.
    Sentence(Words),
    /// A number.
    Number(i64),
    /// Yes or no.
    Flag(bool),
    /// A list of texts.
    Texts(Vec<String>),
    /// Words of a closed set of the engine, such as roles.
    Choices(Vec<String>),
    /// Things the charter defines elsewhere, by their names.
    Names(Vec<Words>),
}

/// A row in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowInWords {
    /// What the rule is called.
    pub rule: String,
    /// The entries it stands in; empty for a rule that stands alone.
    pub of: String,
    /// Its value.
    pub value: String,
    /// Its source; empty for what identifies the charter.
    pub source: String,
}

impl Row {
    /// The locale key of the rule's name: `charter-rule-matters-classes-sign`.
    #[must_use]
    pub fn label_key(&self) -> String {
        format!("charter-rule-{}", self.rule.replace(['.', '_'], "-"))
    }

    /// The row in the language of `tag`, which `say` speaks; `head` names the cited texts.
    #[must_use]
    pub fn in_words(&self, head: &Head, tag: &str, say: Say<'_>) -> RowInWords {
        let of: Vec<_> = self.of.iter().map(|words| words.in_language(tag)).collect();
        RowInWords {
            rule: say(&self.label_key(), &[]),
            of: of.join(" · "),
            value: self.value.in_words(tag, say),
            source: self.source.as_ref().map_or_else(String::new, |s| s.in_words(head, tag, say)),
        }
    }
}

impl Shown {
    fn in_words(&self, tag: &str, say: Say<'_>) -> String {
        let list = |words: Vec<String>| words.join(&say("charter-list-separator", &[]));
        match self {
            Self::Text(text) => text.clone(),
            Self::Sentence(words) => words.in_language(tag).to_owned(),
            Self::Number(number) => number.to_string(),
            Self::Flag(true) => say("charter-value-yes", &[]),
            Self::Flag(false) => say("charter-value-no", &[]),
            Self::Texts(texts) => list(texts.clone()),
            Self::Choices(words) => {
                list(words.iter().map(|word| say(&choice_key(word), &[])).collect())
            }
            Self::Names(names) => {
                list(names.iter().map(|name| name.in_language(tag).to_owned()).collect())
            }
        }
    }
}

impl Source {
    /// The source in the language of `tag`: the title of the text and the place, or the reason.
    #[must_use]
    pub fn in_words(&self, head: &Head, tag: &str, say: Say<'_>) -> String {
        match self {
            Self::Text { text, place } => {
                let name = head.texts.get(text).map_or(text.as_str(), |t| t.name.in_language(tag));
                if place.is_empty() { name.to_owned() } else { format!("{name} · {place}") }
            }
            Self::LocalChoice { why } if why.is_empty() => say("charter-source-local", &[]),
            Self::LocalChoice { why } => {
                say("charter-source-local-why", &[("why", why.as_str().into())])
            }
        }
    }
}

/// The locale key of a word of a closed set: `charter-word-floor-leader`.
fn choice_key(word: &str) -> String {
    format!("charter-word-{}", word.replace('_', "-"))
}
