//! Where a matter has stood, read from the journal.

use jiff::Timestamp;
use platform::journal::life;
use platform::journal::life::Lived;
use platform::{Conn, StoreError};
use serde_json::Value;

use crate::model::{AssignmentRole, Matter, RequestKind, Solved, State};
use crate::rules::living::Stood;

/// Entries read; a matter has a few dozen.
const MOST: i64 = 5000;

/// Where `matter` has stood, from when it was raised on, as the journal tells.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn lived(conn: &mut Conn, matter: &Matter) -> Result<Vec<Stood>, StoreError> {
    Ok(stood(matter.raised_at, &life::list(conn, matter.subject(), MOST)?))
}

/// The same of entries that are at hand.
#[must_use]
pub fn stood(raised_at: Timestamp, life: &[Lived]) -> Vec<Stood> {
    let mut stood = vec![Stood { state: State::New, since: raised_at }];
    let mut before_merge = State::New;
    for lived in life {
        let present = stood.last().map_or(State::New, |one| one.state);
        let Ok(since) = Timestamp::from_microsecond(lived.entry.at) else { continue };
        let body: Value = serde_json::from_str(&lived.entry.body).unwrap_or_default();
        let Some(state) = after(&lived.entry.kind, &body, present, before_merge) else { continue };
        if state == State::Merged {
            before_merge = present;
        }
        if state != present {
            stood.push(Stood { state, since });
        }
    }
    stood
}

/// Where an entry leaves a matter that stands in `present`; `None` where it moves nothing.
fn after(kind: &str, body: &Value, present: State, before_merge: State) -> Option<State> {
    let word = |field: &str| body.get(field).and_then(Value::as_str);
    let is = |field: &str| body.get(field).and_then(Value::as_bool) == Some(true);
    match kind {
        "matter.dispatched" => Some(State::Dispatched),
        "matter.declined" => Some(State::Declined),
        "matter.signed" if word("role") == Some(AssignmentRole::Lead.word()) => {
            Some(State::InProgress)
        }
        "matter.ruled" if is("granted") => match RequestKind::from_word(word("request")?)? {
            RequestKind::Objection => Some(State::New),
            RequestKind::Parking => Some(State::Parked),
            RequestKind::Extension => None,
        },
        "matter.resumed" | "matter.reopened" => Some(State::InProgress),
        "matter.appealed" => Some(State::New),
        "matter.completed" => Some(State::Completed),
        "matter.imported" | "matter.called_back" | "matter.changed_at_source" => {
            State::from_word(word("state")?)
        }
        "matter.rated" if present == State::Completed => {
            let solved = body.get("answer")?.get("solved")?.as_str();
            (solved != Some(Solved::Unsolved.word())).then_some(State::Closed)
        }
        "matter.closed_in_silence" => Some(State::Closed),
        "matter.withdrawn" if is("ended") => Some(State::Withdrawn),
        "matter.merged" => Some(State::Merged),
        "matter.split" => Some(before_merge),
        _ => None,
    }
}
