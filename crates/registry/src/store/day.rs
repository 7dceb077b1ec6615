//! Days as they are stored: ISO text, an open end as the last day there is.

use jiff::civil::Date;
use platform::StoreError;

use crate::model::Term;

/// The stored last day of what has no end.
pub(super) const OPEN: &str = "9999-12-31";

/// A day as stored.
pub(super) fn text(day: Date) -> String {
    day.to_string()
}

/// A last day as stored.
pub(super) fn end(until: Option<Date>) -> String {
    until.map_or_else(|| OPEN.to_owned(), text)
}

/// A stored day.
pub(super) fn read(
    table: &'static str,
    column: &'static str,
    id: i64,
    stored: &str,
) -> Result<Date, StoreError> {
    stored.parse().map_err(|_| StoreError::corrupt(table, column, id, stored))
}

/// A stored day that may be missing.
pub(super) fn read_optional(
    table: &'static str,
    column: &'static str,
    id: i64,
    stored: Option<&str>,
) -> Result<Option<Date>, StoreError> {
    stored.map(|stored| read(table, column, id, stored)).transpose()
}

/// A stored term.
pub(super) fn term(
    table: &'static str,
    id: i64,
    from: &str,
    until: &str,
) -> Result<Term, StoreError> {
    let from = read(table, "from_on", id, from)?;
    let until = if until == OPEN { None } else { Some(read(table, "until_on", id, until)?) };
    Ok(Term { from, until })
}
