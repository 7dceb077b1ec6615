//! Notes: what those who handle a matter wrote.

use diesel::prelude::*;
use jiff::Timestamp;
use kernel::BodyId;
use platform::journal::Salted;
use platform::{Act, Conn, StoreError};

use super::schema::matter_note;
use super::{instant, searching, word};
use crate::model::{MatterId, NoteKind};

/// A note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Its id, named by the journal entry of the same act.
    pub id: i64,
    /// What it is for.
    pub kind: NoteKind,
    /// When.
    pub at: Timestamp,
    /// The body whose member wrote it.
    pub body: Option<BodyId>,
    /// The words.
    pub words: String,
    /// Whether the reporter and the public may read it.
    pub outward: bool,
}

/// A note to be stored.
pub(crate) struct NewNote<'a> {
    pub matter: MatterId,
    pub kind: NoteKind,
    pub body: Option<BodyId>,
    pub words: &'a str,
    pub outward: bool,
}

/// A note as the journal knows it: its id and the salted hash of its words.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct NoteMark {
    /// The note's id.
    pub id: i64,
    /// The salted hash of its words.
    pub words: Salted,
}

pub(crate) fn insert(act: &mut Act<'_, '_>, new: &NewNote<'_>) -> Result<NoteMark, StoreError> {
    let salt = platform::journal::salted::fresh_salt(act.randomness());
    let words = Salted::of(new.words.as_bytes(), &salt);
    let id: i64 = act.new_id();
    let at = act.now_us();
    diesel::insert_into(matter_note::table)
        .values((
            matter_note::id.eq(id),
            matter_note::matter_id.eq(i64::from(new.matter)),
            matter_note::kind.eq(new.kind.word()),
            matter_note::at.eq(at),
            matter_note::body_id.eq(new.body.map(i64::from)),
            matter_note::words.eq(new.words),
            matter_note::salt.eq(salt),
            matter_note::outward.eq(new.outward),
        ))
        .execute(act.conn())?;
    searching::put_note(act, new.matter, id, new.words, new.outward)?;
    Ok(NoteMark { id, words })
}

/// Whether the matter holds a note of `kind`.
pub(crate) fn has(conn: &mut Conn, matter: MatterId, kind: NoteKind) -> Result<bool, StoreError> {
    let found: Option<i64> = matter_note::table
        .filter(matter_note::matter_id.eq(i64::from(matter)))
        .filter(matter_note::kind.eq(kind.word()))
        .select(matter_note::id)
        .first(conn)
        .optional()?;
    Ok(found.is_some())
}

/// The notes of a matter, oldest first; only the outward ones unless `inward` too.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn list(conn: &mut Conn, matter: MatterId, inward: bool) -> Result<Vec<Note>, StoreError> {
    let mut query = matter_note::table
        .filter(matter_note::matter_id.eq(i64::from(matter)))
        .order(matter_note::id)
        .select((
            matter_note::id,
            matter_note::kind,
            matter_note::at,
            matter_note::body_id,
            matter_note::words,
            matter_note::outward,
        ))
        .into_boxed();
    if !inward {
        query = query.filter(matter_note::outward.eq(true));
    }
    let rows: Vec<(i64, String, i64, Option<i64>, String, bool)> = query.load(conn)?;
    rows.into_iter()
        .map(|(id, kind, at, body, words, outward)| {
            Ok(Note {
                id,
                kind: word("matter_note", "kind", id, &kind, NoteKind::from_word)?,
                at: instant("matter_note", "at", id, at)?,
                body: body.map(BodyId),
                words,
                outward,
            })
        })
        .collect()
}
