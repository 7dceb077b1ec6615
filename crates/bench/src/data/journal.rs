//! The journal of the copies: bodies that name the copied rows, digests, and the chain.

#![expect(clippy::too_many_arguments, reason = "an entry's digest is over all its fields")]

use std::collections::HashSet;
use std::sync::Arc;

use anyhow::{Context, Result};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Binary, Integer, Nullable, Text};
use platform::journal::{Entry, seal};

use super::copies::shifted;

#[diesel::declare_sql_function]
extern "SQL" {
    fn bench_body(body: Text, number: Text, copy: BigInt) -> Text;
    fn bench_digest(
        id: BigInt,
        district: BigInt,
        at: BigInt,
        kind: Text,
        version: Integer,
        account: Nullable<BigInt>,
        post: Nullable<BigInt>,
        origin: Text,
        subject_kind: Text,
        subject: BigInt,
        body: Text,
    ) -> Binary;
    fn bench_link(seq: BigInt, digest: Binary) -> Binary;
}

#[derive(QueryableByName)]
struct Id {
    #[diesel(sql_type = BigInt)]
    id: i64,
}

#[derive(QueryableByName)]
struct Head {
    #[diesel(sql_type = BigInt)]
    district: i64,
    #[diesel(sql_type = BigInt)]
    seq: i64,
    #[diesel(sql_type = Binary)]
    hash: Vec<u8>,
}

/// The chain the copies join.
pub struct Chain {
    district: i64,
}

/// Teaches the connection what the copying statements ask for. `own` are tables whose ids bodies
/// may name.
pub fn teach(conn: &mut SqliteConnection, own: &[String]) -> Result<Chain> {
    let mut ids = HashSet::new();
    for table in own {
        let rows = diesel::sql_query(format!("SELECT id FROM temp.\"{table}\""));
        let rows: Vec<Id> = rows.load(conn)?;
        ids.extend(rows.into_iter().map(|row| row.id));
    }
    let ids = Arc::new(ids);
    bench_body_utils::register_impl(conn, move |body: String, number: String, copy: i64| {
        rewritten(&body, &number, |id| ids.contains(&id).then(|| shifted(id, copy)))
    })?;
    bench_digest_utils::register_impl(
        conn,
        |id: i64,
         district_id: i64,
         at: i64,
         kind: String,
         version: i32,
         account_id: Option<i64>,
         post_id: Option<i64>,
         origin: String,
         subject_kind: String,
         subject_id: i64,
         body: String| {
            let digest = Vec::new();
            Entry {
                id,
                district_id,
                at,
                kind,
                version,
                account_id,
                post_id,
                origin,
                subject_kind,
                subject_id,
                body,
                digest,
            }
            .compute_digest()
        },
    )?;
    let heads: Vec<Head> = diesel::sql_query(
        "SELECT district_id AS district, max(seq) AS seq, hash FROM main.journal_seal \
         WHERE district_id <> 0 GROUP BY district_id",
    )
    .load(conn)?;
    let head = heads.into_iter().next().context("the district has a journal")?;
    let district = head.district;
    let (mut last, mut hash) = (head.seq, head.hash);
    bench_link_utils::register_nondeterministic_impl(conn, move |seq: i64, digest: Vec<u8>| {
        assert_eq!(seq, last + 1, "seals are made in their order");
        last = seq;
        hash = seal::link(&hash, seq, &digest);
        hash.clone()
    })?;
    Ok(Chain { district })
}

impl Chain {
    /// Seals every entry of one copy, whose ids lie `ids` away from the template's, in their order.
    pub fn seal(&self, conn: &mut SqliteConnection, ids: i64) -> Result<()> {
        let district = self.district;
        diesel::sql_query(format!(
            "INSERT INTO main.journal_seal (district_id, seq, entry_id, hash) \
             SELECT {district}, e.seq, e.id, bench_link(e.seq, e.digest) FROM ( \
               SELECT j.id AS id, j.digest AS digest, row_number() OVER (ORDER BY t.id) + \
                 (SELECT max(seq) FROM main.journal_seal WHERE district_id = {district}) AS seq \
               FROM temp.journal_entry t JOIN temp.chosen c ON c.id = t.subject_id \
               JOIN main.journal_entry j ON j.id = t.id + {ids} ORDER BY t.id) e"
        ))
        .execute(conn)?;
        Ok(())
    }
}

/// A body in which every id that `shift` knows is replaced, and the number.
fn rewritten(body: &str, number: &str, shift: impl Fn(i64) -> Option<i64>) -> String {
    const NUMBER: &str = "\"number\":\"";
    let mut out = String::with_capacity(body.len() + 8);
    let mut rest = body;
    while let Some(at) = rest.find(|letter: char| letter.is_ascii_digit()) {
        let run = rest[at..].bytes().take_while(u8::is_ascii_digit).count();
        out.push_str(&rest[..at]);
        let digits = &rest[at..at + run];
        match digits.parse().ok().filter(|_| run > 14).and_then(&shift) {
            Some(id) => out.push_str(&id.to_string()),
            None => out.push_str(digits),
        }
        rest = &rest[at + run..];
    }
    out.push_str(rest);
    if let Some(at) = out.find(NUMBER) {
        let start = at + NUMBER.len();
        let end = start + out[start..].find('"').unwrap_or(0);
        out.replace_range(start..end, number);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::rewritten;

    #[test]
    fn a_body_names_the_copied_rows_and_keeps_what_it_does_not_know() {
        let body = r#"{"number":"LG-26-7K3MQ9","place":900000000000000001,"note":{"id":900000000000000002,"words":"a1"},"voices":2}"#;
        let shift = |id: i64| (id == 900_000_000_000_000_002).then_some(7);
        assert_eq!(
            rewritten(body, "LG-23-222222", shift),
            r#"{"number":"LG-23-222222","place":900000000000000001,"note":{"id":7,"words":"a1"},"voices":2}"#
        );
    }
}
