//! Finding matters by their words: everything one may read, and nothing else.

use matters::acts;
use matters::store::{Sight, searching};
use platform::search;
use testkit::persona::Side;
use testkit::{Persona, Stage, TestApp};

/// Titles and shown words of what `persona` finds.
fn found(app: &TestApp, persona: Persona, typed: &str) -> Vec<(String, String)> {
    let sight = Sight::of(&app.actor(persona));
    let hits = app.read(|conn| searching::list(conn, &sight, typed, 8));
    hits.into_iter().map(|hit| (hit.matter.title, hit.said)).collect()
}

fn count(app: &TestApp, persona: Persona, typed: &str) -> usize {
    found(app, persona, typed).len()
}

#[test]
fn a_matter_is_found_by_its_title_its_place_and_what_handlers_wrote() {
    let app = TestApp::new();
    let raised = app.at_stage(Side::Here, Persona::Property, Stage::Completed);
    let titled = ("一层客梯停运".to_owned(), String::new());
    assert_eq!(found(&app, Persona::Worker, "客梯停运"), std::slice::from_ref(&titled));
    assert_eq!(found(&app, Persona::Worker, &raised.number), [titled]);
    assert_eq!(count(&app, Persona::Worker, "融汇 客梯"), 1, "the place counts with the title");
    let said = &found(&app, Persona::Worker, "门机皮带")[0].1;
    assert!(said.contains("换了门机皮带"), "{said}");
    assert_eq!(count(&app, Persona::Worker, "客梯 没有的字"), 0);
}

#[test]
fn a_list_is_narrowed_to_a_building_by_its_name() {
    let app = TestApp::new();
    let raised = app.at_stage(Side::Here, Persona::Property, Stage::Dispatched);
    let list = |persona, building: &str| {
        let address = format!("/matters?building={}", platform::web::address::encode(building));
        app.sign_in(persona).get(&address).page().text()
    };
    for persona in [Persona::Worker, Persona::Property, Persona::District] {
        assert!(list(persona, "融汇中心 A 座").contains(&raised.number), "{persona:?}");
        assert!(list(persona, "中心Ａ座").contains(&raised.number), "{persona:?}");
        assert!(!list(persona, "B 座").contains(&raised.number), "{persona:?}");
    }
    let several = list(Persona::Worker, "融汇中心");
    assert!(!several.contains(&raised.number), "nobody knows which of the two is meant");
    assert!(several.contains("融汇中心 A 座、融汇中心 B 座"), "both are named");
    assert!(!list(Persona::Worker, "——").contains(&raised.number), "signs name no building");
}

#[test]
fn what_the_reporter_wrote_is_not_searched() {
    let app = TestApp::new();
    let _ = app.at_stage(Side::Here, Persona::Property, Stage::Dispatched);
    for persona in [Persona::Worker, Persona::Property, Persona::District] {
        assert_eq!(count(&app, persona, "按了没反应"), 0, "{persona:?}");
    }
}

#[test]
fn an_inward_note_is_found_by_who_may_read_it() {
    let app = TestApp::new();
    let raised = app.at_stage(Side::Here, Persona::Property, Stage::InProgress);
    let number = raised.number();
    let words = "维保单位说配件周四才到货".to_owned();
    app.act(Persona::Property, move |act| acts::log_progress(act, &number, &words, false)).unwrap();
    assert_eq!(count(&app, Persona::Worker, "配件周四"), 1);
    assert_eq!(count(&app, Persona::Property, "配件周四"), 0);
    let number = raised.number();
    let words = "配件周五装好".to_owned();
    app.act(Persona::Property, move |act| acts::log_progress(act, &number, &words, true)).unwrap();
    assert_eq!(count(&app, Persona::Property, "配件周五"), 1);
}

#[test]
fn nobody_finds_what_lies_beyond_their_scope() {
    let app = TestApp::new();
    let _ = app.at_stage(Side::There, Persona::Department, Stage::Dispatched);
    assert_eq!(count(&app, Persona::Worker, "客梯停运"), 0, "another street's");
    assert_eq!(count(&app, Persona::OtherWorker, "客梯停运"), 1);
    assert_eq!(count(&app, Persona::District, "客梯停运"), 1);
    assert_eq!(count(&app, Persona::OtherDistrict, "客梯停运"), 0);
    assert_eq!(count(&app, Persona::Department, "客梯停运"), 1, "assigned to it");
    assert_eq!(count(&app, Persona::Property, "客梯停运"), 0);
}

#[test]
fn a_list_is_narrowed_to_the_words_that_are_typed() {
    let app = TestApp::new();
    let lift = app.at_stage(Side::Here, Persona::Property, Stage::Dispatched);
    let leak = app.raise("十二层茶水间天花板漏水");
    let page = app.sign_in(Persona::Worker).get("/matters?q=漏水").page().text();
    assert!(page.contains(&leak.number) && !page.contains(&lift.number), "{page}");
    assert!(page.contains("value=\"漏水\""), "the words stay in the form");
    let page = app.sign_in(Persona::Worker).get("/matters?q=漏水&state=dispatched").page().text();
    assert!(!page.contains(&leak.number) && !page.contains(&lift.number));
}

#[test]
fn the_documents_can_be_made_anew() {
    let app = TestApp::new();
    let _ = app.at_stage(Side::Here, Persona::Property, Stage::Completed);
    let typed = ["客梯停运", "门机皮带", "最晚明天"];
    let before = typed.map(|typed| found(&app, Persona::Worker, typed));
    app.world.db.write(|tx| search::clear(tx.conn)).unwrap();
    assert_eq!(count(&app, Persona::Worker, "客梯停运"), 0);
    let mut after = 0;
    while let Some(last) = app.world.db.write(move |tx| searching::rebuild(tx, after)).unwrap() {
        after = last;
    }
    assert_eq!(typed.map(|typed| found(&app, Persona::Worker, typed)), before);
    assert!(before.iter().all(|found| found.len() == 1), "{before:?}");
}
