//! The desk (待办): what waits for me, by when, why me, one button. Staff land here.
//!
//! Rows come from the to-do table, their titles from the slices; what stands beside them is what
//! slices contribute as [`Panel`]s. Source: UX §1.3, §4.

mod page;

use crate::db::{Conn, StoreError};
use crate::permission::Actor;
use crate::web::{Access, Html, Routes, Tone, View};

/// A kind of to-do, declared by the slice that opens it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TodoKind {
    /// The word stored with the to-do; its verb is the locale key `todo-{word}`, the button's words
    /// `todo-{word}-do`, the rule behind its date `todo-{word}-rule`.
    pub word: &'static str,
    /// Name of the shape beside the verb.
    pub shape: &'static str,
    /// Its colour.
    pub tone: Tone,
    /// What follows the thing's own address to get to the form; empty for its page.
    pub form: &'static str,
}

/// Something a slice puts beside the to-dos.
pub trait Panel: Send + Sync {
    /// The panel for this actor; `None` where it has nothing to say. Reads within the actor's scope.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses.
    fn draw(&self, conn: &mut Conn, actor: &Actor, view: &View)
    -> Result<Option<Html>, StoreError>;
}

/// The desk's pages.
#[must_use]
pub fn routes() -> Routes {
    Routes::new().get("/desk", Access::SignedIn, page::show)
}
