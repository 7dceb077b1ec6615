//! 通告: one notice on a matter to everybody in some buildings, withdrawn with it at the latest.

use jiff::civil::Date;
use kernel::{PlaceId, Refusal, Scope, day};
use platform::{Act, Outcome};

use super::{duty, step};
use crate::event;
use crate::model::{Bulletin, BulletinId, Matter, MatterNumber};
use crate::permissions;
use crate::rules::{MatterRefusal, publishing};
use crate::store;

/// What everybody is to be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Telling {
    /// In which buildings.
    pub buildings: Vec<PlaceId>,
    /// The words.
    pub words: String,
    /// From which day; today if none is named.
    pub from: Option<Date>,
    /// The last day.
    pub until: Option<Date>,
}

/// Publishes a bulletin on a matter; one that stands already is withdrawn.
///
/// # Errors
/// Not found out of scope; [`MatterRefusal::NoBuilding`]
/// where none is named or one lies out of scope; what [`publishing::publish`] refuses.
///
/// Source: FEATURES F-B9.
pub fn publish_bulletin(
    act: &mut Act<'_, '_>,
    number: &MatterNumber,
    telling: &Telling,
) -> Outcome<()> {
    let scope = act.require(&permissions::PUBLISH)?;
    let matter = step::load(act, &permissions::PUBLISH, number)?;
    let standing = step::standing(act, &matter)?;
    let days = (telling.from, telling.until);
    let published =
        publishing::publish(standing, matter.visibility, &telling.words, days, act.today())
            .map_err(Refusal::from)?;
    let buildings = covered(act, &scope, &telling.buildings)?;
    withdraw_standing(act, &matter)?;
    let begin = if published.from > act.today() {
        day::start(published.from, act.zone())
    } else {
        act.now()
    };
    let bulletin = Bulletin {
        id: act.new_id::<BulletinId>(),
        matter: matter.id,
        body: duty::acting_body(act),
        words: published.words,
        from: begin,
        until: day::end(published.until, act.zone()),
        published_at: act.now(),
        withdrawn_at: None,
    };
    let words = store::bulletin::insert(act, &bulletin, &buildings)?;
    let event = event::BulletinPublished {
        bulletin: bulletin.id,
        body: bulletin.body,
        words,
        buildings,
        from: bulletin.from,
        until: bulletin.until,
    };
    act.journal(Some(matter.at.district), matter.subject(), &event)?;
    Ok(())
}

/// The buildings named, each once, if all of them lie within the actor's reach.
fn covered(act: &mut Act<'_, '_>, scope: &Scope, named: &[PlaceId]) -> Outcome<Vec<PlaceId>> {
    let mut buildings = named.to_vec();
    buildings.sort_unstable();
    buildings.dedup();
    let places = registry::store::place::list(act.conn(), &buildings)?;
    let is_covered = |place: &registry::model::Place| {
        place.kind == registry::model::PlaceKind::Building
            && place.whereabouts().is_some_and(|at| scope.covers(&at))
    };
    if buildings.is_empty() || places.len() < buildings.len() || !places.iter().all(is_covered) {
        return Err(Refusal::from(MatterRefusal::NoBuilding).into());
    }
    Ok(buildings)
}

/// Withdraws what stands about a matter.
///
/// # Errors
/// Not found out of scope; [`MatterRefusal::NoBulletin`] if nothing stands.
pub fn withdraw_bulletin(act: &mut Act<'_, '_>, number: &MatterNumber) -> Outcome<()> {
    let matter = step::load(act, &permissions::PUBLISH, number)?;
    if withdraw_standing(act, &matter)? {
        Ok(())
    } else {
        Err(Refusal::from(MatterRefusal::NoBulletin).into())
    }
}

/// Withdraws what stands about a matter; whether anything did.
pub(super) fn withdraw_standing(act: &mut Act<'_, '_>, matter: &Matter) -> Outcome<bool> {
    let Some(bulletin) = store::bulletin::withdraw(act, matter.id)? else { return Ok(false) };
    let event = event::BulletinWithdrawn { bulletin: bulletin.id };
    act.journal(Some(matter.at.district), matter.subject(), &event)?;
    Ok(true)
}
