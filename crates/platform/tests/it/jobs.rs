//! Leases and jobs over a real database.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use jiff::SignedDuration;
use kernel::PersonId;
use platform::chance::SeededRandomness;
use platform::jobs::{self, Job, Jobs, Leases, Nodes};
use platform::journal::{head, seal, verify};
use platform::{StoreError, vault};

use crate::support::Stage;

fn leases(seed: u64) -> Leases {
    Leases::new(&SeededRandomness::new(seed))
}

const MINUTE: SignedDuration = SignedDuration::from_mins(1);

#[test]
fn of_two_nodes_one_holds_a_lease_until_it_lapses() {
    let stage = Stage::new();
    let (one, other) = (leases(1), leases(2));
    let holds = |node: &Leases| node.hold(&stage.world, "sealer", MINUTE).unwrap();
    assert!(holds(&one));
    assert!(!holds(&other));
    assert!(other.hold(&stage.world, "heads", MINUTE).unwrap(), "another lease");
    for _ in 0..5 {
        stage.time.advance(SignedDuration::from_secs(40));
        assert!(holds(&one), "prolonged in time");
        assert!(!holds(&other));
    }
    stage.pass(1);
    assert!(holds(&other), "it lapsed");
    assert!(!holds(&one));
}

#[test]
fn nodes_that_ask_at_the_same_moment_do_not_share_a_lease() {
    let stage = Stage::new();
    let holders = AtomicUsize::new(0);
    std::thread::scope(|threads| {
        for seed in 0..4 {
            let (stage, holders) = (&stage, &holders);
            threads.spawn(move || {
                if leases(seed).hold(&stage.world, "sealer", MINUTE).unwrap() {
                    holders.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
    });
    assert_eq!(holders.into_inner(), 1);
}

#[test]
fn a_job_of_one_node_runs_once_and_a_job_of_every_node_everywhere() {
    let stage = Stage::new();
    let count = Arc::new(AtomicUsize::new(0));
    let runs = |nodes| {
        let counted = Arc::clone(&count);
        let job = Job::new("count", Duration::from_secs(60), nodes, move |_| {
            counted.fetch_add(1, Ordering::Relaxed);
            Ok(())
        });
        [leases(1), leases(2)].map(|node| job.run(&stage.world, &node).unwrap())
    };
    assert_eq!(runs(Nodes::Every), [true, true]);
    assert_eq!(runs(Nodes::One), [true, false]);
    assert_eq!(count.load(Ordering::Relaxed), 3);
}

#[test]
fn a_job_that_fails_or_panics_takes_nothing_with_it_and_all_end_when_told() {
    let stage = Stage::new();
    let (told, hear) = std::sync::mpsc::channel();
    let failing = |_: &Arc<platform::World>| Err(StoreError::Stopped.into());
    let jobs = vec![
        Job::new("fails", Duration::from_millis(1), Nodes::Every, failing),
        Job::new("panics", Duration::from_millis(1), Nodes::Every, |_| panic!("on purpose")),
        Job::new("works", Duration::from_millis(1), Nodes::Every, move |_| {
            told.send(()).map_err(|_| StoreError::Stopped.into())
        }),
    ];
    let running = Jobs::start(&stage.world, jobs);
    for _ in 0..3 {
        hear.recv_timeout(Duration::from_secs(20)).expect("it has its turns");
    }
    drop(running);
    while hear.try_recv().is_ok() {}
    assert!(hear.recv_timeout(Duration::from_millis(50)).is_err(), "no turn after the end");
}

#[test]
fn entries_are_sealed_and_their_head_is_published_daily() {
    let stage = Stage::new();
    let erase = |person| stage.act(move |act| vault::erase(act, PersonId(person))).unwrap();
    for person in 1..=3 {
        erase(person);
    }
    let run_all = || {
        let mut due = jobs::standard(stage.world.db.backend());
        // The sealer goes first here; among threads a head may be of a moment before.
        due.reverse();
        let node = leases(1);
        for job in due {
            assert!(job.run(&stage.world, &node).unwrap());
        }
        stage.read(head::list_published)
    };
    let (heads, forged) = run_all();
    assert_eq!((heads.len(), heads[0].seq, forged), (1, 3, 0));
    assert_eq!(stage.world.db.write(|tx| seal::seal_pending(tx.conn, 10)).unwrap(), 0);
    erase(4);
    assert_eq!(run_all().0.len(), 1, "one a day");
    stage.pass(24 * 60);
    let (heads, _) = run_all();
    assert_eq!(heads.iter().map(|head| head.seq).collect::<Vec<_>>(), [3, 4]);
    let reports = stage.read(|conn| verify::verify(conn, &heads));
    assert!(reports.iter().all(|report| report.fault.is_none()));
}
