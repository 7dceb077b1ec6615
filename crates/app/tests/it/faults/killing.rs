//! `kill -9` at any moment while several people write: what was acknowledged is there.

use std::sync::Mutex;
use std::sync::mpsc;
use std::time::Duration;

use super::ground::{Ground, Server};
use super::wholeness::assert_whole;
use super::writers::{Acknowledged, Writers, look_up};

/// Kills in the tests; `cargo xtask soak` asks for more.
const KILLS: u64 = 25;
/// On PostgreSQL it is not our program that keeps what is committed.
const KILLS_OF_A_NODE: u64 = 5;
/// How many kills, and the seed of the first: set by `cargo xtask soak`.
const KILLS_VARIABLE: &str = "LOUSHI_SOAK_KILLS";
const FIRST_VARIABLE: &str = "LOUSHI_SOAK_FIRST";

#[test]
fn nothing_acknowledged_is_lost_however_the_program_is_killed() {
    let asked = |name| std::env::var(name).ok().and_then(|value| value.parse().ok());
    let soak: Option<u64> = asked(KILLS_VARIABLE);
    let shared = Ground::fresh().is_shared();
    let kills = soak.unwrap_or(if shared { KILLS_OF_A_NODE } else { KILLS });
    let first: u64 = asked(FIRST_VARIABLE).unwrap_or(1);
    let mut acknowledged = 0;
    for seed in first..first + kills {
        let acts = killed_once(seed);
        acknowledged += acts;
        if soak.is_some() {
            eprintln!("kill {} of {kills}, seed {seed}: {acts} acts", seed - first + 1);
        }
    }
    if soak.is_some() {
        eprintln!("{kills} kills, {acknowledged} acknowledged acts, none lost");
    }
    assert!(acknowledged > 0, "nobody wrote anything");
}

/// Kills the program once while people write, starts it again and looks for what it acknowledged;
/// how many acts that were.
fn killed_once(seed: u64) -> usize {
    let ground = Ground::fresh();
    let mut server = Server::start(&ground, 1);
    let acts = write_until_killed(&ground, &mut server, seed);

    let again = Server::start(&ground, 1);
    look_up(again.address, &acts, seed);
    drop(again);
    ground.verify(seed);
    assert_whole(&ground.place().open_database().unwrap(), seed);
    acts.len()
}

fn write_until_killed(ground: &Ground, server: &mut Server, seed: u64) -> Vec<Acknowledged> {
    let (tell, hear) = mpsc::channel();
    let known = Mutex::default();
    let address = server.address;
    let writers = Writers { server: address, seats: &ground.seats, seed, tell, known: &known };
    let mut acts = Vec::new();
    std::thread::scope(|threads| {
        let writers = &writers;
        for writer in 1..=2 {
            threads.spawn(move || writers.stranger(writer));
            threads.spawn(move || writers.staff(writer + 2));
        }
        for _ in 0..acts_before_the_kill(seed) {
            acts.push(hear.recv_timeout(Duration::from_secs(60)).unwrap());
        }
        server.kill();
    });
    // What was acknowledged while the program was being killed counts too.
    acts.extend(hear.try_iter());
    acts
}

/// Between the first moment and the sixtieth act, by seed.
fn acts_before_the_kill(seed: u64) -> u64 {
    seed.wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(17) % 60
}
