//! Rows as the page shows them before they are written.

use std::collections::BTreeMap;

use platform::ledger::finding::cut;
use platform::ledger::{Ledger, Row};

use crate::model::order::{Order, ShownRow, Verdict};

/// The columns that tell people which order a row is, in the order of the page.
pub(super) const COLUMNS: [&str; 7] =
    ["number", "title", "content", "place", "raised_at", "state", "closed_at"];

/// A row that could not be read whole: every cell that could.
pub(super) fn of_row(ledger: &Ledger, row: &Row) -> ShownRow {
    let columns = ledger.columns.iter().zip(&row.values);
    let cells = columns.filter_map(|(column, value)| {
        Some((column.key.clone(), cut(&value.as_ref()?.shown(column))))
    });
    ShownRow {
        row: row.number,
        verdict: Verdict::Faulty,
        cells: cells.collect(),
        place: String::new(),
        changes: Vec::new(),
    }
}

/// A sound row.
pub(super) fn of_order(order: &Order) -> ShownRow {
    let mut cells: BTreeMap<String, String> = BTreeMap::new();
    let mut put = |key: &str, value: &str| {
        if !value.is_empty() {
            cells.insert(key.to_owned(), cut(value));
        }
    };
    put("number", &order.number);
    put("title", &order.title);
    put("content", &order.content);
    for key in COLUMNS {
        if let Some(value) = order.details.get(key) {
            put(key, value);
        }
    }
    ShownRow {
        row: order.row,
        verdict: Verdict::Fresh,
        cells,
        place: String::new(),
        changes: Vec::new(),
    }
}
