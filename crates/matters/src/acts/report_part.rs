//! 协办报告: an assistant tells the lead what came of its part, and is done with it.

use kernel::Refusal;
use platform::{Act, Outcome};

use super::{step, todos};
use crate::event;
use crate::model::{AssignmentState, MatterNumber, NoteKind};
use crate::permissions;
use crate::rules::{MatterRefusal, requesting};
use crate::store;
use crate::store::note::NewNote;

/// Reports an assistant's part to the lead.
///
/// # Errors
/// Not found unless it is assigned to the actor's body; what [`requesting::report`] refuses.
///
/// Source: DOMAIN J-06.
pub fn report_part(act: &mut Act<'_, '_>, number: &MatterNumber, words: &str) -> Outcome<()> {
    let mut matter = step::load(act, &permissions::HANDLE, number)?;
    let standing = step::standing(act, &matter)?;
    let own = step::own_part(act, &matter)?;
    let (done, words) = requesting::report(standing, own.as_ref().map(step::part_of), words)
        .map_err(Refusal::from)?;
    let mut part = own.ok_or_else(|| Refusal::from(MatterRefusal::NotYours))?;
    part.state = AssignmentState::Done;
    part.done_at = Some(act.now());
    store::assignment::update(act.conn(), &part)?;
    store::hand::note(act, matter.id, part.body)?;
    step::done(act, &mut matter, &done)?;
    todos::follow(act, &matter)?;
    let note = store::note::insert(
        act,
        &NewNote {
            matter: matter.id,
            kind: NoteKind::Report,
            body: Some(part.body),
            words: &words,
            outward: false,
        },
    )?;
    act.journal(
        Some(matter.at.district),
        matter.subject(),
        &event::Reported { body: part.body, note },
    )?;
    Ok(())
}
