//! A transaction under way: its connection, and what is written once, just before the commit.

use super::{Conn, StoreError};
use crate::journal::seal::{self, Unsealed};
use crate::search::Document;

/// A transaction under way.
pub struct Tx<'a> {
    /// The connection.
    pub conn: &'a mut Conn,
    deferred: Deferred,
}

/// What a write leaves to be written together with that of the others of its commit.
#[derive(Debug, Default)]
pub(super) struct Deferred {
    entries: Vec<Unsealed>,
    documents: Vec<Document>,
}

impl<'a> Tx<'a> {
    pub(super) fn new(conn: &'a mut Conn) -> Self {
        Self { conn, deferred: Deferred::default() }
    }

    /// Remembers an entry that waits for its place in the chain.
    pub(crate) fn remember(&mut self, entry: Unsealed) {
        self.deferred.entries.push(entry);
    }

    /// Remembers a search document.
    pub(crate) fn remember_document(&mut self, document: Document) {
        self.deferred.documents.push(document);
    }

    pub(super) fn into_deferred(self) -> Deferred {
        self.deferred
    }

    /// Writes the search documents, and leaves the entries to the leased sealer (PostgreSQL).
    pub(super) fn queue_for_sealing(&mut self) -> Result<(), StoreError> {
        Document::write(self.conn, &self.deferred.documents)?;
        seal::queue(self.conn, &self.deferred.entries)
    }
}

impl Deferred {
    /// Adds what another write of the same commit leaves.
    pub(super) fn extend(&mut self, other: Self) {
        self.entries.extend(other.entries);
        self.documents.extend(other.documents);
    }

    /// Seals the entries and writes the search documents (SQLite). The index of SQLite writes a
    /// segment each time a savepoint ends in which it was touched: here it is touched once for all.
    pub(super) fn write(self, conn: &mut Conn) -> Result<(), StoreError> {
        Document::write(conn, &self.documents)?;
        seal::seal(conn, &self.entries)
    }
}
