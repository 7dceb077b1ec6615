//! Looking behind the mask: with a purpose, in the journal, before the eyes of who is concerned.

use diesel::prelude::*;
use kernel::{AccountId, PersonId, PlaceId, PostId, Refusal, Subject, SubjectKind};
use serde::Serialize;

use super::data_key::DataKey;
use super::fields::{self, Field};
use super::schema::vault_look;
use crate::act::{Act, Outcome};
use crate::db::{Conn, StoreError};
use crate::journal::{Event, Salted};
use crate::keys::Keys;

/// Longest purpose, in characters. Source: assumption.
const PURPOSE_LENGTH: usize = 200;

/// What somebody looks at a person for: the look stands in this thing's life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct About {
    /// The matter, visit … the look is for.
    pub subject: Subject,
    /// The district whose chain the entry joins.
    pub district: Option<PlaceId>,
}

/// A look that was taken, as the person concerned reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// The journal entry that proves it.
    pub entry_id: i64,
    /// Whose field.
    pub person: PersonId,
    /// Which field.
    pub field: Field,
    /// For what.
    pub subject: Subject,
    /// Why, in the words of who looked; `None` once the person was erased.
    pub purpose: Option<String>,
    /// Who looked.
    pub account: Option<AccountId>,
    /// In which post.
    pub post: Option<PostId>,
    /// When, microseconds since 1970.
    pub at: i64,
}

#[derive(Serialize)]
struct Revealed {
    person: PersonId,
    field: Field,
    purpose: Salted,
}

impl Event for Revealed {
    const KIND: &'static str = "person.revealed";
}

/// Gives one field in full and journals `person.revealed` on `about`, with the purpose's salted
/// hash; the purpose itself is kept under the person's key, for them to read.
///
/// The caller has checked that the actor may, and has loaded `about` within its scope.
///
/// # Errors
/// Refused at `purpose` if it is empty or longer than 200 characters; not found if the person
/// has no such field or was erased.
/// Source: DESIGN §1.8, UX §6.
pub fn reveal(
    act: &mut Act<'_, '_>,
    person: PersonId,
    field: Field,
    purpose: &str,
    about: About,
) -> Outcome<String> {
    let purpose = checked(purpose)?;
    let world = act.world();
    let Some(key) = DataKey::find(act.conn(), &world.keys, person)? else {
        return Err(Refusal::not_found().into());
    };
    let plain = fields::plain(act.conn(), &world.keys, person, field)?;
    let plain = plain.ok_or_else(Refusal::not_found)?;
    let event =
        Revealed { person, field, purpose: Salted::of(purpose.as_bytes(), &key.salt("look")) };
    let entry_id = act.journal(about.district, about.subject, &event)?;
    let closed = key.close(act, purpose, &context(entry_id));
    diesel::insert_into(vault_look::table)
        .values((
            vault_look::entry_id.eq(entry_id),
            vault_look::person_id.eq(person.0),
            vault_look::field.eq(field.word()),
            vault_look::subject_kind.eq(about.subject.kind.word()),
            vault_look::subject_id.eq(about.subject.id),
            vault_look::purpose.eq(closed),
            vault_look::account_id.eq(act.actor().account.map(i64::from)),
            vault_look::post_id.eq(act.post().map(i64::from)),
            vault_look::at.eq(act.now_us()),
        ))
        .execute(act.conn())?;
    Ok(plain)
}

fn checked(purpose: &str) -> Result<&str, Refusal> {
    let purpose = purpose.trim();
    if purpose.is_empty() {
        return Err(Refusal::at("purpose", "vault-refusal-purpose-empty"));
    }
    if purpose.chars().count() > PURPOSE_LENGTH {
        let refusal = Refusal::at("purpose", "vault-refusal-purpose-long");
        return Err(refusal.with("limit", PURPOSE_LENGTH));
    }
    Ok(purpose)
}

fn context(entry_id: i64) -> Vec<u8> {
    [&b"purpose\0"[..], &entry_id.to_be_bytes()].concat()
}

#[derive(Queryable)]
struct Row {
    entry_id: i64,
    person_id: i64,
    field: String,
    subject_kind: String,
    subject_id: i64,
    purpose: Vec<u8>,
    account_id: Option<i64>,
    post_id: Option<i64>,
    at: i64,
}

/// The looks taken for `subject`, oldest first: what the follow page shows. The caller has loaded
/// the subject within its scope.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub fn looks_at(conn: &mut Conn, keys: &Keys, subject: Subject) -> Result<Vec<Look>, StoreError> {
    let rows: Vec<Row> = vault_look::table
        .filter(vault_look::subject_kind.eq(subject.kind.word()))
        .filter(vault_look::subject_id.eq(subject.id))
        .order(vault_look::entry_id)
        .load(conn)?;
    rows.into_iter().map(|row| row.read(conn, keys)).collect()
}

/// The looks taken at `person`, oldest first, for whatever: what they may ask for.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub fn looks_at_person(
    conn: &mut Conn,
    keys: &Keys,
    person: PersonId,
) -> Result<Vec<Look>, StoreError> {
    let rows: Vec<Row> = vault_look::table
        .filter(vault_look::person_id.eq(person.0))
        .order(vault_look::entry_id)
        .load(conn)?;
    rows.into_iter().map(|row| row.read(conn, keys)).collect()
}

impl Row {
    fn read(self, conn: &mut Conn, keys: &Keys) -> Result<Look, StoreError> {
        let corrupt =
            |column, found: &str| StoreError::corrupt("vault_look", column, self.entry_id, found);
        let person = PersonId(self.person_id);
        let field = Field::from_word(&self.field).ok_or_else(|| corrupt("field", &self.field))?;
        let kind = SubjectKind::from_word(&self.subject_kind)
            .ok_or_else(|| corrupt("subject_kind", &self.subject_kind))?;
        let purpose = DataKey::find(conn, keys, person)?
            .map(|key| key.open(&self.purpose, &context(self.entry_id)))
            .transpose()?;
        Ok(Look {
            entry_id: self.entry_id,
            person,
            field,
            subject: Subject::new(kind, self.subject_id),
            purpose,
            account: self.account_id.map(AccountId),
            post: self.post_id.map(PostId),
            at: self.at,
        })
    }
}
