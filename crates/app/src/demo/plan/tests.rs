//! What the plan must be, whatever the seed.

use std::collections::{BTreeSet, HashMap, HashSet};

use jiff::civil::date;

use super::*;

fn plan(seed: u64) -> Plan {
    Plan::make(Brief { seed, today: date(2024, 2, 6), scale: Scale::Full })
}

fn covered(body: &Body) -> BTreeSet<BuildingIndex> {
    let buildings = body.covers.iter();
    buildings
        .filter_map(|one| if let Covers::Building(b) = one { Some(*b) } else { None })
        .collect()
}

#[test]
fn the_district_has_the_published_shape() {
    let plan = plan(1);
    let count = |kind| plan.of_kind(kind).count();
    assert_eq!(plan.streets.iter().filter(|street| !street.row.park).count(), 9);
    assert_eq!(plan.streets.len(), 11);
    assert_eq!(plan.buildings.len(), 278);
    assert_eq!(count("committee"), 81);
    assert_eq!(count("building_party"), 65);
    assert_eq!(count("property_company"), 60);
    assert_eq!(count("department"), 12);
    let tier = |tier| plan.of_kind("workstation").filter(|(_, body)| body.tier == tier).count();
    assert_eq!((tier("central"), tier("ordinary")), (34, 30));
    let stations: HashSet<BodyIndex> = plan.of_kind("workstation").map(|(at, _)| at).collect();
    let staff = plan
        .posts
        .iter()
        .filter(|post| matches!(post.body, Represents::Body(body) if stations.contains(&body)));
    assert_eq!(staff.count(), 260);
    assert_eq!(plan.enterprises.len(), 31_000);
}

#[test]
fn every_building_has_each_of_those_who_look_after_it_once() {
    let plan = plan(2);
    for kind in ["committee", "building_party", "workstation", "property_company"] {
        let mut seen: HashMap<BuildingIndex, usize> = HashMap::new();
        for (_, body) in plan.of_kind(kind) {
            covered(body).into_iter().for_each(|building| *seen.entry(building).or_default() += 1);
        }
        assert_eq!(seen.len(), 278, "{kind}");
        assert!(seen.values().all(|times| *times == 1), "{kind}");
    }
}

/// Metres between two buildings, near enough.
fn metres(one: &Building, two: &Building) -> f64 {
    let east = (one.position.0 - two.position.0) * 85_000.0;
    let north = (one.position.1 - two.position.1) * 111_000.0;
    east.hypot(north)
}

#[test]
fn buildings_share_a_committee_exactly_where_the_rule_allows_it() {
    for seed in [1, 2, 3] {
        let plan = plan(seed);
        let holders = |kind, building| {
            let bodies =
                plan.of_kind(kind).filter(move |(_, body)| covered(body).contains(&building));
            bodies.map(|(at, _)| at).collect::<BTreeSet<_>>()
        };
        let owners: Vec<_> = (0..278).map(|building| holders("owner", building)).collect();
        let managers: Vec<_> =
            (0..278).map(|building| holders("property_company", building)).collect();
        let joined = |one: usize, two: usize| {
            metres(&plan.buildings[one], &plan.buildings[two]) < 130.0
                && (!owners[one].is_disjoint(&owners[two])
                    || !managers[one].is_disjoint(&managers[two]))
        };
        let mut part: Vec<usize> = (0..278).collect();
        for one in 0..278 {
            for two in 0..one {
                if joined(one, two) && part[one] != part[two] {
                    let (from, to) = (part[one], part[two]);
                    part.iter_mut().filter(|at| **at == from).for_each(|at| *at = to);
                }
            }
        }
        let mut parts: HashMap<usize, BTreeSet<usize>> = HashMap::new();
        part.iter().enumerate().for_each(|(b, at)| {
            parts.entry(*at).or_default().insert(b);
        });
        let by_rule: BTreeSet<BTreeSet<usize>> = parts.into_values().collect();
        let committees: BTreeSet<_> =
            plan.of_kind("committee").map(|(_, body)| covered(body)).collect();
        assert_eq!(committees, by_rule, "seed {seed}");
        for (_, body) in plan.of_kind("committee") {
            assert_eq!(body.joint, covered(body).len() > 1);
        }
    }
}

#[test]
fn names_codes_and_rooms_are_each_somebody_s_own() {
    let plan = plan(4);
    let all_different = |names: Vec<&String>| {
        let different: HashSet<_> = names.iter().collect();
        different.len() == names.len()
    };
    assert!(all_different(plan.enterprises.iter().map(|one| &one.name).collect()));
    assert!(all_different(plan.enterprises.iter().map(|one| &one.credit_code).collect()));
    assert!(all_different(plan.buildings.iter().map(|one| &one.name).collect()));
    assert!(all_different(plan.buildings.iter().map(|one| &one.code).collect()));
    let mut rooms = HashSet::new();
    for enterprise in plan.enterprises.iter().filter(|one| one.sharers == 1) {
        for room in &enterprise.rooms {
            assert!(rooms.insert((enterprise.building, *room)), "{}", enterprise.name);
        }
    }
}

#[test]
fn a_building_s_floors_go_from_the_cellar_to_the_top() {
    let plan = plan(5);
    for building in &plan.buildings {
        let storeys: Vec<i32> = building.floors.iter().map(|floor| floor.storey).collect();
        let expected: Vec<i32> = (-building.below..=building.above).filter(|s| *s != 0).collect();
        assert_eq!(storeys, expected, "{}", building.name);
        assert!((3..=30).contains(&building.above));
        assert!(building.lettable() > 0);
    }
}

#[test]
fn committees_have_odd_sizes_and_every_required_seat() {
    let plan = plan(6);
    let home = plan.covering("committee", plan.showcase().buildings[0]);
    for (at, body) in plan.of_kind("committee") {
        let seats: Vec<&str> = plan
            .posts
            .iter()
            .filter(|post| post.body == Represents::Body(at) && post.seat != "floor_leader")
            .map(|post| post.seat)
            .collect();
        for required in ["party", "property", "owner", "enterprise"] {
            assert!(seats.contains(&required), "{}: no {required}", body.name);
        }
        assert!((5..=11).contains(&seats.len()), "{}", body.name);
        assert!(seats.len() % 2 == 1 || Some(at) == home, "{}", body.name);
    }
}

#[test]
fn the_same_seed_gives_the_same_district_and_another_seed_another() {
    assert_eq!(plan(7), plan(7));
    assert_ne!(plan(7).people, plan(8).people);
}

#[test]
fn the_small_district_holds_together() {
    let plan = Plan::make(Brief { seed: 1, today: date(2024, 2, 6), scale: Scale::Small });
    assert_eq!(plan.buildings.len(), 9);
    assert_eq!(plan.of_kind("committee").count(), 3);
    assert_eq!(plan.enterprises.len(), 400);
}

#[test]
fn the_showcase_is_the_building_of_the_pictures() {
    let plan = plan(9);
    let home = plan.showcase().buildings[0];
    assert_eq!(plan.buildings[home].name, "融汇中心 A 座");
    assert_eq!(plan.buildings[home].above, 22);
    let let_area: i64 = plan
        .enterprises
        .iter()
        .filter(|one| one.building == home)
        .flat_map(|one| &one.rooms)
        .map(|(floor, room)| plan.buildings[home].floors[*floor].rooms[*room].area)
        .sum();
    let lettable = plan.buildings[home].lettable();
    assert!((let_area * 1000 / lettable - 874).abs() < 25, "{let_area} of {lettable}");
    let leader = plan.posts.iter().find(|post| {
        post.floor.is_some_and(|(b, f)| b == home && plan.buildings[b].floors[f].storey == 12)
    });
    assert_eq!(plan.people[leader.expect("floor 12 has one").person].name, "刘畅");
}
