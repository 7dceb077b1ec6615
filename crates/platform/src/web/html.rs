//! Markup made by the program itself, which templates print without escaping.

use std::fmt;

use askama::filters::HtmlSafe;

/// Markup known to be safe: made here, never from what people typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Html(String);

impl Html {
    /// Vouches for `markup`.
    pub(crate) fn trusted(markup: String) -> Self {
        Self(markup)
    }

    /// A template drawn on its own, for pages that another slice's part stands in; templates escape
    /// what people typed.
    ///
    /// # Panics
    /// Never in practice: drawing into memory fails only where a template's own code does.
    #[must_use]
    pub fn drawn(template: &impl askama::Template) -> Self {
        Self(template.render().expect("a template is drawn into memory"))
    }

    /// The markup as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl HtmlSafe for Html {}
