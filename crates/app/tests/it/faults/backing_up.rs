//! A backup taken while people write, restored elsewhere.

use std::path::Path;
use std::sync::Mutex;
use std::sync::mpsc;

use app::home::Home;
use app::installation::Place;
use serde_json::Value;

use super::ground::{Ground, Server, command};
use super::wholeness::assert_whole;
use super::writers::{Writers, look_up};

#[test]
fn a_backup_taken_while_people_write_has_every_act_acknowledged_before_it() {
    let ground = Ground::fresh();
    if ground.is_shared() {
        // A PostgreSQL cluster is backed up by its own tools, and `loushi backup` says so.
        assert!(!back_up(&ground).0);
        return;
    }
    let mut server = Server::start(&ground, 1);
    let (tell, hear) = mpsc::channel();
    let (known, address) = (Mutex::default(), server.address);
    let writers = Writers { server: address, seats: &ground.seats, seed: 1, tell, known: &known };
    let mut before = Vec::new();
    let mut manifest = Value::Null;
    std::thread::scope(|threads| {
        threads.spawn(|| writers.stranger(1));
        threads.spawn(|| writers.staff(2));
        before.extend(hear.iter().take(20));
        let (done, said) = back_up(&ground);
        assert!(done, "{said}");
        manifest = serde_json::from_str(&said).unwrap();
        server.kill();
    });

    let there = Place::new(Home::at(ground.aside().join("there")), None);
    there.home.make().unwrap();
    std::fs::copy(ground.place().home.keys(), there.home.keys()).unwrap();
    let restored = command("restore", &there).arg(backup(&ground)).output().unwrap();
    assert!(restored.status.success(), "{}", String::from_utf8_lossy(&restored.stderr));
    let verified = command("verify", &there).arg("--json").output().unwrap();
    assert!(verified.status.success());
    let verified: Value = serde_json::from_slice(&verified.stdout).unwrap();
    assert_eq!(hashes(&verified["chains"]), hashes(&manifest["heads"]));
    assert_whole(&there.open_database().unwrap(), 1);
    let again = Server::over(&there, 1, &ground.aside().join("log-there"));
    look_up(again.address, &before, 1);
}

fn backup(ground: &Ground) -> impl AsRef<Path> + AsRef<std::ffi::OsStr> {
    ground.aside().join("backup.tar.gz")
}

/// Whether `loushi backup` succeeded, and what it said.
fn back_up(ground: &Ground) -> (bool, String) {
    let done = ground.command("backup").arg(backup(ground)).arg("--json").output().unwrap();
    let said = if done.status.success() { done.stdout } else { done.stderr };
    (done.status.success(), String::from_utf8(said).unwrap())
}

/// Where each chain ended.
fn hashes(chains: &Value) -> Vec<&str> {
    let hash = |chain: &'_ Value| chain["hash"].as_str().map(str::len);
    assert!(chains.as_array().is_some_and(|all| all.iter().all(|one| hash(one) == Some(64))));
    chains.as_array().unwrap().iter().filter_map(|chain| chain["hash"].as_str()).collect()
}
