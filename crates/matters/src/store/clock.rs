//! Clocks: a matter's running and finished time limits.

use diesel::prelude::*;
use jiff::Timestamp;
use kernel::{Pause, TimeLimit};
use platform::{Act, Conn, StoreError};

use super::schema::{clock, clock_pause};
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
    /// What was granted on top of the limit, in order.
    pub extensions: Vec<TimeLimit>,
    /// When it stood still.
    pub pauses: Vec<Pause>,
    /// When the ladder's next step is due; empty while it stands still, once it has stopped and
    /// when no step is left.
    pub tells_at: Option<Timestamp>,
}

impl Clock {
    /// Since when it has stood still; empty while it runs.
    #[must_use]
    pub fn paused_since(&self) -> Option<Timestamp> {
        self.pauses.last().filter(|pause| pause.to.is_none()).map(|pause| pause.from)
    }

    /// The clock as the kernel knows it, to extend, pause, resume or explain it.
    ///
    /// # Errors
    /// [`StoreError`] for a life that no clock can have had.
    pub fn time(&self) -> Result<kernel::Clock, StoreError> {
        let pauses = self.pauses.clone();
        kernel::Clock::restore(self.limit, self.started_at, self.due_at, pauses, self.stopped_at)
            .map(|time| time.with_extensions(self.extensions.clone()))
            .map_err(|wrong| {
                StoreError::corrupt("clock", "pauses", self.id.into(), wrong.to_string())
            })
    }
}

type Stored = (i64, i64, String, String, i64, i64, i64, Option<i64>, Option<String>, Option<i64>);

fn into_model(row: Stored) -> Result<Clock, StoreError> {
    let (id, matter, kind, spec, version, started_at, due_at, stopped_at, extensions, tells_at) =
        row;
    let at = |column, stored| instant("clock", column, id, stored);
    Ok(Clock {
        id: id.into(),
        matter: matter.into(),
        kind: word("clock", "kind", id, &kind, ClockKind::from_word)?,
        limit: word("clock", "spec", id, &spec, |text| text.parse().ok())?,
        charter_version: version,
        started_at: at("started_at", started_at)?,
        due_at: at("due_at", due_at)?,
        stopped_at: stopped_at.map(|stored| at("stopped_at", stored)).transpose()?,
        extensions: extensions
            .unwrap_or_default()
            .split_whitespace()
            .map(|limit| word("clock", "extensions", id, limit, |text| text.parse().ok()))
            .collect::<Result<_, _>>()?,
        pauses: Vec::new(),
        tells_at: tells_at.map(|stored| at("tells_at", stored)).transpose()?,
    })
}

/// The clocks of a matter, in the order they were started.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn list(conn: &mut Conn, matter: MatterId) -> Result<Vec<Clock>, StoreError> {
    let rows: Vec<Stored> =
        clock::table.filter(clock::matter_id.eq(i64::from(matter))).order(clock::id).load(conn)?;
    let mut clocks: Vec<Clock> = rows.into_iter().map(into_model).collect::<Result<_, _>>()?;
    for (of, pause) in pauses(conn, matter)? {
        if let Some(clock) = clocks.iter_mut().find(|clock| clock.id == of) {
            clock.pauses.push(pause);
        }
    }
    Ok(clocks)
}

/// Every pause of a matter's clocks, in the order they began.
fn pauses(conn: &mut Conn, matter: MatterId) -> Result<Vec<(ClockId, Pause)>, StoreError> {
    let rows: Vec<(i64, i64, String, i64, Option<i64>)> = clock_pause::table
        .filter(clock_pause::matter_id.eq(i64::from(matter)))
        .order(clock_pause::id)
        .select((
            clock_pause::id,
            clock_pause::clock_id,
            clock_pause::ground,
            clock_pause::paused_at,
            clock_pause::resumed_at,
        ))
        .load(conn)?;
    rows.into_iter()
        .map(|(id, of, ground, paused_at, resumed_at)| {
            let at = |column, stored| instant("clock_pause", column, id, stored);
            let from = at("paused_at", paused_at)?;
            let to = resumed_at.map(|stored| at("resumed_at", stored)).transpose()?;
            Ok((ClockId::from(of), Pause { ground, from, to }))
        })
        .collect()
}

/// When the first of a matter's own running clocks ends.
pub(crate) fn next_due(conn: &mut Conn, matter: MatterId) -> Result<Option<Timestamp>, StoreError> {
    let next: Option<(i64, i64)> = clock::table
        .filter(clock::matter_id.eq(i64::from(matter)))
        .filter(clock::stopped_at.is_null())
        .filter(clock::kind.ne_all(ClockKind::OF_CALLS.map(ClockKind::word)))
        .order(clock::due_at)
        .select((clock::id, clock::due_at))
        .first(conn)
        .optional()?;
    next.map(|(id, due_at)| instant("clock", "due_at", id, due_at)).transpose()
}

/// Lets a clock stand still from now on.
pub(crate) fn pause(act: &mut Act<'_, '_>, paused: &Clock, ground: &str) -> Result<(), StoreError> {
    let (id, now): (i64, i64) = (act.new_id(), act.now_us());
    diesel::insert_into(clock_pause::table)
        .values((
            clock_pause::id.eq(id),
            clock_pause::clock_id.eq(i64::from(paused.id)),
            clock_pause::matter_id.eq(i64::from(paused.matter)),
            clock_pause::ground.eq(ground),
            clock_pause::paused_at.eq(now),
        ))
        .execute(act.conn())?;
    set_tells_at(act.conn(), paused.id, None)
}

/// Writes when the ladder's next step is due.
pub(crate) fn set_tells_at(
    conn: &mut Conn,
    id: ClockId,
    tells_at: Option<Timestamp>,
) -> Result<(), StoreError> {
    diesel::update(clock::table.find(i64::from(id)))
        .set(clock::tells_at.eq(tells_at.map(Timestamp::as_microsecond)))
        .execute(conn)?;
    Ok(())
}

/// The matters of the whole installation of whose clocks a step of the ladder is due at `now`, in
/// microseconds, the longest due first; from at most `limit` clocks.
pub(crate) fn list_telling(
    conn: &mut Conn,
    now: i64,
    limit: i64,
) -> Result<Vec<MatterId>, StoreError> {
    let due: Vec<i64> = clock::table
        .filter(clock::tells_at.is_not_null())
        .filter(clock::tells_at.le(now))
        .order((clock::tells_at, clock::id))
        .limit(limit)
        .select(clock::matter_id)
        .load(conn)?;
    let mut seen = std::collections::HashSet::new();
    Ok(due.into_iter().filter(|id| seen.insert(*id)).map(MatterId::from).collect())
}

/// Ends the open pauses of a matter's own clocks.
pub(crate) fn end_pauses(act: &mut Act<'_, '_>, matter: MatterId) -> Result<(), StoreError> {
    let now = act.now_us();
    let own: Vec<i64> = clock::table
        .filter(clock::matter_id.eq(i64::from(matter)))
        .filter(clock::kind.ne_all(ClockKind::OF_CALLS.map(ClockKind::word)))
        .select(clock::id)
        .load(act.conn())?;
    diesel::update(
        clock_pause::table
            .filter(clock_pause::matter_id.eq(i64::from(matter)))
            .filter(clock_pause::clock_id.eq_any(own))
            .filter(clock_pause::resumed_at.is_null()),
    )
    .set(clock_pause::resumed_at.eq(now))
    .execute(act.conn())?;
    Ok(())
}

/// Ends the open pause of one clock.
pub(crate) fn end_pause(act: &mut Act<'_, '_>, id: ClockId) -> Result<(), StoreError> {
    let now = act.now_us();
    diesel::update(
        clock_pause::table
            .filter(clock_pause::clock_id.eq(i64::from(id)))
            .filter(clock_pause::resumed_at.is_null()),
    )
    .set(clock_pause::resumed_at.eq(now))
    .execute(act.conn())?;
    Ok(())
}

/// Writes the end a clock has now, what was granted on top, and when the ladder's next step is due.
pub(crate) fn set_end(
    conn: &mut Conn,
    id: ClockId,
    time: &kernel::Clock,
    tells_at: Option<Timestamp>,
) -> Result<(), StoreError> {
    let granted: Vec<String> = time.extensions().iter().map(TimeLimit::to_string).collect();
    let extensions = (!granted.is_empty()).then(|| granted.join(" "));
    diesel::update(clock::table.find(i64::from(id)))
        .set((
            clock::due_at.eq(time.due_at().as_microsecond()),
            clock::extensions.eq(extensions),
            clock::tells_at.eq(tells_at.map(Timestamp::as_microsecond)),
        ))
        .execute(conn)?;
    Ok(())
}

/// Which clocks of the matter itself run.
pub(crate) fn running(conn: &mut Conn, matter: MatterId) -> Result<Running, StoreError> {
    let rows: Vec<(i64, String)> = clock::table
        .filter(clock::matter_id.eq(i64::from(matter)))
        .filter(clock::stopped_at.is_null())
        .filter(clock::kind.ne_all(ClockKind::OF_CALLS.map(ClockKind::word)))
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
            clock::tells_at.eq(new.tells_at.map(Timestamp::as_microsecond)),
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
    .set((clock::stopped_at.eq(now), clock::tells_at.eq(None::<i64>)))
    .execute(act.conn())?;
    Ok(())
}

/// Stops one clock, if it runs.
pub(crate) fn stop_one(act: &mut Act<'_, '_>, id: ClockId) -> Result<(), StoreError> {
    let now = act.now_us();
    diesel::update(
        clock::table.filter(clock::id.eq(i64::from(id))).filter(clock::stopped_at.is_null()),
    )
    .set((clock::stopped_at.eq(now), clock::tells_at.eq(None::<i64>)))
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
