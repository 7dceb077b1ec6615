//! 督办: a level above asks, the lead answers, only whoever asked ends it.

use std::sync::Arc;

use matters::acts;
use matters::model::MatterNumber;
use platform::Actor;
use platform::journal::Origin;
use testkit::{Answer, Persona, TestApp};

use crate::stage::{TEXT, complete, dispatch, number, raise};

/// A matter the property company has in hand, on a Monday morning.
fn in_hand(app: &TestApp) -> (String, MatterNumber) {
    app.set_time("2024-03-04T01:00:00Z");
    let code = raise(&app.stranger(), TEXT);
    let number = number(app, &code);
    dispatch(app, &number);
    (code, number)
}

const ASK: [(&str, &str); 2] = [("ask", "为什么三天没人到场"), ("answer_by", "2024-03-06")];

fn send(app: &TestApp, who: Persona, path: &str, fields: &[(&str, &str)]) -> Answer {
    app.sign_in(who).post_form(path, fields)
}

fn page(app: &TestApp, who: Persona, path: &str) -> String {
    app.sign_in(who).get(path).page().words()
}

#[test]
fn the_street_asks_the_lead_answers_and_only_the_street_ends_it() {
    let app = TestApp::new();
    let (code, number) = in_hand(&app);
    let thread = format!("/matters/{number}/supervision");
    let _ = send(&app, Persona::Street, &thread, &ASK).taken();
    let desk = app.sign_in(Persona::Property).get("/desk").page();
    assert!(desk.links().contains(&thread), "{}", desk.words());
    assert!(desk.words().contains("上面在等回应"));
    assert!(page(&app, Persona::Property, &thread).contains("为什么三天没人到场"));

    // Neither the handler nor the station, nor another supervisor, ends it.
    let end = format!("{thread}/end");
    let enough = [("thread", "1"), ("end", "办好了")];
    for who in [Persona::Property, Persona::Worker, Persona::OtherStreet] {
        assert_eq!(send(&app, who, &end, &enough).status(), 404, "{who:?}");
    }
    let refused = send(&app, Persona::District, &end, &enough);
    assert_eq!(refused.status(), 422);
    assert!(refused.words().contains("只有督办的单位"), "{}", refused.words());

    let answer = format!("{thread}/answer");
    let blank = [("thread", "1"), ("answer", " ")];
    assert_eq!(send(&app, Persona::Property, &answer, &blank).status(), 422);
    let fields = [("thread", "1"), ("answer", "门机皮带缺货，周三换上")];
    let _ = send(&app, Persona::Property, &answer, &fields).taken();
    assert_eq!(send(&app, Persona::Property, &answer, &fields).status(), 422, "once for each ask");
    let desk = app.sign_in(Persona::Street).get("/desk").page();
    assert!(desk.links().contains(&thread), "{}", desk.words());

    let _ = send(&app, Persona::Street, &end, &enough).taken();
    let life = page(&app, Persona::Street, &format!("/matters/{number}"));
    for said in ["督办了结", "回应督办", "门机皮带缺货，周三换上", "已了结"] {
        assert!(life.contains(said), "{said}: {life}");
    }
    // What offices say to each other is not the reporter's to read.
    let follow = app.stranger().get(&format!("/follow/{code}")).page().words();
    assert!(!follow.contains("没人到场") && !follow.contains("周三换上"), "{follow}");
    app.verify();
}

#[test]
fn another_ask_goes_on_in_the_same_thread_and_it_outlives_the_matter() {
    let app = TestApp::new();
    let (_, number) = in_hand(&app);
    let thread = format!("/matters/{number}/supervision");
    let _ = send(&app, Persona::Street, &thread, &ASK).taken();
    let fields = [("thread", "1"), ("answer", "门机皮带缺货，周三换上")];
    let _ = send(&app, Persona::Property, &format!("{thread}/answer"), &fields).taken();
    let again = [("ask", "哪天修好"), ("answer_by", "2024-03-07")];
    let _ = send(&app, Persona::Street, &thread, &again).taken();
    let words = page(&app, Persona::Street, &thread);
    assert!(words.contains("哪天修好") && words.contains("等回应"), "{words}");
    complete(&app, &number);
    let desk = app.sign_in(Persona::Street).get("/desk").page();
    assert!(desk.words().contains("由您了结"), "{}", desk.words());
    assert!(!app.sign_in(Persona::Property).get("/desk").page().links().contains(&thread));
}

#[test]
fn the_ladder_opens_a_thread_once_and_the_list_finds_it_by_its_address() {
    let app = TestApp::new();
    let (_, number) = in_hand(&app);
    app.set_time("2024-03-14T01:00:00Z");
    let turn = || {
        let job = Arc::new(Actor::nobody(Origin::Job));
        while app.world.act_now(&job, acts::escalate_late).unwrap() > 0 {}
    };
    turn();
    turn();
    let thread = format!("/matters/{number}/supervision");
    let shown = page(&app, Persona::Worker, &thread);
    assert_eq!(shown.matches("按规则自动督办").count(), 1, "{shown}");
    let links = |who: Persona, query: &str| {
        app.sign_in(who).get(&format!("/supervision{query}")).page().links()
    };
    for who in [Persona::Worker, Persona::Street, Persona::District] {
        assert!(links(who, "").contains(&thread), "{who:?}");
    }
    assert!(!links(Persona::OtherStreet, "").contains(&thread));
    assert!(links(Persona::Street, "?state=open&building=rh-a").contains(&thread));
    assert!(!links(Persona::Street, "?state=late").contains(&thread), "there is a day to answer");
    assert!(!links(Persona::Street, "?state=answered").contains(&thread));
    assert!(!links(Persona::Street, "?building=nowhere").contains(&thread));
    app.set_time("2024-03-18T01:00:00Z");
    assert!(links(Persona::Street, "?state=late").contains(&thread));
    assert_eq!(app.sign_in(Persona::Property).get("/supervision").status(), 404);
}

#[test]
fn an_assistant_behind_the_shield_sees_nothing_of_it() {
    let app = TestApp::new();
    let (_, number) = in_hand(&app);
    let thread = format!("/matters/{number}/supervision");
    let _ = send(&app, Persona::Street, &thread, &ASK).taken();
    assert_eq!(app.sign_in(Persona::Owner).get(&thread).status(), 404);
    assert_eq!(app.sign_in(Persona::OtherProperty).get(&thread).status(), 404);
}
