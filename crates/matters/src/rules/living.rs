//! The life of a matter as stretches of time, each with where it stood: without a gap, so that their
//! sum is the whole life.
//!
//! Source: FEATURES T1 (the wait for a signature is an interval of its own; no clock is kept or
//! reset silently), F-C5 (what stood still is visible).

use jiff::{SignedDuration, Timestamp};

use crate::model::State;

/// Since when a matter stood somewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stood {
    /// Where.
    pub state: State,
    /// Since when.
    pub since: Timestamp,
}

/// How long it stood where until `until`, in the order in which it first stood there. What ended is
/// over: nothing is counted after it, unless it went on.
#[must_use]
pub fn spans(life: &[Stood], until: Timestamp) -> Vec<(State, SignedDuration)> {
    let mut spans: Vec<(State, SignedDuration)> = Vec::new();
    for (at, stood) in life.iter().enumerate() {
        let left = life.get(at + 1).map(|next| next.since);
        if stood.state.is_ended() && left.is_none() {
            continue;
        }
        let time = stood.since.duration_until(left.unwrap_or(until)).max(SignedDuration::ZERO);
        match spans.iter_mut().find(|(state, _)| *state == stood.state) {
            Some((_, sum)) => *sum += time,
            None => spans.push((stood.state, time)),
        }
    }
    spans
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::Transition;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn times_in_one_state_are_added_and_the_end_is_no_stretch() {
        let life = [
            (State::New, 0),
            (State::Dispatched, 10),
            (State::New, 15),
            (State::Dispatched, 18),
            (State::InProgress, 20),
            (State::Closed, 50),
        ];
        let life = life.map(|(state, since)| Stood { state, since: at(since) });
        let seconds: Vec<_> =
            spans(&life, at(99)).into_iter().map(|(state, time)| (state, time.as_secs())).collect();
        let expected = [(State::New, 13), (State::Dispatched, 7), (State::InProgress, 30)];
        assert_eq!(seconds, expected);
    }

    proptest! {
        #[test]
        fn the_sum_of_the_stretches_is_the_whole_life(
            tried in prop::collection::vec(
                (prop::sample::select(Transition::ALL), 0i64..100_000), 0..40),
            after in 0i64..100_000,
        ) {
            let mut life = vec![Stood { state: State::New, since: at(0) }];
            let mut now = 0;
            for (transition, later) in tried {
                now += later;
                let present = life.last().map_or(State::New, |stood| stood.state);
                if let Some(state) = present.after(transition) {
                    life.push(Stood { state, since: at(now) });
                }
            }
            let last = life[life.len() - 1];
            let until = now + after;
            let whole = if last.state.is_ended() { last.since } else { at(until) };
            let sum: SignedDuration = spans(&life, at(until)).into_iter().map(|(_, time)| time).sum();
            prop_assert_eq!(sum, at(0).duration_until(whole));
        }
    }
}
