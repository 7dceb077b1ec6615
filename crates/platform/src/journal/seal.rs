//! Sealing: each entry gets its sequence number and its hash in the district's chain.

use std::collections::HashMap;

use diesel::prelude::*;
use sha2::{Digest, Sha256};

use super::schema::{journal_pending, journal_seal};
use crate::db::{Conn, StoreError};

/// An entry written but not yet in its chain.
#[derive(Debug, Clone)]
pub struct Unsealed {
    /// The entry.
    pub entry_id: i64,
    /// Its chain.
    pub district_id: i64,
    /// Its digest.
    pub digest: Vec<u8>,
}

/// The hash of a link: the one before, the number, and the entry.
#[must_use]
pub fn link(previous: &[u8], seq: i64, entry_digest: &[u8]) -> Vec<u8> {
    let mut hash = Sha256::new();
    hash.update(previous);
    hash.update(seq.to_be_bytes());
    hash.update(entry_digest);
    hash.finalize().to_vec()
}

/// The last number and hash of a chain; (0, empty) for one that has not begun.
pub(crate) fn head(conn: &mut Conn, district_id: i64) -> Result<(i64, Vec<u8>), StoreError> {
    let head = journal_seal::table
        .filter(journal_seal::district_id.eq(district_id))
        .order(journal_seal::seq.desc())
        .select((journal_seal::seq, journal_seal::hash))
        .first(conn)
        .optional()?;
    Ok(head.unwrap_or_default())
}

/// Links the entries to their chains in the order given. The caller is the only one sealing:
/// the SQLite writer inside its transaction, or the holder of the sealer's lease.
pub(crate) fn seal(conn: &mut Conn, entries: &[Unsealed]) -> Result<(), StoreError> {
    let mut heads: HashMap<i64, (i64, Vec<u8>)> = HashMap::new();
    for entry in entries {
        let (seq, hash) = match heads.remove(&entry.district_id) {
            Some(known) => known,
            None => head(conn, entry.district_id)?,
        };
        let seq = seq + 1;
        let hash = link(&hash, seq, &entry.digest);
        diesel::insert_into(journal_seal::table)
            .values((
                journal_seal::district_id.eq(entry.district_id),
                journal_seal::seq.eq(seq),
                journal_seal::entry_id.eq(entry.entry_id),
                journal_seal::hash.eq(&hash),
            ))
            .execute(conn)?;
        heads.insert(entry.district_id, (seq, hash));
    }
    Ok(())
}

/// Leaves entries for the leased sealer.
pub(crate) fn queue(conn: &mut Conn, entries: &[Unsealed]) -> Result<(), StoreError> {
    for entry in entries {
        diesel::insert_into(journal_pending::table)
            .values((
                journal_pending::entry_id.eq(entry.entry_id),
                journal_pending::district_id.eq(entry.district_id),
                journal_pending::digest.eq(&entry.digest),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// Seals what is queued, oldest first, at most `limit` entries; how many it sealed.
///
/// Runs in the caller's transaction, under the sealer's lease.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn seal_pending(conn: &mut Conn, limit: i64) -> Result<usize, StoreError> {
    let rows: Vec<(i64, i64, Vec<u8>)> =
        journal_pending::table.order(journal_pending::entry_id).limit(limit).load(conn)?;
    let entries: Vec<Unsealed> = rows
        .into_iter()
        .map(|(entry_id, district_id, digest)| Unsealed { entry_id, district_id, digest })
        .collect();
    seal(conn, &entries)?;
    for entry in &entries {
        diesel::delete(journal_pending::table.find(entry.entry_id)).execute(conn)?;
    }
    Ok(entries.len())
}
