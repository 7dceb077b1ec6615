//! How far an actor may change the registry.

use kernel::{BodyId, PlaceId, Refusal, Scope};
use platform::{Act, Actor, Conn, Failure, Outcome, Permission, Reach};

use crate::model::{Body, Place};
use crate::rules::checking::About;
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
        Ok(Self::within(act.actor(), permission, scope))
    }

    fn within(actor: &Actor, permission: &Permission, scope: Scope) -> Self {
        let mut reaches = actor.grants.iter().map(|grant| permission.reach(grant.role));
        let everywhere = reaches.any(|reach| reach == Some(Reach::Installation));
        if everywhere { Self::Everywhere } else { Self::Within(scope) }
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
    pub(super) fn body(&self, act: &mut Act<'_, '_>, id: BodyId) -> Outcome<Body> {
        self.governed(act.conn(), id)
    }

    /// Whether what a rule is about may be changed.
    ///
    /// # Errors
    /// [`platform::Failure`] if the database refuses.
    pub(super) fn covers(&self, act: &mut Act<'_, '_>, about: About) -> Outcome<bool> {
        let found = match about {
            About::Body(id) => self.body(act, id).map(drop),
            About::Place(id) => self.place(act, id).map(drop),
        };
        match found {
            Ok(()) => Ok(true),
            Err(Failure::Refused(refusal)) if refusal.not_found => Ok(false),
            Err(failure) => Err(failure),
        }
    }

    fn governed(&self, conn: &mut Conn, id: BodyId) -> Outcome<Body> {
        let found = store::body::load(conn, id)?.ok_or_else(Refusal::not_found)?;
        let within = match self {
            Self::Everywhere => true,
            Self::Within(scope) => store::body::is_governed(conn, scope, &found)?,
        };
        if within { Ok(found) } else { Err(Refusal::not_found().into()) }
    }
}

/// A body that the actor may change by `permission`: for the form of an act, which asks again.
///
/// # Errors
/// Not found, if it is not there or out of reach.
pub fn reached_body(
    conn: &mut Conn,
    actor: &Actor,
    permission: &Permission,
    id: BodyId,
) -> Outcome<Body> {
    let scope = actor.require(permission)?;
    Extent::within(actor, permission, scope).governed(conn, id)
}
