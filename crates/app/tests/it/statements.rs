//! What a page asks the database does not grow with what there is to show: a query for each row is
//! found out here.

use matters::acts::{Ask, supervise_matter};
use testkit::app::Raised;
use testkit::persona::Side;
use testkit::{Persona, Stage, TestApp};

use crate::shipped;

/// A page, and who looks at it. `{number}`, `{code}` and the ids of bodies are filled in.
const PAGES: &[(Option<Persona>, &str)] = &[
    (None, "/"),
    (None, "/b/rh-a"),
    (None, "/b/rh-a/raise?text=客梯停了"),
    (None, "/b/rh-a/matters"),
    (None, "/b/rh-a/matters/{number}"),
    (None, "/follow/{code}"),
    (None, "/verify"),
    (Some(Persona::Worker), "/desk"),
    (Some(Persona::StationHead), "/desk/station"),
    (Some(Persona::Property), "/desk"),
    (Some(Persona::Chief), "/desk"),
    (Some(Persona::Worker), "/notices"),
    (Some(Persona::Property), "/notices"),
    (Some(Persona::Worker), "/matters"),
    (Some(Persona::StationHead), "/matters?hand=nobody"),
    (Some(Persona::StationHead), "/matters?sign=nobody"),
    (Some(Persona::StationHead), "/matters?due=2024-02-07"),
    (Some(Persona::Property), "/matters"),
    (Some(Persona::District), "/matters"),
    (Some(Persona::Worker), "/me/views"),
    (Some(Persona::Worker), "/matters/new"),
    (Some(Persona::Worker), "/matters/{number}"),
    (Some(Persona::Property), "/matters/{number}"),
    (Some(Persona::Worker), "/matters/{new}/triage"),
    (Some(Persona::Worker), "/matters/{number}/callback"),
    (Some(Persona::Worker), "/matters/{new}/merge"),
    (Some(Persona::Worker), "/matters/{number}/bulletin"),
    (Some(Persona::Street), "/matters/{number}/supervision"),
    (Some(Persona::Street), "/supervision"),
    (Some(Persona::Worker), "/matters/{number}/whistle"),
    (Some(Persona::Worker), "/common-needs"),
    (Some(Persona::Worker), "/whistles"),
    (Some(Persona::District), "/whistles"),
    (Some(Persona::District), "/indicators/whistles"),
    (Some(Persona::Worker), "/whistles/{whistle}"),
    (None, "/report-in/{sheet}"),
    (Some(Persona::Worker), "/buildings"),
    (Some(Persona::Worker), "/buildings/rh-a"),
    (Some(Persona::District), "/buildings/export"),
    (Some(Persona::Worker), "/enterprises"),
    (Some(Persona::District), "/enterprises/export"),
    (Some(Persona::Worker), "/enterprises/{enterprise}"),
    (Some(Persona::Worker), "/committees/{committee}"),
    (Some(Persona::Worker), "/stations/{workstation}"),
    (Some(Persona::Worker), "/organisations/{building_party}"),
    (Some(Persona::Worker), "/search?q=客梯"),
    (Some(Persona::Worker), "/search?q=青禾"),
    (Some(Persona::Worker), "/charters"),
    (Some(Persona::Street), "/charters/shijingshan-troika/check"),
    (Some(Persona::Street), "/charters/shijingshan-troika/check?show=excepted"),
    (Some(Persona::StationHead), "/bodies/{workstation}/posts/new"),
    (Some(Persona::StationHead), "/bodies/{workstation}/election"),
    (Some(Persona::Auditor), "/journal"),
    (Some(Persona::SecurityAdmin), "/admin/accounts"),
    (Some(Persona::SecurityAdmin), "/admin/requests"),
    (Some(Persona::Worker), "/me/tokens"),
    (Some(Persona::Worker), "/api"),
    (Some(Persona::Worker), "/api/v1/matters"),
    (Some(Persona::Property), "/api/v1/matters"),
    (Some(Persona::Worker), "/api/v1/matters/{number}"),
    (Some(Persona::Worker), "/api/v1/matters/{number}/life"),
    (Some(Persona::Worker), "/api/v1/buildings"),
    (Some(Persona::Worker), "/api/v1/bodies"),
    (Some(Persona::Worker), "/api/v1/enterprises"),
    (Some(Persona::Worker), "/api/v1/places/rh-a"),
    (Some(Persona::Worker), "/me/notices"),
    (Some(Persona::Operator), "/admin/mail"),
];

/// The matters that pages are about.
struct Known {
    completed: Raised,
    new: Raised,
    whistled: Raised,
}

fn filled(app: &TestApp, known: &Known, path: &str) -> String {
    let mut path = path
        .replace("{number}", &known.completed.number)
        .replace("{code}", &known.completed.code)
        .replace("{new}", &known.new.number)
        .replace("{whistle}", &known.whistled.number)
        .replace("{sheet}", &known.whistled.code);
    for kind in ["enterprise", "committee", "workstation", "building_party"] {
        let id = app.town.body(Side::Here, kind).0.to_string();
        path = path.replace(&format!("{{{kind}}}"), &id);
    }
    path.split_once('=').map_or(path.clone(), |(before, words)| {
        format!("{before}={}", platform::web::address::encode(words))
    })
}

/// How many statements each page asks.
fn counts(app: &TestApp, known: &Known) -> Vec<(String, usize)> {
    let count = |(who, path): &(Option<Persona>, &str)| {
        let path = filled(app, known, path);
        let browser = match who {
            Some(who) if path.starts_with("/api/v1/") => app.program(*who),
            Some(who) => app.sign_in(*who),
            None => app.stranger(),
        };
        let (asked, answer) = app.statements(|| browser.get(&path));
        assert_eq!(answer.status(), 200, "{path}");
        (format!("{path} as {who:?}"), asked)
    };
    // What is read once and kept (charters) is read before anything is counted.
    PAGES.iter().for_each(|page| drop(count(page)));
    PAGES.iter().map(count).collect()
}

/// A few matters in every state.
fn raise(app: &TestApp, each: usize) {
    for _ in 0..each {
        let _ = app.at_stage(Side::Here, Persona::Property, Stage::Whistled);
        for stage in [Stage::New, Stage::Dispatched, Stage::InProgress, Stage::Completed] {
            let matter = app.at_stage(Side::Here, Persona::Property, stage);
            let ask = Ask {
                words: "为什么三天没动静".to_owned(),
                answer_by: app.world.today().tomorrow().ok(),
            };
            let asked = matter.number();
            app.act(Persona::Street, move |act| supervise_matter(act, &asked, &ask)).unwrap();
        }
    }
}

#[test]
fn a_page_asks_as_much_of_a_large_town_as_of_a_small_one() {
    let app = shipped::app();
    raise(&app, 1);
    app.town.grow(&app.world, 1..=2);
    let side = Side::Here;
    let known = Known {
        completed: app.at_stage(side, Persona::Property, Stage::Completed),
        new: app.at_stage(side, Persona::Property, Stage::New),
        whistled: app.at_stage(side, Persona::Property, Stage::Whistled),
    };
    app.announce();
    let small = counts(&app, &known);
    assert!(small.iter().all(|(_, asked)| *asked > 0), "nothing is counted: {small:?}");
    raise(&app, 8);
    app.town.grow(&app.world, 3..=20);
    app.announce();
    let large = counts(&app, &known);
    let more: Vec<String> = small
        .iter()
        .zip(&large)
        .filter(|((_, few), (_, many))| many > few)
        .map(|((page, few), (_, many))| format!("{page}: {few} statements, then {many}"))
        .collect();
    assert!(more.is_empty(), "a query for each row:\n{}", more.join("\n"));
}
