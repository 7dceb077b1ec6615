//! Places: the tree, the areas beside it, codes and other names.

use std::collections::HashMap;

use diesel::dsl::sql;
use diesel::expression::SqlLiteral;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use jiff::civil::Date;
use kernel::{PlaceId, Scope};
use platform::db::among;
use platform::{Conn, StoreError, insert_many};

use super::day;
use crate::model::{Place, PlaceKind, Placement, Term};
use crate::rules::naming;
use crate::schema::{area_place, place, place_alias, place_parent};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = place, treat_none_as_default_value = false)]
pub(super) struct PlaceRow {
    id: i64,
    parent_id: Option<i64>,
    kind: String,
    code: String,
    short: String,
    name: String,
    name_key: String,
    path: String,
    district_id: Option<i64>,
    street_id: Option<i64>,
    building_id: Option<i64>,
    sort_key: i32,
    area: Option<i64>,
    shared: bool,
    token: String,
    recorded_at: i64,
}

impl PlaceRow {
    fn new(place: &Place, recorded_at: i64) -> Self {
        Self {
            id: place.id.0,
            parent_id: place.parent().map(i64::from),
            kind: place.kind.word().to_owned(),
            code: place.code.clone(),
            short: place.short.clone(),
            name: place.name.clone(),
            name_key: naming::key(&place.name),
            path: path_text(&place.path),
            district_id: place.placement.district.map(i64::from),
            street_id: place.placement.street.map(i64::from),
            building_id: place.placement.building.map(i64::from),
            sort_key: place.order,
            area: place.area,
            shared: place.shared,
            token: place.token.clone(),
            recorded_at,
        }
    }

    pub(super) fn read(self) -> Result<Place, StoreError> {
        let id = self.id;
        let kind = PlaceKind::from_word(&self.kind)
            .ok_or_else(|| StoreError::corrupt("place", "kind", id, &self.kind))?;
        let path = path_ids(&self.path)
            .ok_or_else(|| StoreError::corrupt("place", "path", id, &self.path))?;
        let placement = Placement {
            district: self.district_id.map(PlaceId),
            street: self.street_id.map(PlaceId),
            building: self.building_id.map(PlaceId),
        };
        Ok(Place {
            id: PlaceId(id),
            kind,
            code: self.code,
            short: self.short,
            name: self.name,
            path,
            placement,
            order: self.sort_key,
            area: self.area,
            shared: self.shared,
            token: self.token,
        })
    }
}

/// Ids from the root down, each between strokes: `/1/20/300/`.
fn path_text(path: &[PlaceId]) -> String {
    path.iter().fold(String::from("/"), |text, id| text + &id.0.to_string() + "/")
}

fn path_ids(text: &str) -> Option<Vec<PlaceId>> {
    let parts = text.split('/').filter(|part| !part.is_empty());
    parts.map(|part| part.parse().ok().map(PlaceId)).collect()
}

/// Writes a place. Its path and placement are those of [`Placement::below`] its parent.
///
/// # Errors
/// [`StoreError`]; a code or token that exists already is a duplicate.
pub fn insert(conn: &mut Conn, new: &Place, recorded_at: i64) -> Result<(), StoreError> {
    insert_many(conn, std::slice::from_ref(new), recorded_at)
}

/// Writes many places, as fast as the database can.
///
/// # Errors
/// As [`insert`].
pub fn insert_many(conn: &mut Conn, new: &[Place], recorded_at: i64) -> Result<(), StoreError> {
    let rows: Vec<_> = new.iter().map(|new| PlaceRow::new(new, recorded_at)).collect();
    insert_many!(conn, place::table, &rows)
}

#[derive(Insertable)]
#[diesel(table_name = place_parent)]
struct ParentRow {
    id: i64,
    place_id: i64,
    parent_id: i64,
    from_on: String,
    until_on: String,
    recorded_at: i64,
}

/// Records since when (and until when) a place lies in another. The place's own path is the
/// present one; this is its history.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn insert_parent(
    conn: &mut Conn,
    id: i64,
    (child, parent): (PlaceId, PlaceId),
    term: Term,
    recorded_at: i64,
) -> Result<(), StoreError> {
    let row = ParentRow {
        id,
        place_id: child.0,
        parent_id: parent.0,
        from_on: day::text(term.from),
        until_on: day::end(term.until),
        recorded_at,
    };
    diesel::insert_into(place_parent::table).values(row).execute(conn)?;
    Ok(())
}

/// In which place `child` lay on a day; `None` if nothing is recorded for it.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn parent_on(conn: &mut Conn, child: PlaceId, on: Date) -> Result<Option<PlaceId>, StoreError> {
    let day = day::text(on);
    let parent: Option<i64> = place_parent::table
        .filter(place_parent::place_id.eq(child.0))
        .filter(place_parent::from_on.le(&day))
        .filter(place_parent::until_on.ge(&day))
        .filter(place_parent::retracted_at.is_null())
        .order(place_parent::from_on.desc())
        .select(place_parent::parent_id)
        .first(conn)
        .optional()?;
    Ok(parent.map(PlaceId))
}

#[derive(Insertable)]
#[diesel(table_name = area_place)]
struct AreaRow {
    id: i64,
    area_id: i64,
    place_id: i64,
    from_on: String,
    until_on: String,
    recorded_at: i64,
}

/// Records that an area beside the tree (grid, circle) contains a place.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn insert_in_area(
    conn: &mut Conn,
    id: i64,
    (area, inner): (PlaceId, PlaceId),
    term: Term,
    recorded_at: i64,
) -> Result<(), StoreError> {
    let row = AreaRow {
        id,
        area_id: area.0,
        place_id: inner.0,
        from_on: day::text(term.from),
        until_on: day::end(term.until),
        recorded_at,
    };
    diesel::insert_into(area_place::table).values(row).execute(conn)?;
    Ok(())
}

/// A place within scope.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn find(conn: &mut Conn, scope: &Scope, id: PlaceId) -> Result<Option<Place>, StoreError> {
    let found = load(conn, id)?;
    Ok(found.filter(|place| place.whereabouts().is_some_and(|at| scope.covers(&at))))
}

/// A place that the caller holds by right: from a row within scope, or from a wall code.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn load(conn: &mut Conn, id: PlaceId) -> Result<Option<Place>, StoreError> {
    let row = place::table.find(id.0).select(PlaceRow::as_select()).first(conn).optional()?;
    row.map(PlaceRow::read).transpose()
}

/// Places of rows within scope, in no order; an id that is not recorded is missing.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn list(conn: &mut Conn, ids: &[PlaceId]) -> Result<Vec<Place>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let rows: Vec<PlaceRow> =
        place::table.filter(place::id.eq_any(ids)).select(PlaceRow::as_select()).load(conn)?;
    rows.into_iter().map(PlaceRow::read).collect()
}

/// Whether a place has a public code; as the index of codes says it, which a bound value would not.
pub(super) fn is_coded() -> SqlLiteral<Bool> {
    sql::<Bool>("place.code <> ''")
}

/// A place by its public code.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn find_by_code(conn: &mut Conn, code: &str) -> Result<Option<Place>, StoreError> {
    if code.is_empty() {
        return Ok(None);
    }
    let query = place::table.filter(place::code.eq(code)).filter(is_coded());
    query.select(PlaceRow::as_select()).first(conn).optional()?.map(PlaceRow::read).transpose()
}

/// The place whose wall code carries `token`: a building, a floor, a spot.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn find_by_token(conn: &mut Conn, token: &str) -> Result<Option<Place>, StoreError> {
    if token.is_empty() {
        return Ok(None);
    }
    let has_token = sql::<Bool>("place.token <> ''");
    let query = place::table.filter(place::token.eq(token)).filter(has_token);
    query.select(PlaceRow::as_select()).first(conn).optional()?.map(PlaceRow::read).transpose()
}

/// The name of a place as a line says it: with its building before it, where it lies in one.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn name(conn: &mut Conn, id: PlaceId) -> Result<Option<String>, StoreError> {
    Ok(names(conn, &[id])?.remove(&id))
}

/// Where places are, in words: the building, and the floor or spot in it (`A 座 · 12 层`). A place
/// outside any building goes by its own name. Two queries, whatever the number.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn names(conn: &mut Conn, ids: &[PlaceId]) -> Result<HashMap<PlaceId, String>, StoreError> {
    let wanted: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let rows: Vec<(i64, String, Option<i64>)> = place::table
        .filter(among(place::id, &wanted))
        .select((place::id, place::name, place::building_id))
        .load(conn)?;
    let around: Vec<i64> = rows.iter().filter_map(|(_, _, building)| *building).collect();
    let buildings: HashMap<i64, String> = place::table
        .filter(among(place::id, &around))
        .select((place::id, place::name))
        .load::<(i64, String)>(conn)?
        .into_iter()
        .collect();
    Ok(rows
        .into_iter()
        .map(|(id, name, building)| {
            let around = building.filter(|building| *building != id);
            let around = around.and_then(|building| buildings.get(&building));
            let words = around.map_or_else(|| name.clone(), |around| format!("{around} · {name}"));
            (PlaceId(id), words)
        })
        .collect())
}

/// The places directly below one, in their order.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn children(conn: &mut Conn, of: PlaceId) -> Result<Vec<Place>, StoreError> {
    let rows: Vec<PlaceRow> = place::table
        .filter(place::parent_id.eq(of.0))
        .order((place::sort_key, place::id))
        .select(PlaceRow::as_select())
        .load(conn)?;
    rows.into_iter().map(PlaceRow::read).collect()
}

/// Everything inside a building (floors, rooms, spots) in order; the building itself left out.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn inside(conn: &mut Conn, building: PlaceId) -> Result<Vec<Place>, StoreError> {
    let rows: Vec<PlaceRow> = place::table
        .filter(place::building_id.eq(building.0))
        .filter(place::id.ne(building.0))
        .order((place::sort_key, place::id))
        .select(PlaceRow::as_select())
        .load(conn)?;
    rows.into_iter().map(PlaceRow::read).collect()
}

/// The areas beside the tree that contain any of `places` on a day.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn areas_of(conn: &mut Conn, places: &[PlaceId], on: Date) -> Result<Vec<PlaceId>, StoreError> {
    let day = day::text(on);
    let ids: Vec<i64> = places.iter().map(|place| place.0).collect();
    let areas: Vec<i64> = area_place::table
        .filter(among(area_place::place_id, &ids))
        .filter(area_place::from_on.le(&day))
        .filter(area_place::until_on.ge(&day))
        .filter(area_place::retracted_at.is_null())
        .order(area_place::area_id)
        .select(area_place::area_id)
        .load(conn)?;
    let mut areas: Vec<PlaceId> = areas.into_iter().map(PlaceId).collect();
    areas.dedup();
    Ok(areas)
}

/// The places an area contains on a day.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn in_area(conn: &mut Conn, area: PlaceId, on: Date) -> Result<Vec<Place>, StoreError> {
    let day = day::text(on);
    let rows: Vec<PlaceRow> = area_place::table
        .inner_join(place::table)
        .filter(area_place::area_id.eq(area.0))
        .filter(area_place::from_on.le(&day))
        .filter(area_place::until_on.ge(&day))
        .filter(area_place::retracted_at.is_null())
        .order(place::id)
        .select(PlaceRow::as_select())
        .load(conn)?;
    rows.into_iter().map(PlaceRow::read).collect()
}

/// Remembers another name of a place; whether it is new.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn insert_alias(
    conn: &mut Conn,
    of: PlaceId,
    name: &str,
    recorded_at: i64,
) -> Result<bool, StoreError> {
    let key = naming::key(name);
    let known: i64 = place_alias::table.find((of.0, &key)).count().get_result(conn)?;
    if known > 0 {
        return Ok(false);
    }
    let row = (
        place_alias::place_id.eq(of.0),
        place_alias::name_key.eq(key),
        place_alias::name.eq(name),
        place_alias::recorded_at.eq(recorded_at),
    );
    diesel::insert_into(place_alias::table).values(row).execute(conn)?;
    Ok(true)
}
