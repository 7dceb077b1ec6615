//! One department of a whistle as a page shows it.

use jiff::Timestamp;
use kernel::BodyId;
use platform::web::component::Clock as DrawnClock;
use platform::web::{Tone, View};

use super::facts::Facts;
use crate::model::charter::Matters;
use crate::model::{AssignmentRole, Call, CallState, ClockKind, Whistle, WhistleState};
use crate::store::clock::Clock;

/// A department's row.
pub(super) struct CallRow<'a> {
    pub id: i64,
    pub name: &'a str,
    pub role: &'static str,
    pub ask: &'a str,
    pub clock: Option<DrawnClock<'a>>,
    pub state: CallMark,
    pub sending: String,
    pub report: String,
    pub measure: &'a str,
    pub result: &'a str,
    pub mean: Option<String>,
    pub verdict: Option<String>,
    /// Whether the viewer may make a sheet for it.
    pub may_hand_over: bool,
}

/// How far a call has come: shape, colour and words.
pub(crate) struct CallMark {
    pub shape: &'static str,
    pub tone: Tone,
    pub words: String,
}

impl CallMark {
    /// The mark of a state.
    pub fn of(view: &View, state: CallState) -> Self {
        let (shape, tone) = match state {
            CallState::Called => ("whis", Tone::Whistle),
            CallState::Disputed => ("park", Tone::Warn),
            CallState::ReportedIn => ("work", Tone::Work),
            CallState::Done => ("done", Tone::Ok),
            CallState::Excused => ("no", Tone::Idle),
            CallState::Recalled => ("back", Tone::Idle),
        };
        Self { shape, tone, words: view.t(&state.key()).into_owned() }
    }
}

impl<'a> CallRow<'a> {
    /// The row of a call.
    pub fn of(view: &'a View, facts: &'a Facts, call: &Call) -> Self {
        let tag = view.locale.tag();
        Self {
            id: call.id.into(),
            name: facts.name(call.body),
            role: role(call.role),
            ask: facts.words(call.ask),
            clock: facts.clock(call.clock).map(|clock| drawn(view, clock)),
            state: CallMark::of(view, call.state),
            sending: view.t(&call.sending.key()).into_owned(),
            report: report(view, call),
            measure: facts.maybe_words(call.report),
            result: facts.maybe_words(call.result),
            mean: facts.mean(call.id),
            verdict: call.verdict.as_deref().map(|verdict| facts.verdict(tag, verdict)),
            may_hand_over: false,
        }
    }
}

/// 牵头 or 配合.
pub(super) const fn role(role: AssignmentRole) -> &'static str {
    match role {
        AssignmentRole::Lead => "whistle-role-lead",
        AssignmentRole::Assist => "whistle-role-assist",
    }
}

/// How and when a department reported in, who comes, and by which day it will answer.
fn report(view: &View, call: &Call) -> String {
    let (Some(presence), Some(at)) = (call.presence, call.reported_at) else {
        return String::new();
    };
    let said = [
        Some(view.t(&presence.key()).into_owned()),
        call.who.clone(),
        Some(view.when(at)),
        call.answer_on.map(|day| view.t1("whistle-answer-by", "day", view.short_day(day))),
    ];
    said.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// A clock as it runs, stands still or has stopped.
pub(super) fn drawn<'a>(view: &'a View, clock: &Clock) -> DrawnClock<'a> {
    match (clock.stopped_at, clock.paused_since()) {
        (Some(ended), _) => view.finished_clock(clock.started_at, ended, clock.due_at),
        (None, Some(since)) => view.paused_clock(view.now.as_second() - since.as_second()),
        (None, None) => view.plain_clock(clock.started_at, clock.due_at),
    }
}

/// A whistle as the page of its matter shows it.
pub(crate) struct PanelWhistle<'a> {
    pub number: String,
    pub is_open: bool,
    pub by: &'a str,
    pub raised_at: Timestamp,
    pub calls: Vec<PanelCall<'a>>,
}

/// One department of it.
pub(crate) struct PanelCall<'a> {
    pub name: &'a str,
    pub state: CallMark,
    pub clock: Option<DrawnClock<'a>>,
}

/// The whistles of a matter, the newest first.
pub(crate) fn panel<'a>(
    view: &'a View,
    whistles: &[Whistle],
    calls: &[Call],
    clocks: &[Clock],
    name: impl Fn(BodyId) -> &'a str,
) -> Vec<PanelWhistle<'a>> {
    let drawn_of = |call: &Call| {
        let clock = clocks.iter().find(|clock| clock.id == call.clock);
        PanelCall {
            name: name(call.body),
            state: CallMark::of(view, call.state),
            clock: clock.map(|clock| drawn(view, clock)),
        }
    };
    whistles
        .iter()
        .rev()
        .map(|one| PanelWhistle {
            number: one.number.to_string(),
            is_open: one.state == WhistleState::Open,
            by: name(one.body),
            raised_at: one.raised_at,
            calls: calls.iter().filter(|call| call.whistle == one.id).map(drawn_of).collect(),
        })
        .collect()
}

/// One step of the ladder: when it falls, and what it is called.
pub(super) struct LadderRow {
    pub when: String,
    pub name: String,
}

/// What happens when nobody reports in, step by step, as the charter has it (M9).
pub(super) fn ladder(view: &View, rules: &Matters) -> Vec<LadderRow> {
    if rules.telling.is_none() {
        return Vec::new();
    }
    let steps = rules.ladder.iter().filter(|step| step.is_for(ClockKind::ReportIn));
    steps
        .map(|step| LadderRow {
            when: match (step.left_percent, step.after) {
                (Some(percent), _) => view.t1("whistle-ladder-left", "percent", percent),
                (None, Some(after)) => view.t1("whistle-ladder-after", "limit", view.limit(after)),
                (None, None) => view.t("whistle-ladder-due").into_owned(),
            },
            name: step.name.in_language(view.locale.tag()).to_owned(),
        })
        .collect()
}
