//! New orders become matters, whole and shielded, or not at all.

use matters::acts::orders::{self, Upload};
use matters::model::order::{ImportState, Setting, Verdict};
use matters::model::{Channel, State, Visibility};
use matters::store::{self, Sight};
use platform::ledger::{Mapping, Target};
use platform::{todo, vault};
use rust_xlsxwriter::{Format, Workbook};
use testkit::app::refusal;
use testkit::{Persona, TestApp};

use super::support::{
    HEATING, LIFT, PARKING, SOURCE, all, csv, matter, run, trial, try_run, upload,
};

#[test]
fn orders_become_matters_where_they_happened_and_when() {
    let app = TestApp::new();
    let summary = run(&app, csv(&[LIFT, HEATING, PARKING]));
    assert!(summary.is_applied, "{:?}", summary.report);
    let counts = summary.report.counts;
    assert_eq!((counts.total, counts.fresh, counts.by_street), (3, 3, 1));

    let lift = matter(&app, "A1");
    assert_eq!((lift.state, lift.channel), (State::New, Channel::Hotline12345));
    assert_eq!(lift.at.building, Some(app.town.block_a.id));
    assert_eq!((lift.month, lift.raised_at), (202_401, "2024-01-02T00:30:00Z".parse().unwrap()));
    assert!(lift.number.as_str().starts_with("LG-24-"), "{}", lift.number);
    assert!(lift.due_at.is_some(), "the answer is owed");

    let heating = matter(&app, "A2");
    assert_eq!((heating.state, heating.solved), (State::Closed, true));
    assert_eq!(heating.ended_at, Some("2023-11-22T09:00:00Z".parse().unwrap()));
    assert_eq!((heating.due_at, heating.result.as_deref()), (None, Some("solved")));
    let ratings = app.read(|conn| store::rating::list(conn, heating.id));
    assert_eq!(ratings.len(), 1);

    let parking = matter(&app, "A3");
    assert_eq!(parking.at.building, None, "it is put down to its street");
    assert!(parking.number.as_str().starts_with("GS-"));
    assert!(app.verify() > 0);
    assert_eq!(app.read(store::voice::list_miscounted), []);
}

#[test]
fn what_is_open_waits_for_the_station_and_nothing_else_does() {
    let app = TestApp::new();
    run(&app, csv(&[LIFT, HEATING]));
    let worker = app.actor(Persona::Worker);
    let todos = app.read(|conn| todo::list(conn, &worker, None, 10));
    let kinds: Vec<&str> = todos.iter().map(|todo| todo.kind.as_str()).collect();
    assert_eq!(kinds, ["matter-triage"]);
    assert_eq!(todos[0].subject, matter(&app, "A1").subject());
}

#[test]
fn the_caller_is_shielded_like_every_reporter() {
    let app = TestApp::new();
    run(&app, csv(&[LIFT, HEATING]));
    let lift = matter(&app, "A1");
    assert_eq!(lift.visibility, Visibility::HandlersOnly);
    let title = matter(&app, "A2").title;
    assert!(!title.contains("1203") && title.contains("暖气"), "{title}");
    for persona in [Persona::Property, Persona::Owner, Persona::Committee, Persona::Enterprise] {
        assert_eq!(super::support::seen_by(&app, &app.actor(persona)), [], "{persona:?}");
    }
    let worker = app.actor(Persona::Worker);
    let leave = Sight::of(&worker).full().unwrap();
    let said = app.read(|conn| store::raw::list(conn, leave, lift.id));
    assert_eq!(said.len(), 1);
    assert_eq!(said[0].words, "2 号电梯早高峰反复停梯");
    let keys = &app.world.keys;
    let person = app.read(|conn| store::voice::find_reporter(conn, lift.id)).unwrap().person;
    let masked = app.read(|conn| vault::masked(conn, keys, person.unwrap()));
    assert_eq!(masked.contact.as_deref(), Some("139****5580"));
    assert_eq!(masked.name.as_deref(), Some("王*"));
}

#[test]
fn a_ledger_with_one_bad_cell_writes_nothing_and_says_which() {
    let app = TestApp::new();
    let bad = "A9,,漏水,,,融汇中心A座,,2024-02-30 08:00,办理中,,,,";
    let summary = run(&app, csv(&[LIFT, bad]));
    assert!(!summary.is_applied);
    assert_eq!(all(&app), []);
    let report = summary.report;
    assert_eq!((report.counts.faults, report.counts.total), (1, 2));
    let told = &report.findings[0];
    assert_eq!((told.cell.as_str(), told.heading.as_str()), ("H3", "来电时间"));
    assert_eq!(told.key, "ledger-cell-date-no-such-day");
    assert_eq!(told.found, "2024-02-30 08:00");
    let shown = report.rows.iter().find(|row| row.verdict == Verdict::Faulty).unwrap();
    assert_eq!((shown.row, shown.cells["content"].as_str()), (3, "漏水"));
}

#[test]
fn a_cell_mended_in_place_and_a_place_told_let_it_through() {
    let app = TestApp::new();
    let actor = app.actor(Persona::District);
    let bytes = csv(&[
        "A1,,漏水,,,融汇中心A座,,2024-02-30 08:00,办理中,,,,",
        "A2,,停电,,,融汇中心,,2024-01-30 08:00,办理中,,,,",
    ]);
    let setting = Setting::of(SOURCE);
    let staged = orders::stage(&app.world, &actor, &upload(bytes.clone()), &setting).unwrap();
    assert_eq!((staged.counts.faults, staged.counts.asked), (1, 1));
    let refused = refusal(orders::apply(&app.world, &actor, staged.id, &mut |_, _| ()));
    assert_eq!(refused.key, "order-refusal-not-clean");
    let (_, contents) = orders::reading(&app.world, &actor, staged.id).unwrap();
    let asked = contents.report.asked[0].clone();
    let names: Vec<&str> = asked.candidates.iter().map(|one| one.name.as_str()).collect();
    assert_eq!((asked.text.as_str(), names), ("融汇中心", vec!["融汇中心 A 座", "融汇中心 B 座"]));

    let block_b = app.town.block_b.id;
    let staged = orders::restage(&app.world, &actor, staged.id, |setting| {
        setting.fixes.0.insert("H2".to_owned(), "2024-01-29 08:00".to_owned());
        setting.places.insert(asked.key.clone(), block_b);
    })
    .unwrap();
    assert!(staged.counts.is_clean());
    let applied = orders::apply(&app.world, &actor, staged.id, &mut |_, _| ()).unwrap();
    assert_eq!((applied.state, applied.counts.fresh), (ImportState::Applied, 2));
    assert_eq!(matter(&app, "A2").at.building, Some(block_b));
    // What came with it is gone, and the answer is remembered.
    let ended = refusal(orders::reading(&app.world, &actor, staged.id));
    assert_eq!(ended.key, "order-refusal-ended");
    let report = trial(&app, csv(&["B1,,停水,,,融汇中心,,2024-01-31 08:00,办理中,,,,"]));
    assert_eq!((report.counts.asked, report.counts.fresh), (0, 1));
}

#[test]
fn headings_nobody_knows_are_mapped_once_and_remembered() {
    let app = TestApp::new();
    let table = "单子,说了什么,什么时候,哪儿\nX1,电梯停了,2024-01-02,融汇中心A座\n";
    let report = trial(&app, table.as_bytes().to_vec());
    assert!(!report.counts.is_clean() && report.missing.contains(&"number".to_owned()));
    let pairs =
        [("单子", "number"), ("说了什么", "content"), ("什么时候", "raised_at"), ("哪儿", "place")];
    let column = |key: &str| Target::Column(key.to_owned());
    let mapping: Mapping = pairs.iter().map(|(heading, key)| (*heading, column(key))).collect();
    let setting = Setting { mapping, ..Setting::of(SOURCE) };
    assert!(try_run(&app, table.as_bytes().to_vec(), &setting).unwrap().is_applied);
    let next = "单子,说了什么,什么时候,哪儿\nX2,停水,2024-01-03,融汇中心A座\n";
    assert!(run(&app, next.as_bytes().to_vec()).is_applied, "nobody has to map them again");
}

#[test]
fn a_workbook_of_the_offices_own_making_is_read() {
    let app = TestApp::new();
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let date = Format::new().set_num_format("yyyy/m/d h:mm");
    sheet.write(0, 0, "2024 年 1 月 12345 工单").unwrap();
    sheet.write(1, 0, "填报单位：鲁谷街道").unwrap();
    for (column, heading) in (0..).zip(["序号", "诉求编号", "诉求内容", "登记时间", "发生地点"])
    {
        sheet.write(2, column, heading).unwrap();
    }
    sheet.write(3, 0, 1).unwrap().write(3, 1, "W1").unwrap().write(3, 2, "空调不热").unwrap();
    sheet.write_with_format(3, 3, 45_293.4, &date).unwrap();
    sheet.write(3, 4, "融汇中心 B 座 3 层").unwrap();
    sheet.write(4, 0, "合计").unwrap().write(4, 1, 1).unwrap();
    let summary = run(&app, workbook.save_to_buffer().unwrap());
    assert!(summary.is_applied, "{:?}", summary.report);
    assert_eq!(summary.report.header_row, 3);
    assert_eq!(matter(&app, "W1").at.building, Some(app.town.block_b.id));
}

#[test]
fn t6_only_their_own_places_can_be_written_to() {
    let app = TestApp::new();
    let setting = Setting::of(SOURCE);
    let street = app.actor(Persona::Street);
    let bytes = csv(&[LIFT, "B1,,停水,,,松林大厦,古松街道,2024-01-31 08:00,办理中,,,,"]);
    let staged = orders::stage(&app.world, &street, &upload(bytes.clone()), &setting).unwrap();
    assert_eq!((staged.counts.fresh, staged.counts.asked), (1, 1), "the other street is asked");
    let other = app.actor(Persona::OtherDistrict);
    let not_theirs = refusal(app.world.db.read(|conn| orders::find(conn, &other, staged.id)));
    assert!(not_theirs.not_found);
    for persona in [Persona::GridWorker, Persona::Property, Persona::Operator, Persona::Chief] {
        let actor = app.actor(persona);
        let file = Upload { name: "x.csv".to_owned(), bytes: bytes.clone() };
        let refused = refusal(orders::stage(&app.world, &actor, &file, &setting));
        assert!(refused.not_found, "{persona:?}");
    }
}

#[test]
fn orders_like_an_open_matter_are_pointed_at_and_left_alone() {
    let app = TestApp::new();
    let raised = app.raise("2 号电梯早高峰总是停");
    let order = "A1,,2 号电梯早高峰总是停，没人管,,,融汇中心A座,,2024-02-06 10:23,办理中,,,,";
    app.pass(jiff::SignedDuration::from_mins(60));
    let order = order.replace("10:23", "11:00");
    let summary = run(&app, csv(&[&order]));
    assert_eq!(summary.report.likely.len(), 1);
    assert_eq!(summary.report.likely[0].number, raised.number);
    assert_eq!(all(&app).len(), 2);
}

#[test]
fn a_ledger_given_up_leaves_nothing() {
    let app = TestApp::new();
    let actor = app.actor(Persona::District);
    let setting = Setting::of(SOURCE);
    let staged = orders::stage(&app.world, &actor, &upload(csv(&[LIFT])), &setting).unwrap();
    orders::discard(&app.world, &actor, staged.id).unwrap();
    assert_eq!(all(&app), []);
    let refused = refusal(orders::apply(&app.world, &actor, staged.id, &mut |_, _| ()));
    assert_eq!(refused.key, "order-refusal-ended");
}
