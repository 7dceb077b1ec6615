//! What was read and what would be written: everything the page before the writing shows.

use std::collections::BTreeMap;

use kernel::Arg;
use platform::ledger::{Finding, Severity};
use serde::{Deserialize, Serialize};

use super::{AskedPlace, Counts};

/// What a reading came to.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Report {
    /// What it amounts to.
    pub counts: Counts,
    /// The kind of file: `xlsx`, `xls`, `csv`.
    pub format: String,
    /// The encoding of a text file.
    pub encoding: Option<String>,
    /// The sheet that was read; empty for text files.
    pub sheet: String,
    /// The row of headings, from 1.
    pub header_row: u32,
    /// Headings in the order of the file: text, the column's key (none if it stands for nothing),
    /// and the first values below it.
    pub headings: Vec<(String, Option<String>, Vec<String>)>,
    /// Under which the mapping is remembered.
    pub fingerprint: String,
    /// Keys of required columns without a heading.
    pub missing: Vec<String>,
    /// Rows left out: notes, totals, repeated headers.
    pub skipped: usize,
    /// What is wrong, in the order of the file, as far as kept.
    pub findings: Vec<Told>,
    /// Findings that do not stop the import.
    pub warnings: usize,
    /// Places somebody has to tell.
    pub asked: Vec<AskedPlace>,
    /// Rows to look at, in the order of the file, as far as kept.
    pub rows: Vec<ShownRow>,
    /// Earlier matters that may be the same as a new order.
    pub likely: Vec<Likely>,
}

/// What becomes of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// A cell has to be mended.
    Faulty,
    /// Its place has to be told.
    Asked,
    /// It becomes a matter.
    Fresh,
    /// It is known, and the source says something else now.
    Changed,
    /// It is known, and nothing has changed.
    Same,
    /// It is left out because somebody said so.
    LeftOut,
    /// It is known, and about a place beyond the importer's.
    Elsewhere,
}

impl Verdict {
    /// The word in addresses and locale keys.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Faulty => "faulty",
            Self::Asked => "asked",
            Self::Fresh => "fresh",
            Self::Changed => "changed",
            Self::Same => "same",
            Self::LeftOut => "left-out",
            Self::Elsewhere => "elsewhere",
        }
    }
}

/// One row as the page shows it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ShownRow {
    /// Row of the file, from 1.
    pub row: u32,
    /// What becomes of it.
    pub verdict: Verdict,
    /// The cells shown, by the column's key.
    pub cells: BTreeMap<String, String>,
    /// Where it goes, in words; empty while that is not known.
    pub place: String,
    /// What the source says differently.
    pub changes: Vec<Change>,
}

/// One thing the source now says differently.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Key of the column.
    pub column: String,
    /// What it said before; a locale key when it begins with `order-` or `matter-`.
    pub was: String,
    /// What it says now; a locale key likewise.
    pub now: String,
}

/// An earlier matter that may be the same thing as a new order. Only ever a hint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Likely {
    /// Row of the order.
    pub row: u32,
    /// Number of the matter.
    pub number: String,
    /// Title of the matter.
    pub title: String,
}

/// An argument of a sentence, kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum ToldArg {
    /// A number.
    Number(i64),
    /// Text.
    Text(String),
}

impl From<Arg> for ToldArg {
    fn from(arg: Arg) -> Self {
        match arg {
            Arg::Text(text) => Self::Text(text),
            Arg::Number(number) => Self::Number(number),
        }
    }
}

impl From<ToldArg> for Arg {
    fn from(arg: ToldArg) -> Self {
        match arg {
            ToldArg::Text(text) => Self::Text(text),
            ToldArg::Number(number) => Self::Number(number),
        }
    }
}

/// A finding, kept: where, what stands there, and the sentence that says what is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// Whether it stops the import.
    pub is_error: bool,
    /// Row of the file, from 1.
    pub row: u32,
    /// The cell as spreadsheets write it; empty when no cell is at fault.
    pub cell: String,
    /// The column's heading.
    pub heading: String,
    /// What stands there, cut.
    pub found: String,
    /// Locale key of the sentence.
    pub key: String,
    /// Its arguments.
    pub args: Vec<(String, ToldArg)>,
}

impl From<&Finding> for Told {
    fn from(finding: &Finding) -> Self {
        let args = finding.all_args().into_iter();
        Self {
            is_error: finding.severity == Severity::Error,
            row: finding.row,
            cell: finding.cell(),
            heading: finding.heading.clone(),
            found: finding.found.clone(),
            key: finding.key.to_owned(),
            args: args.map(|(name, arg)| (name.to_owned(), arg.into())).collect(),
        }
    }
}

impl Told {
    /// The arguments as a sentence takes them.
    #[must_use]
    pub fn args(&self) -> Vec<(&str, Arg)> {
        self.args.iter().map(|(name, arg)| (name.as_str(), arg.clone().into())).collect()
    }
}
