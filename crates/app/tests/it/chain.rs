//! The main job through the pages people use, form by form and without script: from the code on
//! the wall to the closed and rated matter.

use jiff::SignedDuration;
use testkit::{Answer, Browser, Persona, TestApp};

use crate::shipped;

const WORDS: &str = "十二层东侧的客梯今天又停了两次。我们组早上的会都迟到了";
/// What the title leaves out.
const RAW: &str = "我们组早上的会都迟到了";

/// Raises it by the wall code of the twelfth floor; the query code.
fn raise(browser: &Browser<'_>, words: &str) -> String {
    let building = browser.follow("/q/a12").page();
    assert_eq!(building.asked(), "GET /b/rh-a?at=a12");
    let address = building.links().into_iter().find(|link| link.contains("/raise"));
    let form = browser.get(&address.expect("raising is offered")).page().form("/b/rh-a/raise");
    let form = form.with("text", words).with("phone", "13912345580");
    let sent = browser.post_multipart(&form.action, &form.pairs(), &[]);
    let follow = sent.taken();
    let code = follow.trim_start_matches("/follow/").split('?').next().unwrap_or_default();
    assert_eq!(code.len(), 8, "{follow}");
    code.to_owned()
}

/// The number of the first matter on somebody's desk.
fn first_on_desk(app: &TestApp, persona: Persona) -> String {
    let desk = app.sign_in(persona).get("/desk").page();
    let first = desk.links().into_iter().find(|link| link.starts_with("/matters/LG-"));
    let first = first.unwrap_or_else(|| panic!("{persona:?}: {}", desk.words()));
    first.trim_start_matches("/matters/").split('/').next().unwrap_or_default().to_owned()
}

/// Sends the form of the matter's page that posts to `/matters/{number}/{what}`.
fn send(browser: &Browser<'_>, number: &str, what: &str, fields: &[(&str, &str)]) -> Answer {
    let page = match what {
        "completion" | "callback" | "triage" => format!("/matters/{number}/{what}"),
        _ => format!("/matters/{number}"),
    };
    let mut form = browser.get(&page).page().form(&format!("/matters/{number}/{what}"));
    for (name, value) in fields {
        form = form.with(name, value);
    }
    browser.submit(&form)
}

#[test]
fn a_matter_goes_from_the_code_on_the_wall_to_its_rating() {
    let app = shipped::app();
    let reporter = app.stranger();
    let code = raise(&reporter, WORDS);
    app.pass(SignedDuration::from_mins(5));

    // The station finds it first and takes the suggestion as it stands.
    let number = first_on_desk(&app, Persona::Worker);
    let worker = app.sign_in(Persona::Worker);
    assert!(worker.get(&format!("/matters/{number}")).page().words().contains(WORDS));
    assert_eq!(send(&worker, &number, "triage", &[]).taken(), "/desk");
    app.pass(SignedDuration::from_mins(20));

    // The property company signs, calls, tells, and completes.
    assert_eq!(first_on_desk(&app, Persona::Property), number);
    let property = || app.sign_in(Persona::Property);
    let page = property().get(&format!("/matters/{number}")).page();
    assert!(!page.words().contains(RAW), "the property company reads no raw words");
    let _ = send(&property(), &number, "signature", &[]).taken();
    let _ = send(&property(), &number, "contact", &[("note", "经工作站转告：半小时内到")]).taken();
    app.pass(SignedDuration::from_hours(1));
    let told = [("progress", "维保已到场，换门机皮带"), ("outward", "1")];
    let _ = send(&property(), &number, "progress", &told).taken();
    let weak = [("result", "solved"), ("sentence", "已处理")];
    let refused = send(&property(), &number, "completion", &weak).sound();
    assert_eq!(refused.status(), 422, "{}", refused.words());
    let kept = refused.form(&format!("/matters/{number}/completion"));
    assert_eq!((kept.value("sentence"), kept.value("result")), ("已处理", "solved"));
    let sentence = "维保换了门机皮带，试运行一小时，东侧电梯恢复。";
    let done = kept.with("sentence", sentence);
    assert_eq!(property().submit(&done).taken(), format!("/matters/{number}"));
    app.pass(SignedDuration::from_hours(2));

    // Somebody who did not handle it calls back: not solved yet, so it returns to its handler.
    let unsolved = [
        ("reached", "yes"),
        ("contacted", "yes"),
        ("solved", "unsolved"),
        ("satisfaction", "dissatisfied"),
    ];
    let colleague = app.sign_in(Persona::Colleague);
    assert_eq!(send(&colleague, &number, "callback", &unsolved).taken(), "/desk");
    assert_eq!(first_on_desk(&app, Persona::Property), number, "it is back");
    let again = [("result", "solved"), ("sentence", "门机控制板也换了，连续运行两小时没有再停。")];
    let _ = send(&property(), &number, "completion", &again).taken();
    app.pass(SignedDuration::from_hours(1));

    // The reporter reads what was done, and rates it.
    app.seal();
    let follow = reporter.get(&format!("/follow/{code}")).page();
    assert!(follow.words().contains("门机控制板也换了"), "{}", follow.words());
    let rating = follow.form(&format!("/follow/{code}/rating"));
    let rating =
        rating.with("contacted", "yes").with("solved", "solved").with("satisfaction", "satisfied");
    let _ = reporter.submit(&rating).taken();

    // All of it stands on the matter's page, and the journal holds.
    let entries = app.verify();
    let page = app.sign_in(Persona::StationHead).get(&format!("/matters/{number}")).page();
    let life = page.words();
    for part in [
        WORDS,
        "经工作站转告：半小时内到",
        "维保已到场，换门机皮带",
        sentence,
        "门机控制板也换了",
        "已结案",
    ] {
        assert!(life.contains(part), "{part} is missing from the life:\n{life}");
    }
    assert!(entries > 8, "{entries}");
    let left = app.sign_in(Persona::Property).get("/desk").page();
    assert!(!left.links().iter().any(|link| link.contains(&number)), "nothing is left to do");
}

#[test]
fn whoever_handled_it_does_not_call_back() {
    let app = shipped::app();
    let matter =
        app.at_stage(testkit::persona::Side::Here, Persona::Worker, testkit::Stage::Completed);
    let answers = [
        ("reached", "yes"),
        ("contacted", "yes"),
        ("solved", "solved"),
        ("satisfaction", "satisfied"),
    ];
    let handler = app.sign_in(Persona::Worker);
    let refused = send(&handler, &matter.number, "callback", &answers).sound();
    assert_eq!(refused.status(), 422, "{}", refused.words());
    let another = app.sign_in(Persona::Colleague);
    assert_eq!(send(&another, &matter.number, "callback", &answers).taken(), "/desk");
    app.verify();
}

#[test]
fn the_reporter_has_it_done_again_by_the_query_code() {
    let app = shipped::app();
    let side = testkit::persona::Side::Here;
    let matter = app.at_stage(side, Persona::Property, testkit::Stage::Completed);
    let reporter = app.stranger();
    let follow = format!("/follow/{}", matter.code);
    let form = reporter.get(&follow).page().form(&format!("{follow}/reopening"));
    let _ = reporter.submit(&form.with("why", "下午三点又停了一次")).taken();
    assert_eq!(first_on_desk(&app, Persona::Property), matter.number, "its handler has it again");
    let page = app.sign_in(Persona::Worker).get(&format!("/matters/{}", matter.number)).page();
    assert!(page.words().contains("下午三点又停了一次"));
    app.verify();
}
