//! The vault over a real database.

use kernel::{PersonId, PlaceId, Subject, SubjectKind};
use platform::chance::SeededRandomness;
use platform::journal::{Salted, life};
use platform::keys::KeyError;
use platform::vault::{self, About, Contact, Field, Masked, erasure};
use platform::{Keys, StoreError};

use crate::support::Stage;

const ZHOU: PersonId = PersonId(11);
const CHEN: PersonId = PersonId(12);

fn about() -> About {
    About { subject: Subject::new(SubjectKind::Matter, 5), district: Some(PlaceId(1)) }
}

fn keep(stage: &Stage, person: PersonId, name: &'static str, contact: &'static str) {
    let contact = Contact::parse(contact).unwrap();
    stage
        .act(move |act| {
            vault::put_name(act, person, name)?;
            vault::put_contact(act, person, &contact)
        })
        .unwrap();
}

fn masked(stage: &Stage, person: PersonId) -> Masked {
    stage.read(|conn| vault::masked(conn, &stage.world.keys, person))
}

fn found(stage: &Stage, contact: &str) -> Vec<PersonId> {
    let contact = Contact::parse(contact).unwrap();
    stage.read(|conn| vault::find_by_contact(conn, &stage.world.keys, &contact))
}

#[test]
fn pages_show_a_mask_and_a_number_finds_its_person() {
    let stage = &Stage::new();
    keep(stage, ZHOU, "周敏", "139 0000 5580");
    keep(stage, CHEN, "陈晓东", "13800002076");
    let zhou = masked(stage, ZHOU);
    assert_eq!(zhou.name.as_deref(), Some("周*"));
    assert_eq!(zhou.contact.as_deref(), Some("139****5580"));
    assert_eq!(found(stage, "+86 139-0000-5580"), [ZHOU]);
    assert_eq!(found(stage, "13700000000"), []);
    keep(stage, ZHOU, "周敏", "13700000000");
    assert_eq!(found(stage, "13900005580"), [], "the earlier number finds nobody");
    assert_eq!(found(stage, "13700000000"), [ZHOU]);
    assert_eq!(masked(stage, PersonId(99)), Masked::default());
}

#[test]
fn a_look_needs_a_purpose_and_stands_where_the_person_reads_it() {
    let stage = &Stage::new();
    keep(stage, ZHOU, "周敏", "13900005580");
    for (purpose, key) in
        [("  ", "vault-refusal-purpose-empty"), (&*"长".repeat(201), "vault-refusal-purpose-long")]
    {
        let purpose = purpose.to_owned();
        let refused =
            stage.act(move |act| vault::reveal(act, ZHOU, Field::Contact, &purpose, about()));
        let failure = refused.unwrap_err();
        let refusal = failure.refusal().expect("a refusal");
        assert_eq!((refusal.field, &*refusal.key), (Some("purpose"), key));
    }
    let subject = about().subject;
    assert!(stage.read(|conn| life::list(conn, subject, 10)).is_empty(), "nothing journalled");

    let number = stage
        .act(|act| vault::reveal(act, ZHOU, Field::Contact, " 核实困人情况 ", about()))
        .unwrap();
    assert_eq!(number, "13900005580");
    let looks = stage.read(|conn| vault::looks_at(conn, &stage.world.keys, subject));
    assert_eq!(looks.len(), 1);
    assert_eq!(looks[0].purpose.as_deref(), Some("核实困人情况"));
    let life = stage.read(|conn| life::list(conn, subject, 10));
    assert_eq!(life[0].entry.kind, "person.revealed");
    assert_eq!(life[0].entry.id, looks[0].entry_id);
    assert!(!life[0].entry.body.contains("核实"), "the journal holds a hash, not the words");
    let by_person = stage.read(|conn| vault::looks_at_person(conn, &stage.world.keys, ZHOU));
    assert_eq!(by_person, looks);
}

#[test]
fn who_gave_nothing_cannot_be_looked_at() {
    let stage = &Stage::new();
    stage.act(|act| vault::put_name(act, CHEN, "陈晓东")).unwrap();
    for person in [CHEN, ZHOU] {
        let looked =
            stage.act(move |act| vault::reveal(act, person, Field::Contact, "回访", about()));
        assert!(looked.unwrap_err().refusal().expect("a refusal").not_found);
    }
}

#[test]
fn erasing_destroys_the_person_and_keeps_the_chain() {
    let stage = &Stage::new();
    keep(stage, ZHOU, "周敏", "13900005580");
    keep(stage, CHEN, "陈晓东", "13800002076");
    stage.act(|act| vault::reveal(act, ZHOU, Field::Name, "回访", about())).unwrap();
    let before = stage.verify();
    let salt = stage.act(|act| vault::salt(act, ZHOU, "matter 5")).unwrap();
    let hash = Salted::of("电梯又停了".as_bytes(), &salt);
    let again = stage.act(|act| vault::salt(act, ZHOU, "matter 5")).unwrap();
    assert_eq!(Salted::of("电梯又停了".as_bytes(), &again), hash, "the salt can be had again");

    assert!(stage.act(|act| vault::erase(act, ZHOU)).unwrap());
    assert!(!stage.act(|act| vault::erase(act, ZHOU)).unwrap(), "once is enough");
    assert_eq!(masked(stage, ZHOU), Masked::default());
    assert_eq!(found(stage, "13900005580"), []);
    let looks = stage.read(|conn| vault::looks_at(conn, &stage.world.keys, about().subject));
    assert_eq!(looks[0].purpose, None, "that somebody looked stays, what they wrote does not");
    assert!(stage.act(|act| vault::salt(act, ZHOU, "matter 5")).is_err(), "the salt is gone");
    let put = stage.act(|act| vault::put_name(act, ZHOU, "周敏")).unwrap_err();
    assert_eq!(put.refusal().expect("a refusal").key, "vault-refusal-erased");
    assert_eq!(masked(stage, CHEN).name.as_deref(), Some("陈*"), "the others stay");
    assert_eq!(stage.verify(), before + 1, "the chain holds, with one entry more");
}

#[test]
fn erasures_since_a_backup_are_made_again_after_a_restore() {
    let stage = &Stage::new();
    let path = stage.folder.path().join("erasures");
    keep(stage, ZHOU, "周敏", "13900005580");
    stage.act(|act| vault::erase(act, CHEN)).unwrap();
    assert_eq!(erasure::reconcile(&stage.world, &path).unwrap(), 0);
    let written = std::fs::read_to_string(&path).unwrap();
    assert!(written.starts_with("12 "), "{written}");
    // The file knows of an erasure that the restored database does not.
    std::fs::write(&path, format!("11 5\n{written}")).unwrap();
    assert_eq!(erasure::reconcile(&stage.world, &path).unwrap(), 1);
    assert_eq!(masked(stage, ZHOU), Masked::default());
    assert_eq!(erasure::reconcile(&stage.world, &path).unwrap(), 0);
    std::fs::write(&path, "gibberish\n").unwrap();
    assert!(erasure::reconcile(&stage.world, &path).is_err());
}

#[test]
fn a_row_moved_to_another_person_does_not_open() {
    let stage = &Stage::new();
    keep(stage, ZHOU, "周敏", "13900005580");
    keep(stage, CHEN, "陈晓东", "13800002076");
    stage
        .world
        .db
        .write(|tx| {
            diesel::connection::SimpleConnection::batch_execute(
                tx.conn,
                "UPDATE vault_field SET ciphertext = (SELECT ciphertext FROM vault_field \
                 WHERE person_id = 12 AND field = 'name') \
                 WHERE person_id = 11 AND field = 'name'",
            )?;
            Ok::<_, StoreError>(())
        })
        .unwrap();
    let keys = &stage.world.keys;
    let opened = stage.world.db.read(|conn| vault::masked(conn, keys, ZHOU));
    assert!(matches!(opened, Err(StoreError::Vault(_))));
}

#[test]
fn another_installations_key_file_is_refused() {
    let stage = &Stage::new();
    let db = &stage.world.db;
    let chance = SeededRandomness::new(2);
    let path = stage.folder.path().join("keys");
    let again = Keys::open(&path, db, &chance).expect("the same file opens");
    assert_eq!(again.fingerprint(), stage.world.keys.fingerprint());

    let missing = stage.folder.path().join("nowhere");
    let opened = Keys::open(&missing, db, &chance);
    assert!(matches!(opened, Err(KeyError::Missing { .. })));
    assert!(!missing.exists(), "no fresh file beside encrypted data");

    let wrong = stage.folder.path().join("wrong");
    Keys::load_or_create(&wrong, &chance).unwrap();
    let opened = Keys::open(&wrong, db, &chance);
    assert!(matches!(opened, Err(KeyError::Foreign { .. })));
}
