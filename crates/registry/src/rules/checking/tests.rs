//! Each rule against bodies and places that keep it and that do not.

use std::collections::HashMap;

use jiff::civil::date;
use kernel::{PersonId, PostId};
use platform::Role;

use super::*;
use crate::model::charter::{
    AreaCounted, AskedFor, Bodies, BodyKind, Buildings, CoverageRules, Each, Formation,
    JointGround, Mark, Nature, RegistryRules, Seat, Tier, Windows, testing,
};
use crate::model::{Body, Marks, PlaceKind, Placement, Post, Term};
use crate::rules::joining::Ties;

const TODAY: Date = date(2024, 2, 6);

fn limit(text: &str) -> kernel::TimeLimit {
    text.parse().expect("a time limit")
}

fn committee() -> BodyKind {
    let seat = testing::seat;
    BodyKind {
        under: vec!["building_party".to_owned()],
        formed: vec![Formation::Single, Formation::Joint],
        joint_when: vec![JointGround::SameOwner],
        asked_for: Some(AskedFor { each: Each::Building, marks: vec!["key".to_owned()] }),
        term: Some(limit("3y")),
        size: Some(Size { least: 1, most: 5, odd: true }),
        seats: vec![
            Seat {
                least: 1,
                most: Some(2),
                represents: Some("owner".to_owned()),
                ..seat("owner", Role::Committee)
            },
            Seat { advised: true, ..seat("employee", Role::Committee) },
            Seat { least: 1, rotates: Some(limit("1m")), ..seat("chief", Role::Chief) },
        ],
        ..testing::kind("committee", "楼委会", Nature::SelfGoverning)
    }
}

fn charter() -> (Bodies, Buildings, RegistryRules) {
    let tier = Tier { key: "central".to_owned(), name: testing::words("中心站"), staff: 2 };
    let station = BodyKind {
        tiers: vec![tier],
        ..testing::kind("workstation", "工作站", Nature::Service)
    };
    let party = testing::kind("building_party", "党组织", Nature::Party);
    let mark = Mark {
        key: "difficult".to_owned(),
        name: testing::words("复杂"),
        secretary_from: Some("street_office".to_owned()),
    };
    let windows = Windows {
        election: limit("6m"),
        lease: limit("6m"),
        honour: limit("3m"),
        verified: limit("3m"),
    };
    let registry = RegistryRules {
        documents: Vec::new(),
        pairings: Vec::new(),
        mass_organisations: Vec::new(),
        bonds: Vec::new(),
        secretaries: Vec::new(),
        managements: Vec::new(),
        coverage: CoverageRules {
            least_headcount: 10,
            by_work: Vec::new(),
            occupancy_of: AreaCounted::Lettable,
        },
        windows,
        exceptions: None,
    };
    (Bodies { kinds: vec![party, committee(), station] }, Buildings { marks: vec![mark] }, registry)
}

fn body(id: i64, kind: &str) -> BodyFacts {
    BodyFacts {
        body: Body {
            id: BodyId(id),
            kind: kind.to_owned(),
            name: String::new(),
            written_name: String::new(),
            parent: None,
            formed: Formation::Single,
            tier: String::new(),
            code: String::new(),
            founded_on: None,
            dissolved_on: None,
            placement: Placement::default(),
            phone: String::new(),
        },
        posts: Vec::new(),
        covers: vec![PlaceId(100)],
        has_turn: true,
        above: "building_party".to_owned(),
    }
}

fn post(id: i64, seat: &str, represents: Option<i64>) -> Post {
    Post {
        id: PostId(id),
        person: PersonId(id),
        body: BodyId(1),
        seat: seat.to_owned(),
        represents: represents.map(BodyId),
        place: None,
        topics: Vec::new(),
        term: Term::since(date(2023, 1, 1)),
        appointed_how: String::new(),
        public_name: String::new(),
    }
}

/// A committee that lacks nothing: 1, with its owner 50.
fn whole() -> BodyFacts {
    BodyFacts {
        posts: vec![
            post(1, "owner", Some(50)),
            post(2, "employee", None),
            post(3, "employee", None),
        ],
        ..body(1, "committee")
    }
}

fn building(id: i64, owner: i64) -> PlaceFacts {
    PlaceFacts {
        id: PlaceId(id),
        kind: PlaceKind::Building,
        path: vec![PlaceId(10), PlaceId(id)],
        marks: Marks { key: true, ..Marks::default() },
        verified_on: Some(date(2024, 1, 1)),
        ties: Ties { owners: vec![BodyId(owner)], property_companies: Vec::new() },
    }
}

/// What is found where `found` are the bodies and `places` the buildings.
fn checked(found: Vec<BodyFacts>, places: Vec<PlaceFacts>) -> Vec<Check> {
    let (bodies, buildings, registry) = charter();
    let kinds = HashMap::from([
        (BodyId(50), "owner".to_owned()),
        (BodyId(51), "enterprise".to_owned()),
        (BodyId(52), "street_office".to_owned()),
    ]);
    check(&Facts {
        on: TODAY,
        bodies: &bodies,
        buildings: &buildings,
        registry: &registry,
        found,
        places,
        kinds,
    })
}

/// The gaps, with the word of their rule.
fn gaps(found: Vec<BodyFacts>, places: Vec<PlaceFacts>) -> Vec<(&'static str, Gap)> {
    let checks = checked(found, places);
    let of = |check: &Check| {
        let word = check.rule.word();
        check.lacking.iter().map(move |lack| (word, lack.gap.clone())).collect::<Vec<_>>()
    };
    checks.iter().flat_map(of).collect()
}

#[test]
fn what_lacks_nothing_is_counted_and_named_nowhere() {
    let checks = checked(vec![whole()], vec![building(100, 50)]);
    let words: Vec<_> = checks.iter().map(|check| check.rule.word()).collect();
    assert_eq!(
        words,
        [
            "present",
            "under",
            "size",
            "seat",
            "most",
            "represents",
            "advised",
            "turn",
            "term",
            "election",
            "verified"
        ],
        "in the order of the charter; a rule that applies to nothing is left out"
    );
    assert!(checks.iter().all(|check| check.lacking.is_empty() && check.met() == check.asked));
}

#[test]
fn each_rule_finds_what_breaks_it_and_nothing_else() {
    type Change = fn(&mut BodyFacts);
    let three = Size { least: 1, most: 5, odd: true };
    let cases: [(&str, Change, Vec<(&str, Gap)>); 9] = [
        (
            "not under a party organisation",
            |one| one.above = String::new(),
            vec![("under", Gap::Unplaced)],
        ),
        (
            "an even number",
            |one| one.posts.truncate(2),
            vec![("size", Gap::Members { allowed: three, members: 2 })],
        ),
        (
            "nobody for the owner",
            |one| one.posts[0].seat = "employee".to_owned(),
            vec![("seat", Gap::Short { wanted: 1, held: 0 })],
        ),
        (
            "too many for the owner",
            |one| {
                one.posts[1] = post(4, "owner", Some(50));
                one.posts[2] = post(5, "owner", Some(50));
                one.posts.push(post(6, "employee", None));
                one.posts.push(post(7, "employee", None));
            },
            vec![("most", Gap::Over { most: 2, held: 3 })],
        ),
        (
            "the owner's seat held for an enterprise",
            |one| one.posts[0].represents = Some(BodyId(51)),
            vec![("represents", Gap::Elsewhere)],
        ),
        ("no ordinary employee", |one| one.posts.truncate(1), vec![("advised", Gap::Empty)]),
        ("a month nobody has", |one| one.has_turn = false, vec![("turn", Gap::NoTurn)]),
        (
            "a term that is over",
            |one| one.posts[0].term.from = date(2021, 2, 6),
            vec![("term", Gap::Expired(date(2024, 2, 5)))],
        ),
        (
            "a term that ends within half a year",
            |one| one.posts[0].term.from = date(2021, 8, 7),
            vec![("election", Gap::Ends(date(2024, 8, 6)))],
        ),
    ];
    for (name, change, expected) in cases {
        let mut one = whole();
        change(&mut one);
        assert_eq!(gaps(vec![one], vec![building(100, 50)]), expected, "{name}");
    }
}

#[test]
fn a_term_ends_when_the_charter_or_the_post_says_whichever_is_first() {
    let cases = [
        (date(2021, 2, 7), None, ("election", Gap::Ends(date(2024, 2, 6)))),
        (date(2021, 8, 8), Some(date(2024, 3, 1)), ("election", Gap::Ends(date(2024, 3, 1)))),
        (date(2020, 1, 1), Some(date(2025, 1, 1)), ("term", Gap::Expired(date(2022, 12, 31)))),
    ];
    for (from, until, expected) in cases {
        let mut one = whole();
        one.posts[0].term = Term { from, until };
        assert_eq!(gaps(vec![one], vec![building(100, 50)]), [expected], "{from}");
    }
    let mut far = whole();
    far.posts[0].term.from = date(2021, 8, 8);
    assert_eq!(gaps(vec![far], vec![building(100, 50)]), [], "one day beyond the window");
}

#[test]
fn a_joint_committee_must_have_an_owner_in_common() {
    let mut joint = whole();
    joint.covers.push(PlaceId(101));
    let same = vec![building(100, 50), building(101, 50)];
    assert_eq!(
        gaps(vec![joint.clone()], same.clone()),
        [("joint", Gap::Joined(RegistryRefusal::MustBeJoint))],
        "one body for two buildings is not a single one"
    );
    joint.body.formed = Formation::Joint;
    assert_eq!(gaps(vec![joint.clone()], same), []);
    let different = vec![building(100, 50), building(101, 60)];
    let refused = Gap::Joined(RegistryRefusal::NothingInCommon);
    assert_eq!(gaps(vec![joint], different), [("joint", refused)]);
}

#[test]
fn marked_buildings_without_a_committee_are_named_and_others_are_not_asked() {
    let mut plain = building(102, 50);
    plain.marks.key = false;
    let checks = checked(vec![whole()], vec![building(100, 50), building(101, 50), plain]);
    assert_eq!((checks[0].rule.clone(), checks[0].asked, checks[0].met()), (Rule::Present, 2, 1));
    let bare = Lack { about: About::Place(PlaceId(101)), gap: Gap::Absent };
    assert_eq!(checks[0].lacking, [bare]);

    let mut street = whole();
    street.covers = vec![PlaceId(10)];
    let covered = gaps(vec![street], vec![building(100, 50), building(101, 50)]);
    assert_eq!(covered, [], "who covers the street covers its buildings");
}

#[test]
fn a_station_needs_the_staff_of_its_tier() {
    for (tier, people, expected) in [
        ("central", 1, vec![("staff", Gap::Staff { norm: 2, actual: 1 })]),
        ("central", 2, vec![]),
        ("", 0, vec![]),
    ] {
        let mut station = body(7, "workstation");
        station.body.tier = tier.to_owned();
        station.posts = (0..people).map(|id| post(id, "worker", None)).collect();
        assert_eq!(gaps(vec![station], Vec::new()), expected, "{tier} {people}");
    }
}

#[test]
fn the_secretary_of_a_difficult_building_comes_from_the_street() {
    let mut difficult = building(100, 50);
    difficult.marks = Marks { difficult: true, ..Marks::default() };
    for (represents, expected) in [
        (Some(52), vec![]),
        (Some(51), vec![("secretary", Gap::Elsewhere)]),
        (None, vec![("secretary", Gap::Elsewhere)]),
    ] {
        let mut party = body(8, "building_party");
        party.posts = vec![post(1, "secretary", represents)];
        assert_eq!(gaps(vec![party], vec![difficult.clone()]), expected, "{represents:?}");
    }
    let headless = body(8, "building_party");
    assert_eq!(gaps(vec![headless], vec![difficult]), [], "the seat is missing, not the origin");
}

#[test]
fn a_row_is_stale_when_nobody_has_looked_for_longer_than_the_window() {
    for (verified_on, expected) in [
        (Some(date(2023, 11, 6)), vec![]),
        (Some(date(2023, 11, 5)), vec![("verified", Gap::Stale(Some(date(2023, 11, 5))))]),
        (None, vec![("verified", Gap::Stale(None))]),
    ] {
        let mut place = building(100, 50);
        place.verified_on = verified_on;
        assert_eq!(gaps(vec![whole()], vec![place]), expected, "{verified_on:?}");
    }
}

#[test]
fn checks_under_two_versions_of_a_charter_are_put_together() {
    let one = checked(vec![whole()], vec![building(100, 50), building(101, 50)]);
    let two = checked(vec![whole()], vec![building(100, 50)]);
    let joined = join([one.clone(), two]);
    assert_eq!(joined.len(), one.len());
    assert_eq!((joined[0].asked, joined[0].met()), (3, 2));
}
