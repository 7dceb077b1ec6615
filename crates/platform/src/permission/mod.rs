//! Who may do what: a table over the closed set of roles, bounded by the places of posts.
//!
//! Rights come from posts alone. A charter says which role a seat has; it cannot invent a role,
//! since the permission table is written over this set. Each slice declares its
//! [`Permission`]s; the matrix of all of them is a committed file.

mod actor;
mod matrix;
mod posts;
mod role;

pub use actor::{Actor, Grant};
pub use matrix::matrix;
pub use posts::{HeldPost, Holder, NoPosts, Posts};
pub use role::Role;

/// How far a role's permission reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// What lies in the places the post's body covers.
    Covered,
    /// What is assigned to the post's body, wherever it lies.
    Assigned,
    /// The whole installation; only for roles that see no matter.
    Installation,
}

/// Every permission of this crate, for the committed matrix.
pub const ALL: &[&Permission] = &[
    &crate::account::MANAGE,
    &crate::calendar::KEEP,
    &crate::journal::READ,
    &crate::mail::KEEP,
    &crate::privacy::DECIDE,
];

/// Something that can be done, and by whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Permission {
    /// Subject and verb, such as `matter.triage`.
    pub key: &'static str,
    /// The roles that may, each with its reach. Whoever is not named may not.
    pub roles: &'static [(Role, Reach)],
}

impl Permission {
    /// The reach of `role`, or `None` if it may not.
    #[must_use]
    pub fn reach(&self, role: Role) -> Option<Reach> {
        self.roles.iter().find(|(named, _)| *named == role).map(|(_, reach)| *reach)
    }
}
