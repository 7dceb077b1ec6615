//! The question this crate asks the registry: which posts does somebody hold?

use jiff::Timestamp;
use kernel::PersonId;

use super::Grant;
use crate::db::{Conn, StoreError};

/// Tells which rights a person's posts give at a moment. The registry implements it; `app` wires
/// it into the [`crate::World`].
pub trait Posts: Send + Sync {
    /// One grant for each post that `person` holds at `at` and whose seat has a role.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    fn grants(
        &self,
        conn: &mut Conn,
        person: PersonId,
        at: Timestamp,
    ) -> Result<Vec<Grant>, StoreError>;
}

/// Nobody holds a post: for tools and tests that need no rights.
#[derive(Debug, Default, Clone, Copy)]
pub struct NoPosts;

impl Posts for NoPosts {
    fn grants(&self, _: &mut Conn, _: PersonId, _: Timestamp) -> Result<Vec<Grant>, StoreError> {
        Ok(Vec::new())
    }
}
