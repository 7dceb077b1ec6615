//! Lock-out: failures are counted by sign-in name, whether or not an account has that name, so
//! that neither the answer nor its time tells which names exist.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Binary};
use jiff::Timestamp;

use super::policy;
use super::schema::sign_in_failure;
use crate::db::{Conn, StoreError};
use crate::keys::Keys;

/// What names are counted under: names typed by mistake (a password, say) are stored nowhere.
pub(super) fn name_hash(keys: &Keys, name: &str) -> Vec<u8> {
    keys.hash("sign-in name", name.as_bytes())
}

/// Until when the name is locked, if it is. Holds the name's row until the transaction ends, so
/// that attempts made at the same moment on several connections are counted one after another.
pub(super) fn locked_until(
    conn: &mut Conn,
    name_hash: &[u8],
    now: Timestamp,
) -> Result<Option<Timestamp>, StoreError> {
    let until = hold(conn, name_hash, now)?.locked_until;
    let until = until.and_then(|at| Timestamp::from_microsecond(at).ok());
    Ok(until.filter(|&until| until > now))
}

/// Until when the name is locked, if it is, for a page to say: holds nothing.
pub(super) fn look(
    conn: &mut Conn,
    name_hash: &[u8],
    now: Timestamp,
) -> Result<Option<Timestamp>, StoreError> {
    let known: Option<Option<i64>> = sign_in_failure::table
        .find(name_hash)
        .select(sign_in_failure::locked_until)
        .first(conn)
        .optional()?;
    let until = known.flatten().and_then(|at| Timestamp::from_microsecond(at).ok());
    Ok(until.filter(|&until| until > now))
}

/// Counts a failure; until when it locks the name, if it is one too many.
pub(super) fn count(
    conn: &mut Conn,
    name_hash: &[u8],
    now: Timestamp,
) -> Result<Option<Timestamp>, StoreError> {
    let known = hold(conn, name_hash, now)?;
    let forgotten = (now - policy::LOCK).as_microsecond();
    let failures = if known.last_at > forgotten { known.failures + 1 } else { 1 };
    let lock = (failures >= policy::FAILURES).then(|| now + policy::LOCK);
    diesel::update(sign_in_failure::table.find(name_hash))
        .set((
            // When the lock has passed, counting starts from nothing.
            sign_in_failure::failures.eq(if lock.is_some() { 0 } else { failures }),
            sign_in_failure::last_at.eq(now.as_microsecond()),
            sign_in_failure::locked_until.eq(lock.map(Timestamp::as_microsecond)),
        ))
        .execute(conn)?;
    Ok(lock)
}

#[derive(Queryable, Default)]
struct Held {
    failures: i32,
    last_at: i64,
    locked_until: Option<i64>,
}

fn hold(conn: &mut Conn, name_hash: &[u8], now: Timestamp) -> Result<Held, StoreError> {
    // Whoever signs in at the same moment removes the row: then it is made again.
    for _ in 0..3 {
        diesel::sql_query(
            "INSERT INTO sign_in_failure (name_hash, failures, last_at) VALUES ($1, 0, $2) \
             ON CONFLICT DO NOTHING",
        )
        .bind::<Binary, _>(name_hash)
        .bind::<BigInt, _>(now.as_microsecond())
        .execute(conn)?;
        let held = diesel::update(sign_in_failure::table.find(name_hash))
            .set(sign_in_failure::failures.eq(sign_in_failure::failures + 0))
            .returning((
                sign_in_failure::failures,
                sign_in_failure::last_at,
                sign_in_failure::locked_until,
            ))
            .get_result(conn)
            .optional()?;
        if let Some(held) = held {
            return Ok(held);
        }
    }
    Ok(Held::default())
}

/// Forgets the failures of a name: somebody signed in, or an administrator unlocked it.
pub(super) fn forget(conn: &mut Conn, name_hash: &[u8]) -> Result<(), StoreError> {
    diesel::delete(sign_in_failure::table.find(name_hash)).execute(conn)?;
    Ok(())
}

/// Removes what no longer matters.
pub(super) fn sweep(conn: &mut Conn, now: Timestamp) -> Result<usize, StoreError> {
    let forgotten = (now - policy::LOCK).as_microsecond();
    let old = sign_in_failure::table.filter(sign_in_failure::last_at.lt(forgotten));
    Ok(diesel::delete(old).execute(conn)?)
}
