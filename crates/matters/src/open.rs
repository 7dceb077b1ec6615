//! Tells the registry's page of a building which matters are open in it.

use jiff::{SignedDuration, Timestamp};
use platform::web::Tone;
use platform::web::address::encode;
use platform::{Actor, Conn, StoreError};
use registry::model::Place;
use registry::questions::{OpenInBuilding, OpenMatter, OpenMatters};

use crate::model::{Matter, State};
use crate::permissions::SEE;
use crate::store::Sight;
use crate::store::list::{self, Filter};

/// Open matters shown of a building in each state; nobody reads further.
const MOST: usize = 200;
/// A clock with less than this left is pressing, on a page that draws no clock.
/// Source: assumption.
const PRESSING: SignedDuration = SignedDuration::from_hours(24);

/// The matters that somebody still owes work on.
#[derive(Debug, Default, Clone, Copy)]
pub struct OpenMattersOfBuildings;

impl OpenMatters for OpenMattersOfBuildings {
    fn open_in(
        &self,
        conn: &mut Conn,
        actor: &Actor,
        building: &Place,
        now: Timestamp,
    ) -> Result<Option<OpenInBuilding>, StoreError> {
        if !actor.may(&SEE) {
            return Ok(None);
        }
        let sight = Sight::of(actor);
        let mut found = Vec::new();
        for state in State::ALL.iter().copied().filter(|state| state.is_open()) {
            let filter =
                Filter { state: Some(state), building: Some(building.id), ..Filter::default() };
            found.extend(list::list(conn, &sight, &filter, None, MOST)?.rows);
        }
        found.sort_by_key(|matter| (matter.due_at.is_none(), matter.due_at, matter.id));
        let href = format!("/matters?building={}", encode(&building.code));
        let matters = found.into_iter().map(|matter| open(matter, now)).collect();
        Ok(Some(OpenInBuilding { href, matters }))
    }
}

fn open(matter: Matter, now: Timestamp) -> OpenMatter {
    let tone = match matter.due_at {
        Some(due) if due <= now => Tone::Late,
        Some(due) if due <= now + PRESSING => Tone::Warn,
        _ => Tone::Idle,
    };
    let href = format!("/matters/{}", matter.number);
    OpenMatter { place: matter.place, title: matter.title, href, tone }
}
