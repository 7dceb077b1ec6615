//! Which bodies cover which places, by day.

use std::collections::HashMap;

use diesel::dsl::count_star;
use diesel::prelude::*;
use jiff::civil::Date;
use kernel::{BodyId, PlaceId};
use platform::db::among;
use platform::{Conn, StoreError, insert_many};

use super::body::BodyRow;
use super::day;
use super::place::PlaceRow;
use crate::model::{Body, Coverage, Place};
use crate::schema::{body, body_place, place};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = body_place)]
struct CoverageRow {
    id: i64,
    body_id: i64,
    place_id: i64,
    from_on: String,
    until_on: String,
}

impl CoverageRow {
    fn new(new: &Coverage) -> Self {
        Self {
            id: new.id,
            body_id: new.body.0,
            place_id: new.place.0,
            from_on: day::text(new.term.from),
            until_on: day::end(new.term.until),
        }
    }

    fn read(self) -> Result<Coverage, StoreError> {
        Ok(Coverage {
            id: self.id,
            body: BodyId(self.body_id),
            place: PlaceId(self.place_id),
            term: day::term("body_place", self.id, &self.from_on, &self.until_on)?,
        })
    }
}

/// Writes that a body covers a place.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn insert(conn: &mut Conn, new: &Coverage, recorded_at: i64) -> Result<(), StoreError> {
    insert_many(conn, std::slice::from_ref(new), recorded_at)
}

/// Writes many coverages, as fast as the database can.
///
/// # Errors
/// As [`insert`].
pub fn insert_many(conn: &mut Conn, new: &[Coverage], recorded_at: i64) -> Result<(), StoreError> {
    let rows: Vec<_> = new
        .iter()
        .map(|new| (CoverageRow::new(new), body_place::recorded_at.eq(recorded_at)))
        .collect();
    insert_many!(conn, body_place::table, &rows)
}

/// Everything a body covers, covered or will cover, the earliest first.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn of_body(conn: &mut Conn, id: BodyId) -> Result<Vec<Coverage>, StoreError> {
    let rows: Vec<CoverageRow> = body_place::table
        .filter(body_place::body_id.eq(id.0))
        .filter(body_place::retracted_at.is_null())
        .order((body_place::from_on, body_place::id))
        .select(CoverageRow::as_select())
        .load(conn)?;
    rows.into_iter().map(CoverageRow::read).collect()
}

/// The places a body covers on a day, in their order.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn places_of(conn: &mut Conn, id: BodyId, on: Date) -> Result<Vec<Place>, StoreError> {
    let day = day::text(on);
    let rows: Vec<PlaceRow> = body_place::table
        .inner_join(place::table)
        .filter(body_place::body_id.eq(id.0))
        .filter(body_place::from_on.le(&day))
        .filter(body_place::until_on.ge(&day))
        .filter(body_place::retracted_at.is_null())
        .order((place::sort_key, place::id))
        .select(PlaceRow::as_select())
        .load(conn)?;
    rows.into_iter().map(PlaceRow::read).collect()
}

/// The bodies that cover a place on a day: it, a place above it, or an area around it. By id.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn covering(conn: &mut Conn, at: &Place, on: Date) -> Result<Vec<Body>, StoreError> {
    let ids = around(conn, at, on)?;
    let day = day::text(on);
    let rows: Vec<BodyRow> = body_place::table
        .inner_join(body::table)
        .filter(among(body_place::place_id, &ids))
        .filter(body_place::from_on.le(&day))
        .filter(body_place::until_on.ge(&day))
        .filter(body_place::retracted_at.is_null())
        .order(body::id)
        .select(BodyRow::as_select())
        .load(conn)?;
    let bodies: Result<Vec<Body>, StoreError> = rows.into_iter().map(BodyRow::read).collect();
    let mut bodies: Vec<Body> = bodies?.into_iter().filter(|body| body.exists_on(on)).collect();
    bodies.dedup_by_key(|body| body.id);
    Ok(bodies)
}

/// The bodies of one kind that cover a place on a day, by id, for callers that need nothing else
/// of them.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn covering_of_kind(
    conn: &mut Conn,
    at: &Place,
    kind: &str,
    on: Date,
) -> Result<Vec<BodyId>, StoreError> {
    let ids = around(conn, at, on)?;
    let day = day::text(on);
    let mut bodies: Vec<i64> = body_place::table
        .inner_join(body::table)
        .filter(among(body_place::place_id, &ids))
        .filter(body_place::from_on.le(&day))
        .filter(body_place::until_on.ge(&day))
        .filter(body_place::retracted_at.is_null())
        .filter(body::kind.eq(kind))
        .filter(body::founded_on.is_null().or(body::founded_on.le(&day)))
        .filter(body::dissolved_on.is_null().or(body::dissolved_on.ge(&day)))
        .order(body::id)
        .select(body::id)
        .load(conn)?;
    bodies.dedup();
    Ok(bodies.into_iter().map(BodyId).collect())
}

/// A place, the places above it, and the areas around them.
fn around(conn: &mut Conn, at: &Place, on: Date) -> Result<Vec<i64>, StoreError> {
    let areas = super::place::areas_of(conn, &at.path, on)?;
    Ok(at.path.iter().copied().chain(areas).map(i64::from).collect())
}

/// How many places each of these bodies covers on a day; a body that covers none is missing.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn counts(
    conn: &mut Conn,
    ids: &[BodyId],
    on: Date,
) -> Result<HashMap<BodyId, i64>, StoreError> {
    let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let day = day::text(on);
    let rows: Vec<(i64, i64)> = body_place::table
        .filter(body_place::body_id.eq_any(ids))
        .filter(body_place::from_on.le(&day))
        .filter(body_place::until_on.ge(&day))
        .filter(body_place::retracted_at.is_null())
        .group_by(body_place::body_id)
        .select((body_place::body_id, count_star()))
        .load(conn)?;
    Ok(rows.into_iter().map(|(body, count)| (BodyId(body), count)).collect())
}

/// Rooms and floors of a building that bodies of these kinds cover on a day: where the party
/// organisations of its enterprises are.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn covered_inside(
    conn: &mut Conn,
    building: PlaceId,
    kinds: &[&str],
    on: Date,
) -> Result<Vec<PlaceId>, StoreError> {
    let day = day::text(on);
    let rows: Vec<i64> = body_place::table
        .inner_join(place::table)
        .inner_join(body::table)
        .filter(place::building_id.eq(building.0))
        .filter(place::id.ne(building.0))
        .filter(body::kind.eq_any(kinds))
        .filter(body_place::from_on.le(&day))
        .filter(body_place::until_on.ge(&day))
        .filter(body_place::retracted_at.is_null())
        .select(place::id)
        .load(conn)?;
    Ok(rows.into_iter().map(PlaceId).collect())
}

/// Sets the last day on which a body covers a place.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn set_until(conn: &mut Conn, id: i64, last: Date) -> Result<(), StoreError> {
    diesel::update(body_place::table.find(id))
        .set(body_place::until_on.eq(day::text(last)))
        .execute(conn)?;
    Ok(())
}
