//! Posts: who sits where, for whom and until when.

use kernel::{BodyId, PersonId, PlaceId, PostId};

use super::Term;

/// A person's seat in a body for a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    /// The post.
    pub id: PostId,
    /// Who holds it; the name is in the vault.
    pub person: PersonId,
    /// In which body.
    pub body: BodyId,
    /// A seat of the charter.
    pub seat: String,
    /// For which body the person sits there, if for another one.
    pub represents: Option<BodyId>,
    /// The floor of a floor leader, the grid of grid staff, where narrower than the body's places.
    pub place: Option<PlaceId>,
    /// What an officer is responsible for, where it differs from the seat's topics in the charter:
    /// category paths.
    pub topics: Vec<String>,
    /// The term.
    pub term: Term,
    /// How it was filled, in a word of the charter (`elected`, `recommended`, `consulted`).
    pub appointed_how: String,
    /// The holder's name where the post is a public one; else empty.
    pub public_name: String,
}

/// A post with the names a page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// The post.
    pub post: Post,
    /// Kind of the body.
    pub body_kind: String,
    /// Name of the body.
    pub body_name: String,
    /// Name of the body represented; empty if none is.
    pub represents_name: String,
}

/// Whose month it is to chair a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// The body.
    pub body: BodyId,
    /// First day of the month.
    pub month: jiff::civil::Date,
    /// The post whose turn it is.
    pub post: PostId,
}
