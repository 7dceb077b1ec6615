//! The index in either database: put, take out, find.

use std::fmt::Write as _;

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text as SqlText};

use super::terms::{Term, Wanted, terms};
use crate::db::{Conn, StoreError, Tx};

/// Whose a text is, or in what place it lies: what a search can be bounded by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Mark {
    /// One small Latin letter for the kind of thing, the slice's own choice.
    pub kind: char,
    /// Its id.
    pub id: i64,
}

impl Mark {
    fn term(self) -> String {
        format!("{}{}", self.kind, self.id)
    }
}

/// A text to be found.
#[derive(Debug, Clone, Copy)]
pub struct Text<'a> {
    /// The id of the row it belongs to; ids are unique in the whole installation.
    pub id: i64,
    /// What everybody who reaches it may read.
    pub open: &'a str,
    /// What only those may read who see what is shielded.
    pub inner: &'a str,
    /// Whose it is.
    pub marks: &'a [Mark],
}

/// How far a search goes.
#[derive(Debug, Clone, Copy)]
pub struct Reach<'a> {
    /// Only texts with one of these marks.
    pub marks: &'a [Mark],
    /// Whether inner words count.
    pub inner: bool,
}

#[derive(QueryableByName)]
struct Found {
    #[diesel(sql_type = BigInt)]
    id: i64,
}

/// A text as it is written: its terms and marks.
#[derive(Debug)]
pub(crate) struct Document {
    id: i64,
    open: Vec<String>,
    inner: Vec<String>,
    marks: Vec<String>,
}

diesel::table! {
    search_text (rowid) {
        rowid -> BigInt,
        open -> Text,
        inner -> Text,
        marks -> Text,
    }
}

impl Document {
    fn of(text: &Text<'_>) -> Self {
        Self {
            id: text.id,
            open: terms(text.open),
            inner: terms(text.inner),
            marks: text.marks.iter().map(|mark| mark.term()).collect(),
        }
    }

    /// Writes documents in their order, in place of what stood there under their ids.
    pub(crate) fn write(conn: &mut Conn, documents: &[Self]) -> Result<(), StoreError> {
        for document in documents {
            match conn {
                Conn::Sqlite(conn) => diesel::replace_into(search_text::table)
                    .values((
                        search_text::rowid.eq(document.id),
                        search_text::open.eq(document.open.join(" ")),
                        search_text::inner.eq(document.inner.join(" ")),
                        search_text::marks.eq(document.marks.join(" ")),
                    ))
                    .execute(conn)?,
                Conn::Postgres(conn) => diesel::sql_query(
                    "INSERT INTO search_text (id, words) VALUES ($1, $2::tsvector) \
                     ON CONFLICT (id) DO UPDATE SET words = excluded.words",
                )
                .bind::<BigInt, _>(document.id)
                .bind::<SqlText, _>(vector(&document.open, &document.inner, &document.marks))
                .execute(conn)?,
            };
        }
        Ok(())
    }
}

/// Puts a text into the index, in place of what stood there under its id. It is written just before
/// the commit, together with those of the other writes that share it.
pub fn put(tx: &mut Tx<'_>, text: &Text<'_>) {
    tx.remember_document(Document::of(text));
}

/// Empties the index, for who writes all of it anew.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn clear(conn: &mut Conn) -> Result<(), StoreError> {
    match conn {
        Conn::Sqlite(conn) => {
            diesel::sql_query("INSERT INTO search_text (search_text) VALUES ('delete-all')")
                .execute(conn)?
        }
        Conn::Postgres(conn) => diesel::sql_query("TRUNCATE search_text").execute(conn)?,
    };
    Ok(())
}

/// The ids of the texts that hold all of what is wanted, the newest first, at most `most` before
/// the id `before`.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn find(
    conn: &mut Conn,
    wanted: &Wanted,
    reach: Reach<'_>,
    before: Option<i64>,
    most: i64,
) -> Result<Vec<i64>, StoreError> {
    if reach.marks.is_empty() {
        return Ok(Vec::new());
    }
    let before = before.unwrap_or(i64::MAX);
    let found: Vec<Found> = match conn {
        Conn::Sqlite(conn) => diesel::sql_query(
            "SELECT rowid AS id FROM search_text WHERE search_text MATCH $1 AND rowid < $2 \
             ORDER BY rowid DESC LIMIT $3",
        )
        .bind::<SqlText, _>(match_expression(wanted, reach))
        .bind::<BigInt, _>(before)
        .bind::<BigInt, _>(most)
        .load(conn)?,
        Conn::Postgres(conn) => diesel::sql_query(
            "SELECT id FROM search_text WHERE words @@ $1::tsquery AND id < $2 \
             ORDER BY id DESC LIMIT $3",
        )
        .bind::<SqlText, _>(text_query(wanted, reach))
        .bind::<BigInt, _>(before)
        .bind::<BigInt, _>(most)
        .load(conn)?,
    };
    Ok(found.into_iter().map(|found| found.id).collect())
}

/// The expression of FTS5. Terms hold letters and digits alone: nothing in them needs escaping.
fn match_expression(wanted: &Wanted, reach: Reach<'_>) -> String {
    let phrase = |phrase: &Vec<Term>| {
        let terms: Vec<&str> = phrase.iter().map(|term| term.text.as_str()).collect();
        let star = if phrase.last().is_some_and(|last| last.begins) { " *" } else { "" };
        format!("\"{}\"{star}", terms.join(" "))
    };
    let phrases: Vec<String> = wanted.phrases().iter().map(phrase).collect();
    let marks: Vec<String> =
        reach.marks.iter().map(|mark| format!("\"{}\"", mark.term())).collect();
    let columns = if reach.inner { "{open inner}" } else { "open" };
    format!("{columns} : ({}) AND marks : ({})", phrases.join(" AND "), marks.join(" OR "))
}

/// The query of PostgreSQL: the weights A, B and D stand for the columns.
fn text_query(wanted: &Wanted, reach: Reach<'_>) -> String {
    let weights = if reach.inner { "AB" } else { "A" };
    let phrase = |phrase: &Vec<Term>| {
        let term = |term: &Term| {
            format!("'{}':{}{weights}", term.text, if term.begins { "*" } else { "" })
        };
        let terms: Vec<String> = phrase.iter().map(term).collect();
        format!("({})", terms.join(" <-> "))
    };
    let phrases: Vec<String> = wanted.phrases().iter().map(phrase).collect();
    let marks: Vec<String> =
        reach.marks.iter().map(|mark| format!("'{}':D", mark.term())).collect();
    format!("{} & ({})", phrases.join(" & "), marks.join(" | "))
}

/// Positions beyond this are not kept by PostgreSQL.
const LAST_POSITION: usize = 16_383;

/// The vector of PostgreSQL. Inner words start after a gap, so that no phrase begins in the open
/// ones.
fn vector(open: &[String], inner: &[String], marks: &[String]) -> String {
    let mut vector = String::new();
    let gap = open.len() + 2;
    let weighted = [(open, 1, 'A'), (inner, gap, 'B'), (marks, 1, 'D')];
    for (terms, from, weight) in weighted {
        for (at, term) in (from..LAST_POSITION).zip(terms) {
            write!(vector, "'{term}':{at}{weight} ").expect("a string takes everything");
        }
    }
    vector
}
