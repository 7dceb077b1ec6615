//! A matter from raising to rating by programs alone, and requests that are sent again.

use axum::body::Body;
use axum::http::Request;
use serde_json::{Value, json};
use testkit::persona::Side;
use testkit::{Answer, Browser, Persona, Stage, TestApp};

use crate::shipped;

fn taken(answer: &Answer, status: u16) -> Value {
    assert_eq!(answer.status(), status, "{}\n{}", answer.asked(), answer.text());
    answer.json()
}

fn raise() -> Value {
    json!({ "building": "rh-a", "channel": "visit", "text": "走访时说六层的灯坏了三天",
            "name": "王丽", "phone": "13912345580" })
}

fn repeated(program: &Browser<'_>, key: &str, path: &str, body: &Value) -> Answer {
    let request = Request::post(path)
        .header("content-type", "application/json")
        .header("idempotency-key", key);
    program.send(request, Body::from(body.to_string()))
}

#[test]
fn a_matter_goes_from_raising_to_rating_by_programs_alone() {
    let app = shipped::app();
    let (worker, property) = (app.program(Persona::Worker), app.program(Persona::Property));
    let raised = taken(&worker.post_json("/api/v1/matters", &raise()), 201);
    let (number, code) = (raised["number"].as_str().unwrap(), raised["code"].as_str().unwrap());
    let at = |part: &str| format!("/api/v1/matters/{number}/{part}");
    let kind = "/api/v1/bodies?kind=property_company";
    let bodies = taken(&worker.get(kind), 200);
    let own = app.town.body(Side::Here, "property_company").0.to_string();
    let lead = bodies["items"].as_array().unwrap().iter().find(|one| one["id"] == own).unwrap();
    let dispatch = json!({ "category": "property.lift", "class": "urgent",
        "lead": { "body": lead["id"] }, "title": "一层客梯停运", "reply": "已派人去看，最晚明天修好。" });
    let after = taken(&worker.post_json(&at("dispatch"), &dispatch), 200);
    assert_eq!((&after["state"], &after["lead"]), (&json!("dispatched"), &lead["name"]));
    let after = taken(&property.post_json(&at("signature"), &json!({})), 200);
    assert_eq!(after["state"], "in_progress");
    let said = json!({ "note": "电话里说明了安排" });
    taken(&property.post_json(&at("contact"), &said), 200);
    let said = json!({ "progress": "配件在路上", "outward": true });
    taken(&property.post_json(&at("progress"), &said), 200);
    let said =
        json!({ "result": "solved", "sentence": "维保换了门机皮带，试运行一小时，客梯恢复。" });
    let after = taken(&property.post_json(&at("completion"), &said), 200);
    assert_eq!((&after["state"], &after["solved"]), (&json!("completed"), &json!(true)));
    let answers = json!({ "code": code, "contacted": true, "solved": "solved",
                          "satisfaction": "satisfied" });
    assert_eq!(taken(&worker.post_json("/api/v1/ratings", &answers), 201)["taken"], true);
    app.seal();
    let life = taken(&worker.get(&at("life")), 200);
    let kinds: Vec<&str> =
        life["items"].as_array().unwrap().iter().map(|one| one["kind"].as_str().unwrap()).collect();
    assert_eq!(
        kinds,
        [
            "matter.rated",
            "matter.completed",
            "matter.progressed",
            "matter.contacted",
            "matter.signed",
            "matter.dispatched",
            "matter.raised"
        ]
    );
    app.verify();
}

#[test]
fn a_refusal_names_its_field_in_the_language_asked_for_and_nothing_is_written() {
    let app = shipped::app();
    let worker = app.program(Persona::Worker);
    let entries = app.verify();
    let without_text = json!({ "building": "rh-a", "channel": "visit", "text": "" });
    let refused = worker.post_json("/api/v1/matters", &without_text);
    assert_eq!(refused.status(), 422);
    assert_eq!(refused.header("content-type"), "application/problem+json");
    assert_eq!(refused.json()["errors"][0]["field"], "text");
    let english = app.program(Persona::Worker).with_header("accept-language", "en");
    let said = english.post_json("/api/v1/matters", &without_text).json();
    assert_eq!(said["code"], refused.json()["code"]);
    assert_ne!(said["title"], refused.json()["title"]);
    for (body, field) in [
        (json!({ "building": "nowhere", "channel": "visit", "text": "灯坏了" }), "building"),
        (json!({ "building": "rh-a", "channel": "code", "text": "灯坏了" }), "channel"),
        (
            json!({ "building": "rh-a", "channel": "visit", "text": "灯坏了", "floor": "99" }),
            "floor",
        ),
    ] {
        let refused = worker.post_json("/api/v1/matters", &body);
        assert_eq!((refused.status(), &refused.json()["errors"][0]["field"]), (422, &json!(field)));
    }
    let misspelled = worker.post_json("/api/v1/matters", &json!({ "txt": "灯坏了" }));
    assert_eq!(
        (misspelled.status(), &misspelled.json()["code"]),
        (422, &json!("api-refusal-body"))
    );
    assert_eq!(app.verify(), entries);
}

#[test]
fn a_letter_that_no_database_stores_is_refused_and_breaks_nothing() {
    let app = shipped::app();
    let worker = app.program(Persona::Worker);
    assert_eq!(worker.get("/api/v1/buildings/%00").status(), 400);
    assert_eq!(worker.get("/api/v1/enterprises?name=a%00").status(), 400);
    let mut zero = raise();
    zero["text"] = json!("灯\0坏了");
    assert_eq!(worker.post_json("/api/v1/matters", &zero).status(), 400);
    zero["text"] = json!(r"灯\u0000坏了");
    assert_eq!(worker.post_json("/api/v1/matters", &zero).status(), 201, "only looks like it");
    assert_eq!(app.sign_in(Persona::Worker).get("/buildings/%00").status(), 400);
}

#[test]
fn what_is_sent_again_is_answered_alike_and_done_once() {
    let app = shipped::app();
    let (worker, colleague) = (app.program(Persona::Worker), app.program(Persona::StationHead));
    let first = taken(&repeated(&worker, "a-1", "/api/v1/matters", &raise()), 201);
    let entries = app.verify();
    let again = taken(&repeated(&worker, "a-1", "/api/v1/matters", &raise()), 201);
    assert_eq!((first, app.verify()), (again, entries));
    let mut other = raise();
    other["text"] = json!("八层的灯坏了");
    let refused = repeated(&worker, "a-1", "/api/v1/matters", &other);
    assert_eq!(refused.status(), 422);
    assert_eq!(refused.json()["errors"][0]["field"], "Idempotency-Key");
    let theirs = taken(&repeated(&colleague, "a-1", "/api/v1/matters", &raise()), 201);
    assert_eq!(app.verify(), entries + 1, "another token's key is another key: {theirs}");
    app.pass(jiff::SignedDuration::from_hours(24));
    taken(&repeated(&worker, "a-1", "/api/v1/matters", &raise()), 201);
    assert_eq!(app.verify(), entries + 2, "after a day it is a new request");
}

#[test]
fn a_refused_request_may_be_sent_again_once_it_is_right() {
    let app = shipped::app();
    let worker = app.program(Persona::Worker);
    let mut wrong = raise();
    wrong["text"] = json!("");
    assert_eq!(repeated(&worker, "a-1", "/api/v1/matters", &wrong).status(), 422);
    taken(&repeated(&worker, "a-1", "/api/v1/matters", &raise()), 201);
}

/// Numbers of the matters a program lists, page by page.
fn listed(program: &Browser<'_>, query: &str) -> Vec<String> {
    let (mut numbers, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = taken(&program.get(&format!("/api/v1/matters?limit=2{query}{cursor}")), 200);
        for one in page["items"].as_array().unwrap() {
            numbers.push(one["number"].as_str().unwrap().to_owned());
        }
        match page["next"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return numbers,
        }
    }
}

fn raise_some(app: &TestApp) -> Vec<String> {
    let texts = ["灯坏了", "空调不凉", "客梯停了", "水管漏了", "门禁不开"];
    let mut raised: Vec<String> = texts.iter().map(|text| app.raise(text).number).collect();
    raised.reverse();
    raised
}

#[test]
fn a_list_is_turned_page_by_page_and_narrowed() {
    let app = shipped::app();
    let raised = raise_some(&app);
    let elsewhere = app.at_stage(Side::There, Persona::OtherWorker, Stage::New).number;
    let worker = app.program(Persona::Worker);
    assert_eq!(listed(&worker, ""), raised);
    assert_eq!(listed(&worker, "&state=new&building=rh-a"), raised);
    assert!(listed(&worker, "&state=closed").is_empty());
    assert!(listed(&worker, "&building=nowhere").is_empty());
    assert_eq!(listed(&app.program(Persona::OtherWorker), ""), [elsewhere]);
    for query in ["state=lost", "limit=0", "limit=201", "cursor=x", "month=2024-13"] {
        let refused = worker.get(&format!("/api/v1/matters?{query}"));
        assert_eq!(refused.status(), 422, "{query}");
    }
    assert_eq!(worker.get("/api/v1/matters?stat=new").status(), 400);
}

#[test]
fn the_complainant_is_shielded_from_programs_as_on_pages() {
    let app = shipped::app();
    let raised =
        app.raise_with(&app.town.floor, "王丽说客梯停了，电话 13912345580", |raise| {
            raise.name = Some("王丽".to_owned());
            raise.phone = Some("13912345580".to_owned());
        });
    let body = app.town.body(Side::Here, "property_company");
    app.dispatch(&raised, Side::Here, body);
    let ids = |text: &str| text.contains("王丽") || text.contains("13912345580");
    for path in [
        format!("/api/v1/matters/{raised}"),
        format!("/api/v1/matters/{raised}/life"),
        "/api/v1/matters".to_owned(),
    ] {
        app.seal();
        let shielded = app.program(Persona::Property).get(&path);
        assert_eq!(shielded.status(), 200, "{path}");
        assert!(!ids(&shielded.text()), "{path}: {}", shielded.text());
    }
    let seen = app.program(Persona::Property).get(&format!("/api/v1/matters/{raised}")).json();
    assert_eq!((&seen["raised_at"], &seen["words"]), (&Value::Null, &json!([])));
    assert_eq!(seen["raised_on"], "2024-02-06");
    let worker = app.program(Persona::Worker).get(&format!("/api/v1/matters/{raised}")).json();
    assert!(worker["words"][0].as_str().unwrap().contains("客梯停了"));
    assert_eq!(worker["raised_at"], "2024-02-06T02:24:00Z");
}
