//! What is late (催办、督办) is told upward by the charter's ladder: each step once, at decent hours, and not
//! any more once there is more time.

use std::sync::Arc;

use jiff::SignedDuration;
use matters::acts::{self, RulingOn, Wanted};
use matters::model::charter::Told;
use matters::model::{ClockKind, MatterId, MatterNumber, RequestKind};
use matters::store;
use matters::store::Sight;
use matters::store::escalation::Taken;
use platform::Actor;
use platform::journal::{Origin, life};
use testkit::{Persona, TestApp};

use crate::stage::{TEXT, dispatch, number, raise};

/// One turn of the job; how many clocks it looked at.
fn turn(world: &Arc<platform::World>) -> usize {
    let job = Arc::new(Actor::nobody(Origin::Job));
    world.act_now(&job, acts::escalate_late).unwrap()
}

fn turns(app: &TestApp) {
    while turn(&app.world) > 0 {}
}

fn id(app: &TestApp, number: &MatterNumber) -> MatterId {
    let worker = app.actor(Persona::Worker);
    app.read(|conn| store::matter::find(conn, &Sight::of(&worker), number)).unwrap().id
}

fn taken(app: &TestApp, number: &MatterNumber) -> Vec<Taken> {
    let id = id(app, number);
    app.read(|conn| store::escalation::list(conn, id))
}

/// The steps that clocks of `kind` have taken.
fn steps(app: &TestApp, number: &MatterNumber, kind: ClockKind) -> Vec<String> {
    taken(app, number).into_iter().filter(|one| one.kind == kind).map(|one| one.step).collect()
}

/// A matter that the property company has signed for on a Monday morning, due on the Monday after.
fn in_hand(app: &TestApp) -> (String, MatterNumber) {
    app.set_time("2024-03-04T01:00:00Z");
    let code = raise(&app.stranger(), TEXT);
    let number = number(app, &code);
    dispatch(app, &number);
    let own = number.clone();
    app.act(Persona::Property, move |act| acts::sign_matter(act, &own)).unwrap();
    (code, number)
}

/// The matter stands on the desk of `persona`, with these words.
fn desk_says(app: &TestApp, persona: Persona, number: &MatterNumber, words: &str) -> bool {
    let desk = app.sign_in(persona).get("/desk").page();
    desk.links().contains(&format!("/matters/{number}")) && desk.words().contains(words)
}

#[test]
fn what_is_late_climbs_the_ladder_and_stands_on_each_desk_with_the_reason() {
    let app = TestApp::new();
    let (_, number) = in_hand(&app);
    turns(&app);
    assert!(taken(&app, &number).is_empty(), "nothing is late yet");
    // The word with the reporter was due by the end of Tuesday; the matter by the end of Monday.
    app.set_time("2024-03-11T01:00:00Z");
    turns(&app);
    assert_eq!(steps(&app, &number, ClockKind::Resolve), ["reminder"]);
    assert_eq!(
        steps(&app, &number, ClockKind::Contact),
        ["station", "street", "district"],
        "nobody is reminded of what is over"
    );
    assert!(desk_says(&app, Persona::Property, &number, "期限快到了"));
    for (persona, why) in [
        (Persona::Worker, "先告诉工作站"),
        (Persona::Street, "升到街道"),
        (Persona::District, "升到区里"),
    ] {
        assert!(desk_says(&app, persona, &number, why), "{persona:?}");
    }
    for persona in [Persona::OtherStreet, Persona::OtherWorker, Persona::OtherDistrict] {
        assert!(!desk_says(&app, persona, &number, "按规则"), "{persona:?}");
    }
    // Once the word was said, nobody looks into it any more.
    let own = number.clone();
    app.act(Persona::Property, move |act| acts::contact_reporter(act, &own, "说好今天来")).unwrap();
    assert!(!desk_says(&app, Persona::Street, &number, "升到街道"));
    app.verify();
}

#[test]
fn t1_each_step_is_taken_once_under_restarts_and_two_nodes() {
    let app = TestApp::new();
    let (_, number) = in_hand(&app);
    app.set_time("2024-03-20T01:00:00Z");
    // Two nodes at once, again and again, as if the lease had been lost.
    std::thread::scope(|scope| {
        for _ in 0..2 {
            let world = Arc::clone(&app.world);
            scope.spawn(move || {
                let job = Arc::new(Actor::nobody(Origin::Job));
                for _ in 0..4 {
                    // The one that loses the race is rolled back as a whole and asks again.
                    let _ = world.act_now(&job, acts::escalate_late);
                }
            });
        }
    });
    turns(&app);
    let taken = taken(&app, &number);
    let mut once: Vec<_> = taken.iter().map(|one| (one.clock, one.step.clone())).collect();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), taken.len());
    assert_eq!(steps(&app, &number, ClockKind::Resolve), ["station", "street", "district"]);
    app.seal();
    let subject = kernel::Subject::new(kernel::SubjectKind::Matter, id(&app, &number));
    let life = app.read(|conn| life::list(conn, subject, 500));
    let told = life.iter().filter(|lived| lived.entry.kind == "matter.escalated").count();
    assert_eq!(told, taken.len(), "one entry of the journal for each step");
    app.verify();
}

#[test]
fn t1_nobody_is_told_at_midnight_or_on_a_weekend() {
    let app = TestApp::new();
    // Friday at six in the evening: signed for by ten.
    app.set_time("2024-03-08T10:00:00Z");
    let code = raise(&app.stranger(), TEXT);
    let number = number(&app, &code);
    dispatch(&app, &number);
    for moment in ["2024-03-08T16:00:00Z", "2024-03-09T04:00:00Z", "2024-03-10T23:59:00Z"] {
        app.set_time(moment);
        turns(&app);
        assert!(taken(&app, &number).is_empty(), "{moment}");
    }
    app.set_time("2024-03-11T00:00:00Z");
    turns(&app);
    assert_eq!(steps(&app, &number, ClockKind::Sign), ["station"]);
}

#[test]
fn t1_more_time_clears_the_alarm_and_counts_the_steps_anew() {
    let app = TestApp::new();
    let (_, number) = in_hand(&app);
    let own = number.clone();
    let wanted = Wanted {
        kind: RequestKind::Extension,
        ground: "parts".to_owned(),
        why: "门机皮带缺货，厂家说下周三到".to_owned(),
        review_on: None,
    };
    app.act(Persona::Property, move |act| {
        acts::contact_reporter(act, &own, "说好等配件")?;
        acts::ask_ruling(act, &own, &wanted)
    })
    .unwrap();
    app.set_time("2024-03-12T01:00:00Z");
    turns(&app);
    assert_eq!(steps(&app, &number, ClockKind::Resolve), ["station"]);
    assert!(desk_says(&app, Persona::Worker, &number, "先告诉工作站"));
    let matter = id(&app, &number);
    let requests = app.read(|conn| store::request::list(conn, matter));
    let ruling =
        RulingOn {
            request: requests[0].id, grants: true, words: "配件到了就换。".to_owned()
        };
    let ruled = number.clone();
    app.act(Persona::Worker, move |act| acts::rule_request(act, &ruled, &ruling)).unwrap();
    assert!(!desk_says(&app, Persona::Worker, &number, "先告诉工作站"));
    turns(&app);
    assert_eq!(steps(&app, &number, ClockKind::Resolve), ["station"], "nothing of it is late");
    // The new end passes: what the clock has told already is not told twice, what is left is.
    for moment in ["2024-03-15T10:00:00Z", "2024-03-20T01:00:00Z"] {
        app.set_time(moment);
        turns(&app);
    }
    assert_eq!(steps(&app, &number, ClockKind::Resolve), ["station", "reminder", "street"]);
}

#[test]
fn t1_a_clock_that_was_answered_or_stands_still_tells_nobody() {
    let app = TestApp::new();
    let (_, number) = in_hand(&app);
    crate::stage::complete(&app, &second(&app));
    let own = number.clone();
    let review_on = "2024-05-06".parse().ok();
    let wanted = Wanted {
        kind: RequestKind::Parking,
        ground: "money".to_owned(),
        why: "换梯要动维修资金".to_owned(),
        review_on,
    };
    app.act(Persona::Property, move |act| {
        acts::contact_reporter(act, &own, "说明了原因")?;
        acts::ask_ruling(act, &own, &wanted)
    })
    .unwrap();
    let matter = id(&app, &number);
    let requests = app.read(|conn| store::request::list(conn, matter));
    let ruling =
        RulingOn {
            request: requests[0].id, grants: true, words: "列入明年计划。".to_owned()
        };
    let ruled = number.clone();
    app.act(Persona::Street, move |act| acts::rule_request(act, &ruled, &ruling)).unwrap();
    app.set_time("2024-04-22T01:00:00Z");
    turns(&app);
    assert!(taken(&app, &number).is_empty(), "{:?}", taken(&app, &number));
}

/// Another matter, dispatched.
fn second(app: &TestApp) -> MatterNumber {
    let code = raise(&app.stranger(), "十二层东侧走廊的应急灯不亮");
    let number = number(app, &code);
    dispatch(app, &number);
    number
}

#[test]
fn an_office_that_is_late_itself_is_told_of_from_above() {
    let app = TestApp::new();
    app.set_time("2024-03-04T01:00:00Z");
    let code = raise(&app.stranger(), TEXT);
    let number = number(&app, &code);
    app.pass(SignedDuration::from_hours(9));
    turns(&app);
    // The station owed the answer: the first to be told is the street.
    let told: Vec<Told> = taken(&app, &number).into_iter().map(|one| one.told).collect();
    assert!(told.contains(&Told::Street) && !told.contains(&Told::Station), "{told:?}");
}

#[test]
fn an_urge_shows_at_once_on_the_desk_of_whoever_has_it() {
    let app = TestApp::new();
    let (code, number) = in_hand(&app);
    assert!(!desk_says(&app, Persona::Property, &number, "提出人催了"));
    let urging = format!("/follow/{code}/urging");
    let _ = app.stranger().post_form(&urging, &[]).taken();
    let desk = app.sign_in(Persona::Property).get("/desk").page();
    assert!(desk.words().contains("提出人催了"), "{}", desk.words());
    // Once per interval, and never a matter of its own.
    assert_eq!(app.stranger().post_form(&urging, &[]).status(), 422);
    let life = app.sign_in(Persona::Property).get(&format!("/matters/{number}")).page().words();
    assert_eq!(life.matches("提出人催办").count(), 1, "{life}");
}
