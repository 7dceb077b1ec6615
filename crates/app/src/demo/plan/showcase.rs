//! The showcase's floors and people, as the manual's pictures show them.

use super::{Floor, Room};
use crate::demo::words::Words;

/// A floor of the showcase with who rents what.
pub(super) struct ShownFloor {
    pub floor: Floor,
    pub tenants: Vec<ShownTenant>,
}

/// A tenant and its room, by place on the floor.
pub(super) struct ShownTenant {
    pub name: &'static str,
    pub room: usize,
}

/// The floors, the lowest first.
pub(super) fn floors(words: &Words) -> Vec<ShownFloor> {
    words
        .showcase
        .iter()
        .rev()
        .map(|row| {
            let mut tenants = Vec::new();
            let mut rooms = Vec::with_capacity(row.rooms.len());
            for (place, room) in row.rooms.iter().enumerate() {
                if !room.shared && !room.name.is_empty() {
                    tenants.push(ShownTenant { name: room.name, room: place });
                }
                let number = if row.storey == 12 && room.name.is_empty() { 7 } else { place + 1 };
                let name = if room.shared {
                    room.name.to_owned()
                } else {
                    format!("{}{number:02}", row.storey)
                };
                rooms.push(Room { name, area: room.area * 100, shared: room.shared });
            }
            ShownFloor { floor: Floor { storey: row.storey, rooms }, tenants }
        })
        .collect()
}

/// Who looks after a storey of the showcase, and for which of its tenants; `None` where nobody
/// does, or somebody who is no tenant.
pub(super) fn leader(words: &Words, storey: i32) -> Option<(&'static str, &'static str)> {
    let row = words.showcase.iter().find(|row| row.storey == storey)?;
    let tenant = row.rooms.iter().find(|room| !room.shared && !room.name.is_empty())?;
    (!row.leader.is_empty() && storey > 3).then_some((row.leader, tenant.name))
}
