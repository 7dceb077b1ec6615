//! Backing up while somebody writes, and restoring elsewhere.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use app::backup::{back_up, restore};
use app::home::Home;
use app::installation::{Place, With};
use jiff::Timestamp;
use kernel::{PersonId, Subject, SubjectKind};
use platform::journal::{Event, Origin, verify};
use platform::vault::{self, Contact, erasure};
use platform::{Actor, World};
use serde::Serialize;

#[derive(Serialize)]
struct Tick {
    count: usize,
}

impl Event for Tick {
    const KIND: &'static str = "test.ticked";
}

fn now() -> Timestamp {
    "2024-02-06T02:24:00Z".parse().unwrap()
}

fn place(folder: &Path, name: &str) -> Place {
    let home = Home::at(folder.join(name));
    home.make().unwrap();
    Place::new(home, None)
}

fn open(place: &Place) -> Arc<World> {
    place.open(With::system(3)).unwrap()
}

fn somebody() -> Arc<Actor> {
    Arc::new(Actor::nobody(Origin::Cli))
}

fn tick(world: &Arc<World>, count: usize) {
    let subject = Subject::new(SubjectKind::System, 1);
    let done =
        world.act_now(&somebody(), move |act| Ok(act.journal(None, subject, &Tick { count })?));
    done.unwrap();
}

fn person(world: &Arc<World>) -> PersonId {
    let made = world.act_now(&somebody(), |act| {
        let person: PersonId = act.new_id();
        registry::store::person::insert(act.conn(), person, 0)?;
        vault::put_contact(act, person, &Contact::parse("13800001234").unwrap())?;
        Ok(person)
    });
    made.unwrap()
}

#[test]
fn a_backup_made_while_others_write_restores_to_the_same_journal() {
    let folder = tempfile::tempdir().unwrap();
    let here = place(folder.path(), "here");
    let world = open(&here);
    std::fs::create_dir_all(here.home.photos().join("ab")).unwrap();
    std::fs::write(here.home.photos().join("ab/cd"), b"a photo").unwrap();
    let stop = Arc::new(AtomicBool::new(false));
    let writers: Vec<_> = (0..3)
        .map(|_| {
            let (world, stop) = (Arc::clone(&world), Arc::clone(&stop));
            std::thread::spawn(move || {
                let mut count = 0;
                while !stop.load(Ordering::Relaxed) {
                    tick(&world, count);
                    count += 1;
                }
            })
        })
        .collect();
    let file = folder.path().join("backup.tar.gz");
    let manifest = back_up(&here, &file, now()).unwrap();
    stop.store(true, Ordering::Relaxed);
    writers.into_iter().for_each(|writer| writer.join().unwrap());
    assert!(back_up(&here, &file, now()).is_err(), "a backup is never overwritten");

    let there = place(folder.path(), "there");
    std::fs::copy(here.home.keys(), there.home.keys()).unwrap();
    let restored = restore(&file, &there.home).unwrap();
    assert_eq!(restored.manifest, manifest);
    let reports = open(&there).db.read(|conn| verify::verify(conn, &[])).unwrap();
    for (report, head) in reports.iter().zip(&manifest.heads) {
        assert_eq!((report.district_id, report.fault.as_ref()), (head.district, None));
        assert!(report.entries >= head.seq);
    }
    let photo = std::fs::read(there.home.photos().join("ab/cd")).unwrap();
    assert_eq!(photo, b"a photo");
    assert!(restore(&file, &there.home).is_err(), "data are never overwritten");
}

#[test]
fn whoever_was_erased_after_the_backup_is_erased_again() {
    let folder = tempfile::tempdir().unwrap();
    let here = place(folder.path(), "here");
    let world = open(&here);
    let gone = person(&world);
    let file = folder.path().join("backup.tar.gz");
    back_up(&here, &file, now()).unwrap();
    world.act_now(&somebody(), move |act| vault::erase(act, gone)).unwrap();
    erasure::reconcile(&world, &here.home.erasures()).unwrap();

    let there = place(folder.path(), "there");
    std::fs::copy(here.home.keys(), there.home.keys()).unwrap();
    std::fs::copy(here.home.erasures(), there.home.erasures()).unwrap();
    let restored = restore(&file, &there.home).unwrap();
    assert_eq!(restored.erased_again, Some(1));
    let world = open(&there);
    assert!(world.db.read(|conn| erasure::was_erased(conn, gone)).unwrap());
}

#[test]
fn a_backup_has_no_keys_and_a_changed_one_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let here = place(folder.path(), "here");
    let world = open(&here);
    tick(&world, 1);
    let file = folder.path().join("backup.tar.gz");
    let manifest = back_up(&here, &file, now()).unwrap();
    assert!(manifest.files.iter().all(|(name, _)| name != "keys"));

    let there = place(folder.path(), "there");
    let restored = restore(&file, &there.home).unwrap();
    assert_eq!(restored.erased_again, None, "the keys are not there yet");

    let mut bytes = std::fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&file, bytes).unwrap();
    let elsewhere = place(folder.path(), "elsewhere");
    assert!(restore(&file, &elsewhere.home).is_err());
    assert!(!elsewhere.home.database().exists());
}
