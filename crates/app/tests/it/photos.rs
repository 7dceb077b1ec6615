//! A reporter's photos: seen at the station at once, by handlers behind the shield and by the public
//! once a worker has looked that they show nobody, and by neither once that is taken back.

use testkit::app::photo;
use testkit::{Browser, Persona, TestApp, Upload};

use crate::shipped;

/// A matter with a photo, given to the property company; its number.
fn with_photo(app: &TestApp) -> String {
    raised_with_photo(app, &[]).0
}

/// The same with more of its form filled in; its number and its query code.
fn raised_with_photo(app: &TestApp, fields: &[(&str, &str)]) -> (String, String) {
    let building = app.stranger();
    let form = building.get("/b/rh-a/raise").page().form("/b/rh-a/raise");
    let form = form.with("text", "一层大厅的客梯停了，按了没反应");
    let form = fields.iter().fold(form, |form, (name, value)| form.with(name, value));
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
    let code = sent.trim_start_matches("/follow/").split('?').next().unwrap_or_default();
    (number, code.to_owned())
}

fn photo_on(browser: &Browser<'_>, number: &str) -> Option<String> {
    photo_at(browser, &format!("/matters/{number}"))
}

fn photo_at(browser: &Browser<'_>, page: &str) -> Option<String> {
    let page = browser.get(page).page();
    page.links().into_iter().find(|link| link.contains("/photos/"))
}

/// The key in a photo's address.
fn key(address: &str) -> &str {
    let key = address.rsplit('/').next().unwrap_or_default();
    key.split('?').next().unwrap_or_default()
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

#[test]
fn everybody_sees_a_released_photo_and_nobody_another_however_its_address_is_guessed() {
    let app = shipped::app();
    let (number, code) = raised_with_photo(&app, &[]);
    let (worker, stranger) = (app.sign_in(Persona::Worker), app.stranger());
    let staff = photo_on(&worker, &number).unwrap();
    let key = key(&staff).to_owned();
    let page = format!("/b/rh-a/matters/{number}");
    let join = format!("/b/rh-a/join/{number}");
    let joined = app.stranger().post_form(&join, &[]).taken();
    let joined = joined.split('?').next().unwrap().to_owned();
    let guesses = || {
        let mut guesses = Vec::new();
        for of in [&page, &joined, &format!("/b/rh-a/matters/{number}/"), "", "/b/rh-a"] {
            for file in [key.clone(), format!("{key}.jpg"), format!("{key}-small.jpg")] {
                guesses.push(format!("{of}/photos/{file}"));
                guesses.push(format!("{of}/photos/{file}?small=1"));
                guesses.push(format!("{of}/photos/{}/{file}", &key[..2]));
            }
        }
        guesses
    };
    let seen = |browser: &Browser<'_>| {
        let addresses = guesses();
        let seen = addresses.iter().filter(|one| browser.get(one).status() == 200);
        seen.cloned().collect::<Vec<String>>()
    };
    let shielded = [Persona::Property, Persona::OtherProperty, Persona::Owner];
    let nobody: Vec<String> = Vec::new();
    assert_eq!((photo_at(&stranger, &page), seen(&stranger)), (None, nobody.clone()));
    assert_eq!(photo_at(&stranger, &joined), None);
    for persona in shielded {
        assert_eq!(seen(&app.sign_in(persona)), nobody, "{persona:?}");
        assert_eq!(app.sign_in(persona).get(&staff).status(), 404, "{persona:?}");
    }
    let own = app.stranger().get(&format!("/follow/{code}")).page();
    assert!(own.words().contains("站里还没看"), "{}", own.words());

    let _ = worker.post_form(&format!("{staff}/release"), &[]).taken();
    let public = photo_at(&stranger, &page).expect("everybody sees it");
    assert_eq!(stranger.get(&public).header("content-type"), "image/jpeg");
    let thumbnail = stranger.get(&format!("{public}?small=1"));
    assert_eq!(thumbnail.header("content-type"), "image/jpeg");
    assert!(stranger.get(&page).page().text().contains("loading=\"lazy\""));
    assert_eq!(photo_at(&stranger, &joined), Some(format!("{joined}/photos/{key}")));
    assert_eq!(stranger.get(&public.replace("rh-a", "rh-b")).status(), 404, "another building");
    let own = app.stranger().get(&format!("/follow/{code}")).page();
    assert!(own.words().contains("已放行"), "{}", own.words());

    let _ = worker.post_form(&format!("{staff}/withholding"), &[("ground", "person")]).taken();
    assert_eq!((photo_at(&stranger, &page), seen(&stranger)), (None, nobody.clone()), "taken back");
    assert_eq!(photo_on(&app.sign_in(Persona::Property), &number), None);
    for persona in shielded {
        assert_eq!(seen(&app.sign_in(persona)), nobody, "{persona:?}");
        assert_eq!(app.sign_in(persona).get(&staff).status(), 404, "{persona:?}");
        let life = app.sign_in(persona).get(&format!("/matters/{number}"));
        assert!(!life.text().contains("认得出人"), "{persona:?}");
    }
    let own = app.stranger().get(&format!("/follow/{code}")).page();
    assert!(own.words().contains("不给别人看：认得出人"), "{}", own.words());
    let shown = worker.get(&format!("/matters/{number}")).page();
    assert!(shown.words().contains("不放：认得出人"), "{}", shown.words());
    app.verify();
}

#[test]
fn a_released_photo_of_a_matter_that_is_not_public_is_for_its_handlers() {
    let app = shipped::app();
    let (number, _) = raised_with_photo(&app, &[("visibility", "handlers_only")]);
    let (worker, property) = (app.sign_in(Persona::Worker), app.sign_in(Persona::Property));
    let staff = photo_on(&worker, &number).unwrap();
    let _ = worker.post_form(&format!("{staff}/release"), &[]).taken();
    assert_eq!(property.get(&staff).status(), 200);
    let public = format!("/b/rh-a/matters/{number}/photos/{}", key(&staff));
    assert_eq!(app.stranger().get(&public).status(), 404);
}

#[test]
fn a_photo_is_withheld_on_a_ground_and_on_no_other() {
    let app = shipped::app();
    let number = with_photo(&app);
    let worker = app.sign_in(Persona::Worker);
    let address = format!("{}/withholding", photo_on(&worker, &number).unwrap());
    let form = worker.get(&address).page().form(&address);
    for ground in ["", "because"] {
        let refused = worker.submit(&form.clone().with("ground", ground)).sound();
        assert_eq!(refused.status(), 422, "{ground:?}");
        assert!(refused.text().contains("id=\"e-ground\""), "{}", refused.words());
    }
    let _ = worker.submit(&form.with("ground", "unrelated")).taken();
    assert_eq!(app.sign_in(Persona::Property).get(&address).status(), 404);
    assert_eq!(worker.get(&address.replace("/photos/", "/photos/0")).status(), 404);
    app.verify();
}

#[test]
fn a_form_sent_twice_keeps_the_photo_where_it_is_and_says_so() {
    let app = shipped::app();
    let browser = app.stranger();
    let form = browser.get("/b/rh-a/raise").page().form("/b/rh-a/raise");
    let bytes = photo();
    let file = Upload { field: "photos", name: "a.jpg", kind: "image/jpeg", bytes: &bytes };
    let form = form.with("text", "");
    let asked = browser.post_multipart(&form.action, &form.pairs(), &[file]).sound();
    let form =
        asked.form("/b/rh-a/raise").with("text", "十二层走廊的灯不亮").with("different", "1");
    let sent = browser.post_multipart(&form.action, &form.pairs(), &[]).taken();
    let follow = sent.split('?').next().unwrap();
    let again = browser.post_multipart(&form.action, &form.pairs(), &[]).sound();
    assert_eq!(again.status(), 422);
    assert!(again.words().contains("先前选的照片不在了"), "{}", again.words());
    let left = again.form("/b/rh-a/raise");
    assert_eq!(left.value("kept"), "", "it can be sent without");
    platform::attachment::sweep(&app.world).unwrap();
    let kept = photo_at(&browser, follow).expect("the first one has it still");
    assert_eq!(browser.get(&kept).status(), 200);
    app.verify();
}
