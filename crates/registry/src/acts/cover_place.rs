//! Says from which day to which a body covers a place.

use jiff::civil::Date;
use kernel::{BodyId, PlaceId, Refusal, Subject, SubjectKind};
use platform::{Act, Outcome};

use super::event::{CoverageEnded, PlaceCovered};
use super::extent::Extent;
use crate::model::charter::JointGround;
use crate::model::{Body, Coverage, Place, PlaceKind, Seating, Term, kind};
use crate::permissions;
use crate::rules::RegistryRefusal;
use crate::rules::joining::{self, Ties};
use crate::store;

/// A body covers a further place. `adjacent` says that its buildings lie side by side, where the
/// charter asks for it.
///
/// # Errors
/// [`RegistryRefusal`] of the joint rule; not found for what is out of reach.
/// Source: SJS (joint committees), through [`joining::join`].
pub fn cover_place(
    act: &mut Act<'_, '_>,
    body: BodyId,
    place: PlaceId,
    term: Term,
    adjacent: bool,
) -> Outcome<Coverage> {
    let extent = Extent::of(act, &permissions::EDIT)?;
    let body = extent.body(act, body)?;
    let place = extent.place(act, place)?;
    let mut places = store::coverage::places_of(act.conn(), body.id, term.from)?;
    places.push(place.clone());
    check_joint(act, &body, &places, term.from, adjacent)?;
    write_coverage(act, &body, place.id, term)
}

/// A body covers a place up to `last`, and no longer.
///
/// # Errors
/// [`RegistryRefusal::EndsBeforeItBegins`]; not found for what is out of reach, or not covered.
pub fn end_coverage(act: &mut Act<'_, '_>, body: BodyId, coverage: i64, last: Date) -> Outcome<()> {
    let extent = Extent::of(act, &permissions::EDIT)?;
    let body = extent.body(act, body)?;
    let all = store::coverage::of_body(act.conn(), body.id)?;
    let coverage = all.into_iter().find(|one| one.id == coverage).ok_or_else(Refusal::not_found)?;
    let from = coverage.term.from;
    if last < from {
        let refused = RegistryRefusal::EndsBeforeItBegins { from, until: last };
        return Err(Refusal::from(refused).into());
    }
    store::coverage::set_until(act.conn(), coverage.id, last)?;
    let event = CoverageEnded { place: coverage.place, until: last };
    act.journal(body.placement.district, Subject::new(SubjectKind::Body, body.id), &event)?;
    Ok(())
}

/// Whether the body may cover these places together, by the charter of its home.
pub(super) fn check_joint(
    act: &mut Act<'_, '_>,
    body: &Body,
    places: &[Place],
    on: Date,
    adjacent: bool,
) -> Outcome<Option<JointGround>> {
    let world = act.world();
    let bodies = world.bodies(act.conn(), body.placement, on)?;
    let Some(rules) = bodies.as_ref().and_then(|bodies| bodies.kind(&body.kind)) else {
        return Ok(None);
    };
    let mut ties = Vec::new();
    for place in places.iter().filter(|place| place.kind == PlaceKind::Building) {
        ties.push(ties_of(act, place, on)?);
    }
    Ok(joining::join(rules, body.formed, &ties, adjacent).map_err(Refusal::from)?)
}

fn ties_of(act: &mut Act<'_, '_>, building: &Place, on: Date) -> Outcome<Ties> {
    let covering = store::coverage::covering(act.conn(), building, on)?;
    let of =
        |kind: &str| covering.iter().filter(|body| body.kind == kind).map(|body| body.id).collect();
    Ok(Ties { owners: of(kind::OWNER), property_companies: of(kind::PROPERTY_COMPANY) })
}

pub(super) fn write_coverage(
    act: &mut Act<'_, '_>,
    body: &Body,
    place: PlaceId,
    term: Term,
) -> Outcome<Coverage> {
    let coverage = Coverage { id: act.new_id(), body: body.id, place, term };
    let now = act.now_us();
    store::coverage::insert(act.conn(), &coverage, now)?;
    let event = PlaceCovered { place, from: term.from, until: term.until };
    act.journal(body.placement.district, Subject::new(SubjectKind::Body, body.id), &event)?;
    Ok(coverage)
}
