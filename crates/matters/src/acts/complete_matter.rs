//! 办结: the lead says what it came to, and one sentence the reporter will read.

use kernel::Refusal;
use platform::{Act, Outcome};

use super::step;
use crate::event;
use crate::model::charter::Matters;
use crate::model::{AssignmentState, Matter, MatterNumber, NoteKind, ResultClass};
use crate::permissions;
use crate::rules::MatterRefusal;
use crate::rules::completion::{self, Complete};
use crate::store;
use crate::store::note::NewNote;

/// What the lead says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// What it came to.
    pub result: ResultClass,
    /// The public sentence.
    pub sentence: String,
}

/// Completes the matter on behalf of its lead; what runs stops, and the call-back is due. What goes
/// on in it is answered with it.
///
/// # Errors
/// Not found unless it is assigned to the actor's body; a result the charter does not offer, at
/// `result`; what [`completion::complete`] refuses, at `sentence`.
///
/// Source: UX §3 Handle, FEATURES F-E1, F-B9 (one answer to all).
pub fn complete_matter(
    act: &mut Act<'_, '_>,
    number: &MatterNumber,
    ask: &Completion,
) -> Outcome<()> {
    let mut matter = step::load(act, &permissions::HANDLE, number)?;
    let standing = step::standing(act, &matter)?;
    let charter = step::charter(act, &matter)?;
    let part =
        step::own_part(act, &matter)?.ok_or_else(|| Refusal::from(MatterRefusal::NotYours))?;
    let completed = completion::complete(
        standing,
        part.role,
        &Complete { result: ask.result, sentence: &ask.sentence },
        &matter.title,
        charter.section::<Matters>(),
    )
    .map_err(Refusal::from)?;
    matter.result = Some(completed.result.word().to_owned());
    matter.solved = completed.solved;
    step::end_parts(act, &matter, AssignmentState::Done)?;
    store::hand::note(act, matter.id, part.body)?;
    step::take(act, &mut matter, &completed.advance, &charter)?;
    let sentence = store::note::insert(
        act,
        &NewNote {
            matter: matter.id,
            kind: NoteKind::Result,
            body: Some(part.body),
            words: &completed.sentence,
            outward: true,
        },
    )?;
    act.journal(
        Some(matter.at.district),
        matter.subject(),
        &event::Completed { body: part.body, result: ask.result.word().to_owned(), sentence },
    )?;
    answer_all(act, &matter, ask.result)
}

/// Writes into the life of every matter that goes on in this one that this answer is its own.
fn answer_all(act: &mut Act<'_, '_>, lead: &Matter, result: ResultClass) -> Outcome<()> {
    let event = event::AnsweredWith { lead: lead.id, result: result.word().to_owned() };
    for member in store::merge::list_members(act.conn(), lead.id)? {
        act.journal(Some(member.at.district), member.subject(), &event)?;
    }
    Ok(())
}
