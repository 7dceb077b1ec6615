//! How far somebody sees matters, and in which capacity.

use kernel::{Scope, Whereabouts};
use platform::Actor;

use crate::model::{Matter, Visibility};
use crate::permissions;
use crate::rules::shielding::{Viewer, Words, may_see};

/// What an actor may see of matters: made from the actor's posts, and required by every look-up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sight {
    scope: Scope,
    viewer: Viewer,
}

/// Proof that the holder may read the reporter's own words; only [`Sight::full`] makes one.
#[derive(Debug, Clone, Copy)]
pub struct FullSight(());

impl Sight {
    /// The sight of `actor` through the permission to see matters; sees nothing without it.
    #[must_use]
    pub fn of(actor: &Actor) -> Self {
        Self::within(actor.scope(&permissions::SEE), actor)
    }

    /// The sight an act works with: as far as its permission's `scope` reaches. Of several posts
    /// the least shielded counts.
    #[must_use]
    pub fn within(scope: Scope, actor: &Actor) -> Self {
        let viewers = actor.grants.iter().filter_map(|grant| Viewer::of(grant.role));
        let viewer = viewers.min_by_key(|viewer| match viewer {
            Viewer::Reporter | Viewer::Staff => 0,
            Viewer::Aside => 1,
            Viewer::Shielded => 2,
            Viewer::Public => 3,
        });
        Self { scope, viewer: viewer.unwrap_or(Viewer::Public) }
    }

    /// The sight of whoever holds the machine: the data and the keys lie before them anyway.
    pub(crate) fn of_the_machine(scope: Scope) -> Self {
        Self { scope, viewer: Viewer::Staff }
    }

    /// How far it reaches.
    #[must_use]
    pub fn scope(&self) -> &Scope {
        &self.scope
    }

    /// Whether exact times and others' inward notes are kept from it, besides the reporter (UX §6).
    #[must_use]
    pub fn is_shielded(&self) -> bool {
        matches!(self.viewer, Viewer::Shielded | Viewer::Public)
    }

    /// Whether it sees by place only what the reporter let the public see.
    #[must_use]
    pub fn is_bounded(&self) -> bool {
        self.viewer != Viewer::Staff
    }

    /// Leave to read the reporter's own words, for those who talk with the reporter.
    #[must_use]
    pub fn full(&self) -> Option<FullSight> {
        (self.viewer.view().words == Words::Raw).then_some(FullSight(()))
    }

    /// Whether `matter` is seen by its place. What the reporter kept to its handlers, others than
    /// staff see by assignment alone.
    #[must_use]
    pub fn covers(&self, matter: &Matter) -> bool {
        self.covers_at(matter.visibility, &matter.at)
    }

    /// [`Sight::covers`] for a matter of which no more is known.
    pub(crate) fn covers_at(&self, visibility: Visibility, at: &Whereabouts) -> bool {
        may_see(self.viewer, visibility, false) && self.scope.covers(at)
    }
}
