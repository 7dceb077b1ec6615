//! Steps of the ladder that clocks have taken: one row for a clock and a step.

use diesel::prelude::*;
use jiff::Timestamp;
use kernel::BodyId;
use platform::{Act, Conn, StoreError};

use super::schema::{clock, clock_step};
use super::{instant, word};
use crate::model::charter::Told;
use crate::model::{ClockId, ClockKind, MatterId};

/// A step that was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// The clock.
    pub clock: ClockId,
    /// What the clock waits for.
    pub kind: ClockKind,
    /// When the clock runs out, as it stands now.
    pub due_at: Timestamp,
    /// Whether it still runs.
    pub is_running: bool,
    /// The step's id in the charter the clock is pinned to.
    pub step: String,
    /// Which office was told.
    pub told: Told,
    /// The body that was told; none where no such office has a place there.
    pub body: Option<BodyId>,
    /// When.
    pub at: Timestamp,
}

type Stored = (i64, String, i64, Option<i64>, String, String, Option<i64>, i64);

/// The steps that the clocks of a matter have taken, in their order; of one moment the lower ones
/// first.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn list(conn: &mut Conn, matter: MatterId) -> Result<Vec<Taken>, StoreError> {
    let rows: Vec<Stored> = clock_step::table
        .inner_join(clock::table)
        .filter(clock_step::matter_id.eq(i64::from(matter)))
        .order((clock_step::at, clock_step::clock_id))
        .select((
            clock::id,
            clock::kind,
            clock::due_at,
            clock::stopped_at,
            clock_step::step,
            clock_step::told,
            clock_step::body_id,
            clock_step::at,
        ))
        .load(conn)?;
    let mut taken: Vec<Taken> = rows
        .into_iter()
        .map(|(id, kind, due_at, stopped_at, step, told, body, at)| {
            Ok(Taken {
                clock: id.into(),
                kind: word("clock", "kind", id, &kind, ClockKind::from_word)?,
                due_at: instant("clock", "due_at", id, due_at)?,
                is_running: stopped_at.is_none(),
                step,
                told: word("clock_step", "told", id, &told, Told::from_word)?,
                body: body.map(BodyId),
                at: instant("clock_step", "at", id, at)?,
            })
        })
        .collect::<Result<_, StoreError>>()?;
    taken.sort_by_key(|one| (one.at, one.clock, one.told));
    Ok(taken)
}

/// Writes that a clock takes a step. A second row of the same is refused by the database.
pub(crate) fn insert(
    act: &mut Act<'_, '_>,
    matter: MatterId,
    of: ClockId,
    step: &str,
    (told, body): (Told, Option<BodyId>),
) -> Result<(), StoreError> {
    let now = act.now_us();
    diesel::insert_into(clock_step::table)
        .values((
            clock_step::clock_id.eq(i64::from(of)),
            clock_step::step.eq(step),
            clock_step::matter_id.eq(i64::from(matter)),
            clock_step::told.eq(told.word()),
            clock_step::body_id.eq(body.map(i64::from)),
            clock_step::at.eq(now),
        ))
        .execute(act.conn())?;
    Ok(())
}
