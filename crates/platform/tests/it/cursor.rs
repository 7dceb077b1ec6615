//! Cursors over the journal, on the database that the environment names.

use kernel::PersonId;
use platform::journal::cursor::{self, Stretch};
use platform::{StoreError, vault};

use crate::support::Stage;

/// An entry for each person.
fn happen(stage: &Stage, persons: std::ops::RangeInclusive<i64>) {
    for person in persons {
        stage.act(move |act| vault::erase(act, PersonId(person))).unwrap();
    }
    stage.verify();
}

fn ahead(stage: &Stage, consumer: &str, limit: i64) -> Vec<Stretch> {
    let since = stage.world.time.now() - jiff::SignedDuration::from_hours(1);
    stage.read(|conn| cursor::ahead(conn, consumer, since, limit))
}

fn advance(stage: &Stage, consumer: &'static str, over: &Stretch) -> bool {
    let over = over.clone();
    let moved = stage.world.db.write(move |tx| cursor::advance(tx.conn, consumer, &over));
    let moved: Result<bool, StoreError> = moved;
    moved.unwrap()
}

fn subjects(stretches: &[Stretch]) -> Vec<i64> {
    stretches.iter().flat_map(|one| &one.entries).map(|entry| entry.subject_id).collect()
}

#[test]
fn each_consumer_reads_every_entry_once_in_its_own_time() {
    let stage = Stage::new();
    happen(&stage, 1..=5);
    let first = ahead(&stage, "one", 3);
    assert_eq!(subjects(&first), [1, 2, 3]);
    assert_eq!(subjects(&ahead(&stage, "one", 3)), [1, 2, 3], "again, until the cursor moves");
    assert!(advance(&stage, "one", &first[0]));
    let second = ahead(&stage, "one", 3);
    assert_eq!(subjects(&second), [4, 5]);
    assert!(advance(&stage, "one", &second[0]));
    assert!(ahead(&stage, "one", 3).is_empty());
    assert_eq!(subjects(&ahead(&stage, "other", 9)), [1, 2, 3, 4, 5]);
    happen(&stage, 6..=6);
    assert_eq!(subjects(&ahead(&stage, "one", 3)), [6]);
}

#[test]
fn of_two_nodes_that_read_the_same_one_moves_the_cursor() {
    let stage = Stage::new();
    happen(&stage, 1..=2);
    for _ in 0..2 {
        let (here, there) = (ahead(&stage, "one", 9), ahead(&stage, "one", 9));
        assert!(advance(&stage, "one", &here[0]));
        assert!(!advance(&stage, "one", &there[0]), "moved meanwhile");
        happen(&stage, 3..=4);
    }
}

#[test]
fn a_fresh_consumer_begins_with_what_is_recent() {
    let stage = Stage::new();
    happen(&stage, 1..=3);
    stage.pass(61);
    let nothing = ahead(&stage, "one", 9);
    assert!(subjects(&nothing).is_empty());
    assert!(advance(&stage, "one", &nothing[0]), "it knows where it stands");
    assert!(ahead(&stage, "one", 9).is_empty());
    happen(&stage, 4..=4);
    assert_eq!(subjects(&ahead(&stage, "one", 9)), [4]);
    assert_eq!(subjects(&ahead(&stage, "other", 9)), [4]);
}
