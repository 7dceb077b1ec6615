//! 签收: a body signs for its part.

use kernel::Refusal;
use platform::{Act, Outcome};

use super::{step, todos};
use crate::event;
use crate::model::{AssignmentState, MatterNumber};
use crate::permissions;
use crate::rules::MatterRefusal;
use crate::rules::signing::{self, Signed};
use crate::store;

/// Signs for the matter on behalf of the actor's body; the lead's signature stops the `sign`
/// clock and starts `contact`.
///
/// # Errors
/// Not found unless it is assigned to the actor's body; what [`signing::sign`] refuses.
///
/// Source: DOMAIN J-06 (first receiver), charter `matters.classes.*.sign`.
pub fn sign_matter(act: &mut Act<'_, '_>, number: &MatterNumber) -> Outcome<()> {
    let mut matter = step::load(act, &permissions::HANDLE, number)?;
    let standing = step::standing(act, &matter)?;
    let own = step::own_part(act, &matter)?;
    let signed = signing::sign(standing, own.as_ref().map(step::part_of)).map_err(Refusal::from)?;
    let mut part = own.ok_or_else(|| Refusal::from(MatterRefusal::NotYours))?;
    part.state = AssignmentState::Signed;
    part.signed_at = Some(act.now());
    store::assignment::update(act.conn(), &part)?;
    store::hand::note(act, matter.id, part.body)?;
    match signed {
        Signed::Lead(advance) => {
            let charter = step::charter(act, &matter)?;
            step::take(act, &mut matter, &advance, &charter)?;
        }
        Signed::Assist(_) => todos::follow(act, &matter)?,
    }
    act.journal(
        Some(matter.at.district),
        matter.subject(),
        &event::Signed { body: part.body, role: part.role },
    )?;
    Ok(())
}
