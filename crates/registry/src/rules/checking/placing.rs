//! Places: which of them lack a body they should have, or somebody's look.

use super::facts::{Facts, PlaceFacts};
use super::lasting::later;
use super::{About, Check, Gap, Lack, Rule};
use crate::model::PlaceKind;
use crate::model::charter::{AskedFor, BodyKind, Each};
use crate::model::kind::BUILDING_PARTY;

/// Each place of a sort is covered by a body of the kind. Source: SJS (应建尽建), charter
/// `bodies.*.asked_for`.
pub(super) fn present(facts: &Facts<'_>, kind: &BodyKind) -> Option<Check> {
    let asked = kind.asked_for.as_ref()?;
    let covered = |place: &PlaceFacts| {
        let mut covering = facts.of_kind(&kind.key).flat_map(|one| &one.covers);
        covering.any(|id| place.path.contains(id))
    };
    let places: Vec<&PlaceFacts> = facts.places.iter().filter(|one| asks(asked, one)).collect();
    let bare = places.iter().filter(|place| !covered(place));
    let lacking = bare.map(|place| Lack { about: About::Place(place.id), gap: Gap::Absent });
    let lacking = lacking.collect();
    Some(Check {
        kind: kind.key.clone(),
        rule: Rule::Present,
        asked: places.len(),
        lacking,
        excepted: Vec::new(),
    })
}

fn asks(asked: &AskedFor, place: &PlaceFacts) -> bool {
    let of_sort = match asked.each {
        Each::Street => matches!(place.kind, PlaceKind::Street | PlaceKind::Park),
        Each::Community => place.kind == PlaceKind::Community,
        Each::Estate => place.kind == PlaceKind::Estate,
        Each::Building => place.kind == PlaceKind::Building,
        Each::Grid => place.kind == PlaceKind::Grid,
    };
    of_sort && (asked.marks.is_empty() || asked.marks.iter().any(|mark| place.is_marked(mark)))
}

/// The secretary at a marked building sits for a body of the kind the mark names. Source: SJS
/// (情况复杂、治理难度较大的由街道、园区负责同志担任书记).
pub(super) fn secretaries(facts: &Facts<'_>) -> Vec<Check> {
    let marks = facts.buildings.marks.iter();
    let wanted =
        marks.filter_map(|mark| Some((mark.key.as_str(), mark.secretary_from.as_deref()?)));
    wanted.map(|(mark, from)| secretary(facts, mark, from)).collect()
}

fn secretary(facts: &Facts<'_>, mark: &str, from: &str) -> Check {
    let marked = |place: &&PlaceFacts| place.is_building() && place.is_marked(mark);
    let heads = |place: &PlaceFacts| {
        let at = |id| place.path.contains(id);
        let parties = facts.of_kind(BUILDING_PARTY).filter(|one| one.covers.iter().any(at));
        parties
            .flat_map(|one| &one.posts)
            .filter(|post| post.seat == "secretary")
            .collect::<Vec<_>>()
    };
    // A building without a secretary lacks the seat, not the origin.
    let places: Vec<_> = facts.places.iter().filter(marked).map(|one| (one, heads(one))).collect();
    let headed: Vec<_> = places.into_iter().filter(|(_, heads)| !heads.is_empty()).collect();
    let fits = |post: &&crate::model::Post| {
        let body = post.represents.and_then(|body| facts.kinds.get(&body));
        body.is_some_and(|kind| kind == from)
    };
    let wrong = headed.iter().filter(|(_, heads)| !heads.iter().any(fits));
    let lacking =
        wrong.map(|(place, _)| Lack { about: About::Place(place.id), gap: Gap::Elsewhere });
    let lacking = lacking.collect();
    Check {
        kind: BUILDING_PARTY.to_owned(),
        rule: Rule::Secretary(mark.to_owned()),
        asked: headed.len(),
        lacking,
        excepted: Vec::new(),
    }
}

/// Somebody has checked the building's row within the window. Source: charter
/// `registry.windows.verified`.
pub(super) fn verified(facts: &Facts<'_>) -> Option<Check> {
    let window = facts.registry.windows.verified;
    let stale = |place: &&PlaceFacts| match place.verified_on {
        Some(on) => later(on, window) < facts.on,
        None => true,
    };
    let rows: Vec<&PlaceFacts> = facts.places.iter().filter(|place| place.is_building()).collect();
    let lack = |place: &&PlaceFacts| Lack {
        about: About::Place(place.id),
        gap: Gap::Stale(place.verified_on),
    };
    let lacking = rows.iter().copied().filter(stale).map(|place| lack(&place)).collect();
    Some(Check {
        kind: String::new(),
        rule: Rule::Verified,
        asked: rows.len(),
        lacking,
        excepted: Vec::new(),
    })
}
