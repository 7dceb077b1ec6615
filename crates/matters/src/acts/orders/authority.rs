//! Who may take orders in, and how far.

use std::sync::Arc;

use kernel::{Level, PlaceId, Refusal, Scope};
use platform::journal::Origin;
use platform::{Act, Actor, Conn, Outcome};
use registry::store as registry_store;

use crate::model::order::Import;
use crate::permissions;
use crate::store::Sight;

/// Whoever takes a ledger in: their places, and the district these lie in.
#[derive(Debug, Clone)]
pub struct Authority {
    /// Who it is; their entries in the journal say that they came by an import.
    pub(super) actor: Arc<Actor>,
    /// The places orders may be put down to.
    pub(super) scope: Scope,
    /// The district.
    pub(super) district: PlaceId,
}

impl Authority {
    /// The authority of `actor`, in the district of `near` where their places lie in several.
    ///
    /// Whoever runs the command line holds the machine and the data, and reaches every district.
    ///
    /// # Errors
    /// Not found for whoever may not import anywhere.
    pub fn of(conn: &mut Conn, actor: &Arc<Actor>, near: Option<PlaceId>) -> Outcome<Self> {
        let scope = if is_at_the_machine(actor) {
            let districts = registry_store::division::districts(conn)?;
            let all = |scope: Scope, id| scope.with_place(Level::District, id);
            districts.iter().map(|district| district.id).fold(Scope::nothing(), all)
        } else {
            actor.require(&permissions::IMPORT)?
        };
        let mut districts = Vec::new();
        for &(_, place) in scope.places() {
            let place = registry_store::place::load(conn, place)?;
            districts.extend(place.and_then(|place| place.placement.district));
        }
        let near = match near {
            Some(place) => {
                registry_store::place::load(conn, place)?.and_then(|near| near.placement.district)
            }
            None => None,
        };
        let district = near.filter(|near| districts.contains(near));
        let district = district.or(districts.first().copied()).ok_or_else(Refusal::not_found)?;
        let actor = Arc::new(Actor { origin: Origin::Import, ..Actor::clone(actor) });
        Ok(Self { actor, scope, district })
    }

    /// How far they see the matters they hand out.
    #[must_use]
    pub fn sight(&self) -> Sight {
        if self.actor.grants.is_empty() {
            Sight::of_the_machine(self.scope.clone())
        } else {
            Sight::of(&self.actor)
        }
    }

    /// Lets the journal name the post that allowed what follows.
    pub(super) fn claim(act: &mut Act<'_, '_>) -> Outcome<()> {
        if act.actor().may(&permissions::IMPORT) {
            act.require(&permissions::IMPORT)?;
        }
        Ok(())
    }

    /// The districts they hold whole: of these they see every import.
    pub(super) fn whole_districts(&self) -> Vec<PlaceId> {
        let places = self.scope.places().iter();
        places.filter(|(level, _)| *level == Level::District).map(|(_, place)| *place).collect()
    }

    /// Whether an import is theirs to see: they brought it, or hold its whole district.
    pub(super) fn sees(&self, import: &Import) -> bool {
        self.whole_districts().contains(&import.district)
            || (import.account.is_some() && import.account == self.actor.account)
    }
}

/// Whether it is whoever holds the machine, at the command line.
pub(super) fn is_at_the_machine(actor: &Actor) -> bool {
    actor.origin == Origin::Cli && actor.account.is_none()
}
