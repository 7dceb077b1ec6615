//! Moving a matter along the table of transitions, and its clocks with it.
//!
//! | step | stops | starts |
//! |---|---|---|
//! | raise | | reply |
//! | dispatch | reply | sign, resolve |
//! | sign (lead) | sign | contact |
//! | contact, outward progress | contact | |
//! | complete | all that run | callback |
//! | call-back, rating, auto-close | all that run | |
//! | reopen | all that run | contact, resolve |
//! | decline, withdraw, end at the source | all that run | |
//! | merge | ruling | |
//! | split | | |
//!
//! Source: DOMAIN D-1 (from dispatch), J-08 (contact in time), J-09 (call-back); FEATURES T1: an
//! outward word counts as contact whatever its form, and no clock overrides another.

use crate::model::{ClockKind, Deed, Running, Standing, State, Transition};

use super::MatterRefusal;

/// One step along the table: only [`advance`] makes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Advance {
    from: State,
    by: Transition,
    to: State,
    stops: Running,
    starts: Running,
}

impl Advance {
    /// The state left.
    #[must_use]
    pub const fn from(&self) -> State {
        self.from
    }

    /// The transition taken.
    #[must_use]
    pub const fn by(&self) -> Transition {
        self.by
    }

    /// The state reached.
    #[must_use]
    pub const fn to(&self) -> State {
        self.to
    }

    /// The running clocks that stop now.
    #[must_use]
    pub const fn stops(&self) -> Running {
        self.stops
    }

    /// The clocks that start now, each where the charter's class holds a limit for it.
    #[must_use]
    pub const fn starts(&self) -> Running {
        self.starts
    }
}

/// Something done that leaves the state alone: only [`perform`] makes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Done {
    deed: Deed,
    stops: Running,
    starts: Running,
}

impl Done {
    /// What was done.
    #[must_use]
    pub const fn deed(&self) -> Deed {
        self.deed
    }

    /// The running clocks that stop now.
    #[must_use]
    pub const fn stops(&self) -> Running {
        self.stops
    }

    /// The clocks that start now.
    #[must_use]
    pub const fn starts(&self) -> Running {
        self.starts
    }
}

/// The clocks a newly raised matter starts with.
#[must_use]
pub fn clocks_of_a_new_matter() -> Running {
    Running::default().with(ClockKind::Reply)
}

/// Takes one step along the table.
///
/// # Errors
/// [`MatterRefusal::NotNow`] when the table holds no such step from where the matter stands.
pub fn advance(standing: Standing, by: Transition) -> Result<Advance, MatterRefusal> {
    let from = standing.state;
    let to = from.after(by).ok_or(MatterRefusal::not_now(from, by.word()))?;
    Ok(Advance { from, by, to, stops: stopped_by(standing.running, by), starts: started_by(by) })
}

/// Does `deed`, which leaves the state alone.
///
/// A matter waits for one ruling at a time: while one runs, nothing more is asked for (assumption).
///
/// # Errors
/// [`MatterRefusal::NotNow`] when the matter's state does not admit it;
/// [`MatterRefusal::RulingOpen`] when a ruling is waited for already.
pub fn perform(standing: Standing, deed: Deed) -> Result<Done, MatterRefusal> {
    if !standing.state.admits(deed) {
        return Err(MatterRefusal::not_now(standing.state, deed.word()));
    }
    let stops = match deed {
        Deed::Contact | Deed::OutwardProgress => only(standing.running, ClockKind::Contact),
        Deed::Rule => only(standing.running, ClockKind::Ruling),
        _ => Running::default(),
    };
    let starts = match deed {
        Deed::Object | Deed::AskExtension | Deed::AskParking => {
            if standing.running.has(ClockKind::Ruling) {
                return Err(MatterRefusal::RulingOpen);
            }
            Running::default().with(ClockKind::Ruling)
        }
        _ => Running::default(),
    };
    Ok(Done { deed, stops, starts })
}

fn stopped_by(running: Running, by: Transition) -> Running {
    match by {
        Transition::Dispatch => only(running, ClockKind::Reply),
        Transition::Sign => only(running, ClockKind::Sign),
        Transition::Park | Transition::Merge => only(running, ClockKind::Ruling),
        Transition::Resume
        | Transition::Appeal
        | Transition::SplitNew
        | Transition::SplitDispatched
        | Transition::SplitInProgress => Running::default(),
        Transition::Decline
        | Transition::Return
        | Transition::Complete
        | Transition::CallBack
        | Transition::Rate
        | Transition::AutoClose
        | Transition::Reopen
        | Transition::Withdraw
        | Transition::EndElsewhere => running,
    }
}

fn started_by(by: Transition) -> Running {
    let kinds: &[ClockKind] = match by {
        Transition::Dispatch => &[ClockKind::Sign, ClockKind::Resolve],
        Transition::Sign => &[ClockKind::Contact],
        Transition::Complete => &[ClockKind::Callback],
        Transition::Reopen => &[ClockKind::Contact, ClockKind::Resolve],
        Transition::Return | Transition::Appeal => &[ClockKind::Reply],
        Transition::Decline
        | Transition::Park
        | Transition::Resume
        | Transition::CallBack
        | Transition::Rate
        | Transition::AutoClose
        | Transition::Withdraw
        | Transition::EndElsewhere
        | Transition::Merge
        | Transition::SplitNew
        | Transition::SplitDispatched
        | Transition::SplitInProgress => &[],
    };
    kinds.iter().copied().collect()
}

fn only(running: Running, kind: ClockKind) -> Running {
    running.iter().filter(|runs| *runs == kind).collect()
}

#[cfg(test)]
pub(crate) mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A matter that stands in `state` with the clocks a whole life would have left running.
    pub(crate) fn standing(state: State) -> Standing {
        let running: &[ClockKind] = match state {
            State::New => &[ClockKind::Reply],
            State::Dispatched => &[ClockKind::Sign, ClockKind::Resolve],
            State::InProgress | State::Parked => &[ClockKind::Contact, ClockKind::Resolve],
            State::Completed => &[ClockKind::Callback],
            State::Merged => &[ClockKind::Sign, ClockKind::Resolve],
            State::Closed | State::Declined | State::Withdrawn => &[],
        };
        Standing { state, running: running.iter().copied().collect() }
    }

    #[test]
    fn each_step_moves_the_clocks_of_its_row() {
        use ClockKind::{Callback, Contact, Reply, Resolve, Sign};
        let rows: &[(State, Transition, &[ClockKind], &[ClockKind])] = &[
            (State::New, Transition::Dispatch, &[Reply], &[Sign, Resolve]),
            (State::New, Transition::Decline, &[Reply], &[]),
            (State::New, Transition::Withdraw, &[Reply], &[]),
            (State::Dispatched, Transition::Sign, &[Sign], &[Contact]),
            (State::Dispatched, Transition::Withdraw, &[Sign, Resolve], &[]),
            (State::InProgress, Transition::Complete, &[Contact, Resolve], &[Callback]),
            (State::Completed, Transition::CallBack, &[Callback], &[]),
            (State::Completed, Transition::Rate, &[Callback], &[]),
            (State::Completed, Transition::AutoClose, &[Callback], &[]),
            (State::InProgress, Transition::EndElsewhere, &[Contact, Resolve], &[]),
            (State::Completed, Transition::Reopen, &[Callback], &[Contact, Resolve]),
            (State::Closed, Transition::Reopen, &[], &[Contact, Resolve]),
            (State::Dispatched, Transition::Return, &[Sign, Resolve], &[Reply]),
            (State::Declined, Transition::Appeal, &[], &[Reply]),
            (State::InProgress, Transition::Park, &[], &[]),
            (State::Parked, Transition::Resume, &[], &[]),
            (State::Parked, Transition::Withdraw, &[Contact, Resolve], &[]),
        ];
        for (from, by, stops, starts) in rows {
            let step = advance(standing(*from), *by).unwrap();
            assert_eq!(step.stops().iter().collect::<Vec<_>>(), *stops, "{from:?} {by:?}");
            assert_eq!(step.starts().iter().collect::<Vec<_>>(), *starts, "{from:?} {by:?}");
        }
    }

    #[test]
    fn an_outward_word_stops_the_contact_clock_and_an_inward_one_does_not() {
        let matter = standing(State::InProgress);
        let contact = |deed| perform(matter, deed).unwrap().stops().has(ClockKind::Contact);
        assert!(contact(Deed::Contact));
        assert!(contact(Deed::OutwardProgress));
        assert!(!contact(Deed::InwardProgress));
    }

    #[test]
    fn a_ruling_is_waited_for_one_at_a_time() {
        let asked = perform(standing(State::InProgress), Deed::AskExtension).unwrap();
        assert_eq!(asked.starts().iter().collect::<Vec<_>>(), [ClockKind::Ruling]);
        let running = standing(State::InProgress).running.with(ClockKind::Ruling);
        let waiting = Standing { state: State::InProgress, running };
        for deed in [Deed::Object, Deed::AskExtension, Deed::AskParking] {
            assert_eq!(perform(waiting, deed), Err(MatterRefusal::RulingOpen));
        }
        let ruled = perform(waiting, Deed::Rule).unwrap();
        assert_eq!(ruled.stops().iter().collect::<Vec<_>>(), [ClockKind::Ruling]);
        assert!(advance(waiting, Transition::Park).unwrap().stops().has(ClockKind::Ruling));
    }

    #[test]
    fn a_step_the_table_lacks_is_refused_with_where_the_matter_stands() {
        assert_eq!(
            advance(standing(State::Closed), Transition::Complete),
            Err(MatterRefusal::not_now(State::Closed, "complete"))
        );
        assert_eq!(
            perform(standing(State::Closed), Deed::Urge),
            Err(MatterRefusal::not_now(State::Closed, "urge"))
        );
    }

    /// A step or a deed, tried in any order.
    #[derive(Debug, Clone, Copy)]
    enum Try {
        Step(Transition),
        Deed(Deed),
    }

    /// Where a split leads.
    fn back_to(by: Transition) -> Option<State> {
        match by {
            Transition::SplitNew => Some(State::New),
            Transition::SplitDispatched => Some(State::Dispatched),
            Transition::SplitInProgress => Some(State::InProgress),
            _ => None,
        }
    }

    fn tries() -> impl Strategy<Value = Vec<Try>> {
        let one = prop_oneof![
            proptest::sample::select(Transition::ALL).prop_map(Try::Step),
            proptest::sample::select(Deed::ALL).prop_map(Try::Deed),
        ];
        proptest::collection::vec(one, 0..60)
    }

    proptest! {
        /// The law of DESIGN §1.5: however a life goes, a clock that started stops exactly once,
        /// also where the charter has no limit for some kinds (`limited`).
        #[test]
        fn every_clock_that_starts_stops_exactly_once(
            tried in tries(),
            limited in proptest::collection::vec(any::<bool>(), ClockKind::ALL.len()),
        ) {
            let has_limit = |kind: &ClockKind| limited[*kind as usize];
            let running: Running = clocks_of_a_new_matter().iter().filter(has_limit).collect();
            let mut matter = Standing { state: State::New, running };
            let (mut started, mut stopped) = (running.iter().count(), 0);
            let mut merged_from = State::New;
            for attempt in tried {
                let (to, stops, starts) = match attempt {
                    // It goes back to where it was merged from, and nowhere else.
                    Try::Step(by) if back_to(by).is_some_and(|state| state != merged_from) => continue,
                    Try::Step(by) => match advance(matter, by) {
                        Ok(step) => (step.to(), step.stops(), step.starts()),
                        Err(_) => continue,
                    },
                    Try::Deed(deed) => match perform(matter, deed) {
                        Ok(done) => (matter.state, done.stops(), done.starts()),
                        Err(_) => continue,
                    },
                };
                for kind in stops.iter() {
                    prop_assert!(matter.running.has(kind), "{kind:?} stops without running");
                    matter.running = matter.running.without(kind);
                    stopped += 1;
                }
                for kind in starts.iter().filter(has_limit) {
                    prop_assert!(!matter.running.has(kind), "{kind:?} starts twice");
                    matter.running = matter.running.with(kind);
                    started += 1;
                }
                if to == State::Merged {
                    merged_from = matter.state;
                }
                matter.state = to;
                if to.is_ended() {
                    prop_assert!(matter.running.is_empty());
                    prop_assert_eq!(started, stopped);
                }
            }
            prop_assert_eq!(started - stopped, matter.running.iter().count());
        }
    }
}
