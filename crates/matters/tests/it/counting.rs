//! Counting before complaint: by month and place, each number open to its records.

use diesel::{RunQueryDsl, sql_query};
use matters::model::Channel;
use matters::store::counting::{By, by_month};
use matters::store::tally;
use platform::StoreError;
use testkit::app::START;
use testkit::persona::Side;
use testkit::{Persona, Stage, TestApp};

/// A matter that came by the hotline, counted where ledgers would have put it: no hotline calls
/// here, and nobody raises in the past.
fn hotline(app: &TestApp, side: Side, text: &str, month: i32, at: &str) {
    let raised = app.raise_with(&app.town.block(side).clone(), text, |_| {});
    let at: jiff::Timestamp = at.parse().unwrap();
    let moved = format!(
        "UPDATE matter SET channel = 'hotline_12345', month = {month}, raised_at = {} \
         WHERE number = '{raised}'",
        at.as_microsecond()
    );
    app.world.db.write(move |tx| Ok::<_, StoreError>(sql_query(moved).execute(tx.conn)?)).unwrap();
}

/// Channel, total and solved of what somebody counts in February 2024, the largest first.
fn february(app: &TestApp, persona: Persona) -> Vec<(Channel, i64, i64)> {
    let scope = app.actor(persona).scope(&matters::permissions::COUNT);
    let district = app.town.district.id;
    let rows = app.read(|conn| by_month(conn, &scope, district, By::Building, (202_402, 202_402)));
    let mut found: Vec<_> = rows.iter().map(|row| (row.channel, row.total, row.solved)).collect();
    found.sort_by_key(|(_, total, _)| -total);
    found
}

#[test]
fn the_tally_follows_every_change_and_a_false_one_is_named_and_made_anew() {
    let app = TestApp::new();
    hotline(&app, Side::Here, "一层大厅的灯不亮", 202_402, START);
    hotline(&app, Side::Here, "六层的灯也不亮", 202_402, START);
    hotline(&app, Side::There, "四层漏水", 202_402, START);
    let _ = app.at_stage(Side::Here, Persona::Property, Stage::Completed);
    let here = [(Channel::Hotline12345, 2, 0), (Channel::Code, 1, 1)];
    assert_eq!(february(&app, Persona::Worker), here, "a station counts its own buildings");
    assert_eq!(february(&app, Persona::Street), here, "a street its own");
    let all: i64 = february(&app, Persona::District).iter().map(|(_, total, _)| total).sum();
    assert_eq!(all, 4, "a district all of them");
    assert_eq!(february(&app, Persona::OtherDistrict), [], "another one none");
    assert_eq!(app.read(tally::drifts), []);

    let falsify =
        "UPDATE matter_tally SET solved = solved + 1 WHERE channel = 'code' AND total > 0";
    app.world
        .db
        .write(move |tx| Ok::<_, StoreError>(sql_query(falsify).execute(tx.conn)?))
        .unwrap();
    let found = app.read(tally::drifts);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].kept_solved, found[0].counted_solved), (2, 1));
    app.world.db.write(|tx| tally::rebuild(tx.conn)).unwrap();
    assert_eq!(app.read(tally::drifts), []);
    assert_eq!(february(&app, Persona::Worker), here);
}

/// Three hotline requests in November 2021, before the charter took effect, one in January 2024, one this month; and by the code
/// on the wall one matter solved, one not.
fn year(app: &TestApp) {
    // The last second of November and the first of January, in Beijing.
    let (november, january) = ("2021-11-30T15:59:59Z", "2023-12-31T16:00:00Z");
    hotline(app, Side::Here, "一层的灯不亮", 202_111, november);
    hotline(app, Side::Here, "六层的灯也不亮", 202_111, november);
    hotline(app, Side::There, "四层漏水", 202_111, november);
    hotline(app, Side::Here, "十二层空调不热", 202_401, january);
    hotline(app, Side::There, "门禁坏了", 202_402, START);
    let _ = app.at_stage(Side::Here, Persona::Property, Stage::Completed);
    let _ = app.raise("访客车位长期被占");
}

const PAGE: &str = "/indicators/before-complaint";

/// Every address that an exact number stands with: addresses and numbers.
fn numbers(page: &str) -> Vec<(String, String)> {
    let links = page.split("<a href=\"/matters?").skip(1);
    let exact = links.filter_map(|link| {
        let (query, rest) = link.split_once('"')?;
        let name = rest.strip_prefix(" aria-label=\"")?.split_once('"')?.0;
        let number = name.split_once('：')?.1.strip_suffix(" 件")?;
        Some((format!("/matters?{}", query.replace("&#38;", "&")), number.to_owned()))
    });
    exact.collect()
}

#[test]
fn every_column_opens_to_exactly_the_matters_it_counts() {
    let app = TestApp::new();
    year(&app);
    for persona in [Persona::District, Persona::Street, Persona::Worker, Persona::PartySecretary] {
        let browser = app.sign_in(persona);
        let page = browser.get(PAGE).page().text();
        let numbers = numbers(&page);
        assert_eq!(numbers.len(), 64, "32 months, two sides: {page}");
        for (address, number) in numbers {
            let list = browser.get(&address).page().words();
            let expected = if number == "0" {
                "没有这样的楼事".to_owned()
            } else {
                format!("共 {number} 条")
            };
            assert!(list.contains(&expected), "{persona:?}: {address}: {number}: {list}");
        }
    }
}

#[test]
fn averages_changes_and_exclusions_are_computed_and_said() {
    let app = TestApp::new();
    year(&app);
    let words = app.sign_in(Persona::District).get(PAGE).page().words();
    for said in [
        "2021 年 7 月至 2021 年 12 月",
        "3 ÷ 6 ＝ 0.5",
        "1 ÷ 25 ＝ 0.0",
        "1 ÷ 25 比 3 ÷ 6 ＝ 降 92.0%",
        "12345 转来，全部计入 2",
        "其他渠道提的 2",
        "还没办成的 1",
        "计入未诉先办 1",
        "季节不同",
        "2024 年 2 月还没有过完",
        "2024 年 1 月的 1 件接诉即办",
        "十二层空调不热",
    ] {
        assert!(words.contains(said), "{said}: {words}");
    }
    let english = app.sign_in(Persona::District).in_english().get(PAGE).page().words();
    assert!(english.contains("92.0% less"), "{english}");
}

#[test]
fn a_place_is_looked_at_alone_by_whoever_counts_there() {
    let app = TestApp::new();
    year(&app);
    let street = app.town.street.code.clone();
    let page = app.sign_in(Persona::District).get(&format!("{PAGE}?place={street}")).page().words();
    assert!(page.contains("2 ÷ 6 ＝ 0.3") && page.contains("各楼"), "{page}");
    assert_eq!(app.sign_in(Persona::Worker).get(&format!("{PAGE}?place=sl")).status(), 404);
    assert_eq!(app.sign_in(Persona::Street).get(&format!("{PAGE}?place=none")).status(), 404);
    assert_eq!(app.sign_in(Persona::Property).get(PAGE).status(), 404);
    let own = app.sign_in(Persona::Worker).get(&format!("{PAGE}?place=rh-a")).page().words();
    assert!(own.contains("未诉先办 · 融汇中心 A 座"), "{own}");
}
