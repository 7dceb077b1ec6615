//! Reading the journal: the life of one subject, and the range its entries stand in.

use diesel::prelude::*;
use jiff::Timestamp;
use kernel::{Keyset, Page, Subject};

use super::entry::Entry;
use super::schema::{journal_entry, journal_seal};
use crate::db::{Conn, StoreError};

/// An entry with its number in the district's chain; `None` while it waits for the sealer.
#[derive(Debug, Clone)]
pub struct Lived {
    /// The entry.
    pub entry: Entry,
    /// Its number in the chain.
    pub seq: Option<i64>,
}

/// Everything that ever happened to `subject`, oldest first, at most `limit` entries. The caller
/// has loaded the subject within its scope.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn list(conn: &mut Conn, subject: Subject, limit: i64) -> Result<Vec<Lived>, StoreError> {
    let rows: Vec<(Entry, Option<i64>)> = journal_entry::table
        .left_join(journal_seal::table)
        .filter(journal_entry::subject_kind.eq(subject.kind.word()))
        .filter(journal_entry::subject_id.eq(subject.id))
        .order(journal_entry::id)
        .limit(limit)
        .select((Entry::as_select(), journal_seal::seq.nullable()))
        .load(conn)?;
    Ok(rows.into_iter().map(|(entry, seq)| Lived { entry, seq }).collect())
}

/// The entries of all chains, latest first, a page of `size` before `before`. For whoever may
/// [`super::READ`].
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn latest(
    conn: &mut Conn,
    before: Option<Keyset>,
    size: usize,
) -> Result<Page<Lived>, StoreError> {
    let rows: Vec<(Entry, Option<i64>)> = journal_entry::table
        .left_join(journal_seal::table)
        .filter(journal_entry::id.lt(before.map_or(i64::MAX, |keyset| keyset.id)))
        .order(journal_entry::id.desc())
        .limit(i64::try_from(size).unwrap_or(i64::MAX).saturating_add(1))
        .select((Entry::as_select(), journal_seal::seq.nullable()))
        .load(conn)?;
    let lived = rows.into_iter().map(|(entry, seq)| Lived { entry, seq }).collect();
    Ok(Page::from_overfull(lived, size, |lived: &Lived| Keyset { at: 0, id: lived.entry.id }))
}

/// Sealed entries of one chain after number `after`, in chain order: what consumers read.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn after(
    conn: &mut Conn,
    district_id: i64,
    after: i64,
    limit: i64,
) -> Result<Vec<(i64, Entry)>, StoreError> {
    Ok(journal_seal::table
        .inner_join(journal_entry::table)
        .filter(journal_seal::district_id.eq(district_id))
        .filter(journal_seal::seq.gt(after))
        .order(journal_seal::seq)
        .limit(limit)
        .select((journal_seal::seq, Entry::as_select()))
        .load(conn)?)
}

/// The moment of the latest entry; `None` before the first. Clocks that do not follow the system's
/// must not go back behind it.
///
/// # Errors
/// [`StoreError`] if the database refuses, or the moment cannot be decoded.
pub fn last_at(conn: &mut Conn) -> Result<Option<Timestamp>, StoreError> {
    let last: Option<(i64, i64)> = journal_entry::table
        .order(journal_entry::id.desc())
        .select((journal_entry::id, journal_entry::at))
        .first(conn)
        .optional()?;
    last.map(|(id, at)| {
        Timestamp::from_microsecond(at)
            .map_err(|_| StoreError::corrupt("journal_entry", "at", id, at.to_string()))
    })
    .transpose()
}
