//! Who owes the next move: to-dos follow the state, so that nothing waits for nobody.

use kernel::BodyId;
use platform::todo::{self, NewTodo};
use platform::{Act, Outcome};

use super::duty;
use crate::model::{Matter, State};
use crate::store;

/// Closes what waited and opens what waits now.
pub(super) fn follow(act: &mut Act<'_, '_>, matter: &Matter) -> Outcome<()> {
    let subject = matter.subject();
    todo::close_all(act, subject)?;
    match matter.state {
        State::New => for_station(act, matter, "matter-triage", "matter-why-station"),
        State::Completed => for_station(act, matter, "matter-callback", "matter-why-callback"),
        State::Dispatched | State::InProgress => for_parts(act, matter),
        State::Closed | State::Declined | State::Withdrawn => Ok(()),
    }
}

/// What the station that serves the place owes; where none does, the street's office.
fn for_station(act: &mut Act<'_, '_>, matter: &Matter, kind: &str, why: &str) -> Outcome<()> {
    let Some(body) = duty::station_or_street(act, &matter.at)? else { return Ok(()) };
    todo::open(act, &station_owes(matter, kind, why, body))?;
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
    use crate::model::{AssignmentRole, AssignmentState};
    for part in store::assignment::list(act.conn(), matter.id)? {
        let (kind, why) = match (part.state, part.role) {
            (AssignmentState::Sent, AssignmentRole::Lead) => ("matter-sign", "matter-why-lead"),
            (AssignmentState::Sent, AssignmentRole::Assist) => ("matter-sign", "matter-why-assist"),
            (AssignmentState::Signed, AssignmentRole::Lead) => {
                ("matter-complete", "matter-why-first-receiver")
            }
            _ => continue,
        };
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
