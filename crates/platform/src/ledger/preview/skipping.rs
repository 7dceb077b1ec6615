//! Rows that carry nothing to import, told from those that do.

use crate::ledger::cell::Cell;
use crate::ledger::definition::Column;
use crate::ledger::normal;
use crate::ledger::read::RawRow;
use crate::ledger::vocabulary::VOCABULARY;

use super::SkipReason;
use super::table::Table;

/// The Chinese comma between the parts of a list, also written after a number.
const ENUMERATION_COMMA: char = '\u{3001}';

impl Table<'_> {
    /// Why a row is left out; `None` for one that is read.
    pub(super) fn skip_reason(&self, raw: &RawRow) -> Option<SkipReason> {
        let (column, first) = raw.filled().next()?;
        let filled = raw.filled().count();
        if filled == 1 && self.index == Some(column) {
            let only_counts = matches!(first, Cell::Number(_))
                || matches!(first, Cell::Text(text) if text.parse::<u32>().is_ok());
            if only_counts {
                return Some(SkipReason::Numbered);
            }
        }
        let Cell::Text(text) = first else { return None };
        if self.repeats_header(raw) {
            return Some(SkipReason::Header);
        }
        // A total and a note never fill every required column; a row that does is a row.
        if self.is_complete(raw) {
            return None;
        }
        let word = normal::word(text);
        if VOCABULARY.totals.contains(word.trim_end_matches(':')) {
            return Some(SkipReason::Total);
        }
        let speaks = |start: &String| {
            word.strip_prefix(start.as_str()).is_some_and(|after| {
                after.is_empty()
                    || after.contains(':')
                    || after.starts_with([ENUMERATION_COMMA, '.', '('])
            })
        };
        // Lines of signatures have a few cells, each of them a title and a name.
        (filled <= 4 && VOCABULARY.notes.iter().any(speaks)).then_some(SkipReason::Note)
    }

    fn repeats_header(&self, raw: &RawRow) -> bool {
        let headings = &self.preview.header.headings;
        let same = headings.iter().filter(
            |heading| matches!(raw.cell(heading.column), Cell::Text(text) if *text == heading.text),
        );
        let same = same.count();
        same >= 2 && same * 2 > raw.filled().count()
    }

    fn is_complete(&self, raw: &RawRow) -> bool {
        let required = |column: &Column| column.required;
        let mut routed =
            self.routes.iter().filter(|(_, at)| required(&self.ledger.columns[*at])).peekable();
        routed.peek().is_some() && routed.all(|(column, _)| !raw.cell(*column).is_empty())
    }
}
