//! The demo: its figures, that it repeats, and that an interrupted one leaves nothing.

use std::cell::Cell;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use app::demo::build::{Order, Step, build};
use app::demo::plan::Scale;
use app::demo::record::Record;
use app::home::Home;
use app::installation::{Place, With};
use jiff::civil::date;
use kernel::{Level, Month, PlaceId, Randomness, Scope};
use matters::model::State;
use matters::model::charter::{CountsAs, Matters};
use matters::rules::counting::{Series, base_months, compared_months, counted};
use matters::store::counting::{By, Counted};
use matters::store::list::Filter;
use platform::chance::SystemRandomness;
use platform::journal::{head, verify};
use platform::{Conn, World};
use registry::model::EnterpriseFilter;
use registry::store::body::BodyFilter;

const ALL: usize = 100_000;

fn make(home: &Home, scale: Scale, seed: u64) -> Record {
    let order = Order { seed, scale, as_of: Some(date(2024, 2, 6)) };
    let now = "2026-01-01T00:00:00Z".parse().unwrap();
    build(home, order, now, &secrets(), &|_, _, _| true).unwrap()
}

fn secrets() -> Arc<dyn Randomness> {
    Arc::new(SystemRandomness)
}

fn open(home: &Home) -> Arc<World> {
    Place::new(home.clone(), None).open(With::system(7)).unwrap()
}

fn district(conn: &mut Conn) -> PlaceId {
    registry::store::place::find_by_code(conn, "110107").unwrap().unwrap().id
}

fn bodies(conn: &mut Conn, scope: &Scope, kind: &str) -> Vec<registry::model::Body> {
    let filter = BodyFilter { kind: kind.to_owned(), ..BodyFilter::default() };
    registry::store::body::list(conn, scope, &filter, None, ALL).unwrap().rows
}

/// Everything here is asked of the slices as pages ask it; nothing is read from a stored figure.
#[test]
fn the_published_figures_are_computed_from_records() {
    let folder = tempfile::tempdir().unwrap();
    let home = Home::at(folder.path().join("demo"));
    make(&home, Scale::Full, 278);
    let world = open(&home);
    let today = date(2024, 2, 6);
    world
        .db
        .read(|conn| {
            let place = district(conn);
            let scope = Scope::nothing().with_place(Level::District, place);
            let buildings = registry::store::building::list(conn, &scope, "", None, ALL)?.rows;
            assert_eq!(buildings.len(), 278);
            let committees = bodies(conn, &scope, "committee");
            assert_eq!(committees.len(), 81);
            assert_eq!(bodies(conn, &scope, "building_party").len(), 65);
            let stations = bodies(conn, &scope, "workstation");
            let tier = |tier: &str| stations.iter().filter(|one| one.tier == tier).count();
            assert_eq!((tier("central"), tier("ordinary")), (34, 30));
            let ids: Vec<_> = stations.iter().map(|one| one.id).collect();
            assert_eq!(registry::store::post::of_bodies(conn, &ids, today)?.len(), 260);
            let every = EnterpriseFilter::default();
            let enterprises =
                registry::store::enterprise::list(conn, &scope, &every, today, None, ALL)?.rows;
            assert_eq!(enterprises.len(), 31_000);
            the_complaint_figures(&world, conn, &scope, place, today);
            the_desks(conn, &scope);
            the_photos(conn, &scope);
            Ok::<_, platform::StoreError>(())
        })
        .unwrap();
    let size = std::fs::metadata(home.database()).unwrap().len();
    assert!(size < 300_000_000, "{size} bytes");
    let record = Record::find(&home).unwrap().unwrap();
    assert_eq!(record.accounts.len(), 14);
}

/// 221 requests a month before, 115 after: 48.0 % fewer; 555 matters solved before anyone complained.
fn the_complaint_figures(
    world: &World,
    conn: &mut Conn,
    scope: &Scope,
    place: PlaceId,
    today: jiff::civil::Date,
) {
    let at = kernel::Whereabouts { district: place, street: None, building: None };
    let charter = world.charters.at(conn, &at, today).unwrap().unwrap();
    let rules = charter.section::<Matters>();
    let (first, last) = base_months(charter.effective(), rules.counting.base_months);
    let number = |month: Month| i32::from(month.year()) * 100 + i32::from(month.month());
    let this = Month::of(today);
    let months = (number(first), number(this));
    let rows = matters::store::counting::by_month(conn, scope, place, By::Street, months).unwrap();
    assert_eq!(matters::store::tally::drifts(conn).unwrap(), []);
    let month_of = |number: i32| {
        let (year, month) = (i16::try_from(number / 100), i8::try_from(number % 100));
        Month::new(year.unwrap(), month.unwrap()).unwrap()
    };
    let side = |wanted: CountsAs| {
        let of_side =
            rows.iter().filter(|row| rules.channel(row.channel).unwrap().counts_as == wanted);
        let count = |row: &Counted| counted(wanted, row.total, row.solved, &rules.counting);
        of_side.map(|row| (month_of(row.month), count(row))).collect::<Vec<_>>()
    };
    let complaints = side(CountsAs::Complaint);
    let before = Series::of(complaints.clone(), first, last).average();
    let compared = compared_months(charter.effective(), this);
    assert_eq!(compared, Some((last.next(), this.previous())));
    let after = Series::of(complaints, last.next(), this.previous()).average();
    assert_eq!(before, kernel::Ratio::new(221, 1));
    assert_eq!(after, kernel::Ratio::new(115, 1));
    assert_eq!(after.change_from(before, 1).unwrap().to_string(), "-48.0");
    let solved = Series::of(side(CountsAs::BeforeComplaint), last.next(), this).total();
    assert_eq!(solved, 555);
}

/// Somebody who sees every matter within scope.
fn district_staff(scope: &Scope) -> platform::Actor {
    platform::Actor {
        grants: vec![platform::Grant {
            post: kernel::PostId(1),
            body: kernel::BodyId(1),
            role: platform::Role::Street,
            places: scope.places().to_vec(),
        }],
        ..platform::Actor::nobody(platform::journal::Origin::Web)
    }
}

/// About forty in every state that waits for somebody, and plenty of the others.
fn the_desks(conn: &mut Conn, scope: &Scope) {
    let sight = matters::store::Sight::of(&district_staff(scope));
    for &state in State::ALL {
        let filter = Filter { state: Some(state), ..Filter::default() };
        let found = matters::store::list::list(conn, &sight, &filter, None, ALL).unwrap();
        let expected = match state {
            State::New | State::Dispatched | State::InProgress | State::Completed => 38..=42,
            State::Merged => 40..=40,
            State::Parked => 34..=42,
            State::Declined | State::Withdrawn => 40..=200,
            _ => 2_000..=4_000,
        };
        assert!(expected.contains(&found.rows.len()), "{state:?}: {}", found.rows.len());
    }
}

#[test]
fn whistles_stand_in_every_state_and_a_department_finds_its_own_on_the_desk() {
    use matters::model::{Call, CallState, Sending, WhistleState};

    let folder = tempfile::tempdir().unwrap();
    let home = Home::at(folder.path().join("demo"));
    let record = make(&home, Scale::Small, 278);
    let world = open(&home);
    let desk = |conn: &mut Conn| {
        let name = &record.accounts.iter().find(|one| one.role == "department").unwrap().body;
        let place = district(conn);
        let scope = Scope::nothing().with_place(Level::District, place);
        let department =
            bodies(conn, &scope, "department").into_iter().find(|body| body.name == *name);
        let actor = acting(kernel::BodyId(department.unwrap().id.0), platform::Role::Department);
        platform::todo::list(conn, &actor, None, 50).unwrap()
    };
    let (whistles, calls, todos) = world
        .db
        .read(|conn| {
            let place = district(conn);
            let street = acting(kernel::BodyId(1), platform::Role::District);
            let scope = Scope::nothing().with_place(Level::District, place);
            let sight = matters::store::Sight::within(scope, &street);
            let reach = matters::store::whistle::list::Reach { sight: &sight, own: &[] };
            let every = matters::store::whistle::list::Filter::default();
            let found = matters::store::whistle::list::list(conn, reach, &every, None, ALL)?;
            let ids: Vec<_> = found.rows.iter().map(|one| one.id).collect();
            let calls = matters::store::whistle::call::list(conn, &ids)?;
            Ok::<_, platform::StoreError>((found.rows, calls, desk(conn)))
        })
        .unwrap();
    let has = |what: &str, fits: &dyn Fn(&Call) -> bool| {
        assert!(calls.iter().any(fits), "no call {what}: {calls:?}");
    };
    for &state in CallState::ALL.iter().filter(|state| **state != CallState::Recalled) {
        has(state.word(), &|call| call.state == state);
    }
    let waits = |call: &Call| call.state == CallState::Called;
    has("unseen", &|call| waits(call) && call.sending == Sending::Sent);
    has("seen", &|call| waits(call) && call.sending == Sending::Opened);
    let ruled = |call: &Call| call.refused.as_ref().is_some_and(|one| one.ruled_at.is_some());
    has("ruled to come", &|call| waits(call) && ruled(call));
    has("rated both ways", &|call| call.rated_at.is_some() && call.judged_at.is_some());
    let open = whistles.iter().filter(|one| one.state == WhistleState::Open).count();
    assert!(open >= 3 && whistles.len() > open, "{open} of {}", whistles.len());
    for kind in ["whistle-report-in", "whistle-finish", "whistle-judge"] {
        assert!(todos.iter().any(|todo| todo.kind == kind), "{kind}: {todos:?}");
    }
    // What stands still too long rises by the one ladder, as soon as somebody serves the demo.
    let job = Arc::new(platform::Actor::nobody(platform::journal::Origin::Job));
    while world.act_now(&job, matters::acts::escalate_late).unwrap() > 0 {}
    let risen = |call: &Call| {
        let told =
            world.db.read(|conn| matters::store::escalation::list(conn, call.matter)).unwrap();
        told.iter().any(|one| one.clock == call.clock)
    };
    has("late and risen", &|call| waits(call) && risen(call));
}

/// Somebody who acts for a body, wherever it is.
fn acting(body: kernel::BodyId, role: platform::Role) -> platform::Actor {
    let grant = platform::Grant { post: kernel::PostId(1), body, role, places: Vec::new() };
    platform::Actor {
        grants: vec![grant],
        ..platform::Actor::nobody(platform::journal::Origin::Web)
    }
}

/// Some reports came with photos: most of them were looked at, and one is withheld.
fn the_photos(conn: &mut Conn, scope: &Scope) {
    let sight = matters::store::Sight::of(&district_staff(scope));
    let every = matters::store::list::list(conn, &sight, &Filter::default(), None, ALL).unwrap();
    let photos = |matter: &matters::model::Matter| {
        platform::attachment::list(conn, matter.subject()).unwrap()
    };
    let photos: Vec<_> = every.rows.iter().flat_map(photos).collect();
    let withheld = photos.iter().filter(|photo| photo.withheld.is_some()).count();
    let released = photos.iter().filter(|photo| !photo.shielded).count();
    assert_eq!(withheld, 1);
    assert!(released > 20 && photos.len() - released > 6, "{released} of {}", photos.len());
}

/// The ends of the chains, and that they hold.
fn ends(home: &Home) -> Vec<(i64, i64, Vec<u8>)> {
    let world = open(home);
    let reports = world.db.read(|conn| verify::verify(conn, &[])).unwrap();
    assert!(reports.iter().all(|report| report.fault.is_none()), "{reports:?}");
    reports.into_iter().map(|report| (report.district_id, report.entries, report.hash)).collect()
}

#[test]
fn the_same_seed_gives_the_same_journal_and_other_passwords() {
    let folder = tempfile::tempdir().unwrap();
    let home = |name: &str| Home::at(folder.path().join(name));
    let one = make(&home("one"), Scale::Small, 5);
    let two = make(&home("two"), Scale::Small, 5);
    make(&home("other"), Scale::Small, 6);
    let district = |name: &str| ends(&home(name)).into_iter().rfind(|end| end.0 != 0);
    assert_eq!(district("one"), district("two"));
    assert_ne!(district("one"), district("other"));
    assert_ne!(one.accounts[0].password, two.accounts[0].password);
    let keys = |name: &str| std::fs::read_to_string(home(name).keys()).unwrap();
    assert_ne!(keys("one"), keys("two"));
}

#[test]
fn a_demo_that_is_stopped_leaves_nothing_and_the_next_one_is_whole() {
    let folder = tempfile::tempdir().unwrap();
    let home = Home::at(folder.path().join("demo"));
    let order = Order { seed: 1, scale: Scale::Small, as_of: Some(date(2024, 2, 6)) };
    for stopping in [Step::Plan, Step::Registry, Step::Matters, Step::Accounts, Step::Sync] {
        let seen = Cell::new(0);
        let now = "2026-01-01T00:00:00Z".parse().unwrap();
        let made = build(&home, order, now, &secrets(), &|step, done, _| {
            seen.set(seen.get() + 1);
            step != stopping || done > 0 && step == Step::Sync
        });
        assert!(made.is_err(), "{stopping:?}");
        assert!(seen.get() > 0);
        let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().collect();
        assert!(left.is_empty(), "{stopping:?} left {left:?}");
    }
    make(&home, Scale::Small, 1);
    assert!(Record::find(&home).unwrap().is_some());
}

fn loushi(data: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_loushi"));
    command.args(args).arg("--data").arg(data).args(["--lang", "en"]);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

#[test]
fn a_demo_that_is_killed_leaves_no_demo_and_the_next_one_is_whole() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("demo");
    let home = Home::at(&data);
    let asked = ["demo", "--small", "--build-only", "--as-of", "2024-02-06"];
    for milliseconds in [20, 120, 400, 900] {
        let mut child = loushi(&data, &asked).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(milliseconds));
        child.kill().unwrap();
        child.wait().unwrap();
        // Killed in time, there is nothing; too late, there is a whole demo. Never a part of one.
        if data.exists() {
            assert!(Record::find(&home).unwrap().is_some());
            ends(&home);
            std::fs::remove_dir_all(&data).unwrap();
        }
    }
    assert!(loushi(&data, &asked).status().unwrap().success());
    let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(left.len(), 1, "only the demo: {left:?}");
    ends(&home);
    assert_eq!(loushi(&data, &["demo", "--as-of", "2024-02-07"]).status().unwrap().code(), Some(2));
}

#[test]
fn a_tampered_entry_is_named_and_a_cut_tail_shows_against_a_published_head() {
    use diesel::connection::SimpleConnection;
    use diesel::{Connection, SqliteConnection};

    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("demo");
    let home = Home::at(&data);
    make(&home, Scale::Small, 3);
    let world = open(&home);
    let key = world.keys.signing().clone();
    world.db.write(move |tx| head::publish(tx.conn, date(2024, 2, 6), &key)).unwrap();
    drop(world);
    let code = |args: &[&str]| loushi(&data, args).status().unwrap().code();
    assert_eq!(code(&["verify"]), Some(0));
    let heads = folder.path().join("heads.json");
    let printed = loushi(&data, &["verify", "--json"]).stdout(Stdio::piped()).output().unwrap();
    let printed: serde_json::Value = serde_json::from_slice(&printed.stdout).unwrap();
    std::fs::write(&heads, printed["chains"].to_string()).unwrap();
    let held = ["verify", "--head", heads.to_str().unwrap()];
    assert_eq!(code(&held), Some(0));

    let mut conn = SqliteConnection::establish(home.database().to_str().unwrap()).unwrap();
    assert!(conn.batch_execute("UPDATE journal_entry SET origin = 'web'").is_err());
    conn.batch_execute(
        "DROP TRIGGER journal_seal_no_delete; \
         CREATE TABLE kept AS SELECT * FROM journal_seal ORDER BY rowid DESC LIMIT 1; \
         DELETE FROM journal_seal WHERE entry_id IN (SELECT entry_id FROM kept);",
    )
    .unwrap();
    assert_eq!(code(&held), Some(1), "the tail was cut");
    conn.batch_execute("INSERT INTO journal_seal SELECT * FROM kept; DROP TABLE kept;").unwrap();
    assert_eq!(code(&held), Some(0));
    conn.batch_execute(
        "DROP TRIGGER journal_entry_no_update; \
         UPDATE journal_entry SET body = replace(body, 'minor', 'joint') \
         WHERE id = (SELECT MIN(id) FROM journal_entry WHERE body LIKE '%minor%');",
    )
    .unwrap();
    assert_eq!(code(&["verify"]), Some(1), "an entry was altered");
}
