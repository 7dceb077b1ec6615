//! The fields of a person: written closed, shown behind a mask, found by keyed hash.

use std::collections::HashMap;

use diesel::prelude::*;
use kernel::{PersonId, Refusal};
use serde::Serialize;

use super::contact::{Contact, mask_name, mask_number};
use super::data_key::DataKey;
use super::schema::{person_key, vault_field};
use crate::act::{Act, Outcome};
use crate::db::{Conn, StoreError};
use crate::keys::Keys;
use crate::mail;

/// Longest name, in characters. Source: assumption (long names of minorities have about 30).
const NAME_LENGTH: usize = 60;

/// Most persons a look-up by number returns: a switchboard's number may belong to many.
const LOOKUP_LIMIT: i64 = 50;

/// Which of a person's fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// The name.
    Name,
    /// The telephone number.
    Contact,
    /// The mail address that was proved to be theirs.
    Mail,
    /// A mail address that waits to be proved.
    NewMail,
}

impl Field {
    /// The word stored in the database.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Contact => "contact",
            Self::Mail => "mail",
            Self::NewMail => "new_mail",
        }
    }

    /// The field a stored word names.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        let all = [Self::Name, Self::Contact, Self::Mail, Self::NewMail];
        all.into_iter().find(|field| field.word() == word)
    }

    fn mask(self, plain: &str) -> String {
        match self {
            Self::Name => mask_name(plain),
            Self::Contact => mask_number(plain),
            Self::Mail | Self::NewMail => mail::mask(plain),
        }
    }

    /// What a ciphertext is bound to: it cannot be moved to another person or field.
    pub(super) fn context(self, person: PersonId) -> Vec<u8> {
        [&b"vault\0"[..], &person.0.to_be_bytes(), self.word().as_bytes()].concat()
    }
}

/// What pages show of a person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Masked {
    /// The first letter and an asterisk; `None` if no name is kept.
    pub name: Option<String>,
    /// Such as `139****5580`; `None` if no number is kept.
    pub contact: Option<String>,
    /// Such as `z****@example.cn`; `None` if no address is proved.
    pub mail: Option<String>,
    /// The same of one that waits to be proved.
    pub new_mail: Option<String>,
}

/// Keeps `name` for `person`, in place of an earlier one. The caller's act journals what it did.
///
/// # Errors
/// Refused at `name` if it is empty or too long; refused if the person was erased.
pub fn put_name(act: &mut Act<'_, '_>, person: PersonId, name: &str) -> Outcome<()> {
    let name = name.trim();
    if name.is_empty() {
        return Err(Refusal::at("name", "vault-refusal-name-empty").into());
    }
    if name.chars().count() > NAME_LENGTH {
        let refusal = Refusal::at("name", "vault-refusal-name-long").with("limit", NAME_LENGTH);
        return Err(refusal.into());
    }
    put(act, person, Field::Name, name, None)
}

/// Keeps `contact` for `person`, in place of an earlier one. The caller's act journals what it
/// did; whoever has only text calls [`Contact::parse`] first.
///
/// # Errors
/// Refused if the person was erased.
pub fn put_contact(act: &mut Act<'_, '_>, person: PersonId, contact: &Contact) -> Outcome<()> {
    let hash = lookup_hash(&act.world().keys, contact);
    put(act, person, Field::Contact, contact.as_str(), Some(&hash))
}

/// Keeps name and contact of a person nobody knew before, without looking for earlier ones: for
/// ledgers of many. An empty name and no contact leave nothing.
///
/// # Errors
/// Refused at `name` if it is too long; a person who is known is a duplicate.
pub fn put_new(
    act: &mut Act<'_, '_>,
    person: PersonId,
    name: &str,
    contact: Option<&Contact>,
) -> Outcome<()> {
    let name = name.trim();
    if name.chars().count() > NAME_LENGTH {
        let refusal = Refusal::at("name", "vault-refusal-name-long").with("limit", NAME_LENGTH);
        return Err(refusal.into());
    }
    let name = (!name.is_empty()).then_some((Field::Name, name, None));
    let number = contact.map(|contact| {
        let hash = lookup_hash(&act.world().keys, contact);
        (Field::Contact, contact.as_str(), Some(hash))
    });
    if name.is_none() && number.is_none() {
        return Ok(());
    }
    let key = DataKey::make(act, person)?;
    for (field, plain, hash) in name.into_iter().chain(number) {
        let ciphertext = key.close(act, plain, &field.context(person));
        insert(act, person, field, &ciphertext, hash.as_deref())?;
    }
    Ok(())
}

fn insert(
    act: &mut Act<'_, '_>,
    person: PersonId,
    field: Field,
    ciphertext: &[u8],
    lookup_hash: Option<&[u8]>,
) -> Outcome<()> {
    diesel::insert_into(vault_field::table)
        .values((
            vault_field::person_id.eq(person.0),
            vault_field::field.eq(field.word()),
            vault_field::ciphertext.eq(ciphertext),
            vault_field::lookup_hash.eq(lookup_hash),
        ))
        .execute(act.conn())?;
    Ok(())
}

fn put(
    act: &mut Act<'_, '_>,
    person: PersonId,
    field: Field,
    plain: &str,
    lookup_hash: Option<&[u8]>,
) -> Outcome<()> {
    let key = DataKey::find_or_make(act, person)?;
    let ciphertext = key.close(act, plain, &field.context(person));
    let updated = diesel::update(vault_field::table.find((person.0, field.word())))
        .set((vault_field::ciphertext.eq(&ciphertext), vault_field::lookup_hash.eq(lookup_hash)))
        .execute(act.conn())?;
    if updated == 0 {
        insert(act, person, field, &ciphertext, lookup_hash)?;
    }
    Ok(())
}

/// Keeps a mail address for `person` as `field`, in place of an earlier one. The caller's act
/// journals what it did.
///
/// # Errors
/// Refused if the person was erased.
pub fn put_mail(
    act: &mut Act<'_, '_>,
    person: PersonId,
    field: Field,
    address: &mail::Address,
) -> Outcome<()> {
    put(act, person, field, address.as_str(), None)
}

/// Makes the address that waited the proved one; `false` if none waited.
pub(crate) fn move_mail(act: &mut Act<'_, '_>, person: PersonId) -> Outcome<bool> {
    let world = act.world();
    let Some(waiting) = mail_of(act.conn(), &world.keys, person, Field::NewMail)? else {
        return Ok(false);
    };
    put(act, person, Field::Mail, &waiting, None)?;
    delete(act, person, &[Field::NewMail])?;
    Ok(true)
}

/// Forgets the mail addresses of `person`.
pub(crate) fn drop_mail(act: &mut Act<'_, '_>, person: PersonId) -> Outcome<()> {
    delete(act, person, &[Field::Mail, Field::NewMail])
}

fn delete(act: &mut Act<'_, '_>, person: PersonId, fields: &[Field]) -> Outcome<()> {
    let words: Vec<&str> = fields.iter().map(|field| field.word()).collect();
    let theirs = vault_field::table
        .filter(vault_field::person_id.eq(person.0))
        .filter(vault_field::field.eq_any(words));
    diesel::delete(theirs).execute(act.conn())?;
    Ok(())
}

/// A mail address in full, for the envelope of a letter to its owner and nothing else.
pub(crate) fn mail_of(
    conn: &mut Conn,
    keys: &Keys,
    person: PersonId,
    field: Field,
) -> Result<Option<String>, StoreError> {
    plain(conn, keys, person, field)
}

/// What pages show of `person`; nothing if they gave nothing or were erased.
///
/// # Errors
/// [`StoreError`] if the database fails or a field does not open.
pub fn masked(conn: &mut Conn, keys: &Keys, person: PersonId) -> Result<Masked, StoreError> {
    Ok(list_masked(conn, keys, &[person])?.remove(&person).unwrap_or_default())
}

/// [`masked`] for the persons of one page.
///
/// # Errors
/// As [`masked`].
pub fn list_masked(
    conn: &mut Conn,
    keys: &Keys,
    persons: &[PersonId],
) -> Result<HashMap<PersonId, Masked>, StoreError> {
    let mut found: HashMap<PersonId, Masked> = HashMap::new();
    for (person, field, plain) in plain_fields(conn, keys, persons, None)? {
        let masked = found.entry(person).or_default();
        let shown = Some(field.mask(&plain));
        match field {
            Field::Name => masked.name = shown,
            Field::Contact => masked.contact = shown,
            Field::Mail => masked.mail = shown,
            Field::NewMail => masked.new_mail = shown,
        }
    }
    Ok(found)
}

/// Names in full, for holders of posts: who handles a matter stands by it with their name. Never
/// for reporters, whose names only [`super::reveal`] gives.
///
/// # Errors
/// As [`masked`].
pub fn list_names(
    conn: &mut Conn,
    keys: &Keys,
    persons: &[PersonId],
) -> Result<HashMap<PersonId, String>, StoreError> {
    let fields = plain_fields(conn, keys, persons, Some(Field::Name))?;
    Ok(fields.into_iter().map(|(person, _, name)| (person, name)).collect())
}

/// What is held on a person, in full.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Own {
    /// The name.
    pub name: Option<String>,
    /// The telephone number.
    pub contact: Option<String>,
    /// The mail address that was proved.
    pub mail: Option<String>,
    /// The one that waits to be.
    pub new_mail: Option<String>,
}

/// Everything held on `person`, for that person alone: nobody else's right reaches here.
pub(crate) fn own_fields(
    conn: &mut Conn,
    keys: &Keys,
    person: PersonId,
) -> Result<Own, StoreError> {
    let mut own = Own::default();
    for (_, field, plain) in plain_fields(conn, keys, &[person], None)? {
        match field {
            Field::Name => own.name = Some(plain),
            Field::Contact => own.contact = Some(plain),
            Field::Mail => own.mail = Some(plain),
            Field::NewMail => own.new_mail = Some(plain),
        }
    }
    Ok(own)
}

/// One field of one person in full, for those who gave a purpose.
pub(super) fn plain(
    conn: &mut Conn,
    keys: &Keys,
    person: PersonId,
    field: Field,
) -> Result<Option<String>, StoreError> {
    let mut fields = plain_fields(conn, keys, &[person], Some(field))?;
    Ok(fields.pop().map(|(_, _, plain)| plain))
}

fn plain_fields(
    conn: &mut Conn,
    keys: &Keys,
    persons: &[PersonId],
    only: Option<Field>,
) -> Result<Vec<(PersonId, Field, String)>, StoreError> {
    let persons: Vec<i64> = persons.iter().map(|person| person.0).collect();
    let mut query = vault_field::table
        .inner_join(person_key::table)
        .filter(vault_field::person_id.eq_any(persons))
        .select((
            vault_field::person_id,
            vault_field::field,
            vault_field::ciphertext,
            person_key::wrapped_key,
        ))
        .into_boxed();
    if let Some(field) = only {
        query = query.filter(vault_field::field.eq(field.word()));
    }
    let rows: Vec<(i64, String, Vec<u8>, Vec<u8>)> = query.load(conn)?;
    rows.into_iter()
        .map(|(id, word, ciphertext, wrapped)| {
            let person = PersonId(id);
            let field = Field::from_word(&word)
                .ok_or_else(|| StoreError::corrupt("vault_field", "field", id, &word))?;
            let key = DataKey::unwrap(keys, person, &wrapped)?;
            Ok((person, field, key.open(&ciphertext, &field.context(person))?))
        })
        .collect()
}

/// The persons who gave `contact`, oldest first, at most 50.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub fn find_by_contact(
    conn: &mut Conn,
    keys: &Keys,
    contact: &Contact,
) -> Result<Vec<PersonId>, StoreError> {
    let ids: Vec<i64> = vault_field::table
        .filter(vault_field::lookup_hash.eq(lookup_hash(keys, contact)))
        .order(vault_field::person_id)
        .limit(LOOKUP_LIMIT)
        .select(vault_field::person_id)
        .load(conn)?;
    Ok(ids.into_iter().map(PersonId).collect())
}

fn lookup_hash(keys: &Keys, contact: &Contact) -> Vec<u8> {
    keys.hash("contact", contact.as_str().as_bytes())
}
