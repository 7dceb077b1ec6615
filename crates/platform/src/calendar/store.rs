//! The notices that were taken in.

use std::collections::HashMap;

use diesel::prelude::*;
use jiff::Timestamp;
use kernel::calendar::DayRecord;

use super::schema::{calendar_day, calendar_notice};
use crate::db::{Conn, StoreError};
use crate::insert_many;

/// A notice of holidays and make-up workdays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What whoever took it in called its source.
    pub source: String,
    /// When it was taken in.
    pub taken_in_at: Timestamp,
    /// The days it names.
    pub days: Vec<DayRecord>,
}

/// Every notice, in the order in which they were taken in. There is about one a year.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub fn list(conn: &mut Conn) -> Result<Vec<Notice>, StoreError> {
    let mut days: HashMap<i64, Vec<DayRecord>> = HashMap::new();
    let rows: Vec<(i64, String, String, String)> =
        calendar_day::table.order((calendar_day::notice_id, calendar_day::date)).load(conn)?;
    for (notice, date, kind, name) in rows {
        let corrupt = |column, found: &str| {
            StoreError::corrupt("calendar_day", column, notice, found.to_owned())
        };
        let record = DayRecord {
            date: date.parse().map_err(|_| corrupt("date", &date))?,
            kind: kind.parse().map_err(|_| corrupt("kind", &kind))?,
            name,
        };
        days.entry(notice).or_default().push(record);
    }
    let notices: Vec<(i64, String, i64)> = calendar_notice::table
        .order((calendar_notice::taken_in_at, calendar_notice::id))
        .load(conn)?;
    let read = |(id, source, at): (i64, String, i64)| {
        let taken_in_at = Timestamp::from_microsecond(at).map_err(|_| {
            StoreError::corrupt("calendar_notice", "taken_in_at", id, at.to_string())
        })?;
        Ok(Notice { source, taken_in_at, days: days.remove(&id).unwrap_or_default() })
    };
    notices.into_iter().map(read).collect()
}

pub(super) fn insert(conn: &mut Conn, id: i64, new: &Notice) -> Result<(), StoreError> {
    diesel::insert_into(calendar_notice::table)
        .values((
            calendar_notice::id.eq(id),
            calendar_notice::source.eq(&new.source),
            calendar_notice::taken_in_at.eq(new.taken_in_at.as_microsecond()),
        ))
        .execute(conn)?;
    let rows: Vec<_> = new
        .days
        .iter()
        .map(|day| {
            (
                calendar_day::notice_id.eq(id),
                calendar_day::date.eq(day.date.to_string()),
                calendar_day::kind.eq(day.kind.to_string()),
                calendar_day::name.eq(day.name.clone()),
            )
        })
        .collect();
    insert_many!(conn, calendar_day::table, &rows)
}
