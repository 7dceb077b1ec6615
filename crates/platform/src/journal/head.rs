//! Signed heads: once a day each chain's end is signed and published, so that a cut tail shows.

use diesel::prelude::*;
use ed25519_dalek::{Signature, Signer, SigningKey, Verifier, VerifyingKey};
use jiff::civil::Date;

use super::salted::hex;
use super::schema::journal_head;
use super::verify::PublishedHead;
use super::{cursor, seal};
use crate::db::{Conn, StoreError};

/// The bytes that are signed: chain, day, number and hash.
fn message(district_id: i64, day: &str, seq: i64, hash: &[u8]) -> Vec<u8> {
    let mut bytes = b"loushi journal head v1\0".to_vec();
    bytes.extend_from_slice(&district_id.to_be_bytes());
    bytes.extend_from_slice(day.as_bytes());
    bytes.extend_from_slice(&seq.to_be_bytes());
    bytes.extend_from_slice(hash);
    bytes
}

/// Signs the present end of every chain for `day`, unless that day has its head already.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn publish(conn: &mut Conn, day: Date, key: &SigningKey) -> Result<usize, StoreError> {
    let day = day.to_string();
    let mut published = 0;
    for district_id in cursor::chains(conn)? {
        let known: i64 = journal_head::table
            .filter(journal_head::district_id.eq(district_id))
            .filter(journal_head::day.eq(&day))
            .count()
            .get_result(conn)?;
        let (seq, hash) = seal::head(conn, district_id)?;
        if known > 0 || seq == 0 {
            continue;
        }
        let signature = key.sign(&message(district_id, &day, seq, &hash));
        diesel::insert_into(journal_head::table)
            .values((
                journal_head::district_id.eq(district_id),
                journal_head::day.eq(&day),
                journal_head::seq.eq(seq),
                journal_head::hash.eq(&hash),
                journal_head::signature.eq(signature.to_bytes().to_vec()),
                journal_head::public_key.eq(key.verifying_key().to_bytes().to_vec()),
            ))
            .execute(conn)?;
        published += 1;
    }
    Ok(published)
}

/// The heads published so far whose signatures hold; the number of those that do not.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn list_published(conn: &mut Conn) -> Result<(Vec<PublishedHead>, usize), StoreError> {
    let rows: Vec<(i64, String, i64, Vec<u8>, Vec<u8>, Vec<u8>)> =
        journal_head::table.order((journal_head::district_id, journal_head::day)).load(conn)?;
    let mut heads = Vec::with_capacity(rows.len());
    let mut forged = 0;
    for (district_id, day, seq, hash, signature, public_key) in rows {
        if signature_holds(&message(district_id, &day, seq, &hash), &signature, &public_key) {
            heads.push(PublishedHead { district_id, seq, hash });
        } else {
            forged += 1;
        }
    }
    Ok((heads, forged))
}

/// The end of a chain as it was signed and published for a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// The district; 0 for the installation's own chain.
    pub district_id: i64,
    /// The day it stands for: `2024-02-06`.
    pub day: String,
    /// How many entries the chain had.
    pub seq: i64,
    /// The hash of its last link, in hexadecimal.
    pub hash: String,
    /// The signature over all of the above, in hexadecimal.
    pub signature: String,
    /// The key that signed it, in hexadecimal.
    pub public_key: String,
}

/// The latest head of each chain, for everybody to write down and compare.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn list_latest(conn: &mut Conn) -> Result<Vec<Published>, StoreError> {
    let latest: Vec<(i64, Option<String>)> = journal_head::table
        .group_by(journal_head::district_id)
        .select((journal_head::district_id, diesel::dsl::max(journal_head::day)))
        .load(conn)?;
    let days: Vec<String> = latest.iter().filter_map(|(_, day)| day.clone()).collect();
    let rows: Vec<(i64, String, i64, Vec<u8>, Vec<u8>, Vec<u8>)> = journal_head::table
        .filter(journal_head::day.eq_any(days))
        .order(journal_head::district_id)
        .load(conn)?;
    Ok(rows
        .into_iter()
        .filter(|row| latest.contains(&(row.0, Some(row.1.clone()))))
        .map(|(district_id, day, seq, hash, signature, public_key)| Published {
            district_id,
            day,
            seq,
            hash: hex(&hash),
            signature: hex(&signature),
            public_key: hex(&public_key),
        })
        .collect())
}

fn signature_holds(message: &[u8], signature: &[u8], public_key: &[u8]) -> bool {
    let Ok(key) = <[u8; 32]>::try_from(public_key) else {
        return false;
    };
    let Ok(key) = VerifyingKey::from_bytes(&key) else {
        return false;
    };
    let Ok(signature) = Signature::from_slice(signature) else {
        return false;
    };
    key.verify(message, &signature).is_ok()
}
