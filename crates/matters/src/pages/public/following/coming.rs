//! Who has a followed matter now, and what happens next.

use platform::World;
use platform::web::{Status, View};

use super::Followed;
use crate::acts;
use crate::model::{ClockKind, State};
use crate::store::clock::Clock;

/// Who has it now.
pub(super) fn who(v: &View, followed: &Followed) -> String {
    match followed.matter.state {
        State::Dispatched | State::InProgress | State::Parked if followed.assists.is_empty() => {
            followed.lead.clone()
        }
        State::Dispatched | State::InProgress | State::Parked => v.t2(
            "follow-who-with",
            "lead",
            followed.lead.as_str(),
            "assists",
            followed.assists.join(v.t("list-comma").as_ref()),
        ),
        State::New | State::Completed if followed.station.is_empty() => {
            v.t("follow-who-station").into_owned()
        }
        State::New | State::Completed => followed.station.clone(),
        State::Merged => match &followed.gone_on {
            Some(lead) if !lead.lead.is_empty() => lead.lead.clone(),
            _ if !followed.station.is_empty() => followed.station.clone(),
            _ => v.t("follow-who-station").into_owned(),
        },
        ended => v.t(Status::from(ended).key()).into_owned(),
    }
}

/// What happens next, by when.
pub(super) fn next(v: &View, world: &World, followed: &Followed) -> String {
    let by = |clock: Option<&Clock>, key: &str, without: &str| match clock {
        Some(clock) => v.t1(key, "due", v.due(clock.due_at)),
        None => v.t(without).into_owned(),
    };
    match followed.matter.state {
        State::New => {
            // When the answer is due tells when it was raised.
            let reply = followed.running(ClockKind::Reply).filter(|_| followed.is_reporter());
            by(reply, "follow-next-reply", "follow-next-triage")
        }
        State::Dispatched => {
            by(followed.running(ClockKind::Sign), "follow-next-sign-by", "follow-next-sign")
        }
        State::InProgress => {
            by(followed.running(ClockKind::Contact), "follow-next-contact", "follow-next-handle")
        }
        State::Parked => {
            let review = followed.matter.due_at;
            review.map_or_else(String::new, |on| v.t1("follow-next-parked", "due", v.due(on)))
        }
        State::Completed => {
            by(followed.running(ClockKind::Callback), "follow-next-call-by", "follow-next-call")
        }
        State::Closed if followed.offers.reopen => {
            let until = acts::window_end(world, &followed.charter, &followed.matter);
            until.map_or_else(String::new, |until| v.t1("follow-next-window", "due", v.due(until)))
        }
        State::Merged => {
            let lead = followed.gone_on.as_ref().map(|lead| &lead.matter);
            let until = lead.and_then(|lead| acts::window_end(world, &followed.charter, lead));
            if let Some(until) = until.filter(|_| followed.offers.reopen) {
                return v.t1("follow-next-merged-window", "due", v.due(until));
            }
            let state = lead.map_or(State::Merged, |lead| lead.state);
            v.t1("follow-next-merged", "status", v.t(Status::from(state).key()).into_owned())
        }
        State::Closed => v.t("follow-next-closed").into_owned(),
        State::Declined => v.t("follow-next-declined").into_owned(),
        State::Withdrawn => v.t("follow-next-withdrawn").into_owned(),
    }
}
