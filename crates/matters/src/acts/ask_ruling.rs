//! 派单异议、延期、挂账: a body asks, on a ground of the catalogue; somebody else will rule.

use jiff::civil::Date;
use kernel::{Refusal, day};
use platform::charter::Pinned;
use platform::{Act, Outcome};

use super::{step, todos};
use crate::event;
use crate::model::charter::Matters;
use crate::model::{
    ClockKind, Matter, MatterNumber, NoteKind, Request, RequestId, RequestKind, RequestState,
};
use crate::permissions;
use crate::rules::MatterRefusal;
use crate::rules::requesting::{self, Ask, Past};
use crate::store;
use crate::store::note::NewNote;

/// What a body asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// For what.
    pub kind: RequestKind,
    /// The ground's key.
    pub ground: String,
    /// Why, in words; whoever rules reads it, the reporter does not.
    pub why: String,
    /// For parking: the day to look again.
    pub review_on: Option<Date>,
}

/// Asks for a ruling on behalf of the actor's body; every other clock runs on, since the first
/// receiver coordinates meanwhile.
///
/// # Errors
/// Not found unless it is assigned to the actor's body; what [`requesting::ask`] refuses.
///
/// Source: DOMAIN J-06 … J-08, UX §3 Handle.
pub fn ask_ruling(act: &mut Act<'_, '_>, number: &MatterNumber, ask: &Wanted) -> Outcome<()> {
    let mut matter = step::load(act, &permissions::HANDLE, number)?;
    let standing = step::standing(act, &matter)?;
    let charter = step::charter(act, &matter)?;
    let own = step::own_part(act, &matter)?;
    let past = past(act, &matter, ask.kind, &charter)?;
    let asked = requesting::ask(
        standing,
        own.as_ref().map(step::part_of),
        Ask { kind: ask.kind, ground: &ask.ground, why: &ask.why, review_on: ask.review_on },
        past,
        charter.section::<Matters>(),
        (act.now(), act.today()),
    )
    .map_err(Refusal::from)?;
    let part = own.ok_or_else(|| Refusal::from(MatterRefusal::NotYours))?;
    step::start(act, &matter, asked.done.starts(), &charter)?;
    step::done(act, &mut matter, &asked.done)?;
    let note = store::note::insert(
        act,
        &NewNote {
            matter: matter.id,
            kind: NoteKind::Request,
            body: Some(part.body),
            words: &asked.why,
            outward: false,
        },
    )?;
    let request = Request {
        id: act.new_id::<RequestId>(),
        matter: matter.id,
        part: part.id,
        body: part.body,
        asked_by: act.actor().person,
        kind: ask.kind,
        ground: ask.ground.clone(),
        review_on: ask.review_on,
        state: RequestState::Open,
        asked_at: act.now(),
        note: note.id,
        decided_at: None,
        decided_by: None,
    };
    store::request::insert(act.conn(), &request)?;
    todos::follow(act, &matter)?;
    act.journal(
        Some(matter.at.district),
        matter.subject(),
        &event::Requested { body: part.body, request: ask.kind, ground: ask.ground.clone(), note },
    )?;
    Ok(())
}

/// What happened before, as far as it bounds what may be asked.
fn past(
    act: &mut Act<'_, '_>,
    matter: &Matter,
    kind: RequestKind,
    charter: &Pinned,
) -> Outcome<Past> {
    let requests = store::request::list(act.conn(), matter.id)?;
    let granted = requests
        .iter()
        .filter(|request| request.kind == kind && request.state == RequestState::Granted)
        .count();
    let clocks = store::clock::list(act.conn(), matter.id)?;
    let resolve =
        clocks.iter().find(|clock| clock.kind == ClockKind::Resolve && clock.stopped_at.is_none());
    Ok(Past {
        returns: matter.returns,
        granted: u32::try_from(granted).unwrap_or(u32::MAX),
        due_at: resolve.map(|clock| clock.due_at),
        longest: latest_review(act, kind, charter),
    })
}

/// The latest day a review may be put off to from today.
fn latest_review(act: &Act<'_, '_>, kind: RequestKind, charter: &Pinned) -> Option<Date> {
    let longest = charter.section::<Matters>().request(kind)?.length?;
    let calendar = act.world().calendar();
    let reckoning = charter.reckoning(act.zone(), &calendar);
    Some(day::ending_at(reckoning.due_at(longest, act.now(), &[]), act.zone()))
}
