//! 督办: a street or the district asks, the lead answers, and only whoever asked ends it.

use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{BodyId, Refusal, TimeLimit, day};
use platform::{Act, Outcome};

use super::{duty, step, todos};
use crate::event;
use crate::model::{
    Matter, MatterNumber, NoteKind, Supervision, SupervisionId, SupervisionState, SupervisionWord,
};
use crate::permissions;
use crate::rules::{MatterRefusal, supervising};
use crate::store;
use crate::store::clock::Clock;
use crate::store::note::{NewNote, NoteMark};

/// What a supervisor asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// In words; the body that leads the matter reads them.
    pub words: String,
    /// By which day the answer is to come.
    pub answer_by: Option<Date>,
}

/// Opens a supervised thread on a matter, or asks again in the one the actor's body has open.
///
/// # Errors
/// Not found out of scope; what [`supervising::ask`] refuses.
///
/// Source: MISSION M9, FEATURES F-C6.
pub fn supervise_matter(act: &mut Act<'_, '_>, number: &MatterNumber, ask: &Ask) -> Outcome<()> {
    let matter = step::load(act, &permissions::SUPERVISE, number)?;
    let standing = step::standing(act, &matter)?;
    let (words, by) = supervising::ask(standing, &ask.words, ask.answer_by, act.today())
        .map_err(Refusal::from)?;
    let body = duty::acting_body(act).ok_or_else(Refusal::not_found)?;
    let due_at = day::end(by, act.zone());
    let threads = store::supervision::list_of(act.conn(), matter.id)?;
    let own = threads
        .into_iter()
        .find(|thread| thread.body == body && thread.state != SupervisionState::Ended);
    let thread = match own {
        Some(thread) => {
            let thread = supervising::asked_again(&thread, due_at);
            store::supervision::update(act.conn(), &thread)?;
            thread
        }
        None => open(act, &matter, body, None, due_at)?,
    };
    // The lead reads what is asked of it; whoever leads next reads it on the thread's page.
    let note = note(act, &matter, NoteKind::Supervision, matter.lead.or(Some(body)), &words)?;
    store::supervision::say(act, thread.id, SupervisionWord::Ask, body, Some(note.id))?;
    todos::follow(act, &matter)?;
    let event = event::Supervised { body, clock: None, due_at, note: Some(note) };
    act.journal(Some(matter.at.district), matter.subject(), &event)?;
    Ok(())
}

/// Opens a thread because the ladder says so: in the same act as its step, and none beside one
/// that the same body has open.
pub(super) fn supervise_late(
    act: &mut Act<'_, '_>,
    matter: &Matter,
    clock: &Clock,
    body: BodyId,
    within: TimeLimit,
) -> Outcome<()> {
    let threads = store::supervision::list_of(act.conn(), matter.id)?;
    let has_open =
        threads.iter().any(|thread| thread.body == body && thread.state != SupervisionState::Ended);
    if has_open {
        return Ok(());
    }
    let charter = step::charter(act, matter)?;
    let calendar = act.world().calendar();
    let due_at = charter.reckoning(act.zone(), &calendar).due_at(within, act.now(), &[]);
    let thread = open(act, matter, body, Some(clock), due_at)?;
    store::supervision::say(act, thread.id, SupervisionWord::Ask, body, None)?;
    let event = event::Supervised { body, clock: Some(clock.kind), due_at, note: None };
    act.journal(Some(matter.at.district), matter.subject(), &event)?;
    Ok(())
}

fn open(
    act: &mut Act<'_, '_>,
    matter: &Matter,
    body: BodyId,
    clock: Option<&Clock>,
    due_at: Timestamp,
) -> Outcome<Supervision> {
    let thread = Supervision {
        id: act.new_id::<SupervisionId>(),
        matter: matter.id,
        at: matter.at,
        body,
        clock: clock.map(|clock| clock.id),
        state: SupervisionState::Open,
        opened_at: act.now(),
        due_at,
        answered_at: None,
        ended_at: None,
    };
    store::supervision::insert(act.conn(), &thread)?;
    Ok(thread)
}

/// Answers the `nth` thread of a matter (from 1) on behalf of the body that leads it.
///
/// # Errors
/// Not found unless it is assigned to the actor's body; [`MatterRefusal::NothingToAnswer`] for a
/// thread that is not there; what [`supervising::answer`] refuses.
pub fn answer_supervision(
    act: &mut Act<'_, '_>,
    number: &MatterNumber,
    nth: usize,
    words: &str,
) -> Outcome<()> {
    let matter = step::load(act, &permissions::HANDLE, number)?;
    let mut thread = nth_of(act, &matter, nth)?;
    let part = step::own_part(act, &matter)?;
    let words = supervising::answer(&thread, part.as_ref().map(step::part_of), words)
        .map_err(Refusal::from)?;
    let body = part.ok_or_else(|| Refusal::from(MatterRefusal::NotTheLead))?.body;
    store::hand::note(act, matter.id, body)?;
    thread.state = SupervisionState::Answered;
    thread.answered_at = Some(act.now());
    store::supervision::update(act.conn(), &thread)?;
    let note = note(act, &matter, NoteKind::SupervisionAnswer, Some(body), &words)?;
    store::supervision::say(act, thread.id, SupervisionWord::Answer, body, Some(note.id))?;
    todos::follow(act, &matter)?;
    let event = event::SupervisionAnswered { body, note };
    act.journal(Some(matter.at.district), matter.subject(), &event)?;
    Ok(())
}

/// Ends the `nth` thread of a matter (from 1), on behalf of the body that supervises.
///
/// # Errors
/// Not found out of scope; [`MatterRefusal::NothingToAnswer`] for a thread that is not there; what
/// [`supervising::end`] refuses.
pub fn end_supervision(
    act: &mut Act<'_, '_>,
    number: &MatterNumber,
    nth: usize,
    words: &str,
) -> Outcome<()> {
    let matter = step::load(act, &permissions::SUPERVISE, number)?;
    let mut thread = nth_of(act, &matter, nth)?;
    let own: Vec<BodyId> = act.actor().bodies().collect();
    let words = supervising::end(&thread, own, words).map_err(Refusal::from)?;
    thread.state = SupervisionState::Ended;
    thread.ended_at = Some(act.now());
    store::supervision::update(act.conn(), &thread)?;
    let reads = matter.lead.or(Some(thread.body));
    let note = note(act, &matter, NoteKind::Supervision, reads, &words)?;
    store::supervision::say(act, thread.id, SupervisionWord::End, thread.body, Some(note.id))?;
    todos::follow(act, &matter)?;
    let event = event::SupervisionEnded { body: thread.body, note };
    act.journal(Some(matter.at.district), matter.subject(), &event)?;
    Ok(())
}

fn nth_of(act: &mut Act<'_, '_>, matter: &Matter, nth: usize) -> Outcome<Supervision> {
    let threads = store::supervision::list_of(act.conn(), matter.id)?;
    let found = nth.checked_sub(1).and_then(|at| threads.into_iter().nth(at));
    found.ok_or_else(|| Refusal::from(MatterRefusal::NothingToAnswer).into())
}

fn note(
    act: &mut Act<'_, '_>,
    matter: &Matter,
    kind: NoteKind,
    body: Option<BodyId>,
    words: &str,
) -> Outcome<NoteMark> {
    let new = NewNote { matter: matter.id, kind, body, words, outward: false };
    Ok(store::note::insert(act, &new)?)
}
