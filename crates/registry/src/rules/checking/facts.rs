//! What is held against the charter: bodies and places as they are on a day.

use std::collections::HashMap;

use jiff::civil::Date;
use kernel::{BodyId, PlaceId};

use crate::model::charter::{Bodies, Buildings, RegistryRules};
use crate::model::{Body, Marks, PlaceKind, Post};
use crate::rules::joining::Ties;

/// A charter's sections, and what there is on a day where it holds.
#[derive(Debug)]
pub struct Facts<'a> {
    /// The day.
    pub on: Date,
    /// The charter's kinds of body.
    pub bodies: &'a Bodies,
    /// Its marks.
    pub buildings: &'a Buildings,
    /// Its reminder windows.
    pub registry: &'a RegistryRules,
    /// The bodies that exist on the day, by id.
    pub found: Vec<BodyFacts>,
    /// The places a body may be asked for, in their order.
    pub places: Vec<PlaceFacts>,
    /// The kinds of the bodies that holders sit for.
    pub kinds: HashMap<BodyId, String>,
}

/// A body on the day.
#[derive(Debug, Clone)]
pub struct BodyFacts {
    /// The body.
    pub body: Body,
    /// Its posts on the day.
    pub posts: Vec<Post>,
    /// The places it covers on the day.
    pub covers: Vec<PlaceId>,
    /// Whether the month of the day has been given to somebody.
    pub has_turn: bool,
    /// Kind of the body above it; empty for none.
    pub above: String,
}

/// A place on the day.
#[derive(Debug, Clone)]
pub struct PlaceFacts {
    /// The place.
    pub id: PlaceId,
    /// What sort of place it is.
    pub kind: PlaceKind,
    /// From the root down to the place itself, and the areas it lies in.
    pub path: Vec<PlaceId>,
    /// Its marks; none but of buildings and estates.
    pub marks: Marks,
    /// When somebody last checked its row; `None` if unknown.
    pub verified_on: Option<Date>,
    /// Who owns and who manages it.
    pub ties: Ties,
}

impl Facts<'_> {
    /// The bodies of a kind.
    pub(super) fn of_kind(&self, kind: &str) -> impl Iterator<Item = &BodyFacts> {
        self.found.iter().filter(move |one| one.body.kind == kind)
    }

    /// The place with an id, if bodies may be asked for it.
    pub(super) fn place(&self, id: PlaceId) -> Option<&PlaceFacts> {
        self.places.iter().find(|place| place.id == id)
    }
}

impl PlaceFacts {
    /// Whether it is a building or estate: what the building ledger lists.
    pub(super) const fn is_building(&self) -> bool {
        matches!(self.kind, PlaceKind::Building | PlaceKind::Estate)
    }

    /// Whether it is a grid.
    pub(super) const fn is_grid(&self) -> bool {
        matches!(self.kind, PlaceKind::Grid)
    }

    /// Whether it carries the mark of the charter with this key.
    pub(super) fn is_marked(&self, key: &str) -> bool {
        match key {
            "key" => self.marks.key,
            "landmark" => self.marks.landmark,
            "difficult" => self.marks.difficult,
            _ => false,
        }
    }
}
