//! A whole table read: rows, findings, and how it was read.

mod sheet;
mod skipping;
mod table;

use std::sync::Arc;

use super::definition::Ledger;
use super::error::ReadError;
use super::finding::Findings;
use super::header::Header;
use super::mapping::Mapping;
use super::read::{Book, Format, Limits, Meter, RawRow};
use super::value::Value;
use sheet::choose_sheet;
use table::Table;

/// How a table is to be read.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// What headings stand for, where their names do not say it.
    pub mapping: Mapping,
    /// Cells mended after the file was uploaded.
    pub fixes: Fixes,
    /// How large the file may be.
    pub limits: Limits,
}

/// Cells mended by hand: cell as spreadsheets write it (`C7`) → what it should hold.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct Fixes(pub std::collections::BTreeMap<String, String>);

/// A row of values.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Row as the file counts it, from 1.
    pub number: u32,
    /// A value for each column of the ledger, in the ledger's order.
    pub values: Box<[Option<Value>]>,
    /// True when a finding of this row is an error.
    pub is_faulty: bool,
}

/// A row that carries nothing to import.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Skipped {
    /// Row as the file counts it, from 1.
    pub row: u32,
    /// Why it is left out.
    pub reason: SkipReason,
    /// What it begins with.
    pub text: String,
}

/// Why a row is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SkipReason {
    /// It sums up others.
    Total,
    /// It speaks about the table.
    Note,
    /// It is the header once more.
    Header,
    /// Only the counting column has a value.
    Numbered,
}

impl SkipReason {
    /// Locale key of the reason.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Total => "ledger-skipped-total",
            Self::Note => "ledger-skipped-note",
            Self::Header => "ledger-skipped-header",
            Self::Numbered => "ledger-skipped-numbered",
        }
    }
}

/// Everything there is to know about a table before anything is written.
#[derive(Debug, Clone)]
pub struct Preview {
    /// The ledger it was read as.
    pub ledger: Arc<Ledger>,
    /// What kind of file it is.
    pub format: Format,
    /// The encoding of a text file; `None` for workbooks.
    pub encoding: Option<&'static str>,
    /// The sheet that was read; empty for text files.
    pub sheet: Arc<str>,
    /// Other sheets that look like this ledger and were not read.
    pub other_sheets: Vec<String>,
    /// Where the header stands and what its headings stand for.
    pub header: Header,
    /// The rows; empty when they were handed out one by one.
    pub rows: Vec<Row>,
    /// How many rows there are.
    pub row_count: usize,
    /// What is wrong.
    pub findings: Findings,
    /// Rows left out, up to [`Limits::findings`]; all are counted in `skipped_count`.
    pub skipped: Vec<Skipped>,
    /// How many rows were left out, without the blank ones.
    pub skipped_count: usize,
    /// Blank rows between the header and the last row with a value.
    pub blank_rows: u32,
}

impl Preview {
    /// True when nothing has to be mended: the caller may write all rows.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.findings.errors == 0
    }

    /// The value of a row in the column with `key`.
    ///
    /// `None` also when the ledger has no such column; ask [`Ledger::position`] once and index
    /// [`Row::values`] where speed matters.
    #[must_use]
    pub fn value<'r>(&self, row: &'r Row, key: &str) -> Option<&'r Value> {
        row.values.get(self.ledger.position(key)?)?.as_ref()
    }

    /// Keys of required columns that no heading stands for.
    pub fn missing_required(&self) -> impl Iterator<Item = &str> {
        let required = |key: &&String| {
            self.ledger.position(key).is_some_and(|at| self.ledger.columns[at].required)
        };
        self.header.missing.iter().filter(required).map(String::as_str)
    }
}

/// Reads a table and keeps its rows.
///
/// # Errors
/// [`ReadError`] when the file as a whole cannot be read; what is wrong with cells is in the
/// findings.
pub fn read(bytes: &[u8], ledger: &Arc<Ledger>, reading: &Reading) -> Result<Preview, ReadError> {
    let mut rows = Vec::new();
    let preview = read_each(bytes, ledger, reading, |row| rows.push(row))?;
    Ok(Preview { rows, ..preview })
}

/// Reads a table and hands out its rows one by one, in file order, so that they need not all be in
/// memory.
///
/// # Errors
/// As [`read`]; rows may have been handed out before a limit is met.
pub fn read_each(
    bytes: &[u8],
    ledger: &Arc<Ledger>,
    reading: &Reading,
    mut take: impl FnMut(Row),
) -> Result<Preview, ReadError> {
    reading.mapping.check(ledger)?;
    let mut book = Book::open(bytes, &reading.limits)?;
    let chosen = choose_sheet(&mut book, ledger, reading)?;
    let mut table = Table::new(&book, ledger, reading, chosen);
    table.check_headings();
    let mut rows = book.rows(table.sheet_position)?;
    let mut meter = Meter::new(&reading.limits);
    let mut raw = RawRow::default();
    while rows.next_row(&mut raw, &mut meter)? {
        if raw.number > table.preview.header.row
            && let Some(row) = table.read_row(&mut raw)
        {
            take(row);
        }
    }
    Ok(table.preview)
}

#[cfg(test)]
mod tests;
