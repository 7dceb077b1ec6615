//! Scoped reads: what lies outside the scope is not there, and every list pages by key.

use jiff::civil::date;
use kernel::{Keyset, Level, Page, Scope};
use registry::model::{Body, Building, Coverage, EnterpriseFilter, PlaceKind, Term, kind};
use registry::store;
use registry::store::body::BodyFilter;

use crate::support::{SINCE, Stage, TODAY, Town, scope};

#[test]
fn a_place_a_building_and_a_body_out_of_scope_are_not_there() {
    let stage = Stage::new();
    let (here, there) = (Town::new(&stage), Town::new(&stage));
    let building = stage.building("融汇中心A座", &here.street, 1);
    let station = stage.covering(kind::WORKSTATION, "融汇中心工作站", &[&building.place]);
    let tenant = stage.enterprise("云杉软件", &stage.floor(&building, 3), 20);
    let within = [
        scope(Level::District, &here.district),
        scope(Level::Street, &here.street),
        scope(Level::Building, &building.place),
    ];
    let without = [
        scope(Level::District, &there.district),
        scope(Level::Street, &there.street),
        scope(Level::Building, &here.street),
        Scope::nothing(),
    ];
    for (scopes, expected) in [(&within[..], true), (&without[..], false)] {
        for scope in scopes {
            let found = stage.read(|conn| {
                Ok([
                    store::place::find(conn, scope, building.place.id)?.is_some(),
                    store::building::find(conn, scope, building.place.id)?.is_some(),
                    store::body::find(conn, scope, station.id)?.is_some(),
                    store::enterprise::find(conn, scope, tenant.body.id)?.is_some(),
                ])
            });
            assert_eq!(found, [expected; 4], "{scope:?}");
        }
    }
    let own = Scope::nothing().with_body(tenant.body.id);
    let found = stage.read(|conn| store::enterprise::find(conn, &own, tenant.body.id));
    assert_eq!(found, Some(tenant), "its own representative sees it");
}

#[test]
fn a_building_is_read_back_as_it_was_written() {
    let stage = Stage::new();
    let town = Town::new(&stage);
    let building = stage.building("融汇中心A座", &town.street, 1);
    let found = stage.read(|conn| store::building::find_by_code(conn, &building.place.code));
    assert_eq!(found, Some(building));
    assert_eq!(stage.read(|conn| store::building::find_by_code(conn, "")), None);
}

#[test]
fn a_wall_code_names_the_building_and_the_spot() {
    let stage = Stage::new();
    let town = Town::new(&stage);
    let building = stage.building("融汇中心A座", &town.street, 1);
    let floor = stage.floor(&building, 12);
    let found = stage.read(|conn| store::building::find_by_token(conn, &floor.token));
    assert_eq!(found, Some((building, floor)));
    for unknown in ["", "T0"] {
        assert_eq!(stage.read(|conn| store::building::find_by_token(conn, unknown)), None);
    }
}

#[test]
fn two_places_never_share_a_code() {
    let stage = Stage::new();
    let town = Town::new(&stage);
    let building = stage.building("融汇中心A座", &town.street, 1);
    let mut second = stage.building("融汇中心B座", &town.street, 2).place;
    second.id = kernel::PlaceId(stage.id());
    second.code = building.place.code;
    let refused = stage.world.db.write(move |tx| store::place::insert(tx.conn, &second, 0));
    assert!(refused.expect_err("the code is taken").is_duplicate());
}

#[test]
fn buildings_page_in_ledger_order_over_several_places_without_a_gap_or_repeat() {
    let stage = Stage::new();
    let (one, two) = (Town::new(&stage), Town::new(&stage));
    let buildings: Vec<Building> = (0..9)
        .map(|n| {
            let street = if n % 2 == 0 { &one.street } else { &two.street };
            stage.building(&format!("{n}号楼"), street, 9 - n)
        })
        .collect();
    let scope = scope(Level::Street, &one.street)
        .with_place(Level::Street, two.street.id)
        .with_place(Level::Building, buildings[4].place.id);
    let rows =
        all_pages(|after| stage.read(|conn| store::building::list(conn, &scope, "", after, 2)));
    let orders: Vec<i32> = rows.iter().map(|building| building.place.order).collect();
    assert_eq!(orders, [1, 2, 3, 4, 5, 6, 7, 8, 9]);
    let named = stage.read(|conn| store::building::list(conn, &scope, "３ 号", None, 10));
    assert_eq!(named.rows, [buildings[3].clone()]);
}

#[test]
fn enterprises_page_largest_first_and_narrow_by_name_and_industry() {
    let stage = Stage::new();
    let town = Town::new(&stage);
    let building = stage.building("融汇中心A座", &town.street, 1);
    let floor = stage.floor(&building, 3);
    for (name, headcount) in [("云杉软件", 40), ("赤金珠宝", 7), ("维度数据", 40), ("石泉会计", 12)]
    {
        stage.enterprise(name, &floor, headcount);
    }
    let list = |scope: &Scope, name: &str, after, size| {
        let filter = EnterpriseFilter { name: name.to_owned(), industry: String::new() };
        stage.read(|conn| store::enterprise::list(conn, scope, &filter, TODAY, after, size))
    };
    for scope in [
        scope(Level::District, &town.district),
        scope(Level::Street, &town.street),
        scope(Level::Building, &building.place),
        scope(Level::Street, &town.street).with_place(Level::Building, building.place.id),
    ] {
        let rows = all_pages(|after| list(&scope, "", after, 1));
        let counts: Vec<_> = rows.iter().filter_map(|one| one.details.headcount).collect();
        assert_eq!(counts, [40, 40, 12, 7], "{scope:?}");
        let named = list(&scope, " 软件", None, 10).rows;
        assert_eq!(named.len(), 1, "{scope:?}");
        assert_eq!(named[0].body.name, "云杉软件");
    }
}

#[test]
fn a_tenant_belongs_to_the_building_while_its_tenancy_lasts() {
    let stage = Stage::new();
    let town = Town::new(&stage);
    let building = stage.building("融汇中心A座", &town.street, 1);
    let tenant = stage.enterprise("云杉软件", &stage.floor(&building, 3), 20);
    let other = stage.building("融汇中心B座", &town.street, 2);
    let moved = Term { from: date(2023, 3, 1), until: Some(date(2023, 6, 30)) };
    stage.rent(&tenant.body, &stage.floor(&other, 2), moved);
    let there = |day| {
        let scope = scope(Level::Building, &other.place);
        let filter = EnterpriseFilter::default();
        let list =
            stage.read(|conn| store::enterprise::list(conn, &scope, &filter, day, None, 9)).rows;
        !list.is_empty()
    };
    let cases = [
        (date(2023, 2, 28), false),
        (date(2023, 3, 1), true),
        (date(2023, 6, 30), true),
        (date(2023, 7, 1), false),
    ];
    for (day, expected) in cases {
        assert_eq!(there(day), expected, "{day}");
    }
}

#[test]
fn bodies_cover_a_building_directly_from_above_and_through_a_grid() {
    let stage = Stage::new();
    let town = Town::new(&stage);
    let building = stage.building("融汇中心A座", &town.street, 1);
    let other = stage.building("融汇中心B座", &town.street, 2);
    let grid = stage.place(PlaceKind::Grid, "一网格", Some(&town.street));
    let (area, inner) = (grid.id, building.place.id);
    let id = stage.id();
    let term = Term { from: SINCE, until: Some(date(2023, 12, 31)) };
    stage.write(move |conn| store::place::insert_in_area(conn, id, (area, inner), term, 0));
    let station = stage.covering(kind::WORKSTATION, "工作站", &[&building.place]);
    let street = stage.covering("street_office", "鲁谷街道", &[&town.street]);
    let community = stage.covering("community", "社区", &[&grid]);
    let covering = |of: &Building, day| {
        let bodies = stage.read(|conn| store::coverage::covering(conn, &of.place, day));
        bodies.into_iter().map(|body| body.id).collect::<Vec<_>>()
    };
    assert_eq!(covering(&building, date(2023, 12, 31)), [station.id, street.id, community.id]);
    assert_eq!(covering(&building, TODAY), [station.id, street.id], "the grid was redrawn");
    assert_eq!(covering(&other, TODAY), [street.id]);
}

#[test]
fn bodies_are_listed_by_home_and_by_what_they_cover() {
    let stage = Stage::new();
    let (here, there) = (Town::new(&stage), Town::new(&stage));
    let building = stage.building("融汇中心A座", &here.street, 1);
    // At home in another district, yet it manages a building here.
    let company = stage.body(kind::PROPERTY_COMPANY, "安和物业", there.street.placement);
    stage.cover(&company, &building.place, Term::since(SINCE));
    let station = stage.covering(kind::WORKSTATION, "工作站", &[&building.place]);
    for (scope, expected) in [
        (scope(Level::Street, &here.street), vec![company.id, station.id]),
        (scope(Level::Building, &building.place), vec![company.id, station.id]),
        (scope(Level::District, &there.district), vec![company.id]),
        (scope(Level::Street, &there.street), vec![company.id]),
        (Scope::nothing(), vec![]),
    ] {
        let rows = all_pages(|after| {
            let filter = BodyFilter::default();
            stage.read(|conn| store::body::list(conn, &scope, &filter, after, 1))
        });
        assert_eq!(rows.iter().map(|body| body.id).collect::<Vec<_>>(), expected, "{scope:?}");
    }
    let filter = BodyFilter {
        kind: kind::WORKSTATION.to_owned(),
        name: "工作".to_owned(),
        ..BodyFilter::default()
    };
    let scope = scope(Level::Street, &here.street);
    let rows = stage.read(|conn| store::body::list(conn, &scope, &filter, None, 9)).rows;
    assert_eq!(rows, [station]);
}

#[test]
fn posts_are_those_of_the_day() {
    let stage = Stage::new();
    let town = Town::new(&stage);
    let building = stage.building("融汇中心A座", &town.street, 1);
    let station = stage.covering(kind::WORKSTATION, "工作站", &[&building.place]);
    let unit = stage.enterprise("云杉软件", &stage.floor(&building, 3), 20);
    let before = stage.post(&station, "head", |post| {
        post.term.until = Some(date(2024, 1, 31));
        post.topics = vec!["property.lift".to_owned(), "noise".to_owned()];
    });
    let after = stage.post(&station, "head", |post| {
        post.term.from = date(2024, 2, 1);
        post.represents = Some(unit.body.id);
        post.public_name = "周敏".to_owned();
    });
    let on = |day| stage.read(|conn| store::post::of_body(conn, station.id, day));
    assert_eq!(on(date(2024, 1, 31)).into_iter().map(|h| h.post).collect::<Vec<_>>(), [before]);
    let holders = on(date(2024, 2, 1));
    assert_eq!(holders.len(), 1);
    assert_eq!(holders[0].post, after);
    assert_eq!(holders[0].represents_name, "云杉软件");
    assert_eq!(holders[0].body_kind, kind::WORKSTATION);
    stage.write(move |conn| store::post::retract(conn, after.id, 1));
    assert_eq!(on(date(2024, 2, 1)), [], "a post taken back was never there");
}

#[test]
fn occupancy_counts_tenants_and_area_of_the_day() {
    let stage = Stage::new();
    let town = Town::new(&stage);
    let building = stage.building("融汇中心A座", &town.street, 1);
    let empty = stage.building("融汇中心B座", &town.street, 2);
    let floor = stage.floor(&building, 3);
    let tenant = stage.enterprise("云杉软件", &stage.room(&floor, "301", 30_000), 20);
    stage.rent(&tenant.body, &stage.room(&floor, "302", 12_500), Term::since(SINCE));
    let gone = Term { from: SINCE, until: Some(date(2023, 12, 31)) };
    stage.rent(&tenant.body, &stage.room(&floor, "303", 9_000), gone);
    let ids = [building.place.id, empty.place.id];
    let occupancy = stage.read(|conn| store::tenancy::occupancy(conn, &ids, TODAY));
    assert_eq!(occupancy.len(), 1);
    let here = occupancy[&building.place.id];
    assert_eq!((here.enterprises, here.let_area), (1, 42_500));
    assert_eq!(here.permille(building.details.lettable_area), Some(425));
}

/// Every row of a list, page by page.
fn all_pages<T>(page: impl Fn(Option<Keyset>) -> Page<T>) -> Vec<T> {
    let mut rows = Vec::new();
    let mut after = None;
    loop {
        let next = page(after);
        rows.extend(next.rows);
        match next.next {
            Some(keyset) => after = Some(keyset),
            None => return rows,
        }
    }
}

#[test]
fn more_rows_than_one_statement_takes_are_written_together_or_not_at_all() {
    let stage = Stage::new();
    let town = Town::new(&stage);
    let building = stage.building("融汇中心A座", &town.street, 1);
    let count = 2 * platform::db::ROWS_IN_A_STATEMENT + 1;
    let bodies: Vec<Body> = (0..count)
        .map(|n| stage.unwritten("community", &format!("第{n}网格"), town.street.placement))
        .collect();
    let written = bodies.clone();
    stage.write(move |conn| store::body::insert_many(conn, &written, 7));
    let (last, scope) = (bodies[count - 1].id, scope(Level::Street, &town.street));
    let found = stage.read(|conn| store::body::find(conn, &scope, last));
    assert_eq!(found.as_ref(), bodies.last());

    // The last row names a place that is not there.
    let mut coverages: Vec<Coverage> = bodies
        .iter()
        .map(|body| Coverage {
            id: stage.id(),
            body: body.id,
            place: building.place.id,
            term: Term::since(SINCE),
        })
        .collect();
    coverages[count - 1].place = kernel::PlaceId(1);
    let write =
        move |tx: &mut platform::Tx<'_>| store::coverage::insert_many(tx.conn, &coverages, 7);
    assert!(stage.world.db.write(write).is_err());
    let covering = stage.read(|conn| store::coverage::covering(conn, &building.place, TODAY));
    assert_eq!(covering, []);
}
