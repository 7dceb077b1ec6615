//! Zipped workbooks (xlsx, xlsm), measured before they are unpacked.
//!
//! calamine reads the parts; `measure` first makes sure that no part can make it fill memory: a
//! few kilobytes can unpack to gigabytes, claim a billion strings or repeat one long style name.

mod measure;

use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxCellReader, XlsxError};

use super::SheetName;
use super::bounds::{Limits, Meter, RawRow, Rows};
use crate::ledger::cell::{Cell, Epoch};
use crate::ledger::error::ReadError;

/// The file, which may be read a few times over and no more: many sheets may be one and the same
/// large part, and each is looked at for a header.
struct Bytes<'b> {
    cursor: Cursor<&'b [u8]>,
    left: usize,
}

impl<'b> Bytes<'b> {
    /// How often the file may be read: to open it, to look for the header, to read the table, and
    /// once to spare.
    const TIMES: usize = 4;
    /// For every sheet a little of it is read ahead.
    const AHEAD: usize = 4 << 20;

    fn of(bytes: &'b [u8]) -> Self {
        let left = bytes.len().saturating_mul(Self::TIMES).saturating_add(Self::AHEAD);
        Self { cursor: Cursor::new(bytes), left }
    }
}

impl Read for Bytes<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.cursor.read(buffer)?;
        let over = || io::Error::other("the sheets are one and the same part");
        self.left = self.left.checked_sub(read).ok_or_else(over)?;
        Ok(read)
    }
}

impl Seek for Bytes<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.cursor.seek(to)
    }
}

/// An opened workbook; the shared strings are in memory, the sheets are not.
pub(super) struct Workbook<'b> {
    xlsx: Xlsx<Bytes<'b>>,
    epoch: Epoch,
    sheets: Vec<SheetName>,
}

impl<'b> Workbook<'b> {
    pub fn open(bytes: &'b [u8], limits: &Limits) -> Result<Self, ReadError> {
        measure::measure(bytes, limits)?;
        let xlsx: Xlsx<_> = guarded(|| Xlsx::new(Bytes::of(bytes)))?;
        let epoch = if xlsx.has_1904_epoch() { Epoch::From1904 } else { Epoch::From1900 };
        let sheets = xlsx.sheets_metadata().iter();
        let sheets = sheets.filter(|sheet| sheet.typ == SheetType::WorkSheet).map(|sheet| {
            SheetName { name: sheet.name.clone(), hidden: sheet.visible != SheetVisible::Visible }
        });
        let sheets = sheets.collect();
        Ok(Self { xlsx, epoch, sheets })
    }

    pub fn sheets(&self) -> Vec<SheetName> {
        self.sheets.clone()
    }

    pub fn rows(&mut self, position: usize) -> Result<WorkbookRows<'_, 'b>, ReadError> {
        let sheet = self.sheets.get(position).ok_or(ReadError::Empty)?;
        let cells = guarded(|| self.xlsx.worksheet_cells_reader(&sheet.name))?;
        Ok(WorkbookRows { cells, epoch: self.epoch, pending: None, row: None, ended: false })
    }
}

/// Calls the library, which stumbles over some damaged files (a dimension beyond all numbers, for
/// one): what it panics at is damaged, and is not asked again.
fn guarded<T>(call: impl FnOnce() -> Result<T, XlsxError>) -> Result<T, ReadError> {
    match catch_unwind(AssertUnwindSafe(call)) {
        Ok(outcome) => outcome.map_err(unreadable),
        Err(_) => Err(ReadError::Damaged("the workbook reader stumbled".to_owned())),
    }
}

fn unreadable(error: XlsxError) -> ReadError {
    match error {
        XlsxError::Password => ReadError::Locked,
        other => ReadError::Damaged(other.to_string()),
    }
}

/// Gathers the stream of cells into rows.
pub(super) struct WorkbookRows<'w, 'b> {
    cells: XlsxCellReader<'w, Bytes<'b>>,
    epoch: Epoch,
    /// The first cell of the next row, met while finishing this one.
    pending: Option<calamine::Cell<DataRef<'w>>>,
    /// The row handed out last, from 0.
    row: Option<u32>,
    /// The reader has said that there is nothing more, and may not be asked again.
    ended: bool,
}

impl<'w> WorkbookRows<'w, '_> {
    fn next_filled(&mut self) -> Result<Option<calamine::Cell<DataRef<'w>>>, ReadError> {
        while !self.ended {
            match guarded(|| self.cells.next_cell())? {
                Some(cell) if *cell.get_value() == DataRef::Empty => {}
                Some(cell) => return Ok(Some(cell)),
                None => self.ended = true,
            }
        }
        Ok(None)
    }

    /// Reads one row; it may turn out to hold only blanks.
    fn gather(&mut self, row: &mut RawRow, meter: &mut Meter) -> Result<bool, ReadError> {
        let first = match self.pending.take() {
            Some(cell) => Some(cell),
            None => self.next_filled()?,
        };
        let Some(first) = first else { return Ok(false) };
        let number = first.get_position().0;
        if self.row.is_some_and(|last| number <= last) {
            return Err(ReadError::Damaged(format!("row {} comes after a later one", number + 1)));
        }
        self.row = Some(number);
        row.restart(number.saturating_add(1));
        let mut next = Some(first);
        while let Some(cell) = next {
            let (at, column) = cell.get_position();
            if at != number {
                self.pending = Some(cell);
                break;
            }
            let cell = read(cell.get_value(), self.epoch, meter)?;
            meter.put(row, column as usize, cell)?;
            next = self.next_filled()?;
        }
        Ok(true)
    }
}

impl Rows for WorkbookRows<'_, '_> {
    fn next_row(&mut self, row: &mut RawRow, meter: &mut Meter) -> Result<bool, ReadError> {
        while self.gather(row, meter)? {
            if !row.cells.is_empty() {
                meter.row()?;
                return Ok(true);
            }
        }
        Ok(false)
    }
}

fn read(value: &DataRef<'_>, epoch: Epoch, meter: &mut Meter) -> Result<Cell, ReadError> {
    let mut text = |text: &str| {
        meter.text(text.len())?;
        Ok(Cell::text(text))
    };
    match value {
        DataRef::Empty => Ok(Cell::Empty),
        DataRef::String(value) | DataRef::DateTimeIso(value) | DataRef::DurationIso(value) => {
            text(value)
        }
        DataRef::SharedString(value) => text(value),
        #[expect(clippy::cast_precision_loss, reason = "spreadsheets count in doubles")]
        DataRef::Int(value) => Ok(Cell::Number(*value as f64)),
        DataRef::Float(value) => Ok(Cell::Number(*value)),
        DataRef::Bool(value) => Ok(Cell::Bool(*value)),
        DataRef::DateTime(value) if value.is_datetime() => Ok(Cell::date(value.as_f64(), epoch)),
        DataRef::DateTime(value) => Ok(Cell::Number(value.as_f64())),
        DataRef::Error(value) => Ok(Cell::Error(value.to_string())),
    }
}
