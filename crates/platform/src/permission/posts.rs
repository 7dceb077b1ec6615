//! The questions this crate asks the registry: which posts does somebody hold, and who holds one?

use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{BodyId, PersonId, PostId, Refusal};

use super::{Grant, Role};
use crate::act::{Act, Outcome};
use crate::charter::Words;
use crate::db::{Conn, StoreError};

/// A post as pages of accounts show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldPost {
    /// Who holds it.
    pub person: PersonId,
    /// Name of the body.
    pub body: String,
    /// The charter's word for the seat.
    pub seat: Words,
    /// The floor or grid it is bound to; empty for none.
    pub place: String,
    /// Last day; `None` while it goes on.
    pub until: Option<Date>,
}

/// Who holds a post, for those who tell its holder something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holder {
    /// The post.
    pub post: PostId,
    /// The body it is in.
    pub body: BodyId,
    /// Who holds it.
    pub person: PersonId,
}

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

    /// The posts that these persons hold at `at`, by person; none where nobody keeps posts.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    fn held(
        &self,
        _conn: &mut Conn,
        _persons: &[PersonId],
        _at: Timestamp,
    ) -> Result<Vec<HeldPost>, StoreError> {
        Ok(Vec::new())
    }

    /// Who holds a post in one of these bodies at `at`; nobody where nobody keeps posts.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    fn holders(
        &self,
        _conn: &mut Conn,
        _bodies: &[BodyId],
        _at: Timestamp,
    ) -> Result<Vec<Holder>, StoreError> {
        Ok(Vec::new())
    }

    /// Posts held at `at` whose body or public name contains `words`, at most `most`; none where
    /// nobody keeps posts. For whoever manages the accounts of the whole installation.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    fn find_held(
        &self,
        _conn: &mut Conn,
        _words: &str,
        _at: Timestamp,
        _most: usize,
    ) -> Result<Vec<HeldPost>, StoreError> {
        Ok(Vec::new())
    }

    /// Who keeps the installation at `at`, each with their role; nobody where nobody keeps posts.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    fn keepers(
        &self,
        _conn: &mut Conn,
        _at: Timestamp,
    ) -> Result<Vec<(PersonId, Role)>, StoreError> {
        Ok(Vec::new())
    }

    /// Makes a person called `name` and their post as one of the three who keep the installation.
    /// The caller has checked the right to it: a one-time link, or the keys of the machine.
    ///
    /// # Errors
    /// Refused at `person` if the name will not do; not found for another role, and where nobody
    /// keeps posts.
    fn appoint_keeper(
        &self,
        _act: &mut Act<'_, '_>,
        _role: Role,
        _name: &str,
    ) -> Outcome<PersonId> {
        Err(Refusal::not_found().into())
    }
}

/// Nobody holds a post: for tools and tests that need no rights.
#[derive(Debug, Default, Clone, Copy)]
pub struct NoPosts;

impl Posts for NoPosts {
    fn grants(&self, _: &mut Conn, _: PersonId, _: Timestamp) -> Result<Vec<Grant>, StoreError> {
        Ok(Vec::new())
    }
}
