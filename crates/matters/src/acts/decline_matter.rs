//! 不予受理: only on a ground of the catalogue, with an explanation the reporter reads.

use kernel::Refusal;
use platform::{Act, Outcome};

use super::{duty, step};
use crate::event;
use crate::model::charter::Matters;
use crate::model::{Matter, MatterNumber, NoteKind};
use crate::permissions;
use crate::rules::{MatterRefusal, declining};
use crate::store;
use crate::store::note::NewNote;

/// Declines a new matter.
///
/// # Errors
/// Not found out of scope; what [`declining::decline`] refuses, at its field.
///
/// Source: DOMAIN J-04.
pub fn decline_matter(
    act: &mut Act<'_, '_>,
    number: &MatterNumber,
    ground: &str,
    explanation: &str,
) -> Outcome<()> {
    let mut matter = step::load(act, &permissions::TRIAGE, number)?;
    let standing = step::standing(act, &matter)?;
    let charter = step::charter(act, &matter)?;
    let section = charter.section::<Matters>();
    require_second_look(act, &matter)?;
    let declined =
        declining::decline(standing, ground, explanation, section).map_err(Refusal::from)?;
    step::take(act, &mut matter, &declined.advance, &charter)?;
    let explanation = store::note::insert(
        act,
        &NewNote {
            matter: matter.id,
            kind: NoteKind::Decline,
            body: duty::acting_body(act),
            words: &declined.explanation,
            outward: true,
        },
    )?;
    act.journal(
        Some(matter.at.district),
        matter.subject(),
        &event::Declined { ground: declined.ground, explanation },
    )?;
    Ok(())
}

/// What the reporter has appealed against, the street alone may decline again (assumption).
fn require_second_look(act: &mut Act<'_, '_>, matter: &Matter) -> Outcome<()> {
    let appealed = store::note::has(act.conn(), matter.id, NoteKind::Appeal)?;
    if !appealed || act.actor().scope(&permissions::DESIGNATE).covers(&matter.at) {
        return Ok(());
    }
    Err(Refusal::from(MatterRefusal::ForTheStreet).into())
}
