//! Rating by whoever raised it, and asking for it to be done again.

use jiff::Timestamp;

use crate::model::{Answer, Deed, Solved, Standing, State, Transition};

use super::{Advance, Done, MatterRefusal, advancing};

/// What the rules know of whoever rates.
#[derive(Debug, Clone, Copy)]
pub struct Rater {
    /// Whether they raised the matter: they hold its query code or the account.
    pub is_reporter: bool,
    /// Whether they have rated since the latest completion.
    pub has_rated: bool,
    /// When the charter's window after the latest completion ends; `None` before any completion.
    pub window_ends: Option<Timestamp>,
}

/// What a rating does to the matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rated {
    /// It was completed and is solved or partly solved: closed, no call-back is needed.
    Closed(Advance),
    /// It is recorded; the matter stays where it is.
    Recorded(Done),
}

/// Records the reporter's three answers.
///
/// An answer of "not solved" never closes: the reporter may ask for it to be reopened, and else
/// the call-back will ask again.
///
/// # Errors
/// [`MatterRefusal::NotTheReporter`], [`MatterRefusal::NotNow`], [`MatterRefusal::WindowPassed`],
/// [`MatterRefusal::AlreadyRated`].
///
/// Source: MISSION M7, UX §3 Follow; that a rating stands in for the call-back: assumption.
pub fn rate(
    standing: Standing,
    rater: &Rater,
    answer: Answer,
    now: Timestamp,
) -> Result<Rated, MatterRefusal> {
    let done = recorded(standing, rater, now)?;
    if standing.state == State::Completed && answer.solved != Solved::Unsolved {
        return advancing::advance(standing, Transition::Rate).map(Rated::Closed);
    }
    Ok(Rated::Recorded(done))
}

/// Records the answers of somebody whose own matter goes on in another, about that other, where it
/// stands now. They move nothing: only the answer of whoever raised the one that is handled stands
/// in for its call-back.
///
/// # Errors
/// As [`rate`].
///
/// Source: MISSION M7, M10; that the others do not close it: assumption.
pub fn rate_gone_on(gone_on: Standing, rater: &Rater, now: Timestamp) -> Result<(), MatterRefusal> {
    recorded(gone_on, rater, now).map(drop)
}

fn recorded(standing: Standing, rater: &Rater, now: Timestamp) -> Result<Done, MatterRefusal> {
    let done = advancing::perform(standing, Deed::RateOnly)?;
    within_window(rater, now)?;
    if rater.has_rated { Err(MatterRefusal::AlreadyRated) } else { Ok(done) }
}

/// Sends a completed or closed matter back to its handler at the reporter's wish, rated or not.
///
/// # Errors
/// [`MatterRefusal::NotTheReporter`], [`MatterRefusal::NotNow`], [`MatterRefusal::WindowPassed`].
///
/// Source: MISSION M7, UX §3 ("reopens to the handler").
pub fn reopen(standing: Standing, rater: &Rater, now: Timestamp) -> Result<Advance, MatterRefusal> {
    let advance = advancing::advance(standing, Transition::Reopen)?;
    within_window(rater, now)?;
    Ok(advance)
}

fn within_window(rater: &Rater, now: Timestamp) -> Result<(), MatterRefusal> {
    if !rater.is_reporter {
        return Err(MatterRefusal::NotTheReporter);
    }
    match rater.window_ends {
        Some(ends) if now <= ends => Ok(()),
        _ => Err(MatterRefusal::WindowPassed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ClockKind, Satisfaction};
    use crate::rules::advancing::tests::standing;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn rater() -> Rater {
        Rater { is_reporter: true, has_rated: false, window_ends: Some(at(100)) }
    }

    fn answer(solved: Solved) -> Answer {
        Answer { contacted: true, solved, satisfaction: Satisfaction::Mostly }
    }

    fn rated(
        state: State,
        rater: &Rater,
        solved: Solved,
        now: i64,
    ) -> Result<Rated, MatterRefusal> {
        rate(standing(state), rater, answer(solved), at(now))
    }

    #[test]
    fn a_good_answer_closes_and_spares_the_call_back() {
        for solved in [Solved::Solved, Solved::Partly] {
            let Ok(Rated::Closed(advance)) = rated(State::Completed, &rater(), solved, 100) else {
                panic!("{solved:?} closes")
            };
            assert_eq!(advance.to(), State::Closed);
            assert!(advance.stops().has(ClockKind::Callback));
        }
    }

    #[test]
    fn not_solved_is_recorded_and_moves_nothing_until_asked_to_reopen() {
        let recorded = rated(State::Completed, &rater(), Solved::Unsolved, 50);
        assert!(matches!(recorded, Ok(Rated::Recorded(_))));
        let after = Rater { has_rated: true, ..rater() };
        let advance = reopen(standing(State::Completed), &after, at(60)).unwrap();
        assert_eq!(advance.to(), State::InProgress);
    }

    #[test]
    fn a_closed_matter_can_be_rated_and_reopened_within_the_window() {
        let recorded = rated(State::Closed, &rater(), Solved::Solved, 100);
        assert!(matches!(recorded, Ok(Rated::Recorded(_))));
        assert!(reopen(standing(State::Closed), &rater(), at(100)).is_ok());
        assert_eq!(
            reopen(standing(State::Closed), &rater(), at(101)),
            Err(MatterRefusal::WindowPassed)
        );
    }

    #[test]
    fn a_voice_of_a_merged_matter_rates_the_one_it_goes_on_in_and_moves_nothing() {
        for state in [State::Completed, State::Closed] {
            assert_eq!(rate_gone_on(standing(state), &rater(), at(100)), Ok(()));
        }
        let again = Rater { has_rated: true, ..rater() };
        let refused = rate_gone_on(standing(State::Completed), &again, at(100));
        assert_eq!(refused, Err(MatterRefusal::AlreadyRated));
        let early = rate_gone_on(standing(State::InProgress), &rater(), at(100));
        assert_eq!(early, Err(MatterRefusal::not_now(State::InProgress, "rate_only")));
    }

    #[test]
    fn only_the_reporter_rates_once_in_time_and_after_completion() {
        let other = Rater { is_reporter: false, ..rater() };
        let again = Rater { has_rated: true, ..rater() };
        let rows = [
            (State::Completed, other, 50, MatterRefusal::NotTheReporter),
            (State::Completed, again, 50, MatterRefusal::AlreadyRated),
            (State::Closed, rater(), 101, MatterRefusal::WindowPassed),
            (
                State::InProgress,
                rater(),
                50,
                MatterRefusal::not_now(State::InProgress, "rate_only"),
            ),
            (State::Declined, rater(), 50, MatterRefusal::not_now(State::Declined, "rate_only")),
        ];
        for (state, rater, now, refusal) in rows {
            assert_eq!(rated(state, &rater, Solved::Solved, now), Err(refusal));
        }
        assert_eq!(
            reopen(standing(State::Closed), &other, at(50)),
            Err(MatterRefusal::NotTheReporter)
        );
    }
}
