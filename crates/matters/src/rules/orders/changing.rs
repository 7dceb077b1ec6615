//! What a known order's row asks for, now that the source says something else.
//!
//! The source decides about its own orders; what the building did in the meantime is not undone:
//! a matter that was closed here stays closed until the source, having finished the order, opens it
//! again.

use crate::model::State;
use crate::model::order::{Answers, Change, SourceState, Stage};

/// What is known of an order that became a matter before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Where the matter stands.
    pub state: State,
    /// What the source last said; `None` for a matter raised here, which no ledger changes.
    pub said: Option<SourceState>,
    /// The latest answers on record, from wherever they came.
    pub answers: Answers,
}

/// What has to be done to the matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Needed {
    /// End it: the source has finished the order.
    pub end: bool,
    /// Open it again: the source had finished the order and works on it anew.
    pub reopen: bool,
    /// Note another time of finishing.
    pub retime: bool,
    /// Note the answers.
    pub answers: bool,
}

impl Needed {
    /// Whether nothing has to be done.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

/// What `now` asks for.
#[must_use]
pub fn needed(standing: &Standing, now: &SourceState) -> Needed {
    let Some(before) = standing.said else { return Needed::default() };
    let ours_ended = standing.state.is_ended();
    let end = match now.stage {
        Stage::Ended => !ours_ended,
        Stage::Handled => standing.state.is_open(),
        Stage::Open => false,
    };
    let ours_closed = standing.state == State::Closed;
    let reopen = now.stage == Stage::Open && before.stage != Stage::Open && ours_closed;
    let finished_there = before.stage != Stage::Open && now.stage != Stage::Open;
    let retime =
        finished_there && !end && now.closed_at.is_some() && now.closed_at != before.closed_at;
    let answers = now.answers.or(standing.answers) != standing.answers;
    Needed { end, reopen, retime, answers }
}

/// What the source says differently, for the page before the writing.
#[must_use]
pub fn changes(standing: &Standing, now: &SourceState, needed: Needed) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut push = |column: &str, was: String, now: String| {
        changes.push(Change { column: column.to_owned(), was, now });
    };
    if needed.end || needed.reopen {
        push("state", standing.state.key(), now.stage.key());
    }
    let closed_before = standing.said.and_then(|said| said.closed_at);
    if (needed.end || needed.retime) && now.closed_at != closed_before {
        let told = |at: Option<jiff::Timestamp>| at.map(|at| at.to_string()).unwrap_or_default();
        push("closed_at", told(closed_before), told(now.closed_at));
    }
    let (before, after) = (standing.answers, now.answers.or(standing.answers));
    if before.contacted != after.contacted {
        let told = |yes: Option<bool>| match yes {
            Some(true) => "order-yes".to_owned(),
            Some(false) => "order-no".to_owned(),
            None => String::new(),
        };
        push("contacted", told(before.contacted), told(after.contacted));
    }
    if before.solved != after.solved {
        let told = |solved: Option<crate::model::Solved>| solved.map(crate::model::Solved::key);
        let told = |solved| told(solved).unwrap_or_default();
        push("solved", told(before.solved), told(after.solved));
    }
    if before.satisfaction != after.satisfaction {
        let told = |rated: Option<crate::model::Satisfaction>| {
            rated.map(crate::model::Satisfaction::key).unwrap_or_default()
        };
        push("satisfied", told(before.satisfaction), told(after.satisfaction));
    }
    changes
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::model::Solved;

    fn said(stage: Stage, closed: Option<i64>) -> SourceState {
        let closed_at = closed.map(|second| Timestamp::from_second(second).unwrap());
        SourceState { stage, closed_at, answers: Answers::default() }
    }

    fn standing(state: State, said: SourceState) -> Standing {
        Standing { state, said: Some(said), answers: said.answers }
    }

    #[test]
    fn the_source_ends_and_reopens_its_own_orders() {
        let open = said(Stage::Open, None);
        let (handled, ended) = (said(Stage::Handled, Some(5)), said(Stage::Ended, Some(5)));
        for (state, before, now, end, reopen) in [
            (State::New, open, open, false, false),
            (State::New, open, ended, true, false),
            (State::InProgress, open, handled, true, false),
            (State::Completed, open, handled, false, false),
            (State::Completed, open, ended, true, false),
            (State::Closed, ended, ended, false, false),
            (State::Closed, handled, ended, false, false),
            (State::Closed, ended, open, false, true),
            // Closed here while the source still works on it: not undone.
            (State::Closed, open, open, false, false),
            (State::Withdrawn, open, ended, false, false),
            (State::Withdrawn, ended, open, false, false),
        ] {
            let found = needed(&standing(state, before), &now);
            assert_eq!((found.end, found.reopen), (end, reopen), "{state:?} {before:?} {now:?}");
        }
    }

    #[test]
    fn answers_and_a_corrected_time_are_noted_once() {
        let ended = said(Stage::Ended, Some(5));
        let later = said(Stage::Ended, Some(9));
        assert!(needed(&standing(State::Closed, ended), &later).retime);
        assert!(needed(&standing(State::Closed, later), &later).is_nothing());
        let solved = Answers { solved: Some(Solved::Solved), ..Answers::default() };
        let rated = SourceState { answers: solved, ..ended };
        let before = standing(State::Closed, ended);
        assert!(needed(&before, &rated).answers);
        assert_eq!(changes(&before, &rated, needed(&before, &rated)).len(), 1);
        assert!(needed(&standing(State::Closed, rated), &rated).is_nothing());
        assert!(needed(&standing(State::Closed, rated), &ended).is_nothing(), "silence is no news");
    }

    #[test]
    fn a_matter_raised_here_is_changed_by_no_ledger() {
        let own = Standing { state: State::New, said: None, answers: Answers::default() };
        assert!(needed(&own, &said(Stage::Ended, Some(1))).is_nothing());
    }
}
