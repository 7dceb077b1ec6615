//! Filling seats: no day has more holders of a seat than the charter allows.

use jiff::civil::Date;

use super::RegistryRefusal;
use crate::model::charter::Seat;
use crate::model::{Post, Term};

/// Whether `wanted` may be added to the posts `held` in a seat (all of one body and seat, past and
/// future ones included). Where there is one seat for each building, floor or grid, only posts for
/// the same place count against each other.
///
/// # Errors
/// [`RegistryRefusal::SeatFull`] on the first day that would have too many holders;
/// [`RegistryRefusal::SeatNeedsPlace`] where the seat belongs to a place and none is named.
/// Source: charter `bodies.*.seats.max`, `per`; MISSION A10.
pub fn fill(seat: &Seat, wanted: &Post, held: &[Post]) -> Result<(), RegistryRefusal> {
    if seat.per.is_some() && wanted.place.is_none() {
        return Err(RegistryRefusal::SeatNeedsPlace);
    }
    let Some(most) = seat.most else { return Ok(()) };
    let beside: Vec<Term> = held
        .iter()
        .filter(|post| post.id != wanted.id)
        .filter(|post| seat.per.is_none() || post.place == wanted.place)
        .filter_map(|post| post.term.intersection(&wanted.term))
        .collect();
    match first_full_day(&beside, most) {
        Some(on) => Err(RegistryRefusal::SeatFull { on, most }),
        None => Ok(()),
    }
}

/// The first day on which `most` or more of the terms hold. The number only rises on a day on
/// which one begins.
fn first_full_day(terms: &[Term], most: u32) -> Option<Date> {
    let mut days: Vec<Date> = terms.iter().map(|term| term.from).collect();
    days.sort_unstable();
    days.into_iter().find(|day| {
        let holding = terms.iter().filter(|term| term.contains(*day)).count();
        u32::try_from(holding).is_ok_and(|holding| holding >= most)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::charter::{Per, testing};
    use jiff::civil::date;
    use kernel::{BodyId, PersonId, PlaceId, PostId};
    use platform::Role;
    use proptest::prelude::*;

    fn seat(most: Option<u32>, per: Option<Per>) -> Seat {
        Seat { most, per, ..testing::seat("head", Role::StationHead) }
    }

    fn post(id: i64, place: Option<i64>, from: i16, until: Option<i16>) -> Post {
        let day = |n: i16| date(2024, 1, 1).saturating_add(jiff::Span::new().days(n));
        Post {
            id: PostId(id),
            person: PersonId(id),
            body: BodyId(1),
            seat: "head".to_owned(),
            represents: None,
            place: place.map(PlaceId),
            topics: Vec::new(),
            term: Term { from: day(from), until: until.map(day) },
            appointed_how: String::new(),
            public_name: String::new(),
        }
    }

    #[test]
    fn a_seat_has_no_more_holders_on_a_day_than_it_may() {
        let held = [post(1, None, 0, Some(9)), post(2, None, 20, None)];
        let full = |day| Err(RegistryRefusal::SeatFull { on: date(2024, 1, day), most: 1 });
        let cases = [
            (post(3, None, 10, Some(19)), Ok(())),
            (post(3, None, 9, Some(19)), full(10)),
            (post(3, None, 10, Some(20)), full(21)),
            (post(3, None, 10, None), full(21)),
            (post(1, None, 0, Some(19)), Ok(())),
        ];
        for (wanted, expected) in cases {
            assert_eq!(fill(&seat(Some(1), None), &wanted, &held), expected, "{wanted:?}");
        }
        let wanted = post(3, None, 0, None);
        assert_eq!(fill(&seat(None, None), &wanted, &held), Ok(()));
        assert_eq!(fill(&seat(Some(2), None), &wanted, &held), Ok(()));
    }

    #[test]
    fn a_seat_for_each_floor_is_counted_for_each_floor() {
        let held = [post(1, Some(12), 0, None)];
        let seat = seat(Some(1), Some(Per::Floor));
        assert_eq!(fill(&seat, &post(2, Some(13), 0, None), &held), Ok(()));
        assert!(fill(&seat, &post(2, Some(12), 0, None), &held).is_err());
        let nowhere = fill(&seat, &post(2, None, 0, None), &held);
        assert_eq!(nowhere, Err(RegistryRefusal::SeatNeedsPlace));
    }

    proptest! {
        #[test]
        fn whatever_is_accepted_no_day_has_too_many_holders(
            most in 1u32..3,
            wanted in prop::collection::vec((0i16..30, prop::option::of(0i16..12)), 0..25),
        ) {
            let seat = seat(Some(most), None);
            let mut held: Vec<Post> = Vec::new();
            for (id, (from, length)) in (1i64..).zip(wanted) {
                let post = post(id, None, from, length.map(|length| from + length));
                let refused = fill(&seat, &post, &held);
                if refused.is_ok() {
                    held.push(post);
                } else if let Err(RegistryRefusal::SeatFull { on, .. }) = refused {
                    let holders = held.iter().filter(|one| one.term.contains(on)).count();
                    prop_assert!(holders >= most as usize, "a refusal names a full day");
                }
            }
            for n in 0..60 {
                let day = date(2024, 1, 1).saturating_add(jiff::Span::new().days(n));
                let holders = held.iter().filter(|one| one.term.contains(day)).count();
                prop_assert!(holders <= most as usize, "{day}: {holders}");
            }
        }
    }
}
