//! Tenancies: who rents which room or floor, by day.

use std::collections::HashMap;

use diesel::prelude::*;
use diesel::sql_types::BigInt;
use jiff::civil::Date;
use kernel::{BodyId, PlaceId};
use platform::{Conn, StoreError, insert_many};

use super::body::BodyRow;
use super::day;
use crate::model::{Body, Occupancy, Place, Tenancy};
use crate::schema::{body, enterprise, place, tenancy};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = tenancy, treat_none_as_default_value = false)]
pub(super) struct TenancyRow {
    id: i64,
    body_id: i64,
    place_id: i64,
    building_id: i64,
    from_on: String,
    until_on: String,
    area: Option<i64>,
}

impl TenancyRow {
    fn new(new: &Tenancy) -> Self {
        Self {
            id: new.id,
            body_id: new.body.0,
            place_id: new.place.0,
            building_id: new.building.0,
            from_on: day::text(new.term.from),
            until_on: day::end(new.term.until),
            area: new.area,
        }
    }

    pub(super) fn read(self) -> Result<Tenancy, StoreError> {
        Ok(Tenancy {
            id: self.id,
            body: BodyId(self.body_id),
            place: PlaceId(self.place_id),
            building: PlaceId(self.building_id),
            term: day::term("tenancy", self.id, &self.from_on, &self.until_on)?,
            area: self.area,
        })
    }
}

/// Writes a tenancy.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn insert(conn: &mut Conn, new: &Tenancy, recorded_at: i64) -> Result<(), StoreError> {
    insert_many(conn, std::slice::from_ref(new), recorded_at)
}

/// Writes many tenancies, as fast as the database can.
///
/// # Errors
/// As [`insert`].
pub fn insert_many(conn: &mut Conn, new: &[Tenancy], recorded_at: i64) -> Result<(), StoreError> {
    let rows: Vec<_> = new
        .iter()
        .map(|new| (TenancyRow::new(new), tenancy::recorded_at.eq(recorded_at)))
        .collect();
    insert_many!(conn, tenancy::table, &rows)
}

/// Every tenancy of a body, the earliest first. The caller has loaded the body within scope.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn of_body(conn: &mut Conn, id: BodyId) -> Result<Vec<Tenancy>, StoreError> {
    let rows: Vec<TenancyRow> = tenancy::table
        .filter(tenancy::body_id.eq(id.0))
        .filter(tenancy::retracted_at.is_null())
        .order((tenancy::from_on, tenancy::id))
        .select(TenancyRow::as_select())
        .load(conn)?;
    rows.into_iter().map(TenancyRow::read).collect()
}

/// A tenancy; the caller checks that its building lies within scope.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn load(conn: &mut Conn, id: i64) -> Result<Option<Tenancy>, StoreError> {
    let row = tenancy::table
        .find(id)
        .filter(tenancy::retracted_at.is_null())
        .select(TenancyRow::as_select())
        .first(conn)
        .optional()?;
    row.map(TenancyRow::read).transpose()
}

/// Sets the last day of a tenancy: it became different.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn set_until(conn: &mut Conn, id: i64, last: Date) -> Result<(), StoreError> {
    diesel::update(tenancy::table.find(id))
        .set(tenancy::until_on.eq(day::text(last)))
        .execute(conn)?;
    Ok(())
}

/// Takes a tenancy back: it was wrong from the beginning.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn retract(conn: &mut Conn, id: i64, at: i64) -> Result<(), StoreError> {
    diesel::update(tenancy::table.find(id)).set(tenancy::retracted_at.eq(at)).execute(conn)?;
    Ok(())
}

/// Those of `bodies` that rent in a building on a day.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn renting(
    conn: &mut Conn,
    building: PlaceId,
    bodies: &[BodyId],
    on: Date,
) -> Result<Vec<BodyId>, StoreError> {
    if bodies.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<i64> = bodies.iter().map(|body| body.0).collect();
    let day = day::text(on);
    let rows: Vec<i64> = tenancy::table
        .filter(tenancy::body_id.eq_any(ids))
        .filter(tenancy::building_id.eq(building.0))
        .filter(tenancy::from_on.le(&day))
        .filter(tenancy::until_on.ge(&day))
        .filter(tenancy::retracted_at.is_null())
        .select(tenancy::body_id)
        .distinct()
        .load(conn)?;
    Ok(rows.into_iter().map(BodyId).collect())
}

/// The bodies that rent a room or floor on a day, or a room of the floor, at most `most`, by name.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn tenants_at(
    conn: &mut Conn,
    at: &Place,
    on: Date,
    most: i64,
) -> Result<Vec<Body>, StoreError> {
    let Some(building) = at.placement.building else { return Ok(Vec::new()) };
    let day = day::text(on);
    let here = tenancy::table
        .inner_join(place::table.on(place::id.eq(tenancy::place_id)))
        .filter(tenancy::building_id.eq(building.0))
        .filter(place::id.eq(at.id.0).or(place::parent_id.eq(at.id.0)))
        .filter(tenancy::from_on.le(day.clone()))
        .filter(tenancy::until_on.ge(day))
        .filter(tenancy::retracted_at.is_null())
        .select(tenancy::body_id);
    let rows: Vec<BodyRow> = body::table
        .filter(body::id.eq_any(here))
        .order((body::name_key, body::id))
        .limit(most)
        .select(BodyRow::as_select())
        .load(conn)?;
    rows.into_iter().map(BodyRow::read).collect()
}

#[derive(QueryableByName)]
struct OccupancyRow {
    #[diesel(sql_type = BigInt)]
    building_id: i64,
    #[diesel(sql_type = BigInt)]
    enterprises: i64,
    #[diesel(sql_type = BigInt)]
    let_area: i64,
}

/// What of each building is let on a day. A building without tenants is missing.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn occupancy(
    conn: &mut Conn,
    buildings: &[PlaceId],
    on: Date,
) -> Result<HashMap<PlaceId, Occupancy>, StoreError> {
    if buildings.is_empty() {
        return Ok(HashMap::new());
    }
    // Ids and day are ours, not typed by anybody: they may stand in the text.
    let ids: Vec<String> = buildings.iter().map(|building| building.0.to_string()).collect();
    let sql = format!(
        "SELECT building_id, COUNT(DISTINCT body_id) AS enterprises, \
         CAST(COALESCE(SUM(area), 0) AS BIGINT) AS let_area FROM tenancy \
         WHERE building_id IN ({}) AND from_on <= '{on}' AND until_on >= '{on}' \
         AND retracted_at IS NULL GROUP BY building_id",
        ids.join(",")
    );
    let rows: Vec<OccupancyRow> = diesel::sql_query(sql).load(conn)?;
    let read = |row: OccupancyRow| {
        let occupancy = Occupancy { enterprises: row.enterprises, let_area: row.let_area };
        (PlaceId(row.building_id), occupancy)
    };
    Ok(rows.into_iter().map(read).collect())
}

/// People who work on a floor on a day, as far as headcounts are known; `None` if none is. A tenant
/// of several rooms counts once.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn people_on(conn: &mut Conn, floor: &Place, on: Date) -> Result<Option<u32>, StoreError> {
    let day = day::text(on);
    let rows: Vec<(i64, i32)> = tenancy::table
        .inner_join(place::table.on(place::id.eq(tenancy::place_id)))
        .inner_join(enterprise::table.on(enterprise::body_id.eq(tenancy::body_id)))
        .filter(tenancy::building_id.nullable().eq(floor.placement.building.map(i64::from)))
        .filter(place::id.eq(floor.id.0).or(place::parent_id.eq(floor.id.0)))
        .filter(tenancy::from_on.le(&day))
        .filter(tenancy::until_on.ge(&day))
        .filter(tenancy::retracted_at.is_null())
        .filter(enterprise::headcount.gt(0))
        .select((tenancy::body_id, enterprise::headcount))
        .distinct()
        .load(conn)?;
    let known = rows.into_iter().filter_map(|(_, count)| u32::try_from(count).ok());
    Ok(known.reduce(u32::saturating_add))
}
