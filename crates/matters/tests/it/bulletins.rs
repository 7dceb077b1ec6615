//! 通告: one notice to everybody in some buildings, many matters, one answer to all.

use matters::model::{MatterNumber, QueryCode};
use testkit::{Answer, Browser, Persona, TestApp};

use crate::stage::{TEXT, complete, dispatch, number, raise};

const WORDS: &str = "B 座 2 号电梯门机坏了，维保今晚换，明早 8 点前恢复。";

fn place(app: &TestApp, code: &str) -> String {
    let found = app.read(|conn| registry::store::building::find_by_code(conn, code));
    found.unwrap().place.id.0.to_string()
}

fn publish(app: &TestApp, who: Persona, number: &MatterNumber, fields: &[(&str, &str)]) -> Answer {
    app.sign_in(who).post_form(&format!("/matters/{number}/bulletin"), fields)
}

fn front(browser: &Browser<'_>, building: &str) -> String {
    browser.get(&format!("/b/{building}")).page().words()
}

/// A matter of block A that the property company leads, told in both blocks.
fn told(app: &TestApp) -> (String, MatterNumber) {
    app.set_time("2024-03-04T01:00:00Z");
    let code = raise(&app.stranger(), TEXT);
    let number = number(app, &code);
    dispatch(app, &number);
    let (a, b) = (place(app, "rh-a"), place(app, "rh-b"));
    let fields = [("words", WORDS), ("until", "2024-03-06"), ("building", &*a), ("building", &*b)];
    let _ = publish(app, Persona::Worker, &number, &fields).taken();
    (code, number)
}

#[test]
fn it_stands_in_every_building_named_with_me_too_first() {
    let app = TestApp::new();
    let (code, number) = told(&app);
    for building in ["rh-a", "rh-b"] {
        assert!(front(&app.stranger(), building).contains(WORDS), "{building}");
        let form = app.stranger().get(&format!("/b/{building}/raise")).page();
        assert!(form.words().contains(WORDS));
        let join = format!("/b/rh-a/join/{number}");
        assert!(form.text().contains(&join), "me too stands on the form of {building}");
    }
    let joined = app.stranger().post_form(&format!("/b/rh-a/join/{number}"), &[]).taken();
    let follow = app.stranger().get(&joined).page().words();
    assert!(follow.contains(WORDS), "{follow}");
    assert!(app.stranger().get(&format!("/follow/{code}")).page().words().contains(WORDS));
    app.verify();
}

#[test]
fn it_is_withdrawn_when_its_time_is_over_or_somebody_says_so_or_its_matter_is_done() {
    let app = TestApp::new();
    let (_, number) = told(&app);
    app.set_time("2024-03-06T16:00:00Z");
    assert!(!front(&app.stranger(), "rh-a").contains(WORDS), "its last day is over");
    app.set_time("2024-03-05T01:00:00Z");
    let _ = app
        .sign_in(Persona::Worker)
        .post_form(&format!("/matters/{number}/bulletin/withdrawal"), &[])
        .taken();
    assert!(!front(&app.stranger(), "rh-a").contains(WORDS));
    let a = place(&app, "rh-a");
    let again = [("words", "第二份。换好了。"), ("until", "2024-03-06"), ("building", &*a)];
    let _ = publish(&app, Persona::Worker, &number, &again).taken();
    assert!(front(&app.stranger(), "rh-a").contains("第二份"));
    complete(&app, &number);
    assert!(!front(&app.stranger(), "rh-a").contains("第二份"));
    let life = app.sign_in(Persona::Worker).get(&format!("/matters/{number}")).page().words();
    assert_eq!(life.matches("通告撤下").count(), 2, "{life}");
    app.verify();
}

#[test]
fn one_answer_goes_to_all_that_go_on_in_it_each_on_the_record() {
    let app = TestApp::new();
    let (_, lead) = told(&app);
    let member = raise(&app.stranger(), &format!("{TEXT}，中午"));
    let own = number(&app, &member).to_string();
    let gathering = format!("/matters/{lead}/gathering");
    let _ = app.sign_in(Persona::Worker).post_form(&gathering, &[("which", &own)]).taken();
    assert!(app.stranger().get(&format!("/follow/{member}")).page().words().contains(WORDS));
    complete(&app, &lead);
    let life = app.sign_in(Persona::Worker).get(&format!("/matters/{own}")).page().words();
    assert!(life.contains("和主件一并答复"), "{life}");
    let code: QueryCode = member.parse().unwrap();
    let follow = app.stranger().get(&format!("/follow/{}", code.compact())).page().words();
    assert!(follow.contains("换了门机皮带"), "{follow}");
    app.verify();
}

#[test]
fn only_what_is_public_and_within_reach_is_published() {
    let app = TestApp::new();
    let (_, number) = told(&app);
    let (here, there) = (place(&app, "rh-a"), place(&app, "sl"));
    let until = ("until", "2024-03-06");
    let elsewhere = [("words", "在修"), until, ("building", &*here), ("building", &*there)];
    let refused = publish(&app, Persona::Worker, &number, &elsewhere);
    assert_eq!(refused.status(), 422);
    assert!(refused.words().contains("勾选至少一栋"), "{}", refused.words());
    assert!(front(&app.stranger(), "rh-a").contains(WORDS), "what stood stands");
    let sound = [("words", "在修"), until, ("building", &*here)];
    assert_eq!(publish(&app, Persona::Property, &number, &sound).status(), 404);
    app.verify();
}
