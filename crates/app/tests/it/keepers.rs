//! The three administrators of a fresh installation, made from the machine by command.

use std::path::Path;
use std::process::{Command, Output};
use std::sync::Arc;

use app::home::Home;
use app::installation::{Place, With};
use platform::account::{self, Step, actor_of};
use platform::journal::{Origin, verify};
use platform::{Role, World};
use serde_json::Value;

const PASSWORD: &str = "Bright-summer7";

fn loushi(folder: &Path, typed: &[&str]) -> Output {
    let data = folder.to_str().unwrap();
    Command::new(env!("CARGO_BIN_EXE_loushi"))
        .args(typed)
        .args(["--data", data, "--lang", "en"])
        .output()
        .unwrap()
}

/// What a command answers in JSON, and how it ends.
fn told(folder: &Path, typed: &[&str]) -> (Value, i32) {
    let output = loushi(folder, &[typed, &["--json"]].concat());
    let said = serde_json::from_slice(&output.stdout);
    let said = said.unwrap_or_else(|_| panic!("{typed:?}: {output:?}"));
    (said, output.status.code().unwrap())
}

fn add<'a>(name: &'a str, role: &'a str, person: &'a str) -> [&'a str; 7] {
    ["account", "add", name, "--role", role, "--person", person]
}

/// An installation in which nobody has an account.
fn fresh(folder: &Path) {
    assert_eq!(loushi(folder, &["init"]).status.code(), Some(0));
}

fn open(folder: &Path) -> Arc<World> {
    Place::new(Home::at(folder), None).open(With::system(3)).unwrap()
}

fn token(said: &Value) -> String {
    said["link"].as_str().unwrap().split_once("token=").unwrap().1.to_owned()
}

/// Sets the password behind a link and signs in; the roles once everything is done, and the step
/// that still stands before it.
fn enter(world: &Arc<World>, name: &str, token: &str) -> (Vec<Role>, Step) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(account::set_password(world, token, PASSWORD.to_owned())).unwrap();
    let entered = account::sign_in(world, name, PASSWORD.to_owned(), Origin::Web);
    let entered = runtime.block_on(entered).unwrap();
    let now = world.time.now();
    let found = world.db.read(|conn| {
        let found = actor_of(conn, world, entered.token.as_str(), now, Origin::Web)?;
        let (actor, session) = found.expect("the session lasts");
        let grants = world.posts.grants(conn, actor.person.unwrap(), now)?;
        Ok::<_, platform::StoreError>((grants.iter().map(|one| one.role).collect(), session.step))
    });
    found.unwrap()
}

#[test]
fn a_fresh_installation_gets_its_three_administrators_each_apart() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().join("data");
    fresh(&folder);
    let (said, code) = told(&folder, &["account", "list"]);
    assert_eq!(code, 1, "that nobody keeps it is a finding");
    assert_eq!(said["missing"], serde_json::json!(["operator", "security_admin", "auditor"]));

    let mut links = Vec::new();
    for (name, role, person) in [
        ("zhou", "operator", "周敏"),
        ("han", "security_admin", "韩冬"),
        ("lin", "auditor", "林书"),
    ] {
        let (said, code) = told(&folder, &add(name, role, person));
        assert_eq!(code, 0, "{said}");
        links.push((name, Role::from_word(role).unwrap(), token(&said)));
    }
    let (said, code) = told(&folder, &["account", "list"]);
    assert_eq!((code, said["missing"].as_array().unwrap().len()), (0, 0));
    let bodies: Vec<_> =
        said["accounts"].as_array().unwrap().iter().map(|one| &one["posts"][0]["body"]).collect();
    assert_eq!(bodies, ["系统管理"; 3], "one body keeps the installation");

    let world = open(&folder);
    for (name, role, token) in &links {
        assert_eq!(enter(&world, name, token), (vec![*role], Step::SecondFactorSetup), "{name}");
    }
    let reports = world.db.read(|conn| verify::verify(conn, &[])).unwrap();
    assert!(reports.iter().all(|report| report.fault.is_none()));
}

#[test]
fn the_link_of_the_first_start_is_void_once_somebody_keeps_the_installation() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().join("data");
    let (said, _) = told(&folder, &["init"]);
    let first = said["first_operator"].as_str().unwrap().split_once("token=").unwrap().1;
    assert_eq!(told(&folder, &add("zhou", "operator", "周敏")).1, 0);
    let world = open(&folder);
    let purpose = account::LinkPurpose::FirstOperator;
    let now = world.time.now();
    let found = world.db.read(|conn| account::find_link(conn, first, purpose, now)).unwrap();
    assert_eq!(found, None);
}

#[test]
fn accounts_are_reset_locked_and_unlocked_from_the_machine() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().join("data");
    fresh(&folder);
    let (said, _) = told(&folder, &add("zhou", "operator", "周敏"));
    let first = token(&said);
    let state = |name: &str| {
        let (said, _) = told(&folder, &["account", "list"]);
        let all = said["accounts"].as_array().unwrap().clone();
        let own = all.into_iter().find(|one| one["account"] == name).unwrap();
        (own["state"].as_str().unwrap().to_owned(), own["has_password"].as_bool().unwrap())
    };
    {
        let world = open(&folder);
        let _ = enter(&world, "zhou", &first);
    }
    assert_eq!(state("zhou"), ("active".to_owned(), true));
    assert_eq!(loushi(&folder, &["account", "lock", "zhou"]).status.code(), Some(0));
    assert_eq!(state("zhou"), ("disabled".to_owned(), true));
    assert_eq!(loushi(&folder, &["account", "unlock", "ZHOU"]).status.code(), Some(0));
    let (said, code) = told(&folder, &["account", "reset", "zhou"]);
    assert_eq!((code, state("zhou")), (0, ("active".to_owned(), false)));
    let renewed = token(&told(&folder, &["account", "link", "zhou"]).0);
    assert_ne!(renewed, token(&said), "the earlier link is replaced");

    let words = |typed: &[&str]| {
        let output = loushi(&folder, typed);
        (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    let (code, said) = words(&["account", "lock", "nobody"]);
    assert_eq!(code, 2);
    assert!(said.contains("There is no account \"nobody\""), "{said}");
    assert_eq!(words(&["account", "add", "wang", "--holder", "工作站"]).0, 2, "nobody fits");
    assert_eq!(words(&add("zhou", "auditor", "林书")).0, 1, "the name is taken");
    assert_eq!(words(&add("lin", "auditor", " ")).0, 1, "a person has a name");
    let (said, _) = told(&folder, &["account", "list"]);
    assert_eq!(said["accounts"].as_array().unwrap().len(), 1, "what was refused left nothing");
}
