//! Notices: whoever is concerned is told, once, and only of what they may see when they look.

use jiff::SignedDuration;
use kernel::BodyId;
use platform::StoreError;
use testkit::app::announcers;
use testkit::persona::Side;
use testkit::{Persona, Stage, TestApp};

use crate::shipped;

/// What stands on somebody's page, row by row.
fn rows(app: &TestApp, who: Persona) -> Vec<String> {
    let page = app.sign_in(who).get("/notices").page();
    assert_eq!(page.status(), 200);
    let text = page.text();
    let list = text.split("<ol class=\"rows\">").nth(1).unwrap_or_default();
    let list = list.split("</ol>").next().unwrap_or_default();
    list.split("<li").skip(1).map(str::to_owned).collect()
}

fn unread(app: &TestApp, who: Persona) -> usize {
    rows(app, who).iter().filter(|row| row.contains("/reading")).count()
}

#[test]
fn whoever_owes_the_next_move_is_told_and_nobody_else() {
    let app = shipped::app();
    let _ = app.at_stage(Side::Here, Persona::Property, Stage::Dispatched);
    app.announce();
    let told = rows(&app, Persona::Property);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains("派来一件，等着签收") && told[0].contains("一层客梯停运"));
    for nobody in [Persona::Owner, Persona::OtherWorker, Persona::Auditor, Persona::Enterprise] {
        assert!(rows(&app, nobody).is_empty(), "{nobody:?}");
    }
}

#[test]
fn a_new_matter_is_news_to_the_station_until_somebody_has_triaged_it() {
    let app = shipped::app();
    let raised = app.at_stage(Side::Here, Persona::Property, Stage::New);
    app.announce();
    assert_eq!((unread(&app, Persona::Worker), unread(&app, Persona::Colleague)), (1, 1));
    assert_eq!(unread(&app, Persona::OtherWorker), 0);
    // Completing it is news to the station again; the property company did it and is not told.
    app.dispatch(&raised, Side::Here, app.town.body_of(Persona::Property));
    let number = raised.number();
    app.act(Persona::Property, move |act| matters::acts::sign_matter(act, &number)).unwrap();
    app.complete(&raised, Persona::Property);
    app.announce();
    assert_eq!(unread(&app, Persona::Worker), 2);
    assert_eq!(unread(&app, Persona::Property), 0, "signed for before anybody was told");
}

#[test]
fn of_what_somebody_did_they_are_not_told() {
    let app = shipped::app();
    let raised = app.at_stage(Side::Here, Persona::Worker, Stage::Dispatched);
    app.announce();
    assert_eq!(unread(&app, Persona::Worker), 0, "the worker dispatched it to the own station");
    assert_eq!(unread(&app, Persona::Colleague), 1, "{raised}");
}

#[test]
fn a_notice_is_neither_lost_nor_doubled_where_several_nodes_make_them_t3() {
    let app = shipped::app();
    for _ in 0..3 {
        let _ = app.at_stage(Side::Here, Persona::Property, Stage::Dispatched);
        app.seal();
        let world = &app.world;
        std::thread::scope(|nodes| {
            for _ in 0..4 {
                nodes.spawn(|| while platform::notice::announce(world, &announcers()).unwrap() {});
            }
        });
    }
    assert_eq!(unread(&app, Persona::Property), 3);
}

#[test]
fn what_may_not_be_seen_any_more_is_not_shown_nor_counted() {
    let app = shipped::app();
    let raised = app.at_stage(Side::Here, Persona::Property, Stage::Dispatched);
    app.announce();
    let bell = |who| app.sign_in(who).get("/desk").page().text().contains("1 条未读");
    assert!(bell(Persona::Property));
    let number = raised.number();
    let objection = matters::acts::Wanted {
        kind: matters::model::RequestKind::Objection,
        ground: "duty".to_owned(),
        why: "这部电梯归商业裙楼的产权方管".to_owned(),
        review_on: None,
    };
    app.act(Persona::Property, move |act| matters::acts::ask_ruling(act, &number, &objection))
        .unwrap();
    recall(&app, app.town.body_of(Persona::Property));
    assert!(rows(&app, Persona::Property).is_empty());
    assert!(!bell(Persona::Property));
}

#[derive(diesel::QueryableByName)]
struct Count {
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    n: i64,
}

/// How many notices there are, whosever.
fn kept(app: &TestApp) -> i64 {
    use diesel::RunQueryDsl;
    let counted: Count = app
        .read(|conn| Ok(diesel::sql_query("SELECT count(*) AS n FROM notice").get_result(conn)?));
    counted.n
}

/// As an upheld objection does.
fn recall(app: &TestApp, body: BodyId) {
    use diesel::RunQueryDsl;
    let body = body.0;
    app.world
        .db
        .write(move |tx| {
            let recalled = "UPDATE assignment SET state = 'recalled' WHERE body_id = $1";
            let query = diesel::sql_query(recalled).bind::<diesel::sql_types::BigInt, _>(body);
            Ok::<_, StoreError>(query.execute(tx.conn)?)
        })
        .unwrap();
}

#[test]
fn reading_one_leads_to_it_and_reading_all_leaves_what_came_meanwhile() {
    let app = shipped::app();
    let first = app.at_stage(Side::Here, Persona::Property, Stage::Dispatched);
    app.announce();
    let browser = app.sign_in(Persona::Property);
    let form = browser.get("/notices").page();
    let text = form.text();
    let action = text.split("action=\"/notices/").nth(2).unwrap().split('"').next().unwrap();
    let answer = browser.post_form(&format!("/notices/{action}"), &[]);
    assert_eq!(answer.location(), format!("/matters/{first}"));
    assert_eq!(unread(&app, Persona::Property), 0);

    let _ = app.at_stage(Side::Here, Persona::Property, Stage::Dispatched);
    app.announce();
    let text = browser.get("/notices").page().text();
    let newest = text.split("name=\"newest\" value=\"").nth(1).unwrap();
    let newest = newest.split('"').next().unwrap().to_owned();
    let _ = app.at_stage(Side::Here, Persona::Property, Stage::Dispatched);
    app.announce();
    assert_eq!(browser.post_form("/notices/reading", &[("newest", &newest)]).status(), 303);
    assert_eq!(unread(&app, Persona::Property), 1, "the one that came meanwhile");
    let other = app.sign_in(Persona::Worker);
    assert_eq!(other.post_form(&format!("/notices/{newest}/reading"), &[]).location(), "/notices");
}

#[test]
fn a_long_list_goes_on_by_a_key_that_tells_no_time() {
    let app = shipped::app();
    for _ in 0..51 {
        let _ = app.at_stage(Side::Here, Persona::Property, Stage::Dispatched);
    }
    app.announce();
    let page = app.sign_in(Persona::Property).get("/notices").page();
    let next = page.links().into_iter().find(|link| link.contains("after=")).unwrap();
    let key = next.split_once("after=").unwrap().1.to_owned();
    assert!(key.len() == 12 && key.chars().any(char::is_alphabetic), "{key}");
    let second = app.sign_in(Persona::Property).get(&next).page();
    assert_eq!(second.text().matches("派来一件").count(), 1);
    let elsewhere = app.sign_in(Persona::Worker).get(&next).page();
    assert!(!elsewhere.text().contains("派来一件"), "the key is another account's");
}

#[test]
fn shielded_readers_get_the_day_and_no_word_of_the_reporter() {
    let app = shipped::app();
    let _ = app.at_stage(Side::Here, Persona::Property, Stage::Dispatched);
    app.announce();
    let [property, owner] = [Persona::Property, Persona::Owner].map(|who| rows(&app, who));
    assert!(owner.is_empty());
    assert!(property[0].contains("2 月 6 日"), "{property:?}");
    for secret in ["10:3", "按了没反应", "诸葛", "5580"] {
        assert!(!property[0].contains(secret), "{secret}: {property:?}");
    }
}

#[test]
fn what_is_a_week_old_is_no_news_to_a_fresh_consumer() {
    let app = shipped::app();
    let _ = app.at_stage(Side::Here, Persona::Property, Stage::Dispatched);
    app.pass(SignedDuration::from_hours(8 * 24));
    let _ = app.at_stage(Side::Here, Persona::Property, Stage::Dispatched);
    app.announce();
    assert_eq!(unread(&app, Persona::Property), 1);
    assert!(kept(&app) > 0);
    app.pass(SignedDuration::from_hours(93 * 24));
    let now = app.world.time.now();
    app.world.db.write(move |tx| platform::notice::sweep(tx.conn, now)).unwrap();
    assert_eq!(kept(&app), 0);
}
