//! Asking and ruling: objection, extension and parking are asked for on a ground of the
//! catalogue, and somebody else rules. Nothing is returned, prolonged or put aside by whoever
//! wants it so.
//!
//! Source: DOMAIN J-06 … J-08, 1.4; UX §3 Handle; FEATURES F-B6, F-C5, F-E6.

use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{BodyId, PersonId};

use crate::model::charter::{Matters, RequestRule, RuledBy};
use crate::model::{
    AssignmentRole, AssignmentState, Deed, Part, Request, RequestKind, Standing, State, Transition,
};

use super::dispatching::{REPLY_MOST, in_charter};
use super::progress::PROGRESS_MOST;
use super::raising::required;
use super::{Advance, Done, MatterRefusal, advancing};

/// What is asked.
#[derive(Debug, Clone, Copy)]
pub struct Ask<'a> {
    /// For what.
    pub kind: RequestKind,
    /// The ground's key.
    pub ground: &'a str,
    /// Why, in words: the evidence, or what blocks it.
    pub why: &'a str,
    /// For parking: the day to look again, as typed.
    pub review_on: Option<Date>,
}

/// What the rule needs to know of the matter besides.
#[derive(Debug, Clone, Copy)]
pub struct Past {
    /// Objections upheld so far.
    pub returns: u32,
    /// Requests of this kind granted so far.
    pub granted: u32,
    /// When the `resolve` clock runs out.
    pub due_at: Option<Timestamp>,
    /// The latest day a review may be put off to.
    pub longest: Option<Date>,
}

/// A request that may be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// What it does to the clocks.
    pub done: Done,
    /// Why, trimmed.
    pub why: String,
}

/// Who may ask for `kind` at all: the body to whom it was sent, before it signs, objects; the
/// lead that has signed asks for time.
///
/// # Errors
/// [`MatterRefusal::NotYours`]; [`MatterRefusal::AlreadySigned`] for an objection after signing;
/// [`MatterRefusal::NotTheLead`]; [`MatterRefusal::Designated`].
fn may_ask(kind: RequestKind, part: Option<Part>, designated: bool) -> Result<(), MatterRefusal> {
    let part = part.filter(|part| part.state.is_open()).ok_or(MatterRefusal::NotYours)?;
    match kind {
        RequestKind::Objection if designated => Err(MatterRefusal::Designated),
        RequestKind::Objection if part.state == AssignmentState::Signed => {
            Err(MatterRefusal::AlreadySigned)
        }
        RequestKind::Objection => Ok(()),
        RequestKind::Extension | RequestKind::Parking if part.role == AssignmentRole::Lead => {
            Ok(())
        }
        RequestKind::Extension | RequestKind::Parking => Err(MatterRefusal::NotTheLead),
    }
}

/// Asks for something on behalf of the actor's body.
///
/// # Errors
/// What `may_ask` refuses; [`MatterRefusal::NotNow`], [`MatterRefusal::RulingOpen`];
/// [`MatterRefusal::NotInCharter`] at `ground`, or where the charter does not know the request;
/// [`MatterRefusal::Blank`] or [`MatterRefusal::TooLong`] at `why`;
/// [`MatterRefusal::AskedTooOften`]; [`MatterRefusal::AskedTooLate`] for time that is over;
/// [`MatterRefusal::ReviewOutside`] at `review_on`.
pub fn ask(
    standing: Standing,
    part: Option<Part>,
    ask: Ask<'_>,
    past: Past,
    matters: &Matters,
    (now, today): (Timestamp, Date),
) -> Result<Asked, MatterRefusal> {
    let designated = is_designated(past.returns, matters);
    may_ask(ask.kind, part, designated)?;
    let done = advancing::perform(standing, ask.kind.deed())?;
    let rule = in_charter("ground", ask.kind.word(), matters.request(ask.kind))?;
    in_charter("ground", ask.ground, rule.ground(ask.ground))?;
    let why = required("why", ask.why, PROGRESS_MOST)?.to_owned();
    if ask.kind != RequestKind::Objection && past.granted >= rule.most {
        return Err(MatterRefusal::AskedTooOften { most: rule.most });
    }
    match ask.kind {
        RequestKind::Extension if past.due_at.is_some_and(|due| due <= now) => {
            return Err(MatterRefusal::AskedTooLate);
        }
        RequestKind::Parking => review(ask.review_on, today, past.longest)?,
        RequestKind::Objection | RequestKind::Extension => {}
    }
    Ok(Asked { done, why })
}

/// A day to look again: after today, and not put off past what the charter allows.
fn review(on: Option<Date>, today: Date, longest: Option<Date>) -> Result<(), MatterRefusal> {
    let on = on.ok_or(MatterRefusal::Blank { field: "review_on" })?;
    let too_far = longest.is_some_and(|longest| on > longest);
    if on <= today || too_far {
        return Err(MatterRefusal::ReviewOutside { longest });
    }
    Ok(())
}

/// Whether the street has the say over whose the matter is: too many bodies have sent it back.
///
/// Source: DOMAIN 1.4 (after the limit it is designated, and may not be returned again).
#[must_use]
pub fn is_designated(returns: u32, matters: &Matters) -> bool {
    returns >= matters.ruling.returns
}

/// Who has to rule: as the charter says, but always somebody above an office that asks itself.
///
/// `asks_as` is the office that asks, if it is one of those that rule.
#[must_use]
pub fn ruler(rule: &RequestRule, asks_as: Option<RuledBy>) -> RuledBy {
    let above = match asks_as {
        None => RuledBy::Station,
        Some(RuledBy::Station) => RuledBy::Street,
        Some(RuledBy::Street | RuledBy::District) => RuledBy::District,
    };
    rule.ruled_by.max(above)
}

/// Who rules.
#[derive(Debug, Clone, Copy)]
pub struct Judge {
    /// The person.
    pub person: Option<PersonId>,
    /// The body they act for.
    pub body: Option<BodyId>,
}

/// What a ruling does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ruled {
    /// What moves.
    pub change: Change,
    /// The words: to the reporter where it was granted, to the body where it was not.
    pub words: String,
}

/// What a ruling changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// The lead's objection is upheld: the matter is nobody's again.
    Returned(Advance),
    /// An assistant's objection is upheld: it is rid of its part.
    Released(Done),
    /// There is more time.
    Extended(Done),
    /// It is put aside until its review.
    Parked(Advance),
    /// Nothing: it was not granted.
    Refused(Done),
}

/// Rules on a request.
///
/// # Errors
/// [`MatterRefusal::OwnRequest`] for whoever asked and for their body; [`MatterRefusal::NotNow`];
/// [`MatterRefusal::Blank`] or [`MatterRefusal::TooLong`] at `words`.
///
/// Source: DOMAIN J-07 (an objection review decides, never the unit alone).
pub fn rule(
    standing: Standing,
    request: &Request,
    role: AssignmentRole,
    judge: Judge,
    grants: bool,
    words: &str,
) -> Result<Ruled, MatterRefusal> {
    let same_person = judge.person.is_some() && judge.person == request.asked_by;
    if same_person || judge.body == Some(request.body) {
        return Err(MatterRefusal::OwnRequest);
    }
    let words = required("words", words, REPLY_MOST)?.to_owned();
    let deed = || advancing::perform(standing, Deed::Rule);
    let change = match (grants, request.kind) {
        (false, _) => Change::Refused(deed()?),
        (true, RequestKind::Objection) if role == AssignmentRole::Lead => {
            Change::Returned(advancing::advance(standing, Transition::Return)?)
        }
        (true, RequestKind::Objection) => Change::Released(deed()?),
        (true, RequestKind::Extension) => Change::Extended(deed()?),
        (true, RequestKind::Parking) => {
            Change::Parked(advancing::advance(standing, Transition::Park)?)
        }
    };
    Ok(Ruled { change, words })
}

/// Takes a parked matter up again.
///
/// # Errors
/// [`MatterRefusal::NotNow`] unless it is parked.
pub fn resume(standing: Standing) -> Result<Advance, MatterRefusal> {
    advancing::advance(standing, Transition::Resume)
}

/// The reporter does not accept that the matter was declined; once.
///
/// # Errors
/// [`MatterRefusal::NotTheReporter`]; [`MatterRefusal::NotNow`];
/// [`MatterRefusal::AppealedBefore`]; [`MatterRefusal::Blank`] or [`MatterRefusal::TooLong`] at
/// `appeal`.
///
/// Source: DOMAIN J-04 (each way of not accepting is explained); that it can be appealed once:
/// assumption.
pub fn appeal(
    standing: Standing,
    is_reporter: bool,
    appealed: bool,
    words: &str,
) -> Result<(Advance, String), MatterRefusal> {
    let advance = advancing::advance(standing, Transition::Appeal)?;
    if !is_reporter {
        return Err(MatterRefusal::NotTheReporter);
    }
    if appealed {
        return Err(MatterRefusal::AppealedBefore);
    }
    Ok((advance, required("appeal", words, super::following::SUPPLEMENT_MOST)?.to_owned()))
}

/// An assistant tells the lead what came of its part.
///
/// # Errors
/// [`MatterRefusal::NotYours`] unless it has signed as an assistant; [`MatterRefusal::NotNow`];
/// [`MatterRefusal::Blank`] or [`MatterRefusal::TooLong`] at `report`.
///
/// Source: DOMAIN J-06 (the others report their result to the first unit in time).
pub fn report(
    standing: Standing,
    part: Option<Part>,
    words: &str,
) -> Result<(Done, String), MatterRefusal> {
    let assists =
        |part: &Part| part.role == AssignmentRole::Assist && part.state == AssignmentState::Signed;
    part.filter(assists).ok_or(MatterRefusal::NotYours)?;
    let done = advancing::perform(standing, Deed::AssistReport)?;
    Ok((done, required("report", words, PROGRESS_MOST)?.to_owned()))
}

/// Whether a body may still be asked to look: the matter is where the request left it.
#[must_use]
pub fn outlives(request: &Request, state: State) -> bool {
    matches!(
        (request.kind, state),
        (RequestKind::Objection, State::Dispatched | State::InProgress)
            | (RequestKind::Extension | RequestKind::Parking, State::InProgress)
    )
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::model::{AssignmentId, ClockKind, MatterId, RequestId, RequestState};
    use crate::rules::advancing::tests::standing;
    use crate::rules::testing::matters;

    const LEAD: Option<Part> =
        Some(Part { role: AssignmentRole::Lead, state: AssignmentState::Sent });
    const SIGNED: Option<Part> =
        Some(Part { role: AssignmentRole::Lead, state: AssignmentState::Signed });
    const PAST: Past = Past { returns: 0, granted: 0, due_at: None, longest: None };

    fn now() -> (Timestamp, Date) {
        ("2024-02-05T02:00:00Z".parse().unwrap(), date(2024, 2, 5))
    }

    fn ground(kind: RequestKind) -> String {
        matters().request(kind).unwrap().grounds[0].id.clone()
    }

    fn asks(kind: RequestKind, ground: &str) -> Ask<'_> {
        Ask { kind, ground, why: "这栋楼去年就移交给产权方了", review_on: None }
    }

    fn request(kind: RequestKind) -> Request {
        Request {
            id: RequestId(1),
            matter: MatterId(1),
            part: AssignmentId(1),
            body: BodyId(7),
            asked_by: Some(PersonId(70)),
            kind,
            ground: "duty".to_owned(),
            review_on: None,
            state: RequestState::Open,
            asked_at: now().0,
            note: 1,
            decided_at: None,
            decided_by: None,
        }
    }

    #[test]
    fn a_body_objects_before_it_signs_and_the_lead_asks_for_time_after() {
        let matters = matters();
        let try_it = |state, part, kind, past| {
            let ground = ground(kind);
            ask(standing(state), part, asks(kind, &ground), past, &matters, now()).map(|_| ())
        };
        use RequestKind::{Extension, Objection};
        assert_eq!(try_it(State::Dispatched, LEAD, Objection, PAST), Ok(()));
        assert_eq!(try_it(State::InProgress, SIGNED, Extension, PAST), Ok(()));
        assert_eq!(
            try_it(State::InProgress, SIGNED, Objection, PAST),
            Err(MatterRefusal::AlreadySigned)
        );
        assert_eq!(try_it(State::Dispatched, None, Objection, PAST), Err(MatterRefusal::NotYours));
        let assist = Some(Part { role: AssignmentRole::Assist, state: AssignmentState::Signed });
        assert_eq!(
            try_it(State::InProgress, assist, Extension, PAST),
            Err(MatterRefusal::NotTheLead)
        );
        let designated = Past { returns: matters.ruling.returns, ..PAST };
        assert_eq!(
            try_it(State::Dispatched, LEAD, Objection, designated),
            Err(MatterRefusal::Designated)
        );
    }

    #[test]
    fn more_time_is_asked_for_before_it_is_over_and_not_for_ever() {
        let matters = matters();
        let kind = RequestKind::Extension;
        let ground = ground(kind);
        let try_it = |past| {
            let matter = standing(State::InProgress);
            ask(matter, SIGNED, asks(kind, &ground), past, &matters, now()).map(|_| ())
        };
        let over = Past { due_at: Some(now().0), ..PAST };
        assert_eq!(try_it(over), Err(MatterRefusal::AskedTooLate));
        let most = matters.request(kind).unwrap().most;
        assert_eq!(
            try_it(Past { granted: most, ..PAST }),
            Err(MatterRefusal::AskedTooOften { most })
        );
    }

    #[test]
    fn a_ground_outside_the_catalogue_and_an_empty_why_are_refused_at_their_fields() {
        let matters = matters();
        let kind = RequestKind::Objection;
        let held = ground(kind);
        let matter = standing(State::Dispatched);
        let not_held = ask(matter, LEAD, asks(kind, "busy"), PAST, &matters, now());
        let refusal = MatterRefusal::NotInCharter { field: "ground", chosen: "busy".to_owned() };
        assert_eq!(not_held, Err(refusal));
        let blank = Ask { why: " 。", ..asks(kind, &held) };
        assert_eq!(
            ask(matter, LEAD, blank, PAST, &matters, now()),
            Err(MatterRefusal::Blank { field: "why" })
        );
    }

    #[test]
    fn a_review_lies_ahead_and_not_too_far() {
        let matters = matters();
        let kind = RequestKind::Parking;
        let ground = ground(kind);
        let longest = Some(date(2024, 8, 3));
        let try_it = |review_on| {
            let asked = Ask { review_on, ..asks(kind, &ground) };
            let past = Past { longest, ..PAST };
            ask(standing(State::InProgress), SIGNED, asked, past, &matters, now()).map(|_| ())
        };
        assert_eq!(try_it(Some(date(2024, 3, 1))), Ok(()));
        assert_eq!(try_it(None), Err(MatterRefusal::Blank { field: "review_on" }));
        for outside in [date(2024, 2, 5), date(2024, 8, 4)] {
            assert_eq!(try_it(Some(outside)), Err(MatterRefusal::ReviewOutside { longest }));
        }
    }

    #[test]
    fn nobody_rules_on_their_own_request() {
        let matter = standing(State::Dispatched);
        let asked = request(RequestKind::Objection);
        let rule = |judge| rule(matter, &asked, AssignmentRole::Lead, judge, true, "改派产权方");
        let own_person = Judge { person: Some(PersonId(70)), body: Some(BodyId(9)) };
        let own_body = Judge { person: Some(PersonId(71)), body: Some(BodyId(7)) };
        assert_eq!(rule(own_person), Err(MatterRefusal::OwnRequest));
        assert_eq!(rule(own_body), Err(MatterRefusal::OwnRequest));
        let other = Judge { person: Some(PersonId(90)), body: Some(BodyId(9)) };
        let Ok(Ruled { change: Change::Returned(back), .. }) = rule(other) else {
            panic!("another may")
        };
        assert_eq!(back.to(), State::New);
        assert!(back.starts().has(ClockKind::Reply));
    }

    #[test]
    fn an_upheld_objection_of_an_assistant_leaves_the_matter_where_it_is() {
        let judge = Judge { person: Some(PersonId(90)), body: Some(BodyId(9)) };
        let asked = request(RequestKind::Objection);
        let matter = standing(State::InProgress);
        let ruled =
            rule(matter, &asked, AssignmentRole::Assist, judge, true, "不用协办了").unwrap();
        assert!(matches!(ruled.change, Change::Released(_)));
        let refused =
            rule(matter, &asked, AssignmentRole::Assist, judge, false, "仍请协办").unwrap();
        assert!(matches!(refused.change, Change::Refused(_)));
    }

    #[test]
    fn an_office_that_asks_itself_is_ruled_on_from_above() {
        use RuledBy::{District, Station, Street};
        let matters = matters();
        let rule = |kind| matters.request(kind).unwrap();
        let (extension, parking) = (rule(RequestKind::Extension), rule(RequestKind::Parking));
        let rows = [
            (extension, None, Station),
            (extension, Some(Station), Street),
            (extension, Some(Street), District),
            (parking, None, Street),
            (parking, Some(Station), Street),
            (parking, Some(Street), District),
        ];
        for (rule, asks_as, by) in rows {
            assert_eq!(ruler(rule, asks_as), by, "{:?} {asks_as:?}", rule.kind);
        }
    }

    #[test]
    fn the_reporter_appeals_once() {
        let declined = standing(State::Declined);
        let (advance, words) = appeal(declined, true, false, " 这就是楼里的事 ").unwrap();
        assert_eq!((advance.to(), words.as_str()), (State::New, "这就是楼里的事"));
        assert_eq!(appeal(declined, false, false, "x"), Err(MatterRefusal::NotTheReporter));
        assert_eq!(appeal(declined, true, true, "x"), Err(MatterRefusal::AppealedBefore));
        assert_eq!(
            appeal(standing(State::New), true, false, "x"),
            Err(MatterRefusal::not_now(State::New, "appeal"))
        );
    }
}
