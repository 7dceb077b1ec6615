//! Cursors: how far each consumer of the journal has read each chain.
//!
//! A consumer reads what lies ahead, works out what comes of it, and writes that in the
//! transaction that moves its cursor. Whoever finds the cursor moved meanwhile (another node, a
//! lease that had lapsed) writes nothing. So nothing is lost and nothing is done twice, whenever a
//! node stops. Source: DESIGN §1.4, §6.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use jiff::Timestamp;
use kernel::id::IdGenerator;

use super::entry::Entry;
use super::schema::journal_cursor;
use super::{life, seal};
use crate::db::{Conn, StoreError};

/// The next entries of one chain for one consumer.
#[derive(Debug, Clone)]
pub struct Stretch {
    /// The chain.
    pub district_id: i64,
    /// Where the cursor stands; `None` before the consumer's first look at the chain.
    from: Option<i64>,
    /// Where it stands once these are dealt with.
    to: i64,
    /// Sealed entries in chain order.
    pub entries: Vec<Entry>,
}

/// What lies ahead of `consumer` in every chain, at most `limit` entries of each; a chain of which
/// it knows all is left out. A chain it never looked at begins with what happened from `since` on.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn ahead(
    conn: &mut Conn,
    consumer: &str,
    since: Timestamp,
    limit: i64,
) -> Result<Vec<Stretch>, StoreError> {
    let known: Vec<(i64, i64)> = journal_cursor::table
        .filter(journal_cursor::consumer.eq(consumer))
        .select((journal_cursor::district_id, journal_cursor::seq))
        .load(conn)?;
    let mut stretches = Vec::new();
    // A handful of chains, one for each district; each is read off its own index.
    for district_id in chains(conn)? {
        let from = known.iter().find(|(district, _)| *district == district_id).map(|(_, seq)| *seq);
        let start = match from {
            Some(seq) => seq,
            None => before(conn, district_id, since)?,
        };
        let read = life::after(conn, district_id, start, limit)?;
        let to = read.last().map_or(start, |(seq, _)| *seq);
        if from != Some(to) {
            let entries = read.into_iter().map(|(_, entry)| entry).collect();
            stretches.push(Stretch { district_id, from, to, entries });
        }
    }
    Ok(stretches)
}

/// Moves the cursor of `consumer` over a stretch; whether it did. It does not where another has
/// moved it since: then the caller writes nothing.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn advance(conn: &mut Conn, consumer: &str, over: &Stretch) -> Result<bool, StoreError> {
    let moved = match over.from {
        Some(from) => diesel::update(
            journal_cursor::table
                .filter(journal_cursor::consumer.eq(consumer))
                .filter(journal_cursor::district_id.eq(over.district_id))
                .filter(journal_cursor::seq.eq(from)),
        )
        .set(journal_cursor::seq.eq(over.to))
        .execute(conn)?,
        None => diesel::sql_query(
            "INSERT INTO journal_cursor (consumer, district_id, seq) VALUES ($1, $2, $3) \
             ON CONFLICT DO NOTHING",
        )
        .bind::<Text, _>(consumer)
        .bind::<BigInt, _>(over.district_id)
        .bind::<BigInt, _>(over.to)
        .execute(conn)?,
    };
    Ok(moved == 1)
}

#[derive(QueryableByName)]
struct Chain {
    #[diesel(sql_type = BigInt)]
    id: i64,
}

/// Every chain that has begun. Steps from one to the next by the index: a plain `DISTINCT` reads
/// every seal there is.
pub(super) fn chains(conn: &mut Conn) -> Result<Vec<i64>, StoreError> {
    let found: Vec<Chain> = diesel::sql_query(
        "WITH RECURSIVE chain (id) AS ( \
             SELECT min(district_id) FROM journal_seal \
             UNION ALL \
             SELECT (SELECT min(s.district_id) FROM journal_seal AS s \
                     WHERE s.district_id > chain.id) \
             FROM chain WHERE chain.id IS NOT NULL) \
         SELECT id FROM chain WHERE id IS NOT NULL",
    )
    .load(conn)?;
    Ok(found.into_iter().map(|chain| chain.id).collect())
}

#[derive(QueryableByName)]
struct Place {
    #[diesel(sql_type = BigInt)]
    seq: i64,
}

/// The number of the last entry of a chain before `since`; 0 for none.
///
/// The plus keeps the chain's own index out of it: from there every entry that ever was would be
/// read and sorted, from the entries' index those since then.
fn before(conn: &mut Conn, district_id: i64, since: Timestamp) -> Result<i64, StoreError> {
    let first: Option<Place> = diesel::sql_query(
        "SELECT seq FROM journal_seal WHERE entry_id >= $1 AND +district_id = $2 \
         ORDER BY entry_id LIMIT 1",
    )
    .bind::<BigInt, _>(IdGenerator::least_at(since))
    .bind::<BigInt, _>(district_id)
    .get_result(conn)
    .optional()?;
    match first {
        Some(place) => Ok(place.seq - 1),
        None => Ok(seal::head(conn, district_id)?.0),
    }
}
