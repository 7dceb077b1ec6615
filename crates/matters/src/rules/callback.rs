//! Calling back: somebody who did not handle it asks the three questions.

use kernel::{BodyId, PersonId};

use crate::model::charter::CallbackBy;
use crate::model::{Callback, Deed, Solved, Standing, Transition};

use super::{Advance, Done, MatterRefusal, advancing};

/// Somebody who acts, and for which body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hand {
    /// The person.
    pub person: PersonId,
    /// The body whose post they acted from.
    pub body: BodyId,
}

/// What a call-back does to the matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CalledBack {
    /// Solved or partly solved: closed.
    Closed(Advance),
    /// Not solved: back to the handler.
    Reopened(Advance),
    /// Nobody reached: it waits on.
    Missed(Done),
}

/// Records a call-back by `caller`; `handlers` are those who signed, contacted, logged progress or
/// completed. Where the charter wants another body (`matters.close.callback_by`), a
/// colleague of a handler may not call back either.
///
/// # Errors
/// [`MatterRefusal::NotNow`] unless the matter is completed; [`MatterRefusal::CallerHandled`].
///
/// Source: DOMAIN J-09, UX §3 ("by someone who did not handle it").
pub fn call_back(
    standing: Standing,
    caller: Hand,
    handlers: &[Hand],
    by: CallbackBy,
    callback: Callback,
) -> Result<CalledBack, MatterRefusal> {
    let outcome = match callback {
        Callback::Missed => CalledBack::Missed(advancing::perform(standing, Deed::MissedCallback)?),
        Callback::Reached(answer) if answer.solved == Solved::Unsolved => {
            // A closed matter may reopen too, but not through a call-back nobody owes any more.
            advancing::advance(standing, Transition::CallBack)?;
            CalledBack::Reopened(advancing::advance(standing, Transition::Reopen)?)
        }
        Callback::Reached(_) => {
            CalledBack::Closed(advancing::advance(standing, Transition::CallBack)?)
        }
    };
    let handled = |hand: &Hand| {
        hand.person == caller.person || by == CallbackBy::AnotherBody && hand.body == caller.body
    };
    if handlers.iter().any(handled) {
        return Err(MatterRefusal::CallerHandled);
    }
    Ok(outcome)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Answer, Satisfaction, State};
    use crate::rules::advancing::tests::standing;

    const HANDLER: Hand = Hand { person: PersonId(1), body: BodyId(7) };
    const COLLEAGUE: Hand = Hand { person: PersonId(2), body: BodyId(7) };
    const STATION: Hand = Hand { person: PersonId(3), body: BodyId(6) };

    fn reached(solved: Solved) -> Callback {
        Callback::Reached(Answer { contacted: true, solved, satisfaction: Satisfaction::None })
    }

    fn called(state: State, caller: Hand, callback: Callback) -> Result<CalledBack, MatterRefusal> {
        call_back(standing(state), caller, &[HANDLER], CallbackBy::AnotherPerson, callback)
    }

    #[test]
    fn the_answer_decides_whether_it_closes_or_goes_back() {
        for (solved, to) in [
            (Solved::Solved, State::Closed),
            (Solved::Partly, State::Closed),
            (Solved::Unsolved, State::InProgress),
        ] {
            let advance = match called(State::Completed, COLLEAGUE, reached(solved)).unwrap() {
                CalledBack::Closed(advance) | CalledBack::Reopened(advance) => advance,
                CalledBack::Missed(_) => panic!("somebody was reached"),
            };
            assert_eq!(advance.to(), to, "{solved:?}");
        }
    }

    #[test]
    fn a_call_nobody_took_leaves_the_clock_running() {
        let Ok(CalledBack::Missed(done)) = called(State::Completed, COLLEAGUE, Callback::Missed)
        else {
            panic!("a missed call is recorded")
        };
        assert!(done.stops().is_empty());
    }

    #[test]
    fn whoever_handled_it_does_not_call_back() {
        for callback in [reached(Solved::Solved), reached(Solved::Unsolved), Callback::Missed] {
            assert_eq!(
                called(State::Completed, HANDLER, callback),
                Err(MatterRefusal::CallerHandled)
            );
        }
    }

    #[test]
    fn a_charter_may_ask_for_another_body() {
        let call = |caller| {
            let answer = reached(Solved::Solved);
            call_back(
                standing(State::Completed),
                caller,
                &[HANDLER],
                CallbackBy::AnotherBody,
                answer,
            )
        };
        assert_eq!(call(COLLEAGUE), Err(MatterRefusal::CallerHandled));
        assert!(call(STATION).is_ok());
    }

    #[test]
    fn a_closed_matter_is_not_called_back_again() {
        for callback in [reached(Solved::Solved), reached(Solved::Unsolved), Callback::Missed] {
            assert!(matches!(
                called(State::Closed, COLLEAGUE, callback),
                Err(MatterRefusal::NotNow { state: State::Closed, .. })
            ));
        }
    }
}
