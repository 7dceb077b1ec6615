//! Who may do what: the closed set of roles to which charters map seats.
//!
//! Rights come from posts alone. A charter says which role a seat has; it cannot invent a role,
//! since the permission table is written over this set.

mod role;

pub use role::Role;
