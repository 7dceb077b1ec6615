//! To whom a matter can be given: owner, department by its function, an enterprise that rents
//! there, found by name; and what is said of a body in which nobody holds a post.

use testkit::persona::Side;
use testkit::{Persona, TestApp};

use crate::shipped;

/// The clause that becomes the title, and what it leaves out.
const WORDS: &str = "1203 室的商家拒绝退预付卡。蓝孔雀茶歇间的同事也买过";
const RAW: &str = "蓝孔雀茶歇间";

fn raised(app: &TestApp) -> String {
    app.raise_with(app.town.block(Side::Here), WORDS, |_| {}).number
}

fn triage(number: &str) -> String {
    format!("/matters/{number}/triage")
}

#[test]
fn an_enterprise_is_found_by_name_and_given_a_matter_of_which_it_reads_the_summary_alone() {
    let app = shipped::app();
    let (number, enterprise) = (raised(&app), app.town.body_of(Persona::Enterprise).0.to_string());
    let worker = app.sign_in(Persona::Worker);
    let page = worker.get(&triage(&number)).page();
    let asked = page.form(&triage(&number)).with("enterprise", "青禾").with("recount", "1");
    let found = worker.submit(&asked).page();
    assert!(found.words().contains("青禾设计（楼内企业）"), "{}", found.words());
    let form = found.form(&triage(&number)).with("lead", &enterprise).with("assist", "");
    let form = form.with("title", "商家不退预付卡").with("reply", "已转商家，明天答复。");
    assert_eq!(worker.submit(&form).taken(), "/desk");

    let tenant = app.sign_in(Persona::Enterprise);
    let page = tenant.get(&format!("/matters/{number}")).page();
    assert!(page.words().contains("商家不退预付卡"));
    assert!(!page.text().contains(RAW), "an enterprise reads no raw words");
    let sign = page.form(&format!("/matters/{number}/signature"));
    let _ = tenant.submit(&sign).taken();
}

#[test]
fn nothing_is_given_to_an_enterprise_elsewhere() {
    let app = shipped::app();
    let (number, elsewhere) =
        (raised(&app), app.town.body_of(Persona::OtherEnterprise).0.to_string());
    let worker = app.sign_in(Persona::Worker);
    let form = worker.get(&triage(&number)).page().form(&triage(&number));
    let refused = worker.submit(&form.with("lead", &elsewhere)).sound();
    assert_eq!(refused.status(), 422, "{}", refused.words());
}

#[test]
fn the_catalogue_names_the_department_and_the_page_says_where_that_stands() {
    let app = shipped::app();
    let number = raised(&app);
    let market = app.town.body_of(Persona::OtherDepartment).0.to_string();
    let page = app.sign_in(Persona::Worker).get(&triage(&number)).page();
    let form = page.form(&triage(&number));
    assert_eq!(form.value("category"), "consumer.prepaid");
    assert_eq!(form.value("assist"), market, "consumer matters call market regulation in");
}

#[test]
fn a_body_in_which_nobody_holds_a_post_is_said_so_before_dispatch() {
    let app = shipped::app();
    let (number, owner) = (raised(&app), app.town.body_of(Persona::Owner));
    let today = app.world.today();
    let yesterday = today.yesterday().unwrap();
    let ended = app.world.act_now(&std::sync::Arc::new(nobody()), move |act| {
        for holder in registry::store::post::of_body(act.conn(), owner, today)? {
            registry::store::post::set_until(act.conn(), holder.post.id, yesterday)?;
        }
        Ok(())
    });
    ended.unwrap();
    let worker = app.sign_in(Persona::Worker);
    let form = worker.get(&triage(&number)).page().form(&triage(&number));
    let asked = form.with("lead", &owner.0.to_string()).with("recount", "1");
    let words = worker.submit(&asked).page().words();
    assert!(words.contains("融汇置业还没有人在岗，派过去没有人签收"), "{words}");
}

fn nobody() -> platform::Actor {
    platform::Actor::nobody(platform::journal::Origin::Cli)
}

#[test]
fn whoever_raises_for_somebody_picks_places_by_name_and_finds_no_ids() {
    let app = shipped::app();
    let leader = app.sign_in(Persona::FloorLeader);
    let page = leader.get("/matters/new").page();
    let block = app.town.block(Side::Here);
    let floors = app.world.db.read(|conn| registry::store::place::children(conn, block.id));
    let floors = floors.unwrap();
    for floor in &floors {
        assert!(page.words().contains(&floor.name));
        assert!(!page.text().contains(&floor.id.0.to_string()), "{} by its id", floor.name);
    }
    let form = page.form("/matters").with("channel", "visit").with("text", WORDS);
    let refused = leader.submit(&form.clone().with("floor", "99 层")).sound();
    assert_eq!(refused.status(), 422, "{}", refused.words());
    let own = floors.last().unwrap().name.as_str();
    let raised = leader.submit(&form.with("floor", own)).taken();
    assert!(leader.get(&raised).page().words().contains(own));
}
