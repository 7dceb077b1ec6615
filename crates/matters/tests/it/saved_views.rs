//! Lists kept as views of one's own.

use testkit::{Persona, TestApp};

const LATE: &str = "/matters?state=dispatched&late=1";

#[test]
fn a_list_is_kept_under_a_name_and_stands_above_it() {
    let app = TestApp::new();
    let worker = app.sign_in(Persona::Worker);
    let link = worker.get(LATE).page().links().into_iter().find(|link| link.contains("/me/views"));
    let form = worker.get(&link.expect("the list can be kept")).page().form("/me/views");
    assert_eq!(form.value("address"), LATE);
    let kept = worker.submit(&form.with("name", " 晚了没签的 "));
    assert_eq!((kept.status(), kept.location()), (303, LATE));
    assert!(worker.get("/matters").page().text().contains("晚了没签的"));
    let other = app.sign_in(Persona::OtherWorker);
    assert!(!other.get("/matters").page().text().contains("晚了没签的"), "nobody else's");
    app.verify();
}

#[test]
fn a_name_is_asked_for_and_stands_once() {
    let app = TestApp::new();
    let worker = app.sign_in(Persona::Worker);
    let keep =
        |name: &str| worker.post_form("/me/views", &[("address", LATE), ("name", name)]).status();
    assert_eq!(keep(""), 422);
    assert_eq!(keep("十三个字的名字放不进一个标签"), 422);
    assert_eq!(keep("一"), 303);
    assert_eq!(keep("一"), 422, "taken");
    for name in ["二", "三", "四", "五", "六", "七", "八"] {
        assert_eq!(keep(name), 303, "{name}");
    }
    assert_eq!(keep("九"), 422, "nobody reads nine tabs");
    let elsewhere = [("address", "https://evil.example/"), ("name", "x")];
    assert_eq!(worker.post_form("/me/views", &elsewhere).status(), 404);
}

#[test]
fn a_view_is_dropped_by_its_owner_alone() {
    let app = TestApp::new();
    let worker = app.sign_in(Persona::Worker);
    let _ = worker.post_form("/me/views", &[("address", LATE), ("name", "晚的")]);
    let text = worker.get("/me/views").page().text();
    let (_, rest) = text.split_once("action=\"/me/views/").expect("it can be dropped");
    let path = format!("/me/views/{}", rest.split('"').next().unwrap());
    let _ = app.sign_in(Persona::OtherWorker).post_form(&path, &[]);
    assert!(worker.get("/me/views").page().text().contains("晚的"));
    assert_eq!(worker.post_form(&path, &[]).status(), 303);
    assert!(!worker.get("/me/views").page().text().contains("晚的"));
}
