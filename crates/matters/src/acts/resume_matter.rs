//! 恢复办理: a parked matter comes back, by its lead before the review or by itself on the day.

use kernel::{BodyId, Refusal};
use platform::{Act, Outcome};

use super::step;
use crate::event;
use crate::model::{AssignmentRole, Matter, MatterNumber, State};
use crate::permissions;
use crate::rules::{MatterRefusal, requesting};
use crate::store;

/// Matters taken up again in one act.
const CHUNK: i64 = 200;

/// Takes a parked matter up again before its review, on behalf of its lead.
///
/// # Errors
/// Not found unless it is assigned to the actor's body; what [`requesting::resume`] refuses;
/// refused for an assistant.
pub fn resume_matter(act: &mut Act<'_, '_>, number: &MatterNumber) -> Outcome<()> {
    let mut matter = step::load(act, &permissions::HANDLE, number)?;
    let part =
        step::own_part(act, &matter)?.ok_or_else(|| Refusal::from(MatterRefusal::NotYours))?;
    if part.role != AssignmentRole::Lead {
        return Err(Refusal::from(MatterRefusal::NotTheLead).into());
    }
    store::hand::note(act, matter.id, part.body)?;
    resume(act, &mut matter, Some(part.body))
}

/// Takes up again what is parked and whose review date has come, at most 200 at a time; how many.
///
/// # Errors
/// [`platform::Failure`] if the database refuses; nothing is taken up then.
///
/// Source: UX §3 Handle (挂账 with a review date), FEATURES F-E6.
pub fn resume_due(act: &mut Act<'_, '_>) -> Outcome<usize> {
    let now = act.now_us();
    let due = store::ripe::list_parked_due(act.conn(), now, CHUNK)?;
    let mut count = 0;
    for found in due {
        let mut matter = store::matter::hold(act.conn(), found)?;
        // Somebody may have taken it up, or taken it back, in between.
        if matter.state == State::Parked {
            resume(act, &mut matter, None)?;
            count += 1;
        }
    }
    Ok(count)
}

fn resume(act: &mut Act<'_, '_>, matter: &mut Matter, body: Option<BodyId>) -> Outcome<()> {
    let standing = step::standing(act, matter)?;
    let charter = step::charter(act, matter)?;
    let advance = requesting::resume(standing).map_err(Refusal::from)?;
    step::take(act, matter, &advance, &charter)?;
    act.journal(Some(matter.at.district), matter.subject(), &event::Resumed { body })?;
    Ok(())
}
