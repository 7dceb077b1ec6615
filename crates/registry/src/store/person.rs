//! Persons: an id here, name and contact in the vault.

use diesel::prelude::*;
use kernel::PersonId;
use platform::{Conn, StoreError, insert_many};

use crate::schema::person;

/// Writes a person.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn insert(conn: &mut Conn, id: PersonId, recorded_at: i64) -> Result<(), StoreError> {
    insert_many(conn, &[id], recorded_at)
}

/// Writes many persons, as fast as the database can.
///
/// # Errors
/// As [`insert`].
pub fn insert_many(conn: &mut Conn, new: &[PersonId], recorded_at: i64) -> Result<(), StoreError> {
    let rows: Vec<_> =
        new.iter().map(|id| (person::id.eq(id.0), person::recorded_at.eq(recorded_at))).collect();
    insert_many!(conn, person::table, &rows)
}

/// Whether a person is recorded.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn exists(conn: &mut Conn, id: PersonId) -> Result<bool, StoreError> {
    let found: i64 = person::table.find(id.0).count().get_result(conn)?;
    Ok(found > 0)
}
