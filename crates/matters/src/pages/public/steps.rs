//! The way of a matter as a line of steps.

use jiff::Timestamp;
use platform::web::View;
use platform::web::component::{Step, StepState};

use crate::model::{Matter, State};

/// The steps of `matter`; the last one is the reporter's own, which others see as the end.
pub(super) fn steps(v: &View, matter: &Matter, own: bool) -> Vec<Step> {
    let (at, shape) = match matter.state {
        State::New => (1, "new"),
        State::Dispatched => (2, "sign"),
        State::InProgress => (2, "work"),
        State::Parked => (2, "park"),
        State::Completed => (4, "call"),
        State::Closed => (5, "done"),
        State::Merged => return ended(v, matter, "status-merged", "merge"),
        State::Declined => return ended(v, matter, "status-declined", "no"),
        State::Withdrawn => return ended(v, matter, "status-withdrawn", "back"),
    };
    let last = if own { "public-step-rate" } else { "public-step-closed" };
    let keys = ["received", "dispatched", "handled", "completed"]
        .map(|step| v.t(&format!("public-step-{step}")).into_owned());
    let labels = keys.into_iter().chain([v.t(last).into_owned()]);
    let when =
        [Some(matter.raised_at), matter.dispatched_at, None, matter.completed_at, matter.ended_at];
    labels
        .zip(when)
        .enumerate()
        .map(|(index, (label, when))| {
            let state = match index.cmp(&at) {
                std::cmp::Ordering::Less => StepState::Behind,
                std::cmp::Ordering::Equal => StepState::Present,
                std::cmp::Ordering::Greater => StepState::Ahead,
            };
            let when = when.filter(|_| state == StepState::Behind);
            Step {
                shape,
                ..Step::new(label, when.map_or_else(String::new, |at| short(v, at)), state)
            }
        })
        .collect()
}

/// A matter that ended before anybody handled it.
fn ended(v: &View, matter: &Matter, key: &str, shape: &'static str) -> Vec<Step> {
    let received = v.t("public-step-received");
    let when = matter.ended_at.map_or_else(String::new, |at| short(v, at));
    vec![
        Step::new(received, short(v, matter.raised_at), StepState::Behind),
        Step { shape, ..Step::new(v.t(key), when, StepState::Present) },
    ]
}

/// A day as short as a step has room for: `2/5`.
fn short(v: &View, at: Timestamp) -> String {
    let day = v.local(at).date();
    format!("{}/{}", day.month(), day.day())
}
