//! Acts: checked, written and journalled together; out of reach is not there.

use std::sync::Arc;

use jiff::civil::date;
use kernel::{Level, PersonId, PlaceId, Refusal};
use platform::journal::{Origin, life};
use platform::permission::Grant;
use platform::{Actor, Failure, Role};
use proptest::prelude::*;
use registry::acts::{self, NewBody, NewBuilding, NewEnterprise, NewPlace, NewPost, NewTenancy};
use registry::model::charter::Formation;
use registry::model::{Body, Place, PlaceKind, Term, kind};
use registry::store;

use crate::support::{SINCE, Stage, TODAY, Town, details, scope};

/// Somebody with a role over places.
fn actor(role: Role, places: &[(Level, PlaceId)]) -> Arc<Actor> {
    let grant =
        Grant { post: kernel::PostId(1), body: kernel::BodyId(1), role, places: places.to_vec() };
    Arc::new(Actor { grants: vec![grant], ..Actor::nobody(Origin::Web) })
}

fn street_staff(town: &Town) -> Arc<Actor> {
    actor(Role::Street, &[(Level::Street, town.street.id)])
}

fn refusal<T: std::fmt::Debug>(outcome: Result<T, Failure>) -> Refusal {
    match outcome {
        Err(Failure::Refused(refusal)) => refusal,
        other => panic!("not refused: {other:?}"),
    }
}

/// The kinds of what the journal says of a body, a place or a post.
fn life(stage: &Stage, subject: kernel::Subject) -> Vec<String> {
    let entries = stage.read(|conn| life::list(conn, subject, 50));
    entries.into_iter().map(|lived| lived.entry.kind).collect()
}

fn new_place(parent: Option<&Place>, kind: PlaceKind, name: &str) -> NewPlace {
    NewPlace {
        parent: parent.map(|parent| parent.id),
        kind,
        name: name.to_owned(),
        code: String::new(),
        short: String::new(),
        order: 1,
        area: None,
        shared: false,
        wall_code: false,
        from: SINCE,
    }
}

fn new_body(kind: &str, name: &str, home: &Place, covers: &[PlaceId]) -> NewBody {
    NewBody {
        kind: kind.to_owned(),
        name: name.to_owned(),
        parent: None,
        formed: Formation::Single,
        tier: String::new(),
        code: String::new(),
        founded_on: Some(SINCE),
        home: Some(home.id),
        covers: covers.to_vec(),
        adjacent: false,
        phone: String::new(),
    }
}

fn new_post(person: PersonId, body: &Body, seat: &str, term: Term) -> NewPost {
    NewPost {
        person,
        body: body.id,
        seat: seat.to_owned(),
        represents: None,
        place: None,
        topics: Vec::new(),
        term,
        appointed_how: "elected".to_owned(),
        public_name: String::new(),
    }
}

#[test]
fn the_operator_lays_a_tree_and_the_street_goes_on_with_it() {
    let stage = Stage::new();
    let operator = actor(Role::Operator, &[]);
    let district = stage
        .world
        .act_now(&operator, |act| {
            acts::add_place(act, &new_place(None, PlaceKind::District, "石山区"))
        })
        .unwrap();
    let mut street = new_place(Some(&district), PlaceKind::Street, "鲁谷街道");
    street.short = "LG".to_owned();
    let street = stage.world.act_now(&operator, move |act| acts::add_place(act, &street)).unwrap();
    let staff = actor(Role::Street, &[(Level::Street, street.id)]);
    let new = NewBuilding {
        place: new_place(Some(&street), PlaceKind::Building, " 融汇中心A座 "),
        details: details(),
    };
    let building = stage.world.act_now(&staff, move |act| acts::add_building(act, &new)).unwrap();
    assert_eq!(building.place.name, "融汇中心A座");
    assert_eq!(building.place.path, [district.id, street.id, building.place.id]);
    assert_eq!(building.place.code.len(), 6, "a code is drawn for the public address");
    let mut floor = new_place(Some(&building.place), PlaceKind::Floor, "12");
    floor.wall_code = true;
    let floor = stage.world.act_now(&staff, move |act| acts::add_place(act, &floor)).unwrap();
    let found = stage.read(|conn| store::building::find_by_token(conn, &floor.token));
    assert_eq!(found, Some((building.clone(), floor)));
    let parent = stage.read(|conn| store::place::parent_on(conn, building.place.id, TODAY));
    assert_eq!(parent, Some(street.id));
    let subject = kernel::Subject::new(kernel::SubjectKind::Place, building.place.id);
    assert_eq!(life(&stage, subject), ["place.added"]);
}

#[test]
fn places_are_refused_where_they_cannot_lie_and_hidden_where_the_actor_cannot_reach() {
    let stage = Stage::new();
    let (here, there) = (Town::new(&stage), Town::new(&stage));
    let building = stage.building("A座", &here.street, 1);
    let add = |actor: &Arc<Actor>, new: NewPlace| {
        refusal(stage.world.act_now(actor, move |act| acts::add_place(act, &new)))
    };
    let staff = street_staff(&here);
    let room_in_street = new_place(Some(&here.street), PlaceKind::Room, "301");
    assert_eq!(add(&staff, room_in_street).key, "refusal-registry-misplaced-place");
    let blank = add(&staff, new_place(Some(&here.street), PlaceKind::Community, "  "));
    assert_eq!((&*blank.key, blank.field), ("refusal-registry-blank", Some("name")));
    let mut taken = new_place(Some(&here.street), PlaceKind::Building, "B座");
    taken.code = building.place.code.clone();
    assert_eq!(add(&staff, taken).key, "refusal-registry-code-taken");
    for (actor, new) in [
        (&staff, new_place(Some(&there.street), PlaceKind::Building, "B座")),
        (&staff, new_place(None, PlaceKind::District, "新区")),
        (
            &actor(Role::Property, &[(Level::Building, building.place.id)]),
            new_place(Some(&building.place), PlaceKind::Floor, "3"),
        ),
    ] {
        assert!(add(actor, new).not_found);
    }
}

#[test]
fn a_committee_is_founded_in_the_charters_words_and_joint_only_by_the_rule() {
    let stage = Stage::new();
    let town = Town::new(&stage);
    let staff = street_staff(&town);
    let (a, b) = (stage.building("A座", &town.street, 1), stage.building("B座", &town.street, 2));
    let found = |change: &dyn Fn(&mut NewBody)| {
        let covers = [a.place.id, b.place.id];
        let mut new = new_body(kind::COMMITTEE, "融汇中心楼务会", &town.street, &covers);
        change(&mut new);
        stage.world.act_now(&staff, move |act| acts::found_body(act, &new))
    };
    let joint = |adjacent| {
        move |new: &mut NewBody| {
            new.formed = Formation::Joint;
            new.adjacent = adjacent;
        }
    };
    assert_eq!(refusal(found(&|_| {})).key, "refusal-registry-must-be-joint");
    assert_eq!(refusal(found(&joint(true))).key, "refusal-registry-nothing-in-common");
    stage.covering(kind::PROPERTY_COMPANY, "安和物业", &[&a.place, &b.place]);
    assert_eq!(refusal(found(&joint(false))).key, "refusal-registry-not-adjacent");
    let unknown = refusal(found(&|new| new.kind = "guild".to_owned()));
    assert_eq!((&*unknown.key, unknown.field), ("refusal-registry-unknown-kind", Some("kind")));

    let body = found(&joint(true)).unwrap();
    assert_eq!(body.name, "融汇中心楼宇委员会");
    assert_eq!(body.written_name, "融汇中心楼务会");
    let covered = stage.read(|conn| store::coverage::places_of(conn, body.id, TODAY));
    assert_eq!(covered, [a.place.clone(), b.place.clone()]);
    let subject = kernel::Subject::new(kernel::SubjectKind::Body, body.id);
    assert_eq!(life(&stage, subject), ["body.founded", "body.place_covered", "body.place_covered"]);

    // A third building joins only if it shares what the others share.
    let c = stage.building("C座", &town.street, 3);
    let (id, place, term) = (body.id, c.place.id, Term::since(TODAY));
    let cover =
        move |act: &mut platform::Act<'_, '_>| acts::cover_place(act, id, place, term, true);
    let apart = refusal(stage.world.act_now(&staff, cover));
    assert_eq!(apart.key, "refusal-registry-nothing-in-common");
    stage.covering(kind::PROPERTY_COMPANY, "另一家物业", &[&c.place]);
    assert!(stage.world.act_now(&staff, cover).is_err());
}

#[test]
fn coverage_ends_on_a_day_and_not_before_it_began() {
    let stage = Stage::new();
    let town = Town::new(&stage);
    let building = stage.building("A座", &town.street, 1);
    let station = stage.covering(kind::WORKSTATION, "工作站", &[&building.place]);
    let coverage = stage.read(|conn| store::coverage::of_body(conn, station.id))[0];
    let staff = street_staff(&town);
    let end = |day| {
        stage
            .world
            .act_now(&staff, move |act| acts::end_coverage(act, station.id, coverage.id, day))
    };
    let early = refusal(end(date(2022, 12, 31)));
    assert_eq!(early.key, "refusal-registry-ends-before-it-begins");
    end(date(2024, 1, 31)).unwrap();
    let covered = |day| stage.read(|conn| store::coverage::places_of(conn, station.id, day)).len();
    assert_eq!([covered(date(2024, 1, 31)), covered(date(2024, 2, 1))], [1, 0]);
}

#[test]
fn a_single_seat_takes_one_holder_at_a_time() {
    let stage = Stage::new();
    let town = Town::new(&stage);
    let station = stage.covering(kind::WORKSTATION, "工作站", &[&town.street]);
    let staff = street_staff(&town);
    let appoint = |seat: &str, term| {
        let new = new_post(stage.person(), &station, seat, term);
        stage.world.act_now(&staff, move |act| acts::appoint(act, &new))
    };
    let first = appoint("head", Term::since(SINCE)).unwrap();
    let second = refusal(appoint("head", Term::since(TODAY)));
    assert_eq!((&*second.key, second.field), ("refusal-registry-seat-full", Some("seat")));
    appoint("worker", Term::since(TODAY)).unwrap();
    appoint("worker", Term::since(TODAY)).unwrap();
    assert_eq!(refusal(appoint("king", Term::since(TODAY))).field, Some("seat"));
    let before = Term::since(date(2022, 6, 1));
    assert_eq!(refusal(appoint("worker", before)).key, "refusal-registry-no-body");

    let end = |last| stage.world.act_now(&staff, move |act| acts::end_post(act, first.id, last));
    end(date(2024, 2, 5)).unwrap();
    let next = appoint("head", Term::since(TODAY)).unwrap();
    let longer = refusal(end(TODAY));
    assert_eq!(longer.key, "refusal-registry-seat-full", "a longer term meets the successor");
    let subject = kernel::Subject::new(kernel::SubjectKind::Post, first.id);
    assert_eq!(life(&stage, subject), ["post.appointed", "post.ended"]);

    stage.world.act_now(&staff, move |act| acts::retract_post(act, next.id)).unwrap();
    assert!(stage.read(|conn| store::post::of_seat(conn, station.id, "head")).len() == 1);
    end(TODAY).unwrap();
}

#[test]
fn an_appointment_gives_no_right_where_the_body_or_the_actor_has_none() {
    let stage = Stage::new();
    let (here, there) = (Town::new(&stage), Town::new(&stage));
    let (a, b) = (stage.building("A座", &here.street, 1), stage.building("B座", &here.street, 2));
    let (inside, outside) = (stage.floor(&a, 3), stage.floor(&b, 3));
    let committee = stage.covering(kind::COMMITTEE, "楼委会", &[&a.place]);
    let company = stage.covering(kind::PROPERTY_COMPANY, "安和物业", &[&a.place, &there.street]);
    let head = actor(Role::StationHead, &[(Level::Building, a.place.id)]);
    let appoint = |actor: &Arc<Actor>, body: &Body, seat: &str, place: Option<&Place>| {
        let mut new = new_post(stage.person(), body, seat, Term::since(SINCE));
        new.place = place.map(|place| place.id);
        stage.world.act_now(actor, move |act| acts::appoint(act, &new))
    };
    appoint(&head, &committee, "floor_leader", Some(&inside)).unwrap();
    let nowhere = refusal(appoint(&head, &committee, "floor_leader", None));
    assert_eq!(nowhere.key, "refusal-registry-seat-needs-place");
    let beyond = refusal(appoint(&head, &committee, "floor_leader", Some(&outside)));
    assert_eq!(beyond.key, "refusal-registry-place-not-covered");
    // The company also works elsewhere: whoever keeps one building cannot fill its posts.
    assert!(refusal(appoint(&head, &company, "manager", None)).not_found);
    for role in [Role::Operator, Role::StationWorker, Role::Property, Role::Auditor] {
        let actor = actor(role, &[(Level::Building, a.place.id)]);
        assert!(refusal(appoint(&actor, &committee, "owner", None)).not_found, "{role}");
    }
    appoint(&actor(Role::SecurityAdmin, &[]), &company, "manager", None).unwrap();
}

#[test]
fn turns_follow_one_another_and_go_on_after_the_last_chief() {
    let stage = Stage::new();
    let town = Town::new(&stage);
    let committee = stage.covering(kind::COMMITTEE, "楼委会", &[&town.street]);
    let staff = street_staff(&town);
    let members: Vec<_> =
        ["owner", "property", "enterprise"].map(|seat| stage.post(&committee, seat, |_| {})).into();
    let plan = |first, months| {
        let turns = stage
            .world
            .act_now(&staff, move |act| acts::plan_rota(act, committee.id, first, months));
        turns.unwrap().into_iter().map(|turn| turn.post).collect::<Vec<_>>()
    };
    let [one, two, three] = [members[0].id, members[1].id, members[2].id];
    assert_eq!(plan(TODAY, 2), [one, two]);
    assert_eq!(plan(date(2024, 4, 1), 2), [three, one]);
    let last = three;
    stage
        .world
        .act_now(&staff, move |act| acts::give_turn(act, committee.id, date(2024, 3, 20), last))
        .unwrap();
    let turns = stage.read(|conn| store::rota::of_body(conn, committee.id, TODAY));
    let turns: Vec<_> = turns.into_iter().map(|turn| (turn.month.month(), turn.post)).collect();
    assert_eq!(turns, [(2, one), (3, three), (4, three), (5, one)]);
    let stranger =
        stage.post(&stage.covering(kind::COMMITTEE, "别的", &[&town.street]), "owner", |_| {});
    let refused = stage
        .world
        .act_now(&staff, move |act| acts::give_turn(act, committee.id, TODAY, stranger.id));
    assert!(refusal(refused).not_found);
}

#[test]
fn an_enterprise_moves_in_grows_and_moves_out() {
    let stage = Stage::new();
    let town = Town::new(&stage);
    let (a, b) = (stage.building("A座", &town.street, 1), stage.building("B座", &town.street, 2));
    let room = stage.room(&stage.floor(&a, 3), "301", 42_000);
    let floor = stage.place_with(PlaceKind::Floor, "8", Some(&b.place), |floor| {
        floor.area = Some(118_000);
    });
    let worker =
        actor(Role::StationWorker, &[(Level::Building, a.place.id), (Level::Building, b.place.id)]);
    let tenancy =
        |place: &Place| NewTenancy { place: place.id, term: Term::since(SINCE), area: None };
    let new = NewEnterprise {
        name: " 北京云杉软件股份有限公司 ".to_owned(),
        credit_code: "91110107ma00yxrj3f".to_owned(),
        industry: "i65".to_owned(),
        headcount: Some(118),
        registered_here: true,
        tenancy: tenancy(&room),
    };
    let (again, mut blank) = (new.clone(), new.clone());
    let enterprise =
        stage.world.act_now(&worker, move |act| acts::record_enterprise(act, &new)).unwrap();
    assert_eq!(enterprise.body.name, "北京云杉软件股份有限公司");
    let by_code = stage.read(|conn| store::enterprise::by_credit_code(conn, "91110107MA00YXRJ3F"));
    assert_eq!(by_code, std::slice::from_ref(&enterprise));

    let (id, second) = (enterprise.body.id, tenancy(&floor));
    stage.world.act_now(&worker, move |act| acts::move_in(act, id, second)).unwrap();
    let home = |id| stage.read(|conn| store::enterprise::load(conn, id)).unwrap().details.building;
    assert_eq!(home(id), Some(b.place.id), "the larger tenancy is where it is listed");
    let tenancies = stage.read(|conn| store::tenancy::of_body(conn, id));
    assert_eq!(
        tenancies.iter().map(|one| one.area).collect::<Vec<_>>(),
        [Some(42_000), Some(118_000)]
    );
    let larger = tenancies[1].id;
    let out = move |act: &mut platform::Act<'_, '_>| acts::move_out(act, larger, date(2024, 2, 5));
    stage.world.act_now(&worker, out).unwrap();
    assert_eq!(home(id), Some(a.place.id));
    let subject = kernel::Subject::new(kernel::SubjectKind::Body, id);
    assert_eq!(
        life(&stage, subject),
        [
            "enterprise.recorded",
            "enterprise.moved_in",
            "enterprise.moved_in",
            "enterprise.moved_out"
        ]
    );
    stage.world.act_now(&worker, move |act| acts::retract_tenancy(act, larger)).unwrap();
    assert_eq!(stage.read(|conn| store::tenancy::of_body(conn, id)).len(), 1);

    blank.name = "  ".to_owned();
    let refused = stage.world.act_now(&worker, move |act| acts::record_enterprise(act, &blank));
    assert_eq!(refusal(refused).field, Some("name"));
    let neighbour = actor(Role::StationWorker, &[(Level::Building, b.place.id)]);
    let refused = stage.world.act_now(&neighbour, move |act| acts::record_enterprise(act, &again));
    assert!(refusal(refused).not_found);
}

#[test]
fn a_body_is_seen_by_every_neighbour_but_changed_at_home() {
    let stage = Stage::new();
    let (here, there) = (Town::new(&stage), Town::new(&stage));
    let company =
        stage.covering(kind::PROPERTY_COMPANY, "安和物业", &[&there.street, &here.street]);
    let seen = |town: &Town| {
        let scope = scope(Level::Street, &town.street);
        let body = company.clone();
        stage.read(move |conn| {
            Ok([
                store::body::is_within(conn, &scope, &body)?,
                store::body::is_governed(conn, &scope, &body)?,
            ])
        })
    };
    assert_eq!(seen(&there), [true, true], "its home");
    assert_eq!(seen(&here), [true, false]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn whatever_appointments_are_accepted_no_day_has_two_holders_of_a_single_seat(
        steps in prop::collection::vec((0i16..40, prop::option::of(0i16..15), 0usize..4), 1..20),
    ) {
        let stage = Stage::new();
        let town = Town::new(&stage);
        let station = stage.covering(kind::WORKSTATION, "工作站", &[&town.street]);
        let staff = street_staff(&town);
        let day = |n: i16| TODAY.saturating_add(jiff::Span::new().days(n));
        let mut accepted = Vec::new();
        for (from, length, what) in steps {
            // One step in four changes the end of an earlier post instead.
            if let (0, Some(&post)) = (what, accepted.first()) {
                let last = day(from);
                let _ = stage.world.act_now(&staff, move |act| acts::end_post(act, post, last));
                continue;
            }
            let term = Term { from: day(from), until: length.map(|length| day(from + length)) };
            let new = new_post(stage.person(), &station, "head", term);
            let outcome = stage.world.act_now(&staff, move |act| acts::appoint(act, &new));
            accepted.extend(outcome.ok().map(|post| post.id));
        }
        for n in 0..60 {
            let heads = stage.read(|conn| store::post::of_body(conn, station.id, day(n)));
            prop_assert!(heads.len() <= 1, "{}: {}", day(n), heads.len());
        }
    }
}
