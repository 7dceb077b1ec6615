//! 并单: several matters go on in one; split off again, each is as it was.

use kernel::Refusal;
use platform::{Act, Outcome};

use super::{step, todos};
use crate::event;
use crate::model::{ClockKind, Matter, MatterNumber, State, WhistleState};
use crate::permissions;
use crate::rules::MatterRefusal;
use crate::rules::merging::{self, Hanging, Lead};
use crate::store;

/// The ground on which the clocks of a merged matter stand still.
pub const GROUND: &str = "merged";

/// Merges a matter into another; into the one that other goes on in, if it is merged itself.
///
/// # Errors
/// Not found out of scope, for either; what [`merging::merge`] refuses.
///
/// Source: MISSION M10, FEATURES F-B8.
pub fn merge_matter(
    act: &mut Act<'_, '_>,
    number: &MatterNumber,
    into: &MatterNumber,
) -> Outcome<()> {
    let scope = act.require(&permissions::MERGE)?;
    let sight = store::Sight::within(scope, act.actor());
    let found = store::matter::find(act.conn(), &sight, into)?;
    let named = found.ok_or_else(|| Refusal::from(MatterRefusal::NothingToMergeInto))?;
    let lead = match store::merge::lead_of(act.conn(), named.id)? {
        Some(lead) => lead,
        None => named,
    };
    let matter = step::load(act, &permissions::MERGE, number)?;
    let lead = store::matter::hold(act.conn(), lead)?;
    merge(act, matter, &lead)
}

/// Merges several matters into one, all or none.
///
/// # Errors
/// As [`merge_matter`]; [`MatterRefusal::NothingToMerge`] if none is named.
///
/// Source: FEATURES F-B9 (many matters attached, each on the record).
pub fn gather_matters(
    act: &mut Act<'_, '_>,
    into: &MatterNumber,
    numbers: &[MatterNumber],
) -> Outcome<()> {
    if numbers.is_empty() {
        return Err(Refusal::from(MatterRefusal::NothingToMerge).into());
    }
    for number in numbers {
        merge_matter(act, number, into)?;
    }
    Ok(())
}

fn merge(act: &mut Act<'_, '_>, mut matter: Matter, lead: &Matter) -> Outcome<()> {
    let standing = step::standing(act, &matter)?;
    let whistles = store::whistle::of_matter(act.conn(), matter.id)?;
    let hanging = Hanging {
        members: !store::merge::list_members(act.conn(), matter.id)?.is_empty(),
        whistle: whistles.iter().any(|one| one.state == WhistleState::Open),
    };
    let is_here = if matter.at.building.is_some() {
        matter.at.building == lead.at.building
    } else {
        matter.at.street == lead.at.street && lead.at.building.is_none()
    };
    let lead_facts = Lead { id: lead.id, state: lead.state, is_here };
    let advance =
        merging::merge(standing, matter.id, hanging, lead_facts).map_err(Refusal::from)?;
    let charter = step::charter(act, &matter)?;
    step::pause(act, &matter, standing.running.without(ClockKind::Ruling), GROUND)?;
    store::merge::insert(act, matter.id, lead.id, matter.state)?;
    matter.due_at = None;
    step::take(act, &mut matter, &advance, &charter)?;
    let district = Some(matter.at.district);
    act.journal(district, matter.subject(), &event::Merged { into: lead.id })?;
    let voices = voices(act, lead)?;
    act.journal(district, lead.subject(), &event::Gathered { matter: matter.id, voices })?;
    Ok(())
}

/// Splits a merged matter off again.
///
/// # Errors
/// Not found out of scope; what [`merging::split`] refuses.
///
/// Source: FEATURES T2 (reversible).
pub fn split_matter(act: &mut Act<'_, '_>, number: &MatterNumber) -> Outcome<()> {
    let mut matter = step::load(act, &permissions::MERGE, number)?;
    let merge = store::merge::find(act.conn(), matter.id)?;
    let merge = merge.ok_or_else(|| MatterRefusal::not_now(matter.state, "split_new"));
    let merge = merge.map_err(Refusal::from)?;
    let standing = step::standing(act, &matter)?;
    let advance =
        merging::split(standing, merge.from, matter.ended_at.is_some()).map_err(Refusal::from)?;
    let charter = step::charter(act, &matter)?;
    step::take(act, &mut matter, &advance, &charter)?;
    let district = Some(matter.at.district);
    act.journal(district, matter.subject(), &event::Split { from: merge.into })?;
    let Some(lead) = store::matter::find_by_id(act.conn(), merge.into)? else { return Ok(()) };
    let voices = voices(act, &lead)?;
    act.journal(district, lead.subject(), &event::Parted { matter: matter.id, voices })?;
    todos::follow(act, &lead)
}

/// Everybody who waits for a matter, in those that go on in it too.
fn voices(act: &mut Act<'_, '_>, lead: &Matter) -> Outcome<i32> {
    let joined = store::merge::voices(act.conn(), &[lead.id])?;
    Ok(lead.voices + joined.get(&lead.id).copied().unwrap_or(0))
}

/// The matter that somebody who follows a merged one waits for: the one it goes on in.
pub(super) fn gone_on(act: &mut Act<'_, '_>, matter: &Matter) -> Outcome<Option<Matter>> {
    if matter.state != State::Merged {
        return Ok(None);
    }
    let Some(lead) = store::merge::lead_of(act.conn(), matter.id)? else { return Ok(None) };
    Ok(Some(store::matter::hold(act.conn(), lead)?))
}
