//! A person's data key: made with the first field, destroyed by erasure.

use diesel::prelude::*;
use hmac::{Hmac, KeyInit, Mac};
use kernel::{PersonId, Refusal};
use sha2::Sha256;

use super::erasure;
use super::schema::person_key;
use crate::act::{Act, Outcome};
use crate::db::{Conn, StoreError};
use crate::journal::salted::SALT_BYTES;
use crate::keys::{self, KEY_BYTES, Keys};

/// Opens and closes one person's fields.
pub(super) struct DataKey([u8; KEY_BYTES]);

impl DataKey {
    /// The key of `person`; `None` if there never was one, or if it was destroyed.
    pub(super) fn find(
        conn: &mut Conn,
        keys: &Keys,
        person: PersonId,
    ) -> Result<Option<Self>, StoreError> {
        let wrapped: Option<Vec<u8>> = person_key::table
            .find(person.0)
            .select(person_key::wrapped_key)
            .first(conn)
            .optional()?;
        wrapped.map(|wrapped| Self::unwrap(keys, person, &wrapped)).transpose()
    }

    /// The key of `person`, made if there is none.
    pub(super) fn find_or_make(act: &mut Act<'_, '_>, person: PersonId) -> Outcome<Self> {
        let world = act.world();
        if let Some(key) = Self::find(act.conn(), &world.keys, person)? {
            return Ok(key);
        }
        if erasure::was_erased(act.conn(), person)? {
            return Err(Refusal::new("vault-refusal-erased").into());
        }
        Self::make(act, person)
    }

    /// A key for a person who never had one.
    pub(super) fn make(act: &mut Act<'_, '_>, person: PersonId) -> Outcome<Self> {
        let world = act.world();
        let mut fresh = [0; KEY_BYTES];
        act.randomness().fill(&mut fresh);
        let wrapped = world.keys.wrap(&fresh, &context(person), act.randomness());
        diesel::insert_into(person_key::table)
            .values((
                person_key::person_id.eq(person.0),
                person_key::wrapped_key.eq(wrapped),
                person_key::key_id.eq(world.keys.fingerprint()),
            ))
            .execute(act.conn())?;
        Ok(Self(fresh))
    }

    pub(super) fn unwrap(
        keys: &Keys,
        person: PersonId,
        wrapped: &[u8],
    ) -> Result<Self, StoreError> {
        let key = keys.unwrap(wrapped, &context(person))?;
        let key = key.try_into().map_err(|_| StoreError::Vault("a data key has another length"))?;
        Ok(Self(key))
    }

    pub(super) fn close(&self, act: &Act<'_, '_>, plain: &str, context: &[u8]) -> Vec<u8> {
        keys::seal(&self.0, plain.as_bytes(), context, act.randomness())
    }

    pub(super) fn open(&self, closed: &[u8], context: &[u8]) -> Result<String, StoreError> {
        keys::open(&self.0, closed, context)
            .and_then(|plain| String::from_utf8(plain).ok())
            .ok_or(StoreError::Vault("a field does not open with its person's key"))
    }

    /// A salt that lives and dies with the key.
    pub(super) fn salt(&self, of: &str) -> Vec<u8> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("HMAC takes any length");
        mac.update(b"salt\0");
        mac.update(of.as_bytes());
        mac.finalize().into_bytes()[..SALT_BYTES].to_vec()
    }
}

/// The salt for hashes in the journal of what `person` said or is called. It is derived from
/// their data key and stored nowhere, so erasing the person makes the hashes say nothing.
/// `of` tells one use from another: a field, a subject and its id.
///
/// # Errors
/// Refused if the person was erased; [`crate::StoreError`] if the database fails.
pub fn salt(act: &mut Act<'_, '_>, person: PersonId, of: &str) -> Outcome<Vec<u8>> {
    Ok(DataKey::find_or_make(act, person)?.salt(of))
}

/// What a wrapped key is bound to: it cannot be put into another person's row.
fn context(person: PersonId) -> Vec<u8> {
    [&b"person key\0"[..], &person.0.to_be_bytes()].concat()
}
