//! The database remembers with which keys it was encrypted, so that no node starts with others.

use std::path::Path;

use diesel::prelude::*;
use kernel::Randomness;

use super::{KeyError, Keys};
use crate::db::{Conn, Db, StoreError};

diesel::table! {
    /// One row: the fingerprint of the keys in use.
    key_fingerprint (id) {
        id -> BigInt,
        fingerprint -> Text,
    }
}

const ONLY_ROW: i64 = 1;

impl Keys {
    /// The keys for `db`: those of the file at `path`; fresh ones in a new file if neither the
    /// file exists nor the data were ever encrypted.
    ///
    /// # Errors
    /// [`KeyError`], among them [`KeyError::Foreign`] and [`KeyError::Missing`], so that nothing
    /// is ever written that the other nodes cannot read.
    pub fn open(path: &Path, db: &Db, randomness: &dyn Randomness) -> Result<Self, KeyError> {
        let keys = match (Self::load(path)?, db.read(remembered)?) {
            (None, Some(expected)) => {
                return Err(KeyError::Missing { path: path.to_owned(), expected });
            }
            (None, None) => Self::load_or_create(path, randomness)?,
            (Some(keys), _) => keys,
        };
        keys.check(db)?;
        Ok(keys)
    }

    /// Holds these keys against the fingerprint that `db` remembers, or makes it remember theirs.
    ///
    /// # Errors
    /// [`KeyError::Foreign`] if the data were encrypted with other keys.
    pub fn check(&self, db: &Db) -> Result<(), KeyError> {
        let found = self.fingerprint();
        let expected = match db.read(remembered)? {
            Some(known) => known,
            None => remember(db, &found)?,
        };
        if expected == found { Ok(()) } else { Err(KeyError::Foreign { expected, found }) }
    }
}

fn remembered(conn: &mut Conn) -> Result<Option<String>, StoreError> {
    Ok(key_fingerprint::table
        .find(ONLY_ROW)
        .select(key_fingerprint::fingerprint)
        .first(conn)
        .optional()?)
}

/// Stores the fingerprint, unless another node was faster; what is stored then.
fn remember(db: &Db, fingerprint: &str) -> Result<String, StoreError> {
    let ours = fingerprint.to_owned();
    let stored = db.write(move |tx| {
        diesel::insert_into(key_fingerprint::table)
            .values((key_fingerprint::id.eq(ONLY_ROW), key_fingerprint::fingerprint.eq(&ours)))
            .execute(tx.conn)?;
        Ok::<_, StoreError>(ours)
    });
    match stored {
        Err(error) if error.is_duplicate() => {
            db.read(remembered)?.ok_or(StoreError::Vault("the keys' fingerprint has vanished"))
        }
        other => other,
    }
}
