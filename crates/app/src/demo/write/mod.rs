//! Writing the plan into a database: registry rows, names and numbers into the vault, the
//! charter, and one journal entry for each building and body taken in.

mod accounts;
mod bodies;
mod places;

pub use accounts::{Credentials, open_accounts};

use std::collections::HashMap;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{BodyId, PersonId, PlaceId, PostId, Whereabouts};
use platform::charter::{Charter, attach, shipped_library};
use platform::journal::Origin;
use platform::{Act, Actor, Outcome, World};

use super::plan::{Brief, Plan};
use super::words::Words;
use crate::installation::sections;

/// The charter of the demo's district.
pub const CHARTER: &str = "shijingshan-troika";

/// The ids of everything the plan names, in the plan's order.
#[derive(Debug, Clone, Default)]
pub struct Ids {
    /// The district.
    pub district: Option<PlaceId>,
    /// Streets and parks.
    pub streets: Vec<PlaceId>,
    /// Buildings.
    pub buildings: Vec<PlaceId>,
    /// Floors of each building.
    pub floors: Vec<Vec<PlaceId>>,
    /// Rooms of each floor of each building.
    pub rooms: Vec<Vec<Vec<PlaceId>>>,
    /// Bodies.
    pub bodies: Vec<BodyId>,
    /// Enterprises.
    pub enterprises: Vec<BodyId>,
    /// People.
    pub people: Vec<PersonId>,
    /// Posts.
    pub posts: Vec<PostId>,
}

impl Ids {
    /// The district's id.
    ///
    /// # Panics
    /// Before the places were written.
    #[must_use]
    pub fn district(&self) -> PlaceId {
        self.district.expect("places are written first")
    }

    /// Where a building is, as a scope asks.
    #[must_use]
    pub fn whereabouts(&self, plan: &Plan, building: usize) -> Whereabouts {
        Whereabouts {
            district: self.district(),
            street: Some(self.streets[plan.buildings[building].street]),
            building: Some(self.buildings[building]),
        }
    }
}

/// An act of the demo's invented past: nobody's account, at `at`.
pub(super) fn past<T: Send + 'static>(
    world: &Arc<World>,
    actor: Arc<Actor>,
    at: Timestamp,
    work: impl FnOnce(&mut Act<'_, '_>) -> Outcome<T> + Send + 'static,
) -> Outcome<T> {
    let of = Arc::clone(world);
    world.db.write(move |tx| work(&mut Act::new(tx, &of, &actor, at)))
}

/// Nobody, through the demo's door.
#[must_use]
pub fn nobody() -> Arc<Actor> {
    Arc::new(Actor::nobody(Origin::Demo))
}

/// Nine in the morning of a day, in the district.
#[must_use]
pub fn morning(world: &World, day: Date) -> Timestamp {
    let nine = day.at(9, 0, 0, 0).to_zoned(world.zone.clone());
    nine.expect("a fixed zone has every hour").timestamp()
}

/// Writes the whole registry; `going` hears how far it is, and ends it by `false`.
///
/// # Errors
/// [`platform::Failure`] if the database refuses; a refusal if it was ended.
pub fn registry(
    world: &Arc<World>,
    plan: &Arc<Plan>,
    going: &dyn Fn(usize, usize) -> bool,
) -> Outcome<Ids> {
    let at = morning(world, plan.brief.first_day());
    let of = Arc::clone(plan);
    let mut ids = past(world, nobody(), at, move |act| places::tree(act, &of))?;
    put_in_force(world, &plan.brief, &ids, at)?;
    let total = plan.buildings.len() + 2;
    let mut tenants: HashMap<usize, Vec<usize>> = HashMap::new();
    for (index, enterprise) in plan.enterprises.iter().enumerate() {
        tenants.entry(enterprise.building).or_default().push(index);
    }
    ids.enterprises = vec![BodyId(0); plan.enterprises.len()];
    for building in 0..plan.buildings.len() {
        let (of, own) = (Arc::clone(plan), tenants.remove(&building).unwrap_or_default());
        let mut so_far = std::mem::take(&mut ids);
        ids = past(world, nobody(), at, move |act| {
            places::building(act, &of, building, &own, &mut so_far)?;
            Ok(so_far)
        })?;
        if !going(building + 1, total) {
            return Err(kernel::Refusal::new("cli-stopped").into());
        }
    }
    let (of, mut so_far) = (Arc::clone(plan), ids);
    let ids = past(world, nobody(), at, move |act| {
        bodies::all(act, &of, &mut so_far)?;
        Ok(so_far)
    })?;
    going(total, total);
    Ok(ids)
}

/// Puts the charter in force in the district. It takes effect half a year into the demo's year;
/// until then the rules that held before do.
fn put_in_force(world: &Arc<World>, brief: &Brief, ids: &Ids, at: Timestamp) -> Outcome<()> {
    let owners = sections();
    let charter = platform::charter::shipped_charter(CHARTER, &owners)
        .expect("the charter ships with the program");
    let text = include_str!("../../../data/before.toml");
    let before = Charter::read("before.toml", text, &shipped_library, &owners)
        .expect("a test reads the rules that held before");
    let (district, brief) = (ids.district(), *brief);
    past(world, nobody(), at, move |act| {
        attach(act, before, district, district, brief.first_day())?;
        attach(act, charter, district, district, brief.effective()).map(drop)
    })
}

/// The words of the demo.
fn words() -> &'static Words {
    Words::get()
}
