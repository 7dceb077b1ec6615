//! Buildings and estates.

use diesel::prelude::*;
use jiff::civil::Date;
use kernel::{Keyset, Level, Page, PlaceId, Scope};
use platform::{Conn, StoreError};

use super::place::PlaceRow;
use super::{day, merge};
use crate::model::{Building, BuildingDetails, Marks, Place, RightType};
use crate::rules::naming;
use crate::schema::{building, place};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = building, treat_none_as_default_value = false)]
struct BuildingRow {
    place_id: i64,
    district_id: i64,
    street_id: Option<i64>,
    sort_key: i32,
    address: String,
    right_type: String,
    grade: String,
    storeys_above: i32,
    storeys_below: i32,
    floor_area: Option<i64>,
    lettable_area: Option<i64>,
    is_key: bool,
    is_landmark: bool,
    is_difficult: bool,
    lon: Option<f64>,
    lat: Option<f64>,
    lift_phone: String,
    property_phone: String,
    completed_on: Option<String>,
    verified_on: Option<String>,
}

impl BuildingRow {
    fn new(place: &Place, district: PlaceId, details: &BuildingDetails) -> Self {
        Self {
            place_id: place.id.0,
            district_id: district.0,
            street_id: place.placement.street.map(i64::from),
            sort_key: place.order,
            address: details.address.clone(),
            right_type: details.right_type.word().to_owned(),
            grade: details.grade.clone(),
            storeys_above: details.storeys_above,
            storeys_below: details.storeys_below,
            floor_area: details.floor_area,
            lettable_area: details.lettable_area,
            is_key: details.marks.key,
            is_landmark: details.marks.landmark,
            is_difficult: details.marks.difficult,
            lon: details.position.map(|(lon, _)| lon),
            lat: details.position.map(|(_, lat)| lat),
            lift_phone: details.lift_phone.clone(),
            property_phone: details.property_phone.clone(),
            completed_on: details.completed_on.map(day::text),
            verified_on: details.verified_on.map(day::text),
        }
    }

    fn read(self) -> Result<BuildingDetails, StoreError> {
        let id = self.place_id;
        let date =
            |column, stored: Option<&str>| day::read_optional("building", column, id, stored);
        Ok(BuildingDetails {
            right_type: RightType::from_word(&self.right_type).ok_or_else(|| {
                StoreError::corrupt("building", "right_type", id, &self.right_type)
            })?,
            completed_on: date("completed_on", self.completed_on.as_deref())?,
            verified_on: date("verified_on", self.verified_on.as_deref())?,
            address: self.address,
            grade: self.grade,
            storeys_above: self.storeys_above,
            storeys_below: self.storeys_below,
            floor_area: self.floor_area,
            lettable_area: self.lettable_area,
            marks: Marks {
                key: self.is_key,
                landmark: self.is_landmark,
                difficult: self.is_difficult,
            },
            position: self.lon.zip(self.lat),
            lift_phone: self.lift_phone,
            property_phone: self.property_phone,
        })
    }
}

fn read((place, details): (PlaceRow, BuildingRow)) -> Result<Building, StoreError> {
    Ok(Building { place: place.read()?, details: details.read()? })
}

/// Whether there is any building.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn any(conn: &mut Conn) -> Result<bool, StoreError> {
    let first: Option<i64> = building::table.select(building::place_id).first(conn).optional()?;
    Ok(first.is_some())
}

/// Writes the ledger row of a building whose place stands already.
///
/// # Errors
/// [`StoreError`]; a building above the districts is corrupt.
pub fn insert(conn: &mut Conn, place: &Place, details: &BuildingDetails) -> Result<(), StoreError> {
    let district = place
        .placement
        .district
        .ok_or_else(|| StoreError::corrupt("place", "district_id", place.id.0, ""))?;
    let row = BuildingRow::new(place, district, details);
    diesel::insert_into(building::table).values(row).execute(conn)?;
    Ok(())
}

/// The streets and parks in which buildings stand, in their order: what a stranger picks from.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn streets(conn: &mut Conn) -> Result<Vec<Place>, StoreError> {
    let ids: Vec<Option<i64>> =
        building::table.select(building::street_id).distinct().load(conn)?;
    let rows: Vec<PlaceRow> = place::table
        .filter(place::id.eq_any(ids.into_iter().flatten().collect::<Vec<i64>>()))
        .order((place::sort_key, place::id))
        .select(PlaceRow::as_select())
        .load(conn)?;
    rows.into_iter().map(PlaceRow::read).collect()
}

/// The districts in which buildings stand, for jobs that go through all of them.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn districts(conn: &mut Conn) -> Result<Vec<PlaceId>, StoreError> {
    let ids: Vec<i64> = building::table
        .select(building::district_id)
        .distinct()
        .order(building::district_id)
        .load(conn)?;
    Ok(ids.into_iter().map(PlaceId).collect())
}

/// A building within scope.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn find(conn: &mut Conn, scope: &Scope, id: PlaceId) -> Result<Option<Building>, StoreError> {
    let found = load(conn, id)?;
    Ok(found.filter(|one| one.place.whereabouts().is_some_and(|at| scope.covers(&at))))
}

/// A building that the caller holds by right: from a row within scope, or from a wall code.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn load(conn: &mut Conn, id: PlaceId) -> Result<Option<Building>, StoreError> {
    let row = building::table
        .inner_join(place::table)
        .filter(building::place_id.eq(id.0))
        .select((PlaceRow::as_select(), BuildingRow::as_select()))
        .first(conn)
        .optional()?;
    row.map(read).transpose()
}

/// A building by the code in its public address.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn find_by_code(conn: &mut Conn, code: &str) -> Result<Option<Building>, StoreError> {
    if code.is_empty() {
        return Ok(None);
    }
    let row = building::table
        .inner_join(place::table)
        .filter(place::code.eq(code))
        .filter(super::place::is_coded())
        .select((PlaceRow::as_select(), BuildingRow::as_select()))
        .first(conn)
        .optional()?;
    row.map(read).transpose()
}

/// A building within scope by its public code.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn find_coded(
    conn: &mut Conn,
    scope: &Scope,
    code: &str,
) -> Result<Option<Building>, StoreError> {
    let found = find_by_code(conn, code)?;
    Ok(found.filter(|one| one.place.whereabouts().is_some_and(|at| scope.covers(&at))))
}

/// A building and the place in it that a wall code names: the building itself, a floor, a spot.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn find_by_token(
    conn: &mut Conn,
    token: &str,
) -> Result<Option<(Building, Place)>, StoreError> {
    let Some(at) = super::place::find_by_token(conn, token)? else { return Ok(None) };
    let Some(id) = at.placement.building else { return Ok(None) };
    Ok(load(conn, id)?.map(|building| (building, at)))
}

/// Buildings within scope in the order of their ledger; `name` narrows to names that contain it.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn list(
    conn: &mut Conn,
    scope: &Scope,
    name: &str,
    after: Option<Keyset>,
    size: usize,
) -> Result<Page<Building>, StoreError> {
    let mut heads = Vec::new();
    for &(level, at) in scope.places() {
        heads.push(head(conn, level, at, &naming::key(name), after, size)?);
    }
    Ok(merge::ascending(heads, size, key))
}

fn key(building: &Building) -> Keyset {
    Keyset { at: i64::from(building.place.order), id: building.place.id.0 }
}

fn head(
    conn: &mut Conn,
    level: Level,
    at: PlaceId,
    name_key: &str,
    after: Option<Keyset>,
    size: usize,
) -> Result<Vec<Building>, StoreError> {
    let mut query = building::table
        .inner_join(place::table)
        .order((building::sort_key, building::place_id))
        .limit(i64::try_from(size).unwrap_or(i64::MAX - 1) + 1)
        .select((PlaceRow::as_select(), BuildingRow::as_select()))
        .into_boxed();
    query = match level {
        Level::District => query.filter(building::district_id.eq(at.0)),
        Level::Street => query.filter(building::street_id.eq(at.0)),
        Level::Building => query.filter(building::place_id.eq(at.0)),
    };
    if !name_key.is_empty() {
        query = query.filter(place::name_key.like(format!("%{name_key}%")));
    }
    if let Some(after) = after {
        let order = i32::try_from(after.at).unwrap_or(i32::MAX);
        query = query.filter(
            building::sort_key
                .gt(order)
                .or(building::sort_key.eq(order).and(building::place_id.gt(after.id))),
        );
    }
    let rows: Vec<(PlaceRow, BuildingRow)> = query.load(conn)?;
    rows.into_iter().map(read).collect()
}

/// Sets the day on which somebody last checked a building's row.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn set_verified(conn: &mut Conn, id: PlaceId, on: Date) -> Result<(), StoreError> {
    diesel::update(building::table.find(id.0))
        .set(building::verified_on.eq(day::text(on)))
        .execute(conn)?;
    Ok(())
}
