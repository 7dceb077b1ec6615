//! 审定: somebody else says yes or no to what a body asked for, and the matter moves accordingly.

use jiff::Timestamp;
use kernel::{Refusal, day};
use platform::charter::Pinned;
use platform::{Act, Outcome};

use super::{duty, step, todos};
use crate::event;
use crate::model::charter::{Matters, RuledBy};
use crate::model::{
    AssignmentState, ClockKind, Matter, MatterNumber, NoteKind, Request, RequestId, RequestState,
};
use crate::permissions;
use crate::rules::MatterRefusal;
use crate::rules::requesting::{self, Change, Judge};
use crate::store;
use crate::store::assignment::Assignment;
use crate::store::note::NewNote;

/// A ruling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RulingOn {
    /// On which request.
    pub request: RequestId,
    /// Whether it is granted.
    pub grants: bool,
    /// To the reporter where it is granted, to the body that asked where it is not.
    pub words: String,
}

/// Rules on an open request.
///
/// # Errors
/// Not found out of scope, or where the street has to rule; [`MatterRefusal::NothingToRule`] for a
/// request that is open no more; what [`requesting::rule`] refuses.
///
/// Source: DOMAIN J-07, J-08; FEATURES F-B6, F-C5 (a pause needs a ground and an approver).
pub fn rule_request(act: &mut Act<'_, '_>, number: &MatterNumber, ask: &RulingOn) -> Outcome<()> {
    let mut matter = step::load(act, &permissions::RULE, number)?;
    let standing = step::standing(act, &matter)?;
    let charter = step::charter(act, &matter)?;
    let mut request = open(act, &matter, ask.request)?;
    let mut part = part(act, &matter, &request)?;
    let judge = Judge { person: act.actor().person, body: duty::acting_body(act) };
    let ruled = requesting::rule(standing, &request, part.role, judge, ask.grants, &ask.words)
        .map_err(Refusal::from)?;
    require_ruler(act, &matter, &request, &charter)?;
    request.state = if ask.grants { RequestState::Granted } else { RequestState::Refused };
    request.decided_at = Some(act.now());
    request.decided_by = judge.body;
    store::request::update(act.conn(), &request)?;
    match ruled.change {
        Change::Returned(advance) => {
            matter.returns += 1;
            matter.lead = None;
            matter.dispatched_at = None;
            step::end_parts(act, &matter, AssignmentState::Recalled)?;
            step::take(act, &mut matter, &advance, &charter)?;
        }
        Change::Parked(advance) => {
            step::pause(
                act,
                &matter,
                standing.running.without(ClockKind::Ruling),
                &request.ground,
            )?;
            matter.due_at = review_ends(act, &request);
            step::take(act, &mut matter, &advance, &charter)?;
        }
        Change::Released(done) => {
            part.state = AssignmentState::Recalled;
            part.done_at = Some(act.now());
            store::assignment::update(act.conn(), &part)?;
            step::done(act, &mut matter, &done)?;
            todos::follow(act, &matter)?;
        }
        Change::Extended(done) => {
            extend(act, &matter, &request, &charter)?;
            step::done(act, &mut matter, &done)?;
            todos::follow(act, &matter)?;
        }
        Change::Refused(done) => {
            step::done(act, &mut matter, &done)?;
            todos::follow(act, &matter)?;
        }
    }
    let note = store::note::insert(
        act,
        &NewNote {
            matter: matter.id,
            kind: NoteKind::Ruling,
            body: if ask.grants { judge.body } else { Some(request.body) },
            words: &ruled.words,
            outward: ask.grants,
        },
    )?;
    act.journal(
        Some(matter.at.district),
        matter.subject(),
        &event::Ruled {
            body: request.body,
            request: request.kind,
            ground: request.ground,
            granted: ask.grants,
            note,
        },
    )?;
    Ok(())
}

fn open(act: &mut Act<'_, '_>, matter: &Matter, id: RequestId) -> Outcome<Request> {
    let requests = store::request::list(act.conn(), matter.id)?;
    let found = requests
        .into_iter()
        .find(|request| request.id == id && request.state == RequestState::Open);
    found.ok_or_else(|| Refusal::from(MatterRefusal::NothingToRule).into())
}

fn part(act: &mut Act<'_, '_>, matter: &Matter, request: &Request) -> Outcome<Assignment> {
    let parts = store::assignment::list(act.conn(), matter.id)?;
    let found = parts.into_iter().find(|part| part.id == request.part);
    found.ok_or_else(|| Refusal::not_found().into())
}

/// Where the street or the district has to rule, nobody below does.
fn require_ruler(
    act: &mut Act<'_, '_>,
    matter: &Matter,
    request: &Request,
    charter: &Pinned,
) -> Outcome<()> {
    let ruler = duty::ruler(act, &matter.at, request, charter)?;
    let scope = match ruler {
        None | Some((RuledBy::Station, _)) => return Ok(()),
        Some((RuledBy::Street, _)) => act.require(&permissions::DESIGNATE)?,
        Some((RuledBy::District, _)) => act.require(&permissions::RULE_ABOVE)?,
    };
    if scope.covers(&matter.at) { Ok(()) } else { Err(Refusal::not_found().into()) }
}

/// Grants the charter's extension on the clock that says by when it is finished.
fn extend(
    act: &mut Act<'_, '_>,
    matter: &Matter,
    request: &Request,
    charter: &Pinned,
) -> Outcome<()> {
    let section = charter.section::<Matters>();
    let Some(more) = section.request(request.kind).and_then(|rule| rule.length) else {
        return Ok(());
    };
    step::change_time(act, matter, charter, |kind, time, now, reckoning| match kind {
        ClockKind::Resolve => time.extend(more, now, reckoning),
        _ => Ok(()),
    })
}

fn review_ends(act: &Act<'_, '_>, request: &Request) -> Option<Timestamp> {
    request.review_on.map(|on| day::end(on, act.zone()))
}
