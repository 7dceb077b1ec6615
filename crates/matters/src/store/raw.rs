//! The reporter's own words: written once, read only with full sight.

use std::collections::HashMap;

use diesel::prelude::*;
use jiff::Timestamp;
use platform::journal::Salted;
use platform::{Act, Conn, StoreError};

use super::instant;
use super::schema::matter_raw;
use super::sight::FullSight;
use crate::model::MatterId;

/// Something the reporter wrote: when raising, or as a supplement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawWords {
    /// When.
    pub at: Timestamp,
    /// The words as typed.
    pub words: String,
}

/// Stores words of the reporter; their salted hash for the journal.
pub(crate) fn insert(
    act: &mut Act<'_, '_>,
    matter: MatterId,
    words: &str,
) -> Result<Salted, StoreError> {
    let now = act.now();
    insert_at(act, matter, now, words)
}

/// Stores words that were said at another time than that of the act.
pub(crate) fn insert_at(
    act: &mut Act<'_, '_>,
    matter: MatterId,
    at: Timestamp,
    words: &str,
) -> Result<Salted, StoreError> {
    let salt = platform::journal::salted::fresh_salt(act.randomness());
    let hash = Salted::of(words.as_bytes(), &salt);
    let id: i64 = act.new_id();
    diesel::insert_into(matter_raw::table)
        .values((
            matter_raw::id.eq(id),
            matter_raw::matter_id.eq(i64::from(matter)),
            matter_raw::at.eq(at.as_microsecond()),
            matter_raw::words.eq(words),
            matter_raw::salt.eq(salt),
        ))
        .execute(act.conn())?;
    Ok(hash)
}

/// Deletes what the reporters of these matters wrote, and the salts of the journal's hashes with it.
pub(crate) fn delete(conn: &mut Conn, matters: &[i64]) -> Result<(), StoreError> {
    diesel::delete(matter_raw::table.filter(matter_raw::matter_id.eq_any(matters)))
        .execute(conn)?;
    Ok(())
}

/// What the reporter wrote, oldest first.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn list(
    conn: &mut Conn,
    _leave: FullSight,
    matter: MatterId,
) -> Result<Vec<RawWords>, StoreError> {
    list_own(conn, matter)
}

/// What the reporters of several matters wrote, oldest first, for those who may read it.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn list_among(
    conn: &mut Conn,
    _leave: FullSight,
    matters: &[MatterId],
) -> Result<Vec<RawWords>, StoreError> {
    let ids: Vec<i64> = matters.iter().map(|matter| i64::from(*matter)).collect();
    let rows: Vec<(i64, i64, String)> = matter_raw::table
        .filter(matter_raw::matter_id.eq_any(ids))
        .order(matter_raw::id)
        .select((matter_raw::id, matter_raw::at, matter_raw::words))
        .load(conn)?;
    rows.into_iter()
        .map(|(id, at, words)| Ok(RawWords { at: instant("matter_raw", "at", id, at)?, words }))
        .collect()
}

/// What the reporters of several matters wrote first, for those who may read it.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn list_first(
    conn: &mut Conn,
    _leave: FullSight,
    matters: &[MatterId],
) -> Result<HashMap<MatterId, String>, StoreError> {
    let ids: Vec<i64> = matters.iter().map(|matter| i64::from(*matter)).collect();
    let rows: Vec<(i64, String)> = matter_raw::table
        .filter(matter_raw::matter_id.eq_any(ids))
        .order(matter_raw::id.desc())
        .select((matter_raw::matter_id, matter_raw::words))
        .load(conn)?;
    // The earliest comes last and stays.
    Ok(rows.into_iter().map(|(matter, words)| (matter.into(), words)).collect())
}

/// What the reporter wrote, for the reporter: the query code is the leave to read it.
pub(crate) fn list_own(conn: &mut Conn, matter: MatterId) -> Result<Vec<RawWords>, StoreError> {
    let rows: Vec<(i64, i64, String)> = matter_raw::table
        .filter(matter_raw::matter_id.eq(i64::from(matter)))
        .order(matter_raw::id)
        .select((matter_raw::id, matter_raw::at, matter_raw::words))
        .load(conn)?;
    rows.into_iter()
        .map(|(id, at, words)| Ok(RawWords { at: instant("matter_raw", "at", id, at)?, words }))
        .collect()
}
