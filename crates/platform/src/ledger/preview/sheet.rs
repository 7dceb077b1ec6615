//! Which sheet of a workbook is the table.

use crate::ledger::definition::Ledger;
use crate::ledger::error::ReadError;
use crate::ledger::header::{self, HEADER_WITHIN, Header};
use crate::ledger::read::{Book, Limits, Meter, RawRow, Rows, SheetName};

use super::Reading;

/// The sheet to read.
pub(super) struct ChosenSheet {
    pub position: usize,
    pub name: String,
    pub header: Header,
    pub others: Vec<String>,
}

/// The sheet whose header matches best: visible ones before hidden ones, then the leftmost.
pub(super) fn choose_sheet(
    book: &mut Book<'_>,
    ledger: &Ledger,
    reading: &Reading,
) -> Result<ChosenSheet, ReadError> {
    /// Rows looked at below the last row in which a header may stand.
    const BELOW: u32 = 20;
    let mut candidates = Vec::new();
    let mut any_row = false;
    let mut unreadable = None;
    for (position, sheet) in book.sheets().into_iter().enumerate() {
        let first = book
            .rows(position)
            .and_then(|mut rows| first_rows(&mut *rows, &reading.limits, HEADER_WITHIN + BELOW));
        let first = match first {
            Ok(first) => first,
            // Another sheet may be the table; what is wrong with this one then does not matter.
            Err(error) => {
                unreadable.get_or_insert(error);
                continue;
            }
        };
        any_row |= !first.is_empty();
        if let Some(header) = header::find(ledger, &reading.mapping, &first) {
            candidates.push((position, sheet, header));
        }
    }
    let is_known = candidates.iter().any(|(_, _, header)| header.matched() > 0);
    match unreadable {
        Some(error) if !is_known => return Err(error),
        None if !any_row => return Err(ReadError::Empty),
        _ => {}
    }
    let best = (0..candidates.len()).min_by_key(|at| {
        let (position, sheet, header) = &candidates[*at];
        (std::cmp::Reverse(header.matched()), sheet.hidden, *position)
    });
    let best = best.ok_or(ReadError::NoHeader { limit: HEADER_WITHIN })?;
    let (position, sheet, header) = candidates.swap_remove(best);
    let alike = |(_, sheet, other): &(usize, SheetName, Header)| {
        let same = other.matched() >= 2 && other.missing == header.missing;
        (same && !sheet.hidden).then(|| sheet.name.clone())
    };
    let others = candidates.iter().filter_map(alike).collect();
    Ok(ChosenSheet { position, name: sheet.name, header, others })
}

/// The rows of a sheet up to a row number; of very long texts only the first few megabytes.
fn first_rows(rows: &mut dyn Rows, limits: &Limits, until: u32) -> Result<Vec<RawRow>, ReadError> {
    const TEXT: usize = 16 << 20;
    let text_bytes = limits.text_bytes.min(TEXT);
    let mut meter = Meter::new(&Limits { text_bytes, ..*limits });
    let mut first = Vec::new();
    let mut row = RawRow::default();
    loop {
        match rows.next_row(&mut row, &mut meter) {
            Ok(true) if row.number <= until => first.push(row.clone()),
            Ok(_) => return Ok(first),
            Err(ReadError::TooMuchText { .. }) if !first.is_empty() => return Ok(first),
            Err(error) => return Err(error),
        }
    }
}
