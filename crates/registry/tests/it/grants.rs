//! Rights come from posts: role by the charter, places by the body, for as long as the post lasts.

use jiff::civil::{Date, date};
use kernel::{Level, PersonId, PlaceId};
use platform::Role;
use registry::model::{PlaceKind, Term, Turn, kind};
use registry::store;

use crate::support::{SINCE, START, Stage, TODAY, Town};

type Rights = Vec<(Role, Vec<(Level, PlaceId)>)>;

fn rights(stage: &Stage, person: PersonId, day: Date) -> Rights {
    let grants = stage.read(|conn| store::grants::of_person(conn, &*stage.world, person, day));
    grants.into_iter().map(|grant| (grant.role, grant.places)).collect()
}

#[test]
fn a_post_reaches_the_places_its_body_covers_on_that_day() {
    let stage = Stage::new();
    let town = Town::new(&stage);
    let (a, b) = (stage.building("A座", &town.street, 1), stage.building("B座", &town.street, 2));
    let station = stage.covering(kind::WORKSTATION, "工作站", &[&a.place]);
    let until_january = Term { from: SINCE, until: Some(date(2024, 1, 31)) };
    stage.cover(&station, &b.place, until_january);
    let worker = stage.post(&station, "worker", |post| post.term.until = Some(TODAY)).person;
    let both = vec![(Level::Building, a.place.id), (Level::Building, b.place.id)];
    assert_eq!(rights(&stage, worker, date(2024, 1, 31)), [(Role::StationWorker, both.clone())]);
    assert_eq!(
        rights(&stage, worker, TODAY),
        [(Role::StationWorker, vec![(Level::Building, a.place.id)])]
    );
    assert_eq!(rights(&stage, worker, date(2024, 2, 7)), [], "the post is over");
    assert_eq!(rights(&stage, worker, date(2022, 12, 31)), [], "the post had not begun");
}

#[test]
fn streets_grids_communities_floors_and_tenancies_come_down_to_the_three_levels() {
    let stage = Stage::new();
    let town = Town::new(&stage);
    let community = stage.place(PlaceKind::Community, "五芳园社区", Some(&town.street));
    let (a, b) = (stage.building("A座", &community, 1), stage.building("B座", &town.street, 2));
    let grid = stage.place(PlaceKind::Grid, "一网格", Some(&community));
    let (id, pair) = (stage.id(), (grid.id, b.place.id));
    stage.write(move |conn| store::place::insert_in_area(conn, id, pair, Term::since(SINCE), 0));
    let floor = stage.floor(&a, 12);
    let building = |one: &registry::model::Building| (Level::Building, one.place.id);

    let street = stage.covering("street_office", "鲁谷街道", &[&town.street]);
    let residents = stage.covering("community", "五芳园社区居委会", &[&community]);
    let committee = stage.covering(kind::COMMITTEE, "楼委会", &[&a.place, &b.place]);
    let tenant = stage.enterprise("云杉软件", &stage.floor(&b, 3), 20);
    let cases = [
        (stage.post(&street, "lead", |_| {}), vec![(Level::Street, town.street.id)]),
        (stage.post(&residents, "grid_worker", |_| {}), vec![building(&a)]),
        (
            stage.post(&residents, "grid_worker", |post| post.place = Some(grid.id)),
            vec![building(&b)],
        ),
        (
            stage.post(&committee, "floor_leader", |post| post.place = Some(floor.id)),
            vec![building(&a)],
        ),
        (stage.post(&tenant.body, "liaison", |_| {}), vec![building(&b)]),
    ];
    for (post, expected) in cases {
        let rights = rights(&stage, post.person, TODAY);
        assert_eq!(rights.len(), 1, "{}", post.seat);
        assert_eq!(rights[0].1, expected, "{}", post.seat);
    }
}

#[test]
fn the_chief_changes_at_midnight_of_the_first() {
    let stage = Stage::new();
    let town = Town::new(&stage);
    let building = stage.building("A座", &town.street, 1);
    let committee = stage.covering(kind::COMMITTEE, "楼委会", &[&building.place]);
    let one = stage.post(&committee, "enterprise", |_| {});
    let two = stage.post(&committee, "enterprise", |_| {});
    for (month, post) in [(date(2024, 1, 15), one.id), (date(2024, 2, 1), two.id)] {
        let turn = Turn { body: committee.id, month, post };
        stage.write(move |conn| store::rota::set(conn, &turn, 0));
    }
    let is_chief = |person, moment: &str| {
        let at = moment.parse().unwrap();
        let grants = stage.read(|conn| stage.world.posts.grants(conn, person, at));
        grants.iter().any(|grant| grant.role == Role::Chief)
    };
    // 2024-01-31 23:59:59 and 2024-02-01 00:00 in Beijing.
    let (last, first) = ("2024-01-31T15:59:59Z", "2024-01-31T16:00:00Z");
    assert_eq!([is_chief(one.person, last), is_chief(one.person, first)], [true, false]);
    assert_eq!([is_chief(two.person, last), is_chief(two.person, first)], [false, true]);
    let roles: Vec<Role> =
        rights(&stage, two.person, TODAY).into_iter().map(|(role, _)| role).collect();
    assert_eq!(roles, [Role::Committee, Role::Chief], "a chief stays a member");
}

#[test]
fn the_keepers_of_the_installation_need_no_charter_and_cover_no_place() {
    let stage = Stage::new();
    let keepers = stage.body(kind::ADMINISTRATION, "系统管理", Default::default());
    let operator = stage.post(&keepers, "operator", |_| {}).person;
    assert_eq!(rights(&stage, operator, TODAY), [(Role::Operator, vec![])]);
    let now = START.parse().unwrap();
    let held = stage.read(|conn| stage.world.posts.held(conn, &[operator], now));
    assert_eq!(held[0].seat.in_language("zh-CN"), "系统管理员");
    assert_eq!(held[0].seat.in_language("en"), "Operator");
    let pretender = stage.post(&keepers, "district", |_| {}).person;
    assert_eq!(rights(&stage, pretender, TODAY), []);
}

#[test]
fn an_unknown_seat_and_a_dissolved_body_give_nothing() {
    let stage = Stage::new();
    let town = Town::new(&stage);
    let station = stage.covering(kind::WORKSTATION, "工作站", &[&town.street]);
    let guest = stage.post(&station, "guest", |_| {}).person;
    assert_eq!(rights(&stage, guest, TODAY), []);
    let head = stage.post(&station, "head", |_| {}).person;
    assert_eq!(rights(&stage, head, TODAY).len(), 1);
    let id = station.id;
    stage.write(move |conn| store::body::set_dissolved(conn, id, date(2024, 2, 5)));
    assert_eq!(rights(&stage, head, TODAY), []);
    assert_eq!(rights(&stage, head, date(2024, 2, 5)).len(), 1, "its last day counts");
    assert!(START.starts_with(&TODAY.to_string()));
}
