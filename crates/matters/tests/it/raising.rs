//! Raising and joining, without script and without an account.

use std::io::Cursor;

use matters::store;
use testkit::{Persona, TestApp, Upload};

use crate::stage::{RAISE, TEXT, TITLE, code, number, raise, send};

/// Matters that block A shows as in hand.
fn in_hand(app: &TestApp) -> i64 {
    let building = app.town.block_a.id;
    let states = [matters::model::State::New, matters::model::State::Dispatched];
    app.read(|conn| store::public::count(conn, building, &states))
}

#[test]
fn one_sentence_is_enough_and_the_follow_page_shows_it() {
    let app = TestApp::new();
    let browser = app.stranger();
    let page = browser.follow("/q/a12").page();
    assert!(page.words().contains("您在 12 层"), "{}", page.words());
    assert!(page.links().contains(&RAISE.to_owned()));
    let form = browser.get(RAISE).page().form(RAISE).with("text", TEXT);
    let address = browser.post_multipart(&form.action, &form.pairs(), &[]).taken();
    let follow = browser.get(&address).page();
    let words = follow.words();
    for told in
        [TITLE, "收到了。工作站 2 小时内答复怎么办。", "融汇中心 A 座 · 12 层", "今天 12:24 前答复"]
    {
        assert!(words.contains(told), "{told} is missing in {words}");
    }
    assert_eq!(follow.header("referrer-policy"), "no-referrer");
    assert_eq!(follow.header("x-robots-tag"), "noindex");
    let again = browser.get(address.trim_end_matches("?new=1")).page();
    assert!(!again.words().contains("收到了"), "said once");
    app.verify();
}

#[test]
fn what_does_not_fit_comes_back_with_everything_typed() {
    let app = TestApp::new();
    let browser = app.stranger();
    let long = "字".repeat(2001);
    for (text, phone, told) in [
        (long.as_str(), "", "最多 2,000 字，现在 2,001 字"),
        ("", "", "写一句出了什么事。"),
        (TEXT, "找前台", "手机号 11 位"),
    ] {
        let fields = [("text", text), ("phone", phone), ("visibility", "handlers_only")];
        let answer = send(&browser, &fields).sound();
        assert_eq!(answer.status(), 422);
        assert!(answer.words().contains("没有存上。您写的还在下面。"));
        assert!(answer.words().contains(told), "{}", answer.words());
        let form = answer.form(RAISE);
        assert_eq!((form.value("text"), form.value("phone")), (text, phone));
        assert_eq!(form.value("visibility"), "handlers_only");
    }
    assert_eq!(in_hand(&app), 0);
}

#[test]
fn a_filled_in_trap_is_refused_and_not_passed_over_in_silence() {
    let app = TestApp::new();
    let answer = send(&app.stranger(), &[("text", TEXT), ("website", "https://example.com")]);
    assert_eq!(answer.status(), 422);
    assert!(answer.sound().words().contains("有一栏不该填的填上了"));
    assert_eq!(in_hand(&app), 0);
}

#[test]
fn what_may_be_the_same_is_shown_first_and_costs_one_more_tap() {
    let app = TestApp::new();
    raise(&app.stranger(), TEXT);
    let browser = app.stranger();
    let like = "2 号电梯早上老停，等了二十分钟";
    let asked = send(&browser, &[("text", like), ("phone", "13900005580")]).page();
    assert!(asked.words().contains("可能是同一件事"), "{}", asked.words());
    assert!(asked.words().contains(TITLE));
    assert_eq!(in_hand(&app), 1, "nothing is raised yet");
    let form = asked.form(RAISE);
    assert_eq!((form.value("text"), form.value("phone")), (like, "13900005580"));
    let sent = browser.post_multipart(RAISE, &form.pairs(), &[]).taken();
    assert!(browser.get(&sent).page().words().contains("2 号电梯早上老停"));
    assert_eq!(in_hand(&app), 2);
}

#[test]
fn a_device_counts_once_and_gets_a_code_of_its_own() {
    let app = TestApp::new();
    let reporter = app.stranger();
    let first = raise(&reporter, TEXT);
    let number = number(&app, &first);
    let join = format!("/b/rh-a/join/{number}");
    app.pass(jiff::SignedDuration::from_mins(30));
    let browser = app.stranger();
    let own = code(&browser.post_form(&join, &[]).taken());
    assert_ne!(own, first);
    let page = browser.get(&format!("/follow/{own}?new=1")).page();
    assert!(page.words().contains("记下了，您也在等这件。"));
    assert!(page.words().contains("2 人在等"));
    assert!(!page.text().contains("10:24") && !page.text().contains("12:24"), "days only");
    for again in [&browser, &reporter] {
        let refused = again.post_form(&join, &[]).sound();
        assert_eq!(refused.status(), 422);
        assert!(refused.words().contains("一个人算一次"));
    }
    let view = browser.get(&format!("/b/rh-a/matters/{number}")).page();
    assert!(view.words().contains("2 人在等"), "{}", view.words());
    app.verify();
}

#[test]
fn what_is_done_or_hidden_cannot_be_joined() {
    let app = TestApp::new();
    let browser = app.stranger();
    let (declined, other) = (raise(&browser, TEXT), app.stranger());
    let number = number(&app, &declined);
    let own = number.clone();
    app.act(Persona::Worker, move |act| {
        matters::acts::decline_matter(act, &own, "repeated", "上周已经办结，没有新情况。")
    })
    .unwrap();
    let answer = other.post_form(&format!("/b/rh-a/join/{number}"), &[]);
    assert_eq!(answer.status(), 422);
    let fields = [("text", TEXT), ("visibility", "handlers_only")];
    let hidden = crate::stage::number(&app, &code(&send(&other, &fields).taken()));
    assert_eq!(other.post_form(&format!("/b/rh-a/join/{hidden}"), &[]).status(), 404);
    assert_eq!(other.post_form(&format!("/b/sl/join/{number}"), &[]).status(), 404);
}

#[test]
fn a_station_worker_who_raises_as_somebody_in_the_building_stays_unknown() {
    let app = TestApp::new();
    let code = raise(&app.sign_in(Persona::Worker), TEXT);
    let code: matters::model::QueryCode = code.parse().unwrap();
    let hash = store::matter::code_hash(&app.world, &code);
    let (matter, _) = app.read(|conn| store::matter::find_followed(conn, &hash)).unwrap();
    let life = app.read(|conn| platform::journal::life::list(conn, matter.subject(), 10));
    assert!(life.iter().all(|one| one.entry.account_id.is_none() && one.entry.post_id.is_none()));
}

#[test]
fn one_address_raises_so_many_in_an_hour_and_no_more() {
    let app = TestApp::new();
    let browser = app.stranger();
    for _ in 0..30 {
        raise(&browser, TEXT);
    }
    let answer = send(&browser, &[("text", TEXT), ("different", "1")]).sound();
    assert_eq!(answer.status(), 429);
    assert_eq!(answer.form(RAISE).value("text"), TEXT);
    raise(&app.stranger(), TEXT);
}

#[test]
fn who_said_that_theirs_is_a_different_one_is_not_asked_again() {
    let app = TestApp::new();
    raise(&app.stranger(), TEXT);
    let browser = app.stranger();
    let asked = send(&browser, &[("text", TEXT)]).sound();
    assert!(asked.words().contains(TITLE), "{}", asked.words());
    let fields = [("text", TEXT), ("different", "1"), ("phone", "找前台")];
    let refused = send(&browser, &fields).sound();
    assert_eq!(refused.status(), 422);
    assert!(!refused.text().contains("id=\"same\""), "asked again");
    assert_eq!(refused.form(RAISE).value("different"), "1", "kept while the number is mended");
}

fn picture(shade: u8) -> Vec<u8> {
    let image = image::RgbImage::from_pixel(64, 48, image::Rgb([shade; 3]));
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

fn photo(bytes: &[u8]) -> Upload<'_> {
    Upload { field: "photos", name: "a.png", kind: "image/png", bytes }
}

#[test]
fn photos_are_drawn_anew_kept_between_rounds_and_shown_to_their_reporter_alone() {
    let app = TestApp::new();
    let browser = app.stranger();
    let (one, two) = (picture(10), picture(200));
    let asked = browser.post_multipart(RAISE, &[("text", "")], &[photo(&one)]).sound();
    assert_eq!(asked.status(), 422);
    assert!(asked.words().contains("已选 1 张照片"), "{}", asked.words());
    let form = asked.form(RAISE).with("text", TEXT);
    let sent = browser.post_multipart(RAISE, &form.pairs(), &[photo(&two)]).taken();
    let own = code(&sent);
    let page = browser.get(&sent).page();
    let shown: Vec<String> =
        page.links().into_iter().filter(|link| link.contains("/photos/")).collect();
    assert_eq!(shown.len(), 4, "two photos, small and large: {shown:?}");
    let answer = browser.get(&shown[0]);
    assert_eq!((answer.status(), answer.header("content-type")), (200, "image/jpeg"));
    let other = raise(&browser, "12 层西侧空调不热");
    assert_eq!(browser.get(&shown[0].replace(&own, &other)).status(), 404);
    app.verify();
}

#[test]
fn too_many_photos_and_what_is_no_photo_are_refused_beside_the_field() {
    let app = TestApp::new();
    let browser = app.stranger();
    let one = picture(10);
    let four = [photo(&one); 4];
    for (files, told) in [(&four[..], "最多 3 张照片"), (&[photo(b"hello")], "照片")] {
        let answer = browser.post_multipart(RAISE, &[("text", TEXT)], files).sound();
        assert_eq!(answer.status(), 422);
        assert!(answer.words().contains(told), "{}", answer.words());
        assert_eq!(answer.form(RAISE).value("text"), TEXT);
    }
    assert_eq!(in_hand(&app), 0);
}

#[test]
fn others_see_the_title_alone_and_the_reporter_may_look_at_it_beforehand() {
    let app = TestApp::new();
    let browser = app.stranger();
    let text = "12 层西侧空调一直不热，我叫王丽，1203室，电话13912345580";
    let fields = [("text", text), ("preview", "1")];
    let asked = send(&browser, &fields).page();
    assert!(
        asked.words().contains("12 层西侧空调一直不热 融汇中心 A 座 · 12 层"),
        "{}",
        asked.words()
    );
    assert_eq!(in_hand(&app), 0);
}
