//! 共性需求: what recurs is noted by the charter's rule, and a person says what it is.

use matters::acts;
use matters::model::{CommonNeedId, CommonNeedState, MatterNumber};
use matters::store;
use platform::Actor;
use platform::journal::Origin;
use std::sync::Arc;
use testkit::{Answer, Persona, TestApp};

use crate::stage::{TEXT, dispatch, number, raise};

/// One matter about the lifts of block A, dispatched.
fn one(app: &TestApp, nth: usize) -> MatterNumber {
    let raised = number(app, &raise(&app.stranger(), &format!("{TEXT}，第 {nth} 次")));
    dispatch(app, &raised);
    raised
}

fn note(app: &TestApp) -> usize {
    let district = app.town.district.id;
    let nobody = Arc::new(Actor::nobody(Origin::Job));
    app.world.act_now(&nobody, move |act| acts::note_needs(act, district)).unwrap()
}

/// The charter's five, and the need they are noted as.
fn noted(app: &TestApp) -> CommonNeedId {
    app.set_time("2024-03-04T01:00:00Z");
    for nth in 0..5 {
        let _ = one(app, nth);
    }
    assert_eq!(note(app), 1);
    newest(app)
}

fn newest(app: &TestApp) -> CommonNeedId {
    let sight = store::Sight::of(&app.actor(Persona::Worker));
    let found = app.read(|conn| store::common_need::list(conn, &sight, None, None, 10));
    found.rows[0].id
}

fn state(app: &TestApp, id: CommonNeedId) -> CommonNeedState {
    let sight = store::Sight::of(&app.actor(Persona::Worker));
    app.read(|conn| store::common_need::find(conn, &sight, id)).unwrap().state
}

fn send(app: &TestApp, who: Persona, id: CommonNeedId, what: &str, said: (&str, &str)) -> Answer {
    app.sign_in(who).post_form(&format!("/common-needs/{}/{what}", id.0), &[said])
}

#[test]
fn as_many_as_the_charter_says_are_noted_once_and_stand_on_the_station_s_desk() {
    let app = TestApp::new();
    app.set_time("2024-03-04T01:00:00Z");
    for nth in 0..4 {
        let _ = one(&app, nth);
    }
    assert_eq!(note(&app), 0, "four are not five");
    let last = one(&app, 4);
    assert_eq!(note(&app), 1);
    assert_eq!(note(&app), 0, "and not twice");
    let id = newest(&app);
    let address = format!("/common-needs/{}", id.0);
    let desk = app.sign_in(Persona::Worker).get("/desk").page();
    assert!(desk.links().contains(&address), "{}", desk.words());
    let page = app.sign_in(Persona::Worker).get(&address).page();
    assert!(page.links().contains(&format!("/matters/{last}")));
    assert!(page.words().contains("5 件"), "{}", page.words());
    // What comes later joins it by itself.
    let sixth = one(&app, 5);
    assert_eq!(note(&app), 0);
    let page = app.sign_in(Persona::Worker).get(&address).page();
    assert!(page.links().contains(&format!("/matters/{sixth}")));
    app.verify();
}

#[test]
fn a_person_says_what_it_is_and_what_became_of_it() {
    let app = TestApp::new();
    let id = noted(&app);
    for (what, said) in [("confirmation", ("title", "")), ("dismissal", ("ground", "busy"))] {
        assert_eq!(send(&app, Persona::Worker, id, what, said).status(), 422, "{what}");
    }
    let title = ("title", "A 座客梯门机老化");
    let _ = send(&app, Persona::Worker, id, "confirmation", title).taken();
    assert_eq!(state(&app, id), CommonNeedState::Confirmed);
    let list = app.sign_in(Persona::District).get("/common-needs?state=confirmed").page().words();
    assert!(list.contains("A 座客梯门机老化"), "{list}");
    assert_eq!(send(&app, Persona::Worker, id, "confirmation", title).status(), 422, "once");
    let desk = app.sign_in(Persona::Worker).get("/desk").page();
    assert!(!desk.links().contains(&format!("/common-needs/{}", id.0)));
    let ending = ("ending", "五台客梯的门机皮带都换了，半年后再看。");
    assert_eq!(send(&app, Persona::Worker, id, "settlement", ("ending", "")).status(), 422);
    let _ = send(&app, Persona::Worker, id, "settlement", ending).taken();
    assert_eq!(state(&app, id), CommonNeedState::Settled);
    assert_eq!(note(&app), 0, "the old ones do not count again");
    app.verify();
}

#[test]
fn what_was_dismissed_comes_back_only_with_as_many_new_ones() {
    let app = TestApp::new();
    let id = noted(&app);
    let _ = send(&app, Persona::StationHead, id, "dismissal", ("ground", "passing")).taken();
    let page = app.sign_in(Persona::Worker).get(&format!("/common-needs/{}", id.0)).page();
    assert!(page.words().contains("一时的事"), "{}", page.words());
    app.set_time("2024-03-05T01:00:00Z");
    for nth in 5..9 {
        let _ = one(&app, nth);
    }
    assert_eq!(note(&app), 0);
    let _ = one(&app, 9);
    assert_eq!(note(&app), 1);
    assert_ne!(newest(&app), id);
    app.verify();
}

#[test]
fn whoever_may_not_finds_nothing_there() {
    let app = TestApp::new();
    let id = noted(&app);
    let address = format!("/common-needs/{}", id.0);
    for who in [Persona::Property, Persona::OtherWorker] {
        assert_eq!(app.sign_in(who).get(&address).status(), 404, "{who:?}");
    }
    // The district sees it and does not decide.
    let district = app.sign_in(Persona::District);
    assert_eq!(district.get(&address).status(), 200);
    assert_eq!(district.post_form(&format!("{address}/dismissal"), &[]).status(), 404);
}
