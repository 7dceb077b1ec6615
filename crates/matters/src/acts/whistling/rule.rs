//! 裁定: a third party says whether a department need not come.

use kernel::{BodyId, Refusal, Whereabouts};
use platform::{Act, Outcome};

use super::Held;
use crate::acts::{duty, escalate_late, step};
use crate::event;
use crate::model::charter::RuledBy;
use crate::model::{CallId, CallState, ClockKind, NoteKind, WhistleNumber};
use crate::permissions;
use crate::rules::MatterRefusal;
use crate::rules::requesting::Judge;
use crate::rules::whistling::{self, Sides};
use crate::store;

/// A ruling on a refusal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusalRuling {
    /// On whose refusal.
    pub call: CallId,
    /// Whether the department need not come.
    pub excuses: bool,
    /// Why, in words.
    pub words: String,
}

/// Rules on a department's refusal: it need not come, or its clock runs on from where it stood.
///
/// # Errors
/// Not found out of scope, or where the district has to rule; [`MatterRefusal::NothingToRule`] for
/// a refusal that was ruled on, or lapsed as the department came; what [`whistling::rule`] refuses.
///
/// Source: DOMAIN W-05, W-06; FEATURES F-D4.
pub fn rule_refusal(
    act: &mut Act<'_, '_>,
    number: &WhistleNumber,
    ask: &RefusalRuling,
) -> Outcome<()> {
    let mut held = Held::load(act, &permissions::ARBITRATE, number)?;
    require_ruler(act, &held)?;
    let mut call = held.call(ask.call)?;
    let refused = call.refused.clone().filter(|_| call.state == CallState::Disputed);
    let mut refused = refused.ok_or_else(|| Refusal::from(MatterRefusal::NothingToRule))?;
    let sides = Sides { whistler: held.whistle.body, department: call.body, asked_by: refused.by };
    let judge = Judge { person: act.actor().person, body: duty::acting_body(act) };
    let stands = (held.whistle.state, call.state);
    let (state, words) =
        whistling::rule(stands, sides, judge, ask.excuses, &ask.words).map_err(Refusal::from)?;
    store::clock::stop_one(act, refused.clock)?;
    resume(act, &held, call.clock)?;
    if ask.excuses {
        store::clock::stop_one(act, call.clock)?;
    }
    let note = held.note(act, NoteKind::RefusalRuling, judge.body, &words)?;
    refused.ruling = Some(note.id);
    refused.ruled_at = Some(act.now());
    let (body, ground) = (call.body, refused.ground.clone());
    call.state = state;
    call.refused = Some(refused);
    held.save(act, call)?;
    act.journal(
        Some(held.matter.at.district),
        held.matter.subject(),
        &event::RefusalRuled { number: number.clone(), body, ground, excused: ask.excuses, note },
    )?;
    Ok(())
}

/// Lets the clock to report in run again from where it stood.
fn resume(act: &mut Act<'_, '_>, held: &Held, id: crate::model::ClockId) -> Outcome<()> {
    let clocks = store::clock::list(act.conn(), held.matter.id)?;
    let Some(clock) = clocks.into_iter().find(|clock| clock.id == id) else { return Ok(()) };
    debug_assert_eq!(clock.kind, ClockKind::ReportIn, "a call's clock is one to report in");
    let calendar = act.world().calendar();
    let reckoning = held.charter.reckoning(act.zone(), &calendar);
    let mut time = clock.time()?;
    time.resume(act.now(), &reckoning).map_err(|wrong| {
        platform::StoreError::corrupt("clock", "due_at", clock.id.into(), wrong.to_string())
    })?;
    let taken = escalate_late::steps_of(act, &held.matter, id)?;
    let next = step::next_step(act, &clock, time.due_at(), &taken)?;
    store::clock::end_pause(act, id)?;
    Ok(store::clock::set_end(act.conn(), id, &time, next.map(|(at, _)| at))?)
}

/// Where the district has to rule, no street does.
fn require_ruler(act: &mut Act<'_, '_>, held: &Held) -> Outcome<()> {
    if held.rules()?.ruled_by == RuledBy::District {
        let scope = act.require(&permissions::RULE_ABOVE)?;
        if !scope.covers(&held.matter.at) {
            return Err(Refusal::not_found().into());
        }
    }
    Ok(())
}

/// The body that rules on refusals at a place.
pub(in crate::acts) fn ruler(
    act: &mut Act<'_, '_>,
    at: &Whereabouts,
    by: RuledBy,
) -> Outcome<Option<BodyId>> {
    match by {
        RuledBy::District => duty::district(act, at),
        RuledBy::Street | RuledBy::Station => duty::street(act, at),
    }
}
