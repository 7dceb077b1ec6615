//! Following by code: what is told, and what whoever holds the code may do.

use jiff::SignedDuration;
use testkit::{Persona, TestApp};

use crate::stage::{TEXT, code, complete, dispatch, number, post, raise, send};

#[test]
fn the_page_says_who_has_it_what_comes_next_and_by_when() {
    let app = TestApp::new();
    let browser = app.stranger();
    let own = raise(&browser, TEXT);
    let number = number(&app, &own);
    dispatch(&app, &number);
    let words = browser.get(&format!("/follow/{own}")).page().words();
    for told in [
        "安和物业 待签收",
        "14:24 前签收",
        "5 个工作日 · 急事",
        "怎么算出来的",
        "已派给安和物业，明天上午到场。",
    ] {
        assert!(words.contains(told), "{told} is missing in {words}");
    }
    complete(&app, &number);
    let words = browser.get(&format!("/follow/{own}")).page().words();
    assert!(words.contains("联系了您 安和物业"), "{words}");
    assert!(words.contains("配件明天到"));
    assert!(words.contains("安和物业换了门机皮带"));
    assert!(!words.contains("只有我们看的话") && !words.contains("电话里说明天来"), "inward stays");
    app.verify();
}

#[test]
fn three_answers_close_it_and_it_can_be_sent_back() {
    let app = TestApp::new();
    let browser = app.stranger();
    let own = raise(&browser, TEXT);
    complete_by(&app, &own);
    let address = format!("/follow/{own}");
    let rating = format!("{address}/rating");
    let missing = browser.post_form(&rating, &[("contacted", "yes"), ("solved", "solved")]).sound();
    assert_eq!(missing.status(), 422);
    assert_eq!(missing.form(&rating).value("solved"), "solved", "what was chosen is kept");
    let fields = [("contacted", "yes"), ("solved", "solved"), ("satisfaction", "satisfied")];
    post(&browser, &rating, &fields);
    let words = browser.get(&address).page().words();
    assert!(words.contains("已结案") && words.contains("解决了 · 满意"), "{words}");
    assert_eq!(browser.post_form(&rating, &fields).status(), 422, "once");
    post(&browser, &format!("{address}/reopening"), &[("why", "今天又停了")]);
    let words = browser.get(&address).page().words();
    assert!(words.contains("没有解决，重办") && words.contains("办理中"), "{words}");
    app.verify();
}

fn complete_by(app: &TestApp, own: &str) {
    let number = number(app, own);
    dispatch(app, &number);
    complete(app, &number);
}

#[test]
fn after_the_window_nothing_is_offered_any_more() {
    let app = TestApp::new();
    let browser = app.stranger();
    let own = raise(&browser, TEXT);
    complete_by(&app, &own);
    let address = format!("/follow/{own}");
    assert!(browser.get(&address).has_form(&format!("{address}/rating")));
    app.pass(SignedDuration::from_hours(24 * 60));
    let page = browser.get(&address).page();
    assert!(!page.has_form(&format!("{address}/rating")));
    let answer = browser.post_form(&format!("{address}/reopening"), &[]).sound();
    assert_eq!(answer.status(), 422);
    assert!(answer.words().contains("期限已经过了"));
}

#[test]
fn urging_waits_for_the_interval_and_says_so() {
    let app = TestApp::new();
    let browser = app.stranger();
    let own = raise(&browser, TEXT);
    let (address, urging) = (format!("/follow/{own}"), format!("/follow/{own}/urging"));
    post(&browser, &urging, &[]);
    let page = browser.get(&address).page();
    assert!(page.words().contains("催了一次"));
    assert!(!page.has_form(&urging));
    assert_eq!(browser.post_form(&urging, &[]).sound().status(), 422);
    app.pass(SignedDuration::from_hours(24));
    assert!(browser.get(&address).has_form(&urging));
}

#[test]
fn the_reporter_adds_and_takes_back_and_nobody_else_does() {
    let app = TestApp::new();
    let (browser, other) = (app.stranger(), app.stranger());
    let own = raise(&browser, TEXT);
    let join = format!("/b/rh-a/join/{}", number(&app, &own));
    let address = format!("/follow/{own}");
    post(&browser, &format!("{address}/supplement"), &[("supplement", "下午又停了")]);
    assert!(browser.get(&address).page().words().contains("下午又停了"));
    let blank = browser.post_form(&format!("{address}/supplement"), &[("supplement", " ")]);
    assert_eq!(blank.sound().status(), 422);
    let joined = format!("/follow/{}", code(&other.post_form(&join, &[]).taken()));
    let page = other.get(&joined).page();
    assert!(!page.words().contains("下午又停了"), "the reporter's words are theirs");
    for deed in ["urging", "withdrawal"] {
        assert!(!page.has_form(&format!("{joined}/{deed}")));
        assert_eq!(other.post_form(&format!("{joined}/{deed}"), &[]).status(), 422);
    }
    post(&browser, &format!("{address}/withdrawal"), &[]);
    assert!(other.get(&joined).page().words().contains("待分流"), "it stays for the others");
    let alone = raise(&app.stranger(), "12 层西侧空调不热");
    post(&browser, &format!("/follow/{alone}/withdrawal"), &[]);
    assert!(browser.get(&format!("/follow/{alone}")).page().words().contains("已撤回"));
}

#[test]
fn whoever_looks_at_the_number_stands_on_the_page_with_the_purpose() {
    let app = TestApp::new();
    let browser = app.stranger();
    let fields = [("text", TEXT), ("phone", "139 0000 5580")];
    let own = code(&send(&browser, &fields).taken());
    let page = browser.get(&format!("/follow/{own}")).page();
    assert!(page.words().contains("还没有人看过"));
    let number = number(&app, &own);
    app.act(Persona::Worker, move |act| {
        matters::acts::reveal_reporter(act, &number, "核实困人情况")
    })
    .unwrap();
    let words = browser.get(&format!("/follow/{own}")).page().words();
    assert!(words.contains("鲁谷街道楼宇工作站 周敏 今天 10:24 事由“核实困人情况”"), "{words}");
    assert!(!words.contains("13900005580") && !words.contains("139 0000 5580"));
}

#[test]
fn a_wrong_code_an_unknown_one_and_a_malformed_one_are_told_alike() {
    let app = TestApp::new();
    let browser = app.stranger();
    let own = raise(&browser, TEXT);
    let answers = ["22222222", "not-a-code", "%20", "4KX729TM/card"].map(|wrong| {
        let answer = browser.get(&format!("/follow/{wrong}")).sound();
        (answer.status(), answer.words())
    });
    assert!(answers.iter().all(|answer| *answer == answers[0] && answer.0 == 404), "{answers:?}");
    for wrong in ["2222 2222", "?", ""] {
        let answer = browser.post_form("/follow", &[("code", wrong)]).sound();
        assert_eq!(answer.status(), 422);
        assert!(answer.words().contains("没有查到这个码"));
    }
    let typed = format!(" {}-{} ", own[..4].to_lowercase(), &own[4..]);
    let found = browser.post_form("/follow", &[("code", &typed)]).taken();
    assert_eq!(found, format!("/follow/{own}"));
    let card = browser.get(&format!("{found}/card"));
    assert!(card.text().contains(&format!("http://loushi.example/follow/{own}")));
}

#[test]
fn codes_are_guessed_no_faster_than_the_throttle_lets_pass() {
    let app = TestApp::new();
    let browser = app.stranger();
    for _ in 0..120 {
        assert_eq!(browser.get("/follow/22222222").status(), 404);
    }
    assert_eq!(browser.get("/follow/22222222").status(), 429);
    app.pass(SignedDuration::from_secs(1));
    assert_eq!(browser.get("/follow/22222222").status(), 404);
}

#[test]
fn no_code_is_ever_stored() {
    let app = TestApp::new();
    let browser = app.stranger();
    let own = raise(&browser, TEXT);
    post(&browser, &format!("/follow/{own}/urging"), &[]);
    // PostgreSQL gets the same statements; its files are out of reach.
    let Some(file) = app.world.db.file() else { return };
    let mut bytes = std::fs::read(file).unwrap();
    bytes.extend(std::fs::read(format!("{}-wal", file.display())).unwrap());
    let holds = |text: &str| bytes.windows(text.len()).any(|window| window == text.as_bytes());
    assert!(holds("matter.urged"), "the bytes are those of the journal");
    assert!(!holds(&own) && !holds(&format!("{} {}", &own[..4], &own[4..])));
}
