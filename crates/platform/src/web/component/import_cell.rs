//! One cell of an import's preview: what was read, what is wrong with it, what was expected.

use std::borrow::Cow;

use askama::Template;

use crate::web::view::View;

/// How a cell stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CellState {
    /// Read and new.
    Good,
    /// The same as what is there.
    Same,
    /// Differs from what is there.
    Changed {
        /// What is there.
        was: String,
    },
    /// Somebody has to decide.
    Unsure {
        /// What there is to decide.
        why: String,
    },
    /// Cannot be read.
    Bad {
        /// What is wrong and what was expected.
        why: String,
        /// Name of the input that mends it in place; empty to show the value only.
        input: String,
    },
}

/// A table cell of an import's preview.
#[derive(Template)]
#[template(path = "platform/components/import_cell.html")]
pub struct ImportCell<'a> {
    v: &'a View,
    value: Cow<'a, str>,
    heading: &'a str,
    state: &'a CellState,
}

impl View {
    /// The cell under `heading` that reads `value`.
    pub fn import_cell<'a>(
        &'a self,
        heading: &'a str,
        value: &'a str,
        state: &'a CellState,
    ) -> ImportCell<'a> {
        ImportCell { v: self, value: Cow::Borrowed(value), heading, state }
    }
}
