//! Whistling, reporting in, refusing, ruling, ending, rating: what each side may do when.
//!
//! A department never stays away by silence: it reports in, or asks not to on a ground of the
//! catalogue and somebody else rules. Both sides are judged, and only once it is over.
//!
//! Source: DOMAIN W-01 … W-11, J-13; FEATURES F-D1 … F-D5.

use std::collections::HashSet;

use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{BodyId, PersonId};

use crate::model::charter::{ITEMS_MOST, Whistling};
use crate::model::{AssignmentRole, CallState, CallStep, State, WhistleState};

use super::MatterRefusal;
use super::dispatching::in_charter;
use super::progress::PROGRESS_MOST;
use super::raising::required;
use super::requesting::Judge;

/// Characters of a spot, or of who comes, at most. Source: assumption.
const SHORT_MOST: usize = 60;
/// Departments one whistle calls at most: more is a campaign. Source: assumption.
pub const CALLS_MOST: usize = 12;
/// The fields a rating form sends, one for each item of the charter in its order.
pub const GRADE_FIELDS: [&str; ITEMS_MOST] =
    ["grade_1", "grade_2", "grade_3", "grade_4", "grade_5", "grade_6"];

/// What is asked of one department.
#[derive(Debug, Clone, Copy)]
pub struct Asking<'a> {
    /// The department.
    pub body: BodyId,
    /// The ask of it alone; blank for what is asked of all.
    pub ask: &'a str,
}

/// A whistle as typed.
#[derive(Debug, Clone, Copy)]
pub struct Blow<'a> {
    /// The kind of the body that whistles.
    pub by: &'a str,
    /// The type's key.
    pub kind: &'a str,
    /// What is asked of every department that has no ask of its own.
    pub ask: &'a str,
    /// The departments, in the order of the form.
    pub calls: &'a [Asking<'a>],
    /// Which of them leads; the first if none was picked.
    pub lead: Option<BodyId>,
    /// What was tried in the building.
    pub tried: &'a str,
    /// The spot in words.
    pub spot: &'a str,
    /// When they are to come.
    pub come_at: Option<Timestamp>,
}

/// A whistle that may be blown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blown {
    /// What was tried, trimmed.
    pub tried: String,
    /// The spot, if one was named.
    pub spot: Option<String>,
    /// The departments, the lead first, each with its ask.
    pub calls: Vec<(BodyId, AssignmentRole, String)>,
}

/// Blows a whistle.
///
/// # Errors
/// [`MatterRefusal::NotNow`] unless somebody works on the matter; [`MatterRefusal::MayNotWhistle`];
/// [`MatterRefusal::NotInCharter`] at `kind` or `lead`; [`MatterRefusal::NobodyCalled`];
/// [`MatterRefusal::Blank`] or [`MatterRefusal::TooLong`] at `tried`, `ask` or `spot`;
/// [`MatterRefusal::Behind`] at `come_at`.
///
/// Source: DOMAIN W-01, W-02 (what cannot be settled below); F-D1 (evidence of what was tried).
pub fn blow(
    matter: State,
    typed: Blow<'_>,
    whistling: &Whistling,
    now: Timestamp,
) -> Result<Blown, MatterRefusal> {
    if !matches!(matter, State::Dispatched | State::InProgress | State::Parked) {
        return Err(MatterRefusal::not_now(matter, "whistle"));
    }
    if !whistling.by.iter().any(|kind| kind == typed.by) {
        return Err(MatterRefusal::MayNotWhistle);
    }
    in_charter("kind", typed.kind, whistling.kind(typed.kind))?;
    if typed.calls.is_empty() || typed.calls.len() > CALLS_MOST {
        return Err(MatterRefusal::NobodyCalled);
    }
    let tried = required("tried", typed.tried, PROGRESS_MOST)?.to_owned();
    if typed.come_at.is_some_and(|at| at <= now) {
        return Err(MatterRefusal::Behind { field: "come_at" });
    }
    Ok(Blown { tried, spot: short("spot", typed.spot)?, calls: asked(&typed)? })
}

/// The departments with role and ask, the lead first; each is called once.
fn asked(typed: &Blow<'_>) -> Result<Vec<(BodyId, AssignmentRole, String)>, MatterRefusal> {
    let lead = typed.lead.or_else(|| typed.calls.first().map(|call| call.body));
    let mut seen = HashSet::new();
    let mut calls = Vec::new();
    for call in typed.calls.iter().filter(|call| seen.insert(call.body)) {
        let own = if call.ask.trim().is_empty() { typed.ask } else { call.ask };
        let ask = required("ask", own, PROGRESS_MOST)?.to_owned();
        let role =
            if Some(call.body) == lead { AssignmentRole::Lead } else { AssignmentRole::Assist };
        calls.push((call.body, role, ask));
    }
    if !calls.iter().any(|(_, role, _)| *role == AssignmentRole::Lead) {
        let chosen = String::new();
        return Err(MatterRefusal::NotInCharter { field: "lead", chosen });
    }
    calls.sort_by_key(|(_, role, _)| *role);
    Ok(calls)
}

fn short(field: &'static str, typed: &str) -> Result<Option<String>, MatterRefusal> {
    let said = typed.trim();
    let has = said.chars().count();
    if has > SHORT_MOST {
        return Err(MatterRefusal::TooLong { field, most: SHORT_MOST, has });
    }
    Ok((!said.is_empty()).then(|| said.to_owned()))
}

/// Takes one step along the table of calls.
///
/// # Errors
/// [`MatterRefusal::WhistleEnded`]; [`MatterRefusal::CallNotNow`] when the table holds no such step.
pub fn advance(
    whistle: WhistleState,
    from: CallState,
    step: CallStep,
) -> Result<CallState, MatterRefusal> {
    if whistle == WhistleState::Ended {
        return Err(MatterRefusal::WhistleEnded);
    }
    from.after(step).ok_or(MatterRefusal::CallNotNow { state: from, wanted: step.word() })
}

/// A department's report as typed.
#[derive(Debug, Clone, Copy)]
pub struct Arrival<'a> {
    /// Who comes: a section and how many.
    pub who: &'a str,
    /// What they come to do.
    pub measure: &'a str,
    /// By which day there will be an answer.
    pub answer_on: Option<Date>,
}

/// A report that is taken: the state it leads to, what they come to do, and who comes.
pub type Arrived = (CallState, String, Option<String>);

/// Reports in.
///
/// # Errors
/// What [`advance`] refuses; [`MatterRefusal::Blank`] or [`MatterRefusal::TooLong`] at `measure`
/// or `who`; [`MatterRefusal::Behind`] at `answer_on`.
///
/// Source: FEATURES F-D3; UX §1 (one sentence).
pub fn report_in(
    whistle: WhistleState,
    from: CallState,
    typed: Arrival<'_>,
    today: Date,
) -> Result<Arrived, MatterRefusal> {
    let to = advance(whistle, from, CallStep::ReportIn)?;
    let measure = required("measure", typed.measure, PROGRESS_MOST)?.to_owned();
    let who = short("who", typed.who)?;
    if typed.answer_on.is_some_and(|day| day < today) {
        return Err(MatterRefusal::Behind { field: "answer_on" });
    }
    Ok((to, measure, who))
}

/// A department says what came of its part.
///
/// # Errors
/// What [`advance`] refuses; [`MatterRefusal::Blank`] or [`MatterRefusal::TooLong`] at `result`.
pub fn finish(
    whistle: WhistleState,
    from: CallState,
    words: &str,
) -> Result<(CallState, String), MatterRefusal> {
    let to = advance(whistle, from, CallStep::Finish)?;
    Ok((to, required("result", words, PROGRESS_MOST)?.to_owned()))
}

/// A department asks not to come.
///
/// # Errors
/// What [`advance`] refuses; [`MatterRefusal::NotInCharter`] at `ground`;
/// [`MatterRefusal::Blank`] or [`MatterRefusal::TooLong`] at `why`.
///
/// Source: FEATURES F-D4 (only on a ground of the catalogue).
pub fn refuse(
    whistle: WhistleState,
    from: CallState,
    (ground, why): (&str, &str),
    whistling: &Whistling,
) -> Result<(CallState, String), MatterRefusal> {
    let to = advance(whistle, from, CallStep::Refuse)?;
    in_charter("ground", ground, whistling.refusal(ground))?;
    Ok((to, required("why", why, PROGRESS_MOST)?.to_owned()))
}

/// Who has a side in a refusal, and so no say in the ruling.
#[derive(Debug, Clone, Copy)]
pub struct Sides {
    /// The body that whistled.
    pub whistler: BodyId,
    /// The department.
    pub department: BodyId,
    /// Who asked for the department.
    pub asked_by: Option<PersonId>,
}

/// A third party rules on a refusal.
///
/// # Errors
/// [`MatterRefusal::OwnRequest`] for either side; what [`advance`] refuses;
/// [`MatterRefusal::Blank`] or [`MatterRefusal::TooLong`] at `words`.
///
/// Source: DOMAIN W-06; FEATURES F-D4 (goes to arbitration).
pub fn rule(
    (whistle, from): (WhistleState, CallState),
    sides: Sides,
    judge: Judge,
    excuses: bool,
    words: &str,
) -> Result<(CallState, String), MatterRefusal> {
    let same_person = judge.person.is_some() && judge.person == sides.asked_by;
    let same_body =
        judge.body.is_some_and(|body| body == sides.whistler || body == sides.department);
    if same_person || same_body {
        return Err(MatterRefusal::OwnRequest);
    }
    let step = if excuses { CallStep::Excuse } else { CallStep::Insist };
    let to = advance(whistle, from, step)?;
    Ok((to, required("words", words, PROGRESS_MOST)?.to_owned()))
}

/// The whistler says it is over; who still has not come need not come any more.
///
/// # Errors
/// [`MatterRefusal::WhistleEnded`]; [`MatterRefusal::Blank`] or [`MatterRefusal::TooLong`] at
/// `ending`.
pub fn end(whistle: WhistleState, words: &str) -> Result<String, MatterRefusal> {
    if whistle == WhistleState::Ended {
        return Err(MatterRefusal::WhistleEnded);
    }
    Ok(required("ending", words, PROGRESS_MOST)?.to_owned())
}

/// The whistler rates a department: a grade from 1 to 5 for each item of the charter.
///
/// # Errors
/// [`MatterRefusal::WhistleStillOpen`]; [`MatterRefusal::CallNotNow`] for a department that need
/// not come; [`MatterRefusal::AlreadyRated`]; [`MatterRefusal::NotInCharter`] at the field of a
/// grade that is missing or outside.
///
/// Source: DOMAIN J-13, W-11 (5 grades).
pub fn rate(
    whistle: WhistleState,
    call: CallState,
    rated: bool,
    grades: &[Option<i32>],
    whistling: &Whistling,
) -> Result<Vec<(String, i32)>, MatterRefusal> {
    if whistle == WhistleState::Open {
        return Err(MatterRefusal::WhistleStillOpen);
    }
    if call == CallState::Excused {
        return Err(MatterRefusal::CallNotNow { state: call, wanted: "rate" });
    }
    if rated {
        return Err(MatterRefusal::AlreadyRated);
    }
    let items = whistling.items.iter().zip(GRADE_FIELDS).enumerate();
    items
        .map(|(index, (item, field))| match grades.get(index).copied().flatten() {
            Some(grade) if (1..=5).contains(&grade) => Ok((item.id.clone(), grade)),
            other => {
                let chosen = other.map(|grade| grade.to_string()).unwrap_or_default();
                Err(MatterRefusal::NotInCharter { field, chosen })
            }
        })
        .collect()
}

/// A department says whether the whistle was rightly sent.
///
/// # Errors
/// [`MatterRefusal::WhistleStillOpen`]; [`MatterRefusal::AlreadyRated`];
/// [`MatterRefusal::NotInCharter`] at `verdict`.
///
/// Source: DOMAIN W-11.
pub fn judge(
    whistle: WhistleState,
    judged: bool,
    verdict: &str,
    whistling: &Whistling,
) -> Result<(), MatterRefusal> {
    if whistle == WhistleState::Open {
        return Err(MatterRefusal::WhistleStillOpen);
    }
    if judged {
        return Err(MatterRefusal::AlreadyRated);
    }
    in_charter("verdict", verdict, whistling.verdict(verdict)).map(drop)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::rules::testing::matters;

    const OPEN: WhistleState = WhistleState::Open;

    fn whistling() -> Whistling {
        matters().whistle.unwrap()
    }

    fn now() -> Timestamp {
        "2024-02-05T02:00:00Z".parse().unwrap()
    }

    fn calls() -> [Asking<'static>; 2] {
        let ask = |body, ask| Asking { body: BodyId(body), ask };
        [ask(7, "检测 2 号梯"), ask(8, "")]
    }

    fn blow_with(change: impl FnOnce(&mut Blow<'_>)) -> Result<Blown, MatterRefusal> {
        let calls = calls();
        let mut typed = Blow {
            by: "committee",
            kind: "demand",
            ask: "到现场看一次",
            calls: &calls,
            lead: Some(BodyId(8)),
            tried: "维保来过两次，当晚又停",
            spot: " 12 层电梯厅 ",
            come_at: None,
        };
        change(&mut typed);
        blow(State::InProgress, typed, &whistling(), now())
    }

    #[test]
    fn the_lead_comes_first_and_who_has_no_ask_of_its_own_gets_the_common_one() {
        let blown = blow_with(|_| ()).unwrap();
        let expected = [
            (BodyId(8), AssignmentRole::Lead, "到现场看一次".to_owned()),
            (BodyId(7), AssignmentRole::Assist, "检测 2 号梯".to_owned()),
        ];
        assert_eq!(blown.calls, expected);
        assert_eq!(blown.spot.as_deref(), Some("12 层电梯厅"));
    }

    #[test]
    fn a_whistle_needs_a_right_a_type_somebody_to_call_and_what_was_tried() {
        assert_eq!(blow_with(|it| it.by = "owner"), Err(MatterRefusal::MayNotWhistle));
        let chosen = "loud".to_owned();
        let refusal = MatterRefusal::NotInCharter { field: "kind", chosen };
        assert_eq!(blow_with(|it| it.kind = "loud"), Err(refusal));
        assert_eq!(blow_with(|it| it.calls = &[]), Err(MatterRefusal::NobodyCalled));
        let blank = |field| Err(MatterRefusal::Blank { field });
        assert_eq!(blow_with(|it| it.tried = " 。"), blank("tried"));
        assert_eq!(blow_with(|it| it.ask = ""), blank("ask"));
        let behind = Err(MatterRefusal::Behind { field: "come_at" });
        assert_eq!(blow_with(|it| it.come_at = Some(now())), behind);
        let stranger = MatterRefusal::NotInCharter { field: "lead", chosen: String::new() };
        assert_eq!(blow_with(|it| it.lead = Some(BodyId(9))), Err(stranger));
    }

    #[test]
    fn nobody_whistles_about_what_nobody_works_on() {
        let calls = calls();
        let typed = Blow {
            by: "committee",
            kind: "demand",
            ask: "看一次",
            calls: &calls,
            lead: None,
            tried: "维保来过",
            spot: "",
            come_at: None,
        };
        for state in [State::New, State::Completed, State::Closed, State::Withdrawn] {
            let refused = blow(state, typed, &whistling(), now());
            assert_eq!(refused, Err(MatterRefusal::not_now(state, "whistle")));
        }
    }

    #[test]
    fn a_department_comes_or_asks_on_a_ground_and_a_third_party_rules() {
        let today = date(2024, 2, 5);
        let arrival =
            Arrival { who: "特种设备科 2 人", measure: "到场检测", answer_on: None };
        let (state, ..) = report_in(OPEN, CallState::Called, arrival, today).unwrap();
        assert_eq!(state, CallState::ReportedIn);
        let yesterday = Arrival { answer_on: Some(date(2024, 2, 4)), ..arrival };
        let behind = Err(MatterRefusal::Behind { field: "answer_on" });
        assert_eq!(report_in(OPEN, CallState::Called, yesterday, today), behind);

        let busy = refuse(OPEN, CallState::Called, ("busy", "很忙"), &whistling());
        let chosen = "busy".to_owned();
        assert_eq!(busy, Err(MatterRefusal::NotInCharter { field: "ground", chosen }));
        let (state, _) = refuse(OPEN, CallState::Called, ("duty", "归别家"), &whistling()).unwrap();
        assert_eq!(state, CallState::Disputed);

        let sides =
            Sides { whistler: BodyId(1), department: BodyId(7), asked_by: Some(PersonId(70)) };
        let ruled = |judge| rule((OPEN, state), sides, judge, true, "有单位在办");
        for own in [BodyId(1), BodyId(7)] {
            let judge = Judge { person: Some(PersonId(5)), body: Some(own) };
            assert_eq!(ruled(judge), Err(MatterRefusal::OwnRequest));
        }
        let third = Judge { person: Some(PersonId(5)), body: Some(BodyId(9)) };
        assert_eq!(ruled(third).unwrap().0, CallState::Excused);
        let insisted = rule((OPEN, state), sides, third, false, "还是要来").unwrap();
        assert_eq!(insisted.0, CallState::Called);
    }

    #[test]
    fn both_sides_are_judged_once_and_only_when_it_is_over() {
        let whistling = whistling();
        let grades = vec![Some(5); whistling.items.len()];
        let rated = |whistle, rated, grades: &[Option<i32>]| {
            rate(whistle, CallState::Done, rated, grades, &whistling)
        };
        assert_eq!(rated(OPEN, false, &grades), Err(MatterRefusal::WhistleStillOpen));
        let ended = WhistleState::Ended;
        assert_eq!(rated(ended, false, &grades).unwrap().len(), whistling.items.len());
        assert_eq!(rated(ended, true, &grades), Err(MatterRefusal::AlreadyRated));
        let chosen = "6".to_owned();
        let outside = MatterRefusal::NotInCharter { field: GRADE_FIELDS[0], chosen };
        assert_eq!(rated(ended, false, &[Some(6)]), Err(outside));
        assert_eq!(judge(ended, false, "needed", &whistling), Ok(()));
        assert_eq!(judge(OPEN, false, "needed", &whistling), Err(MatterRefusal::WhistleStillOpen));
        let chosen = "loud".to_owned();
        let unknown = Err(MatterRefusal::NotInCharter { field: "verdict", chosen });
        assert_eq!(judge(ended, false, "loud", &whistling), unknown);
    }
}
