//! Who owes the next move: to-dos follow the state, so that nothing waits for nobody.

use jiff::Timestamp;
use kernel::{BodyId, day};
use platform::todo::{self, NewTodo};
use platform::{Act, Outcome};

use super::{duty, step};
use crate::model::charter::{Matters, Told};
use crate::model::{
    AssignmentRole, AssignmentState, ClockKind, Matter, RequestState, State, SupervisionState,
};
use crate::rules::requesting;
use crate::store;

/// Closes what waited and opens what waits now.
pub(super) fn follow(act: &mut Act<'_, '_>, matter: &Matter) -> Outcome<()> {
    let subject = matter.subject();
    todo::close_all(act, subject)?;
    match matter.state {
        State::New if matter.returns > 0 => for_whoever_designates(act, matter),
        State::New => for_station(act, matter, "matter-triage", "matter-why-station"),
        State::Completed => for_station(act, matter, "matter-callback", "matter-why-callback"),
        State::Dispatched | State::InProgress => {
            for_parts(act, matter)?;
            for_ruler(act, matter)
        }
        State::Parked => for_parts(act, matter),
        State::Merged | State::Closed | State::Declined | State::Withdrawn => Ok(()),
    }?;
    for_told(act, matter)?;
    for_supervision(act, matter)
}

/// What supervised threads wait for: the lead's answer while it has the matter, else the
/// supervisor's word. They outlive the matter, since only the supervisor ends them.
fn for_supervision(act: &mut Act<'_, '_>, matter: &Matter) -> Outcome<()> {
    let threads = store::supervision::list_of(act.conn(), matter.id)?;
    for thread in threads.iter().filter(|one| one.state != SupervisionState::Ended) {
        let lead = matter.lead.filter(|_| matter.state.is_open() && matter.state != State::New);
        let owed = (thread.state == SupervisionState::Open).then_some(lead).flatten();
        let (kind, body, why) = match owed {
            Some(lead) => ("matter-answer", lead, "matter-why-answer"),
            None => ("matter-supervise", thread.body, "matter-why-supervise"),
        };
        let due_at = match thread.answered_at.filter(|_| owed.is_none()) {
            Some(answered_at) => looked_into_by(act, answered_at),
            None => thread.due_at,
        };
        let subject = matter.subject();
        let due_at = Some(due_at);
        todo::open(act, &NewTodo { subject, kind, body, post: None, why, due_at })?;
    }
    Ok(())
}

/// By when a supervisor looks into an answer: by the end of the working day after it came.
/// Source: assumption.
fn looked_into_by(act: &Act<'_, '_>, answered_at: Timestamp) -> Timestamp {
    let next = day::of(answered_at, act.zone()).saturating_add(jiff::Span::new().days(1));
    day::end(act.world().calendar().working_day_from(next), act.zone())
}

/// What an office that was told of a late clock looks into, until the clock has stopped or has more
/// time; once for each office, however many clocks it was told of.
fn for_told(act: &mut Act<'_, '_>, matter: &Matter) -> Outcome<()> {
    if matter.state.stands_still() || matter.state.is_ended() {
        return Ok(());
    }
    let now = act.now();
    let mut bodies = Vec::new();
    for taken in store::escalation::list(act.conn(), matter.id)? {
        let why = match taken.told {
            Told::Handler => continue,
            Told::Station => "matter-why-late-station",
            Told::Street => "matter-why-late-street",
            Told::District => "matter-why-late-district",
        };
        let Some(body) = taken.body.filter(|body| !bodies.contains(body)) else { continue };
        if taken.is_running && taken.due_at <= now {
            bodies.push(body);
            let due_at = Some(taken.due_at);
            let subject = matter.subject();
            let new = NewTodo { subject, kind: "matter-late", body, post: None, why, due_at };
            todo::open(act, &new)?;
        }
    }
    Ok(())
}

/// Why it waits for whoever leads it: what presses most.
fn why_lead(act: &mut Act<'_, '_>, matter: &Matter, usual: &'static str) -> Outcome<&'static str> {
    if matter.urged_at.is_some() {
        return Ok("matter-why-urged");
    }
    let now = act.now();
    let taken = store::escalation::list(act.conn(), matter.id)?;
    let reminded =
        taken.iter().any(|one| one.told == Told::Handler && one.is_running && one.due_at > now);
    Ok(if reminded { "matter-why-reminded" } else { usual })
}

/// What the station that serves the place owes; where none does, the street's office.
fn for_station(act: &mut Act<'_, '_>, matter: &Matter, kind: &str, why: &str) -> Outcome<()> {
    let Some(body) = duty::station_or_street(act, &matter.at)? else { return Ok(()) };
    todo::open(act, &station_owes(matter, kind, why, body))?;
    Ok(())
}

/// Triage of a matter that was sent back: the station again, or the street once it was sent back
/// too often.
fn for_whoever_designates(act: &mut Act<'_, '_>, matter: &Matter) -> Outcome<()> {
    let charter = step::charter(act, matter)?;
    if !requesting::is_designated(matter.returns, charter.section::<Matters>()) {
        return for_station(act, matter, "matter-triage", "matter-why-returned");
    }
    let Some(body) = duty::street(act, &matter.at)? else { return Ok(()) };
    todo::open(act, &station_owes(matter, "matter-triage", "matter-why-designate", body))?;
    Ok(())
}

/// What whoever rules owes while a request is open.
fn for_ruler(act: &mut Act<'_, '_>, matter: &Matter) -> Outcome<()> {
    let requests = store::request::list(act.conn(), matter.id)?;
    let open = requests.into_iter().find(|request| request.state == RequestState::Open);
    let Some(request) = open else { return Ok(()) };
    let charter = step::charter(act, matter)?;
    let ruler = duty::ruler(act, &matter.at, &request, &charter)?;
    let Some((_, Some(body))) = ruler else { return Ok(()) };
    let clocks = store::clock::list(act.conn(), matter.id)?;
    let clock =
        clocks.iter().find(|clock| clock.kind == ClockKind::Ruling && clock.stopped_at.is_none());
    todo::open(
        act,
        &NewTodo {
            subject: matter.subject(),
            kind: "matter-rule",
            body,
            post: None,
            why: "matter-why-rule",
            due_at: clock.map(|clock| clock.due_at),
        },
    )?;
    Ok(())
}

/// Opens the triage of a matter nothing waits for yet, at a station looked up before.
pub(super) fn wait_for_triage(
    act: &mut Act<'_, '_>,
    matter: &Matter,
    station: Option<BodyId>,
) -> Outcome<()> {
    let Some(body) = station else { return Ok(()) };
    todo::open(act, &station_owes(matter, "matter-triage", "matter-why-station", body))?;
    Ok(())
}

fn station_owes<'a>(matter: &Matter, kind: &'a str, why: &'a str, body: BodyId) -> NewTodo<'a> {
    NewTodo { subject: matter.subject(), kind, body, post: None, why, due_at: matter.due_at }
}

/// What each body with an open part owes.
fn for_parts(act: &mut Act<'_, '_>, matter: &Matter) -> Outcome<()> {
    for part in store::assignment::list(act.conn(), matter.id)? {
        let (kind, why) = match (part.state, part.role) {
            (AssignmentState::Sent, AssignmentRole::Lead) => ("matter-sign", "matter-why-lead"),
            (AssignmentState::Sent, AssignmentRole::Assist) => ("matter-sign", "matter-why-assist"),
            (AssignmentState::Signed, AssignmentRole::Lead) if matter.state == State::Parked => {
                ("matter-review", "matter-why-parked")
            }
            (AssignmentState::Signed, AssignmentRole::Lead) => {
                ("matter-complete", "matter-why-first-receiver")
            }
            (AssignmentState::Signed, AssignmentRole::Assist) => {
                ("matter-report", "matter-why-report")
            }
            _ => continue,
        };
        let presses = part.role == AssignmentRole::Lead && matter.state != State::Parked;
        let why = if presses { why_lead(act, matter, why)? } else { why };
        todo::open(
            act,
            &NewTodo {
                subject: matter.subject(),
                kind,
                body: part.body,
                post: part.post,
                why,
                due_at: matter.due_at,
            },
        )?;
    }
    Ok(())
}
