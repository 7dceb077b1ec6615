//! One entry: who did what to what, when, and from where.

use diesel::prelude::*;
use jiff::Timestamp;
use kernel::{AccountId, PlaceId, PostId, Subject};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::schema::journal_entry;
use super::seal::Unsealed;
use crate::db::{StoreError, Tx};

/// A kind of event, declared by the slice it happens in. Its fields are ids, codes, dates and
/// salted hashes: never names, contacts or raw words.
pub trait Event: Serialize {
    /// The kind, such as `matter.signed`: subject word and past participle.
    const KIND: &'static str;
    /// Raised when the fields change their meaning, so that old entries stay readable.
    const VERSION: i32 = 1;
}

/// Through which door an act came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// A page.
    Web,
    /// The JSON API.
    Api,
    /// The command line.
    Cli,
    /// An imported ledger.
    Import,
    /// A clock that ran out, or another job.
    Job,
    /// The demo's invented past.
    Demo,
}

impl Origin {
    /// The word stored with the entry.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Web => "web",
            Self::Api => "api",
            Self::Cli => "cli",
            Self::Import => "import",
            Self::Job => "job",
            Self::Demo => "demo",
        }
    }
}

/// An entry as stored.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = journal_entry)]
pub struct Entry {
    /// Grows with time on one node.
    pub id: i64,
    /// The district whose chain it belongs to; 0 for the installation as a whole.
    pub district_id: i64,
    /// Microseconds since 1970, UTC.
    pub at: i64,
    /// The event's kind.
    pub kind: String,
    /// The event's version.
    pub version: i32,
    /// Who, if signed in.
    pub account_id: Option<i64>,
    /// In which post.
    pub post_id: Option<i64>,
    /// Through which door.
    pub origin: String,
    /// What it happened to: kind …
    pub subject_kind: String,
    /// … and id.
    pub subject_id: i64,
    /// The event's fields as JSON.
    pub body: String,
    /// SHA-256 over all of the above.
    pub digest: Vec<u8>,
}

/// The circumstances of an entry, filled in by the act runner.
#[derive(Debug, Clone, Copy)]
pub struct Circumstances {
    /// The entry's id.
    pub id: i64,
    /// When.
    pub at: Timestamp,
    /// The district whose chain it joins; `None` for the installation's own.
    pub district: Option<PlaceId>,
    /// Who.
    pub account: Option<AccountId>,
    /// In which post.
    pub post: Option<PostId>,
    /// Through which door.
    pub origin: Origin,
}

impl Entry {
    /// Appends `event` to the journal within the transaction.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses it.
    pub fn append<E: Event>(
        tx: &mut Tx<'_>,
        circumstances: Circumstances,
        subject: Subject,
        event: &E,
    ) -> Result<i64, StoreError> {
        let mut entry = Self {
            id: circumstances.id,
            district_id: circumstances.district.map_or(0, i64::from),
            at: circumstances.at.as_microsecond(),
            kind: E::KIND.to_owned(),
            version: E::VERSION,
            account_id: circumstances.account.map(i64::from),
            post_id: circumstances.post.map(i64::from),
            origin: circumstances.origin.word().to_owned(),
            subject_kind: subject.kind.word().to_owned(),
            subject_id: subject.id,
            body: serde_json::to_string(event).expect("an event is plain data"),
            digest: Vec::new(),
        };
        entry.digest = entry.compute_digest();
        diesel::insert_into(journal_entry::table).values(&entry).execute(tx.conn)?;
        tx.remember(Unsealed {
            entry_id: entry.id,
            district_id: entry.district_id,
            digest: entry.digest,
        });
        Ok(entry.id)
    }

    /// SHA-256 over every field, each with its length before it, so that no two different
    /// entries have the same bytes.
    #[must_use]
    pub fn compute_digest(&self) -> Vec<u8> {
        let mut hash = Sha256::new();
        let mut field = |bytes: &[u8]| {
            hash.update((bytes.len() as u64).to_be_bytes());
            hash.update(bytes);
        };
        let optional = |value: Option<i64>| value.map(i64::to_be_bytes);
        field(&self.id.to_be_bytes());
        field(&self.district_id.to_be_bytes());
        field(&self.at.to_be_bytes());
        field(self.kind.as_bytes());
        field(&self.version.to_be_bytes());
        field(optional(self.account_id).as_ref().map_or(&[], |bytes| &bytes[..]));
        field(optional(self.post_id).as_ref().map_or(&[], |bytes| &bytes[..]));
        field(self.origin.as_bytes());
        field(self.subject_kind.as_bytes());
        field(&self.subject_id.to_be_bytes());
        field(self.body.as_bytes());
        hash.finalize().to_vec()
    }
}
