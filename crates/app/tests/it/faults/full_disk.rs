//! A full disk: nothing acknowledged is lost, nothing typed is lost, reading goes on.

use diesel::connection::SimpleConnection;
use jiff::SignedDuration;
use platform::StoreError;
use platform::db::Location;
use testkit::app::photo;
use testkit::{Answer, Browser, Persona, TestApp, Upload};

use super::asking::Client;
use super::ground::{Ground, Server};
use crate::shipped;

const RAISE: &str = "/b/rh-a/raise";

/// Lets the database grow to so many pages, and no further; never below what it has.
fn allow_pages(app: &TestApp, pages: u32) {
    let asked = format!("PRAGMA max_page_count = {pages}");
    let done = app.world.db.write(move |tx| Ok::<_, StoreError>(tx.conn.batch_execute(&asked)?));
    done.unwrap();
}

fn raise(browser: &Browser<'_>, words: &str) -> Answer {
    let fields = [("text", words), ("phone", "13912345580"), ("different", "1")];
    browser.post_multipart(RAISE, &fields, &[])
}

/// Raises until there is no room; what was acknowledged, and the answer that was not.
fn raise_until_full(app: &TestApp) -> (Vec<String>, String, Answer) {
    let mut taken = Vec::new();
    for round in 0..50 {
        let words = format!("第{round}次说：{}", "水管漏水，地上都湿了。".repeat(150));
        let answer = raise(&app.stranger(), &words);
        if answer.status() != 303 {
            return (taken, words, answer);
        }
        taken.push(answer.location().split('?').next().unwrap_or_default().to_owned());
    }
    panic!("fifty long matters fit into no page at all");
}

#[test]
fn a_full_disk_loses_nothing_that_was_taken_and_nothing_that_was_typed() {
    let app = shipped::app();
    if matches!(app.database().location(), Location::Postgres(_)) {
        // Its disk is PostgreSQL's own affair; a refused write looks the same from here.
        return;
    }
    let worker = app.sign_in(Persona::Worker);
    allow_pages(&app, 1);
    let (taken, words, answer) = raise_until_full(&app);

    let page = answer.sound();
    assert_eq!(page.status(), 500);
    assert!(page.words().contains("没有存上。您写的还在下面。"), "{}", page.words());
    assert!(page.words().contains("E-"), "an id to quote: {}", page.words());
    let kept = page.form(RAISE);
    assert_eq!((kept.value("text"), kept.value("phone")), (words.as_str(), "13912345580"));

    // Everybody reads on, also whoever's session is due to be written down.
    app.pass(SignedDuration::from_mins(3));
    assert_eq!(worker.get("/desk").page().status(), 200);
    for follow in &taken {
        assert_eq!(app.stranger().get(follow).page().status(), 200);
    }
    let words = "走访时说六层的灯坏了三天。".repeat(150);
    let refused = (0..50).map(|_| raise_for(&worker, &words)).find(|answer| answer.status() != 303);
    let refused = refused.expect("there is no room").sound();
    assert_eq!((refused.status(), refused.form("/matters").value("text")), (500, words.as_str()));

    allow_pages(&app, 1_000_000);
    let browser = app.stranger();
    let sent = browser.post_multipart(&kept.action, &kept.pairs(), &[]);
    assert!(sent.taken().starts_with("/follow/"), "what was kept is sent once there is room");
    app.verify();
}

fn raise_for(worker: &Browser<'_>, words: &str) -> Answer {
    let fields = [("building", "rh-a"), ("channel", "visit"), ("text", words)];
    worker.post_form("/matters", &fields)
}

#[test]
fn a_form_that_could_not_be_saved_says_so_in_english_too() {
    let app = shipped::app();
    if matches!(app.database().location(), Location::Postgres(_)) {
        return;
    }
    allow_pages(&app, 1);
    let _ = raise_until_full(&app);
    let page = raise(&app.stranger().in_english(), &"Water is leaking. ".repeat(100)).sound();
    assert_eq!(page.status(), 500);
    assert!(page.words().contains("Not saved. Your text is kept below."), "{}", page.words());
}

#[test]
fn a_ledger_that_could_not_be_kept_is_asked_for_again_with_the_form_as_it_was() {
    let app = shipped::app();
    if matches!(app.database().location(), Location::Postgres(_)) {
        return;
    }
    let office = app.sign_in(Persona::District);
    allow_pages(&app, 1);
    let row = |n: usize| format!("K{n},{},融汇中心A座,2023-05-02 08:00\n", "停水。".repeat(400));
    let rows: String = (0..200).map(row).collect();
    let ledger = format!("工单编号,主要内容,小区点位,来电时间\n{rows}");
    let bytes = ledger.as_bytes();
    let file = Upload { field: "file", name: "工单.csv", kind: "text/csv", bytes };
    let typed = [("source", "市民热线备份"), ("channel", "call"), ("ended", "1")];
    let refused = office.post_multipart("/imports", &typed, &[file]).sound();
    assert_eq!(refused.status(), 500);
    assert!(refused.words().contains("E-"), "an id to quote: {}", refused.words());
    assert!(refused.words().contains("请重新选一次"), "{}", refused.words());
    let form = refused.form("/imports");
    for (name, value) in typed {
        assert_eq!(form.value(name), value);
    }

    allow_pages(&app, 1_000_000);
    let staged = office.post_multipart(&form.action, &form.pairs(), &[file]).taken();
    let page = office.get(&format!("{staged}?headings=1")).page();
    allow_pages(&app, 1);
    let headings = format!("{staged}/headings");
    let changed = page.form(&headings).with("heading-1", "");
    let refused = (0..50).map(|_| office.submit(&changed)).find(|answer| answer.status() != 303);
    let refused = refused.expect("there is no room").sound();
    assert_eq!(refused.status(), 500, "{}", refused.words());
    let kept = refused.form(&headings);
    assert!(kept.fields.iter().all(|(name, value)| changed.value(name) == value), "{kept:?}");
    app.verify();
}

#[test]
fn where_no_photo_can_be_stored_the_text_stays_and_nothing_is_raised() {
    let ground = Ground::fresh();
    let server = Server::start(&ground, 1);
    let client = Client { server: server.address, session: None, from: "10.1.1.1".to_owned() };
    // A folder that takes nothing, like one on a full disk; permissions do not stop root.
    let photos = ground.place().home.photos();
    std::fs::remove_dir_all(&photos).unwrap();
    std::fs::write(&photos, "").unwrap();
    let fields = [("text", "大厅的灯不亮"), ("different", "1")];
    let refused = client.post_parts(RAISE, &fields, Some(&photo())).unwrap();
    assert_eq!(refused.status, 500, "{}", refused.text);
    assert!(refused.text.contains("大厅的灯不亮</textarea>") && refused.text.contains("E-"));
    assert!(!client.get("/b/rh-a/matters").unwrap().text.contains("大厅的灯"));

    std::fs::remove_file(&photos).unwrap();
    std::fs::create_dir(&photos).unwrap();
    let taken = client.post_parts(RAISE, &fields, Some(&photo())).unwrap();
    assert_eq!(taken.status, 303, "{}", taken.text);
    drop(server);
    ground.verify(0);
}
