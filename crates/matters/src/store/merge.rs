//! Merges: which matters go on in which.

use std::collections::HashMap;

use diesel::prelude::*;
use platform::{Act, Conn, StoreError};

use super::matter::Row;
use super::schema::{clock, clock_pause, matter, matter_merge, rating};
use super::word;
use crate::model::{Matter, MatterId, Solved, State};

/// That a matter goes on in another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Merge {
    /// The one it goes on in.
    pub into: MatterId,
    /// Where it stood before.
    pub from: State,
}

/// Where a matter goes on; `None` unless it is merged.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn find(conn: &mut Conn, id: MatterId) -> Result<Option<Merge>, StoreError> {
    let row: Option<(i64, i64, String)> = matter_merge::table
        .filter(matter_merge::matter_id.eq(i64::from(id)))
        .filter(matter_merge::split_at.is_null())
        .select((matter_merge::id, matter_merge::into_id, matter_merge::from_state))
        .first(conn)
        .optional()?;
    row.map(|(row, into, from)| {
        let from = word("matter_merge", "from_state", row, &from, State::from_word)?;
        Ok(Merge { into: into.into(), from })
    })
    .transpose()
}

/// The matter a merged one goes on in. Whoever asks holds the merged one by right; what they may
/// read of the other is theirs to mind.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub(crate) fn lead_of(conn: &mut Conn, id: MatterId) -> Result<Option<Matter>, StoreError> {
    let Some(merge) = find(conn, id)? else { return Ok(None) };
    super::matter::find_by_id(conn, merge.into)
}

/// The matters that go on in another, in the order in which they were raised.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn list_members(conn: &mut Conn, lead: MatterId) -> Result<Vec<Matter>, StoreError> {
    let rows: Vec<Row> = matter_merge::table
        .inner_join(matter::table.on(matter::id.eq(matter_merge::matter_id)))
        .filter(matter_merge::into_id.eq(i64::from(lead)))
        .filter(matter_merge::split_at.is_null())
        .order((matter::raised_at, matter::id))
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::into_model).collect()
}

/// How many voices wait in the matters that go on in each of these; those without any are absent.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn voices(conn: &mut Conn, leads: &[MatterId]) -> Result<HashMap<MatterId, i32>, StoreError> {
    let ids: Vec<i64> = leads.iter().map(|id| i64::from(*id)).collect();
    let rows: Vec<(i64, i32)> = matter_merge::table
        .inner_join(matter::table.on(matter::id.eq(matter_merge::matter_id)))
        .filter(matter_merge::into_id.eq_any(ids))
        .filter(matter_merge::split_at.is_null())
        .select((matter_merge::into_id, matter::voices))
        .load(conn)?;
    let mut counted = HashMap::new();
    for (lead, voices) in rows {
        *counted.entry(MatterId::from(lead)).or_insert(0) += voices;
    }
    Ok(counted)
}

pub(crate) fn insert(
    act: &mut Act<'_, '_>,
    id: MatterId,
    into: MatterId,
    from: State,
) -> Result<(), StoreError> {
    let (row, now): (i64, i64) = (act.new_id(), act.now_us());
    diesel::insert_into(matter_merge::table)
        .values((
            matter_merge::id.eq(row),
            matter_merge::matter_id.eq(i64::from(id)),
            matter_merge::into_id.eq(i64::from(into)),
            matter_merge::from_state.eq(from.word()),
            matter_merge::merged_at.eq(now),
        ))
        .execute(act.conn())?;
    Ok(())
}

/// Writes that a matter goes on by itself again.
pub(crate) fn end(act: &mut Act<'_, '_>, id: MatterId) -> Result<(), StoreError> {
    let now = act.now_us();
    diesel::update(
        matter_merge::table
            .filter(matter_merge::matter_id.eq(i64::from(id)))
            .filter(matter_merge::split_at.is_null()),
    )
    .set(matter_merge::split_at.eq(now))
    .execute(act.conn())?;
    Ok(())
}

/// Ends with a matter those that go on in it: their clocks stop, and they count as solved or not as
/// it does, but for those whose own reporter has said since it was completed that it is not.
pub(crate) fn end_members(act: &mut Act<'_, '_>, lead: &Matter) -> Result<(), StoreError> {
    let ids = member_ids(act.conn(), lead.id)?;
    if ids.is_empty() {
        return Ok(());
    }
    let now = act.now_us();
    diesel::update(
        clock_pause::table
            .filter(clock_pause::matter_id.eq_any(&ids))
            .filter(clock_pause::resumed_at.is_null()),
    )
    .set(clock_pause::resumed_at.eq(now))
    .execute(act.conn())?;
    diesel::update(
        clock::table.filter(clock::matter_id.eq_any(&ids)).filter(clock::stopped_at.is_null()),
    )
    .set((clock::stopped_at.eq(now), clock::tells_at.eq(None::<i64>)))
    .execute(act.conn())?;
    let disputed = disputed(act.conn(), &ids, lead)?;
    diesel::update(matter::table.filter(matter::id.eq_any(&ids)))
        .set((matter::ended_at.eq(now), matter::solved.eq(lead.solved)))
        .execute(act.conn())?;
    diesel::update(matter::table.filter(matter::id.eq_any(&disputed)))
        .set(matter::solved.eq(false))
        .execute(act.conn())?;
    Ok(())
}

/// Those of `ids` whose reporters have said since `lead` was completed that it is not solved.
fn disputed(conn: &mut Conn, ids: &[i64], lead: &Matter) -> Result<Vec<i64>, StoreError> {
    let Some(completed_at) = lead.completed_at else { return Ok(Vec::new()) };
    Ok(rating::table
        .filter(rating::matter_id.eq_any(ids))
        .filter(rating::at.ge(completed_at.as_microsecond()))
        .filter(rating::solved.eq(Solved::Unsolved.word()))
        .select(rating::matter_id)
        .load(conn)?)
}

/// Those that go on in a matter count as it does.
pub(crate) fn set_solved(conn: &mut Conn, lead: &Matter) -> Result<(), StoreError> {
    let ids = member_ids(conn, lead.id)?;
    if !ids.is_empty() {
        diesel::update(matter::table.filter(matter::id.eq_any(&ids)))
            .set(matter::solved.eq(lead.solved))
            .execute(conn)?;
    }
    Ok(())
}

fn member_ids(conn: &mut Conn, lead: MatterId) -> Result<Vec<i64>, StoreError> {
    Ok(matter_merge::table
        .filter(matter_merge::into_id.eq(i64::from(lead)))
        .filter(matter_merge::split_at.is_null())
        .select(matter_merge::matter_id)
        .load(conn)?)
}
