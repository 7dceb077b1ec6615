//! The forms by which a department answers, on its desk and by the code of its sheet alike.

use kernel::Refusal;
use platform::Outcome;
use platform::web::{Choice, FormState, View};

use super::facts::Facts;
use crate::acts::whistling::{self, Answering, Reporting};
use crate::model::charter::Choosable;
use crate::model::{Call, CallState, CallStep, Presence};

/// What the department may do now, and what its forms offer.
pub(super) struct AnswerForms {
    /// Address the forms' own resources stand under.
    pub action: String,
    /// Whether a refusal is being written, and its form has to be open.
    pub is_refusing: bool,
    pub may_report: bool,
    pub may_finish: bool,
    pub may_refuse: bool,
    pub may_judge: bool,
    pub presences: Vec<Choice>,
    pub grounds: Vec<Choice>,
    pub verdicts: Vec<Choice>,
    /// How long a ruling may take.
    pub ruled_within: String,
}

impl AnswerForms {
    /// The forms for `call`, with their resources below `action` and what was typed in `form`;
    /// `None` when nothing waits.
    pub fn of(
        view: &View,
        facts: &Facts,
        call: &Call,
        (action, form): (String, &FormState),
    ) -> Option<Self> {
        let wrong = |field: &str| form.error(view.locale, field).is_some();
        let tag = view.locale.tag();
        let may = |step: CallStep| facts.is_open() && call.state.after(step).is_some();
        let rules = facts.rules()?;
        let forms = Self {
            action,
            is_refusing: wrong("ground") || wrong("why"),
            may_report: may(CallStep::ReportIn),
            may_finish: may(CallStep::Finish),
            may_refuse: may(CallStep::Refuse),
            may_judge: !facts.is_open() && call.judged_at.is_none(),
            presences: Presence::ALL
                .iter()
                .map(|one| Choice::new(one.word(), view.t(&one.key())))
                .collect(),
            grounds: choices(&rules.refusals, tag),
            verdicts: choices(&rules.verdicts, tag),
            ruled_within: view.limit(rules.ruling_within),
        };
        let waits = forms.may_report || forms.may_finish || forms.may_judge;
        (waits || call.state == CallState::Disputed).then_some(forms)
    }
}

/// Choices by their names.
pub(super) fn choices(all: &[Choosable], tag: &str) -> Vec<Choice> {
    all.iter().map(|one| Choice::new(one.id.clone(), one.name.in_language(tag))).collect()
}

/// Which of the forms was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sent {
    Report,
    Finish,
    Refuse,
    Judge,
}

/// Does what the form says, by whatever right it came.
///
/// # Errors
/// What the act refuses; a field that was not picked or is no date.
pub(super) fn run(
    act: &mut platform::Act<'_, '_>,
    right: &Answering,
    sent: Sent,
    form: &FormState,
) -> Outcome<()> {
    match sent {
        Sent::Report => whistling::report_in(act, right, &reporting(form)?),
        Sent::Finish => whistling::finish_call(act, right, form.value("result")),
        Sent::Refuse => {
            let ground = picked(form, "ground")?;
            whistling::refuse_call(act, right, (ground, form.value("why")))
        }
        Sent::Judge => whistling::judge_whistle(act, right, picked(form, "verdict")?),
    }
}

fn picked<'a>(form: &'a FormState, field: &'static str) -> Result<&'a str, Refusal> {
    form.filled(field).ok_or_else(|| Refusal::at(field, "form-refusal-pick"))
}

fn reporting(form: &FormState) -> Result<Reporting, Refusal> {
    let presence = Presence::from_word(form.value("presence"));
    let answer_on = form
        .filled("answer_on")
        .map(|day| day.parse().map_err(|_| Refusal::at("answer_on", "form-refusal-date")))
        .transpose()?;
    Ok(Reporting {
        presence: presence.ok_or_else(|| Refusal::at("presence", "form-refusal-pick"))?,
        who: form.value("who").to_owned(),
        measure: form.value("measure").to_owned(),
        answer_on,
    })
}
