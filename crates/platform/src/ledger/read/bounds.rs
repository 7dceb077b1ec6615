//! How much a file may hold, and the row that everything is read into.

use crate::ledger::cell::Cell;
use crate::ledger::error::ReadError;

/// How large a file may be, in every direction in which one can grow.
///
/// Source: assumption; a year of a district's orders (100,000 rows of 30 columns) fits well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file as it arrives.
    pub file_bytes: usize,
    /// Bytes of a workbook's parts once unpacked, all together.
    pub unpacked_bytes: usize,
    /// Rows with anything in them.
    pub rows: usize,
    /// Columns up to the last one with a value.
    pub columns: usize,
    /// Bytes of all texts together, as often as they stand in cells.
    pub text_bytes: usize,
    /// Findings kept of each severity; all are counted.
    pub findings: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 64 << 20,
            unpacked_bytes: 768 << 20,
            rows: 200_000,
            columns: 256,
            text_bytes: 256 << 20,
            findings: 1000,
        }
    }
}

/// A row as the file holds it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RawRow {
    /// Row as the file counts it, from 1.
    pub number: u32,
    /// Cells from column A on, up to the last one with a value.
    pub cells: Vec<Cell>,
}

impl RawRow {
    /// The cell in a column counted from 0; empty beyond the end.
    #[must_use]
    pub fn cell(&self, column: usize) -> &Cell {
        self.cells.get(column).unwrap_or(&Cell::Empty)
    }

    /// The cells that hold something, with their columns.
    pub fn filled(&self) -> impl Iterator<Item = (usize, &Cell)> {
        self.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty())
    }

    /// Empties the row and gives it a number.
    pub(in crate::ledger) fn restart(&mut self, number: u32) {
        self.number = number;
        self.cells.clear();
    }
}

/// Counts what has been read and stops at the limits.
pub(in crate::ledger) struct Meter {
    limits: Limits,
    rows: usize,
    text: usize,
}

impl Meter {
    pub fn new(limits: &Limits) -> Self {
        Self { limits: *limits, rows: 0, text: 0 }
    }

    /// Counts a row that is about to be handed out.
    pub fn row(&mut self) -> Result<(), ReadError> {
        self.rows += 1;
        if self.rows > self.limits.rows {
            return Err(ReadError::TooManyRows { limit: self.limits.rows });
        }
        Ok(())
    }

    /// Counts text before it is copied, so that one long text named by a million cells is not.
    pub fn text(&mut self, bytes: usize) -> Result<(), ReadError> {
        self.text += bytes;
        if self.text > self.limits.text_bytes {
            return Err(ReadError::TooMuchText { limit: self.limits.text_bytes });
        }
        Ok(())
    }

    /// Puts a cell into its column; an empty one makes the row no longer.
    pub fn put(&self, row: &mut RawRow, column: usize, cell: Cell) -> Result<(), ReadError> {
        if cell.is_empty() {
            return Ok(());
        }
        if column >= self.limits.columns {
            return Err(ReadError::TooManyColumns { row: row.number, limit: self.limits.columns });
        }
        if row.cells.len() <= column {
            row.cells.resize(column + 1, Cell::Empty);
        }
        row.cells[column] = cell;
        Ok(())
    }
}

/// Rows of a sheet, in file order, those without any value left out.
pub(in crate::ledger) trait Rows {
    /// Reads the next row with a value into `row`; false at the end.
    fn next_row(&mut self, row: &mut RawRow, meter: &mut Meter) -> Result<bool, ReadError>;
}
