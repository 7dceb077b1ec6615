//! A refusal is not a failure: the rules said no, and say why in a way the page can translate.

use std::borrow::Cow;

/// A value that goes into a translated sentence.
#[derive(Debug, Clone, PartialEq)]
pub enum Arg {
    /// Text as it stands: a name, a value somebody typed.
    Text(String),
    /// A number the language may inflect around.
    Number(i64),
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Arg {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<usize> for Arg {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

/// Why an act was refused: a locale key with its arguments, and the field at fault if one is.
///
/// Slices define their own `thiserror` enums for what their rules refuse and convert them here.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("refused: {key}")]
pub struct Refusal {
    /// Locale key of the sentence, such as `refusal-completion-empty`.
    pub key: Cow<'static, str>,
    /// The form field the sentence belongs beside; `None` for the form as a whole.
    pub field: Option<&'static str>,
    /// Arguments of the sentence.
    pub args: Vec<(&'static str, Arg)>,
    /// True when the thing asked for does not exist *for this actor*: the page answers 404.
    pub not_found: bool,
}

impl Refusal {
    /// A refusal that concerns the request as a whole.
    pub fn new(key: impl Into<Cow<'static, str>>) -> Self {
        Self { key: key.into(), field: None, args: Vec::new(), not_found: false }
    }

    /// A refusal that belongs beside one form field.
    pub fn at(field: &'static str, key: impl Into<Cow<'static, str>>) -> Self {
        Self { field: Some(field), ..Self::new(key) }
    }

    /// Nothing here that the actor can see: missing and out of scope are the same answer.
    #[must_use]
    pub fn not_found() -> Self {
        Self { not_found: true, ..Self::new("nf") }
    }

    /// Adds an argument of the sentence.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.args.push((name, value.into()));
        self
    }
}
