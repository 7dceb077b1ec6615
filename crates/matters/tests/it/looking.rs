//! What everybody may look at: sound in both languages and sizes, light, and silent about
//! whoever raised a matter. Budgets: UX §1, §13.

use platform::journal::head;
use testkit::{Answer, Browser, Persona, TestApp};

use crate::stage::{RAISE, TEXT, TITLE, complete, dispatch, number, post, raise, send};

/// Every public page there is, about these matters.
fn pages(app: &TestApp, codes: &[String]) -> Vec<String> {
    let mut pages: Vec<String> = [
        "/",
        "/?q=融汇",
        "/?q=没有",
        "/b/rh-a",
        "/b/rh-a?at=a12",
        "/b/rh-a?at=c1",
        "/b/sl",
        RAISE,
        "/b/rh-a/matters",
        "/b/rh-a/matters?done=1",
        "/b/sl/matters",
        "/follow",
        "/about/counting",
        "/about/privacy",
        "/about/accessibility",
        "/verify",
    ]
    .map(|path| path.replace("融汇", "%E8%9E%8D%E6%B1%87").replace("没有", "%E6%B2%A1"))
    .to_vec();
    for code in codes {
        pages.push(format!("/follow/{code}"));
        pages.push(format!("/follow/{code}?new=1"));
        pages.push(format!("/b/rh-a/matters/{}", number(app, code)));
    }
    pages
}

/// Matters in every state a reporter can meet.
fn matters(app: &TestApp) -> Vec<String> {
    let browser = app.stranger();
    let all: Vec<String> = [
        TEXT,
        "地下车库访客车位长期被占",
        "12 层西侧空调不热",
        "楼梯间堆满纸箱，消防通道走不过去",
        "一层大厅的灯不亮",
        "着火了，有人受伤",
    ]
    .iter()
    .map(|text| raise(&browser, text))
    .collect();
    for code in &all[1..4] {
        dispatch(app, &number(app, code));
    }
    complete(app, &number(app, &all[2]));
    complete(app, &number(app, &all[3]));
    let fields = [("contacted", "yes"), ("solved", "partly"), ("satisfaction", "mostly")];
    post(&browser, &format!("/follow/{}/rating", all[3]), &fields);
    post(&browser, &format!("/follow/{}/withdrawal", all[4]), &[]);
    all
}

#[test]
fn every_page_is_sound_in_both_languages_and_sizes() {
    let app = TestApp::new();
    let codes = matters(&app);
    let elder = app.stranger();
    elder.set_cookie("big", "1");
    for browser in [app.stranger(), app.stranger().in_english(), elder] {
        for path in pages(&app, &codes) {
            let _ = browser.get(&path).page();
        }
    }
}

#[test]
fn english_pages_hold_no_chinese_of_ours() {
    let app = TestApp::new();
    let browser = app.stranger().in_english();
    for path in ["/follow", "/about/counting", "/about/privacy", "/about/accessibility", "/verify"]
    {
        let words = browser.get(path).page().words().replace("中文", "");
        assert!(!words.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)), "{path}: {words}");
    }
}

#[test]
fn no_public_page_holds_more_of_the_report_than_its_title() {
    let app = TestApp::new();
    let said =
        "2 号电梯早上八点半到九点老停，我叫王丽，电话13912345580，1203室，只有工作站看得到的尾巴";
    let own = raise(&app.stranger(), said);
    let browser = app.stranger();
    let mut paths = pages(&app, std::slice::from_ref(&own));
    paths.retain(|path| !path.contains("/follow/"));
    paths.push(format!(
        "{RAISE}&text=2%E5%8F%B7%E7%94%B5%E6%A2%AF%E6%97%A9%E4%B8%8A%E8%80%81%E5%81%9C"
    ));
    let mut shown = 0;
    for path in paths {
        let source = browser.get(&path).text();
        shown += usize::from(source.contains(TITLE));
        for secret in ["王丽", "13912345580", "1203", "尾巴", own.as_str()] {
            assert!(!source.contains(secret), "{path} tells {secret}");
        }
    }
    assert!(shown >= 4, "the title stands on the public pages: {shown}");
}

#[test]
fn what_was_kept_to_its_handlers_stands_on_no_public_page() {
    let app = TestApp::new();
    let fields = [("text", TEXT), ("visibility", "handlers_only")];
    let own = crate::stage::code(&send(&app.stranger(), &fields).taken());
    let browser = app.stranger();
    let number = number(&app, &own);
    assert_eq!(browser.get(&format!("/b/rh-a/matters/{number}")).status(), 404);
    for path in ["/b/rh-a", "/b/rh-a/matters"] {
        assert!(!browser.get(path).page().text().contains(TITLE));
    }
    let like = send(&browser, &[("text", TEXT)]);
    assert_eq!(like.status(), 303, "nor is it told by likeness");
}

#[test]
fn times_are_told_to_the_day_and_few_people_hide_their_floor() {
    let app = TestApp::new();
    let own = raise(&app.stranger(), TEXT);
    let page = app.stranger().get(&format!("/b/rh-a/matters/{}", number(&app, &own))).page();
    assert!(page.words().contains("融汇中心 A 座 · 12 层 · 2 月 6 日提出"), "{}", page.words());
    assert!(!page.text().contains("10:24:00"), "no exact time, not even for machines");
    let quiet = app.raise_with(&app.town.block_c, "车库漏水", |_| {});
    let page = app.stranger().get(&format!("/b/sl/matters/{quiet}")).page();
    assert!(page.words().contains("松林大厦 · 2 月 6 日提出"), "{}", page.words());
}

#[test]
fn a_wall_code_of_another_building_says_nothing() {
    let app = TestApp::new();
    let browser = app.stranger();
    assert_eq!(browser.get("/q/a12").taken(), "/b/rh-a?at=a12");
    assert_eq!(browser.get("/q/nowhere").status(), 404);
    assert_eq!(browser.get("/b/nowhere").status(), 404);
    assert!(!browser.get("/b/rh-a?at=c1").page().words().contains("您在"));
    let large = browser.get("/q/a12?big=1");
    assert_eq!((large.taken().as_str(), browser.cookie("big").as_deref()), ("/q/a12", Some("1")));
}

#[test]
fn the_building_says_who_runs_it_and_the_home_page_finds_it() {
    let app = TestApp::new();
    let browser = app.stranger();
    let words = browser.get("/b/rh-a?at=a12").page().words();
    for told in [
        "本月轮值楼长 赵磊",
        "12 层楼层长 孙涛",
        "鲁谷街道楼宇工作站",
        "5550 0166",
        "鲁谷街道办事处",
    ] {
        assert!(words.contains(told), "{told} is missing in {words}");
    }
    let found = browser.get("/?q=%E6%9D%BE%E6%9E%97").page();
    assert!(found.links().contains(&"/b/sl".to_owned()), "{:?}", found.links());
    assert!(found.words().contains("松林大厦"));
}

#[test]
fn published_heads_stand_where_anybody_can_write_them_down() {
    let app = TestApp::new();
    raise(&app.stranger(), TEXT);
    app.verify();
    let (key, day) = (app.world.keys.signing().clone(), app.world.today());
    app.world.db.write(move |tx| head::publish(tx.conn, day, &key)).unwrap();
    let page = app.stranger().get("/verify").page();
    assert!(page.words().contains("石山区 2024-02-06"), "{}", page.words());
}

/// The fields a browser insists on.
fn required(page: &Answer) -> Vec<String> {
    let text = page.text();
    let tags = text.split('<').filter(|tag| {
        tag.split('>').next().unwrap_or("").ends_with(" required") || tag.contains(" required ")
    });
    let mut names: Vec<String> = tags
        .filter_map(|tag| Some(tag.split(" name=\"").nth(1)?.split('"').next()?.to_owned()))
        .collect();
    names.dedup();
    names
}

/// Source: UX §1, burden budget.
#[test]
fn nobody_fills_in_more_than_the_budget_allows() {
    let app = TestApp::new();
    let browser = app.stranger();
    assert_eq!(required(&browser.get(RAISE).page()), ["text"], "raise: one typed field");
    let landing = browser.get("/b/rh-a?at=a12").page();
    assert!(landing.links().contains(&RAISE.to_owned()), "raise: one tap to the form, one to send");
    assert_eq!(required(&browser.get("/follow").page()), ["code"], "follow: one typed field");
    let own = raise(&browser, TEXT);
    let public = browser.get(&format!("/b/rh-a/matters/{}", number(&app, &own))).page();
    assert_eq!(required(&public), Vec::<String>::new(), "me too: nothing typed, one tap");
    dispatch(&app, &number(&app, &own));
    complete(&app, &number(&app, &own));
    let rating = browser.get(&format!("/follow/{own}")).page();
    assert_eq!(required(&rating), ["contacted", "solved", "satisfaction"], "rate: four taps");
}

/// What a first visit to `path` brings, compressed, with everything it asks for.
fn weight(browser: &Browser<'_>, path: &str) -> (usize, usize) {
    let page = browser.get(path);
    let plain = browser.app_text(path);
    let wanted: Vec<String> =
        plain.links().into_iter().filter(|link| link.starts_with("/assets/")).collect();
    let parts: usize = wanted.iter().map(|link| browser.get(link).bytes().len()).sum();
    (page.bytes().len() + parts, wanted.len() + 1)
}

trait Uncompressed {
    /// The page as it is read, for browsers that compress everything.
    fn app_text(&self, path: &str) -> Answer;
}

impl Uncompressed for Browser<'_> {
    fn app_text(&self, path: &str) -> Answer {
        let request = axum::http::Request::get(path).header("accept-encoding", "identity");
        self.send(request, axum::body::Body::empty())
    }
}

/// Source: UX §13. The pictures' sheet and the mark in the browser's tab are files of their own.
#[test]
fn a_first_visit_weighs_less_than_fifty_kilobytes() {
    let app = TestApp::new();
    let codes = matters(&app);
    let _ = app.sign_in(Persona::Worker);
    for path in pages(&app, &codes) {
        let browser = app.stranger().with_header("accept-encoding", "gzip");
        let (bytes, requests) = weight(&browser, &path);
        assert!(bytes <= 50_000, "{path}: {bytes} bytes");
        assert!(requests <= 5, "{path}: {requests} requests");
    }
}
