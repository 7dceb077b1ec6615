//! From an empty directory to a building in which somebody can raise a matter: each step by whoever
//! may take it, refused to the other.

use std::path::Path;
use std::sync::Arc;

use app::home::Home;
use app::installation::{Place, With};
use kernel::Refusal;
use platform::journal::Origin;
use platform::{Actor, Failure, Outcome, Role, World, account};
use registry::acts::{NewGround, first_building, open_ground, seat_first};

fn open(folder: &Path) -> Arc<World> {
    let home = Home::at(folder);
    home.make().unwrap();
    Place::new(home, None).open(With::system(3)).unwrap()
}

/// Somebody who keeps the installation, with the rights of their post.
fn keeper(world: &Arc<World>, role: Role, name: &'static str) -> Arc<Actor> {
    let machine = Arc::new(Actor::nobody(Origin::Cli));
    let opened = world.act_now(&machine, move |act| account::open_keeper(act, role, name, name));
    let (id, _) = opened.unwrap();
    let now = world.time.now();
    let found = world.db.read(|conn| {
        let owner = account::find(conn, id)?.unwrap();
        let grants = world.posts.grants(conn, owner.person, now)?;
        let person = Some(owner.person);
        let nobody = Actor::nobody(Origin::Web);
        Ok::<_, platform::StoreError>(Actor { account: Some(id), person, grants, ..nobody })
    });
    Arc::new(found.unwrap())
}

fn ground() -> NewGround {
    NewGround {
        charter: "shijingshan-troika".to_owned(),
        district: "石景山区".to_owned(),
        street: "老山街道".to_owned(),
        short: "ls".to_owned(),
        office: "老山街道办事处".to_owned(),
    }
}

fn refused<T>(outcome: Outcome<T>) -> Refusal {
    match outcome {
        Err(Failure::Refused(refusal)) => refusal,
        Err(other) => panic!("failed: {other}"),
        Ok(_) => panic!("taken"),
    }
}

#[test]
fn an_empty_installation_is_opened_step_by_step_each_by_whoever_may() {
    let folder = tempfile::tempdir().unwrap();
    let world = open(&folder.path().join("data"));
    let operator = keeper(&world, Role::Operator, "zhou");
    let security = keeper(&world, Role::SecurityAdmin, "han");

    let early = world.act_now(&security, |act| seat_first(act, "罗凡", "luofan"));
    assert_eq!(refused(early).key, "opening-refusal-ground");
    assert!(refused(world.act_now(&security, |act| open_ground(act, &ground()))).not_found);
    world.act_now(&operator, |act| open_ground(act, &ground())).unwrap();
    let twice = world.act_now(&operator, |act| open_ground(act, &ground()));
    assert_eq!(refused(twice).key, "opening-refusal-open");

    assert!(refused(world.act_now(&operator, |act| seat_first(act, "罗凡", "luofan"))).not_found);
    let id = world.act_now(&security, |act| seat_first(act, "罗凡", "luofan")).unwrap();
    let second = world.act_now(&security, |act| seat_first(act, "秦川", "qinchuan"));
    assert_eq!(refused(second).key, "opening-refusal-seated");
    let now = world.time.now();
    let grants = world.db.read(|conn| {
        let owner = account::find(conn, id)?.unwrap();
        world.posts.grants(conn, owner.person, now)
    });
    let grants = grants.unwrap();
    assert!(grants.iter().any(|grant| grant.role == Role::Street && !grant.places.is_empty()));

    let built = world.act_now(&operator, |act| first_building(act, "银河大厦", 6)).unwrap();
    assert!(!built.place.token.is_empty() && !built.place.code.is_empty());
    let floors = world.db.read(|conn| registry::store::place::children(conn, built.place.id));
    assert_eq!(floors.unwrap().iter().filter(|floor| !floor.token.is_empty()).count(), 6);
}

#[test]
fn what_will_not_do_is_refused_at_its_field_and_nothing_is_laid() {
    let folder = tempfile::tempdir().unwrap();
    let world = open(&folder.path().join("data"));
    let operator = keeper(&world, Role::Operator, "zhou");
    let wrong: [(&str, fn(&mut NewGround)); 6] = [
        ("charter", |ground| ground.charter = "none".to_owned()),
        ("district", |ground| ground.district.clear()),
        ("street", |ground| ground.street = "  ".to_owned()),
        ("short", |ground| ground.short = "L5".to_owned()),
        ("short", |ground| ground.short = "LAOSH".to_owned()),
        ("office", |ground| ground.office.clear()),
    ];
    for (field, spoil) in wrong {
        let mut bad = ground();
        spoil(&mut bad);
        let outcome = world.act_now(&operator, move |act| open_ground(act, &bad));
        assert_eq!(refused(outcome).field, Some(field));
    }
    world.act_now(&operator, |act| open_ground(act, &ground())).unwrap();
    for (name, storeys, field) in
        [("", 6, "building"), ("银河大厦", 0, "storeys"), ("银河大厦", 999, "storeys")]
    {
        let outcome = world.act_now(&operator, move |act| first_building(act, name, storeys));
        assert_eq!(refused(outcome).field, Some(field));
    }
}
