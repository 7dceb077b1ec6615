//! Adds a place, or a building with its ledger row.

use jiff::civil::Date;
use kernel::{PlaceId, Refusal, Subject, SubjectKind};
use platform::{Act, Outcome};

use super::event::PlaceAdded;
use super::extent::Extent;
use crate::model::{Building, BuildingDetails, Place, PlaceKind, Placement, Term};
use crate::permissions;
use crate::rules::{RegistryRefusal, placing};
use crate::store;

/// Characters of a drawn building code: short enough to be read out, and there is a street beside.
const CODE_LENGTH: usize = 6;
/// Characters of a wall code: nobody should find the next one by trying (31 to the 10th).
const TOKEN_LENGTH: usize = 10;

/// A place to be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPlace {
    /// Where; `None` at the top of the tree, which only the operator may lay.
    pub parent: Option<PlaceId>,
    /// What sort of place.
    pub kind: PlaceKind,
    /// As people call it.
    pub name: String,
    /// Division or building code; unique. A building without one gets one drawn.
    pub code: String,
    /// The capitals a street lends to matter numbers; empty elsewhere.
    pub short: String,
    /// Order among its siblings; of a floor the storey.
    pub order: i32,
    /// Lettable area in 0.01 m².
    pub area: Option<i64>,
    /// In common use: not to let.
    pub shared: bool,
    /// Whether a code shall hang on its wall.
    pub wall_code: bool,
    /// First day on which it lies there.
    pub from: Date,
}

/// A building to be added.
#[derive(Debug, Clone, PartialEq)]
pub struct NewBuilding {
    /// Its place.
    pub place: NewPlace,
    /// The rest of its ledger row.
    pub details: BuildingDetails,
}

/// Adds a place below one within reach.
///
/// # Errors
/// [`RegistryRefusal`] for a blank name, a place that cannot lie there, a code that is taken; not
/// found for a parent out of reach.
pub fn add_place(act: &mut Act<'_, '_>, new: &NewPlace) -> Outcome<Place> {
    let extent = Extent::of(act, &permissions::EDIT)?;
    let parent = match new.parent {
        Some(parent) => Some(extent.place(act, parent)?),
        None if extent.is_everywhere() => None,
        None => return Err(Refusal::not_found().into()),
    };
    check(act, new, parent.as_ref())?;
    let from = new.from;
    let place = build(act, new, parent.as_ref());
    let now = act.now_us();
    store::place::insert(act.conn(), &place, now)?;
    if let Some(parent) = &parent {
        let id = act.new_id();
        let (pair, term) = ((place.id, parent.id), Term::since(from));
        if place.kind.is_area() || place.placement.building.is_none_or(|id| id == place.id) {
            store::place::insert_parent(act.conn(), id, pair, term, now)?;
        }
    }
    let event = PlaceAdded {
        kind: place.kind.word(),
        code: &place.code,
        parent: parent.map(|parent| parent.id),
        from,
    };
    let subject = Subject::new(SubjectKind::Place, place.id);
    act.journal(place.placement.district, subject, &event)?;
    Ok(place)
}

/// Adds a building (or estate) with its ledger row.
///
/// # Errors
/// As [`add_place`].
pub fn add_building(act: &mut Act<'_, '_>, new: &NewBuilding) -> Outcome<Building> {
    let place = add_place(act, &new.place)?;
    if place.placement.building != Some(place.id) || place.placement.district.is_none() {
        let kind = place.kind.word();
        return Err(Refusal::from(RegistryRefusal::MisplacedPlace { kind, parent: "" }).into());
    }
    store::building::insert(act.conn(), &place, &new.details)?;
    Ok(Building { place, details: new.details.clone() })
}

fn check(act: &mut Act<'_, '_>, new: &NewPlace, parent: Option<&Place>) -> Outcome<()> {
    if new.name.trim().is_empty() {
        return Err(Refusal::from(RegistryRefusal::Blank { field: "name" }).into());
    }
    placing::place(new.kind, parent.map(|parent| parent.kind)).map_err(Refusal::from)?;
    if store::place::find_by_code(act.conn(), new.code.trim())?.is_some() {
        let code = new.code.trim().to_owned();
        return Err(Refusal::from(RegistryRefusal::CodeTaken { code }).into());
    }
    Ok(())
}

fn build(act: &Act<'_, '_>, new: &NewPlace, parent: Option<&Place>) -> Place {
    let id: PlaceId = act.new_id();
    let above = parent.map(|parent| parent.path.clone()).unwrap_or_default();
    let placement = parent.map_or(Placement::default(), |parent| parent.placement);
    let placement = placement.below(new.kind, id);
    let mut code = new.code.trim().to_owned();
    if code.is_empty() && placement.building == Some(id) {
        code = act.randomness().code(CODE_LENGTH);
    }
    Place {
        id,
        kind: new.kind,
        code,
        short: new.short.trim().to_owned(),
        name: new.name.trim().to_owned(),
        path: above.into_iter().chain([id]).collect(),
        placement,
        order: new.order,
        area: new.area,
        shared: new.shared,
        token: if new.wall_code { act.randomness().code(TOKEN_LENGTH) } else { String::new() },
    }
}
