//! Which places the page is about: all that somebody counts in, or one of them.

use std::sync::Arc;

use kernel::{Level, PlaceId, Refusal, Scope, Whereabouts};
use platform::charter::Pinned;
use platform::{Conn, Outcome, World};
use registry::model::Place;

use crate::store::counting::By;

/// Buildings told apart at most; a district is told apart by streets.
const MOST: usize = 500;

/// What the page is about.
pub(super) struct Focus {
    /// How far it reaches.
    pub scope: Scope,
    /// Where the charter is asked for.
    pub at: Whereabouts,
    /// The one place, if it is one.
    pub place: Option<Place>,
    /// Whether it was picked, so that there is a way back.
    pub is_picked: bool,
    /// By what its places are told apart.
    pub by: By,
}

/// A street or building of the focus.
pub(super) struct Row {
    pub id: PlaceId,
    pub code: String,
    pub name: String,
}

impl Focus {
    /// All that `scope` covers, or the place in it with the code `picked`.
    ///
    /// # Errors
    /// Not found for a place out of scope, and for somebody whose scope holds no place.
    pub fn find(conn: &mut Conn, scope: &Scope, picked: &str) -> Outcome<Self> {
        let is_picked = !picked.is_empty();
        let place = match (is_picked, scope.places()) {
            (true, _) => {
                let found = registry::store::place::find_by_code(conn, picked)?;
                let within =
                    |place: &Place| place.whereabouts().is_some_and(|at| scope.covers(&at));
                Some(found.filter(within).ok_or_else(Refusal::not_found)?)
            }
            (false, &[(_, only)]) => registry::store::place::load(conn, only)?,
            (false, _) => None,
        };
        let around = match (&place, scope.places().first()) {
            (Some(place), _) => Some(place.placement),
            (None, Some(&(_, first))) => {
                registry::store::place::load(conn, first)?.map(|place| place.placement)
            }
            (None, None) => None,
        };
        let around = around.ok_or_else(Refusal::not_found)?;
        let scope = match &place {
            Some(place) => {
                let (level, id) = place.placement.narrowest().ok_or_else(Refusal::not_found)?;
                Scope::nothing().with_place(level, id)
            }
            None => scope.clone(),
        };
        let by = if scope.places().iter().any(|(level, _)| *level == Level::District) {
            By::Street
        } else {
            By::Building
        };
        let at = around.whereabouts().ok_or_else(Refusal::not_found)?;
        // Several places together go by what holds for the district.
        let at = match &place {
            Some(_) => at,
            None => Whereabouts { street: None, building: None, ..at },
        };
        Ok(Self { scope, at, place, is_picked, by })
    }

    /// The charter it goes by today.
    ///
    /// # Errors
    /// Refused where no charter holds.
    pub fn charter(&self, conn: &mut Conn, world: &World) -> Outcome<Arc<Pinned>> {
        let found = world.charters.at(conn, &self.at, world.today())?;
        found.ok_or_else(|| Refusal::new("refusal-no-charter").into())
    }

    /// Its places, in the order that never changes.
    pub fn rows(&self, conn: &mut Conn) -> Outcome<Vec<Row>> {
        let places = match self.by {
            By::Street => {
                let streets = registry::store::building::streets(conn)?.into_iter();
                let within =
                    |place: &Place| place.whereabouts().is_some_and(|at| self.scope.covers(&at));
                streets.filter(within).collect::<Vec<_>>()
            }
            By::Building => {
                let page = registry::store::building::list(conn, &self.scope, "", None, MOST)?;
                page.rows.into_iter().map(|building| building.place).collect()
            }
        };
        Ok(places
            .into_iter()
            .map(|place| Row { id: place.id, code: place.code, name: place.name })
            .collect())
    }

    /// The field that narrows a list to the focus; none for a whole scope.
    pub fn field(&self) -> Option<(&'static str, String)> {
        let place = self.place.as_ref()?;
        match place.placement.narrowest()? {
            (Level::Building, _) => Some(("building", place.code.clone())),
            (Level::Street, _) => Some(("street", place.code.clone())),
            (Level::District, _) => None,
        }
    }

    /// The field that narrows a list to one of its rows, or to what lies in none of them.
    pub fn row_field(&self, row: Option<&Row>) -> (&'static str, String) {
        let (name, level) = match self.by {
            By::Street => ("street", "street"),
            By::Building => ("building", "building"),
        };
        match row {
            Some(row) => (name, row.code.clone()),
            None => ("outside", level.to_owned()),
        }
    }
}
