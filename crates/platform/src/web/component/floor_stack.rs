//! A building from the side: floors by who rents how much of them. Source: UX §4, `building`.

use askama::Template;

use crate::web::status::Tone;
use crate::web::stylesheet::STACK_PARTS;
use crate::web::view::View;

/// What a room is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoomUse {
    /// Rented.
    Let,
    /// Rented by an enterprise that has a party organisation.
    LetWithParty,
    /// Shared by the building.
    Shared,
    /// Nobody rents it.
    Vacant,
}

/// A room, or several rented together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Room {
    /// Who is there; for vacant ones the room's number or nothing.
    pub name: String,
    /// Where more is shown; empty for no link.
    pub href: String,
    /// Area in square metres; 0 when unknown.
    pub area: u32,
    /// What it is used for.
    pub usage: RoomUse,
}

/// A floor with its rooms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Floor {
    /// Its number as the building says it: `12`, `B1`.
    pub label: String,
    /// Where the floor's panel is shown; empty for no link.
    pub href: String,
    /// The floor leader; empty when the post is vacant.
    pub leader: String,
    /// Its rooms, as they lie.
    pub rooms: Vec<Room>,
    /// How many matters are open there.
    pub open: u32,
    /// The colour of their most pressing clock.
    pub open_tone: Tone,
    /// Whether the floor's panel is the one shown.
    pub current: bool,
}

/// The floors of a building, top first as given.
#[derive(Template)]
#[template(path = "platform/components/floor_stack.html")]
pub struct FloorStack<'a> {
    v: &'a View,
    floors: &'a [Floor],
}

impl Floor {
    /// Each room with its share of the floor's width, 1 to [`STACK_PARTS`]; they add up to about
    /// that. Rooms of unknown area share equally.
    fn shares(&self) -> Vec<(&Room, u32)> {
        let total: u64 = self.rooms.iter().map(|room| u64::from(room.area.max(1))).sum();
        let part = |area: u32| u64::from(area.max(1)) * u64::from(STACK_PARTS) / total.max(1);
        let shown = |room: &Room| u32::try_from(part(room.area)).unwrap_or(1);
        self.rooms.iter().map(|room| (room, shown(room).clamp(1, STACK_PARTS))).collect()
    }

    /// More rooms than fit with names: they are drawn without gaps.
    fn is_crowded(&self) -> bool {
        self.rooms.len() > 12
    }

    fn open_shape(&self) -> &'static str {
        match self.open_tone {
            Tone::Late => "late",
            Tone::Warn => "soon",
            _ => "time",
        }
    }
}

impl Room {
    fn class(&self) -> &'static str {
        match self.usage {
            RoomUse::Let => "",
            RoomUse::LetWithParty => " pty",
            RoomUse::Shared => " sha",
            RoomUse::Vacant => " va",
        }
    }

    fn is_vacant(&self) -> bool {
        self.usage == RoomUse::Vacant
    }

    fn has_party(&self) -> bool {
        self.usage == RoomUse::LetWithParty
    }
}

impl View {
    /// The floors of a building, in the order given.
    pub fn floor_stack<'a>(&'a self, floors: &'a [Floor]) -> FloorStack<'a> {
        FloorStack { v: self, floors }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn floor(areas: &[u32]) -> Floor {
        let room = |area: &u32| Room {
            name: String::new(),
            href: String::new(),
            area: *area,
            usage: RoomUse::Let,
        };
        Floor {
            label: "12".to_owned(),
            href: String::new(),
            leader: String::new(),
            rooms: areas.iter().map(room).collect(),
            open: 0,
            open_tone: Tone::Idle,
            current: false,
        }
    }

    #[test]
    fn rooms_share_the_width_by_area_and_none_vanishes() {
        for (areas, shares) in [
            (&[590, 590][..], &[30, 30][..]),
            (&[1180], &[60]),
            (&[0, 0, 0], &[20, 20, 20]),
            (&[100_000, 1], &[59, 1]),
            (&[], &[]),
        ] {
            let floor = floor(areas);
            let shown: Vec<u32> = floor.shares().iter().map(|(_, share)| *share).collect();
            assert_eq!(shown, shares);
        }
    }
}
