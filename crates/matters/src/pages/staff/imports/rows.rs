//! Rows that need nobody's attention: what becomes of them, and what changes.

use jiff::Timestamp;
use platform::web::{Tone, View};

use super::headings::column_name;
use crate::model::order::{Report, ShownRow, Verdict};

/// One row.
pub(super) struct SampleRow {
    /// The row as the file counts it.
    pub row: u32,
    /// What becomes of it.
    pub verdict: String,
    /// In which colour.
    pub tone: Tone,
    /// Its number at the source.
    pub number: String,
    /// What it is about.
    pub words: String,
    /// The place as the file has it.
    pub said: String,
    /// Where it goes.
    pub place: String,
    /// When it was raised.
    pub raised: String,
    /// What the source says differently: column, before, now.
    pub changes: Vec<(String, String, String)>,
}

/// The first rows that come to `verdict`.
pub(super) fn of(view: &View, report: &Report, verdict: Verdict) -> Vec<SampleRow> {
    let rows = report.rows.iter().filter(|row| row.verdict == verdict);
    rows.map(|row| draw(view, row)).collect()
}

fn draw(view: &View, row: &ShownRow) -> SampleRow {
    let cell = |key: &str| row.cells.get(key).cloned().unwrap_or_default();
    let title = cell("title");
    let changes = row.changes.iter().map(|change| {
        let told = |text: &str| told(view, &change.column, text);
        (column_name(view, &change.column), told(&change.was), told(&change.now))
    });
    SampleRow {
        row: row.row,
        verdict: view.t(&format!("import-verdict-{}", row.verdict.word())).into_owned(),
        tone: tone(row.verdict),
        number: cell("number"),
        words: if title.is_empty() { cell("content") } else { title },
        said: cell("place"),
        place: row.place.clone(),
        raised: cell("raised_at"),
        changes: changes.collect(),
    }
}

fn told(view: &View, column: &str, text: &str) -> String {
    match text.parse::<Timestamp>() {
        _ if text.is_empty() => view.t("import-said-nothing").into_owned(),
        Ok(at) if column == "closed_at" => view.iso_time(at),
        _ if text.starts_with("order-") || text.starts_with("matter-") => view.t(text).into_owned(),
        _ => text.to_owned(),
    }
}

const fn tone(verdict: Verdict) -> Tone {
    match verdict {
        Verdict::Faulty => Tone::Late,
        Verdict::Asked => Tone::Warn,
        Verdict::Fresh => Tone::Ok,
        Verdict::Changed => Tone::Work,
        Verdict::Same | Verdict::LeftOut | Verdict::Elsewhere => Tone::Idle,
    }
}
