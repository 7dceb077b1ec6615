//! 停哨、评价、转协调会: what the whistler does once departments have come.

use kernel::Refusal;
use platform::{Act, Outcome};

use super::{Held, recall_calls, todos};
use crate::event;
use crate::model::{CallId, NoteKind, WhistleNumber, WhistleState};
use crate::permissions;
use crate::rules::{MatterRefusal, whistling};
use crate::store;

/// Loads a whistle for the body that blew it.
///
/// # Errors
/// Not found out of sight; [`MatterRefusal::NotTheWhistler`] for another's.
fn own(act: &mut Act<'_, '_>, number: &WhistleNumber) -> Outcome<Held> {
    let held = Held::load(act, &permissions::WHISTLE, number)?;
    let mut bodies = act.actor().bodies();
    if bodies.any(|body| body == held.whistle.body) {
        Ok(held)
    } else {
        Err(Refusal::from(MatterRefusal::NotTheWhistler).into())
    }
}

/// Ends a whistle; who still has not come need not come any more. Then both sides are judged.
///
/// # Errors
/// [`MatterRefusal::NotTheWhistler`]; what [`whistling::end`] refuses.
///
/// Source: DOMAIN W-03 (the whistler says when it is over).
pub fn end_whistle(act: &mut Act<'_, '_>, number: &WhistleNumber, words: &str) -> Outcome<()> {
    let mut held = own(act, number)?;
    let words = whistling::end(held.whistle.state, words).map_err(Refusal::from)?;
    let note = held.note(act, NoteKind::WhistleEnd, Some(held.whistle.body), &words)?;
    held.whistle.ending = Some(note.id);
    recall_calls(act, &mut held)?;
    todos::follow(act, &held)?;
    act.journal(
        Some(held.matter.at.district),
        held.matter.subject(),
        &event::WhistleEnded { number: number.clone(), body: held.whistle.body, note },
    )?;
    Ok(())
}

/// Rates one department: a grade for each item of the charter, in its order.
///
/// # Errors
/// [`MatterRefusal::NotTheWhistler`]; what [`whistling::rate`] refuses.
///
/// Source: DOMAIN J-13, W-11.
pub fn rate_call(
    act: &mut Act<'_, '_>,
    number: &WhistleNumber,
    id: CallId,
    grades: &[Option<i32>],
) -> Outcome<()> {
    let mut held = own(act, number)?;
    let mut call = held.call(id)?;
    let rated = call.rated_at.is_some();
    let given = whistling::rate(held.whistle.state, call.state, rated, grades, held.rules()?)
        .map_err(Refusal::from)?;
    store::whistle::call::rate(act.conn(), id, &given)?;
    call.rated_at = Some(act.now());
    let body = call.body;
    held.save(act, call)?;
    act.journal(
        Some(held.matter.at.district),
        held.matter.subject(),
        &event::CallRated { number: number.clone(), body, grades: given },
    )?;
    Ok(())
}

/// Asks for a joint meeting with those who were called; once.
///
/// # Errors
/// [`MatterRefusal::NotTheWhistler`]; [`MatterRefusal::WhistleEnded`];
/// [`MatterRefusal::MeetingAsked`] the second time.
///
/// Source: DOMAIN W-10, FEATURES F-D8. Who keeps meetings hears the event.
pub fn ask_meeting(act: &mut Act<'_, '_>, number: &WhistleNumber) -> Outcome<()> {
    let mut held = own(act, number)?;
    if held.whistle.state == WhistleState::Ended {
        return Err(Refusal::from(MatterRefusal::WhistleEnded).into());
    }
    if held.whistle.meeting_asked_at.is_some() {
        return Err(Refusal::from(MatterRefusal::MeetingAsked).into());
    }
    held.whistle.meeting_asked_at = Some(act.now());
    store::whistle::update(act.conn(), &held.whistle)?;
    let bodies = held.calls.iter().map(|call| call.body).collect();
    act.journal(
        Some(held.matter.at.district),
        held.matter.subject(),
        &event::MeetingAsked { number: number.clone(), body: held.whistle.body, bodies },
    )?;
    Ok(())
}
