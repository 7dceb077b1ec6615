//! Suggestions of a model at triage: shown with how sure it is and why, confirmed or corrected,
//! and counted.

use std::sync::Arc;

use jiff::SignedDuration;
use matters::acts::suggesting::own_examples;
use matters::rules::suggesting::{Example, Learned, Named, learn};
use matters::store::suggestion::{self, Counted};
use matters::{Advisor, RulesAlone};
use platform::Actor;
use platform::journal::Origin;
use testkit::{Persona, TestApp};

use crate::stage::{number, raise};

/// Words that no charter names for a category, and where they went before.
const LEARNED: [(&str, &str); 4] = [
    ("property.lift", "升降机晃得厉害"),
    ("property.lift", "升降机里一直吱呀"),
    ("property.parking", "道闸抬不起来"),
    ("property.parking", "道闸乱放车进来"),
];

struct Taught(Arc<Named>);

impl Advisor for Taught {
    fn model(&self) -> Option<Arc<Named>> {
        Some(Arc::clone(&self.0))
    }
}

fn taught() -> Taught {
    let examples: Vec<Example<'_>> =
        LEARNED.iter().cycle().take(40).map(|(label, text)| Example { label, text }).collect();
    let bytes = learn(&examples).unwrap().0.to_bytes();
    Taught(Arc::new(Learned::from_bytes(&bytes).unwrap()))
}

fn app(advisor: impl Advisor + 'static) -> TestApp {
    TestApp::serving(|world| {
        let routes = platform::account::pages::routes()
            .and(platform::desk::routes())
            .and(matters::pages::routes_advised_by(Arc::new(advisor)));
        (testkit::app::site(world), routes)
    })
}

fn raised(app: &TestApp, text: &str) -> String {
    let code = raise(&app.stranger(), text);
    app.pass(SignedDuration::from_mins(1));
    format!("/matters/{}/triage", number(app, &code))
}

#[test]
fn the_model_says_what_it_would_take_and_why_where_the_rules_know_nothing() {
    let app = app(taught());
    let path = raised(&app, "南塔的升降机晃得厉害，大家不敢上");
    let worker = app.sign_in(Persona::Worker);
    let page = worker.get(&path).page();
    assert_eq!(page.form(&path).value("category"), "property.lift");
    let words = page.words();
    assert!(words.contains("模型建议"), "{words}");
    assert!(words.contains("把握") && words.contains("升降机"), "{words}");
    assert!(app.sign_in(Persona::Worker).in_english().get(&path).words().contains("% sure"));
}

#[test]
fn without_a_model_nothing_is_said_of_one() {
    let app = app(RulesAlone);
    let path = raised(&app, "南塔的升降机晃得厉害，大家不敢上");
    let page = app.sign_in(Persona::Worker).get(&path).page();
    assert_ne!(page.form(&path).value("category"), "property.lift");
    assert!(!page.words().contains("模型建议"));
}

#[test]
fn what_the_worker_made_of_it_is_counted() {
    let app = app(taught());
    let worker = app.sign_in(Persona::Worker);
    for (text, category) in
        [("升降机里一直吱呀", None), ("门口的道闸抬不起来", Some("property.lift"))]
    {
        let path = raised(&app, text);
        let mut form = worker.get(&path).form(&path);
        if let Some(category) = category {
            form = form.with("category", category);
        }
        let lead = app.town.body_of(Persona::Property).0.to_string();
        let _ = worker.submit(&form.with("lead", &lead)).taken();
    }
    let model = Some(taught().0.name.clone());
    let counted = app.read(suggestion::count);
    assert_eq!(counted, [Counted { model, matters: 2, taken: 1, learned_right: 1 }]);
}

#[test]
fn a_mark_that_names_no_category_of_the_charter_is_refused() {
    let app = app(RulesAlone);
    let path = raised(&app, "升降机晃得厉害");
    let worker = app.sign_in(Persona::Worker);
    let form = worker.get(&path).form(&path);
    let lead = app.town.body_of(Persona::Property).0.to_string();
    let form = form.with("lead", &lead).with("suggested", "nowhere|small|7");
    assert_eq!(worker.submit(&form).status(), 422);
    assert_eq!(app.read(suggestion::count), []);
}

#[test]
fn a_district_learns_from_its_dispatched_matters_without_names_and_numbers() {
    let app = app(RulesAlone);
    let path = raised(&app, "我叫王丽，电话13912345580，升降机晃得厉害");
    let _ = raised(&app, "还没有派出去的不算");
    let worker = app.sign_in(Persona::Worker);
    let lead = app.town.body_of(Persona::Property).0.to_string();
    let form = worker.get(&path).form(&path);
    let _ = worker.submit(&form.with("lead", &lead).with("category", "property.lift")).taken();
    let actor = Arc::new(Actor::nobody(Origin::Cli));
    let examples = app.world.db.read(|conn| own_examples(conn, &actor)).unwrap();
    let [(text, category)] = &examples[..] else { panic!("one was dispatched: {examples:?}") };
    assert_eq!(category, "property.lift");
    assert!(text.contains("升降机晃得厉害"), "{text}");
    assert!(!text.contains("王丽") && !text.contains("139"), "{text}");
}
