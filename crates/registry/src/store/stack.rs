//! The floor stack of a building in three queries: places, tenancies, floor leaders.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use diesel::prelude::*;
use jiff::civil::Date;
use kernel::PlaceId;
use platform::{Conn, Role, StoreError};

use super::seats::Seats;
use super::tenancy::TenancyRow;
use super::{body, day, place, post};
use crate::model::{Building, Floor, FloorStack, Holder, PlaceKind, Room, Seating, Tenant};
use crate::schema::{body as bodies, enterprise, tenancy};

/// The floors of a building on a day, the highest first, with rooms, tenants and floor leaders.
/// The caller has loaded the building within scope.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn of_building(
    conn: &mut Conn,
    seating: &dyn Seating,
    building: &Building,
    on: Date,
) -> Result<FloorStack, StoreError> {
    let mut tenants = tenants(conn, building.place.id, on)?;
    let inside = place::inside(conn, building.place.id)?;
    let ids: Vec<PlaceId> =
        inside.iter().filter(|one| one.kind == PlaceKind::Floor).map(|one| one.id).collect();
    let mut leaders = leaders(conn, seating, &ids, on)?;
    let (floors, rooms): (Vec<_>, Vec<_>) =
        inside.into_iter().partition(|one| one.kind == PlaceKind::Floor);
    let mut rooms_of: HashMap<PlaceId, Vec<Room>> = HashMap::new();
    for room in rooms.into_iter().filter(|one| one.kind == PlaceKind::Room) {
        let Some(floor) = room.parent() else { continue };
        let tenants = tenants.remove(&room.id).unwrap_or_default();
        rooms_of.entry(floor).or_default().push(Room { place: room, tenants });
    }
    let unplaced = tenants.remove(&building.place.id).unwrap_or_default();
    let floors = floors.into_iter().rev().map(|floor| Floor {
        rooms: rooms_of.remove(&floor.id).unwrap_or_default(),
        tenants: tenants.remove(&floor.id).unwrap_or_default(),
        leader: leaders.remove(&floor.id),
        place: floor,
    });
    Ok(FloorStack { day: on, floors: floors.collect(), unplaced })
}

type TenantRow = (TenancyRow, String, String, Option<i32>);

fn tenants(
    conn: &mut Conn,
    building: PlaceId,
    on: Date,
) -> Result<HashMap<PlaceId, Vec<Tenant>>, StoreError> {
    let day = day::text(on);
    let rows: Vec<TenantRow> = tenancy::table
        .inner_join(bodies::table)
        .left_join(enterprise::table.on(enterprise::body_id.eq(tenancy::body_id)))
        .filter(tenancy::building_id.eq(building.0))
        .filter(tenancy::from_on.le(&day))
        .filter(tenancy::until_on.ge(&day))
        .filter(tenancy::retracted_at.is_null())
        .order(tenancy::id)
        .select((
            TenancyRow::as_select(),
            bodies::name,
            bodies::kind,
            enterprise::headcount.nullable(),
        ))
        .load(conn)?;
    let mut tenants: HashMap<PlaceId, Vec<Tenant>> = HashMap::new();
    for (row, name, kind, headcount) in rows {
        let tenancy = row.read()?;
        tenants.entry(tenancy.place).or_default().push(Tenant {
            tenancy: tenancy.id,
            body: tenancy.body,
            name,
            kind,
            headcount: headcount.filter(|count| *count > 0),
            term: tenancy.term,
            area: tenancy.area,
        });
    }
    Ok(tenants)
}

fn leaders(
    conn: &mut Conn,
    seating: &dyn Seating,
    floors: &[PlaceId],
    on: Date,
) -> Result<HashMap<PlaceId, Holder>, StoreError> {
    let mut seats = Seats::on(seating, on);
    let mut bodies = HashMap::new();
    let mut leaders = HashMap::new();
    for holder in post::at_places(conn, floors, on)? {
        let Some(floor) = holder.post.place else { continue };
        let id = holder.post.body;
        if let Entry::Vacant(unknown) = bodies.entry(id) {
            unknown.insert(body::load(conn, id)?);
        }
        let Some(of) = bodies.get(&id).and_then(Option::as_ref) else { continue };
        if seats.role(conn, of, &holder.post.seat)? == Some(Role::FloorLeader) {
            leaders.entry(floor).or_insert(holder);
        }
    }
    Ok(leaders)
}
