//! Objection, more time, parking and appeal: asked by one, ruled on by another, readable for the
//! reporter, and never a way to let a matter disappear.

use jiff::SignedDuration;
use matters::acts;
use matters::model::{MatterNumber, State};
use testkit::{Answer, Browser, Persona, TestApp};

use crate::stage::{TEXT, dispatch, number, post, raise};

/// A matter that waits for the property company's signature, and its query code.
fn dispatched(app: &TestApp) -> (String, MatterNumber) {
    let code = raise(&app.stranger(), TEXT);
    let number = number(app, &code);
    dispatch(app, &number);
    (code, number)
}

/// A matter the property company has in hand.
fn in_hand(app: &TestApp) -> (String, MatterNumber) {
    let (code, number) = dispatched(app);
    let own = number.clone();
    app.act(Persona::Property, move |act| acts::sign_matter(act, &own)).unwrap();
    (code, number)
}

fn state(app: &TestApp, code: &str) -> State {
    let code: matters::model::QueryCode = code.parse().unwrap();
    let hash = matters::store::matter::code_hash(&app.world, &code);
    app.read(|conn| matters::store::matter::find_followed(conn, &hash)).unwrap().0.state
}

/// Fills in the form of `/matters/{number}/{what}` and sends it.
fn ask(browser: &Browser<'_>, number: &MatterNumber, what: &str, with: &[(&str, &str)]) -> Answer {
    let address = format!("/matters/{number}/{what}");
    let form =
        with.iter().fold(browser.get(&address).page().form(&address), |form, (name, value)| {
            form.with(name, value)
        });
    browser.submit(&form)
}

/// Rules as `persona` on what is asked in the matter.
fn rule(app: &TestApp, persona: Persona, number: &MatterNumber, granted: &str) -> Answer {
    let words = [("granted", granted), ("words", "看过现场，照此办理。")];
    ask(&app.sign_in(persona), number, "ruling", &words)
}

const OBJECTION: [(&str, &str); 2] =
    [("ground", "duty"), ("why", "这部电梯归商业裙楼的产权方管，有移交单")];

#[test]
fn a_wrong_dispatch_is_objected_to_on_a_ground_and_decided_by_somebody_else() {
    let app = TestApp::new();
    let (code, number) = dispatched(&app);
    let company = app.sign_in(Persona::Property);
    assert_eq!(
        ask(&company, &number, "objection", &OBJECTION).taken(),
        format!("/matters/{number}")
    );

    // Nothing has moved yet: the first receiver coordinates, and may not rule on its own request.
    assert_eq!(state(&app, &code), State::Dispatched);
    assert!(company.get(&format!("/matters/{number}")).page().words().contains("等审定"));
    assert_eq!(company.get(&format!("/matters/{number}/ruling")).status(), 404);
    let desk = app.sign_in(Persona::Worker).get("/desk").page();
    assert!(desk.links().contains(&format!("/matters/{number}/ruling")), "{}", desk.words());

    assert_eq!(rule(&app, Persona::Worker, &number, "yes").taken(), "/desk");
    assert_eq!(state(&app, &code), State::New);
    assert_eq!(company.get(&format!("/matters/{number}")).status(), 404);
    let follow = app.stranger().get(&format!("/follow/{code}")).page().words();
    assert!(follow.contains("重新确定由谁办"), "{follow}");
    assert!(!follow.contains("移交单"), "what the company wrote is not the reporter's to read");
    app.verify();
}

#[test]
fn an_objection_that_is_not_upheld_leaves_the_matter_where_it_is() {
    let app = TestApp::new();
    let (code, number) = dispatched(&app);
    let company = app.sign_in(Persona::Property);
    let _ = ask(&company, &number, "objection", &OBJECTION).taken();
    // One request at a time.
    let again = ask(&company, &number, "objection", &OBJECTION);
    assert_eq!(again.status(), 422);
    let _ = rule(&app, Persona::Worker, &number, "no").taken();
    assert_eq!(state(&app, &code), State::Dispatched);
    let page = company.get(&format!("/matters/{number}")).page();
    assert!(page.words().contains("不同意"), "{}", page.words());
    assert!(page.has_form(&format!("/matters/{number}/signature")));
}

#[test]
fn after_too_many_returns_the_street_designates_and_nobody_returns_it_again() {
    let app = TestApp::new();
    let (code, number) = dispatched(&app);
    let company = app.sign_in(Persona::Property);
    for round in 0..3 {
        if round > 0 {
            dispatch(&app, &number);
        }
        let _ = ask(&company, &number, "objection", &OBJECTION).taken();
        let _ = rule(&app, Persona::Worker, &number, "yes").taken();
    }
    assert_eq!(state(&app, &code), State::New);
    let street = app.sign_in(Persona::Street).get("/desk").page();
    assert!(street.words().contains("由街道指定"), "{}", street.words());
    let fields = [
        ("category", "property.lift"),
        ("class", "urgent"),
        ("lead", &*app.town.body_of(Persona::Property).0.to_string()),
        ("title", "2 号客梯反复停梯"),
        ("reply", "已请安和物业办理。"),
    ];
    let triage = format!("/matters/{number}/triage");
    let refused = app.sign_in(Persona::Worker).post_form(&triage, &fields);
    assert_eq!(refused.status(), 422);
    assert!(refused.words().contains("要由街道来定"), "{}", refused.words());
    let _ = app.sign_in(Persona::Street).post_form(&triage, &fields).taken();
    assert_eq!(state(&app, &code), State::Dispatched);
    let page = company.get(&format!("/matters/{number}")).page();
    assert!(!page.links().contains(&format!("/matters/{number}/objection")));
    let refused = company.post_form(&format!("/matters/{number}/objection"), &OBJECTION);
    assert_eq!(refused.status(), 422);
    assert!(refused.words().contains("不能再退"));
}

#[test]
fn more_time_is_granted_by_another_told_to_the_reporter_and_counted_from_the_former_end() {
    let app = TestApp::new();
    let (code, number) = in_hand(&app);
    let follow = format!("/follow/{code}");
    let before = app.stranger().get(&follow).page().words();
    let company = app.sign_in(Persona::Property);
    let fields = [("ground", "parts"), ("why", "门机皮带缺货，厂家说下周三到")];
    let _ = ask(&company, &number, "extension", &fields).taken();
    assert_eq!(app.stranger().get(&follow).page().words(), before, "asking moves nothing");
    let _ = rule(&app, Persona::Worker, &number, "yes").taken();
    let after = app.stranger().get(&follow).page().words();
    assert!(after.contains("延期 5 个工作日"), "{after}");
    assert!(after.contains("看过现场，照此办理。"));
    assert!(!after.contains("缺货"), "what the company wrote stays inside");
    assert_ne!(before, after);
    app.verify();
}

#[test]
fn what_cannot_be_settled_now_stands_still_and_comes_back_by_itself() {
    let app = TestApp::new();
    let (code, number) = in_hand(&app);
    let company = app.sign_in(Persona::Property);
    let today = app.world.today();
    let review = today.checked_add(jiff::ToSpan::days(20)).unwrap();
    let words = review.to_string();
    let fields = [("ground", "money"), ("why", "换梯要动维修资金"), ("review_on", words.as_str())];
    let past = [("ground", "money"), ("why", "换梯"), ("review_on", "2020-01-01")];
    let refused = ask(&company, &number, "parking", &past);
    assert_eq!(refused.status(), 422);
    assert!(refused.words().contains("复查的日子要在今天以后"), "{}", refused.words());
    let _ = ask(&company, &number, "parking", &fields).taken();
    // Stopping time is the street's to grant, not the station's.
    assert_eq!(rule(&app, Persona::Worker, &number, "yes").status(), 404);
    let _ = rule(&app, Persona::Street, &number, "yes").taken();
    assert_eq!(state(&app, &code), State::Parked);
    let follow = app.stranger().get(&format!("/follow/{code}")).page().words();
    assert!(follow.contains("眼下办不了"), "{follow}");

    let resumed = |app: &TestApp| {
        let job = platform::Actor::nobody(platform::journal::Origin::Job);
        app.world.act_now(&std::sync::Arc::new(job), acts::resume_due).unwrap()
    };
    app.pass(SignedDuration::from_hours(19 * 24));
    assert_eq!(resumed(&app), 0, "not before its day");
    app.pass(SignedDuration::from_hours(2 * 24));
    assert_eq!(resumed(&app), 1);
    assert_eq!(resumed(&app), 0, "and once");
    assert_eq!(state(&app, &code), State::InProgress);
    // The days it stood still are not counted against the company.
    let page = app.sign_in(Persona::Property).get(&format!("/matters/{number}")).page();
    assert!(!page.words().contains("逾期"), "{}", page.words());
    app.verify();
}

#[test]
fn the_reporter_appeals_once_against_not_being_heard() {
    let app = TestApp::new();
    let browser = app.stranger();
    let code = raise(&browser, TEXT);
    let number = number(&app, &code);
    let decline = |persona| {
        let fields = [("ground", "outside_duties"), ("explanation", "这件事归地铁公司管。")];
        app.sign_in(persona).post_form(&format!("/matters/{number}/decline"), &fields)
    };
    let _ = decline(Persona::Worker).taken();
    let follow = format!("/follow/{code}");
    assert!(browser.get(&follow).page().has_form(&format!("{follow}/appeal")));
    let blank = browser.post_form(&format!("{follow}/appeal"), &[("appeal", " ")]);
    assert_eq!(blank.status(), 422);
    post(
        &browser,
        &format!("{follow}/appeal"),
        &[("appeal", "电梯是这栋楼的，我电话 13912345580")],
    );
    assert_eq!(state(&app, &code), State::New);
    // The number the reporter wrote stands on no page but the reporter's own.
    let public = app.stranger().get(&format!("/b/rh-a/matters/{number}")).page().text();
    assert!(!public.contains("13912345580"));
    // Whoever declined it first does not decline it again.
    let again = decline(Persona::Worker);
    assert_eq!(again.status(), 422);
    assert!(again.words().contains("要由街道来定"), "{}", again.words());
    let _ = decline(Persona::Street).taken();
    assert!(!browser.get(&follow).page().has_form(&format!("{follow}/appeal")));
    app.verify();
}
