//! Bulletins: what everybody in some buildings is told about a matter, while it stands.

use std::collections::HashMap;

use diesel::prelude::*;
use jiff::Timestamp;
use kernel::{BodyId, PlaceId};
use platform::journal::Salted;
use platform::journal::salted::fresh_salt;
use platform::{Act, Conn, StoreError, insert_many};

use super::instant;
use super::matter::Row as MatterRow;
use super::schema::{bulletin, bulletin_place, matter};
use crate::model::{Bulletin, BulletinId, Matter, MatterId};

const TABLE: &str = "bulletin";

#[derive(Queryable, Selectable)]
#[diesel(table_name = bulletin)]
struct Row {
    id: i64,
    matter_id: i64,
    body_id: Option<i64>,
    words: String,
    from_at: i64,
    until_at: i64,
    published_at: i64,
    withdrawn_at: Option<i64>,
}

impl Row {
    fn into_model(self) -> Result<Bulletin, StoreError> {
        let id = self.id;
        let at = |column, stored| instant(TABLE, column, id, stored);
        Ok(Bulletin {
            id: id.into(),
            matter: self.matter_id.into(),
            body: self.body_id.map(BodyId),
            words: self.words,
            from: at("from_at", self.from_at)?,
            until: at("until_at", self.until_at)?,
            published_at: at("published_at", self.published_at)?,
            withdrawn_at: self.withdrawn_at.map(|one| at("withdrawn_at", one)).transpose()?,
        })
    }
}

/// The bulletins of a matter, the latest first.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn list(conn: &mut Conn, matter: MatterId) -> Result<Vec<Bulletin>, StoreError> {
    let rows: Vec<Row> = bulletin::table
        .filter(bulletin::matter_id.eq(i64::from(matter)))
        .order(bulletin::id.desc())
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::into_model).collect()
}

/// What is to be read about a matter at `now`.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn standing(
    conn: &mut Conn,
    matter: MatterId,
    now: Timestamp,
) -> Result<Option<Bulletin>, StoreError> {
    let row: Option<Row> = bulletin::table
        .filter(bulletin::matter_id.eq(i64::from(matter)))
        .filter(bulletin::withdrawn_at.is_null())
        .select(Row::as_select())
        .first(conn)
        .optional()?;
    let found = row.map(Row::into_model).transpose()?;
    Ok(found.filter(|one| one.stands_at(now)))
}

/// What is to be read in a building at `now`, with the matters it is about; the latest first.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn standing_in(
    conn: &mut Conn,
    building: PlaceId,
    now: Timestamp,
) -> Result<Vec<(Bulletin, Matter)>, StoreError> {
    let now = now.as_microsecond();
    let rows: Vec<(Row, MatterRow)> = bulletin_place::table
        .inner_join(bulletin::table.on(bulletin::id.eq(bulletin_place::bulletin_id)))
        .inner_join(matter::table.on(matter::id.eq(bulletin::matter_id)))
        .filter(bulletin_place::building_id.eq(building.0))
        .filter(bulletin_place::withdrawn_at.is_null())
        .filter(bulletin_place::until_at.gt(now))
        .filter(bulletin::from_at.le(now))
        .order(bulletin::id.desc())
        .select((Row::as_select(), MatterRow::as_select()))
        .load(conn)?;
    rows.into_iter().map(|(row, of)| Ok((row.into_model()?, of.into_model()?))).collect()
}

/// In which buildings each bulletin stands or stood.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn buildings(
    conn: &mut Conn,
    bulletins: &[Bulletin],
) -> Result<HashMap<BulletinId, Vec<PlaceId>>, StoreError> {
    let ids: Vec<i64> = bulletins.iter().map(|one| one.id.into()).collect();
    let rows: Vec<(i64, i64)> = bulletin_place::table
        .filter(bulletin_place::bulletin_id.eq_any(ids))
        .order(bulletin_place::building_id)
        .select((bulletin_place::bulletin_id, bulletin_place::building_id))
        .load(conn)?;
    let mut found: HashMap<BulletinId, Vec<PlaceId>> = HashMap::new();
    for (bulletin, building) in rows {
        found.entry(bulletin.into()).or_default().push(PlaceId(building));
    }
    Ok(found)
}

/// Stores a bulletin for these buildings; the salted hash of its words, for the journal.
pub(crate) fn insert(
    act: &mut Act<'_, '_>,
    new: &Bulletin,
    buildings: &[PlaceId],
) -> Result<Salted, StoreError> {
    let salt = fresh_salt(act.randomness());
    let hash = Salted::of(new.words.as_bytes(), &salt);
    diesel::insert_into(bulletin::table)
        .values((
            bulletin::id.eq(i64::from(new.id)),
            bulletin::matter_id.eq(i64::from(new.matter)),
            bulletin::body_id.eq(new.body.map(i64::from)),
            bulletin::words.eq(&new.words),
            bulletin::salt.eq(salt),
            bulletin::from_at.eq(new.from.as_microsecond()),
            bulletin::until_at.eq(new.until.as_microsecond()),
            bulletin::published_at.eq(new.published_at.as_microsecond()),
        ))
        .execute(act.conn())?;
    let places: Vec<_> = buildings
        .iter()
        .map(|building| {
            (
                bulletin_place::bulletin_id.eq(i64::from(new.id)),
                bulletin_place::building_id.eq(building.0),
                bulletin_place::until_at.eq(new.until.as_microsecond()),
            )
        })
        .collect();
    insert_many!(act.conn(), bulletin_place::table, &places)?;
    Ok(hash)
}

/// Withdraws what stands about a matter; the bulletin, if there was one.
pub(crate) fn withdraw(
    act: &mut Act<'_, '_>,
    matter: MatterId,
) -> Result<Option<Bulletin>, StoreError> {
    let now = act.now_us();
    let found: Option<Row> = bulletin::table
        .filter(bulletin::matter_id.eq(i64::from(matter)))
        .filter(bulletin::withdrawn_at.is_null())
        .select(Row::as_select())
        .first(act.conn())
        .optional()?;
    let Some(found) = found else { return Ok(None) };
    diesel::update(bulletin::table.find(found.id))
        .set(bulletin::withdrawn_at.eq(now))
        .execute(act.conn())?;
    diesel::update(bulletin_place::table.filter(bulletin_place::bulletin_id.eq(found.id)))
        .set(bulletin_place::withdrawn_at.eq(now))
        .execute(act.conn())?;
    Ok(Some(found.into_model()?))
}
