//! What is wrong with a cell, precisely enough to mend it.

use std::sync::Arc;

use kernel::Arg;

use super::cell::cell_name;

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Worth a look; the import may go on.
    Warning,
    /// Has to be mended before anything is written.
    Error,
}

/// A finding without its place: what the reader of one value has to say.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// How much it matters.
    pub severity: Severity,
    /// Locale key of the sentence.
    pub key: &'static str,
    /// Arguments of the sentence: what was expected, what to write instead.
    pub args: Vec<(&'static str, Arg)>,
}

impl Problem {
    /// A problem that stops the import.
    #[must_use]
    pub fn error(key: &'static str) -> Self {
        Self { severity: Severity::Error, key, args: Vec::new() }
    }

    /// A problem that does not stop the import.
    #[must_use]
    pub fn warning(key: &'static str) -> Self {
        Self { severity: Severity::Warning, ..Self::error(key) }
    }

    /// Adds an argument of the sentence.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.args.push((name, value.into()));
        self
    }

    /// The same problem, never more than a warning.
    #[must_use]
    pub fn softened(self) -> Self {
        Self { severity: Severity::Warning, ..self }
    }
}

/// A problem at its place in the file.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// Name of the sheet; empty for text files.
    pub sheet: Arc<str>,
    /// Row as the file counts it, from 1.
    pub row: u32,
    /// Column as the file counts it, from 0; `None` when no cell is at fault.
    pub column: Option<usize>,
    /// The column's heading as the file has it; the ledger's when the file has none.
    pub heading: String,
    /// How much it matters.
    pub severity: Severity,
    /// Locale key of the sentence.
    pub key: &'static str,
    /// What stands in the cell, cut to [`FOUND_CHARACTERS`].
    pub found: String,
    /// Arguments of the sentence. `found` and `heading` are not repeated here.
    pub args: Vec<(&'static str, Arg)>,
}

/// Most characters of [`Finding::found`].
pub const FOUND_CHARACTERS: usize = 60;

impl Finding {
    /// The cell as spreadsheets write it, such as `C7`; empty when no cell is at fault.
    #[must_use]
    pub fn cell(&self) -> String {
        self.column.map(|column| cell_name(column, self.row)).unwrap_or_default()
    }

    /// All arguments of the sentence, `found`, `heading`, `cell` and `row` among them.
    #[must_use]
    pub fn all_args(&self) -> Vec<(&'static str, Arg)> {
        let mut args = self.args.clone();
        args.push(("found", self.found.as_str().into()));
        args.push(("heading", self.heading.as_str().into()));
        args.push(("cell", self.cell().into()));
        args.push(("row", i64::from(self.row).into()));
        args
    }
}

/// Text cut to what a finding shows.
#[must_use]
pub fn cut(text: &str) -> String {
    cut_to(text, FOUND_CHARACTERS)
}

/// Text cut to so many characters, with a mark where it was cut.
#[must_use]
pub(super) fn cut_to(text: &str, characters: usize) -> String {
    match text.char_indices().nth(characters) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// Findings in the order of the file, counted without end and kept up to a bound, so that a table
/// of nothing but mistakes costs no more memory than one with some.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Findings {
    /// The first findings of each severity.
    pub kept: Vec<Finding>,
    /// How many errors there are, kept or not.
    pub errors: usize,
    /// How many warnings there are, kept or not.
    pub warnings: usize,
    limit: usize,
}

impl Findings {
    /// No findings yet; at most `limit` errors and as many warnings will be kept.
    #[must_use]
    pub fn up_to(limit: usize) -> Self {
        Self { limit, ..Self::default() }
    }

    /// Takes a finding in.
    pub fn push(&mut self, finding: Finding) {
        let count = match finding.severity {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
        };
        *count += 1;
        if *count <= self.limit {
            self.kept.push(finding);
        }
    }

    /// True when there are findings beyond those kept.
    #[must_use]
    pub fn are_cut(&self) -> bool {
        self.kept.len() < self.errors + self.warnings
    }
}
