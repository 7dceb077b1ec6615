//! What a charter says about bodies, seats and buildings.

mod bodies;
mod buildings;
mod seat;

pub use bodies::{Bodies, BodyKind, Formation, JointGround, Nature, Size, Tier};
pub use buildings::{Buildings, Mark};
pub(super) use seat::stands_for;
pub use seat::{Per, Seat};

use platform::charter::SectionOwner;

/// The sections of a charter that this slice reads.
pub const SECTIONS: [SectionOwner; 2] =
    [SectionOwner::of::<Bodies>(), SectionOwner::of::<Buildings>()];
