//! Whether a body is composed as the charter asks: seats that are missing, members too few.

use kernel::{PersonId, PlaceId};
use platform::Role;

use crate::model::Post;
use crate::model::charter::{BodyKind, Per, Seat, Size};

/// The places of which a charter may ask for one seat each.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Units {
    /// The buildings the body covers.
    pub buildings: Vec<PlaceId>,
    /// Their floors with tenants.
    pub floors: Vec<PlaceId>,
    /// The grids it looks after.
    pub grids: Vec<PlaceId>,
}

/// What a body lacks or has too much of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// A seat has fewer holders than it must have.
    Missing {
        /// The seat.
        seat: String,
        /// The place, of a seat there is one each of.
        place: Option<PlaceId>,
        /// How many it must have.
        wanted: u32,
        /// How many it has.
        held: u32,
    },
    /// The number of members is not one the charter allows.
    Size {
        /// What it allows.
        allowed: Size,
        /// How many members there are.
        members: u32,
    },
}

/// What the posts of a day lack against the charter, in the order of its seats.
///
/// Source: MISSION A7 (required seats, size by charter); charter `bodies.*.seats`, `size`.
#[must_use]
pub fn compose(kind: &BodyKind, posts: &[Post], units: &Units) -> Vec<Finding> {
    let mut findings: Vec<Finding> =
        kind.seats.iter().flat_map(|seat| missing(seat, posts, units)).collect();
    let members = members(kind, posts);
    if let Some(allowed) = kind.size.filter(|size| !size.allows(members)) {
        findings.push(Finding::Size { allowed, members });
    }
    findings
}

fn missing(seat: &Seat, posts: &[Post], units: &Units) -> Vec<Finding> {
    // A seat that goes round is filled by the month, not by a post.
    if seat.rotates.is_some() {
        return Vec::new();
    }
    let places: Vec<Option<PlaceId>> = match seat.per {
        None => vec![None],
        Some(Per::Building) => units.buildings.iter().copied().map(Some).collect(),
        Some(Per::Floor) => units.floors.iter().copied().map(Some).collect(),
        Some(Per::Grid) => units.grids.iter().copied().map(Some).collect(),
    };
    places
        .into_iter()
        .filter_map(|place| {
            let of =
                |post: &&Post| post.seat == seat.key && (place.is_none() || post.place == place);
            let held = count(posts.iter().filter(of).count());
            let wanted = seat.least;
            (held < wanted).then(|| Finding::Missing {
                seat: seat.key.clone(),
                place,
                wanted,
                held,
            })
        })
        .collect()
}

/// Persons in seats that make their holders members of a committee. The chief is one of them
/// already; floor leaders and officers work for the body without being of it (assumption).
#[must_use]
pub fn members(kind: &BodyKind, posts: &[Post]) -> u32 {
    let is_member =
        |post: &&Post| kind.seat(&post.seat).and_then(|seat| seat.role) == Some(Role::Committee);
    let mut persons: Vec<PersonId> =
        posts.iter().filter(is_member).map(|post| post.person).collect();
    persons.sort_unstable();
    persons.dedup();
    count(persons.len())
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Term;
    use crate::model::charter::{Nature, testing};
    use jiff::civil::date;
    use kernel::{BodyId, PostId};

    fn seat(key: &str, least: u32, per: Option<Per>, role: Role) -> Seat {
        Seat { least, per, ..testing::seat(key, role) }
    }

    fn committee() -> BodyKind {
        BodyKind {
            size: Some(Size { least: 3, most: 5, odd: true }),
            seats: vec![
                seat("owner", 1, None, Role::Committee),
                seat("enterprise", 2, None, Role::Committee),
                seat("floor_leader", 1, Some(Per::Floor), Role::FloorLeader),
            ],
            ..testing::kind("committee", "楼宇委员会", Nature::SelfGoverning)
        }
    }

    fn post(person: i64, seat: &str, place: Option<i64>) -> Post {
        Post {
            id: PostId(person),
            person: PersonId(person),
            body: BodyId(1),
            seat: seat.to_owned(),
            represents: None,
            place: place.map(PlaceId),
            topics: Vec::new(),
            term: Term::since(date(2024, 1, 1)),
            appointed_how: String::new(),
            public_name: String::new(),
        }
    }

    #[test]
    fn what_is_missing_is_named_by_seat_and_floor() {
        let units = Units { floors: vec![PlaceId(3), PlaceId(4)], ..Units::default() };
        let posts = [post(1, "enterprise", None), post(2, "floor_leader", Some(3))];
        let missing = |seat: &str, place: Option<i64>, wanted, held| Finding::Missing {
            seat: seat.to_owned(),
            place: place.map(PlaceId),
            wanted,
            held,
        };
        assert_eq!(
            compose(&committee(), &posts, &units),
            [
                missing("owner", None, 1, 0),
                missing("enterprise", None, 2, 1),
                missing("floor_leader", Some(4), 1, 0),
                Finding::Size { allowed: Size { least: 3, most: 5, odd: true }, members: 1 },
            ]
        );
    }

    #[test]
    fn a_person_in_two_seats_is_one_member_and_floor_leaders_are_none() {
        let posts = [
            post(1, "owner", None),
            post(1, "enterprise", None),
            post(2, "enterprise", None),
            post(3, "enterprise", None),
            post(4, "floor_leader", Some(3)),
        ];
        assert_eq!(compose(&committee(), &posts, &Units::default()), []);
    }
}
