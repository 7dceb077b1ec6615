//! Persons: an id here, name and contact in the vault.

use diesel::prelude::*;
use kernel::PersonId;
use platform::{Conn, StoreError};

use crate::schema::person;

/// Writes a person.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn insert(conn: &mut Conn, id: PersonId, recorded_at: i64) -> Result<(), StoreError> {
    diesel::insert_into(person::table)
        .values((person::id.eq(id.0), person::recorded_at.eq(recorded_at)))
        .execute(conn)?;
    Ok(())
}

/// Whether a person is recorded.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn exists(conn: &mut Conn, id: PersonId) -> Result<bool, StoreError> {
    let found: i64 = person::table.find(id.0).count().get_result(conn)?;
    Ok(found > 0)
}
