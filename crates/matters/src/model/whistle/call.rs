//! One department called by a whistle, and the one table of what becomes of the call.

use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{BodyId, PersonId};

use super::WhistleId;
use crate::model::{AssignmentRole, ClockId, MatterId};
use kernel::word_enum;

kernel::id_type!(
    /// One department's part in a whistle.
    CallId
);

word_enum!(
    /// How far a department has come with what a whistle asks of it.
    CallState in "whistle-call-state" {
        /// 待报到
        Called = "called",
        /// 申请不报到，等裁定
        Disputed = "disputed",
        /// 已报到
        ReportedIn = "reported_in",
        /// 已办完
        Done = "done",
        /// 免报到: a ruling upheld the refusal.
        Excused = "excused",
        /// 已收哨: the whistle ended before the department was done.
        Recalled = "recalled",
    }
);

word_enum!(
    /// What moves a call from one state to another. Closed: nothing else can.
    CallStep in "whistle-step" {
        /// 报到
        ReportIn = "report_in",
        /// 办完
        Finish = "finish",
        /// 申请不报到, on a ground of the catalogue.
        Refuse = "refuse",
        /// 同意免报到, by a third party.
        Excuse = "excuse",
        /// 不同意，仍要报到
        Insist = "insist",
        /// 收哨, as the whistle ends.
        Recall = "recall",
    }
);

word_enum!(
    /// How far the call has travelled: kept apart from what the department does about it.
    ///
    /// Source: FEATURES F-D6.
    Sending in "whistle-sending" {
        /// 未送达: nobody of the department signs in here, and no sheet was handed over yet.
        Drafted = "drafted",
        /// 已送达
        Sent = "sent",
        /// 已打开
        Opened = "opened",
        /// 已回应
        Answered = "answered",
    }
);

word_enum!(
    /// How a department reports in. Source: FEATURES F-D3.
    Presence in "whistle-presence" {
        /// 到场
        OnSite = "on_site",
        /// 线上
        Online = "online",
        /// 电话
        Phone = "phone",
    }
);

impl CallState {
    /// The state `step` leads to from here; `None` when the table holds no such step.
    ///
    /// A department that asked not to come may still come: its request lapses.
    ///
    /// Source: DOMAIN W-03, W-06; FEATURES F-D3, F-D4.
    #[must_use]
    pub const fn after(self, step: CallStep) -> Option<Self> {
        use CallState as S;
        use CallStep as T;
        Some(match (self, step) {
            (S::Called | S::Disputed, T::ReportIn) => S::ReportedIn,
            (S::Called, T::Refuse) => S::Disputed,
            (S::Disputed, T::Excuse) => S::Excused,
            (S::Disputed, T::Insist) => S::Called,
            (S::ReportedIn, T::Finish) => S::Done,
            (S::Called | S::Disputed | S::ReportedIn, T::Recall) => S::Recalled,
            _ => return None,
        })
    }

    /// Whether the whistler still waits for the department.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Called | Self::Disputed | Self::ReportedIn)
    }
}

/// That a department asked not to come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// The ground's key in the charter's catalogue.
    pub ground: String,
    /// The note that says why.
    pub note: i64,
    /// When.
    pub at: Timestamp,
    /// Who asked; empty for whoever held the code.
    pub by: Option<PersonId>,
    /// The clock of the ruling.
    pub clock: ClockId,
    /// The note of the ruling.
    pub ruling: Option<i64>,
    /// When it was ruled on.
    pub ruled_at: Option<Timestamp>,
}

/// A call (哨里的一个单位).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// Its id.
    pub id: CallId,
    /// The whistle.
    pub whistle: WhistleId,
    /// The matter.
    pub matter: MatterId,
    /// The department.
    pub body: BodyId,
    /// 牵头 or 配合.
    pub role: AssignmentRole,
    /// How far it has come.
    pub state: CallState,
    /// How far the call has travelled.
    pub sending: Sending,
    /// The note of what is asked of it.
    pub ask: i64,
    /// Its clock to report in.
    pub clock: ClockId,
    /// When it was sent.
    pub sent_at: Option<Timestamp>,
    /// When somebody of the department first opened it.
    pub opened_at: Option<Timestamp>,
    /// When the department first answered.
    pub answered_at: Option<Timestamp>,
    /// How it reported in.
    pub presence: Option<Presence>,
    /// Who comes, in the department's words.
    pub who: Option<String>,
    /// The day by which it means to have an answer.
    pub answer_on: Option<Date>,
    /// The note of the measure it reported in with.
    pub report: Option<i64>,
    /// When it reported in.
    pub reported_at: Option<Timestamp>,
    /// The note of what came of its part.
    pub result: Option<i64>,
    /// When its part was done.
    pub done_at: Option<Timestamp>,
    /// Its last refusal.
    pub refused: Option<Refused>,
    /// When the whistler rated it.
    pub rated_at: Option<Timestamp>,
    /// What it thinks of the whistle: a key of the charter.
    pub verdict: Option<String>,
    /// When it said so.
    pub judged_at: Option<Timestamp>,
    /// Until when the code of its sheet opens it; empty without a sheet.
    pub code_until: Option<Timestamp>,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_table_holds_exactly_these_steps() {
        let mut steps = Vec::new();
        for &from in CallState::ALL {
            for &by in CallStep::ALL {
                if let Some(to) = from.after(by) {
                    steps.push(format!("{} {} {}", from.word(), by.word(), to.word()));
                }
            }
        }
        assert_eq!(
            steps,
            [
                "called report_in reported_in",
                "called refuse disputed",
                "called recall recalled",
                "disputed report_in reported_in",
                "disputed excuse excused",
                "disputed insist called",
                "disputed recall recalled",
                "reported_in finish done",
                "reported_in recall recalled",
            ]
        );
    }

    proptest! {
        #[test]
        fn nothing_leaves_an_end_and_nobody_is_excused_without_a_ruling(
            steps in proptest::collection::vec(0..CallStep::ALL.len(), 0..12),
        ) {
            let mut state = CallState::Called;
            let mut ruled = false;
            for step in steps {
                let step = CallStep::ALL[step];
                let Some(next) = state.after(step) else { continue };
                prop_assert!(state.is_open(), "{} left by {}", state.word(), step.word());
                ruled |= step == CallStep::Excuse;
                state = next;
            }
            prop_assert!(state != CallState::Excused || ruled);
        }
    }
}
