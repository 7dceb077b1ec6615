//! 送达: a sheet with a code for a department in which nobody signs in.

use kernel::Refusal;
use platform::{Act, Outcome};

use super::Held;
use crate::event;
use crate::model::{CallId, QueryCode, Sending, WhistleNumber};
use crate::permissions;
use crate::rules::MatterRefusal;
use crate::store;

/// Makes a new code for one call, and notes that its sheet was handed over. An earlier code opens
/// nothing any more; the code is not kept, only its keyed hash.
///
/// # Errors
/// Not found out of scope; [`MatterRefusal::CallNotNow`] for a call that waits for nothing.
///
/// Source: FEATURES F-D6; charter `matters.whistle.sheet_for`.
pub fn hand_over(act: &mut Act<'_, '_>, number: &WhistleNumber, id: CallId) -> Outcome<QueryCode> {
    let mut held = Held::load(act, &permissions::WHISTLE, number)?;
    let mut call = held.call(id)?;
    if !call.state.is_open() {
        let refusal = MatterRefusal::CallNotNow { state: call.state, wanted: "hand_over" };
        return Err(Refusal::from(refusal).into());
    }
    let code = QueryCode::draw(act.randomness());
    let hash = store::matter::code_hash(act.world(), &code);
    let calendar = act.world().calendar();
    let reckoning = held.charter.reckoning(act.zone(), &calendar);
    let until = reckoning.due_at(held.rules()?.sheet_for, act.now(), &[]);
    call.code_until = Some(until);
    call.sent_at = call.sent_at.or(Some(act.now()));
    call.sending = call.sending.max(Sending::Sent);
    store::whistle::call::set_code(act.conn(), id, &hash)?;
    let body = call.body;
    held.save(act, call)?;
    act.journal(
        Some(held.matter.at.district),
        held.matter.subject(),
        &event::SheetHandedOver { number: number.clone(), body, until },
    )?;
    Ok(code)
}
