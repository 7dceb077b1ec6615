//! Imports through the site, as a browser without script goes through them.

use matters::model::order::ImportState;
use matters::rules::orders::ledger;
use platform::web::Locale;
use testkit::app::Upload;
use testkit::{Answer, Browser, Persona, TestApp};

use super::support::{HEAD, HEATING, LIFT, all, csv, matter};

const KIND: &str = "text/csv";

/// Uploads a file as the form on the list does.
fn send(browser: &Browser<'_>, path: &str, bytes: &[u8]) -> Answer {
    let file = Upload { field: "file", name: "工单.csv", kind: KIND, bytes };
    browser.post_multipart(path, &[("source", "12345")], &[file])
}

/// Brings a ledger; the address of its page.
fn bring(browser: &Browser<'_>, bytes: &[u8]) -> String {
    let address = send(browser, "/imports", bytes).taken();
    assert!(address.starts_with("/imports/"), "{address}");
    address
}

#[test]
fn a_ledger_with_known_headings_takes_three_acts() {
    let app = TestApp::new();
    let worker = app.sign_in(Persona::Worker);
    // One: the rail. Two: the file. Three: write.
    let list = worker.get("/imports").page();
    assert!(list.words().contains("还没有导入过"));
    assert!(list.has_form("/imports"));
    let here = "A2,,供暖三天不热,,,融汇中心A座,,2024-01-20 09:00,办理中,,,,";
    let address = bring(&worker, &csv(&[LIFT, here]));
    let page = worker.get(&address).page();
    assert!(page.words().contains("没有错，可以写入"), "{}", page.words());
    assert_eq!(all(&app), [], "nothing is written yet");
    let written = worker.submit(&page.form(&format!("{address}/application"))).taken();
    assert_eq!(written, address);
    let done = worker.get(&address).page();
    assert!(done.words().contains("已写入 2 件"), "{}", done.words());
    let matters =
        done.links().into_iter().find(|link| link.starts_with("/matters?import=")).unwrap();
    let made = worker.get(&matters).page();
    for number in ["A1", "A2"] {
        assert!(made.text().contains(&matter(&app, number).number.to_string()));
    }
    assert!(worker.get("/imports").page().words().contains("已写入"));
}

#[test]
fn cells_are_mended_on_the_page_and_places_told_there() {
    let app = TestApp::new();
    let office = app.sign_in(Persona::District);
    let bytes = csv(&[
        "A1,,漏水,,,融汇中心A座,,2024-02-30 08:00,办理中,,,,",
        "A2,,停电,,,融汇中心,,2024-01-30 08:00,办理中,,,,",
        "A3,,噪声,,,没人知道的地方,,2024-01-30 09:00,办理中,,,,",
    ]);
    let address = bring(&office, &bytes);
    let page = office.get(&address).page();
    let words = page.words();
    for told in ["2 月没有 30 日", "H2", "来电时间", "“融汇中心”是哪里", "没人知道的地方"]
    {
        assert!(words.contains(told), "{told}: {words}");
    }
    assert!(!page.has_form(&format!("{address}/application")), "not to be written yet");
    assert!(!page.has_form(&format!("{address}/headings")), "all are known");
    assert!(
        office
            .get(&format!("{address}?headings=1"))
            .page()
            .has_form(&format!("{address}/headings"))
    );
    let form = page.form(&format!("{address}/corrections"));
    assert_eq!(form.value("cell-H2"), "2024-02-30 08:00", "what stands there");
    // A name nobody knows: 422, everything typed is kept, nothing is changed.
    let answered = form.with("cell-H2", "2024-01-29 08:00").with("place-0", "out");
    let wrong = office.submit(&answered.clone().with("other-1", "哪里都不是")).sound();
    assert_eq!(wrong.status(), 422);
    assert!(wrong.words().contains("没有叫“哪里都不是”的楼宇或街道"), "{}", wrong.words());
    let kept = wrong.form(&format!("{address}/corrections"));
    assert_eq!(kept.value("cell-H2"), "2024-01-29 08:00");
    assert_eq!(kept.value("other-1"), "哪里都不是");
    let again = office.submit(&answered.with("other-1", "融汇中心B座")).taken();
    let page = office.get(&again).page();
    assert!(page.words().contains("没有错，可以写入"), "{}", page.words());
    let mended = office.get(&format!("{address}?show=mended")).page();
    assert!(mended.words().contains("H2 2024-01-29 08:00"), "{}", mended.words());
    assert_eq!(all(&app), []);
    let _ = office.submit(&page.form(&format!("{address}/application"))).taken();
    assert_eq!(all(&app).len(), 2, "one was left out");
    assert_eq!(matter(&app, "A3").at.building, Some(app.town.block_b.id));
}

#[test]
fn a_mended_file_takes_the_place_of_the_one_before() {
    let app = TestApp::new();
    let office = app.sign_in(Persona::District);
    let bad = LIFT.replace("2024-01-02", "2024-13-02");
    let address = bring(&office, &csv(&[&bad, HEATING]));
    let marked = office.get(&format!("{address}/marked"));
    assert_eq!(marked.status(), 200);
    let reading = platform::ledger::Reading::default();
    let read = platform::ledger::read(marked.bytes(), ledger(), &reading).unwrap();
    assert_eq!((read.row_count, read.findings.errors), (2, 1), "the same table, to be mended");
    let again = send(&office, &format!("{address}/file"), &csv(&[LIFT, HEATING]));
    assert_eq!(again.taken(), address);
    let page = office.get(&address).page();
    assert!(page.words().contains("没有错，可以写入"));
    let _ = office.submit(&page.form(&format!("{address}/application"))).taken();
    assert_eq!(all(&app).len(), 2);
    // The same file once more: the page says plainly that nothing changes.
    let second = bring(&office, &csv(&[LIFT, HEATING]));
    let page = office.get(&second).page();
    let words = page.words();
    assert!(words.contains("写入也不会有变化"), "{words}");
    assert!(words.contains("同一份文件") && words.contains("写入过"), "{words}");
    let gone = office.submit(&page.form(&format!("{second}/discard"))).taken();
    assert!(office.get(&gone).page().words().contains("已放下，什么都没有写入"));
    // What has ended cannot be written any more.
    let late = office.post_form(&format!("{second}/application"), &[]).sound();
    assert_eq!(late.status(), 422);
}

#[test]
fn headings_nobody_knows_are_told_on_the_page_once() {
    let app = TestApp::new();
    let office = app.sign_in(Persona::District);
    let table = "单子,说了什么,什么时候,哪儿,点赞\nX1,电梯停了,2024-01-02,融汇中心A座,3\n";
    let address = bring(&office, table.as_bytes());
    let page = office.get(&address).page();
    assert!(page.words().contains("必须有的列还没对上：工单编号"), "{}", page.words());
    let mut form = page.form(&format!("{address}/headings"));
    for (at, key) in [(0, "number"), (1, "content"), (2, "raised_at"), (3, "place")] {
        form = form.with(&format!("heading-{at}"), key);
    }
    let wrong = office.submit(&form.clone().with("heading-0", "nothing-of-ours")).sound();
    assert_eq!(wrong.status(), 422);
    let told = office.submit(&form).taken();
    let page = office.get(&told).page();
    assert!(page.words().contains("没用上：点赞"), "{}", page.words());
    let _ = office.submit(&page.form(&format!("{address}/application"))).taken();
    assert_eq!(all(&app).len(), 1);
    let next = table.replace("X1", "X2");
    let page = office.get(&bring(&office, next.as_bytes())).page();
    assert!(page.words().contains("没有错，可以写入"), "{}", page.words());
}

#[test]
fn what_is_no_table_is_refused_beside_the_field() {
    let app = TestApp::new();
    let office = app.sign_in(Persona::District);
    let none = office.post_multipart("/imports", &[("source", "12345")], &[]).sound();
    assert_eq!(none.status(), 422);
    assert!(none.words().contains("选一个表格文件"));
    let file = Upload { field: "file", name: "x.pdf", kind: KIND, bytes: b"%PDF-1.7\n\0\x01\x02" };
    let no_table = office.post_multipart("/imports", &[("source", "来源甲")], &[file]).sound();
    assert_eq!(no_table.status(), 422);
    assert!(no_table.words().contains("不是表格"), "{}", no_table.words());
    assert_eq!(no_table.form("/imports").value("source"), "来源甲");
    let nameless = Upload { field: "file", name: "x.csv", kind: KIND, bytes: &csv(&[LIFT]) };
    let no_source = office.post_multipart("/imports", &[("source", " ")], &[nameless]).sound();
    assert_eq!(no_source.status(), 422);
    let large = vec![b'x'; platform::ledger::Limits::default().file_bytes + 1];
    let too_large = send(&office, "/imports", &large).sound();
    assert_eq!(too_large.status(), 413);
    assert!(too_large.words().contains("最多 64 MB"), "{}", too_large.words());
}

#[test]
fn every_kind_of_bad_cell_is_told_in_both_languages() {
    let app = TestApp::new();
    let office = app.sign_in(Persona::District);
    let head = "工单编号,主要内容,来电时间,办结时间,是否保密,标题,小区点位\n";
    let long = "长".repeat(501);
    let rows = [
        ("", "没有编号", "2024-01-02", "", "", "", "ledger-cell-required"),
        ("2.02401E+16", "丢了位数", "2024-01-02", "", "", "", "ledger-cell-digits-lost"),
        ("C1", "", "2024-01-02", "", "", "", "ledger-cell-required"),
        ("C2", "读不出", "前天", "", "", "", "ledger-cell-date-unreadable"),
        ("C3", "没有这天", "2024-02-30", "", "", "", "ledger-cell-date-no-such-day"),
        ("C4", "没有这月", "2024.13.1", "", "", "", "ledger-cell-date-no-such-month"),
        ("C5", "没有这时", "2024-01-02 25:00", "", "", "", "ledger-cell-time-no-such"),
        ("C6", "太久以前", "1024-01-02", "", "", "", "ledger-cell-date-far"),
        ("C7", "还没到", "2025-01-02", "", "", "", "order-cell-in-the-future"),
        ("C8", "先办后来", "2024-01-02", "2023-01-02", "", "", "order-cell-closed-before-raised"),
        ("C9", "不是是否", "2024-01-02", "", "也许", "", "ledger-cell-choice"),
        ("C10", "题目太长", "2024-01-02", "", "", &long, "ledger-cell-too-long"),
        ("C11", "一样", "2024-01-02", "", "", "", ""),
        ("C11", "却不一样", "2024-01-02", "", "", "", "order-cell-contradicts"),
    ];
    let lines: Vec<String> = rows
        .iter()
        .map(|(number, content, raised, closed, secret, title, _)| {
            format!("{number},{content},{raised},{closed},{secret},{title},融汇中心A座\n")
        })
        .collect();
    let address = bring(&office, format!("{head}{}", lines.concat()).as_bytes());
    let page = office.get(&address).page();
    let english = app.sign_in(Persona::District).in_english();
    let translated = english.get(&address).page();
    for (locale, words) in [(Locale::ZhCn, page.words()), (Locale::En, translated.words())] {
        for (.., key) in rows.iter().filter(|row| !row.6.is_empty()) {
            // What stands before the first value of the sentence.
            let sentence = locale.t(key).into_owned();
            let start = sentence.split(['{', '\u{2068}', '⟦']).next().unwrap_or_default();
            let start: String = start.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(words.contains(&start), "{key}: “{start}” in {words}");
        }
    }
    let form = page.form(&format!("{address}/corrections"));
    let inputs = form.pairs().iter().filter(|(name, _)| name.starts_with("cell-")).count();
    assert_eq!(inputs, rows.len() - 1, "each can be mended where it stands");
    assert_eq!(all(&app), []);
}

#[test]
fn an_import_is_there_for_its_importer_and_the_district_alone() {
    let app = TestApp::new();
    let worker = app.sign_in(Persona::Worker);
    let address = bring(&worker, &csv(&[LIFT]));
    let posts = ["application", "discard", "headings", "corrections"];
    let stranger = [
        Persona::Colleague,
        Persona::StationHead,
        Persona::Street,
        Persona::OtherStreet,
        Persona::OtherDistrict,
        Persona::Property,
        Persona::Owner,
        Persona::Enterprise,
        Persona::Chief,
        Persona::Operator,
    ];
    for persona in stranger {
        let browser = app.sign_in(persona);
        assert_eq!(browser.get(&address).status(), 404, "{persona:?}");
        assert_eq!(browser.get(&format!("{address}/marked")).status(), 404, "{persona:?}");
        for post in posts {
            let answer = browser.post_form(&format!("{address}/{post}"), &[]);
            assert_eq!(answer.status(), 404, "{persona:?} {post}");
        }
        assert_eq!(send(&browser, &format!("{address}/file"), b"x").status(), 404, "{persona:?}");
    }
    for shielded in [Persona::Property, Persona::Owner, Persona::Enterprise] {
        let browser = app.sign_in(shielded);
        assert_eq!(browser.get("/imports").status(), 404);
        assert_eq!(browser.get("/imports/new").status(), 404);
    }
    assert_eq!(app.sign_in(Persona::District).get(&address).page().status(), 200);
    assert!(!app.sign_in(Persona::Street).get("/imports").page().text().contains(&address));
}

#[test]
fn an_import_on_its_way_says_how_far_it_is_and_can_be_gone_on_with() {
    let app = TestApp::new();
    let office = app.sign_in(Persona::District);
    let rows: Vec<String> = (0..300)
        .map(|n| format!("C{n:04},,第{n}次停水,,,融汇中心A座,,2023-05-02 08:00,已办结,,,,"))
        .collect();
    let bytes = csv(&rows.iter().map(String::as_str).collect::<Vec<_>>());
    let address = bring(&office, &bytes);
    let id: i64 = address.trim_start_matches("/imports/").parse().unwrap();
    let actor = app.actor(Persona::District);
    let cut = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        matters::acts::orders::apply(&app.world, &actor, id.into(), &mut |_, _| panic!("killed"))
    }));
    assert!(cut.is_err());
    let page = office.get(&address).page();
    assert!(page.words().contains("已写 150 件，共 300 件"), "{}", page.words());
    assert!(page.text().contains("http-equiv=\"refresh\""));
    assert!(!page.has_form(&format!("{address}/application")), "it may still be going on");
    app.pass(jiff::SignedDuration::from_secs(31));
    let still = office.get(&address).page();
    assert!(still.words().contains("写入停在半路"), "{}", still.words());
    assert!(!still.text().contains("http-equiv=\"refresh\""));
    let _ = office.submit(&still.form(&format!("{address}/application"))).taken();
    let found = app.world.db.read(|conn| matters::acts::orders::find(conn, &actor, id.into()));
    assert_eq!(found.unwrap().state, ImportState::Applied);
    assert_eq!(all(&app).len(), 300);
}

#[test]
fn the_list_goes_on_where_a_page_ends() {
    let app = TestApp::new();
    let office = app.sign_in(Persona::District);
    let addresses: Vec<String> = (0..52)
        .map(|n| bring(&office, format!("{HEAD}L{n},,停水,,,,,2024-01-02,,,,,\n").as_bytes()))
        .collect();
    let first = office.get("/imports").page();
    let shown = |page: &Answer| {
        let links = page.links();
        addresses.iter().filter(|address| links.contains(*address)).count()
    };
    assert_eq!(shown(&first), 50);
    let next = first.links().into_iter().find(|link| link.starts_with("/imports?after=")).unwrap();
    assert_eq!(shown(&office.get(&next).page()), 2);
}
