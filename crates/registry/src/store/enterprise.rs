//! Enterprises: the largest first.

use diesel::prelude::*;
use jiff::civil::Date;
use kernel::{BodyId, Keyset, Level, Page, PlaceId, Scope};
use platform::{Conn, StoreError, insert_many};

use super::body::BodyRow;
use super::{day, merge, tenancy as tenancies};
use crate::model::{Enterprise, EnterpriseDetails, EnterpriseFilter, Placement};
use crate::rules::naming;
use crate::schema::{body, enterprise, tenancy};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = enterprise, treat_none_as_default_value = false)]
pub(super) struct EnterpriseRow {
    body_id: i64,
    name_key: String,
    district_id: Option<i64>,
    street_id: Option<i64>,
    building_id: Option<i64>,
    credit_code: String,
    industry: String,
    headcount: i32,
    registered_here: bool,
}

impl EnterpriseRow {
    fn new(new: &Enterprise) -> Self {
        Self {
            body_id: new.body.id.0,
            name_key: naming::key(&new.body.name),
            district_id: new.body.placement.district.map(i64::from),
            street_id: new.body.placement.street.map(i64::from),
            building_id: new.details.building.map(i64::from),
            credit_code: new.details.credit_code.clone(),
            industry: new.details.industry.clone(),
            // Nobody runs an enterprise without people: 0 stands for unknown and sorts last.
            headcount: new.details.headcount.unwrap_or(0),
            registered_here: new.details.registered_here,
        }
    }

    fn read(self) -> EnterpriseDetails {
        EnterpriseDetails {
            credit_code: self.credit_code,
            industry: self.industry,
            headcount: (self.headcount > 0).then_some(self.headcount),
            registered_here: self.registered_here,
            building: self.building_id.map(PlaceId),
        }
    }
}

fn read((body, details): (BodyRow, EnterpriseRow)) -> Result<Enterprise, StoreError> {
    Ok(Enterprise { body: body.read()?, details: details.read() })
}

/// Writes an enterprise, its body included.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn insert(conn: &mut Conn, new: &Enterprise, recorded_at: i64) -> Result<(), StoreError> {
    insert_many(conn, std::slice::from_ref(new), recorded_at)
}

/// Writes many enterprises, as fast as the database can.
///
/// # Errors
/// As [`insert`].
pub fn insert_many(
    conn: &mut Conn,
    new: &[Enterprise],
    recorded_at: i64,
) -> Result<(), StoreError> {
    let bodies: Vec<_> = new.iter().map(|new| BodyRow::new(&new.body, recorded_at)).collect();
    insert_many!(conn, body::table, &bodies)?;
    let rows: Vec<_> = new.iter().map(EnterpriseRow::new).collect();
    insert_many!(conn, enterprise::table, &rows)
}

/// An enterprise within scope: see [`super::body::find`].
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn find(conn: &mut Conn, scope: &Scope, id: BodyId) -> Result<Option<Enterprise>, StoreError> {
    match load(conn, id)? {
        Some(found) if super::body::is_within(conn, scope, &found.body)? => Ok(Some(found)),
        _ => Ok(None),
    }
}

/// An enterprise that the caller holds by right.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn load(conn: &mut Conn, id: BodyId) -> Result<Option<Enterprise>, StoreError> {
    let row = enterprise::table
        .inner_join(body::table)
        .filter(enterprise::body_id.eq(id.0))
        .select((BodyRow::as_select(), EnterpriseRow::as_select()))
        .first(conn)
        .optional()?;
    row.map(read).transpose()
}

/// Enterprises with this credit code: one, unless the ledger has it twice.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn by_credit_code(conn: &mut Conn, code: &str) -> Result<Vec<Enterprise>, StoreError> {
    let rows: Vec<(BodyRow, EnterpriseRow)> = enterprise::table
        .inner_join(body::table)
        .filter(enterprise::credit_code.eq(code))
        .order(enterprise::body_id)
        .select((BodyRow::as_select(), EnterpriseRow::as_select()))
        .load(conn)?;
    rows.into_iter().map(read).collect()
}

/// Enterprises within scope on a day, the largest first. In a building they are those that rent
/// in it on the day; in a street or district those whose largest tenancy lies there now.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn list(
    conn: &mut Conn,
    scope: &Scope,
    filter: &EnterpriseFilter,
    on: Date,
    after: Option<Keyset>,
    size: usize,
) -> Result<Page<Enterprise>, StoreError> {
    let mut heads = Vec::new();
    for &(level, at) in scope.places() {
        heads.push(head(conn, Within::Place(level, at), filter, on, after, size)?);
    }
    let own: Vec<i64> = scope.bodies().iter().map(|body| body.0).collect();
    if !own.is_empty() {
        heads.push(head(conn, Within::Named(&own), filter, on, after, size)?);
    }
    Ok(merge::descending(heads, size, key))
}

fn key(one: &Enterprise) -> Keyset {
    Keyset { at: i64::from(one.details.headcount.unwrap_or(0)), id: one.body.id.0 }
}

#[derive(Clone, Copy)]
enum Within<'a> {
    Place(Level, PlaceId),
    Named(&'a [i64]),
}

fn head(
    conn: &mut Conn,
    within: Within<'_>,
    filter: &EnterpriseFilter,
    on: Date,
    after: Option<Keyset>,
    size: usize,
) -> Result<Vec<Enterprise>, StoreError> {
    let mut query = enterprise::table
        .inner_join(body::table)
        .order((enterprise::headcount.desc(), enterprise::body_id.desc()))
        .limit(i64::try_from(size).unwrap_or(i64::MAX - 1) + 1)
        .select((BodyRow::as_select(), EnterpriseRow::as_select()))
        .into_boxed();
    query = match within {
        Within::Place(Level::District, at) => query.filter(enterprise::district_id.eq(at.0)),
        Within::Place(Level::Street, at) => query.filter(enterprise::street_id.eq(at.0)),
        Within::Place(Level::Building, at) => {
            let day = day::text(on);
            let renting = tenancy::table
                .filter(tenancy::building_id.eq(at.0))
                .filter(tenancy::from_on.le(day.clone()))
                .filter(tenancy::until_on.ge(day))
                .filter(tenancy::retracted_at.is_null())
                .select(tenancy::body_id);
            query.filter(enterprise::body_id.eq_any(renting))
        }
        Within::Named(bodies) => query.filter(enterprise::body_id.eq_any(bodies)),
    };
    let name_key = naming::key(&filter.name);
    if !name_key.is_empty() {
        query = query.filter(enterprise::name_key.like(format!("%{name_key}%")));
    }
    if !filter.industry.is_empty() {
        query = query.filter(enterprise::industry.like(format!("{}%", filter.industry)));
    }
    if let Some(after) = after {
        let count = i32::try_from(after.at).unwrap_or(i32::MAX);
        query = query.filter(
            enterprise::headcount
                .lt(count)
                .or(enterprise::headcount.eq(count).and(enterprise::body_id.lt(after.id))),
        );
    }
    query.load::<(BodyRow, EnterpriseRow)>(conn)?.into_iter().map(read).collect()
}

/// Brings the copies of an enterprise's largest tenancy on a day up to date; without a tenancy
/// they stay where it last sat, so that it can still be found there.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn refresh_home(conn: &mut Conn, id: BodyId, on: Date) -> Result<(), StoreError> {
    let current = tenancies::of_body(conn, id)?.into_iter().filter(|one| one.term.contains(on));
    let Some(largest) = current.max_by_key(|one| (one.area, std::cmp::Reverse(one.id))) else {
        return Ok(());
    };
    let home = super::place::load(conn, largest.building)?;
    let Placement { district, street, building } =
        home.map(|place| place.placement).unwrap_or_default();
    let (district, street) = (district.map(i64::from), street.map(i64::from));
    diesel::update(enterprise::table.find(id.0))
        .set((
            enterprise::district_id.eq(district),
            enterprise::street_id.eq(street),
            enterprise::building_id.eq(building.map(i64::from)),
        ))
        .execute(conn)?;
    diesel::update(body::table.find(id.0))
        .set((body::district_id.eq(district), body::street_id.eq(street)))
        .execute(conn)?;
    Ok(())
}
