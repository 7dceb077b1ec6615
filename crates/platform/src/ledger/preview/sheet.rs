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
    for (position, sheet) in book.sheets().into_iter().enumerate() {
        let mut rows = book.rows(position)?;
        let first = first_rows(&mut *rows, &reading.limits, HEADER_WITHIN + BELOW)?;
        any_row |= !first.is_empty();
        if let Some(header) = header::find(ledger, &reading.mapping, &first) {
            candidates.push((position, sheet, header));
        }
    }
    if !any_row {
        return Err(ReadError::Empty);
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

fn first_rows(rows: &mut dyn Rows, limits: &Limits, until: u32) -> Result<Vec<RawRow>, ReadError> {
    let mut meter = Meter::new(limits);
    let mut first = Vec::new();
    let mut row = RawRow::default();
    while rows.next_row(&mut row, &mut meter)? && row.number <= until {
        first.push(row.clone());
    }
    Ok(first)
}
