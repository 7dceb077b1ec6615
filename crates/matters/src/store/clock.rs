//! Clocks: a matter's running and finished time limits.

use diesel::prelude::*;
use jiff::Timestamp;
use kernel::TimeLimit;
use platform::{Act, Conn, StoreError};

use super::schema::clock;
use super::{instant, word};
use crate::model::{ClockId, ClockKind, MatterId, Running};

/// A time limit of a matter.
#[derive(Debug, Clone, PartialEq)]
pub struct Clock {
    /// Its id.
    pub id: ClockId,
    /// The matter.
    pub matter: MatterId,
    /// What it waits for.
    pub kind: ClockKind,
    /// The limit, as the charter version it was started under has it.
    pub limit: TimeLimit,
    /// The charter version it is pinned to.
    pub charter_version: i64,
    /// Since when it runs.
    pub started_at: Timestamp,
    /// When it runs out.
    pub due_at: Timestamp,
    /// When it was stopped; empty while it runs.
    pub stopped_at: Option<Timestamp>,
}

type Stored = (i64, i64, String, String, i64, i64, i64, Option<i64>);

fn into_model(row: Stored) -> Result<Clock, StoreError> {
    let (id, matter, kind, spec, charter_version, started_at, due_at, stopped_at) = row;
    let at = |column, stored| instant("clock", column, id, stored);
    Ok(Clock {
        id: id.into(),
        matter: matter.into(),
        kind: word("clock", "kind", id, &kind, ClockKind::from_word)?,
        limit: word("clock", "spec", id, &spec, |text| text.parse().ok())?,
        charter_version,
        started_at: at("started_at", started_at)?,
        due_at: at("due_at", due_at)?,
        stopped_at: stopped_at.map(|stored| at("stopped_at", stored)).transpose()?,
    })
}

/// The clocks of a matter, in the order they were started.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn list(conn: &mut Conn, matter: MatterId) -> Result<Vec<Clock>, StoreError> {
    let rows: Vec<Stored> =
        clock::table.filter(clock::matter_id.eq(i64::from(matter))).order(clock::id).load(conn)?;
    rows.into_iter().map(into_model).collect()
}

/// Which clocks of a matter run.
pub(crate) fn running(conn: &mut Conn, matter: MatterId) -> Result<Running, StoreError> {
    let rows: Vec<(i64, String)> = clock::table
        .filter(clock::matter_id.eq(i64::from(matter)))
        .filter(clock::stopped_at.is_null())
        .select((clock::id, clock::kind))
        .load(conn)?;
    rows.into_iter()
        .map(|(id, kind)| word("clock", "kind", id, &kind, ClockKind::from_word))
        .collect()
}

pub(crate) fn insert(act: &mut Act<'_, '_>, new: &Clock) -> Result<(), StoreError> {
    diesel::insert_into(clock::table)
        .values((
            clock::id.eq(i64::from(new.id)),
            clock::matter_id.eq(i64::from(new.matter)),
            clock::kind.eq(new.kind.word()),
            clock::spec.eq(new.limit.to_string()),
            clock::charter_version.eq(new.charter_version),
            clock::started_at.eq(new.started_at.as_microsecond()),
            clock::due_at.eq(new.due_at.as_microsecond()),
        ))
        .execute(act.conn())?;
    Ok(())
}

/// Stops the running clock of `kind`.
pub(crate) fn stop(
    act: &mut Act<'_, '_>,
    matter: MatterId,
    kind: ClockKind,
) -> Result<(), StoreError> {
    let now = act.now_us();
    diesel::update(
        clock::table
            .filter(clock::matter_id.eq(i64::from(matter)))
            .filter(clock::kind.eq(kind.word()))
            .filter(clock::stopped_at.is_null()),
    )
    .set(clock::stopped_at.eq(now))
    .execute(act.conn())?;
    Ok(())
}

/// When the running `resolve` clocks of these matters end: by when each is to be finished.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn finishing(
    conn: &mut Conn,
    matters: &[MatterId],
) -> Result<std::collections::HashMap<MatterId, Timestamp>, StoreError> {
    let ids: Vec<i64> = matters.iter().map(|id| i64::from(*id)).collect();
    let rows: Vec<(i64, i64, i64)> = clock::table
        .filter(clock::matter_id.eq_any(ids))
        .filter(clock::kind.eq(ClockKind::Resolve.word()))
        .filter(clock::stopped_at.is_null())
        .select((clock::id, clock::matter_id, clock::due_at))
        .load(conn)?;
    rows.into_iter()
        .map(|(id, matter, due_at)| Ok((matter.into(), instant("clock", "due_at", id, due_at)?)))
        .collect()
}
