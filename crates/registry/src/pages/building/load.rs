//! Everything the page of a building shows, read in one snapshot.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{BodyId, PlaceId, Refusal};
use platform::charter::Words;
use platform::{Actor, Conn, Outcome, Role, StoreError, World};

use crate::model::charter::{Bodies, Buildings, Nature};
use crate::model::{Body, Building, FloorStack, Holder, Occupancy, Seating, kind};
use crate::permissions::SEE;
use crate::questions::{OpenInBuilding, OpenMatter, OpenMatters};
use crate::store;

/// A building on a day.
pub(super) struct Loaded {
    pub(super) building: Building,
    /// Name of its street or park; empty if it lies in none.
    pub(super) street: String,
    /// Names of the marks it carries.
    pub(super) marks: Vec<Words>,
    pub(super) stack: FloorStack,
    pub(super) occupancy: Occupancy,
    /// Matters open in it, unless the reader may see none.
    pub(super) open: Option<OpenInBuilding>,
    /// The floor each open matter is on.
    pub(super) floor_of: HashMap<PlaceId, PlaceId>,
    /// Rooms and floors whose enterprises have a party organisation.
    pub(super) party: HashSet<PlaceId>,
    /// The bodies that cover it, with how many places each covers in all.
    pub(super) bodies: Vec<(Body, i64)>,
    pub(super) holders: Vec<Holder>,
    /// What the charter asks of bodies; `None` where none holds.
    pub(super) kinds: Option<Arc<Bodies>>,
    /// What the charter calls the bodies together: 三驾马车, 一长六员.
    pub(super) called: Option<Words>,
    /// Id of the charter in force here; `None` where none holds.
    pub(super) charter: Option<String>,
}

impl Loaded {
    /// People who work in it, as far as known; who rents several rooms counts once.
    pub(super) fn people(&self) -> i64 {
        let floors = &self.stack.floors;
        let rooms = floors.iter().flat_map(|floor| &floor.rooms).flat_map(|room| &room.tenants);
        let whole = floors.iter().flat_map(|floor| &floor.tenants);
        let all = rooms.chain(whole).chain(&self.stack.unplaced);
        let known: HashMap<BodyId, i32> =
            all.filter_map(|tenant| Some((tenant.body, tenant.headcount?))).collect();
        known.values().map(|count| i64::from(*count)).sum()
    }

    /// The matters open on a floor.
    pub(super) fn open_on(&self, floor: PlaceId) -> impl Iterator<Item = &OpenMatter> {
        let all = self.open.iter().flat_map(|open| &open.matters);
        all.filter(move |matter| self.floor_of.get(&matter.place) == Some(&floor))
    }

    /// Whether the charter knows floor leaders.
    pub(super) fn has_leaders(&self) -> bool {
        let kinds = self.kinds.as_ref();
        kinds.is_some_and(|kinds| kinds.seats_with(Role::FloorLeader).next().is_some())
    }
}

/// Reads the building with `code`.
///
/// # Errors
/// Not found outside the actor's scope.
pub(super) fn load(
    conn: &mut Conn,
    world: &World,
    matters: &dyn OpenMatters,
    actor: &Actor,
    code: &str,
    on: Date,
    now: Timestamp,
) -> Outcome<Loaded> {
    let scope = actor.scope(&SEE);
    let building =
        store::building::find_coded(conn, &scope, code)?.ok_or_else(Refusal::not_found)?;
    let place = building.place.clone();
    let stack = store::stack::of_building(conn, world, &building, on)?;
    let open = matters.open_in(conn, actor, &place, now)?;
    let bodies = governing(conn, &building, on)?;
    let ids: Vec<BodyId> = bodies.iter().map(|(body, _)| body.id).collect();
    let kinds = world.bodies(conn, place.placement, on)?;
    let charter = match place.whereabouts() {
        Some(at) => world.charters.at(conn, &at, on)?,
        None => None,
    };
    let streets: Vec<PlaceId> = place.placement.street.into_iter().collect();
    Ok(Loaded {
        called: charter.as_ref().and_then(|charter| charter.head().term("organs").cloned()),
        charter: charter.map(|charter| charter.head().id.clone()),
        street: store::name::of_places(conn, &streets)?.into_values().next().unwrap_or_default(),
        marks: marks(conn, world, &building, on)?,
        occupancy: store::tenancy::occupancy(conn, &[place.id], on)?
            .remove(&place.id)
            .unwrap_or_default(),
        floor_of: floors_of(conn, &stack, open.as_ref())?,
        party: party(conn, kinds.as_deref(), place.id, on)?,
        holders: store::post::of_bodies(conn, &ids, on)?,
        building,
        stack,
        open,
        bodies,
        kinds,
    })
}

/// The bodies the page shows, in the order in which it does.
fn governing(
    conn: &mut Conn,
    building: &Building,
    on: Date,
) -> Result<Vec<(Body, i64)>, StoreError> {
    const SHOWN: [&str; 5] = [
        kind::BUILDING_PARTY,
        kind::COMMITTEE,
        kind::WORKSTATION,
        kind::PROPERTY_COMPANY,
        kind::OWNER,
    ];
    let rank = |body: &Body| SHOWN.iter().position(|one| *one == body.kind);
    let mut bodies = store::coverage::covering(conn, &building.place, on)?;
    bodies.retain(|body| rank(body).is_some());
    bodies.sort_by_key(rank);
    let ids: Vec<BodyId> = bodies.iter().map(|body| body.id).collect();
    let counts = store::coverage::counts(conn, &ids, on)?;
    let counted = bodies.into_iter().map(|body| {
        let count = counts.get(&body.id).copied().unwrap_or(0);
        (body, count)
    });
    Ok(counted.collect())
}

/// The charter's names for the marks the building carries.
fn marks(
    conn: &mut Conn,
    world: &World,
    building: &Building,
    on: Date,
) -> Result<Vec<Words>, StoreError> {
    let Some(at) = building.place.whereabouts() else { return Ok(Vec::new()) };
    let Some(charter) = world.charters.at(conn, &at, on)? else { return Ok(Vec::new()) };
    let marks = building.details.marks;
    let carried =
        [(marks.key, "key"), (marks.landmark, "landmark"), (marks.difficult, "difficult")];
    let known = charter.section::<Buildings>();
    let named = carried.into_iter().filter(|(carried, _)| *carried);
    Ok(named.filter_map(|(_, key)| Some(known.mark(key)?.name.clone())).collect())
}

/// Where the party organisations of enterprises are: they cover the rooms these rent (assumption).
fn party(
    conn: &mut Conn,
    kinds: Option<&Bodies>,
    building: PlaceId,
    on: Date,
) -> Result<HashSet<PlaceId>, StoreError> {
    let kinds = kinds.iter().flat_map(|kinds| &kinds.kinds);
    let party: Vec<&str> =
        kinds.filter(|kind| kind.nature == Nature::Party).map(|kind| kind.key.as_str()).collect();
    if party.is_empty() {
        return Ok(HashSet::new());
    }
    Ok(store::coverage::covered_inside(conn, building, &party, on)?.into_iter().collect())
}

/// The floor on which each place of an open matter lies.
fn floors_of(
    conn: &mut Conn,
    stack: &FloorStack,
    open: Option<&OpenInBuilding>,
) -> Result<HashMap<PlaceId, PlaceId>, StoreError> {
    let mut ids: Vec<PlaceId> =
        open.iter().flat_map(|open| &open.matters).map(|matter| matter.place).collect();
    ids.sort_unstable();
    ids.dedup();
    let floors: HashSet<PlaceId> = stack.floors.iter().map(|floor| floor.place.id).collect();
    let places = store::place::list(conn, &ids)?;
    let on_floor = places.into_iter().filter_map(|place| {
        let floor = place.path.iter().copied().find(|id| floors.contains(id))?;
        Some((place.id, floor))
    });
    Ok(on_floor.collect())
}
