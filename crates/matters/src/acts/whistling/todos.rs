//! Who owes the next move about a whistle: its to-dos are its own, beside those of the matter.

use jiff::Timestamp;
use kernel::{BodyId, day};
use platform::todo::{self, NewTodo};
use platform::{Act, Outcome};

use super::{Held, rule};
use crate::model::{Call, CallState, ClockId, WhistleState};
use crate::store;

/// Closes what waited and opens what waits now.
pub(super) fn follow(act: &mut Act<'_, '_>, held: &Held) -> Outcome<()> {
    todo::close_all(act, held.whistle.subject())?;
    match held.whistle.state {
        WhistleState::Open => while_open(act, held),
        WhistleState::Ended => when_ended(act, held),
    }
}

fn while_open(act: &mut Act<'_, '_>, held: &Held) -> Outcome<()> {
    let clocks = store::clock::list(act.conn(), held.matter.id)?;
    let due = |id: ClockId| clocks.iter().find(|clock| clock.id == id).map(|clock| clock.due_at);
    for call in &held.calls {
        match call.state {
            CallState::Called => {
                let due_at = due(call.clock);
                owes(act, held, call.body, ("whistle-report-in", "whistle-why-called"), due_at)?;
            }
            CallState::ReportedIn => {
                let due_at = call.answer_on.map(|on| day::end(on, act.zone()));
                owes(act, held, call.body, ("whistle-finish", "whistle-why-reported"), due_at)?;
            }
            CallState::Disputed => for_ruler(act, held, call, &due)?,
            CallState::Done | CallState::Excused | CallState::Recalled => {}
        }
    }
    if held.calls.iter().all(|call| !call.state.is_open()) {
        owes(act, held, held.whistle.body, ("whistle-end", "whistle-why-all-done"), None)?;
    }
    Ok(())
}

fn for_ruler(
    act: &mut Act<'_, '_>,
    held: &Held,
    call: &Call,
    due: &impl Fn(ClockId) -> Option<Timestamp>,
) -> Outcome<()> {
    let by = held.rules()?.ruled_by;
    let Some(body) = rule::ruler(act, &held.matter.at, by)? else { return Ok(()) };
    let due_at = call.refused.as_ref().and_then(|refused| due(refused.clock));
    owes(act, held, body, ("whistle-rule", "whistle-why-refused"), due_at)
}

fn when_ended(act: &mut Act<'_, '_>, held: &Held) -> Outcome<()> {
    let unrated = |call: &Call| call.rated_at.is_none() && call.state != CallState::Excused;
    if held.calls.iter().any(unrated) {
        owes(act, held, held.whistle.body, ("whistle-rate", "whistle-why-ended"), None)?;
    }
    for call in held.calls.iter().filter(|call| call.judged_at.is_none()) {
        owes(act, held, call.body, ("whistle-judge", "whistle-why-judge"), None)?;
    }
    Ok(())
}

fn owes(
    act: &mut Act<'_, '_>,
    held: &Held,
    body: BodyId,
    (kind, why): (&str, &str),
    due_at: Option<Timestamp>,
) -> Outcome<()> {
    let subject = held.whistle.subject();
    todo::open(act, &NewTodo { subject, kind, body, post: None, why, due_at })?;
    Ok(())
}
