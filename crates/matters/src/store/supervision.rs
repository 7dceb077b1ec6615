//! Supervised threads, and what was said in them.

use diesel::prelude::*;
use jiff::Timestamp;
use kernel::{BodyId, Keyset, Level, Page, PlaceId, Whereabouts};
use platform::db::AnyBackend;
use platform::{Act, Conn, StoreError};

use super::schema::{supervision, supervision_word};
use super::{Sight, instant, word};
use crate::model::{MatterId, Supervision, SupervisionId, SupervisionState, SupervisionWord};

const TABLE: &str = "supervision";

#[derive(Queryable, Selectable)]
#[diesel(table_name = supervision)]
struct Row {
    id: i64,
    matter_id: i64,
    district_id: i64,
    street_id: Option<i64>,
    building_id: Option<i64>,
    body_id: i64,
    clock_id: Option<i64>,
    state: String,
    opened_at: i64,
    due_at: i64,
    answered_at: Option<i64>,
    ended_at: Option<i64>,
}

impl Row {
    fn into_model(self) -> Result<Supervision, StoreError> {
        let id = self.id;
        let at = |column, stored| instant(TABLE, column, id, stored);
        let maybe = |column, stored: Option<i64>| stored.map(|one| at(column, one)).transpose();
        Ok(Supervision {
            id: id.into(),
            matter: self.matter_id.into(),
            at: Whereabouts {
                district: self.district_id.into(),
                street: self.street_id.map(PlaceId),
                building: self.building_id.map(PlaceId),
            },
            body: self.body_id.into(),
            clock: self.clock_id.map(Into::into),
            state: word(TABLE, "state", id, &self.state, SupervisionState::from_word)?,
            opened_at: at("opened_at", self.opened_at)?,
            due_at: at("due_at", self.due_at)?,
            answered_at: maybe("answered_at", self.answered_at)?,
            ended_at: maybe("ended_at", self.ended_at)?,
        })
    }
}

/// Something said in a thread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The thread.
    pub supervision: SupervisionId,
    /// What it was.
    pub kind: SupervisionWord,
    /// The body that said it.
    pub body: BodyId,
    /// The note that holds the words; none where the ladder asked.
    pub note: Option<i64>,
    /// When.
    pub at: Timestamp,
}

/// Which threads a list shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only in this state.
    pub state: Option<SupervisionState>,
    /// Only those whose answer is owed and was due before this moment.
    pub late_at: Option<Timestamp>,
    /// Only in this building.
    pub building: Option<PlaceId>,
}

/// The threads of a matter, oldest first.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn list_of(conn: &mut Conn, matter: MatterId) -> Result<Vec<Supervision>, StoreError> {
    let rows: Vec<Row> = supervision::table
        .filter(supervision::matter_id.eq(i64::from(matter)))
        .order(supervision::id)
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::into_model).collect()
}

/// What was said in the threads of a matter, oldest first.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn list_said(conn: &mut Conn, matter: MatterId) -> Result<Vec<Said>, StoreError> {
    let rows: Vec<(i64, i64, String, i64, Option<i64>, i64)> = supervision_word::table
        .inner_join(supervision::table)
        .filter(supervision::matter_id.eq(i64::from(matter)))
        .order(supervision_word::id)
        .select((
            supervision_word::id,
            supervision_word::supervision_id,
            supervision_word::kind,
            supervision_word::body_id,
            supervision_word::note_id,
            supervision_word::at,
        ))
        .load(conn)?;
    rows.into_iter()
        .map(|(id, thread, kind, body, note, at)| {
            Ok(Said {
                supervision: thread.into(),
                kind: word("supervision_word", "kind", id, &kind, SupervisionWord::from_word)?,
                body: body.into(),
                note,
                at: instant("supervision_word", "at", id, at)?,
            })
        })
        .collect()
}

type Boxed<'a> = diesel::helper_types::IntoBoxed<'a, supervision::table, AnyBackend>;

/// The threads of one place, newest first.
fn of_place<'a>(
    filter: &Filter,
    after: Option<Keyset>,
    (level, place): (Level, PlaceId),
) -> Boxed<'a> {
    let (place, all) = (i64::from(place), supervision::table.into_boxed::<AnyBackend>());
    let mut query = match level {
        Level::District => all.filter(supervision::district_id.eq(place)),
        Level::Street => all.filter(supervision::street_id.eq(place)),
        Level::Building => all.filter(supervision::building_id.eq(place)),
    };
    if let Some(state) = filter.state {
        query = query.filter(supervision::state.eq(state.word()));
    }
    if let Some(now) = filter.late_at {
        query = query
            .filter(supervision::state.eq(SupervisionState::Open.word()))
            .filter(supervision::due_at.le(now.as_microsecond()));
    }
    if let Some(building) = filter.building {
        query = query.filter(supervision::building_id.eq(i64::from(building)));
    }
    if let Some(after) = after {
        let same = supervision::opened_at.eq(after.at).and(supervision::id.lt(after.id));
        query = query.filter(supervision::opened_at.lt(after.at).or(same));
    }
    query.order((supervision::opened_at.desc(), supervision::id.desc()))
}

/// One page of the threads on matters of the sight's places, newest first, after `after`.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn list(
    conn: &mut Conn,
    sight: &Sight,
    filter: &Filter,
    after: Option<Keyset>,
    size: usize,
) -> Result<Page<Supervision>, StoreError> {
    let wanted = i64::try_from(size + 1).unwrap_or(i64::MAX);
    let mut rows: Vec<Row> = Vec::new();
    // A head for each place in scope, read off its index and merged here.
    for &place in sight.scope().places() {
        let heads = of_place(filter, after, place).limit(wanted);
        rows.extend(heads.select(Row::as_select()).load::<Row>(conn)?);
    }
    let mut found: Vec<Supervision> =
        rows.into_iter().map(Row::into_model).collect::<Result<_, _>>()?;
    found.sort_by_key(|thread| std::cmp::Reverse((thread.opened_at, thread.id)));
    found.dedup_by_key(|thread| thread.id);
    Ok(Page::from_overfull(found, size, |thread| Keyset {
        at: thread.opened_at.as_microsecond(),
        id: thread.id.into(),
    }))
}

/// Where a list goes on after a thread; `None` if there is none.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn after(conn: &mut Conn, id: SupervisionId) -> Result<Option<Keyset>, StoreError> {
    let at: Option<i64> = supervision::table
        .find(i64::from(id))
        .select(supervision::opened_at)
        .first(conn)
        .optional()?;
    Ok(at.map(|at| Keyset { at, id: id.into() }))
}

/// How many threads the filter leaves, counted up to [`super::list::COUNT_CAP`] in each place.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn count(conn: &mut Conn, sight: &Sight, filter: &Filter) -> Result<i64, StoreError> {
    let mut found = std::collections::HashSet::new();
    for &place in sight.scope().places() {
        let heads = of_place(filter, None, place).limit(super::list::COUNT_CAP);
        found.extend(heads.select(supervision::id).load::<i64>(conn)?);
    }
    Ok(i64::try_from(found.len()).unwrap_or(super::list::COUNT_CAP))
}

pub(crate) fn insert(conn: &mut Conn, new: &Supervision) -> Result<(), StoreError> {
    diesel::insert_into(supervision::table)
        .values((
            supervision::id.eq(i64::from(new.id)),
            supervision::matter_id.eq(i64::from(new.matter)),
            supervision::district_id.eq(i64::from(new.at.district)),
            supervision::street_id.eq(new.at.street.map(i64::from)),
            supervision::building_id.eq(new.at.building.map(i64::from)),
            supervision::body_id.eq(i64::from(new.body)),
            supervision::clock_id.eq(new.clock.map(i64::from)),
            supervision::state.eq(new.state.word()),
            supervision::opened_at.eq(new.opened_at.as_microsecond()),
            supervision::due_at.eq(new.due_at.as_microsecond()),
        ))
        .execute(conn)?;
    Ok(())
}

/// Writes how far a thread has come.
pub(crate) fn update(conn: &mut Conn, thread: &Supervision) -> Result<(), StoreError> {
    diesel::update(supervision::table.find(i64::from(thread.id)))
        .set((
            supervision::state.eq(thread.state.word()),
            supervision::due_at.eq(thread.due_at.as_microsecond()),
            supervision::answered_at.eq(thread.answered_at.map(Timestamp::as_microsecond)),
            supervision::ended_at.eq(thread.ended_at.map(Timestamp::as_microsecond)),
        ))
        .execute(conn)?;
    Ok(())
}

/// Writes that something was said in a thread.
pub(crate) fn say(
    act: &mut Act<'_, '_>,
    thread: SupervisionId,
    kind: SupervisionWord,
    body: BodyId,
    note: Option<i64>,
) -> Result<(), StoreError> {
    let (id, now): (i64, i64) = (act.new_id(), act.now_us());
    diesel::insert_into(supervision_word::table)
        .values((
            supervision_word::id.eq(id),
            supervision_word::supervision_id.eq(i64::from(thread)),
            supervision_word::kind.eq(kind.word()),
            supervision_word::body_id.eq(i64::from(body)),
            supervision_word::note_id.eq(note),
            supervision_word::at.eq(now),
        ))
        .execute(act.conn())?;
    Ok(())
}
