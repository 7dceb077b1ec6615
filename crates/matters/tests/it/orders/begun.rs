//! Imports whose writing has begun: interrupted, gone on with twice, overlapping.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Duration;

use matters::acts::orders::{self, Summary, Upload};
use matters::model::order::{Import, ImportState, Setting};
use platform::journal::Origin;
use platform::{Actor, Failure, World};
use testkit::{Persona, TestApp};

use super::support::{HEATING, LIFT, PARKING, SOURCE, all, csv, run, upload};

/// More orders than one chunk holds.
fn many() -> Vec<u8> {
    let rows: Vec<String> = (0..300)
        .map(|n| format!("C{n:04},,第{n}次停水,,,融汇中心A座,,2023-05-02 08:00,已办结,,,,"))
        .collect();
    csv(&rows.iter().map(String::as_str).collect::<Vec<_>>())
}

/// Stages a ledger and writes its first chunk.
fn cut_short(app: &TestApp, actor: &Arc<Actor>, upload: &Upload) -> Import {
    let staged = orders::stage(&app.world, actor, upload, &Setting::of(SOURCE)).unwrap();
    let cut = catch_unwind(AssertUnwindSafe(|| {
        orders::apply(&app.world, actor, staged.id, &mut |_, _| panic!("killed"))
    }));
    assert!(cut.is_err());
    staged
}

#[test]
fn the_same_command_again_goes_on_where_it_was_killed() {
    let app = TestApp::new();
    let machine = Arc::new(Actor::nobody(Origin::Cli));
    let begun = cut_short(&app, &machine, &upload(many()));
    let setting = Setting::of(SOURCE);
    let again = orders::run(&app.world, &machine, &upload(many()), &setting, false, &mut |_, _| ());
    let again = again.unwrap();
    assert!(again.is_applied);
    assert_eq!(again.import.unwrap().id, begun.id);
    assert_eq!(all(&app).len(), 300);
}

#[test]
fn two_that_go_on_with_one_import_write_each_order_once() {
    let app = TestApp::new();
    let actor = app.actor(Persona::District);
    run(&app, csv(&[LIFT]));
    let done = LIFT.replace("办理中,,,,", "已办结,2024-01-04 09:00,是,解决,满意");
    let mut bytes = many();
    bytes.extend_from_slice(done.as_bytes());
    let begun = cut_short(&app, &actor, &upload(bytes));
    let outcomes: Vec<_> = std::thread::scope(|scope| {
        let go_on = || orders::apply(&app.world, &actor, begun.id, &mut |_, _| ());
        let both = [scope.spawn(go_on), scope.spawn(go_on)];
        both.into_iter().map(|one| one.join().unwrap()).collect()
    });
    // The slower of the two may find that it has ended.
    assert!(outcomes.iter().any(Result::is_ok), "{outcomes:?}");
    assert_eq!(all(&app).len(), 301);
    let lift = super::support::matter(&app, "A1");
    let ratings = app.read(|conn| matters::store::rating::list(conn, lift.id));
    assert_eq!(ratings.len(), 1, "rated once");
    let subject = begun.subject();
    let lived = app.read(|conn| platform::journal::life::list(conn, subject, 50));
    let applied = lived.iter().filter(|one| one.entry.kind == "import.applied").count();
    assert_eq!(applied, 1);
    assert!(app.verify() > 0);
}

#[test]
fn of_a_begun_import_only_questions_about_places_can_be_answered() {
    let app = TestApp::new();
    let actor = app.actor(Persona::District);
    let begun = cut_short(&app, &actor, &upload(many()));
    let changed = orders::restage(&app.world, &actor, begun.id, |setting| {
        setting.fixes.0.insert("A2".to_owned(), "Z9".to_owned());
        setting.ended_when_silent = true;
    });
    assert_eq!(changed.unwrap().counts.fresh, 300);
    let (found, contents) = orders::reading(&app.world, &actor, begun.id).unwrap();
    assert_eq!(found.state, ImportState::Applying);
    assert!(contents.setting.fixes.0.is_empty() && !contents.setting.ended_when_silent);
    let refused = testkit::app::refusal(orders::discard(&app.world, &actor, begun.id));
    assert_eq!(refused.key, "order-refusal-ended", "it cannot be half given up");
}

#[test]
fn ledgers_that_overlap_write_what_they_share_once() {
    let app = TestApp::new();
    let (one, other) = (app.actor(Persona::District), app.actor(Persona::Street));
    let stage = |actor, rows: &[&str]| {
        orders::stage(&app.world, actor, &upload(csv(rows)), &Setting::of(SOURCE)).unwrap()
    };
    let first = stage(&one, &[LIFT, HEATING, PARKING]);
    let second = stage(&other, &[HEATING, LIFT]);
    assert_eq!((first.counts.fresh, second.counts.fresh), (3, 2), "neither is written yet");
    let write = |actor, id| orders::apply(&app.world, actor, id, &mut |_, _| ()).unwrap();
    assert_eq!(write(&one, first.id).counts.fresh, 3);
    let later = write(&other, second.id);
    assert_eq!((later.counts.fresh, later.counts.same), (0, 2));
    assert_eq!(all(&app).len(), 3);
}

#[test]
fn an_import_that_has_to_wait_for_another_is_staged_again() {
    let app = TestApp::new();
    let (one, other) = (app.actor(Persona::District), app.actor(Persona::Street));
    let setting = Setting::of(SOURCE);
    let waiting = orders::stage(&app.world, &other, &upload(many()), &setting).unwrap();
    let begun = cut_short(&app, &one, &upload(many()));
    let refused =
        testkit::app::refusal(orders::apply(&app.world, &other, waiting.id, &mut |_, _| ()));
    assert_eq!(refused.key, "order-refusal-under-way");
    let found = app.world.db.read(|conn| orders::find(conn, &other, waiting.id)).unwrap();
    assert_eq!(found.state, ImportState::Staged);
    orders::apply(&app.world, &one, begun.id, &mut |_, _| ()).unwrap();
    let done = orders::apply(&app.world, &other, waiting.id, &mut |_, _| ()).unwrap();
    assert_eq!((done.counts.fresh, done.counts.same), (0, 300));
}

/// Finished orders of two buildings, half a chunk of one and half of the other; by `first` first.
fn crossing(prefix: &str, first: usize) -> Vec<u8> {
    let place = |n: usize| ["融汇中心A座", "融汇中心B座"][(n / 125 + first) % 2];
    let month = |n: usize| ["2023-05-02", "2023-06-02"][n % 2];
    let rows: Vec<String> = (0..500)
        .map(|n| {
            let (place, month) = (place(n), month(n));
            format!("{prefix}{n:04},,第{n}次停水,,,{place},,{month} 08:00,已办结,,,,")
        })
        .collect();
    csv(&rows.iter().map(String::as_str).collect::<Vec<_>>())
}

/// Takes a ledger in, again for as long as another import writes orders of it.
fn persist(world: &Arc<World>, actor: &Arc<Actor>, bytes: &[u8]) -> Summary {
    let setting = Setting::of(SOURCE);
    for _ in 0..1000 {
        let upload = upload(bytes.to_vec());
        match orders::run(world, actor, &upload, &setting, false, &mut |_, _| ()) {
            Err(Failure::Refused(refusal)) if refusal.key == "order-refusal-under-way" => {
                std::thread::sleep(Duration::from_millis(20));
            }
            ended => return ended.unwrap(),
        }
    }
    panic!("the other import never ended");
}

/// Takes in both ledgers at the same time, each on a connection of its own.
fn at_once(app: &TestApp, ledgers: [Vec<u8>; 2]) {
    let machine = Arc::new(Actor::nobody(Origin::Cli));
    let district = app.actor(Persona::District);
    std::thread::scope(|scope| {
        let world = &app.world;
        let sides = ledgers.into_iter().zip([&machine, &district]);
        let running =
            sides.map(|(bytes, actor)| scope.spawn(move || persist(world, actor, &bytes)));
        let running: Vec<_> = running.collect();
        for one in running {
            assert!(one.join().unwrap().is_applied);
        }
    });
}

#[test]
fn two_imports_that_cross_the_same_tallies_both_come_through() {
    let app = TestApp::new();
    at_once(&app, [crossing("D", 0), crossing("E", 1)]);
    assert_eq!(all(&app).len(), 1000);
    assert_eq!(app.read(matters::store::tally::drifts), []);
    // The same again, now of orders that are known and change.
    let solved = |bytes: Vec<u8>| {
        let text = String::from_utf8(bytes).unwrap();
        text.replace("已办结,,,,", "已办结,,是,解决,满意").into_bytes()
    };
    at_once(&app, [solved(crossing("D", 0)), solved(crossing("E", 1))]);
    assert_eq!(all(&app).iter().filter(|matter| matter.solved).count(), 1000);
    assert_eq!(app.read(matters::store::tally::drifts), []);
}

#[test]
fn one_ledger_brought_by_two_at_once_makes_each_order_once() {
    let app = TestApp::new();
    at_once(&app, [many(), many()]);
    assert_eq!(all(&app).len(), 300);
    assert_eq!(app.read(matters::store::tally::drifts), []);
    app.verify();
}
