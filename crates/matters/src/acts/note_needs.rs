//! 共性需求: many alike are suggested to the station, and a person says what they are.

use std::collections::{BTreeMap, HashSet};

use kernel::{PlaceId, Refusal, Whereabouts, day};
use platform::todo::{self, NewTodo};
use platform::{Act, Outcome, Permission};

use super::duty;
use crate::event;
use crate::model::charter::Matters;
use crate::model::{CommonNeed, CommonNeedId, CommonNeedState, DismissalGround};
use crate::permissions;
use crate::rules::recurring::{self, Found};
use crate::store::{self, Sight};

/// Notes what recurs in a district by its charter, and what belongs to what was noted before; how
/// many are new. Nothing where the charter says nothing of it.
///
/// # Errors
/// [`platform::Failure`] if the database refuses; nothing is noted then.
///
/// Source: MISSION M10, FEATURES F-B10; charter `matters.common_need`.
pub fn note_needs(act: &mut Act<'_, '_>, district: PlaceId) -> Outcome<usize> {
    let charter = act.charter(&Whereabouts { district, street: None, building: None })?;
    let Some(rule) = charter.section::<Matters>().common_need else { return Ok(0) };
    let known = store::common_need::known(act.conn(), district)?;
    let since = recurring::window_begins(rule, act.now());
    let raised =
        store::common_need::list_recurring(act.conn(), district, since, (rule.matters, &known))?;
    let found = recurring::recurring(&raised, &known, rule, act.now());
    grow(act, &found, district)?;
    let new: Vec<Found> = found.into_iter().filter(|one| one.open.is_none()).collect();
    suggest(act, &new, charter.id)
}

/// Adds to the open ones what has come meanwhile.
fn grow(act: &mut Act<'_, '_>, found: &[Found], district: PlaceId) -> Outcome<()> {
    let open: Vec<CommonNeedId> = found.iter().filter_map(|one| one.open).collect();
    let members = store::common_need::matters(act.conn(), &open)?;
    for one in found {
        let Some(need) = one.open else { continue };
        let has: HashSet<_> = members.get(&need).into_iter().flatten().collect();
        let new: Vec<_> = one.matters.iter().copied().filter(|one| !has.contains(one)).collect();
        if !new.is_empty() {
            store::common_need::add(act.conn(), need, &new)?;
            let subject = kernel::Subject::new(kernel::SubjectKind::CommonNeed, need);
            act.journal(Some(district), subject, &event::CommonNeedGrown { matters: new })?;
        }
    }
    Ok(())
}

fn suggest(act: &mut Act<'_, '_>, new: &[Found], charter_version: i64) -> Outcome<usize> {
    let buildings: Vec<PlaceId> = new.iter().map(|one| one.building).collect();
    let places = registry::store::place::list(act.conn(), &buildings)?;
    let places: BTreeMap<PlaceId, Whereabouts> =
        places.iter().filter_map(|place| Some((place.id, place.whereabouts()?))).collect();
    let mut count = 0;
    for one in new {
        let Some(&at) = places.get(&one.building) else { continue };
        let need = CommonNeed {
            id: act.new_id::<CommonNeedId>(),
            at,
            category: one.category.clone(),
            state: CommonNeedState::Suggested,
            charter_version,
            found_at: act.now(),
            decided_at: None,
            ground: None,
            title: None,
            ending: None,
        };
        store::common_need::insert(act.conn(), &need)?;
        store::common_need::add(act.conn(), need.id, &one.matters)?;
        if let Some(body) = duty::station_or_street(act, &at)? {
            let (kind, why) = ("common-need", "common-need-reason");
            let (subject, due_at) = (need.subject(), Some(decided_by(act)));
            todo::open(act, &NewTodo { subject, kind, body, post: None, why, due_at })?;
        }
        let event = event::CommonNeedSuggested {
            place: one.building,
            category: one.category.clone(),
            matters: one.matters.clone(),
            charter_version,
        };
        act.journal(Some(at.district), need.subject(), &event)?;
        count += 1;
    }
    Ok(count)
}

/// By when a station looks into what recurs: by the end of the working day five days on, so that it
/// stands in the week of the desk. Source: assumption.
fn decided_by(act: &Act<'_, '_>) -> jiff::Timestamp {
    let on = act.today().saturating_add(jiff::Span::new().days(5));
    day::end(act.world().calendar().working_day_from(on), act.zone())
}

/// Says that it is a common need, and what.
///
/// # Errors
/// Not found out of scope; what [`recurring::confirm`] refuses.
pub fn confirm_need(act: &mut Act<'_, '_>, id: CommonNeedId, title: &str) -> Outcome<()> {
    let mut need = load(act, &permissions::DECIDE_NEED, id)?;
    need.title = Some(recurring::confirm(need.state, title).map_err(Refusal::from)?);
    need.state = CommonNeedState::Confirmed;
    let title = store::common_need::decide(act, &need)?;
    todo::close_all(act, need.subject())?;
    act.journal(Some(need.at.district), need.subject(), &event::CommonNeedConfirmed { title })?;
    Ok(())
}

/// Says that it is none, on a ground.
///
/// # Errors
/// Not found out of scope; what [`recurring::dismiss`] refuses.
pub fn dismiss_need(
    act: &mut Act<'_, '_>,
    id: CommonNeedId,
    ground: Option<DismissalGround>,
) -> Outcome<()> {
    let mut need = load(act, &permissions::DECIDE_NEED, id)?;
    let ground = recurring::dismiss(need.state, ground).map_err(Refusal::from)?;
    need.ground = Some(ground);
    need.state = CommonNeedState::Dismissed;
    store::common_need::decide(act, &need)?;
    todo::close_all(act, need.subject())?;
    act.journal(Some(need.at.district), need.subject(), &event::CommonNeedDismissed { ground })?;
    Ok(())
}

/// Says what became of one that was confirmed.
///
/// # Errors
/// Not found out of scope; what [`recurring::settle`] refuses.
pub fn settle_need(act: &mut Act<'_, '_>, id: CommonNeedId, ending: &str) -> Outcome<()> {
    let mut need = load(act, &permissions::DECIDE_NEED, id)?;
    need.ending = Some(recurring::settle(need.state, ending).map_err(Refusal::from)?);
    need.state = CommonNeedState::Settled;
    let ending = store::common_need::decide(act, &need)?;
    act.journal(Some(need.at.district), need.subject(), &event::CommonNeedSettled { ending })?;
    Ok(())
}

fn load(act: &mut Act<'_, '_>, permission: &Permission, id: CommonNeedId) -> Outcome<CommonNeed> {
    let scope = act.require(permission)?;
    let sight = Sight::within(scope, act.actor());
    let found = store::common_need::find(act.conn(), &sight, id)?;
    Ok(found.ok_or_else(Refusal::not_found)?)
}
