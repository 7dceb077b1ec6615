//! Bodies of every kind.

use diesel::dsl::exists;
use diesel::prelude::*;
use jiff::civil::Date;
use kernel::{BodyId, Keyset, Level, Page, PlaceId, Scope, Whereabouts};
use platform::{Conn, StoreError, insert_many};

use super::{day, merge};
use crate::model::charter::Formation;
use crate::model::{Body, Placement};
use crate::rules::naming;
use crate::schema::{body, body_place, place, tenancy};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = body, treat_none_as_default_value = false)]
pub(super) struct BodyRow {
    id: i64,
    kind: String,
    name: String,
    name_key: String,
    written_name: String,
    parent_id: Option<i64>,
    formed: String,
    tier: String,
    code: String,
    founded_on: Option<String>,
    dissolved_on: Option<String>,
    district_id: Option<i64>,
    street_id: Option<i64>,
    phone: String,
    recorded_at: i64,
}

impl BodyRow {
    pub(super) fn new(new: &Body, recorded_at: i64) -> Self {
        Self {
            id: new.id.0,
            kind: new.kind.clone(),
            name: new.name.clone(),
            name_key: naming::key(&new.name),
            written_name: new.written_name.clone(),
            parent_id: new.parent.map(i64::from),
            formed: new.formed.word().to_owned(),
            tier: new.tier.clone(),
            code: new.code.clone(),
            founded_on: new.founded_on.map(day::text),
            dissolved_on: new.dissolved_on.map(day::text),
            district_id: new.placement.district.map(i64::from),
            street_id: new.placement.street.map(i64::from),
            phone: new.phone.clone(),
            recorded_at,
        }
    }

    pub(super) fn read(self) -> Result<Body, StoreError> {
        let id = self.id;
        let date = |column, stored: Option<&str>| day::read_optional("body", column, id, stored);
        Ok(Body {
            formed: formation(&self.formed)
                .ok_or_else(|| StoreError::corrupt("body", "formed", id, &self.formed))?,
            founded_on: date("founded_on", self.founded_on.as_deref())?,
            dissolved_on: date("dissolved_on", self.dissolved_on.as_deref())?,
            id: BodyId(id),
            kind: self.kind,
            name: self.name,
            written_name: self.written_name,
            parent: self.parent_id.map(BodyId),
            tier: self.tier,
            code: self.code,
            placement: Placement {
                district: self.district_id.map(PlaceId),
                street: self.street_id.map(PlaceId),
                building: None,
            },
            phone: self.phone,
        })
    }
}

fn formation(word: &str) -> Option<Formation> {
    Formation::ALL.into_iter().find(|formation| formation.word() == word)
}

/// Writes a body.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn insert(conn: &mut Conn, new: &Body, recorded_at: i64) -> Result<(), StoreError> {
    insert_many(conn, std::slice::from_ref(new), recorded_at)
}

/// Writes many bodies, as fast as the database can.
///
/// # Errors
/// As [`insert`].
pub fn insert_many(conn: &mut Conn, new: &[Body], recorded_at: i64) -> Result<(), StoreError> {
    let rows: Vec<_> = new.iter().map(|new| BodyRow::new(new, recorded_at)).collect();
    insert_many!(conn, body::table, &rows)
}

/// A body within scope: named by it, at home in it, or covering or renting a place in it.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn find(conn: &mut Conn, scope: &Scope, id: BodyId) -> Result<Option<Body>, StoreError> {
    match load(conn, id)? {
        Some(found) if is_within(conn, scope, &found)? => Ok(Some(found)),
        _ => Ok(None),
    }
}

/// Whether a body lies within scope.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn is_within(conn: &mut Conn, scope: &Scope, one: &Body) -> Result<bool, StoreError> {
    let at_home = one.placement.whereabouts().is_some_and(|at| scope.covers(&at));
    if at_home || scope.includes_body(one.id) {
        return Ok(true);
    }
    Ok(touched(conn, one.id)?.iter().any(|at| scope.covers(at)))
}

/// Whether a body may be changed by whoever has this scope: at home in it, or covering and renting
/// nothing outside it. A property company at home elsewhere is seen here, and changed there.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn is_governed(conn: &mut Conn, scope: &Scope, one: &Body) -> Result<bool, StoreError> {
    if one.placement.whereabouts().is_some_and(|at| scope.covers(&at)) {
        return Ok(true);
    }
    let touched = touched(conn, one.id)?;
    Ok(!touched.is_empty() && touched.iter().all(|at| scope.covers(at)))
}

/// Makes other transactions that lock the same body wait for the end of this one.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn lock(conn: &mut Conn, id: BodyId) -> Result<(), StoreError> {
    // An update of nothing takes the row's lock on both databases; SELECT … FOR UPDATE is
    // PostgreSQL's alone.
    diesel::update(body::table.find(id.0)).set(body::kind.eq(body::kind)).execute(conn)?;
    Ok(())
}

/// Where a body ever covered or rented a place.
fn touched(conn: &mut Conn, id: BodyId) -> Result<Vec<Whereabouts>, StoreError> {
    type Row = (Option<i64>, Option<i64>, Option<i64>);
    let columns = (place::district_id, place::street_id, place::building_id);
    let mut rows: Vec<Row> = body_place::table
        .inner_join(place::table)
        .filter(body_place::body_id.eq(id.0))
        .filter(body_place::retracted_at.is_null())
        .select(columns)
        .distinct()
        .load(conn)?;
    let rented: Vec<Row> = tenancy::table
        .inner_join(place::table.on(place::id.eq(tenancy::building_id)))
        .filter(tenancy::body_id.eq(id.0))
        .filter(tenancy::retracted_at.is_null())
        .select(columns)
        .distinct()
        .load(conn)?;
    rows.extend(rented);
    let whereabouts = |(district, street, building): Row| {
        let level = |id: Option<i64>| id.map(PlaceId);
        Placement { district: level(district), street: level(street), building: level(building) }
            .whereabouts()
    };
    Ok(rows.into_iter().filter_map(whereabouts).collect())
}

/// A body that the caller holds by right: from a row within scope, or for the engine.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn load(conn: &mut Conn, id: BodyId) -> Result<Option<Body>, StoreError> {
    let row = body::table.find(id.0).select(BodyRow::as_select()).first(conn).optional()?;
    row.map(BodyRow::read).transpose()
}

/// Bodies of rows within scope, in no order; an id that is not recorded is missing.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn list_of(conn: &mut Conn, ids: &[BodyId]) -> Result<Vec<Body>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let rows: Vec<BodyRow> =
        body::table.filter(body::id.eq_any(ids)).select(BodyRow::as_select()).load(conn)?;
    rows.into_iter().map(BodyRow::read).collect()
}

/// The bodies directly below one, by id.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn children(conn: &mut Conn, of: BodyId) -> Result<Vec<Body>, StoreError> {
    let rows: Vec<BodyRow> = body::table
        .filter(body::parent_id.eq(of.0))
        .order(body::id)
        .select(BodyRow::as_select())
        .load(conn)?;
    rows.into_iter().map(BodyRow::read).collect()
}

/// Which bodies a list shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BodyFilter {
    /// Of this kind; empty for every kind.
    pub kind: String,
    /// Not of this kind; empty to leave none out. Says nothing where [`BodyFilter::kind`] does.
    pub except: String,
    /// Part of the name, as typed.
    pub name: String,
}

/// Bodies within scope, in the order in which they were recorded.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn list(
    conn: &mut Conn,
    scope: &Scope,
    filter: &BodyFilter,
    after: Option<Keyset>,
    size: usize,
) -> Result<Page<Body>, StoreError> {
    let mut heads = Vec::new();
    for &(level, at) in scope.places() {
        let within = match level {
            Level::District => &[Within::Home(level, at)][..],
            Level::Street => &[Within::Home(level, at), Within::Touching(level, at)],
            Level::Building => &[Within::Touching(level, at)],
        };
        for &within in within {
            for kinds in filter.kinds(within) {
                heads.push(head(conn, within, kinds, filter, after, size)?);
            }
        }
    }
    let own: Vec<i64> = scope.bodies().iter().map(|body| body.0).collect();
    if !own.is_empty() {
        for kinds in filter.kinds(Within::Named(&own)) {
            heads.push(head(conn, Within::Named(&own), kinds, filter, after, size)?);
        }
    }
    Ok(merge::ascending(heads, size, |body| Keyset { at: 0, id: body.id.0 }))
}

/// One of the ways in which a body lies within a scope; each has an index.
#[derive(Clone, Copy)]
enum Within<'a> {
    Home(Level, PlaceId),
    Touching(Level, PlaceId),
    Named(&'a [i64]),
}

/// The kinds of which a head is read.
#[derive(Clone, Copy)]
enum Kinds<'a> {
    All,
    Only(&'a str),
    Not(&'a str),
    Before(&'a str),
    Beyond(&'a str),
}

impl BodyFilter {
    /// By home, all kinds but one are two ranges of the index: asked for as one they would be
    /// sought among all the bodies of a district, of which nearly all are enterprises.
    fn kinds(&self, within: Within<'_>) -> Vec<Kinds<'_>> {
        match (self.kind.as_str(), self.except.as_str(), within) {
            ("", "", _) => vec![Kinds::All],
            ("", except, Within::Home(..)) => vec![Kinds::Before(except), Kinds::Beyond(except)],
            ("", except, _) => vec![Kinds::Not(except)],
            (kind, ..) => vec![Kinds::Only(kind)],
        }
    }
}

fn head(
    conn: &mut Conn,
    within: Within<'_>,
    kinds: Kinds<'_>,
    filter: &BodyFilter,
    after: Option<Keyset>,
    size: usize,
) -> Result<Vec<Body>, StoreError> {
    let mut query = body::table
        .order(body::id)
        .limit(i64::try_from(size).unwrap_or(i64::MAX - 1) + 1)
        .select(BodyRow::as_select())
        .into_boxed();
    query = match within {
        Within::Home(Level::Street, at) => query.filter(body::street_id.eq(at.0)),
        Within::Home(_, at) => query.filter(body::district_id.eq(at.0)),
        Within::Named(bodies) => query.filter(body::id.eq_any(bodies)),
        Within::Touching(Level::Street, at) => {
            // What is covered is little beside the rooms of a street: each covered place is looked at.
            let here = place::table
                .filter(place::id.eq(body_place::place_id))
                .filter(place::street_id.eq(at.0));
            let covering = body_place::table
                .filter(body_place::retracted_at.is_null())
                .filter(exists(here))
                .select(body_place::body_id);
            query.filter(body::id.eq_any(covering))
        }
        Within::Touching(_, at) => {
            let covering = body_place::table
                .filter(body_place::place_id.eq(at.0))
                .filter(body_place::retracted_at.is_null())
                .select(body_place::body_id);
            let renting = tenancy::table
                .filter(tenancy::building_id.eq(at.0))
                .filter(tenancy::retracted_at.is_null())
                .select(tenancy::body_id);
            query.filter(body::id.eq_any(covering).or(body::id.eq_any(renting)))
        }
    };
    query = match kinds {
        Kinds::All => query,
        Kinds::Only(kind) => query.filter(body::kind.eq(kind)),
        Kinds::Not(kind) => query.filter(body::kind.ne(kind)),
        Kinds::Before(kind) => query.filter(body::kind.lt(kind)),
        Kinds::Beyond(kind) => query.filter(body::kind.gt(kind)),
    };
    let name_key = naming::key(&filter.name);
    if !name_key.is_empty() {
        query = query.filter(body::name_key.like(format!("%{name_key}%")));
    }
    if let Some(after) = after {
        query = query.filter(body::id.gt(after.id));
    }
    query.load::<BodyRow>(conn)?.into_iter().map(BodyRow::read).collect()
}

/// Bodies of one kind at home in a district on a day, by id: departments for a whistle, say.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn of_kind(
    conn: &mut Conn,
    district: PlaceId,
    kind: &str,
    on: Date,
) -> Result<Vec<Body>, StoreError> {
    let rows: Vec<BodyRow> = body::table
        .filter(body::district_id.eq(district.0))
        .filter(body::kind.eq(kind))
        .order(body::id)
        .select(BodyRow::as_select())
        .load(conn)?;
    let bodies: Result<Vec<Body>, StoreError> = rows.into_iter().map(BodyRow::read).collect();
    Ok(bodies?.into_iter().filter(|body| body.exists_on(on)).collect())
}

/// The first body of a kind that stands on a day above every district: the one that keeps the
/// installation.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn above_districts(conn: &mut Conn, kind: &str, on: Date) -> Result<Option<Body>, StoreError> {
    let rows: Vec<BodyRow> = body::table
        .filter(body::district_id.is_null())
        .filter(body::kind.eq(kind))
        .order(body::id)
        .select(BodyRow::as_select())
        .load(conn)?;
    let bodies: Result<Vec<Body>, StoreError> = rows.into_iter().map(BodyRow::read).collect();
    Ok(bodies?.into_iter().find(|body| body.exists_on(on)))
}

/// Sets the last day of a body.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn set_dissolved(conn: &mut Conn, id: BodyId, last: Date) -> Result<(), StoreError> {
    diesel::update(body::table.find(id.0))
        .set(body::dissolved_on.eq(day::text(last)))
        .execute(conn)?;
    Ok(())
}
