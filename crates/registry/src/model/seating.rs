//! What the charter says of bodies and seats, at a place on a day.

use std::sync::Arc;

use jiff::civil::Date;
use kernel::PlaceId;
use platform::World;

use super::Placement;
use super::charter::Bodies;

/// Answers from the charter that holds at a place on a day.
pub trait Seating: Send + Sync {
    /// The kinds of body and their seats. `home` leads from the district down to the place asked
    /// about; the nearest charter on that way decides. `None` if no charter holds there.
    fn bodies(&self, home: &[PlaceId], on: Date) -> Option<Arc<Bodies>>;
}

/// One charter for every place and day: for tools and tests.
#[derive(Debug, Clone)]
pub struct SameEverywhere(pub Arc<Bodies>);

impl Seating for SameEverywhere {
    fn bodies(&self, _: &[PlaceId], _: Date) -> Option<Arc<Bodies>> {
        Some(Arc::clone(&self.0))
    }
}

/// The charters of the installation.
impl Seating for World {
    fn bodies(&self, home: &[PlaceId], on: Date) -> Option<Arc<Bodies>> {
        Some(self.charters.known(home, on)?.shared_section::<Bodies>())
    }
}

impl Placement {
    /// The way down to this placement, as [`Seating`] asks for it.
    #[must_use]
    pub fn home(self) -> Vec<PlaceId> {
        [self.district, self.street, self.building].into_iter().flatten().collect()
    }
}
