//! How far somebody may see or act: places ∪ bodies. Every look-up takes one.

use crate::{BodyId, PlaceId};

/// The three levels whose ids are copied onto every listed row (DESIGN §4, *Places*).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// 区, and everything above it.
    District,
    /// 街道 or 园区.
    Street,
    /// 楼宇 or 小区.
    Building,
}

/// The place ids a listed row carries; a matter about a whole street has no building.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Whereabouts {
    /// The district.
    pub district: PlaceId,
    /// The street or park, unless the row concerns the whole district.
    pub street: Option<PlaceId>,
    /// The building or estate, unless the row concerns a wider place.
    pub building: Option<PlaceId>,
}

/// Places and bodies within which a permission holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scope {
    places: Vec<(Level, PlaceId)>,
    bodies: Vec<BodyId>,
}

impl Scope {
    /// A scope that covers nothing.
    #[must_use]
    pub fn nothing() -> Self {
        Self::default()
    }

    /// The scope extended by a place and everything in it.
    #[must_use]
    pub fn with_place(mut self, level: Level, place: PlaceId) -> Self {
        if !self.places.contains(&(level, place)) {
            self.places.push((level, place));
        }
        self
    }

    /// The scope extended by what is assigned to a body.
    #[must_use]
    pub fn with_body(mut self, body: BodyId) -> Self {
        if !self.bodies.contains(&body) {
            self.bodies.push(body);
        }
        self
    }

    /// The places, each with its level, for the per-index queries a list is merged from.
    #[must_use]
    pub fn places(&self) -> &[(Level, PlaceId)] {
        &self.places
    }

    /// The bodies whose assignments are in scope.
    #[must_use]
    pub fn bodies(&self) -> &[BodyId] {
        &self.bodies
    }

    /// Whether nothing can be in this scope.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.places.is_empty() && self.bodies.is_empty()
    }

    /// Whether a row at `at` lies in one of the places.
    #[must_use]
    pub fn covers(&self, at: &Whereabouts) -> bool {
        self.places.iter().any(|&(level, place)| match level {
            Level::District => at.district == place,
            Level::Street => at.street == Some(place),
            Level::Building => at.building == Some(place),
        })
    }

    /// Whether one of the bodies is `body`.
    #[must_use]
    pub fn includes_body(&self, body: BodyId) -> bool {
        self.bodies.contains(&body)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scope_covers_what_lies_in_its_places_and_nothing_else() {
        let here = Whereabouts {
            district: PlaceId(1),
            street: Some(PlaceId(2)),
            building: Some(PlaceId(3)),
        };
        let scope = |level, id| Scope::nothing().with_place(level, PlaceId(id));
        assert!(scope(Level::District, 1).covers(&here));
        assert!(scope(Level::Street, 2).covers(&here));
        assert!(scope(Level::Building, 3).covers(&here));
        assert!(!scope(Level::Building, 2).covers(&here), "a street's id is no building's");
        assert!(!Scope::nothing().covers(&here));
        assert!(!Scope::nothing().with_body(BodyId(3)).covers(&here), "a body is no place");
    }
}
