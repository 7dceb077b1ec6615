//! How far somebody sees matters, and whether they are shielded from the reporter.

use kernel::Scope;
use platform::Actor;

use crate::model::{Matter, Visibility};
use crate::permissions;

/// What an actor may see of matters: made from the actor's posts, and required by every look-up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sight {
    scope: Scope,
    shielded: bool,
}

/// Proof that the holder may read the reporter's own words; only [`Sight::full`] makes one.
#[derive(Debug, Clone, Copy)]
pub struct FullSight(());

impl Sight {
    /// The sight of `actor` through the permission to see matters; sees nothing without it.
    #[must_use]
    pub fn of(actor: &Actor) -> Self {
        Self { scope: actor.scope(&permissions::SEE), shielded: actor.is_shielded() }
    }

    /// The sight an act works with: as far as its permission's `scope` reaches.
    #[must_use]
    pub fn within(scope: Scope, actor: &Actor) -> Self {
        Self { scope, shielded: actor.is_shielded() }
    }

    /// How far it reaches.
    #[must_use]
    pub fn scope(&self) -> &Scope {
        &self.scope
    }

    /// Whether identity, raw words, raw photos and exact times are kept from it (UX §6).
    #[must_use]
    pub fn is_shielded(&self) -> bool {
        self.shielded
    }

    /// Leave to read the reporter's own words, unless shielded.
    #[must_use]
    pub fn full(&self) -> Option<FullSight> {
        (!self.shielded).then_some(FullSight(()))
    }

    /// Whether `matter` is seen by its place. A shielded sight sees by place only what the
    /// reporter let the building see; what was kept to its handlers it sees by assignment alone.
    #[must_use]
    pub fn covers(&self, matter: &Matter) -> bool {
        let open = !self.shielded || matter.visibility == Visibility::PublicAnonymous;
        open && self.scope.covers(&matter.at)
    }
}
