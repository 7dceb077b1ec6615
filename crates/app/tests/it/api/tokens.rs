//! Access tokens: made on one's own page, shown once, never more than the account.

use axum::body::Body;
use axum::http::Request;
use jiff::SignedDuration;
use serde_json::json;
use testkit::persona::Side;
use testkit::{Persona, Stage, TestApp};

use crate::shipped;

/// The token in the page that shows it.
fn shown(page: &testkit::Answer) -> String {
    let text = page.text();
    let (_, after) = text.split_once(r#"<code class="mono">"#).expect("it is shown");
    after.split('<').next().unwrap().to_owned()
}

/// The status of the list of matters for whoever holds `token`.
fn status(app: &TestApp, token: &str) -> u16 {
    let program = app.stranger().with_header("authorization", &format!("Bearer {token}"));
    program.get("/api/v1/matters").status()
}

#[test]
fn a_token_is_shown_once_and_stops_when_it_is_revoked() {
    let app = shipped::app();
    let worker = app.sign_in(Persona::Worker);
    let fields = [("name", "热线系统"), ("rights", "read"), ("days", "30")];
    let made = worker.post_form("/me/tokens", &fields).page();
    let token = shown(&made);
    assert_eq!(status(&app, &token), 200);
    let again = worker.get("/me/tokens").page();
    assert!(!again.text().contains(&token) && again.words().contains("热线系统"));
    let text = again.text();
    let revocation = text.split('"').find(|part| part.ends_with("/revocation")).unwrap();
    assert_eq!(worker.post_form(revocation, &[]).taken(), "/me/tokens");
    assert_eq!(status(&app, &token), 401);
}

#[test]
fn a_token_ends_by_its_date_and_with_its_account() {
    let app = shipped::app();
    let (brief, long) = {
        let make = |days: i64| {
            let made = app.act(Persona::Worker, move |act| {
                let name = format!("{days} days");
                let new = platform::account::access_token::NewToken { name, writes: false, days };
                platform::account::access_token::make(act, &new)
            });
            made.unwrap().as_str().to_owned()
        };
        (make(30), make(365))
    };
    app.pass(SignedDuration::from_hours(30 * 24));
    assert_eq!((status(&app, &brief), status(&app, &long)), (401, 200));
    let account = app.actor(Persona::Worker).account.unwrap();
    app.act(Persona::SecurityAdmin, move |act| platform::account::disable(act, account)).unwrap();
    assert_eq!(status(&app, &long), 401);
}

#[test]
fn without_a_token_nothing_is_answered_whatever_else_is_sent() {
    let app = shipped::app();
    let stranger = app.stranger();
    let refused = stranger.get("/api/v1/matters");
    assert_eq!((refused.status(), refused.header("www-authenticate")), (401, "Bearer"));
    assert_eq!(refused.header("content-type"), "application/problem+json");
    // A page of another site may make the browser send its cookie; the API does not look at it.
    let worker = app.sign_in(Persona::Worker).with_header("sec-fetch-site", "cross-site");
    let raised = worker.post_json("/api/v1/matters", &json!({ "text": "x" }));
    assert_eq!(raised.status(), 401, "{}", raised.text());
    for scheme in ["Basic", "Token", ""] {
        let token = app.token(Persona::Worker, true);
        let header = format!("{scheme} {token}");
        let program = app.stranger().with_header("authorization", &header);
        assert_eq!(program.get("/api/v1/matters").status(), 401, "{scheme}");
    }
}

#[test]
fn a_token_opens_no_page_and_a_program_of_another_site_is_known_by_its_token_alone() {
    let app = shipped::app();
    let program = app.program(Persona::Worker);
    assert!(program.get("/matters").location().starts_with("/sign-in"));
    let from_elsewhere = program.with_header("sec-fetch-site", "cross-site");
    let matter = app.at_stage(Side::Here, Persona::Worker, Stage::Dispatched);
    let signed =
        from_elsewhere.post_json(&format!("/api/v1/matters/{matter}/signature"), &json!({}));
    assert_eq!(signed.status(), 200, "{}", signed.text());
}

#[test]
fn a_token_for_reading_changes_nothing() {
    let app = shipped::app();
    let matter = app.at_stage(Side::Here, Persona::Worker, Stage::Dispatched);
    let token = app.token(Persona::Worker, false);
    let program = app.stranger().with_header("authorization", &format!("Bearer {token}"));
    let entries = app.verify();
    let refused = program.post_json(&format!("/api/v1/matters/{matter}/signature"), &json!({}));
    assert_eq!(refused.status(), 403);
    assert_eq!(refused.json()["title"], "这个令牌只能查询");
    assert_eq!(app.verify(), entries);
}

#[test]
fn one_token_asks_so_often_and_holds_up_no_other() {
    let app = shipped::app();
    let (busy, calm) = (app.token(Persona::Worker, false), app.token(Persona::Property, false));
    for _ in 0..platform::api::PER_MINUTE {
        assert_eq!(status(&app, &busy), 200);
    }
    let program = app.stranger().with_header("authorization", &format!("Bearer {busy}"));
    let refused = program.send(Request::get("/api/v1/matters"), Body::empty());
    assert_eq!((refused.status(), refused.header("retry-after")), (429, "1"));
    assert_eq!(status(&app, &calm), 200);
    app.pass(SignedDuration::from_secs(1));
    assert_eq!(status(&app, &busy), 200);
}
