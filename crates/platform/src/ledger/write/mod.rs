//! Tables written for people: a workbook in constant memory, or csv that spreadsheets open right.

mod marked;

pub use marked::marked;

use rust_xlsxwriter::{Color, Format as Style, FormatAlign, FormatBorder, Workbook, Worksheet};
use rust_xlsxwriter::{XlsxError, utility};

use super::cell::serial;
use super::definition::{Column, Kind, Ledger};
use super::error::ReadError;
use super::value::Value;

/// What stands around the rows of an export.
#[derive(Debug, Clone)]
pub struct Export<'e> {
    /// The ledger to write.
    pub ledger: &'e Ledger,
    /// The title in the first row; the ledger's own when `None`.
    pub title: Option<&'e str>,
    /// The line above the header that says who fills the table in, when and for whom, in the
    /// reader's language; left out when empty.
    pub reported_by: &'e str,
    /// Who took the export and when: printed at head and foot of every page of a workbook. Left
    /// out when empty. Source: UX §9 (watermark).
    pub mark: &'e str,
}

/// An export that could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The workbook could not be made: too many rows for a sheet, or no room for temporary files.
    #[error("the workbook could not be written")]
    Workbook(#[from] XlsxError),
    /// The file that is to be marked cannot be read.
    #[error("the file to be marked cannot be read")]
    Source(#[from] ReadError),
    /// The text table could not be made.
    #[error("the text table could not be written")]
    Text(#[from] csv::Error),
}

/// Key of the column that is written last wherever the definition puts it.
/// Source: DOMAIN 8.2 (the remark stands last in every export).
const LAST: &str = "remark";

/// Positions of the columns in the order they are written.
fn order(ledger: &Ledger) -> Vec<usize> {
    let (last, mut order): (Vec<usize>, Vec<usize>) =
        (0..ledger.columns.len()).partition(|at| ledger.columns[*at].key == LAST);
    order.extend(last);
    order
}

/// Writes a workbook.
///
/// Each row holds a value for each column of the ledger, in the ledger's order, as
/// [`Row::values`](super::Row::values). Texts are written as texts, whatever they begin with.
///
/// # Errors
/// [`WriteError::Workbook`], also for a text longer than a cell holds (32,767 characters).
pub fn workbook<R: AsRef<[Option<Value>]>>(
    export: &Export<'_>,
    rows: impl IntoIterator<Item = R>,
) -> Result<Vec<u8>, WriteError> {
    let styles = Styles::new();
    let order = order(export.ledger);
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet_with_constant_memory()?;
    lay_out(sheet, export, &order)?;
    let first_row = write_head(sheet, export, &order, &styles)?;
    let first_column = u16::from(export.ledger.index.is_some());
    for (row, values) in (first_row..).zip(rows) {
        if export.ledger.index.is_some() {
            sheet.write_number(row, 0, f64::from(row - first_row + 1))?;
        }
        for (column, position) in (first_column..).zip(&order) {
            if let Some(value) = values.as_ref().get(*position).and_then(Option::as_ref) {
                let definition = &export.ledger.columns[*position];
                write_value(sheet, (row, column), value, definition, &styles)?;
            }
        }
    }
    Ok(workbook.save_to_buffer()?)
}

struct Styles {
    title: Style,
    head: Style,
    date: Style,
    date_time: Style,
    text: Style,
}

impl Styles {
    fn new() -> Self {
        let head = Style::new().set_bold().set_text_wrap().set_align(FormatAlign::VerticalCenter);
        Self {
            title: Style::new().set_bold().set_font_size(14),
            head: head
                .set_background_color(Color::RGB(0x00EE_F1F5))
                .set_border_bottom(FormatBorder::Thin),
            date: Style::new().set_num_format("yyyy-mm-dd"),
            date_time: Style::new().set_num_format("yyyy-mm-dd hh:mm:ss"),
            // A cell of text stays text when somebody edits it.
            text: Style::new().set_num_format("@"),
        }
    }
}

/// Sheet name, widths, page and mark.
fn lay_out(sheet: &mut Worksheet, export: &Export<'_>, order: &[usize]) -> Result<(), XlsxError> {
    const NARROW: f64 = 6.0;
    const MIDDLE: f64 = 18.0;
    const WIDE: f64 = 40.0;
    let title = export.title.unwrap_or(&export.ledger.title);
    let name = utility::check_sheet_name(title).map_or("Sheet1", |()| title);
    sheet.set_name(name)?;
    let first = u16::from(export.ledger.index.is_some());
    if first == 1 {
        sheet.set_column_width(0, NARROW)?;
    }
    for (column, position) in (first..).zip(order) {
        let definition = &export.ledger.columns[*position];
        let is_long = definition.kind == Kind::Text && definition.max > 500;
        sheet.set_column_width(column, if is_long { WIDE } else { MIDDLE })?;
    }
    sheet.set_landscape();
    if !export.mark.is_empty() {
        let mark = page_text(export.mark);
        sheet.set_header(format!("&R{mark}"));
        sheet.set_footer(format!("&L{mark}&R&P / &N"));
    }
    Ok(())
}

/// Text for the head of a page: its own signs doubled, cut to what a page head holds.
fn page_text(text: &str) -> String {
    const LONGEST: usize = 100;
    text.chars().take(LONGEST).collect::<String>().replace('&', "&&")
}

/// Title, line of who reports, header; gives the first row below.
fn write_head(
    sheet: &mut Worksheet,
    export: &Export<'_>,
    order: &[usize],
    styles: &Styles,
) -> Result<u32, XlsxError> {
    let title = export.title.unwrap_or(&export.ledger.title);
    let mut row = 0;
    sheet.write_string_with_format(row, 0, title, &styles.title)?;
    row += 1;
    if !export.reported_by.is_empty() {
        sheet.write_string(row, 0, export.reported_by)?;
        row += 1;
    }
    for (column, heading) in (0_u16..).zip(headings(export.ledger, order)) {
        sheet.write_string_with_format(row, column, heading, &styles.head)?;
    }
    sheet.set_freeze_panes(row + 1, 0)?;
    sheet.set_repeat_rows(row, row)?;
    Ok(row + 1)
}

fn headings<'l>(ledger: &'l Ledger, order: &'l [usize]) -> impl Iterator<Item = String> + 'l {
    let index = ledger.index.clone();
    index.into_iter().chain(order.iter().map(|at| heading_with_unit(&ledger.columns[*at])))
}

fn heading_with_unit(column: &Column) -> String {
    match &column.unit {
        Some(unit) => format!("{}({unit})", column.heading),
        None => column.heading.clone(),
    }
}

fn write_value(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    value: &Value,
    definition: &Column,
    styles: &Styles,
) -> Result<(), XlsxError> {
    match value {
        #[expect(clippy::cast_precision_loss, reason = "ledgers count far below 2^53")]
        Value::Integer(number) => sheet.write_number(row, column, *number as f64)?,
        Value::Decimal(number) => sheet.write_number(row, column, *number)?,
        Value::Date(day) => {
            let serial = serial(day.to_datetime(jiff::civil::Time::midnight()));
            sheet.write_number_with_format(row, column, serial, &styles.date)?
        }
        Value::DateTime(at) => {
            sheet.write_number_with_format(row, column, serial(*at), &styles.date_time)?
        }
        Value::Text(_) | Value::Choice(_) => {
            sheet.write_string_with_format(row, column, value.shown(definition), &styles.text)?
        }
    };
    Ok(())
}

/// Writes csv in UTF-8 with the mark by which spreadsheets recognise it; the header only, no title.
///
/// # Errors
/// [`WriteError::Text`], which writing into memory does not give.
pub fn csv<R: AsRef<[Option<Value>]>>(
    export: &Export<'_>,
    rows: impl IntoIterator<Item = R>,
) -> Result<Vec<u8>, WriteError> {
    let order = order(export.ledger);
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(b"\xEF\xBB\xBF".to_vec());
    writer.write_record(headings(export.ledger, &order))?;
    for (count, values) in (1_u32..).zip(rows) {
        if export.ledger.index.is_some() {
            writer.write_field(count.to_string())?;
        }
        for position in &order {
            let value = values.as_ref().get(*position).and_then(Option::as_ref);
            let column = &export.ledger.columns[*position];
            let text = value.map(|value| value.shown(column)).unwrap_or_default();
            match value {
                // Numbers may begin with a minus; only what people typed is guarded.
                Some(Value::Text(_) | Value::Choice(_)) => writer.write_field(guarded(&text))?,
                _ => writer.write_field(text)?,
            }
        }
        writer.write_record(None::<&[u8]>)?;
    }
    let bytes = writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
    Ok(bytes)
}

/// Beginnings that make a spreadsheet calculate instead of show. The apostrophe is among them so
/// that a guard can be told from text.
const DANGEROUS: &[char] =
    &['=', '+', '-', '@', '\t', '\r', '\n', '\'', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];

/// Text that no spreadsheet takes for a formula: with an apostrophe before it where needed.
fn guarded(text: &str) -> String {
    if text.starts_with(DANGEROUS) { format!("'{text}") } else { text.to_owned() }
}

/// The text without the guard that [`csv`] put before it.
pub(super) fn unguarded(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| rest.starts_with(DANGEROUS)).unwrap_or(text)
}

#[cfg(test)]
mod tests;
