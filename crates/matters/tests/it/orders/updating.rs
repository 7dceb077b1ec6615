//! T6: the same orders again change nothing; what has changed at the source changes here.

use matters::acts::orders::{self, Taken};
use matters::model::order::Verdict;
use matters::model::{Solved, State};
use matters::store::list::Filter;
use matters::store::{self, Sight};
use platform::todo;
use testkit::{Persona, TestApp};

use super::support::{HEATING, LIFT, PARKING, all, csv, matter, run, told, trial};

/// The life of a matter, as journal kinds.
fn life(app: &TestApp, number: &str) -> Vec<String> {
    let subject = matter(app, number).subject();
    let lived = app.read(|conn| platform::journal::life::list(conn, subject, 50));
    lived.into_iter().map(|one| one.entry.kind).collect()
}

#[test]
fn t6_the_same_ledger_again_changes_nothing() {
    let app = TestApp::new();
    let bytes = csv(&[LIFT, HEATING, PARKING]);
    run(&app, bytes.clone());
    let before = all(&app);
    let again = run(&app, bytes);
    let counts = again.report.counts;
    assert_eq!((counts.fresh, counts.changed, counts.same), (0, 0, 3));
    assert_eq!(all(&app), before);
    assert_eq!(life(&app, "A1"), ["matter.imported"]);
}

#[test]
fn an_order_finished_at_the_source_is_finished_here() {
    let app = TestApp::new();
    run(&app, csv(&[LIFT]));
    let done = LIFT.replace("办理中,,,,", "已办结,2024-01-04 09:00,是,部分解决,基本满意");
    let report = trial(&app, csv(&[&done]));
    let changed = report.rows.iter().find(|row| row.verdict == Verdict::Changed).unwrap();
    let columns: Vec<&str> = changed.changes.iter().map(|one| one.column.as_str()).collect();
    assert_eq!(columns, ["state", "closed_at", "contacted", "solved", "satisfied"]);

    let summary = run(&app, csv(&[&done]));
    assert_eq!((summary.report.counts.changed, summary.report.counts.fresh), (1, 0));
    let lift = matter(&app, "A1");
    assert_eq!((lift.state, lift.due_at), (State::Closed, None));
    assert_eq!(lift.ended_at, Some("2024-01-04T01:00:00Z".parse().unwrap()));
    let ratings = app.read(|conn| store::rating::list(conn, lift.id));
    assert_eq!(ratings[0].answer.solved, Solved::Partly);
    let worker = app.actor(Persona::Worker);
    assert_eq!(app.read(|conn| todo::list(conn, &worker, None, 10)), [], "nothing waits any more");
    assert_eq!(life(&app, "A1"), ["matter.imported", "matter.changed_at_source"]);
    // The words came once.
    let leave = Sight::of(&worker).full().unwrap();
    assert_eq!(app.read(|conn| store::raw::list(conn, leave, lift.id)).len(), 1);
    assert_eq!(run(&app, csv(&[&done])).report.counts.same, 1);
}

#[test]
fn an_order_taken_up_again_at_the_source_comes_back_to_the_station() {
    let app = TestApp::new();
    run(&app, csv(&[HEATING]));
    let again = HEATING.replace("已办结,2023-11-22 17:00,是,解决,满意", "办理中,,,,");
    assert_eq!(run(&app, csv(&[&again])).report.counts.changed, 1);
    let heating = matter(&app, "A2");
    assert_eq!((heating.state, heating.solved), (State::InProgress, false));
    let worker = app.actor(Persona::Worker);
    let todos = app.read(|conn| todo::list(conn, &worker, None, 10));
    assert_eq!(todos.len(), 1);
    assert_eq!(todos[0].kind, "matter-complete");
    assert_eq!(run(&app, csv(&[&again])).report.counts.same, 1);
}

#[test]
fn t6_what_is_handed_out_comes_back_without_a_change() {
    let app = TestApp::new();
    let _ = app.raise("十二层空调不热，我叫王丽，电话13900005580");
    run(&app, csv(&[LIFT, HEATING, PARKING]));
    let actor = app.actor(Persona::District);
    let sight = Sight::of(&actor);
    let taken =
        Taken { sight: &sight, filter: &Filter::default(), mark: "孙萍 2024-02-06 10:24" };
    let world = &app.world;
    let handed = world.db.read(|conn| orders::export(conn, world, &taken)).unwrap();
    let (workbook, rows) = (handed.workbook, handed.rows);
    let before = told(&all(&app));
    let back = run(&app, workbook);
    let counts = back.report.counts;
    assert_eq!((counts.total, counts.fresh, counts.changed, counts.same), (4, 0, 0, 4));
    assert_eq!(rows, 4);
    assert!(back.is_applied, "{:?}", back.report.findings);
    assert_eq!(told(&all(&app)), before);
}

#[test]
fn t7_a_ledger_handed_out_names_nobody() {
    let app = TestApp::new();
    let _ = app.raise("十二层空调不热，我叫王丽，电话13900005580");
    run(&app, csv(&[LIFT, HEATING]));
    let actor = app.actor(Persona::District);
    let sight = Sight::of(&actor);
    let taken = Taken { sight: &sight, filter: &Filter::default(), mark: "孙萍" };
    let world = &app.world;
    let workbook = world.db.read(|conn| orders::export(conn, world, &taken)).unwrap().workbook;
    let ledger = matters::rules::orders::ledger();
    let reading = platform::ledger::Reading::default();
    let preview = platform::ledger::read(&workbook, ledger, &reading).unwrap();
    let text = format!("{:?}", preview.rows);
    assert!(text.contains("空调不热") && text.contains("2 号电梯"));
    for planted in ["王丽", "13900005580", "1203", "李某"] {
        assert!(!text.contains(planted), "{planted}");
    }
}

#[test]
fn an_import_cut_short_is_unseen_until_it_is_finished() {
    use matters::acts::orders::{apply, stage};
    use matters::model::order::{ImportState, Setting};
    use matters::store::counting::{By, by_month};
    let app = TestApp::new();
    let actor = app.actor(Persona::District);
    let rows: Vec<String> = (0..600)
        .map(|n| format!("C{n:04},,第{n}次停水,,,融汇中心A座,,2023-05-02 08:00,已办结,,,,"))
        .collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let upload = super::support::upload(csv(&rows));
    let staged = stage(&app.world, &actor, &upload, &Setting::of("12345")).unwrap();
    // The first chunk is written, then the process dies.
    let cut = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        apply(&app.world, &actor, staged.id, &mut |_, _| panic!("killed"))
    }));
    assert!(cut.is_err());
    let found = app.world.db.read(|conn| orders::find(conn, &actor, staged.id)).unwrap();
    assert_eq!(found.state, ImportState::Applying);
    assert!(found.applied > 0 && found.applied < 600);
    assert_eq!(all(&app), [], "nothing of it is seen");
    let month = |app: &TestApp| {
        let (scope, district) = (Sight::of(&actor).scope().clone(), app.town.district.id);
        let counted =
            app.read(|conn| by_month(conn, &scope, district, By::Building, (202_305, 202_305)));
        counted.iter().map(|one| one.total).sum::<i64>()
    };
    assert_eq!(month(&app), 0, "nor counted");
    // Another ledger with the same orders has to wait; the same goes on where it stopped.
    let mut last = 0;
    let done = apply(&app.world, &actor, staged.id, &mut |written, _| last = written).unwrap();
    assert_eq!((done.state, done.counts.fresh, last), (ImportState::Applied, 600, 600));
    assert_eq!(all(&app).len(), 600);
    assert_eq!(month(&app), 600);
}
