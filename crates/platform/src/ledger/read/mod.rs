//! Files opened and handed out row by row, whatever their format, within bounds.
//!
//! The format is told from the content, never from the name. Nothing here knows what the columns
//! mean.

mod bounds;
mod format;
mod text;
mod workbook;
mod workbook_97;

pub use bounds::{Limits, RawRow};
pub(super) use bounds::{Meter, Rows};
pub use format::Format;
#[cfg(test)]
pub(in crate::ledger) use workbook_97::fixture;

use super::error::ReadError;
use text::TextTable;
use workbook::Workbook;
use workbook_97::Workbook97;

/// Most sheets of a workbook: each is looked at for a header. Source: assumption.
const SHEETS: usize = 256;

/// An opened file: its sheets can be read, each as often as wanted.
pub struct Book<'b> {
    /// What kind of file it is.
    pub format: Format,
    source: Source<'b>,
}

enum Source<'b> {
    Text(TextTable<'b>),
    Workbook(Box<Workbook<'b>>),
    Workbook97(Box<Workbook97>),
}

/// A sheet of a book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetName {
    /// Its name; empty for text files.
    pub name: String,
    /// Somebody hid it.
    pub hidden: bool,
}

impl<'b> Book<'b> {
    /// Opens a file by its content.
    ///
    /// # Errors
    /// [`ReadError`], when it is too large, locked, damaged or no table.
    pub fn open(bytes: &'b [u8], limits: &Limits) -> Result<Self, ReadError> {
        if bytes.len() > limits.file_bytes {
            return Err(ReadError::FileTooLarge { found: bytes.len(), limit: limits.file_bytes });
        }
        let format = format::detect(bytes)?;
        let book = Self { format, source: Self::source(bytes, format, limits)? };
        if book.sheets().len() > SHEETS {
            return Err(ReadError::TooManySheets { limit: SHEETS });
        }
        Ok(book)
    }

    fn source(bytes: &'b [u8], format: Format, limits: &Limits) -> Result<Source<'b>, ReadError> {
        Ok(match format {
            Format::Text => Source::Text(TextTable::open(bytes)?),
            Format::Workbook => Source::Workbook(Box::new(Workbook::open(bytes, limits)?)),
            Format::Workbook97 => Source::Workbook97(Box::new(Workbook97::open(bytes)?)),
        })
    }

    /// The encoding of a text file, such as `UTF-8` or `GB18030`; `None` for workbooks.
    #[must_use]
    pub fn encoding(&self) -> Option<&'static str> {
        match &self.source {
            Source::Text(table) => Some(table.encoding()),
            Source::Workbook(_) | Source::Workbook97(_) => None,
        }
    }

    /// The sheets, in the order of the tabs. A text file has one, without a name.
    #[must_use]
    pub fn sheets(&self) -> Vec<SheetName> {
        match &self.source {
            Source::Text(_) => vec![SheetName { name: String::new(), hidden: false }],
            Source::Workbook(workbook) => workbook.sheets(),
            Source::Workbook97(workbook) => workbook.sheets(),
        }
    }

    /// Starts reading the sheet at `position` from its first row.
    pub(super) fn rows(&mut self, position: usize) -> Result<Box<dyn Rows + '_>, ReadError> {
        Ok(match &mut self.source {
            Source::Text(table) => Box::new(table.rows()),
            Source::Workbook(workbook) => Box::new(workbook.rows(position)?),
            Source::Workbook97(workbook) => Box::new(workbook.rows(position)?),
        })
    }
}
