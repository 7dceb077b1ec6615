//! The building as a vertical community: floors, rooms, tenants, on a day.

use jiff::civil::Date;
use kernel::BodyId;

use super::{Holder, Place, Term};

/// A tenant of a room or of a whole floor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tenant {
    /// The tenancy.
    pub tenancy: i64,
    /// The tenant.
    pub body: BodyId,
    /// Its name.
    pub name: String,
    /// Its kind: mostly `enterprise`.
    pub kind: String,
    /// People who work there; `None` if unknown.
    pub headcount: Option<i32>,
    /// The term of the tenancy.
    pub term: Term,
    /// In 0.01 m²; `None` if unknown.
    pub area: Option<i64>,
}

/// A room with its tenants on the day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Room {
    /// The room.
    pub place: Place,
    /// Mostly one; several share an incubator's room.
    pub tenants: Vec<Tenant>,
}

/// A floor of the stack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Floor {
    /// The floor; `order` is its storey.
    pub place: Place,
    /// Its rooms in order.
    pub rooms: Vec<Room>,
    /// Who rents the floor as a whole.
    pub tenants: Vec<Tenant>,
    /// Its floor leader.
    pub leader: Option<Holder>,
}

impl Floor {
    /// Rooms to let that nobody rents. Whoever rents the floor rents its rooms.
    pub fn vacant_rooms(&self) -> impl Iterator<Item = &Room> {
        let whole = !self.tenants.is_empty();
        self.rooms
            .iter()
            .filter(move |room| !whole && !room.place.shared && room.tenants.is_empty())
    }

    /// Area to let that nobody rents, in 0.01 m², as far as rooms are measured.
    #[must_use]
    pub fn vacant_area(&self) -> i64 {
        self.vacant_rooms().filter_map(|room| room.place.area).sum()
    }

    /// Distinct tenants on the floor.
    #[must_use]
    pub fn tenant_count(&self) -> usize {
        let rooms = self.rooms.iter().flat_map(|room| &room.tenants);
        let mut bodies: Vec<BodyId> = self.tenants.iter().chain(rooms).map(|t| t.body).collect();
        bodies.sort_unstable();
        bodies.dedup();
        bodies.len()
    }

    /// People who work on the floor, as far as known. A tenant of several rooms counts once.
    #[must_use]
    pub fn headcount(&self) -> i64 {
        let rooms = self.rooms.iter().flat_map(|room| &room.tenants);
        let mut known: Vec<(BodyId, i32)> = self
            .tenants
            .iter()
            .chain(rooms)
            .filter_map(|tenant| Some((tenant.body, tenant.headcount?)))
            .collect();
        known.sort_unstable();
        known.dedup();
        known.into_iter().map(|(_, count)| i64::from(count)).sum()
    }
}

/// A building's floors on a day, the highest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FloorStack {
    /// The day shown.
    pub day: Date,
    /// The floors, the highest first.
    pub floors: Vec<Floor>,
    /// Tenants of whom the ledger knows the building only.
    pub unplaced: Vec<Tenant>,
}

impl FloorStack {
    /// Let floors above ground that no leader looks after.
    ///
    /// Source: MISSION A7; leaving out cellars and empty floors is an assumption.
    pub fn without_leader(&self) -> impl Iterator<Item = &Floor> {
        self.floors.iter().filter(|floor| {
            floor.leader.is_none() && floor.place.order > 0 && floor.tenant_count() > 0
        })
    }
}
