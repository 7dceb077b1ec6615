//! Who could take a matter, and what the floor stack shows.

use jiff::civil::date;
use platform::Role;
use registry::model::{Candidate, Duty, PlaceKind, Term, Turn, kind};
use registry::store;

use crate::support::{SINCE, Stage, TODAY, Town};

#[test]
fn a_matter_on_a_floor_finds_everyone_responsible_there() {
    let stage = Stage::new();
    let town = Town::new(&stage);
    let building = stage.building("A座", &town.street, 1);
    let (third, fourth) = (stage.floor(&building, 3), stage.floor(&building, 4));
    let room = stage.room(&third, "301", 100);
    let mut fire = stage.unwritten(kind::DEPARTMENT, "消防救援支队", town.district.placement);
    fire.code = "fire".to_owned();
    let (fire_id, written) = (fire.id, fire.clone());
    stage.write(move |conn| store::body::insert(conn, &written, 0));
    let station = stage.covering(kind::WORKSTATION, "工作站", &[&building.place]);
    let property = stage.covering(kind::PROPERTY_COMPANY, "安和物业", &[&building.place]);
    let committee = stage.covering(kind::COMMITTEE, "楼委会", &[&building.place]);
    let elsewhere = stage.building("B座", &town.street, 2);
    stage.covering(kind::OWNER, "别处的产权方", &[&elsewhere.place]);

    let worker = stage.post(&station, "worker", |post| post.public_name = "周敏".to_owned());
    let leader = stage.post(&committee, "floor_leader", |post| post.place = Some(third.id));
    stage.post(&committee, "floor_leader", |post| post.place = Some(fourth.id));
    let officer =
        stage.post(&committee, "officer", |post| post.topics = vec!["property".to_owned()]);
    let member = stage.post(&committee, "enterprise", |_| {});
    let turn = Turn { body: committee.id, month: TODAY, post: member.id };
    stage.write(move |conn| store::rota::set(conn, &turn, 0));

    let found = stage.read(|conn| store::routing::candidates(conn, &*stage.world, &room, TODAY));
    let all: Vec<_> = found.all.iter().map(|one| (one.duty.clone(), one.body, one.post)).collect();
    assert_eq!(
        all,
        [
            (Duty::Officer { topics: vec!["property".to_owned()] }, committee.id, Some(officer.id)),
            (Duty::FloorLeader, committee.id, Some(leader.id)),
            (Duty::Chief, committee.id, Some(member.id)),
            (Duty::Station, station.id, Some(worker.id)),
            (Duty::PropertyCompany, property.id, None),
            (Duty::Department { key: "fire".to_owned() }, fire_id, None),
            (Duty::Committee, committee.id, None),
        ]
    );
    let post = |candidate: Option<&Candidate>| candidate.and_then(|one| one.post);
    assert_eq!(post(found.officer_for("property.lift")), Some(officer.id));
    assert_eq!(post(found.officer_for("property_rights")), None);
    assert_eq!(found.department("fire").map(|one| one.body), Some(fire_id));
    let stations: Vec<_> = found.with(&Duty::Station).collect();
    assert_eq!(stations.len(), 1);
    assert_eq!((stations[0].role, &*stations[0].public_name), (Some(Role::StationWorker), "周敏"));
}

#[test]
fn the_stack_shows_floors_from_the_top_with_tenants_vacancies_and_leaders_of_the_day() {
    let stage = Stage::new();
    let town = Town::new(&stage);
    let building = stage.building("A座", &town.street, 1);
    let (cellar, first, second) =
        (stage.floor(&building, -1), stage.floor(&building, 1), stage.floor(&building, 2));
    let rooms = [stage.room(&first, "101", 20_000), stage.room(&first, "102", 16_000)];
    let lobby = stage.place_with(PlaceKind::Room, "大堂", Some(&first), |lobby| {
        lobby.shared = true;
        lobby.area = Some(5_000);
    });
    stage.room(&second, "201", 50_000);
    let shop = stage.enterprise("半山咖啡", &rooms[0], 6);
    let whole = stage.enterprise("云杉软件", &second, 118);
    let gone = stage.enterprise("旧租户", &stage.room(&cellar, "B1", 100), 2);
    let gone_id = gone.body.id;
    stage.write(move |conn| {
        let tenancy = store::tenancy::of_body(conn, gone_id)?[0].id;
        store::tenancy::set_until(conn, tenancy, date(2024, 2, 5))
    });
    let committee = stage.covering(kind::COMMITTEE, "楼委会", &[&building.place]);
    let leader = stage.post(&committee, "floor_leader", |post| post.place = Some(second.id));

    let stack =
        |day| stage.read(|conn| store::stack::of_building(conn, &*stage.world, &building, day));
    let today = stack(TODAY);
    let storeys: Vec<i32> = today.floors.iter().map(|floor| floor.place.order).collect();
    assert_eq!(storeys, [2, 1, -1]);
    let top = &today.floors[0];
    assert_eq!(top.leader.as_ref().map(|holder| holder.post.id), Some(leader.id));
    assert_eq!((top.tenant_count(), top.headcount(), top.vacant_area()), (1, 118, 0));
    assert_eq!(top.tenants[0].body, whole.body.id);
    let ground = &today.floors[1];
    assert_eq!(ground.rooms.len(), 3);
    assert_eq!(ground.rooms[0].tenants[0].body, shop.body.id);
    assert_eq!(ground.vacant_area(), 16_000, "the lobby is not to let");
    assert!(ground.rooms.iter().any(|room| room.place.id == lobby.id));
    let wanting: Vec<i32> = today.without_leader().map(|floor| floor.place.order).collect();
    assert_eq!(wanting, [1]);
    assert_eq!(today.floors[2].tenant_count(), 0);
    assert_eq!(stack(date(2024, 2, 5)).floors[2].tenant_count(), 1);
    assert_eq!(stack(SINCE.yesterday().unwrap()).floors[1].tenant_count(), 0);
    assert!(Term::since(SINCE).contains(TODAY));
}
