//! What is wrong with a charter, at which line, and what was expected there.

use std::fmt;

use kernel::Arg;

use super::document::{At, Kind, Node};

/// Says a locale key with its arguments in the language of the reader.
pub type Say<'a> = &'a dyn Fn(&str, &[(&'static str, Arg)]) -> String;

/// One fault of a charter.
#[derive(Debug, Clone, PartialEq)]
pub struct CharterError {
    /// Where it stands.
    pub at: At,
    /// The rule it concerns, such as `matters.classes[urgent].sign`; empty for the file as such.
    pub path: String,
    /// What is wrong.
    pub problem: Problem,
}

/// The kinds of fault.
#[derive(Debug, Clone, PartialEq)]
pub enum Problem {
    /// The file is not TOML.
    Syntax {
        /// What the parser stumbled over, in English.
        detail: String,
    },
    /// A value is not what the rule takes.
    Unexpected {
        /// What the rule takes.
        expected: Expected,
        /// What stands there.
        found: Found,
    },
    /// A rule that every charter states is missing.
    Missing {
        /// What the rule takes.
        expected: Expected,
    },
    /// A key no rule knows.
    UnknownKey {
        /// The key as written.
        key: String,
        /// The known key it resembles most, if one does.
        meant: Option<String>,
        /// Every key that may stand there.
        known: Vec<String>,
    },
    /// A value names no source, neither beside it nor above it.
    NoSource,
    /// Two entries of a list have the same id.
    Twice {
        /// The id both have.
        id: String,
    },
    /// The charter extends one that does not exist.
    UnknownBase {
        /// The id it names.
        id: String,
    },
    /// The charter extends itself, directly or by way of others.
    CircularBase {
        /// The id that closes the circle.
        id: String,
    },
}

/// What a rule takes, as a locale key.
#[derive(Debug, Clone, PartialEq)]
pub enum Expected {
    /// A kind of value, by its locale key, such as `charter-expected-time-limit`.
    Kind(&'static str),
    /// A whole number within bounds, both included.
    Between(i64, i64),
    /// One of these words; the one that resembles what was found is proposed.
    OneOf(Vec<String>),
}

/// What stands where something else was expected.
#[derive(Debug, Clone, PartialEq)]
pub enum Found {
    /// A text, number or flag as written.
    Value(String),
    /// A list, by its locale key.
    Kind(&'static str),
}

impl Found {
    pub(super) fn of(node: &Node) -> Self {
        match &node.kind {
            Kind::Text(text) => Self::Value(format!("{text:?}")),
            Kind::Integer(number) => Self::Value(number.to_string()),
            Kind::Fraction(number) => Self::Value(number.to_string()),
            Kind::Flag(flag) => Self::Value(flag.to_string()),
            Kind::List(_) => Self::Kind("charter-found-list"),
            Kind::Table(_) => Self::Kind("charter-found-table"),
        }
    }

    fn in_words(&self, say: Say<'_>) -> String {
        match self {
            Self::Value(value) => value.clone(),
            Self::Kind(key) => say(key, &[]),
        }
    }

    /// The word between the quotes, if a text stands there.
    fn word(&self) -> Option<&str> {
        match self {
            Self::Value(value) => value.strip_prefix('"')?.strip_suffix('"'),
            Self::Kind(_) => None,
        }
    }
}

impl Expected {
    fn in_words(&self, say: Say<'_>) -> String {
        match self {
            Self::Kind(key) => say(key, &[]),
            Self::Between(low, high) => {
                say("charter-expected-between", &[("low", (*low).into()), ("high", (*high).into())])
            }
            Self::OneOf(words) => {
                say("charter-expected-one-of", &[("words", words.join(", ").into())])
            }
        }
    }
}

impl CharterError {
    /// A fault at a place.
    #[must_use]
    pub fn new(at: At, path: String, problem: Problem) -> Self {
        Self { at, path, problem }
    }

    /// The whole line for a reader: file, line, column, rule, and the fault in their language.
    #[must_use]
    pub fn in_words(&self, say: Say<'_>) -> String {
        let sentence = self.problem.in_words(say);
        let At { file, line, column } = &self.at;
        if self.path.is_empty() {
            format!("{file}:{line}:{column} {sentence}")
        } else {
            format!("{file}:{line}:{column} {}: {sentence}", self.path)
        }
    }
}

impl Problem {
    fn in_words(&self, say: Say<'_>) -> String {
        match self {
            Self::Syntax { detail } => {
                say("charter-error-syntax", &[("detail", detail.as_str().into())])
            }
            Self::Unexpected { expected, found } => unexpected(expected, found, say),
            Self::Missing { expected } => {
                say("charter-error-missing", &[("expected", expected.in_words(say).into())])
            }
            Self::UnknownKey { key, meant, known } => {
                unknown_key(key, meant.as_deref(), known, say)
            }
            Self::NoSource => say("charter-error-no-source", &[]),
            Self::Twice { id } => say("charter-error-twice", &[("id", id.as_str().into())]),
            Self::UnknownBase { id } => {
                say("charter-error-unknown-base", &[("id", id.as_str().into())])
            }
            Self::CircularBase { id } => {
                say("charter-error-circular-base", &[("id", id.as_str().into())])
            }
        }
    }
}

fn unexpected(expected: &Expected, found: &Found, say: Say<'_>) -> String {
    let meant = match (expected, found.word()) {
        (Expected::OneOf(words), Some(word)) => super::suggestion::closest(word, words),
        _ => None,
    };
    let mut args = vec![
        ("expected", Arg::from(expected.in_words(say))),
        ("found", found.in_words(say).into()),
    ];
    let Some(meant) = meant else { return say("charter-error-unexpected", &args) };
    args.push(("meant", meant.into()));
    say("charter-error-unexpected-meant", &args)
}

fn unknown_key(key: &str, meant: Option<&str>, known: &[String], say: Say<'_>) -> String {
    let mut args = vec![("key", Arg::from(key))];
    if let Some(meant) = meant {
        args.push(("meant", meant.into()));
        return say("charter-error-unknown-key-meant", &args);
    }
    args.push(("known", known.join(", ").into()));
    say("charter-error-unknown-key", &args)
}

/// For logs: the place, the rule and the locale key of the fault's kind, not the sentence.
impl fmt::Display for CharterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let At { file, line, column } = &self.at;
        write!(f, "{file}:{line}:{column} {} {:?}", self.path, self.problem)
    }
}

impl std::error::Error for CharterError {}
