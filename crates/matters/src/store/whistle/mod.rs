//! Whistles: found within a sight, inserted, ended; their calls and lists below.

pub mod call;
pub mod figures;
pub mod list;

use diesel::prelude::*;
use kernel::{BodyId, PlaceId, Whereabouts};
use platform::{Act, Conn, StoreError};

use super::schema::whistle;
use super::{Sight, instant, word};
use crate::model::{Matter, MatterId, Venue, Whistle, WhistleId, WhistleNumber, WhistleState};

const TABLE: &str = "whistle";

/// A row of `whistle`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = whistle, treat_none_as_null = true)]
pub(super) struct Row {
    id: i64,
    number: String,
    matter_id: i64,
    district_id: i64,
    street_id: Option<i64>,
    building_id: Option<i64>,
    is_shared: bool,
    body_id: i64,
    kind: String,
    state: String,
    venue: String,
    spot: Option<String>,
    come_at: Option<i64>,
    tried_note_id: i64,
    end_note_id: Option<i64>,
    meeting_asked_at: Option<i64>,
    charter_version: i64,
    month: i32,
    raised_at: i64,
    ended_at: Option<i64>,
}

impl Row {
    fn of(one: &Whistle) -> Self {
        let micros = |at: Option<jiff::Timestamp>| at.map(jiff::Timestamp::as_microsecond);
        Self {
            id: one.id.into(),
            number: one.number.to_string(),
            matter_id: one.matter.into(),
            district_id: one.at.district.into(),
            street_id: one.at.street.map(i64::from),
            building_id: one.at.building.map(i64::from),
            is_shared: one.is_shared,
            body_id: one.body.into(),
            kind: one.kind.clone(),
            state: one.state.word().to_owned(),
            venue: one.venue.word().to_owned(),
            spot: one.spot.clone(),
            come_at: micros(one.come_at),
            tried_note_id: one.tried,
            end_note_id: one.ending,
            meeting_asked_at: micros(one.meeting_asked_at),
            charter_version: one.charter_version,
            month: one.month,
            raised_at: one.raised_at.as_microsecond(),
            ended_at: micros(one.ended_at),
        }
    }

    pub(super) fn into_model(self) -> Result<Whistle, StoreError> {
        let id = self.id;
        let at = |column, stored| instant(TABLE, column, id, stored);
        let maybe =
            |column, stored: Option<i64>| stored.map(|micros| at(column, micros)).transpose();
        Ok(Whistle {
            id: id.into(),
            number: word(TABLE, "number", id, &self.number, |text| text.parse().ok())?,
            matter: self.matter_id.into(),
            at: Whereabouts {
                district: self.district_id.into(),
                street: self.street_id.map(PlaceId),
                building: self.building_id.map(PlaceId),
            },
            is_shared: self.is_shared,
            body: self.body_id.into(),
            kind: self.kind,
            state: word(TABLE, "state", id, &self.state, WhistleState::from_word)?,
            venue: word(TABLE, "venue", id, &self.venue, Venue::from_word)?,
            spot: self.spot,
            come_at: maybe("come_at", self.come_at)?,
            tried: self.tried_note_id,
            ending: self.end_note_id,
            meeting_asked_at: maybe("meeting_asked_at", self.meeting_asked_at)?,
            charter_version: self.charter_version,
            month: self.month,
            raised_at: at("raised_at", self.raised_at)?,
            ended_at: maybe("ended_at", self.ended_at)?,
        })
    }
}

/// A whistle with its matter, if the viewer may see it: by the place of what others may see, as
/// the body that blew it (`own`), or as one it calls.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn find(
    conn: &mut Conn,
    sight: &Sight,
    own: &[BodyId],
    number: &WhistleNumber,
) -> Result<Option<(Matter, Whistle)>, StoreError> {
    let Some((matter, found)) = find_by_number(conn, number)? else { return Ok(None) };
    let seen = sight.covers(&matter)
        || own.contains(&found.body)
        || call::calls_any(conn, found.id, sight.scope().bodies())?;
    Ok(seen.then_some((matter, found)))
}

/// A whistle with its matter, whoever may see it: an act that loads by it checks whose it is.
pub(crate) fn find_by_number(
    conn: &mut Conn,
    number: &WhistleNumber,
) -> Result<Option<(Matter, Whistle)>, StoreError> {
    let row: Option<Row> = whistle::table
        .filter(whistle::number.eq(number.as_str()))
        .select(Row::as_select())
        .first(conn)
        .optional()?;
    with_matter(conn, row)
}

/// A whistle with its matter, by its id.
pub(crate) fn find_by_id(
    conn: &mut Conn,
    id: WhistleId,
) -> Result<Option<(Matter, Whistle)>, StoreError> {
    let row: Option<Row> =
        whistle::table.find(i64::from(id)).select(Row::as_select()).first(conn).optional()?;
    with_matter(conn, row)
}

fn with_matter(conn: &mut Conn, row: Option<Row>) -> Result<Option<(Matter, Whistle)>, StoreError> {
    let Some(found) = row.map(Row::into_model).transpose()? else { return Ok(None) };
    let matter = super::matter::find_by_id(conn, found.matter)?.ok_or_else(|| {
        StoreError::corrupt(
            TABLE,
            "matter_id",
            found.id.into(),
            i64::from(found.matter).to_string(),
        )
    })?;
    Ok(Some((matter, found)))
}

/// The whistles with these numbers, in no order: for those who tell of them.
pub(crate) fn list_numbered(conn: &mut Conn, numbers: &[&str]) -> Result<Vec<Whistle>, StoreError> {
    let rows: Vec<Row> = whistle::table
        .filter(whistle::number.eq_any(numbers))
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::into_model).collect()
}

/// The charter versions these whistles go by, by whistle: for those who tell of them.
pub(crate) fn charters(conn: &mut Conn, ids: &[i64]) -> Result<Vec<(i64, i64)>, StoreError> {
    Ok(whistle::table
        .filter(whistle::id.eq_any(ids))
        .select((whistle::id, whistle::charter_version))
        .load(conn)?)
}

/// The whistles about a matter, oldest first.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn of_matter(conn: &mut Conn, matter: MatterId) -> Result<Vec<Whistle>, StoreError> {
    let rows: Vec<Row> = whistle::table
        .filter(whistle::matter_id.eq(i64::from(matter)))
        .order(whistle::id)
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::into_model).collect()
}

pub(crate) fn insert(act: &mut Act<'_, '_>, new: &Whistle) -> Result<(), StoreError> {
    diesel::insert_into(whistle::table).values(Row::of(new)).execute(act.conn())?;
    Ok(())
}

/// Writes a whistle back.
pub(crate) fn update(conn: &mut Conn, one: &Whistle) -> Result<(), StoreError> {
    diesel::update(whistle::table.find(i64::from(one.id))).set(Row::of(one)).execute(conn)?;
    Ok(())
}
