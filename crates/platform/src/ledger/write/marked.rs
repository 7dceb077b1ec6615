//! The table as it came, with every cell at fault marked: to be mended and brought again.

use std::collections::HashMap;

use rust_xlsxwriter::{Color, Format as Style, Note, Workbook, Worksheet, XlsxError};

use super::WriteError;
use crate::ledger::cell::{Cell, serial};
use crate::ledger::finding::{Finding, Severity, cut_to};
use crate::ledger::preview::Preview;
use crate::ledger::read::{Book, Limits, Meter, RawRow};

/// What a cell of a workbook holds at most; a csv may hold more.
const CELL_CHARACTERS: usize = 32_000;

/// Writes the sheet that was read as a workbook: the same cells at the same places, those at fault
/// coloured, each with a note.
///
/// `say` tells a finding in the reader's language; it should not repeat what stands in the cell.
///
/// # Errors
/// [`WriteError::Source`] when `bytes` are not the file of the preview, [`WriteError::Workbook`]
/// when the workbook cannot be made.
pub fn marked(
    bytes: &[u8],
    preview: &Preview,
    limits: &Limits,
    say: impl Fn(&Finding) -> String,
) -> Result<Vec<u8>, WriteError> {
    let mut notes = notes(preview, say);
    let mut book = Book::open(bytes, limits)?;
    let sheets = book.sheets();
    let position = sheets.iter().position(|sheet| sheet.name == *preview.sheet).unwrap_or(0);
    let mut rows = book.rows(position)?;
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet_with_constant_memory()?;
    if !preview.sheet.is_empty() {
        sheet.set_name(preview.sheet.as_ref())?;
    }
    sheet.set_freeze_panes(preview.header.row, 0)?;
    let (mut meter, mut row) = (Meter::new(limits), RawRow::default());
    while rows.next_row(&mut row, &mut meter)? {
        let mut of_row = notes.remove(&row.number).unwrap_or_default();
        for (column, cell) in row.filled() {
            let note = of_row.remove(&column);
            write_cell(sheet, (row.number, column), cell, note.as_ref())?;
        }
        for (column, note) in of_row {
            write_cell(sheet, (row.number, column), &Cell::Empty, Some(&note))?;
        }
    }
    Ok(workbook.save_to_buffer()?)
}

/// What is to be said about one cell.
struct CellNote {
    severity: Severity,
    text: String,
}

/// The notes by row and column; what concerns no cell is noted at the first of the header.
fn notes(
    preview: &Preview,
    say: impl Fn(&Finding) -> String,
) -> HashMap<u32, HashMap<usize, CellNote>> {
    let mut notes: HashMap<u32, HashMap<usize, CellNote>> = HashMap::new();
    let first = preview.header.headings.first().map_or(0, |heading| heading.column);
    for finding in &preview.findings.kept {
        let place = notes.entry(finding.row).or_default();
        let text = say(finding);
        place
            .entry(finding.column.unwrap_or(first))
            .and_modify(|note| {
                note.severity = note.severity.max(finding.severity);
                note.text = format!("{}\n{text}", note.text);
            })
            .or_insert_with(|| CellNote { severity: finding.severity, text: text.clone() });
    }
    notes
}

fn write_cell(
    sheet: &mut Worksheet,
    (row, column): (u32, usize),
    cell: &Cell,
    note: Option<&CellNote>,
) -> Result<(), XlsxError> {
    let (row, column) = (row - 1, u16::try_from(column).unwrap_or(u16::MAX));
    let mut style = Style::new();
    if let Some(note) = note {
        let color = match note.severity {
            Severity::Error => 0x00FA_D7D3,
            Severity::Warning => 0x00FB_ECC8,
        };
        style = style.set_background_color(Color::RGB(color));
        let text = Note::new(cut_to(&note.text, CELL_CHARACTERS)).add_author_prefix(false);
        sheet.insert_note(row, column, &text)?;
    }
    match cell {
        Cell::Empty => sheet.write_blank(row, column, &style)?,
        Cell::Number(number) => sheet.write_number_with_format(row, column, *number, &style)?,
        Cell::Bool(value) => sheet.write_boolean_with_format(row, column, *value, &style)?,
        Cell::DateTime(at) => {
            let style = style.set_num_format("yyyy-mm-dd hh:mm:ss");
            sheet.write_number_with_format(row, column, serial(*at), &style)?
        }
        Cell::Text(text) | Cell::Error(text) => {
            let text = cut_to(text, CELL_CHARACTERS);
            sheet.write_string_with_format(row, column, text, &style)?
        }
    };
    Ok(())
}
