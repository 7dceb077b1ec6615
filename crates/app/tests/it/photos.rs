//! A reporter's photos: seen at the station at once, by handlers behind the shield once a worker
//! has looked that they show nobody.

use testkit::app::photo;
use testkit::{Browser, Persona, TestApp, Upload};

use crate::shipped;

/// A matter with a photo, given to the property company; its number.
fn with_photo(app: &TestApp) -> String {
    let building = app.stranger();
    let form = building.get("/b/rh-a/raise").page().form("/b/rh-a/raise");
    let form = form.with("text", "一层大厅的客梯停了，按了没反应");
    let bytes = photo();
    let file = Upload { field: "photos", name: "a.jpg", kind: "image/jpeg", bytes: &bytes };
    let sent = building.post_multipart(&form.action, &form.pairs(), &[file]).taken();
    assert!(sent.starts_with("/follow/"), "{sent}");
    let worker = app.sign_in(Persona::Worker);
    let desk = worker.get("/desk").page();
    let matter = desk.links().into_iter().find(|link| link.starts_with("/matters/LG-"));
    let number = matter.unwrap().trim_start_matches("/matters/").replace("/triage", "");
    let triage = format!("/matters/{number}/triage");
    let form = worker.get(&triage).page().form(&triage);
    let lead = app.town.body_of(Persona::Property).0.to_string();
    let _ = worker.submit(&form.with("lead", &lead)).taken();
    number
}

fn photo_on(browser: &Browser<'_>, number: &str) -> Option<String> {
    let page = browser.get(&format!("/matters/{number}")).page();
    page.links().into_iter().find(|link| link.contains("/photos/"))
}

#[test]
fn handlers_behind_the_shield_see_a_photo_once_a_worker_has_released_it() {
    let app = shipped::app();
    let number = with_photo(&app);
    let (worker, property) = (app.sign_in(Persona::Worker), app.sign_in(Persona::Property));
    let address = photo_on(&worker, &number).expect("the station sees it at once");
    assert_eq!(worker.get(&format!("{address}?small=1")).header("content-type"), "image/jpeg");
    assert_eq!(photo_on(&property, &number), None);
    assert_eq!(property.get(&address).status(), 404, "nor by its address");
    assert_eq!(property.post_form(&format!("{address}/release"), &[]).status(), 404);

    let _ = worker.post_form(&format!("{address}/release"), &[]).taken();
    assert_eq!(photo_on(&property, &number), Some(address.clone()));
    assert_eq!(property.get(&address).status(), 200);
    let other = app.sign_in(Persona::OtherProperty);
    assert_eq!(other.get(&address).status(), 404, "whoever does not see the matter sees no photo");
    app.verify();
}
