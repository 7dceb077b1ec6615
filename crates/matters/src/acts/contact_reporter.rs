//! 联系: the handler spoke with whoever raised it.

use kernel::Refusal;
use platform::{Act, Outcome};

use super::step;
use crate::event;
use crate::model::{MatterNumber, NoteKind};
use crate::permissions;
use crate::rules::{MatterRefusal, contacting, progress};
use crate::store;
use crate::store::note::NewNote;

/// Records that the actor's body spoke with the reporter, and what was said; stops `contact`.
///
/// # Errors
/// Not found unless it is assigned to the actor's body; what [`contacting::contact`] refuses;
/// the note blank or too long, at `note`.
///
/// Source: DOMAIN J-08.
pub fn contact_reporter(act: &mut Act<'_, '_>, number: &MatterNumber, said: &str) -> Outcome<()> {
    let mut matter = step::load(act, &permissions::HANDLE, number)?;
    let standing = step::standing(act, &matter)?;
    let own = step::own_part(act, &matter)?;
    let contacted =
        contacting::contact(standing, own.as_ref().map(step::part_of)).map_err(Refusal::from)?;
    let words = progress::words("note", said).map_err(Refusal::from)?;
    let part = own.ok_or_else(|| Refusal::from(MatterRefusal::NotYours))?;
    step::done(act, &mut matter, &contacted)?;
    store::hand::note(act, matter.id, part.body)?;
    let note = store::note::insert(
        act,
        &NewNote {
            matter: matter.id,
            kind: NoteKind::Contact,
            body: Some(part.body),
            words: &words,
            outward: false,
        },
    )?;
    act.journal(
        Some(matter.at.district),
        matter.subject(),
        &event::Contacted { body: part.body, note },
    )?;
    Ok(())
}
