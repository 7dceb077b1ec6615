//! How far an actor may change the registry.

use kernel::{PlaceId, Refusal, Scope};
use platform::{Act, Outcome, Permission, Reach};

use crate::model::{Body, Place};
use crate::store;

/// How far a permission reaches for the actor of an act.
pub(super) enum Extent {
    /// The whole installation.
    Everywhere,
    /// What lies within a scope.
    Within(Scope),
}

impl Extent {
    /// The reach of `permission`.
    ///
    /// # Errors
    /// Not found, if the actor may not do it anywhere.
    pub(super) fn of(act: &mut Act<'_, '_>, permission: &Permission) -> Outcome<Self> {
        let scope = act.require(permission)?;
        let everywhere = act
            .actor()
            .grants
            .iter()
            .any(|grant| permission.reach(grant.role) == Some(Reach::Installation));
        Ok(if everywhere { Self::Everywhere } else { Self::Within(scope) })
    }

    /// Whether it is the whole installation.
    pub(super) const fn is_everywhere(&self) -> bool {
        matches!(self, Self::Everywhere)
    }

    /// A place in reach.
    ///
    /// # Errors
    /// Not found, if it is not there or out of reach.
    pub(super) fn place(&self, act: &mut Act<'_, '_>, id: PlaceId) -> Outcome<Place> {
        let found = match self {
            Self::Everywhere => store::place::load(act.conn(), id)?,
            Self::Within(scope) => store::place::find(act.conn(), scope, id)?,
        };
        found.ok_or_else(|| Refusal::not_found().into())
    }

    /// A body that may be changed: at home in reach, or covering nothing outside it.
    ///
    /// # Errors
    /// Not found, if it is not there or out of reach.
    pub(super) fn body(&self, act: &mut Act<'_, '_>, id: kernel::BodyId) -> Outcome<Body> {
        let found = store::body::load(act.conn(), id)?.ok_or_else(Refusal::not_found)?;
        let within = match self {
            Self::Everywhere => true,
            Self::Within(scope) => store::body::is_governed(act.conn(), scope, &found)?,
        };
        if within { Ok(found) } else { Err(Refusal::not_found().into()) }
    }
}
