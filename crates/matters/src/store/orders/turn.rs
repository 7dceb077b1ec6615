//! Whose turn it is to write orders into a district.

use diesel::RunQueryDsl;
use diesel::sql_types::BigInt;
use kernel::PlaceId;
use platform::db::Backend;
use platform::{Conn, StoreError};

/// Waits until no other import writes into `district`, and makes others wait until this act ends.
///
/// A chunk of orders touches many tallies, in the order of its file. Two chunks at once on
/// PostgreSQL could each hold what the other waits for, and could both find that an order is not
/// known. SQLite has one writer, and nothing to hold.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub(crate) fn take(conn: &mut Conn, district: PlaceId) -> Result<(), StoreError> {
    if conn.backend() == Backend::Sqlite {
        return Ok(());
    }
    diesel::sql_query(
        "INSERT INTO order_turn (district_id) VALUES ($1) \
         ON CONFLICT (district_id) DO UPDATE SET district_id = excluded.district_id",
    )
    .bind::<BigInt, _>(i64::from(district))
    .execute(conn)?;
    Ok(())
}
