//! Places: one tree from the province to the room, and areas beside it.

use kernel::{Level, PlaceId, Whereabouts};

use kernel::word_enum;

word_enum!(
    /// What sort of place it is.
    ///
    /// Source: MISSION A1. `spot` (a lift lobby with a wall code of its own) is an assumption.
    PlaceKind in "place-kind" {
        /// 省
        Province = "province",
        /// 市
        City = "city",
        /// 区
        District = "district",
        /// 街道
        Street = "street",
        /// 园区
        Park = "park",
        /// 社区
        Community = "community",
        /// 商圈: an area beside the tree
        Circle = "circle",
        /// 小区
        Estate = "estate",
        /// 楼宇
        Building = "building",
        /// 楼栋: a block of an estate
        Block = "block",
        /// 单元: a door of a block
        Door = "door",
        /// 楼层
        Floor = "floor",
        /// 房间
        Room = "room",
        /// 点位: a spot with a wall code of its own
        Spot = "spot",
        /// 网格: an area beside the tree
        Grid = "grid",
        /// 微网格: an area beside the tree
        MicroGrid = "micro_grid",
    }
);

impl PlaceKind {
    /// The level whose id is copied onto rows that lie in such a place.
    #[must_use]
    pub const fn level(self) -> Option<Level> {
        match self {
            Self::District => Some(Level::District),
            Self::Street | Self::Park => Some(Level::Street),
            Self::Estate | Self::Building => Some(Level::Building),
            _ => None,
        }
    }

    /// Whether it stands beside the tree and is related to the places it contains by date.
    #[must_use]
    pub const fn is_area(self) -> bool {
        matches!(self, Self::Circle | Self::Grid | Self::MicroGrid)
    }
}

/// The ids of the levels above a place, its own included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Placement {
    /// The district; none for a city or province.
    pub district: Option<PlaceId>,
    /// The street or park.
    pub street: Option<PlaceId>,
    /// The building or estate.
    pub building: Option<PlaceId>,
}

impl Placement {
    /// The placement of a place of `kind` with `id` under one with this placement.
    #[must_use]
    pub fn below(self, kind: PlaceKind, id: PlaceId) -> Self {
        match kind.level() {
            Some(Level::District) => Self { district: Some(id), ..Self::default() },
            Some(Level::Street) => Self { street: Some(id), building: None, ..self },
            Some(Level::Building) => Self { building: Some(id), ..self },
            None => self,
        }
    }

    /// As a scope asks for it; `None` above the districts.
    #[must_use]
    pub fn whereabouts(self) -> Option<Whereabouts> {
        let district = self.district?;
        Some(Whereabouts { district, street: self.street, building: self.building })
    }

    /// The narrowest level that is known.
    #[must_use]
    pub fn narrowest(self) -> Option<(Level, PlaceId)> {
        let level = |level, id: Option<PlaceId>| id.map(|id| (level, id));
        level(Level::Building, self.building)
            .or(level(Level::Street, self.street))
            .or(level(Level::District, self.district))
    }
}

/// A node of the tree, or an area beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Never shown; people see the code.
    pub id: PlaceId,
    /// What sort of place it is.
    pub kind: PlaceKind,
    /// Division code, building code or label code; unique, empty if it has none.
    pub code: String,
    /// The capitals that a street lends to matter numbers (`LG`); empty elsewhere.
    pub short: String,
    /// As people call it; of a floor, what the lift shows.
    pub name: String,
    /// From the root down to the place itself.
    pub path: Vec<PlaceId>,
    /// The levels above it, its own included.
    pub placement: Placement,
    /// Order among its siblings; of a floor the storey, negative below ground.
    pub order: i32,
    /// Lettable area in 0.01 m², of a floor or room that is measured.
    pub area: Option<i64>,
    /// In common use (lobby, canteen, workstation): not to let.
    pub shared: bool,
    /// What the code on the wall says after `/q/`; empty where no code hangs.
    pub token: String,
}

impl Place {
    /// The place it lies in.
    #[must_use]
    pub fn parent(&self) -> Option<PlaceId> {
        self.path.len().checked_sub(2).map(|at| self.path[at])
    }

    /// Where it lies, as a scope asks; `None` above the districts.
    #[must_use]
    pub fn whereabouts(&self) -> Option<Whereabouts> {
        self.placement.whereabouts()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_placement_takes_the_level_of_each_place_on_the_way_down() {
        let id = PlaceId;
        let room = Placement::default()
            .below(PlaceKind::City, id(1))
            .below(PlaceKind::District, id(2))
            .below(PlaceKind::Street, id(3))
            .below(PlaceKind::Community, id(4))
            .below(PlaceKind::Building, id(5))
            .below(PlaceKind::Floor, id(6))
            .below(PlaceKind::Room, id(7));
        assert_eq!(
            room,
            Placement { district: Some(id(2)), street: Some(id(3)), building: Some(id(5)) }
        );
        assert_eq!(room.narrowest(), Some((Level::Building, id(5))));
        assert_eq!(Placement::default().below(PlaceKind::City, id(1)).whereabouts(), None);
    }
}
