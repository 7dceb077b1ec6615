//! How far an import reaches: no further than its importer's places, and what was told there.

use matters::acts::orders::{self, Summary};
use matters::model::State;
use matters::model::order::{Setting, Verdict};
use platform::Actor;
use platform::ledger::{Mapping, Target};
use std::sync::Arc;
use testkit::app::refusal;
use testkit::{Persona, TestApp};

use super::support::{LIFT, SOURCE, all, csv, matter, run, upload};

fn run_as(app: &TestApp, actor: &Arc<Actor>, bytes: Vec<u8>, setting: &Setting) -> Summary {
    orders::run(&app.world, actor, &upload(bytes), setting, false, &mut |_, _| ()).unwrap()
}

#[test]
fn an_order_about_somebody_else_s_place_is_left_as_it_is() {
    let app = TestApp::new();
    run(&app, csv(&[LIFT]));
    let done = LIFT.replace("办理中,,,,", "已办结,2024-01-04 09:00,是,解决,满意");
    let other = app.actor(Persona::OtherStreet);
    let summary = run_as(&app, &other, csv(&[&done]), &Setting::of(SOURCE));
    let counts = summary.report.counts;
    assert_eq!((counts.elsewhere, counts.changed, counts.same), (1, 0, 0));
    let shown = &summary.report.rows[0];
    assert_eq!((shown.verdict, shown.changes.len()), (Verdict::Elsewhere, 0));
    assert_eq!(matter(&app, "A1").state, State::New);
    let number = matter(&app, "A1").number.to_string();
    let by_number = done.replacen("A1", &number, 1);
    let summary = run_as(&app, &other, csv(&[&by_number]), &Setting::of(SOURCE));
    assert_eq!(summary.report.counts.elsewhere, 1, "nor by the number it has here");
}

#[test]
fn nobody_s_answer_sends_orders_beyond_their_places() {
    let app = TestApp::new();
    let street = app.actor(Persona::Street);
    let row = "B1,,停水,,,没人知道的地方,,2024-01-31 08:00,办理中,,,,";
    let staged =
        orders::stage(&app.world, &street, &upload(csv(&[row])), &Setting::of(SOURCE)).unwrap();
    let (_, contents) = orders::reading(&app.world, &street, staged.id).unwrap();
    let key = contents.report.asked[0].key.clone();
    let beyond = app.town.block(testkit::persona::Side::There).id;
    let answered = orders::restage(&app.world, &street, staged.id, |setting| {
        setting.places.insert(key, beyond);
    });
    assert_eq!(answered.unwrap().counts.asked, 1, "it is asked again");
    let refused = refusal(orders::apply(&app.world, &street, staged.id, &mut |_, _| ()));
    assert_eq!(refused.key, "order-refusal-not-clean");
    assert_eq!(all(&app), []);
}

#[test]
fn rows_can_be_left_out_one_by_one_or_all_that_are_lost() {
    let app = TestApp::new();
    let actor = app.actor(Persona::District);
    let (lost, asked) = (
        "B1,,停水,,,没人知道的地方,,2024-01-31 08:00,办理中,,,,",
        "B2,,停电,,,融汇中心,,2024-01-31 08:00,办理中,,,,",
    );
    let setting = Setting { lost_left_out: true, ..Setting::of(SOURCE) };
    let bytes = csv(&[LIFT, lost, asked]);
    let staged = orders::stage(&app.world, &actor, &upload(bytes), &setting).unwrap();
    assert_eq!((staged.counts.left_out, staged.counts.asked), (1, 1), "one of two is no mystery");
    let (_, contents) = orders::reading(&app.world, &actor, staged.id).unwrap();
    let key = contents.report.asked[0].key.clone();
    let staged = orders::restage(&app.world, &actor, staged.id, |setting| {
        setting.left_out.insert(key);
    })
    .unwrap();
    assert_eq!((staged.counts.left_out, staged.counts.fresh), (2, 1));
    let applied = orders::apply(&app.world, &actor, staged.id, &mut |_, _| ()).unwrap();
    assert_eq!((applied.applied, all(&app).len()), (1, 1));
}

#[test]
fn what_one_district_said_of_headings_is_nothing_to_another() {
    let app = TestApp::new();
    let table = |number: &str| format!("单子,说了什么,什么时候\n{number},电梯停了,2024-01-02\n");
    let pairs = [("单子", "number"), ("说了什么", "content"), ("什么时候", "raised_at")];
    let column = |key: &str| Target::Column(key.to_owned());
    let mapping: Mapping = pairs.iter().map(|(heading, key)| (*heading, column(key))).collect();
    let setting = Setting { mapping, lost_left_out: true, ..Setting::of(SOURCE) };
    let actor = app.actor(Persona::District);
    let told = run_as(&app, &actor, table("X1").into_bytes(), &setting);
    assert!(told.is_applied);
    let unmapped = Setting { lost_left_out: true, ..Setting::of(SOURCE) };
    let other = app.actor(Persona::OtherDistrict);
    let unknown = run_as(&app, &other, table("X2").into_bytes(), &unmapped);
    assert!(!unknown.is_applied && unknown.report.missing.contains(&"number".to_owned()));
    assert!(run_as(&app, &actor, table("X3").into_bytes(), &unmapped).is_applied);
}
