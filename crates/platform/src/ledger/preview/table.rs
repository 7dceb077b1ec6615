//! A table in the course of being read: rows in, values and findings out.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

use crate::ledger::cell::{Cell, cell_name};
use crate::ledger::definition::Ledger;
use crate::ledger::finding::{Finding, Findings, Problem, cut};
use crate::ledger::header::{self, Fate};
use crate::ledger::read::{Book, RawRow};
use crate::ledger::value::{self, Value};

use super::sheet::ChosenSheet;
use super::{Fixes, Preview, Reading, Row, SkipReason, Skipped};

/// A table in the course of being read.
pub(super) struct Table<'a> {
    pub(super) ledger: &'a Ledger,
    fixes: &'a Fixes,
    pub sheet_position: usize,
    pub preview: Preview,
    /// File column → ledger column.
    pub(super) routes: Vec<(usize, usize)>,
    /// File columns under a heading, read or not.
    headed: Vec<usize>,
    /// The file's heading of each ledger column.
    headings: Vec<Option<usize>>,
    pub(super) index: Option<usize>,
    /// Values met in unique columns, with the row they were met in.
    seen: HashMap<(usize, String), u32>,
    nameless: Vec<usize>,
    last_row: u32,
    skipped_limit: usize,
}

impl<'a> Table<'a> {
    pub fn new(
        book: &Book<'_>,
        ledger: &'a Arc<Ledger>,
        reading: &'a Reading,
        chosen: ChosenSheet,
    ) -> Self {
        let header = chosen.header;
        let routes = header.routes(ledger);
        let mut headings = vec![None; ledger.columns.len()];
        for (column, position) in &routes {
            headings[*position] = Some(*column);
        }
        let index = header.headings.iter().find(|heading| heading.fate == Fate::Index);
        Self {
            ledger,
            fixes: &reading.fixes,
            sheet_position: chosen.position,
            routes,
            headed: header.headings.iter().map(|heading| heading.column).collect(),
            headings,
            index: index.map(|heading| heading.column),
            seen: HashMap::new(),
            nameless: Vec::new(),
            last_row: header.row,
            skipped_limit: reading.limits.findings,
            preview: Preview {
                ledger: Arc::clone(ledger),
                format: book.format,
                encoding: book.encoding(),
                sheet: chosen.name.into(),
                other_sheets: chosen.others,
                header,
                rows: Vec::new(),
                row_count: 0,
                findings: Findings::up_to(reading.limits.findings),
                skipped: Vec::new(),
                skipped_count: 0,
                blank_rows: 0,
            },
        }
    }

    /// What is wrong with the headings themselves.
    pub fn check_headings(&mut self) {
        let row = self.preview.header.row;
        let missing: Vec<usize> = (0..self.ledger.columns.len())
            .filter(|at| self.ledger.columns[*at].required && self.headings[*at].is_none())
            .collect();
        for position in missing {
            let expected = self.ledger.columns[position].heading.clone();
            let problem = match self.ledger.columns[position].synonyms.join(" / ") {
                none if none.is_empty() => Problem::error("ledger-heading-missing"),
                names => Problem::error("ledger-heading-missing-synonyms").with("names", names),
            };
            self.find_at(row, None, expected, "", problem);
        }
        for heading in self.preview.header.headings.clone() {
            let problem = match &heading.fate {
                Fate::Shadowed { key } => {
                    let better = self.ledger.position(key).and_then(|at| self.headings[at]);
                    let better = better.map(|column| self.heading_text(column)).unwrap_or_default();
                    Problem::warning("ledger-heading-shadowed").with("other", better)
                }
                Fate::Column { key, .. } => {
                    let position = self.ledger.position(key);
                    let unit = position.and_then(|at| {
                        let unit = header::other_unit(self.ledger, at, &heading.text)?;
                        Some((unit, self.ledger.columns[at].unit.clone().unwrap_or_default()))
                    });
                    let Some((unit, own)) = unit else { continue };
                    Problem::error("ledger-heading-unit").with("unit", unit).with("expected", own)
                }
                Fate::Ignored | Fate::Index | Fate::Unknown { .. } => continue,
            };
            self.find_at(row, Some(heading.column), heading.text.clone(), &heading.text, problem);
        }
        for sheet in self.preview.other_sheets.clone() {
            let problem = Problem::warning("ledger-sheet-not-read").with("other", sheet);
            self.find_at(row, None, String::new(), "", problem);
        }
    }

    fn heading_text(&self, column: usize) -> String {
        let mut headings = self.preview.header.headings.iter();
        headings
            .find(|heading| heading.column == column)
            .map(|h| h.text.clone())
            .unwrap_or_default()
    }

    /// Reads one row; `None` when it is left out.
    pub fn read_row(&mut self, raw: &mut RawRow) -> Option<Row> {
        self.preview.blank_rows += raw.number - self.last_row - 1;
        self.last_row = raw.number;
        if let Some(reason) = self.skip_reason(raw) {
            self.skip(raw, reason);
            return None;
        }
        self.apply_fixes(raw);
        self.note_nameless(raw);
        let errors_before = self.preview.findings.errors;
        let mut values: Vec<Option<Value>> = vec![None; self.ledger.columns.len()];
        for nth in 0..self.routes.len() {
            let (file_column, position) = self.routes[nth];
            let column = &self.ledger.columns[position];
            let cell = raw.cell(file_column);
            match value::read(column, cell) {
                Ok(None) if column.required => {
                    self.find(raw.number, file_column, "", Problem::error("ledger-cell-required"));
                }
                Ok(value) => values[position] = value,
                Err(problem) => self.find(raw.number, file_column, &cell.shown(), problem),
            }
            if column.unique {
                self.check_unique(raw.number, file_column, position, values[position].as_ref());
            }
        }
        self.preview.row_count += 1;
        Some(Row {
            number: raw.number,
            values: values.into(),
            is_faulty: self.preview.findings.errors > errors_before,
        })
    }

    fn apply_fixes(&self, raw: &mut RawRow) {
        if self.fixes.0.is_empty() {
            return;
        }
        for (column, _) in &self.routes {
            if let Some(text) = self.fixes.0.get(&cell_name(*column, raw.number)) {
                if raw.cells.len() <= *column {
                    raw.cells.resize(column + 1, Cell::Empty);
                }
                raw.cells[*column] = Cell::text(text);
            }
        }
    }

    /// Warns once for each column that has values and no heading.
    fn note_nameless(&mut self, raw: &RawRow) {
        for (column, cell) in raw.filled() {
            if !self.headed.contains(&column) && !self.nameless.contains(&column) {
                self.nameless.push(column);
                let problem = Problem::warning("ledger-column-nameless");
                self.find(raw.number, column, &cell.shown(), problem);
            }
        }
    }

    fn check_unique(
        &mut self,
        row: u32,
        file_column: usize,
        position: usize,
        value: Option<&Value>,
    ) {
        let Some(text) = value.map(|value| value.shown(&self.ledger.columns[position])) else {
            return;
        };
        match self.seen.entry((position, text)) {
            Entry::Vacant(place) => {
                place.insert(row);
            }
            Entry::Occupied(place) => {
                let first = i64::from(*place.get());
                let text = place.key().1.clone();
                let problem = Problem::warning("ledger-cell-repeated").with("first", first);
                self.find(row, file_column, &text, problem);
            }
        }
    }

    fn find(&mut self, row: u32, column: usize, found: &str, problem: Problem) {
        let heading = self.heading_text(column);
        self.find_at(row, Some(column), heading, found, problem);
    }

    fn find_at(
        &mut self,
        row: u32,
        column: Option<usize>,
        heading: String,
        found: &str,
        problem: Problem,
    ) {
        self.preview.findings.push(Finding {
            sheet: Arc::clone(&self.preview.sheet),
            row,
            column,
            heading,
            severity: problem.severity,
            key: problem.key,
            found: cut(found),
            args: problem.args,
        });
    }

    fn skip(&mut self, raw: &RawRow, reason: SkipReason) {
        self.preview.skipped_count += 1;
        if self.preview.skipped.len() < self.skipped_limit {
            let text = raw.filled().next().map(|(_, cell)| cut(&cell.shown())).unwrap_or_default();
            self.preview.skipped.push(Skipped { row: raw.number, reason, text });
        }
    }
}
