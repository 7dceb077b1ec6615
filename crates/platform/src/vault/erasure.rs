//! Erasing a person, and erasing them again after a restore from an older backup.
//!
//! The list of erasures stands in the database and in a file beside it, which holds ids and
//! moments and nothing about anybody. A restored database lacks the latest; the file does not.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use diesel::prelude::*;
use kernel::{PersonId, Subject, SubjectKind};
use serde::Serialize;

use super::schema::{person_key, vault_erasure, vault_field};
use crate::act::{Act, Outcome, World};
use crate::db::{Conn, StoreError};
use crate::journal::{Event, Origin};
use crate::permission::Actor;

#[derive(Serialize)]
struct Erased {}

impl Event for Erased {
    const KIND: &'static str = "person.erased";
}

/// Destroys the data key of `person`: name, contact, the purposes of looks and the salts of the
/// journal's hashes are gone for good, and so are the words and photos that slices keep of them
/// ([`super::Traces`]). Journals `person.erased`; `false` if it was done before.
///
/// The caller has checked that the actor may. Source: DOMAIN 7.2, article 47.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub fn erase(act: &mut Act<'_, '_>, person: PersonId) -> Outcome<bool> {
    if was_erased(act.conn(), person)? {
        return Ok(false);
    }
    diesel::delete(vault_field::table.filter(vault_field::person_id.eq(person.0)))
        .execute(act.conn())?;
    diesel::delete(person_key::table.find(person.0)).execute(act.conn())?;
    for slice in &act.world().traces {
        slice.erase(act, person)?;
    }
    let now = act.now_us();
    diesel::insert_into(vault_erasure::table)
        .values((vault_erasure::person_id.eq(person.0), vault_erasure::erased_at.eq(now)))
        .execute(act.conn())?;
    act.journal(None, Subject::new(SubjectKind::Person, person), &Erased {})?;
    Ok(true)
}

/// Whether `person` was erased.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub fn was_erased(conn: &mut Conn, person: PersonId) -> Result<bool, StoreError> {
    let found: Option<i64> = vault_erasure::table
        .find(person.0)
        .select(vault_erasure::person_id)
        .first(conn)
        .optional()?;
    Ok(found.is_some())
}

/// Makes the database and the file at `path` agree: erases whom the file names and the database
/// still knows (it was restored from an older backup), then writes all erasures to the file.
/// Runs at every start and from time to time; returns how many persons it erased again.
///
/// # Errors
/// [`StoreError`] if the database or the file fails, or a line of the file cannot be read.
pub fn reconcile(world: &Arc<World>, path: &Path) -> Outcome<usize> {
    let in_file = read_file(path)?;
    let in_database = world.db.read(list)?;
    let missing: Vec<PersonId> = in_file
        .keys()
        .filter(|person| !in_database.contains_key(person))
        .map(|&person| PersonId(person))
        .collect();
    let again = missing.len();
    if again > 0 {
        let actor = Arc::new(Actor::nobody(Origin::Job));
        world.act_now(&actor, move |act| {
            missing.into_iter().try_for_each(|person| erase(act, person).map(drop))
        })?;
    }
    let all: BTreeMap<i64, i64> = in_database.into_iter().chain(in_file.clone()).collect();
    if all != in_file {
        write_file(path, &all)?;
    }
    Ok(again)
}

/// Every erasure: person and moment.
fn list(conn: &mut Conn) -> Result<BTreeMap<i64, i64>, StoreError> {
    let rows: Vec<(i64, i64)> = vault_erasure::table.load(conn)?;
    Ok(rows.into_iter().collect())
}

fn read_file(path: &Path) -> Result<BTreeMap<i64, i64>, StoreError> {
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(BTreeMap::new()),
        Err(error) => return Err(error.into()),
    };
    let pair = |line: &str| {
        let (person, at) = line.split_once(' ')?;
        Some((person.parse().ok()?, at.parse().ok()?))
    };
    text.lines()
        .map(|line| {
            pair(line).ok_or_else(|| {
                let told = format!("{}: not an erasure: {line}", path.display());
                std::io::Error::new(std::io::ErrorKind::InvalidData, told).into()
            })
        })
        .collect()
}

/// Written aside and renamed, so that the file is never cut short.
fn write_file(path: &Path, erasures: &BTreeMap<i64, i64>) -> Result<(), StoreError> {
    let aside = path.with_extension(format!("new-{}", std::process::id()));
    let mut file = std::fs::File::create(&aside)?;
    for (person, at) in erasures {
        writeln!(file, "{person} {at}")?;
    }
    file.sync_all()?;
    std::fs::rename(&aside, path)?;
    Ok(())
}
