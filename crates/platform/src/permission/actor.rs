//! Who is acting: the person behind the request and the rights of that person's posts today.

use kernel::{AccountId, BodyId, Level, PersonId, PlaceId, PostId, Refusal, Scope};

use super::{Permission, Reach, Role};
use crate::journal::Origin;

/// What one post gives on the day of the act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    /// The post.
    pub post: PostId,
    /// The body it is in.
    pub body: BodyId,
    /// The role the charter gives its seat.
    pub role: Role,
    /// The places the body covers, at the level of district, street or building.
    pub places: Vec<(Level, PlaceId)>,
}

/// Who is acting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The account, unless nobody is signed in.
    pub account: Option<AccountId>,
    /// The person behind the account.
    pub person: Option<PersonId>,
    /// The rights of the person's posts.
    pub grants: Vec<Grant>,
    /// Through which door the act comes.
    pub origin: Origin,
}

impl Actor {
    /// Somebody without an account: the public, a reporter with a query code.
    #[must_use]
    pub fn nobody(origin: Origin) -> Self {
        Self { account: None, person: None, grants: Vec::new(), origin }
    }

    /// How far this actor may do `permission`; empty if not at all.
    #[must_use]
    pub fn scope(&self, permission: &Permission) -> Scope {
        self.grants.iter().fold(Scope::nothing(), |scope, grant| {
            match permission.reach(grant.role) {
                Some(Reach::Covered) => grant
                    .places
                    .iter()
                    .fold(scope, |scope, &(level, place)| scope.with_place(level, place)),
                Some(Reach::Assigned) => scope.with_body(grant.body),
                Some(Reach::Installation) | None => scope,
            }
        })
    }

    /// Whether the actor holds any post that may do `permission` somewhere.
    #[must_use]
    pub fn may(&self, permission: &Permission) -> bool {
        self.grants.iter().any(|grant| permission.reach(grant.role).is_some())
    }

    /// How far this actor may do `permission`.
    ///
    /// # Errors
    /// Not found, if not at all: what somebody may not do does not exist for them (STYLE §1.4).
    pub fn require(&self, permission: &Permission) -> Result<Scope, Refusal> {
        if self.may(permission) { Ok(self.scope(permission)) } else { Err(Refusal::not_found()) }
    }

    /// The post through which the actor may do `permission`, for the journal.
    #[must_use]
    pub fn post_for(&self, permission: &Permission) -> Option<PostId> {
        self.grants
            .iter()
            .find(|grant| permission.reach(grant.role).is_some())
            .map(|grant| grant.post)
    }

    /// Whether the actor holds a post with this role.
    #[must_use]
    pub fn has_role(&self, role: Role) -> bool {
        self.grants.iter().any(|grant| grant.role == role)
    }

    /// The bodies the actor holds posts in.
    pub fn bodies(&self) -> impl Iterator<Item = BodyId> + '_ {
        self.grants.iter().map(|grant| grant.body)
    }

    /// Whether every right this actor has is a shielded one: such an actor never sees who
    /// complained, nor in which words (UX §6). Somebody without any post is shielded.
    #[must_use]
    pub fn is_shielded(&self) -> bool {
        self.grants.iter().all(|grant| grant.role.is_shielded())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIGN: Permission = Permission {
        key: "matter.sign",
        roles: &[(Role::StationWorker, Reach::Covered), (Role::Property, Reach::Assigned)],
    };

    fn actor(role: Role) -> Actor {
        let grant = Grant {
            post: PostId(1),
            body: BodyId(2),
            role,
            places: vec![(Level::Building, PlaceId(3))],
        };
        Actor { grants: vec![grant], ..Actor::nobody(Origin::Web) }
    }

    #[test]
    fn a_post_reaches_as_far_as_the_table_says() {
        let worker = actor(Role::StationWorker).require(&SIGN).expect("workers sign");
        assert_eq!(worker.places(), [(Level::Building, PlaceId(3))]);
        assert!(worker.bodies().is_empty());
        let property = actor(Role::Property).require(&SIGN).expect("property companies sign");
        assert!(property.places().is_empty(), "only what is assigned to them");
        assert_eq!(property.bodies(), [BodyId(2)]);
    }

    #[test]
    fn who_is_not_named_finds_nothing_there() {
        let refusal = actor(Role::Auditor).require(&SIGN).expect_err("auditors do not sign");
        assert!(refusal.not_found);
    }

    #[test]
    fn one_open_role_lifts_the_shield() {
        assert!(actor(Role::Property).is_shielded());
        assert!(Actor::nobody(Origin::Web).is_shielded());
        let mut both = actor(Role::Property);
        both.grants.extend(actor(Role::StationWorker).grants);
        assert!(!both.is_shielded());
    }
}
