//! A transaction under way: its connection, and the journal entries it has written.

use super::{Conn, StoreError};
use crate::journal::seal::{self, Unsealed};

/// A transaction under way.
pub struct Tx<'a> {
    /// The connection.
    pub conn: &'a mut Conn,
    unsealed: Vec<Unsealed>,
}

impl<'a> Tx<'a> {
    pub(super) fn new(conn: &'a mut Conn) -> Self {
        Self { conn, unsealed: Vec::new() }
    }

    /// Remembers an entry that waits for its place in the chain.
    pub(crate) fn remember(&mut self, entry: Unsealed) {
        self.unsealed.push(entry);
    }

    pub(super) fn into_unsealed(self) -> Vec<Unsealed> {
        self.unsealed
    }

    /// Leaves the entries to the leased sealer (PostgreSQL).
    pub(super) fn queue_for_sealing(&mut self) -> Result<(), StoreError> {
        seal::queue(self.conn, &self.unsealed)
    }
}
