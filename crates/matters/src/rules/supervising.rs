//! Supervising a matter: what may be asked, who answers, who ends it.

use jiff::Timestamp;
use jiff::civil::Date;
use kernel::BodyId;

use crate::model::{
    AssignmentRole, AssignmentState, Deed, Part, Standing, Supervision, SupervisionState,
};

use super::progress::PROGRESS_MOST;
use super::raising::required;
use super::{MatterRefusal, advancing};

/// Days ahead that an answer may be asked for at most. Source: assumption.
const FARTHEST: i32 = 90;

/// Asks for an answer by a day; the words, trimmed.
///
/// # Errors
/// [`MatterRefusal::NotNow`] for a matter that has ended; [`MatterRefusal::Blank`] or
/// [`MatterRefusal::TooLong`] at `ask`; [`MatterRefusal::AnswerByOutside`] for a day that is over or
/// more than 90 days ahead.
///
/// Source: MISSION M9 (督办), DOMAIN 1.1.
pub fn ask(
    standing: Standing,
    words: &str,
    answer_by: Option<Date>,
    today: Date,
) -> Result<(String, Date), MatterRefusal> {
    advancing::perform(standing, Deed::Supervise)?;
    let words = required("ask", words, PROGRESS_MOST)?.to_owned();
    let by = answer_by.ok_or(MatterRefusal::Blank { field: "answer_by" })?;
    let farthest = today.saturating_add(jiff::Span::new().days(FARTHEST));
    if by < today || by > farthest {
        return Err(MatterRefusal::AnswerByOutside { farthest });
    }
    Ok((words, by))
}

/// Answers on behalf of the body that leads the matter; the words, trimmed.
///
/// # Errors
/// [`MatterRefusal::NotTheLead`] for another body; [`MatterRefusal::NothingToAnswer`] unless an
/// answer is owed; [`MatterRefusal::Blank`] or [`MatterRefusal::TooLong`] at `answer`.
pub fn answer(
    thread: &Supervision,
    part: Option<Part>,
    words: &str,
) -> Result<String, MatterRefusal> {
    let leads =
        |part: &Part| part.role == AssignmentRole::Lead && part.state != AssignmentState::Recalled;
    part.filter(leads).ok_or(MatterRefusal::NotTheLead)?;
    if thread.state != SupervisionState::Open {
        return Err(MatterRefusal::NothingToAnswer);
    }
    Ok(required("answer", words, PROGRESS_MOST)?.to_owned())
}

/// Ends a thread, answered or not; the words, trimmed.
///
/// # Errors
/// [`MatterRefusal::NotTheSupervisor`] for anybody but the body that supervises;
/// [`MatterRefusal::NothingToAnswer`] once it has ended; [`MatterRefusal::Blank`] or
/// [`MatterRefusal::TooLong`] at `end`.
pub fn end(
    thread: &Supervision,
    own: impl IntoIterator<Item = BodyId>,
    words: &str,
) -> Result<String, MatterRefusal> {
    if !own.into_iter().any(|body| body == thread.body) {
        return Err(MatterRefusal::NotTheSupervisor);
    }
    if thread.state == SupervisionState::Ended {
        return Err(MatterRefusal::NothingToAnswer);
    }
    Ok(required("end", words, PROGRESS_MOST)?.to_owned())
}

/// The thread after another ask that is to be answered by `due_at`.
#[must_use]
pub fn asked_again(thread: &Supervision, due_at: Timestamp) -> Supervision {
    Supervision { state: SupervisionState::Open, due_at, ..thread.clone() }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use kernel::{PlaceId, Whereabouts};

    use super::*;
    use crate::model::{MatterId, State, SupervisionId};
    use crate::rules::advancing::tests::standing;

    const TODAY: Date = date(2024, 2, 5);

    fn thread(state: SupervisionState) -> Supervision {
        Supervision {
            id: SupervisionId(1),
            matter: MatterId(1),
            at: Whereabouts { district: PlaceId(1), street: None, building: None },
            body: BodyId(7),
            clock: None,
            state,
            opened_at: Timestamp::UNIX_EPOCH,
            due_at: Timestamp::UNIX_EPOCH,
            answered_at: None,
            ended_at: None,
        }
    }

    fn lead(state: AssignmentState) -> Option<Part> {
        Some(Part { role: AssignmentRole::Lead, state })
    }

    #[test]
    fn what_has_not_ended_is_asked_about_until_a_day_that_lies_ahead() {
        let ask = |state, words, by| ask(standing(state), words, by, TODAY);
        for state in [State::New, State::Dispatched, State::InProgress, State::Completed] {
            assert!(ask(state, "为什么停了三天", Some(TODAY)).is_ok(), "{state:?}");
        }
        let ended = Err(MatterRefusal::not_now(State::Closed, "supervise"));
        assert_eq!(ask(State::Closed, "为什么", Some(TODAY)), ended);
        let blank = |field| Err(MatterRefusal::Blank { field });
        assert_eq!(ask(State::New, " 。", Some(TODAY)), blank("ask"));
        assert_eq!(ask(State::New, "为什么", None), blank("answer_by"));
        for by in [date(2024, 2, 4), date(2024, 5, 6)] {
            let farthest = date(2024, 5, 5);
            let outside = Err(MatterRefusal::AnswerByOutside { farthest });
            assert_eq!(ask(State::New, "为什么", Some(by)), outside);
        }
    }

    #[test]
    fn the_lead_answers_while_an_answer_is_owed() {
        let open = thread(SupervisionState::Open);
        assert_eq!(
            answer(&open, lead(AssignmentState::Signed), " 明天到 "),
            Ok("明天到".to_owned())
        );
        assert_eq!(answer(&open, lead(AssignmentState::Done), "到了"), Ok("到了".to_owned()));
        let assist = Some(Part { role: AssignmentRole::Assist, state: AssignmentState::Signed });
        for part in [None, assist, lead(AssignmentState::Recalled)] {
            assert_eq!(answer(&open, part, "到了"), Err(MatterRefusal::NotTheLead));
        }
        let answered = thread(SupervisionState::Answered);
        let again = answer(&answered, lead(AssignmentState::Signed), "到了");
        assert_eq!(again, Err(MatterRefusal::NothingToAnswer));
    }

    #[test]
    fn only_the_supervisor_ends_it() {
        let open = thread(SupervisionState::Open);
        assert_eq!(end(&open, [BodyId(8)], "可以了"), Err(MatterRefusal::NotTheSupervisor));
        assert_eq!(end(&open, [BodyId(7)], "可以了"), Ok("可以了".to_owned()));
        let ended = thread(SupervisionState::Ended);
        assert_eq!(end(&ended, [BodyId(7)], "可以了"), Err(MatterRefusal::NothingToAnswer));
    }
}
