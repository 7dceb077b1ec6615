//! What jobs take up across the whole installation, once its time has come.

use diesel::prelude::*;
use platform::{Conn, StoreError};

use super::matter::Row;
use super::schema::matter;
use crate::model::{Matter, State};

/// Completed matters of the whole installation, longest completed first, for the job that closes
/// them.
pub(crate) fn list_completed_longest(
    conn: &mut Conn,
    limit: i64,
) -> Result<Vec<Matter>, StoreError> {
    let rows: Vec<Row> = matter::table
        .filter(matter::state.eq(State::Completed.word()))
        .order((matter::completed_at, matter::id))
        .limit(limit)
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::into_model).collect()
}

/// Parked matters of the whole installation whose review date is over at `now`, in microseconds,
/// for the job that takes them up again.
pub(crate) fn list_parked_due(
    conn: &mut Conn,
    now: i64,
    limit: i64,
) -> Result<Vec<Matter>, StoreError> {
    let rows: Vec<Row> = matter::table
        .filter(matter::state.eq(State::Parked.word()))
        .filter(matter::due_at.le(now))
        .order(matter::id)
        .limit(limit)
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::into_model).collect()
}
