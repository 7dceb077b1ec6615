//! 进展: what was done, inward unless the handler says otherwise.

use kernel::Refusal;
use platform::{Act, Outcome};

use super::step;
use crate::event;
use crate::model::{MatterNumber, NoteKind};
use crate::permissions;
use crate::rules::{MatterRefusal, progress};
use crate::store;
use crate::store::note::NewNote;

/// Logs progress of the actor's body; an outward entry counts as contact (FEATURES T1).
///
/// # Errors
/// Not found unless it is assigned to the actor's body; what [`progress::log`] refuses.
///
/// Source: UX §3 Handle, FEATURES F-C10.
pub fn log_progress(
    act: &mut Act<'_, '_>,
    number: &MatterNumber,
    text: &str,
    outward: bool,
) -> Outcome<()> {
    let mut matter = step::load(act, &permissions::HANDLE, number)?;
    let standing = step::standing(act, &matter)?;
    let own = step::own_part(act, &matter)?;
    let logged = progress::log(standing, own.as_ref().map(step::part_of), outward, text)
        .map_err(Refusal::from)?;
    let part = own.ok_or_else(|| Refusal::from(MatterRefusal::NotYours))?;
    step::done(act, &mut matter, &logged.done)?;
    store::hand::note(act, matter.id, part.body)?;
    let note = store::note::insert(
        act,
        &NewNote {
            matter: matter.id,
            kind: NoteKind::Progress,
            body: Some(part.body),
            words: &logged.text,
            outward,
        },
    )?;
    act.journal(
        Some(matter.at.district),
        matter.subject(),
        &event::Progressed { body: part.body, outward, note },
    )?;
    Ok(())
}
