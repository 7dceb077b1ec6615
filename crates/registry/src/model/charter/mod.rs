//! What a charter says about bodies, seats, buildings and the registry's other ledgers.

mod bodies;
mod buildings;
mod counting;
mod estates;
mod keeping;
mod seat;
mod ties;

#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;

pub use bodies::{AskedFor, Bodies, BodyKind, Each, Formation, JointGround, Nature, Size, Tier};
pub use buildings::{Buildings, Mark};
pub use counting::{AreaCounted, CoverageRules, WorkCoverage};
pub use estates::{Management, Run};
pub use keeping::{DocumentKind, Exceptions, RegistryRules, Windows};
pub(super) use seat::stands_for;
pub use seat::{Per, Seat};
pub use ties::{Bond, MassOrganisation, PairingKind, SecretaryKind};

use platform::charter::SectionOwner;

/// The sections of a charter that this slice reads.
pub const SECTIONS: [SectionOwner; 3] = [
    SectionOwner::of::<Bodies>(),
    SectionOwner::of::<Buildings>(),
    SectionOwner::of::<RegistryRules>(),
];
