//! 回访: somebody who did not handle it asks the three questions.

use kernel::Refusal;
use platform::charter::Pinned;
use platform::{Act, Outcome};

use super::{duty, step};
use crate::event;
use crate::model::charter::Matters;
use crate::model::{Callback, Matter, MatterNumber, NoteKind, Solved};
use crate::permissions;
use crate::rules::callback::{self, CalledBack, Hand};
use crate::rules::progress;
use crate::store;
use crate::store::note::NewNote;

/// What the call-back came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallBack {
    /// The answers, or that nobody was reached.
    pub outcome: Callback,
    /// What was said, if worth noting; inward.
    pub note: Option<String>,
}

/// Records a call-back: solved closes the matter, unsolved sends it back to its handler.
///
/// # Errors
/// Not found out of scope; what [`callback::call_back`] refuses.
///
/// Source: MISSION M7, DOMAIN J-09.
pub fn call_back(act: &mut Act<'_, '_>, number: &MatterNumber, ask: &CallBack) -> Outcome<()> {
    let mut matter = step::load(act, &permissions::CALL_BACK, number)?;
    let standing = step::standing(act, &matter)?;
    let caller = caller(act)?;
    let handlers = store::hand::list(act.conn(), matter.id)?;
    let charter = step::charter(act, &matter)?;
    let by = charter.section::<Matters>().close.callback_by;
    let outcome =
        callback::call_back(standing, caller, &handlers, by, ask.outcome).map_err(Refusal::from)?;
    if let Callback::Reached(answer) = ask.outcome {
        store::rating::insert(act, matter.id, None, act.post(), answer)?;
        matter.solved = matter.solved && answer.solved != Solved::Unsolved;
    }
    apply(act, &mut matter, &outcome, &charter)?;
    let said = ask.note.as_deref().map(str::trim).filter(|said| !said.is_empty());
    let note = match said {
        Some(said) => {
            let words = progress::words("note", said).map_err(Refusal::from)?;
            let note = NewNote {
                matter: matter.id,
                kind: NoteKind::Callback,
                body: duty::acting_body(act),
                words: &words,
                outward: false,
            };
            Some(store::note::insert(act, &note)?)
        }
        None => None,
    };
    let answer = match ask.outcome {
        Callback::Reached(answer) => Some(answer),
        Callback::Missed => None,
    };
    act.journal(
        Some(matter.at.district),
        matter.subject(),
        &event::CalledBack { answer, state: matter.state, note },
    )?;
    Ok(())
}

/// Who calls back, and for which body.
fn caller(act: &Act<'_, '_>) -> Outcome<Hand> {
    let person = act.actor().person.ok_or_else(Refusal::not_found)?;
    let body = duty::acting_body(act).ok_or_else(Refusal::not_found)?;
    Ok(Hand { person, body })
}

fn apply(
    act: &mut Act<'_, '_>,
    matter: &mut Matter,
    outcome: &CalledBack,
    charter: &Pinned,
) -> Outcome<()> {
    match outcome {
        CalledBack::Closed(advance) => step::take(act, matter, advance, charter),
        CalledBack::Reopened(advance) => {
            step::return_to_lead(act, matter)?;
            step::take(act, matter, advance, charter)
        }
        CalledBack::Missed(done) => step::done(act, matter, done),
    }
}
