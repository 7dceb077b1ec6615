//! The kinds of value a rule may take, and how each is written.

use super::document::{Kind, Node};
use super::error::Expected;
use super::row::Shown;

/// A value that can be read from a charter.
pub trait Value: Sized {
    /// What to write, for the error message.
    fn expected() -> Expected;
    /// Reads it; `None` if something else stands there.
    fn read(written: Written<'_>) -> Option<Self>;
}

/// What stands in the file where a value is expected.
#[derive(Debug, Clone, Copy)]
pub struct Written<'n>(pub(super) &'n Node);

impl<'n> Written<'n> {
    /// The text, if one stands there.
    #[must_use]
    pub fn text(self) -> Option<&'n str> {
        self.0.text()
    }

    /// The whole number, if one stands there.
    #[must_use]
    pub fn integer(self) -> Option<i64> {
        match self.0.kind {
            Kind::Integer(number) => Some(number),
            _ => None,
        }
    }

    /// The members, if a list stands there.
    pub fn list(self) -> Option<impl Iterator<Item = Self>> {
        match &self.0.kind {
            Kind::List(values) => Some(values.iter().map(Self)),
            _ => None,
        }
    }

    /// As a rules page shows it; a table shows nothing.
    pub(super) fn shown(self) -> Option<Shown> {
        Some(match &self.0.kind {
            Kind::Text(text) => Shown::Text(text.clone()),
            Kind::Integer(number) => Shown::Number(*number),
            Kind::Fraction(number) => Shown::Text(number.to_string()),
            Kind::Flag(flag) => Shown::Flag(*flag),
            Kind::List(values) => Shown::Texts(values.iter().filter_map(word).collect()),
            Kind::Table(_) => return None,
        })
    }
}

fn word(node: &Node) -> Option<String> {
    match &node.kind {
        Kind::Text(text) => Some(text.clone()),
        Kind::Integer(number) => Some(number.to_string()),
        _ => None,
    }
}

impl Value for String {
    fn expected() -> Expected {
        Expected::Kind("charter-expected-text")
    }

    /// An empty text is no text.
    fn read(written: Written<'_>) -> Option<Self> {
        written.text().filter(|text| !text.trim().is_empty()).map(str::to_owned)
    }
}

impl Value for bool {
    fn expected() -> Expected {
        Expected::Kind("charter-expected-flag")
    }

    fn read(written: Written<'_>) -> Option<Self> {
        match written.0.kind {
            Kind::Flag(flag) => Some(flag),
            _ => None,
        }
    }
}

impl Value for u32 {
    fn expected() -> Expected {
        Expected::Kind("charter-expected-count")
    }

    fn read(written: Written<'_>) -> Option<Self> {
        written.integer().and_then(|number| Self::try_from(number).ok())
    }
}

impl Value for Vec<String> {
    fn expected() -> Expected {
        Expected::Kind("charter-expected-texts")
    }

    fn read(written: Written<'_>) -> Option<Self> {
        written.list()?.map(String::read).collect()
    }
}

impl Value for jiff::civil::Date {
    fn expected() -> Expected {
        Expected::Kind("charter-expected-date")
    }

    fn read(written: Written<'_>) -> Option<Self> {
        written.text()?.parse().ok()
    }
}

impl Value for kernel::TimeLimit {
    fn expected() -> Expected {
        Expected::Kind("charter-expected-time-limit")
    }

    fn read(written: Written<'_>) -> Option<Self> {
        written.text()?.parse().ok()
    }
}
