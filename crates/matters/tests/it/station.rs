//! `/desk/station`: what waits at a station and with whom; every number opens to what it counts.

use jiff::SignedDuration;
use matters::acts;
use matters::rules::dispatching::Assignee;
use testkit::app::Raised;
use testkit::persona::Side;
use testkit::{Persona, Stage, TestApp};

const PAGE: &str = "/desk/station";

/// A new matter, one with the property company, one completed; and of those that the station
/// leads itself one that nobody has signed for, and one that the worker has in hand.
fn town() -> (TestApp, Raised) {
    let app = TestApp::new();
    for stage in [Stage::New, Stage::Dispatched, Stage::Completed] {
        let _ = app.at_stage(Side::Here, Persona::Property, stage);
    }
    let _ = app.at_stage(Side::Here, Persona::Worker, Stage::Dispatched);
    let theirs = app.at_stage(Side::Here, Persona::Worker, Stage::InProgress);
    (app, theirs)
}

/// Addresses of lists with the number each link shows.
fn numbers(page: &str) -> Vec<(String, String)> {
    let links = page.split("<a").skip(1);
    let number = |link: &str| {
        let address = link.split_once("href=\"/matters?")?.1.split_once('"')?.0;
        let shown = link.split_once('>')?.1.split_once("</a>")?.0;
        let shown = shown.strip_prefix("<b>").or(shown.strip_prefix("<b class=\"tx c-late\">"));
        let shown = shown.map_or(link.split_once('>')?.1, |inner| inner);
        let digits: String = shown.chars().take_while(char::is_ascii_digit).collect();
        let address = address.replace("&#38;", "&").replace("&amp;", "&");
        (!digits.is_empty()).then(|| (format!("/matters?{address}"), digits))
    };
    links.filter_map(number).collect()
}

#[test]
fn every_number_of_a_station_opens_to_exactly_the_matters_it_counts() {
    let (app, _) = town();
    app.pass(SignedDuration::from_hours(1));
    for persona in [Persona::StationHead, Persona::Worker] {
        let browser = app.sign_in(persona);
        let page = browser.get(PAGE).page().text();
        let numbers = numbers(&page);
        assert!(numbers.len() >= 14, "five figures, three people, a day: {numbers:?}");
        assert!(numbers.iter().any(|(address, _)| address.contains("due=")), "{numbers:?}");
        for (address, number) in numbers {
            let list = browser.get(&address).page().words();
            let expected = match number.as_str() {
                "0" => "没有这样的楼事".to_owned(),
                number => format!("共 {number} 条"),
            };
            assert!(list.contains(&expected), "{address}: {number}: {list}");
        }
    }
}

#[test]
fn what_a_worker_signed_for_lies_with_them_and_what_nobody_signed_for_with_nobody() {
    let (app, theirs) = town();
    let browser = app.sign_in(Persona::StationHead);
    let page = browser.get(PAGE).page();
    let words = page.words();
    for said in ["派给本站、没人签收", "周敏", "李倩", "何军", "不作排名", "这七天到期"]
    {
        assert!(words.contains(said), "{said}: {words}");
    }
    assert!(!words.contains("经手的人已不在岗"), "nobody has left: {words}");
    let post = |persona| app.actor(persona).grants[0].post.0;
    let list = |query: String| browser.get(&format!("/matters?{query}")).page().words();
    let hers = list(format!("hand={}", post(Persona::Worker)));
    assert!(hers.contains(&theirs.number) && hers.contains("周敏"), "{hers}");
    assert!(list(format!("hand={}", post(Persona::Colleague))).contains("没有这样的楼事"));
    assert!(list("sign=nobody".to_owned()).contains("共 1 条"));
}

#[test]
fn what_goes_to_one_post_waits_for_its_signature_alone() {
    let app = TestApp::new();
    let raised = app.at_stage(Side::Here, Persona::Worker, Stage::New);
    let colleague = app.actor(Persona::Colleague).grants[0].post;
    let number = raised.number();
    let triage = acts::Triage {
        category: "property.lift".to_owned(),
        class: "urgent".to_owned(),
        lead: Assignee { body: app.town.body_of(Persona::Colleague), post: Some(colleague) },
        assists: Vec::new(),
        title: "一层客梯停运".to_owned(),
        reply: "已派人去看，最晚明天修好。".to_owned(),
        as_suggested: true,
    };
    app.act(Persona::Worker, move |act| acts::dispatch_matter(act, &number, &triage)).unwrap();
    let browser = app.sign_in(Persona::StationHead);
    let hers = browser.get(&format!("/matters?sign={}", colleague.0)).page().words();
    assert!(hers.contains(&raised.number) && hers.contains("李倩"), "{hers}");
    assert!(browser.get("/matters?sign=nobody").page().words().contains("没有这样的楼事"));
}

#[test]
fn a_post_of_another_station_names_nothing() {
    let (app, theirs) = town();
    let post = app.actor(Persona::Worker).grants[0].post.0;
    for persona in [Persona::OtherStationHead, Persona::District, Persona::Street] {
        let list = app.sign_in(persona).get(&format!("/matters?hand={post}")).page().words();
        assert!(!list.contains(&theirs.number), "{persona:?}: {list}");
        assert!(list.contains("没有这样的楼事"), "{persona:?}: {list}");
    }
    for persona in [Persona::Property, Persona::Street, Persona::Chief] {
        assert_eq!(app.sign_in(persona).get(PAGE).status(), 404, "{persona:?}");
    }
}

#[test]
fn a_day_holds_what_is_due_on_it_and_nothing_else() {
    let (app, theirs) = town();
    let browser = app.sign_in(Persona::StationHead);
    let page = browser.get(PAGE).page().words();
    assert!(page.contains(&theirs.number) || page.contains("件到期"), "{page}");
    let far = browser.get("/matters?due=2031-01-01").page().words();
    assert!(far.contains("没有这样的楼事") && far.contains("2031 年 1 月 1 日"), "{far}");
    let unknown = browser.get("/matters?due=whenever").page().words();
    assert!(unknown.contains("共 5 条"), "what is not understood narrows nothing: {unknown}");
}

#[test]
fn a_station_without_a_building_is_told_why_there_is_nothing() {
    let app = TestApp::new();
    app.town.uncover(&app.world, Side::Here);
    let browser = app.sign_in(Persona::StationHead);
    let station = browser.get(PAGE).page().words();
    assert!(station.contains("本站还没有管的楼"), "{station}");
    let counting = browser.get("/indicators/before-complaint").page().words();
    assert!(counting.contains("您还没有可以计数的楼"), "{counting}");
}
