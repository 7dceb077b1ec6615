//! What a program sends again under the same key is done once and answered alike.
//!
//! The answer is kept in the transaction of the act, for a day: whoever lost the answer asks again
//! and changes nothing. A refusal changes nothing either and is not kept. Kept answers are
//! encrypted, since one may hold a query code. Source: MISSION G4 (idempotency keys).

mod schema;

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Binary};
use jiff::{SignedDuration, Timestamp};
use kernel::Refusal;
use schema::kept_answer;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::act::{Act, Outcome};
use crate::db::{Conn, StoreError};

/// How long an answer is kept. Source: assumption (a day's retries).
const KEPT: SignedDuration = SignedDuration::from_hours(24);
/// Characters of a key. Source: assumption (a UUID has 36).
pub const KEY_MOST: usize = 100;
/// Keeps the keys' hashes apart from others.
const USE: &str = "api.repeat";

/// A request that may be sent again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repeatable {
    /// The token it comes by.
    token: i64,
    /// What the program calls it.
    key: String,
    /// What it asks for, hashed.
    request: Vec<u8>,
}

impl Repeatable {
    /// The request that `token` sends under `key`: `address` is asked for with `body`.
    ///
    /// # Errors
    /// At `Idempotency-Key` where it is empty, too long, or no plain text.
    pub fn new(token: i64, key: &str, address: &str, body: &[u8]) -> Result<Self, Refusal> {
        let plain = key.chars().all(|letter| letter.is_ascii_graphic());
        if key.is_empty() || key.len() > KEY_MOST || !plain {
            let refusal = Refusal::at("Idempotency-Key", "api-refusal-key");
            return Err(refusal.with("most", KEY_MOST));
        }
        let mut hash = Sha256::new();
        hash.update((address.len() as u64).to_be_bytes());
        hash.update(address.as_bytes());
        hash.update(body);
        Ok(Self { token, key: key.to_owned(), request: hash.finalize().to_vec() })
    }
}

/// An answer as it was given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// Its status.
    pub status: u16,
    /// Its body; empty for none.
    pub body: String,
}

/// Does `work` unless the same request was answered within a day: then gives that answer.
///
/// # Errors
/// At `Idempotency-Key` if something else was asked for under it; whatever `work` refuses.
pub fn once(
    act: &mut Act<'_, '_>,
    request: &Repeatable,
    work: impl FnOnce(&mut Act<'_, '_>) -> Outcome<Kept>,
) -> Outcome<Kept> {
    let key = act.world().keys.hash(USE, request.key.as_bytes());
    let at = act.now();
    if !claim(act.conn(), request, &key, at)? {
        return given(act, request, &key);
    }
    let kept = work(act)?;
    let plain = serde_json::to_vec(&kept).expect("an answer is plain data");
    let world = act.world();
    let answer = world.keys.wrap(&plain, &context(request.token, &key), &*world.randomness);
    diesel::update(kept_answer::table.find((request.token, key)))
        .set(kept_answer::answer.eq(answer))
        .execute(act.conn())?;
    Ok(kept)
}

/// Takes the key; whether it was free. Where another node holds it, waits until that one is done.
fn claim(
    conn: &mut Conn,
    request: &Repeatable,
    key: &[u8],
    now: Timestamp,
) -> Result<bool, StoreError> {
    let past = kept_answer::table
        .find((request.token, key))
        .filter(kept_answer::at.le((now - KEPT).as_microsecond()));
    diesel::delete(past).execute(conn)?;
    let taken = diesel::sql_query(
        "INSERT INTO kept_answer (token_id, key_hash, request_hash, at) VALUES ($1, $2, $3, $4) \
         ON CONFLICT DO NOTHING",
    )
    .bind::<BigInt, _>(request.token)
    .bind::<Binary, _>(key)
    .bind::<Binary, _>(&request.request)
    .bind::<BigInt, _>(now.as_microsecond())
    .execute(conn)?;
    Ok(taken == 1)
}

/// The answer that was given.
fn given(act: &mut Act<'_, '_>, request: &Repeatable, key: &[u8]) -> Outcome<Kept> {
    let (asked, answer): (Vec<u8>, Option<Vec<u8>>) = kept_answer::table
        .find((request.token, key))
        .select((kept_answer::request_hash, kept_answer::answer))
        .first(act.conn())?;
    if asked != request.request {
        return Err(Refusal::at("Idempotency-Key", "api-refusal-other-request").into());
    }
    let corrupt = || StoreError::corrupt("kept_answer", "answer", request.token, "unreadable");
    let sealed = answer.ok_or_else(corrupt)?;
    let plain = act.world().keys.unwrap(&sealed, &context(request.token, key))?;
    Ok(serde_json::from_slice(&plain).map_err(|_| corrupt())?)
}

/// What an answer is encrypted for, so that it opens in its own row alone.
fn context(token: i64, key: &[u8]) -> Vec<u8> {
    [b"kept answer ".as_slice(), &token.to_be_bytes(), key].concat()
}

/// Removes answers that are kept no longer; how many. For a job.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub fn sweep(conn: &mut Conn, now: Timestamp) -> Result<usize, StoreError> {
    let past = kept_answer::at.le((now - KEPT).as_microsecond());
    Ok(diesel::delete(kept_answer::table.filter(past)).execute(conn)?)
}
