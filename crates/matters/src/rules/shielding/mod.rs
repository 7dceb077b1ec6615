//! The complainant's shield: what a viewer sees, what in a text is personal, how it is taken out.
//!
//! Source: UX §6, DOMAIN J-14, FEATURES T7 and F-A10.

mod finding;
mod redacting;
mod seeing;

pub use finding::{PersonalKind, Span, find};
pub use redacting::{redact, title};
pub use seeing::{
    FLOOR_MINIMUM, Identity, InwardView, Moment, Photos, View, Viewer, Words, may_see, shows_floor,
};
