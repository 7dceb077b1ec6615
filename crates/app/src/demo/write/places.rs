//! Places, buildings, and the enterprises in them.

use kernel::{BodyId, PlaceId, Subject, SubjectKind};
use platform::journal::Event;
use platform::{Act, Outcome};
use registry::model::charter::Formation;
use registry::model::{
    Body, BuildingDetails, Enterprise, EnterpriseDetails, Marks, Place, PlaceKind, Placement,
    RightType, Tenancy, Term, kind,
};
use registry::store;
use serde::Serialize;

use super::{Ids, words};
use crate::demo::plan::{self, Plan, Right};

/// Characters of a wall code. Source: assumption.
const TOKEN: usize = 8;

/// A building was taken into the registry with everything in it.
#[derive(Debug, Serialize)]
struct BuildingTakenIn<'a> {
    code: &'a str,
    floors: usize,
    rooms: usize,
    enterprises: usize,
}

impl Event for BuildingTakenIn<'_> {
    const KIND: &'static str = "building.taken_in";
}

/// What a new place is.
struct New {
    kind: PlaceKind,
    code: String,
    short: String,
    name: String,
    order: i32,
    area: Option<i64>,
    shared: bool,
    token: String,
}

impl New {
    fn named(kind: PlaceKind, name: &str, order: usize) -> Self {
        Self {
            kind,
            code: String::new(),
            short: String::new(),
            name: name.to_owned(),
            order: i32::try_from(order).unwrap_or(i32::MAX),
            area: None,
            shared: false,
            token: String::new(),
        }
    }
}

/// Writes a place below another.
fn put(act: &mut Act<'_, '_>, above: Option<&Place>, new: New) -> Outcome<Place> {
    let id: PlaceId = act.new_id();
    let placement = above.map(|place| place.placement).unwrap_or_default();
    let mut path = above.map(|place| place.path.clone()).unwrap_or_default();
    path.push(id);
    let place = Place {
        id,
        placement: Placement::below(placement, new.kind, id),
        kind: new.kind,
        code: new.code,
        short: new.short,
        name: new.name,
        path,
        order: new.order,
        area: new.area,
        shared: new.shared,
        token: new.token,
    };
    let now = act.now_us();
    store::place::insert(act.conn(), &place, now)?;
    Ok(place)
}

/// City, district, streets and parks.
pub(super) fn tree(act: &mut Act<'_, '_>, plan: &Plan) -> Outcome<Ids> {
    let words = words();
    let city = New {
        code: words.title("city.code").to_owned(),
        ..New::named(PlaceKind::City, words.title("city"), 0)
    };
    let city = put(act, None, city)?;
    let district = New {
        code: words.title("district.code").to_owned(),
        ..New::named(PlaceKind::District, words.title("district"), 0)
    };
    let district = put(act, Some(&city), district)?;
    let mut ids = Ids { district: Some(district.id), ..Ids::default() };
    for (order, street) in plan.streets.iter().enumerate() {
        let kind = if street.row.park { PlaceKind::Park } else { PlaceKind::Street };
        let new = New {
            code: street.row.code.to_owned(),
            short: street.row.short.to_owned(),
            ..New::named(kind, street.row.name, order)
        };
        ids.streets.push(put(act, Some(&district), new)?.id);
    }
    Ok(ids)
}

/// One building with its floors, rooms and enterprises.
pub(super) fn building(
    act: &mut Act<'_, '_>,
    plan: &Plan,
    index: usize,
    tenants: &[usize],
    ids: &mut Ids,
) -> Outcome<()> {
    let planned = &plan.buildings[index];
    let street = store::place::load(act.conn(), ids.streets[planned.street])?;
    let new = New {
        code: planned.code.clone(),
        token: act.randomness().code(TOKEN),
        ..New::named(PlaceKind::Building, &planned.name, index)
    };
    let place = put(act, street.as_ref(), new)?;
    store::building::insert(act.conn(), &place, &details(planned))?;
    ids.buildings.push(place.id);
    let (mut floors, mut rooms) = (Vec::new(), Vec::new());
    for floor in &planned.floors {
        let (id, of_floor) = write_floor(act, &place, floor)?;
        floors.push(id);
        rooms.push(of_floor);
    }
    ids.floors.push(floors);
    ids.rooms.push(rooms);
    for &tenant in tenants {
        ids.enterprises[tenant] = enterprise(act, plan, &place, index, tenant, ids)?;
    }
    let event = BuildingTakenIn {
        code: &planned.code,
        floors: planned.floors.len(),
        rooms: planned.floors.iter().map(|floor| floor.rooms.len()).sum(),
        enterprises: tenants.len(),
    };
    act.journal(Some(ids.district()), Subject::new(SubjectKind::Place, place.id), &event)?;
    Ok(())
}

fn details(planned: &plan::Building) -> BuildingDetails {
    let [key, landmark, difficult] = planned.marks;
    BuildingDetails {
        address: planned.address.clone(),
        right_type: match planned.right {
            Right::Single => RightType::Single,
            Right::Several => RightType::Several,
            Right::State => RightType::State,
            Right::Collective => RightType::Collective,
        },
        grade: planned.grade.to_owned(),
        storeys_above: planned.above,
        storeys_below: planned.below,
        floor_area: Some(planned.floor_area * 100 * i64::from(planned.above + planned.below)),
        lettable_area: Some(planned.lettable()),
        marks: Marks { key, landmark, difficult },
        position: Some(planned.position),
        lift_phone: planned.lift_phone.clone(),
        property_phone: planned.property_phone.clone(),
        completed_on: Some(planned.completed_on),
        verified_on: Some(planned.verified_on),
    }
}

/// A floor with its rooms; those above ground have a code on the wall.
fn write_floor(
    act: &mut Act<'_, '_>,
    building: &Place,
    planned: &plan::Floor,
) -> Outcome<(PlaceId, Vec<PlaceId>)> {
    let key = if planned.storey > 0 { "floor" } else { "floor.below" };
    let storey = planned.storey.abs().to_string();
    let floor = New {
        order: planned.storey,
        token: act.randomness().code(TOKEN),
        ..New::named(PlaceKind::Floor, &words().fill(key, &[("storey", &storey)]), 0)
    };
    let floor = put(act, Some(building), floor)?;
    let mut rooms = Vec::with_capacity(planned.rooms.len());
    for (order, room) in planned.rooms.iter().enumerate() {
        let new = New {
            area: Some(room.area),
            shared: room.shared,
            ..New::named(PlaceKind::Room, &room.name, order)
        };
        rooms.push(put(act, Some(&floor), new)?.id);
    }
    Ok((floor.id, rooms))
}

/// An enterprise and its tenancies.
fn enterprise(
    act: &mut Act<'_, '_>,
    plan: &Plan,
    building: &Place,
    index: usize,
    tenant: usize,
    ids: &Ids,
) -> Outcome<BodyId> {
    let planned = &plan.enterprises[tenant];
    let id: BodyId = act.new_id();
    let placement = Placement { building: None, ..building.placement };
    let new = Enterprise {
        body: Body {
            id,
            kind: kind::ENTERPRISE.to_owned(),
            name: planned.name.clone(),
            written_name: planned.written_name.clone(),
            parent: None,
            formed: Formation::Single,
            tier: String::new(),
            code: String::new(),
            founded_on: None,
            dissolved_on: None,
            placement,
            phone: String::new(),
        },
        details: EnterpriseDetails {
            credit_code: planned.credit_code.clone(),
            industry: planned.industry.to_owned(),
            headcount: Some(planned.headcount),
            registered_here: planned.registered_here,
            building: Some(building.id),
        },
    };
    let now = act.now_us();
    store::enterprise::insert(act.conn(), &new, now)?;
    for &(floor, room) in &planned.rooms {
        let tenancy = Tenancy {
            id: act.new_id(),
            body: id,
            place: ids.rooms[index][floor][room],
            building: building.id,
            term: Term::since(planned.since),
            area: Some(plan.buildings[index].floors[floor].rooms[room].area / planned.sharers),
        };
        store::tenancy::insert(act.conn(), &tenancy, now)?;
    }
    Ok(id)
}
