//! The journal: every change is an entry, in order, chained by hash per district.
//!
//! Entries ([`entry`]) and their places in the chain ([`seal`]) stand in two append-only tables,
//! so that neither is ever updated: SQLite seals within the batch, PostgreSQL by a leased sealer.
//! Personal data, raw words and photos never stand in an entry: it holds their salted hashes
//! ([`salted`]), and erasing destroys the salt.

pub mod cursor;
pub mod entry;
pub mod head;
pub mod life;
mod pages;
pub mod salted;
pub(crate) mod schema;
pub mod seal;
pub mod verify;

pub use entry::{Entry, Event, Origin};
pub use pages::routes;
pub use salted::Salted;

use crate::permission::{Permission, Reach, Role};

/// Reading the journal as a whole and verifying it: the auditor's, apart from those whose acts it
/// holds. Source: DOMAIN 7.1, clause 8.1.4.2 (separation of administrators).
pub const READ: Permission =
    Permission { key: "journal.read", roles: &[(Role::Auditor, Reach::Installation)] };
