//! 吹哨: departments are called to a matter that nobody in the building can settle.

use std::collections::HashSet;

use jiff::Timestamp;
use kernel::{BodyId, Refusal, TimeLimit};
use platform::charter::Pinned;
use platform::{Act, Outcome, World};
use registry::model::Body;

use super::{Held, rules, step, todos};
use crate::acts::duty;
use crate::event;
use crate::model::charter::Whistling;
use crate::model::{
    AssignmentRole, Call, CallId, CallState, ClockId, ClockKind, Matter, MatterNumber, NoteKind,
    Sending, Venue, Visibility, Whistle, WhistleId, WhistleNumber, WhistleState,
};
use crate::permissions;
use crate::rules::MatterRefusal;
use crate::rules::whistling::{self, Asking, Blow};
use crate::store;

/// A department that is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Called {
    /// The department.
    pub body: BodyId,
    /// What is asked of it alone; blank for the common ask.
    pub ask: String,
}

/// A whistle as the form says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewWhistle {
    /// The type's key.
    pub kind: String,
    /// What is asked of every department without an ask of its own.
    pub ask: String,
    /// The departments.
    pub calls: Vec<Called>,
    /// Which of them leads; the first if none was picked.
    pub lead: Option<BodyId>,
    /// What was tried in the building.
    pub tried: String,
    /// Where they are to come.
    pub venue: Venue,
    /// The spot in words.
    pub spot: String,
    /// When they are to come.
    pub come_at: Option<Timestamp>,
}

/// Blows a whistle for the actor's body about a matter it sees; each department's clock starts.
///
/// # Errors
/// Not found out of sight; [`MatterRefusal::NotInCharter`] at `called` for a body that may not be
/// called here; what [`whistling::blow`] refuses.
///
/// Source: DOMAIN W-01, W-10; FEATURES F-D1, F-D2.
pub fn blow_whistle(
    act: &mut Act<'_, '_>,
    number: &MatterNumber,
    ask: &NewWhistle,
) -> Outcome<WhistleNumber> {
    let matter = step::load(act, &permissions::WHISTLE, number)?;
    let charter = step::charter(act, &matter)?;
    let rules = rules(&charter)?;
    let body = duty::acting_body(act).ok_or_else(Refusal::not_found)?;
    let known = registry::store::body::load(act.conn(), body)?.ok_or_else(Refusal::not_found)?;
    let calls: Vec<Asking<'_>> =
        ask.calls.iter().map(|one| Asking { body: one.body, ask: &one.ask }).collect();
    let typed = Blow {
        by: &known.kind,
        kind: &ask.kind,
        ask: &ask.ask,
        calls: &calls,
        lead: ask.lead,
        tried: &ask.tried,
        spot: &ask.spot,
        come_at: ask.come_at,
    };
    let blown = whistling::blow(matter.state, typed, rules, act.now()).map_err(Refusal::from)?;
    require_callable(act, &matter, rules, &blown.calls)?;
    let mut held = begin(act, matter, &charter, (body, ask, &blown))?;
    let limit = rules.kind(&ask.kind).map_or(rules.ruling_within, |kind| kind.report_in);
    call_all(act, &mut held, blown.calls, limit)?;
    todos::follow(act, &held)?;
    Ok(held.whistle.number)
}

/// Writes the whistle itself.
fn begin(
    act: &mut Act<'_, '_>,
    matter: Matter,
    charter: &std::sync::Arc<Pinned>,
    (body, ask, blown): (BodyId, &NewWhistle, &whistling::Blown),
) -> Outcome<Held> {
    let before = store::whistle::of_matter(act.conn(), matter.id)?.len();
    let number = WhistleNumber::of(&matter.number, before + 1);
    let mut held = Held {
        whistle: Whistle {
            id: act.new_id::<WhistleId>(),
            number,
            matter: matter.id,
            at: matter.at,
            is_shared: matter.visibility == Visibility::PublicAnonymous,
            body,
            kind: ask.kind.clone(),
            state: WhistleState::Open,
            venue: ask.venue,
            spot: blown.spot.clone(),
            come_at: ask.come_at,
            tried: 0,
            ending: None,
            meeting_asked_at: None,
            charter_version: charter.id,
            month: store::list::number(kernel::Month::of(act.today())),
            raised_at: act.now(),
            ended_at: None,
        },
        matter,
        calls: Vec::new(),
        charter: std::sync::Arc::clone(charter),
    };
    let tried = held.note(act, NoteKind::Tried, Some(body), &blown.tried)?;
    held.whistle.tried = tried.id;
    store::whistle::insert(act, &held.whistle)?;
    act.journal(
        Some(held.matter.at.district),
        held.matter.subject(),
        &event::Whistled {
            number: held.whistle.number.clone(),
            body,
            whistle_kind: ask.kind.clone(),
            parts: blown.calls.iter().map(|(body, role, _)| (*body, *role)).collect(),
            charter_version: charter.id,
            note: tried,
        },
    )?;
    Ok(held)
}

/// Calls each department: its ask, its clock, and how far the call has travelled.
fn call_all(
    act: &mut Act<'_, '_>,
    held: &mut Held,
    calls: Vec<(BodyId, AssignmentRole, String)>,
    limit: TimeLimit,
) -> Outcome<()> {
    let bodies: Vec<BodyId> = calls.iter().map(|(body, ..)| *body).collect();
    let today = act.today();
    let staffed = registry::store::post::staffed(act.conn(), &bodies, today)?;
    for (body, role, ask) in calls {
        let clock = start_clock(act, held, ClockKind::ReportIn, limit)?;
        let note = held.note(act, NoteKind::Ask, Some(held.whistle.body), &ask)?;
        // Whoever has somebody on duty finds it on the desk at once; the others get a sheet.
        let is_sent = staffed.contains(&body);
        let call = Call {
            id: act.new_id::<CallId>(),
            whistle: held.whistle.id,
            matter: held.matter.id,
            body,
            role,
            state: CallState::Called,
            sending: if is_sent { Sending::Sent } else { Sending::Drafted },
            ask: note.id,
            clock,
            sent_at: is_sent.then(|| act.now()),
            opened_at: None,
            answered_at: None,
            presence: None,
            who: None,
            answer_on: None,
            report: None,
            reported_at: None,
            result: None,
            done_at: None,
            refused: None,
            rated_at: None,
            verdict: None,
            judged_at: None,
            code_until: None,
        };
        store::whistle::call::insert(act, &call)?;
        held.calls.push(call);
    }
    Ok(())
}

/// Starts a clock of a call.
pub(super) fn start_clock(
    act: &mut Act<'_, '_>,
    held: &Held,
    kind: ClockKind,
    limit: TimeLimit,
) -> Outcome<ClockId> {
    let clock = step::new_clock(act, &held.matter, (kind, limit), &held.charter);
    store::clock::insert(act, &clock)?;
    Ok(clock.id)
}

/// The bodies a whistle about `matter` may call today.
///
/// # Errors
/// [`platform::StoreError`] if the database refuses.
pub fn callable(
    conn: &mut platform::Conn,
    world: &World,
    matter: &Matter,
    rules: &Whistling,
) -> Result<Vec<Body>, platform::StoreError> {
    let today = world.today();
    let mut found: Vec<Body> = Vec::new();
    if let Some(place) = registry::store::place::load(conn, matter.place)? {
        let covering = registry::store::coverage::covering(conn, &place, today)?;
        found.extend(covering.into_iter().filter(|body| rules.calls.contains(&body.kind)));
    }
    let here = registry::model::kind::DEPARTMENT;
    if rules.calls.iter().any(|kind| kind == here) {
        found.extend(registry::store::body::of_kind(conn, matter.at.district, here, today)?);
    }
    let mut seen = HashSet::new();
    found.retain(|body| seen.insert(body.id));
    Ok(found)
}

/// Refuses bodies that may not be called to the matter.
fn require_callable(
    act: &mut Act<'_, '_>,
    matter: &Matter,
    rules: &Whistling,
    calls: &[(BodyId, AssignmentRole, String)],
) -> Outcome<()> {
    let world = act.world();
    let known = callable(act.conn(), world, matter, rules)?;
    if calls.iter().all(|(body, ..)| known.iter().any(|one| one.id == *body)) {
        return Ok(());
    }
    let chosen = String::new();
    Err(Refusal::from(MatterRefusal::NotInCharter { field: "called", chosen }).into())
}
