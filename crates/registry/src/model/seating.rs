//! What the charter says of bodies and seats, at a place on a day.

use std::sync::Arc;

use jiff::civil::Date;
use platform::charter::Book;
use platform::{Conn, StoreError, World};

use super::Placement;
use super::charter::Bodies;

/// Answers from the charter that holds at a place on a day.
pub trait Seating: Send + Sync {
    /// The kinds of body and their seats; `None` where no charter holds.
    ///
    /// # Errors
    /// [`StoreError`] if the charters cannot be read.
    fn bodies(
        &self,
        conn: &mut Conn,
        at: Placement,
        on: Date,
    ) -> Result<Option<Arc<Bodies>>, StoreError>;
}

/// The charters of the installation.
impl Seating for Book {
    fn bodies(
        &self,
        conn: &mut Conn,
        at: Placement,
        on: Date,
    ) -> Result<Option<Arc<Bodies>>, StoreError> {
        let Some(at) = at.whereabouts() else { return Ok(None) };
        Ok(self.at(conn, &at, on)?.map(|pinned| pinned.shared_section::<Bodies>()))
    }
}

/// The charters of the installation.
impl Seating for World {
    fn bodies(
        &self,
        conn: &mut Conn,
        at: Placement,
        on: Date,
    ) -> Result<Option<Arc<Bodies>>, StoreError> {
        self.charters.bodies(conn, at, on)
    }
}
