//! Which place may lie in which.

use super::RegistryRefusal;
use crate::model::PlaceKind;

/// Whether a place of `kind` may lie in one of kind `parent` (`None`: at the top).
///
/// # Errors
/// [`RegistryRefusal::MisplacedPlace`].
/// Source: MISSION A1 (the order of the tree); that levels may be left out is an assumption, since
/// ledgers know buildings without a community and rooms without a floor.
pub fn place(kind: PlaceKind, parent: Option<PlaceKind>) -> Result<(), RegistryRefusal> {
    let allowed = match parent {
        None => matches!(kind, PlaceKind::Province | PlaceKind::City | PlaceKind::District),
        Some(parent) if kind.is_area() => is_above_buildings(parent) || parent == PlaceKind::Grid,
        Some(PlaceKind::Room | PlaceKind::Spot) => false,
        Some(parent) if parent.is_area() => false,
        Some(parent) if is_inside_buildings(kind) => {
            !is_above_buildings(parent) && depth(kind) > depth(parent)
        }
        Some(parent) if is_above_buildings(parent) => {
            depth(kind) > depth(parent) && depth(parent) >= least_above(kind)
        }
        Some(_) => false,
    };
    let parent = parent.map_or("", PlaceKind::word);
    if allowed {
        Ok(())
    } else {
        Err(RegistryRefusal::MisplacedPlace { kind: kind.word(), parent })
    }
}

/// Depth in the tree; kinds of one depth never lie in each other.
const fn depth(kind: PlaceKind) -> u8 {
    match kind {
        PlaceKind::Province => 0,
        PlaceKind::City => 1,
        PlaceKind::District => 2,
        PlaceKind::Street | PlaceKind::Park => 3,
        PlaceKind::Community => 4,
        PlaceKind::Estate | PlaceKind::Building => 5,
        PlaceKind::Block => 6,
        PlaceKind::Door => 7,
        PlaceKind::Floor => 8,
        PlaceKind::Room | PlaceKind::Spot => 9,
        PlaceKind::Circle | PlaceKind::Grid | PlaceKind::MicroGrid => 10,
    }
}

/// A building lies in a district at least: scopes ask for it.
const fn least_above(kind: PlaceKind) -> u8 {
    match kind {
        PlaceKind::Estate | PlaceKind::Building | PlaceKind::Community => {
            depth(PlaceKind::District)
        }
        _ => 0,
    }
}

const fn is_above_buildings(kind: PlaceKind) -> bool {
    depth(kind) < depth(PlaceKind::Building)
}

const fn is_inside_buildings(kind: PlaceKind) -> bool {
    depth(kind) > depth(PlaceKind::Building) && !kind.is_area()
}

#[cfg(test)]
mod tests {
    use super::*;
    use PlaceKind::{
        Block, Building, Circle, City, Community, District, Door, Estate, Floor, Grid, MicroGrid,
        Park, Province, Room, Spot, Street,
    };

    #[test]
    fn the_tree_goes_down_from_the_province_to_the_room() {
        let allowed = [
            (Province, None),
            (District, None),
            (City, Some(Province)),
            (District, Some(City)),
            (Street, Some(District)),
            (Community, Some(Street)),
            (Building, Some(Community)),
            (Building, Some(Street)),
            (Building, Some(Park)),
            (Building, Some(District)),
            (Block, Some(Estate)),
            (Door, Some(Block)),
            (Floor, Some(Building)),
            (Floor, Some(Door)),
            (Room, Some(Floor)),
            (Room, Some(Building)),
            (Spot, Some(Floor)),
            (Spot, Some(Building)),
            (Grid, Some(Community)),
            (Circle, Some(District)),
            (MicroGrid, Some(Grid)),
        ];
        for (kind, parent) in allowed {
            assert_eq!(place(kind, parent), Ok(()), "{kind:?} in {parent:?}");
        }
        let refused = [
            (Building, None),
            (Room, None),
            (Building, Some(City)),
            (Building, Some(Building)),
            (Building, Some(Grid)),
            (Street, Some(Building)),
            (Street, Some(Street)),
            (Floor, Some(Street)),
            (Room, Some(District)),
            (Room, Some(Room)),
            (Floor, Some(Room)),
            (Spot, Some(Spot)),
            (Grid, Some(Building)),
            (Building, Some(Floor)),
        ];
        for (kind, parent) in refused {
            assert!(place(kind, parent).is_err(), "{kind:?} in {parent:?}");
        }
    }
}
