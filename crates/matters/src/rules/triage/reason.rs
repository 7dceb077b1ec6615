//! Why something is suggested, as data, and how sure that makes us.

use kernel::Arg;

use super::Advice;
use crate::rules::routing::RouteReason;

/// Between the words that decided, which are Chinese whatever language the page is in.
const LIST_COMMA: &str = "\u{3001}";

/// How like matters of the last time went.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Precedent {
    /// Days looked back.
    pub days: u16,
    /// Matters of the category in the scope.
    pub alike: u32,
    /// Of these, dispatched to the same lead.
    pub same_way: u32,
    /// Of these, sent back by the lead.
    pub returned: u32,
}

impl Precedent {
    /// Whether enough like matters went mostly another way: five or more, less than half the
    /// same. Source: assumption.
    #[must_use]
    pub const fn contradicts(self) -> bool {
        self.alike >= 5 && 2 * self.same_way < self.alike
    }
}

/// How sure a suggestion is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// No word told; the usual category stands in.
    Low,
    /// Words told, but others spoke for another category, or precedent went another way.
    Middle,
    /// Words told clearly, and precedent does not contradict.
    High,
}

impl Confidence {
    /// The locale key of its name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Low => "matter-confidence-low",
            Self::Middle => "matter-confidence-middle",
            Self::High => "matter-confidence-high",
        }
    }
}

/// One reason: a locale key and its arguments. Categories and classes are named by their keys in
/// the charter, for which the page puts their names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// These words speak for the category.
    Words {
        /// The words found, as the charter writes them.
        words: Vec<String>,
        /// The category.
        category: String,
    },
    /// What the model would take, with how sure it is and the words that decided.
    Learned(Advice),
    /// No word told: the charter's usual category.
    NoWords {
        /// The category.
        category: String,
    },
    /// These words make the class.
    ClassByWords {
        /// The words found.
        words: Vec<String>,
        /// The class.
        class: String,
    },
    /// The usual class of the category, or of one around it.
    ClassByCategory {
        /// The category.
        category: String,
        /// The class.
        class: String,
    },
    /// The charter's usual class.
    UsualClass {
        /// The class.
        class: String,
    },
    /// Why this lead.
    Lead(RouteReason),
    /// How like matters went.
    Precedent(Precedent),
}

impl Reason {
    /// The locale key of the reason's sentence.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Words { .. } => "matter-reason-words",
            Self::Learned(advice) if advice.words.is_empty() => "matter-reason-learned-plain",
            Self::Learned(_) => "matter-reason-learned",
            Self::NoWords { .. } => "matter-reason-no-words",
            Self::ClassByWords { .. } => "matter-reason-class-words",
            Self::ClassByCategory { .. } => "matter-reason-class-category",
            Self::UsualClass { .. } => "matter-reason-class-usual",
            Self::Lead(because) => because.key(),
            Self::Precedent(_) => "matter-reason-precedent",
        }
    }

    /// The arguments of the sentence, with the names that `name` gives for the charter's keys of
    /// categories and classes.
    pub fn args(&self, name: impl Fn(Named<'_>) -> String) -> Vec<(&'static str, Arg)> {
        let category = |key: &str| ("category", Arg::from(name(Named::Category(key))));
        let class = |key: &str| ("class", Arg::from(name(Named::Class(key))));
        let words = |words: &[String]| ("words", Arg::from(words.join(" ")));
        match self {
            Self::Words { words: found, category: key } => vec![words(found), category(key)],
            Self::Learned(advice) => vec![
                category(&advice.category),
                ("percent", Arg::Number(advice.percent.into())),
                ("words", Arg::from(advice.words.join(LIST_COMMA))),
            ],
            Self::NoWords { category: key } => vec![category(key)],
            Self::ClassByWords { words: found, class: key } => vec![words(found), class(key)],
            Self::ClassByCategory { category: key, class: own } => vec![category(key), class(own)],
            Self::UsualClass { class: key } => vec![class(key)],
            Self::Lead(_) => Vec::new(),
            Self::Precedent(precedent) => vec![
                ("days", Arg::Number(precedent.days.into())),
                ("alike", Arg::Number(precedent.alike.into())),
                ("same", Arg::Number(precedent.same_way.into())),
                ("returned", Arg::Number(precedent.returned.into())),
            ],
        }
    }
}

/// A key of the charter whose name a sentence needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named<'a> {
    /// A category's path.
    Category(&'a str),
    /// A class's id.
    Class(&'a str),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_carries_the_names_of_the_charter() {
        let reason = Reason::ClassByWords {
            words: vec!["困人".to_owned(), "隐患".to_owned()],
            class: "urgent".to_owned(),
        };
        let args = reason.args(|key| {
            assert_eq!(key, Named::Class("urgent"));
            "急事速办".to_owned()
        });
        assert_eq!(reason.key(), "matter-reason-class-words");
        assert_eq!(args, [("words", "困人 隐患".into()), ("class", "急事速办".into())]);
    }

    #[test]
    fn few_precedents_contradict_nothing() {
        for (alike, same_way, contradicts) in
            [(4, 0, false), (5, 2, true), (5, 3, false), (10, 5, false), (0, 0, false)]
        {
            let precedent = Precedent { days: 90, alike, same_way, returned: 0 };
            assert_eq!(precedent.contradicts(), contradicts, "{alike} {same_way}");
        }
    }
}
