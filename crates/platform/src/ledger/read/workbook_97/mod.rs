//! The binary workbooks of 1997 to 2003 (xls), which older systems and WPS still write.
//!
//! Read here and not by calamine, which lays each sheet out as one rectangle whose corners the
//! file names: a file of a kilobyte can claim four billion cells. This reader keeps places of
//! cells, never more than the file has bytes for, and reads nothing else: no formulas, no macros.
//!
//! Source: [MS-CFB] and [MS-XLS], the records named beside their numbers.

mod container;
mod records;
mod strings;

use super::SheetName;
use super::bounds::{Meter, RawRow, Rows};
use crate::ledger::cell::{Cell, Epoch, is_date_format};
use crate::ledger::error::ReadError;
use records::{Record, Records, f64_at, u16_at, u32_at};
use strings::{Chunks, SharedStrings};

/// An opened workbook of the old format.
pub(super) struct Workbook97 {
    stream: Vec<u8>,
    epoch: Epoch,
    strings: SharedStrings,
    /// For each cell format, whether it shows a date.
    dates: Vec<bool>,
    sheets: Vec<Sheet>,
}

struct Sheet {
    name: SheetName,
    start: usize,
}

/// Number formats that every workbook has, not written in the file, and that show dates.
fn is_builtin_date(format: u16) -> bool {
    matches!(format, 14..=22 | 27..=36 | 47 | 50..=58)
}

impl Workbook97 {
    pub fn open(bytes: &[u8]) -> Result<Self, ReadError> {
        let stream = container::workbook_stream(bytes)?;
        let mut workbook = Self {
            stream: Vec::new(),
            epoch: Epoch::From1900,
            strings: SharedStrings::default(),
            dates: Vec::new(),
            sheets: Vec::new(),
        };
        workbook.read_globals(&stream)?;
        workbook.stream = stream;
        Ok(workbook)
    }

    pub fn sheets(&self) -> Vec<SheetName> {
        self.sheets.iter().map(|sheet| sheet.name.clone()).collect()
    }

    pub fn rows(&self, position: usize) -> Result<Rows97<'_>, ReadError> {
        let sheet = self.sheets.get(position).ok_or(ReadError::Empty)?;
        let mut places = self.places(sheet.start);
        places.sort_by_key(|place| (place.row, place.column));
        Ok(Rows97 { workbook: self, places, next: 0 })
    }

    fn read_globals(&mut self, stream: &[u8]) -> Result<(), ReadError> {
        let mut custom: Vec<(u16, bool)> = Vec::new();
        let mut formats: Vec<u16> = Vec::new();
        let mut records = Records::from(stream, 0);
        let first = records.next().ok_or_else(|| cut_off("no first record"))?;
        match (first.kind, u16_at(first.data, 0)) {
            (Record::BOF, Some(0x0600)) => {}
            (Record::BOF, Some(_)) => return Err(ReadError::OldWorkbook),
            _ => return Err(cut_off("the first record")),
        }
        while let Some(record) = records.next() {
            match record.kind {
                Record::FILE_PASS => return Err(ReadError::Locked),
                Record::DATE_MODE if u16_at(record.data, 0) == Some(1) => {
                    self.epoch = Epoch::From1904;
                }
                Record::FORMAT => custom.extend(read_format(record.data)),
                Record::XF => formats.push(u16_at(record.data, 2).unwrap_or(0)),
                Record::BOUND_SHEET => self.sheets.extend(read_sheet(record.data)),
                Record::SST => {
                    let continued = records.continued();
                    self.strings = SharedStrings::read(record.data, &continued);
                }
                Record::EOF => break,
                _ => {}
            }
        }
        let shows_date = |format: &u16| {
            let own = custom.iter().rev().find(|(id, _)| id == format);
            own.map_or_else(|| is_builtin_date(*format), |(_, is_date)| *is_date)
        };
        self.dates = formats.iter().map(shows_date).collect();
        Ok(())
    }

    /// Where the cells with values are.
    fn places(&self, start: usize) -> Vec<Place> {
        let mut places = Vec::new();
        let mut depth = 0_u32;
        for record in Records::from(&self.stream, start) {
            let Ok(at) = u32::try_from(record.at) else {
                break;
            };
            match record.kind {
                // A chart inside the sheet is a workbook of its own between these two.
                Record::BOF => depth += 1,
                Record::EOF if depth <= 1 => break,
                Record::EOF => depth -= 1,
                _ if depth != 1 => {}
                Record::NUMBER
                | Record::RK
                | Record::LABEL_SST
                | Record::LABEL
                | Record::R_STRING
                | Record::BOOL_ERR
                | Record::FORMULA => {
                    if let (Some(row), Some(column)) =
                        (u16_at(record.data, 0), u16_at(record.data, 2))
                    {
                        places.push(Place { row, column, at, nth: 0 });
                    }
                }
                Record::MUL_RK => {
                    let (row, first) = (u16_at(record.data, 0), u16_at(record.data, 2));
                    let count = u16::try_from(record.data.len().saturating_sub(6) / 6).unwrap_or(0);
                    if let (Some(row), Some(first)) = (row, first) {
                        places.extend((0..count).map_while(|nth| {
                            let column = first.checked_add(nth)?;
                            Some(Place { row, column, at, nth })
                        }));
                    }
                }
                _ => {}
            }
        }
        places
    }

    fn cell(&self, place: &Place, meter: &mut Meter) -> Result<Cell, ReadError> {
        let mut records = Records::from(&self.stream, place.at as usize);
        let record = records.next().ok_or_else(|| cut_off("a cell"))?;
        let data = record.data;
        let format = usize::from(u16_at(data, 4).unwrap_or(0));
        let number = |value: Option<f64>, format: usize| {
            let value = value.ok_or_else(|| cut_off("a number"))?;
            let is_date = self.dates.get(format).copied().unwrap_or(false);
            Ok(if is_date { Cell::date(value, self.epoch) } else { Cell::Number(value) })
        };
        match record.kind {
            Record::NUMBER => number(f64_at(data, 6), format),
            Record::RK => number(u32_at(data, 6).map(rk), format),
            Record::MUL_RK => {
                let at = 4 + 6 * usize::from(place.nth);
                let format = usize::from(u16_at(data, at).unwrap_or(0));
                number(u32_at(data, at + 2).map(rk), format)
            }
            Record::LABEL_SST => {
                let text = u32_at(data, 6).and_then(|index| self.strings.get(index));
                let text = text.ok_or_else(|| cut_off("a shared string"))?;
                meter.text(text.len())?;
                Ok(Cell::text(text))
            }
            Record::LABEL | Record::R_STRING => {
                let text = Chunks::of(data.get(6..).unwrap_or(&[]), &records.continued()).string();
                let text = text.ok_or_else(|| cut_off("a text"))?;
                meter.text(text.len())?;
                Ok(Cell::text(&text))
            }
            Record::BOOL_ERR => match data.get(6..8) {
                Some([value, 0]) => Ok(Cell::Bool(*value != 0)),
                Some([code, _]) => Ok(Cell::Error(error_text(*code).to_owned())),
                _ => Err(cut_off("a logical value")),
            },
            _ => match data.get(6..14) {
                Some([0, .., 0xFF, 0xFF]) => self.formula_text(records, meter),
                Some([1, _, value, .., 0xFF, 0xFF]) => Ok(Cell::Bool(*value != 0)),
                Some([2, _, code, .., 0xFF, 0xFF]) => Ok(Cell::Error(error_text(*code).to_owned())),
                Some([3, .., 0xFF, 0xFF]) => Ok(Cell::Empty),
                _ => number(f64_at(data, 6), format),
            },
        }
    }

    /// The text a formula gave stands in a record of its own, soon after the formula.
    fn formula_text(&self, mut records: Records<'_>, meter: &mut Meter) -> Result<Cell, ReadError> {
        while let Some(record) = records.next() {
            match record.kind {
                Record::STRING => {
                    let text = Chunks::of(record.data, &records.continued()).string();
                    let text = text.ok_or_else(|| cut_off("the text of a formula"))?;
                    meter.text(text.len())?;
                    return Ok(Cell::text(&text));
                }
                Record::SHARED_FORMULA | Record::ARRAY | Record::TABLE | Record::CONTINUE => {}
                _ => break,
            }
        }
        Ok(Cell::Empty)
    }
}

/// A cell with a value: where it belongs and where its record starts.
struct Place {
    row: u16,
    column: u16,
    at: u32,
    /// Which of a record's several numbers.
    nth: u16,
}

fn cut_off(what: &str) -> ReadError {
    ReadError::Damaged(format!("{what} is cut off"))
}

/// A number packed into 30 bits. Source: [MS-XLS] 2.5.217.
fn rk(packed: u32) -> f64 {
    let value = if packed & 2 == 0 {
        f64::from_bits(u64::from(packed & !3) << 32)
    } else {
        f64::from(packed.cast_signed() >> 2)
    };
    if packed & 1 == 0 { value } else { value / 100.0 }
}

/// Source: [MS-XLS] 2.5.10.
fn error_text(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        _ => "#N/A",
    }
}

fn read_format(data: &[u8]) -> Option<(u16, bool)> {
    let text = Chunks::of(data.get(2..)?, &[]).string()?;
    Some((u16_at(data, 0)?, is_date_format(&text)))
}

fn read_sheet(data: &[u8]) -> Option<Sheet> {
    const WORKSHEET: u8 = 0;
    let start = u32_at(data, 0)? as usize;
    let (state, kind) = (*data.get(4)?, *data.get(5)?);
    let name = Chunks::of(data.get(6..)?, &[]).short_string()?;
    (kind == WORKSHEET).then_some(Sheet { name: SheetName { name, hidden: state & 3 != 0 }, start })
}

/// The rows of a sheet, gathered from the places of its cells.
pub(super) struct Rows97<'w> {
    workbook: &'w Workbook97,
    places: Vec<Place>,
    next: usize,
}

impl Rows for Rows97<'_> {
    fn next_row(&mut self, row: &mut RawRow, meter: &mut Meter) -> Result<bool, ReadError> {
        while let Some(first) = self.places.get(self.next) {
            let number = first.row;
            row.restart(u32::from(number) + 1);
            while let Some(place) = self.places.get(self.next).filter(|place| place.row == number) {
                let cell = self.workbook.cell(place, meter)?;
                meter.put(row, usize::from(place.column), cell)?;
                self.next += 1;
            }
            if !row.cells.is_empty() {
                meter.row()?;
                return Ok(true);
            }
        }
        Ok(false)
    }
}

#[cfg(test)]
pub(in crate::ledger) mod fixture;
#[cfg(test)]
mod tests;
