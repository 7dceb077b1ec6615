//! 报到: what a department does about its call, from its desk or by the code of its sheet.

use jiff::civil::Date;
use kernel::{BodyId, Refusal};
use platform::{Act, Outcome};

use super::Held;
use super::blow::start_clock;
use crate::event;
use crate::model::{
    Call, ClockKind, NoteKind, Presence, QueryCode, Refused, Sending, WhistleNumber,
};
use crate::permissions;
use crate::rules::whistling::{self, Arrival};
use crate::store;

/// By which right somebody answers for a department.
#[derive(Debug, Clone)]
pub enum Answering {
    /// By a post in it.
    Post(WhistleNumber),
    /// By the code on its sheet, which opens this one call and expires.
    Code(QueryCode),
}

/// How a department reports in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reporting {
    /// On site, online or by phone.
    pub presence: Presence,
    /// Who comes: a section and how many.
    pub who: String,
    /// What they come to do.
    pub measure: String,
    /// By which day there will be an answer.
    pub answer_on: Option<Date>,
}

/// What came of loading a call by right.
pub struct Coming(Held, Call);

impl Coming {
    /// Loads the call the actor may answer, and holds it.
    fn load(act: &mut Act<'_, '_>, right: &Answering) -> Outcome<Self> {
        let held = match right {
            Answering::Post(number) => Held::load(act, &permissions::ANSWER, number)?,
            Answering::Code(code) => return Self::by_code(act, code),
        };
        let bodies: Vec<BodyId> = act.require(&permissions::ANSWER)?.bodies().to_vec();
        let own = held.calls.iter().find(|call| bodies.contains(&call.body)).cloned();
        Ok(Self(held, own.ok_or_else(Refusal::not_found)?))
    }

    fn by_code(act: &mut Act<'_, '_>, code: &QueryCode) -> Outcome<Self> {
        let hash = store::matter::code_hash(act.world(), code);
        let now = act.now();
        let found = store::whistle::call::find_by_code(act.conn(), &hash, now)?;
        let call = found.ok_or_else(Refusal::not_found)?;
        let known = store::whistle::find_by_id(act.conn(), call.whistle)?;
        let (matter, whistle) = known.ok_or_else(Refusal::not_found)?;
        let held = Held::hold(act, matter, whistle.id)?;
        let call = held.call(call.id)?;
        Ok(Self(held, call))
    }

    /// Notes that the department has opened what it was sent.
    fn opened(&mut self, act: &Act<'_, '_>, to: Sending) {
        let call = &mut self.1;
        call.sent_at = call.sent_at.or(Some(act.now()));
        call.opened_at = call.opened_at.or(Some(act.now()));
        if to == Sending::Answered {
            call.answered_at = call.answered_at.or(Some(act.now()));
        }
        call.sending = call.sending.max(to);
    }
}

/// Notes that somebody of the department has seen the call; a second time changes nothing.
///
/// # Errors
/// Not found without a call of the actor's body, or for a code nobody holds.
///
/// Source: FEATURES F-D6.
pub fn open_call(act: &mut Act<'_, '_>, right: &Answering) -> Outcome<()> {
    let mut coming = Coming::load(act, right)?;
    if coming.1.opened_at.is_some() {
        return Ok(());
    }
    coming.opened(act, Sending::Opened);
    let Coming(held, call) = coming;
    store::whistle::call::update(act.conn(), &call)?;
    act.journal(
        Some(held.matter.at.district),
        held.matter.subject(),
        &event::CallOpened {
            number: held.whistle.number.clone(),
            body: call.body,
            by_code: matches!(right, Answering::Code(_)),
        },
    )?;
    Ok(())
}

/// Reports in: the clock stops, whatever it shows.
///
/// # Errors
/// Not found without the right; what [`whistling::report_in`] refuses.
///
/// Source: DOMAIN W-03, W-08; FEATURES F-D3.
pub fn report_in(act: &mut Act<'_, '_>, right: &Answering, said: &Reporting) -> Outcome<()> {
    let mut coming = Coming::load(act, right)?;
    let arrival = Arrival { who: &said.who, measure: &said.measure, answer_on: said.answer_on };
    let (state, measure, who) =
        whistling::report_in(coming.0.whistle.state, coming.1.state, arrival, act.today())
            .map_err(Refusal::from)?;
    super::stop_clocks(act, &coming.1)?;
    coming.opened(act, Sending::Answered);
    let Coming(mut held, mut call) = coming;
    let note = held.note(act, NoteKind::ReportIn, Some(call.body), &measure)?;
    call.state = state;
    call.presence = Some(said.presence);
    call.who = who;
    call.answer_on = said.answer_on;
    call.report = Some(note.id);
    call.reported_at = Some(act.now());
    let body = call.body;
    held.save(act, call)?;
    act.journal(
        Some(held.matter.at.district),
        held.matter.subject(),
        &event::ReportedIn {
            number: held.whistle.number.clone(),
            body,
            presence: said.presence,
            by_code: matches!(right, Answering::Code(_)),
            note,
        },
    )?;
    Ok(())
}

/// Says what came of the department's part.
///
/// # Errors
/// Not found without the right; what [`whistling::finish`] refuses.
pub fn finish_call(act: &mut Act<'_, '_>, right: &Answering, words: &str) -> Outcome<()> {
    let Coming(mut held, mut call) = Coming::load(act, right)?;
    let (state, words) =
        whistling::finish(held.whistle.state, call.state, words).map_err(Refusal::from)?;
    let note = held.note(act, NoteKind::Part, Some(call.body), &words)?;
    call.state = state;
    call.result = Some(note.id);
    call.done_at = Some(act.now());
    let body = call.body;
    held.save(act, call)?;
    act.journal(
        Some(held.matter.at.district),
        held.matter.subject(),
        &event::PartDone {
            number: held.whistle.number.clone(),
            body,
            by_code: matches!(right, Answering::Code(_)),
            note,
        },
    )?;
    Ok(())
}

/// Asks not to come, on a ground of the catalogue: the clock stands still, visibly, until a third
/// party has ruled.
///
/// # Errors
/// Not found without the right; what [`whistling::refuse`] refuses.
///
/// Source: FEATURES F-D4; UX §3 Whistle.
pub fn refuse_call(
    act: &mut Act<'_, '_>,
    right: &Answering,
    (ground, why): (&str, &str),
) -> Outcome<()> {
    let mut coming = Coming::load(act, right)?;
    let (held, call) = (&coming.0, &coming.1);
    let (state, why) =
        whistling::refuse(held.whistle.state, call.state, (ground, why), held.rules()?)
            .map_err(Refusal::from)?;
    let within = held.rules()?.ruling_within;
    coming.opened(act, Sending::Answered);
    let Coming(mut held, mut call) = coming;
    let clocks = store::clock::list(act.conn(), held.matter.id)?;
    if let Some(clock) = clocks.iter().find(|clock| clock.id == call.clock) {
        store::clock::pause(act, clock, ground)?;
    }
    let clock = start_clock(act, &held, ClockKind::RefusalRuling, within)?;
    let note = held.note(act, NoteKind::Refusal, Some(call.body), &why)?;
    call.state = state;
    call.refused = Some(Refused {
        ground: ground.to_owned(),
        note: note.id,
        at: act.now(),
        by: act.actor().person,
        clock,
        ruling: None,
        ruled_at: None,
    });
    let body = call.body;
    held.save(act, call)?;
    act.journal(
        Some(held.matter.at.district),
        held.matter.subject(),
        &event::CallRefused {
            number: held.whistle.number.clone(),
            body,
            ground: ground.to_owned(),
            by_code: matches!(right, Answering::Code(_)),
            note,
        },
    )?;
    Ok(())
}

/// Says whether the whistle was rightly sent.
///
/// # Errors
/// Not found without the right; what [`whistling::judge`] refuses.
///
/// Source: DOMAIN J-13, W-11.
pub fn judge_whistle(act: &mut Act<'_, '_>, right: &Answering, verdict: &str) -> Outcome<()> {
    let Coming(mut held, mut call) = Coming::load(act, right)?;
    whistling::judge(held.whistle.state, call.judged_at.is_some(), verdict, held.rules()?)
        .map_err(Refusal::from)?;
    call.verdict = Some(verdict.to_owned());
    call.judged_at = Some(act.now());
    let body = call.body;
    held.save(act, call)?;
    act.journal(
        Some(held.matter.at.district),
        held.matter.subject(),
        &event::WhistleJudged {
            number: held.whistle.number.clone(),
            body,
            verdict: verdict.to_owned(),
        },
    )?;
    Ok(())
}
