//! Matters: found within a sight, inserted, moved.

use diesel::prelude::*;
use diesel::sql_types::BigInt;
use kernel::{BodyId, PlaceId, Whereabouts};
use platform::db::Backend;
use platform::{Act, Conn, StoreError};

use super::orders::arriving;
use super::schema::{assignment, matter};
use super::{Sight, instant, searching, word};
use crate::model::order::ImportId;
use crate::model::{
    AssignmentState, Channel, Matter, MatterId, MatterNumber, QueryCode, State, Visibility,
};

/// A row of `matter`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = matter, treat_none_as_null = true)]
pub(super) struct Row {
    id: i64,
    number: String,
    district_id: i64,
    street_id: Option<i64>,
    building_id: Option<i64>,
    place_id: i64,
    spot: Option<String>,
    state: String,
    title: String,
    category: Option<String>,
    class: Option<String>,
    channel: String,
    visibility: String,
    lead_body_id: Option<i64>,
    result: Option<String>,
    raised_at: i64,
    month: i32,
    dispatched_at: Option<i64>,
    completed_at: Option<i64>,
    ended_at: Option<i64>,
    due_at: Option<i64>,
    voices: i32,
    urged_at: Option<i64>,
    solved: bool,
    charter_version: i64,
    source: Option<String>,
    external_number: Option<String>,
    returns: i32,
}

impl Row {
    fn of(matter: &Matter) -> Self {
        let micros = |at: Option<jiff::Timestamp>| at.map(jiff::Timestamp::as_microsecond);
        Self {
            id: matter.id.into(),
            number: matter.number.to_string(),
            district_id: matter.at.district.into(),
            street_id: matter.at.street.map(i64::from),
            building_id: matter.at.building.map(i64::from),
            place_id: matter.place.into(),
            spot: matter.spot.clone(),
            state: matter.state.word().to_owned(),
            title: matter.title.clone(),
            category: matter.category.clone(),
            class: matter.class.clone(),
            channel: matter.channel.word().to_owned(),
            visibility: matter.visibility.word().to_owned(),
            lead_body_id: matter.lead.map(i64::from),
            result: matter.result.clone(),
            raised_at: matter.raised_at.as_microsecond(),
            month: matter.month,
            dispatched_at: micros(matter.dispatched_at),
            completed_at: micros(matter.completed_at),
            ended_at: micros(matter.ended_at),
            due_at: micros(matter.due_at),
            voices: matter.voices,
            urged_at: micros(matter.urged_at),
            solved: matter.solved,
            charter_version: matter.charter_version,
            source: matter.source.clone(),
            external_number: matter.external_number.clone(),
            returns: i32::try_from(matter.returns).unwrap_or(i32::MAX),
        }
    }

    pub(super) fn into_model(self) -> Result<Matter, StoreError> {
        let id = self.id;
        let at = |column, stored| instant("matter", column, id, stored);
        let maybe =
            |column, stored: Option<i64>| stored.map(|micros| at(column, micros)).transpose();
        Ok(Matter {
            id: id.into(),
            number: word("matter", "number", id, &self.number, |text| text.parse().ok())?,
            at: Whereabouts {
                district: self.district_id.into(),
                street: self.street_id.map(PlaceId),
                building: self.building_id.map(PlaceId),
            },
            place: self.place_id.into(),
            spot: self.spot,
            state: word("matter", "state", id, &self.state, State::from_word)?,
            title: self.title,
            category: self.category,
            class: self.class,
            channel: word("matter", "channel", id, &self.channel, Channel::from_word)?,
            visibility: word("matter", "visibility", id, &self.visibility, Visibility::from_word)?,
            lead: self.lead_body_id.map(BodyId),
            result: self.result,
            raised_at: at("raised_at", self.raised_at)?,
            month: self.month,
            dispatched_at: maybe("dispatched_at", self.dispatched_at)?,
            completed_at: maybe("completed_at", self.completed_at)?,
            ended_at: maybe("ended_at", self.ended_at)?,
            due_at: maybe("due_at", self.due_at)?,
            voices: self.voices,
            urged_at: maybe("urged_at", self.urged_at)?,
            solved: self.solved,
            charter_version: self.charter_version,
            source: self.source,
            external_number: self.external_number,
            returns: u32::try_from(self.returns).unwrap_or_default(),
        })
    }
}

/// The matter with `number`, if `sight` reaches it by place or by assignment.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn find(
    conn: &mut Conn,
    sight: &Sight,
    number: &MatterNumber,
) -> Result<Option<Matter>, StoreError> {
    let hidden = arriving::list(conn)?;
    let row: Option<Row> = matter::table
        .filter(matter::number.eq(number.as_str()))
        .filter(arriving::is_visible(&hidden))
        .select(Row::as_select())
        .first(conn)
        .optional()?;
    let Some(row) = row else { return Ok(None) };
    let found = row.into_model()?;
    let seen = sight.covers(&found) || is_assigned(conn, found.id, sight.scope().bodies())?;
    Ok(seen.then_some(found))
}

/// The bodies that lead these matters, by matter, for callers that tell them.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub(crate) fn leads(conn: &mut Conn, ids: &[i64]) -> Result<Vec<(i64, BodyId)>, StoreError> {
    let rows: Vec<(i64, Option<i64>)> = matter::table
        .filter(matter::id.eq_any(ids))
        .select((matter::id, matter::lead_body_id))
        .load(conn)?;
    Ok(rows.into_iter().filter_map(|(id, lead)| Some((id, BodyId(lead?)))).collect())
}

/// The charter versions these matters go by, by matter, for callers that tell of them.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub(crate) fn charters(conn: &mut Conn, ids: &[i64]) -> Result<Vec<(i64, i64)>, StoreError> {
    Ok(matter::table
        .filter(matter::id.eq_any(ids))
        .select((matter::id, matter::charter_version))
        .load(conn)?)
}

/// In which state a matter is, whoever asks: for acts whose right does not come from its place.
pub(crate) fn state_of(conn: &mut Conn, id: MatterId) -> Result<Option<State>, StoreError> {
    let stored: Option<String> =
        matter::table.find(i64::from(id)).select(matter::state).first(conn).optional()?;
    let read = |stored: String| word("matter", "state", i64::from(id), &stored, State::from_word);
    stored.map(read).transpose()
}

fn is_assigned(
    conn: &mut Conn,
    matter_id: MatterId,
    bodies: &[BodyId],
) -> Result<bool, StoreError> {
    if bodies.is_empty() {
        return Ok(false);
    }
    let assigned: Vec<i64> = assignment::table
        .filter(assignment::matter_id.eq(i64::from(matter_id)))
        .filter(assignment::state.ne(AssignmentState::Recalled.word()))
        .select(assignment::body_id)
        .load(conn)?;
    Ok(assigned.into_iter().any(|body| bodies.contains(&BodyId(body))))
}

/// Those of some matters that `sight` reaches by place or by assignment, in no order.
pub(crate) fn list_seen(
    conn: &mut Conn,
    sight: &Sight,
    ids: &[MatterId],
) -> Result<Vec<Matter>, StoreError> {
    let hidden = arriving::list(conn)?;
    let ids: Vec<i64> = ids.iter().map(|id| i64::from(*id)).collect();
    let assigned = assigned_to(conn, sight, &ids)?;
    let rows: Vec<Row> = matter::table
        .filter(matter::id.eq_any(&ids))
        .filter(arriving::is_visible(&hidden))
        .select(Row::as_select())
        .load(conn)?;
    let mut found: Vec<Matter> = rows.into_iter().map(Row::into_model).collect::<Result<_, _>>()?;
    found.retain(|matter| sight.covers(matter) || assigned.contains(&matter.id.into()));
    Ok(found)
}

/// The ids of those [`list_seen`] lists: for who asks of many whether they are seen, and shows none.
pub(crate) fn ids_seen(
    conn: &mut Conn,
    sight: &Sight,
    ids: &[i64],
) -> Result<Vec<i64>, StoreError> {
    type Found = (i64, (i64, Option<i64>, Option<i64>), String);
    let hidden = arriving::list(conn)?;
    let assigned = assigned_to(conn, sight, ids)?;
    let rows: Vec<Found> = matter::table
        .filter(matter::id.eq_any(ids))
        .filter(arriving::is_visible(&hidden))
        .select((
            matter::id,
            (matter::district_id, matter::street_id, matter::building_id),
            matter::visibility,
        ))
        .load(conn)?;
    let mut seen = Vec::new();
    for (id, (district, street, building), visibility) in rows {
        let visibility = word("matter", "visibility", id, &visibility, Visibility::from_word)?;
        let at = Whereabouts {
            district: district.into(),
            street: street.map(PlaceId),
            building: building.map(PlaceId),
        };
        if sight.covers_at(visibility, &at) || assigned.contains(&id) {
            seen.push(id);
        }
    }
    Ok(seen)
}

/// Those of some matters that are assigned to a body in sight.
fn assigned_to(conn: &mut Conn, sight: &Sight, ids: &[i64]) -> Result<Vec<i64>, StoreError> {
    let bodies: Vec<i64> = sight.scope().bodies().iter().map(|body| i64::from(*body)).collect();
    if bodies.is_empty() {
        return Ok(Vec::new());
    }
    Ok(assignment::table
        .filter(assignment::matter_id.eq_any(ids))
        .filter(assignment::body_id.eq_any(bodies))
        .filter(assignment::state.ne(AssignmentState::Recalled.word()))
        .select(assignment::matter_id)
        .load(conn)?)
}

/// The matter whoever holds a query code follows, by the code's keyed hash. The code is the right
/// to see it.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn find_followed(
    conn: &mut Conn,
    code_hash: &[u8],
) -> Result<Option<(Matter, super::voice::Voice)>, StoreError> {
    let Some(voice) = super::voice::find_by_code(conn, code_hash)? else { return Ok(None) };
    Ok(find_by_id(conn, voice.matter)?.map(|matter| (matter, voice)))
}

/// What a building's own page shows of a matter: only what the reporter let the public see.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn find_public(
    conn: &mut Conn,
    building: PlaceId,
    number: &MatterNumber,
) -> Result<Option<Matter>, StoreError> {
    let row: Option<Row> = matter::table
        .filter(matter::number.eq(number.as_str()))
        .filter(matter::building_id.eq(i64::from(building)))
        .filter(matter::visibility.eq(Visibility::PublicAnonymous.word()))
        .select(Row::as_select())
        .first(conn)
        .optional()?;
    row.map(Row::into_model).transpose()
}

/// A matter an imported order became before.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn find_external(
    conn: &mut Conn,
    source: &str,
    external_number: &str,
) -> Result<Option<Matter>, StoreError> {
    let row: Option<Row> = matter::table
        .filter(matter::source.eq(source))
        .filter(matter::external_number.eq(external_number))
        .select(Row::as_select())
        .first(conn)
        .optional()?;
    row.map(Row::into_model).transpose()
}

/// A matter by id, for callers inside the slice that hold it through something in scope already:
/// a query code, a clock that ran out.
pub(crate) fn find_by_id(conn: &mut Conn, id: MatterId) -> Result<Option<Matter>, StoreError> {
    let row: Option<Row> =
        matter::table.find(i64::from(id)).select(Row::as_select()).first(conn).optional()?;
    row.map(Row::into_model).transpose()
}

/// The matter as no other act can change it until this one ends.
///
/// Acts write a matter back whole; on PostgreSQL two at once would take each other's change away.
/// SQLite has one writer, and nothing to hold.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub(crate) fn hold(conn: &mut Conn, found: Matter) -> Result<Matter, StoreError> {
    if conn.backend() == Backend::Sqlite {
        return Ok(found);
    }
    diesel::sql_query("SELECT id FROM matter WHERE id = $1 FOR UPDATE")
        .bind::<BigInt, _>(i64::from(found.id))
        .execute(conn)?;
    Ok(find_by_id(conn, found.id)?.unwrap_or(found))
}

/// Holds several matters at once, as [`hold`] does one: in the order of their ids, so that nobody
/// who holds one waits for another in a circle.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub(crate) fn hold_all(conn: &mut Conn, ids: &[MatterId]) -> Result<(), StoreError> {
    if ids.is_empty() || conn.backend() == Backend::Sqlite {
        return Ok(());
    }
    let ids: Vec<String> = ids.iter().map(|id| i64::from(*id).to_string()).collect();
    let ids = ids.join(",");
    diesel::sql_query(format!("SELECT id FROM matter WHERE id IN ({ids}) ORDER BY id FOR UPDATE"))
        .execute(conn)?;
    Ok(())
}

/// Whether a number is taken.
pub(crate) fn is_taken(conn: &mut Conn, number: &MatterNumber) -> Result<bool, StoreError> {
    let known: Option<i64> = matter::table
        .filter(matter::number.eq(number.as_str()))
        .select(matter::id)
        .first(conn)
        .optional()?;
    Ok(known.is_some())
}

/// Inserts a matter that was just raised.
pub(crate) fn insert(act: &mut Act<'_, '_>, matter: &Matter) -> Result<(), StoreError> {
    diesel::insert_into(matter::table).values(Row::of(matter)).execute(act.conn())?;
    let place = registry::store::place::name(act.conn(), matter.place)?;
    searching::put_new(act, matter, &place.unwrap_or_default());
    Ok(())
}

/// Inserts a matter that comes with an import, unseen until the import is applied; `place` is the
/// name of where it is.
pub(crate) fn insert_arriving(
    act: &mut Act<'_, '_>,
    matter: &Matter,
    import: ImportId,
    place: &str,
) -> Result<(), StoreError> {
    let values = (Row::of(matter), matter::import_id.eq(i64::from(import)));
    diesel::insert_into(matter::table).values(values).execute(act.conn())?;
    searching::put_new(act, matter, place);
    Ok(())
}

/// Writes back a matter that an act changed.
pub(crate) fn update(conn: &mut Conn, matter: &Matter) -> Result<(), StoreError> {
    diesel::update(matter::table.find(i64::from(matter.id))).set(Row::of(matter)).execute(conn)?;
    Ok(())
}

/// The keyed hash under which a query code is stored.
#[must_use]
pub fn code_hash(world: &platform::World, code: &QueryCode) -> Vec<u8> {
    world.keys.hash("matter.code", code.compact().as_bytes())
}
