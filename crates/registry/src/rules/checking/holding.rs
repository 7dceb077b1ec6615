//! Seats: who must hold them, how many may, and from where.

use kernel::PlaceId;

use super::facts::{BodyFacts, Facts};
use super::forming::of_each;
use super::{Check, Gap, Rule};
use crate::model::Post;
use crate::model::charter::{BodyKind, Per, Seat};

/// The checks of a kind's seats, in their order.
///
/// A seat there is one each of for floors is left to the page of the building, which knows the
/// floors with tenants. Source: charter `bodies.*.seats`, MISSION A7, REP 二、（四）.
pub(super) fn seats(facts: &Facts<'_>, kind: &BodyKind) -> Vec<Check> {
    let counted = |seat: &&Seat| seat.per != Some(Per::Floor);
    let of_seat = |seat: &Seat| {
        let checks = [
            turn(facts, kind, seat),
            least(facts, kind, seat),
            advised(facts, kind, seat),
            most(facts, kind, seat),
            represents(facts, kind, seat),
        ];
        checks.into_iter().flatten().collect::<Vec<Check>>()
    };
    kind.seats.iter().filter(counted).flat_map(of_seat).collect()
}

/// A seat that goes round is held by whoever has the month. Source: QFS (一月一轮值).
fn turn(facts: &Facts<'_>, kind: &BodyKind, seat: &Seat) -> Option<Check> {
    let wanted = seat.rotates.is_some() && (seat.least > 0 || seat.advised);
    let gap = |one: &BodyFacts| {
        let filled = one.has_turn || held(one, seat).next().is_some();
        (!filled).then_some(Gap::NoTurn)
    };
    wanted.then(|| of_each(facts, kind, Rule::Turn(seat.key.clone()), gap))
}

fn least(facts: &Facts<'_>, kind: &BodyKind, seat: &Seat) -> Option<Check> {
    let gap = |one: &BodyFacts| {
        let held = fewest(facts, one, seat);
        (held < seat.least).then_some(Gap::Short { wanted: seat.least, held })
    };
    let wanted = seat.least > 0 && seat.rotates.is_none();
    wanted.then(|| of_each(facts, kind, Rule::Seat(seat.key.clone()), gap))
}

fn advised(facts: &Facts<'_>, kind: &BodyKind, seat: &Seat) -> Option<Check> {
    let gap = |one: &BodyFacts| (fewest(facts, one, seat) == 0).then_some(Gap::Empty);
    let wanted = seat.advised && seat.least == 0 && seat.rotates.is_none();
    wanted.then(|| of_each(facts, kind, Rule::Advised(seat.key.clone()), gap))
}

/// Kept by [`crate::rules::filling`] on every appointment; ledgers bring what was so before.
fn most(facts: &Facts<'_>, kind: &BodyKind, seat: &Seat) -> Option<Check> {
    let most = seat.most?;
    let gap = |one: &BodyFacts| {
        let places = || held(one, seat).map(|post| post.place);
        let at = |place| count(places().filter(|other| *other == place).count());
        let held = match seat.per {
            None => count(places().count()),
            Some(_) => places().map(at).max().unwrap_or(0),
        };
        (held > most).then_some(Gap::Over { most, held })
    };
    Some(of_each(facts, kind, Rule::Most(seat.key.clone()), gap))
}

/// A holder who sits for another kind of body than the seat is for, or for none that is known.
fn represents(facts: &Facts<'_>, kind: &BodyKind, seat: &Seat) -> Option<Check> {
    let wanted = seat.represents.as_deref()?;
    let fits = |post: &Post| {
        let body = post.represents.and_then(|body| facts.kinds.get(&body));
        body.is_some_and(|found| found == wanted)
    };
    let gap = |one: &BodyFacts| held(one, seat).any(|post| !fits(post)).then_some(Gap::Elsewhere);
    let mut check = of_each(facts, kind, Rule::Represents(seat.key.clone()), gap);
    check.asked = facts.of_kind(&kind.key).filter(|one| held(one, seat).next().is_some()).count();
    Some(check)
}

fn held<'a>(one: &'a BodyFacts, seat: &'a Seat) -> impl Iterator<Item = &'a Post> {
    one.posts.iter().filter(|post| post.seat == seat.key)
}

/// Holders of a seat; of one there is one each of, at the place that has the fewest.
fn fewest(facts: &Facts<'_>, one: &BodyFacts, seat: &Seat) -> u32 {
    let of = |id: &PlaceId| held(one, seat).filter(|post| post.place == Some(*id)).count();
    let places = one.covers.iter().filter(|id| match seat.per {
        Some(Per::Building) => facts.place(**id).is_some_and(super::PlaceFacts::is_building),
        Some(Per::Grid) => facts.place(**id).is_some_and(super::PlaceFacts::is_grid),
        Some(Per::Floor) | None => false,
    });
    let held = match seat.per {
        None => Some(held(one, seat).count()),
        Some(_) => places.map(of).min(),
    };
    // Nothing to look after: nobody is missing.
    held.map_or(u32::MAX, count)
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
