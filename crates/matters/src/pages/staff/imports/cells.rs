//! Cells at fault: where, what stands there, what was expected, and an input that mends them.

use std::collections::HashMap;

use platform::web::component::CellState;
use platform::web::{FormState, View};

use crate::model::order::{Report, Setting, Told, Verdict};

/// Cells shown at a time; when these are mended, the next come.
const MOST: usize = 100;
/// What the name of an input begins with; the cell follows.
pub(super) const INPUT: &str = "cell-";

/// One cell.
pub(super) struct BadCell {
    /// The row as the file counts it.
    pub row: u32,
    /// The cell as spreadsheets write it; empty when the row or table as a whole is at fault.
    pub cell: String,
    /// Which order the row is, as far as it can be read.
    pub order: String,
    /// The column's heading.
    pub heading: String,
    /// What stands there, or was typed in its place.
    pub value: String,
    /// What is wrong with it.
    pub state: CellState,
}

/// The first cells that have to be mended.
pub(super) fn bad(view: &View, report: &Report, form: &FormState) -> Vec<BadCell> {
    let orders = orders(report);
    let errors = report.findings.iter().filter(|told| told.is_error).take(MOST);
    errors
        .map(|told| {
            let input = if told.cell.is_empty() || told.row <= report.header_row {
                String::new()
            } else {
                format!("{INPUT}{}", told.cell)
            };
            let typed = Some(form.value(&input)).filter(|typed| !typed.is_empty());
            BadCell {
                row: told.row,
                cell: told.cell.clone(),
                order: orders.get(&told.row).cloned().unwrap_or_default(),
                heading: told.heading.clone(),
                value: typed.unwrap_or(&told.found).to_owned(),
                state: CellState::Bad { why: why(view, told), input },
            }
        })
        .collect()
}

/// The first cells that are worth a look and stop nothing.
pub(super) fn noted(view: &View, report: &Report) -> Vec<BadCell> {
    let orders = orders(report);
    let warnings = report.findings.iter().filter(|told| !told.is_error).take(MOST);
    warnings
        .map(|told| BadCell {
            row: told.row,
            cell: told.cell.clone(),
            order: orders.get(&told.row).cloned().unwrap_or_default(),
            heading: told.heading.clone(),
            value: told.found.clone(),
            state: CellState::Unsure { why: why(view, told) },
        })
        .collect()
}

/// The cells that were mended here and can be read now.
pub(super) fn mended(report: &Report, setting: &Setting) -> Vec<(String, String)> {
    let still =
        |cell: &String| report.findings.iter().any(|told| told.is_error && told.cell == *cell);
    let fixes = setting.fixes.0.iter().filter(|(cell, _)| !still(cell)).take(MOST);
    fixes.map(|(cell, value)| (cell.clone(), value.clone())).collect()
}

fn why(view: &View, told: &Told) -> String {
    view.ta(&told.key, &told.args())
}

/// Number and first words of the faulty rows.
fn orders(report: &Report) -> HashMap<u32, String> {
    let faulty = report.rows.iter().filter(|row| row.verdict == Verdict::Faulty);
    faulty
        .map(|row| {
            let cell = |key: &str| row.cells.get(key).map(String::as_str);
            let words = cell("title").or_else(|| cell("content"));
            let parts: Vec<&str> = [cell("number"), words].into_iter().flatten().collect();
            (row.row, parts.join(" · "))
        })
        .collect()
}
