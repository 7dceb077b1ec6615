//! What the registry knows: types and states, no input or output.

mod body;
mod building;
pub mod charter;
mod enterprise;
mod place;
mod post;
mod routing;
mod seating;
mod stack;
mod term;

pub use body::{Body, Coverage, kind};
pub use building::{Building, BuildingDetails, Marks, Occupancy, RightType};
pub use enterprise::{Enterprise, EnterpriseDetails, EnterpriseFilter, Tenancy};
pub use place::{Place, PlaceKind, Placement};
pub use post::{Holder, Post, Turn};
pub use routing::{Candidate, Candidates, Duty};
pub use seating::Seating;
pub use stack::{Floor, FloorStack, Room, Tenant};
pub use term::Term;
