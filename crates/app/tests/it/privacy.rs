//! A copy of what is held on somebody, and their erasure, from asking to the answer.

use testkit::app::{REPORTER, Raised};
use testkit::persona::Side;
use testkit::{Persona, Stage, TestApp};

use crate::shipped;

/// A finished matter whose reporter asked to be erased, and the page on which it is decided.
fn asked(app: &TestApp) -> (Raised, String) {
    let raised = app.at_stage(Side::Here, Persona::Property, Stage::Completed);
    let follow = app.stranger();
    let path = format!("/follow/{}", raised.code);
    let answer = follow.post_form(&format!("{path}/erasure"), &[]);
    assert_eq!(answer.status(), 303, "{}", answer.words());
    let admin = app.sign_in(Persona::SecurityAdmin);
    let desk = admin.get("/desk").page();
    assert!(desk.words().contains(&raised.number), "a to-do: {}", desk.words());
    let list = admin.get("/admin/requests").page();
    let page = list.links().into_iter().find(|link| link.starts_with("/admin/requests/"));
    (raised, page.expect("the request is on the list"))
}

#[test]
fn whoever_raised_a_matter_gets_a_copy_by_the_code_and_nobody_else_does() {
    let app = shipped::app();
    let raised = app.at_stage(Side::Here, Persona::Property, Stage::New);
    let copy = app.stranger().get(&format!("/follow/{}/data", raised.code));
    assert_eq!(copy.header("cache-control"), "no-store");
    let copy: serde_json::Value = serde_json::from_slice(copy.bytes()).unwrap();
    assert_eq!(copy["person"]["name"], REPORTER.0);
    assert_eq!(copy["person"]["telephone"], REPORTER.1);
    assert!(copy["words"][0]["words"].as_str().unwrap().contains("客梯停了"), "{copy}");
    assert_eq!(app.stranger().get("/follow/23456789/data").status(), 404);
}

#[test]
fn a_request_is_granted_on_a_ground_and_the_words_and_the_number_are_gone() {
    let app = shipped::app();
    let (raised, page) = asked(&app);
    let admin = app.sign_in(Persona::SecurityAdmin);
    let shown = admin.get(&page).page().text();
    assert!(!shown.contains(REPORTER.0) && !shown.contains("客梯停了"), "no data: {shown}");
    let unpicked = admin.post_form(&format!("{page}/erasure"), &[("erase", "because")]);
    assert_eq!(unpicked.status(), 422);
    assert!(unpicked.words().contains("只能按法律"), "{}", unpicked.words());
    let erased = admin.post_form(&format!("{page}/erasure"), &[("erase", "consent_withdrawn")]);
    assert_eq!(erased.status(), 303, "{}", erased.words());
    let followed = app.stranger().get(&format!("/follow/{}", raised.code)).page().words();
    assert!(followed.contains("已删除") && !followed.contains("按了没反应"), "{followed}");
    let copy = app.stranger().get(&format!("/follow/{}/data", raised.code));
    let copy: serde_json::Value = serde_json::from_slice(copy.bytes()).unwrap();
    assert_eq!(copy["words"], serde_json::json!([]));
    assert_eq!(copy["person"]["telephone"], serde_json::Value::Null);
    assert!(!admin.get("/desk").page().words().contains(&raised.number), "the to-do is closed");
    let again = admin.post_form(&format!("{page}/refusal"), &[("keep", "duty_of_law")]);
    assert_eq!(again.status(), 422, "decided once");
    app.seal();
    assert!(app.verify() > 0);
}

#[test]
fn a_request_is_refused_on_nothing_but_a_ground_of_the_law_and_may_be_made_again() {
    let app = shipped::app();
    let (raised, page) = asked(&app);
    let admin = app.sign_in(Persona::SecurityAdmin);
    let busy = admin.post_form(&format!("{page}/refusal"), &[("keep", "too_busy")]);
    assert_eq!(busy.status(), 422);
    let refused = admin.post_form(&format!("{page}/refusal"), &[("keep", "term_of_law")]);
    assert_eq!(refused.status(), 303);
    let path = format!("/follow/{}", raised.code);
    let followed = app.stranger().get(&path).page();
    assert!(followed.words().contains("保存期限"), "{}", followed.words());
    assert!(followed.has_form(&format!("{path}/erasure")), "ask again");
    assert_eq!(app.stranger().post_form(&format!("{path}/erasure"), &[]).status(), 303);
    let twice = app.stranger().post_form(&format!("{path}/erasure"), &[]);
    assert_eq!(twice.status(), 422, "one at a time");
}

#[test]
fn whoever_left_only_words_can_be_erased_too() {
    let app = shipped::app();
    let raised = app.raise("地下车库的灯一直闪");
    let path = format!("/follow/{}", raised.code);
    assert_eq!(app.stranger().post_form(&format!("{path}/erasure"), &[]).status(), 303);
    let admin = app.sign_in(Persona::SecurityAdmin);
    let links = admin.get("/admin/requests").page().links();
    let page = links.into_iter().find(|link| link.starts_with("/admin/requests/")).unwrap();
    assert!(admin.get(&page).page().words().contains("还在办"), "it is open");
    let erased = admin.post_form(&format!("{page}/erasure"), &[("erase", "consent_withdrawn")]);
    assert_eq!(erased.status(), 303);
    let copy = app.stranger().get(&format!("{path}/data"));
    let copy: serde_json::Value = serde_json::from_slice(copy.bytes()).unwrap();
    assert_eq!(copy["words"], serde_json::json!([]), "the title, which names nobody, stays");
}

#[test]
fn the_holder_of_a_post_gets_a_copy_and_is_erased_only_after_the_post_has_ended() {
    let app = shipped::app();
    let worker = app.sign_in(Persona::Worker);
    let copy: serde_json::Value = serde_json::from_slice(worker.get("/me/data").bytes()).unwrap();
    assert_eq!(copy["person"]["name"], "周敏");
    assert_eq!(copy["accounts"][0]["sign_in_name"], "zhoumin");
    assert_eq!(worker.post_form("/me/erasure", &[]).status(), 303);
    assert!(worker.get("/me").page().words().contains("前答复"));
    let admin = app.sign_in(Persona::SecurityAdmin);
    let links = admin.get("/admin/requests").page().links();
    let page = links.into_iter().find(|link| link.starts_with("/admin/requests/")).unwrap();
    let held = admin.post_form(&format!("{page}/erasure"), &[("erase", "purpose_over")]);
    assert_eq!(held.status(), 422, "still in post");
    assert!(held.words().contains("还在任"), "{}", held.words());
}
