//! The states of a matter and the one table of what leads from each to which.

use kernel::word_enum;

word_enum!(
    /// Where a matter stands.
    ///
    /// Source: DESIGN §4 state diagram, UX §8 words; `Withdrawn` is the reporter's own end, kept
    /// apart from `Closed` so that nothing withdrawn counts as handled (assumption).
    State in "matter-state" {
        /// 待分流: raised, nobody has been asked yet.
        New = "new",
        /// 待签收: dispatched, the lead has not signed for it.
        Dispatched = "dispatched",
        /// 办理中: the lead has signed for it.
        InProgress = "in_progress",
        /// 挂账: it cannot be settled now; it comes back by itself on its review date.
        Parked = "parked",
        /// 已办结（待回访）: the lead says it is done, the reporter has not been asked.
        Completed = "completed",
        /// 已结案: called back, rated, or the window has passed.
        Closed = "closed",
        /// 已并入: it goes on in another matter; it can be split off again.
        Merged = "merged",
        /// 不予受理: not accepted, on a ground of the catalogue.
        Declined = "declined",
        /// 已撤回: taken back by whoever raised it.
        Withdrawn = "withdrawn",
    }
);

word_enum!(
    /// What moves a matter from one state to another. Closed: nothing else can.
    Transition in "matter-transition" {
        /// 派单: somebody leads it now.
        Dispatch = "dispatch",
        /// 不予受理
        Decline = "decline",
        /// 签收 by the lead.
        Sign = "sign",
        /// 退回重派: an objection was upheld, so it is nobody's again.
        Return = "return",
        /// 挂账, once a ruling granted it.
        Park = "park",
        /// 恢复办理: the review date has come, or somebody took it up before.
        Resume = "resume",
        /// 办结
        Complete = "complete",
        /// 回访 that found it solved or partly solved.
        CallBack = "call_back",
        /// 评价 by the reporter before anyone called back.
        Rate = "rate",
        /// Close because the charter's window passed in silence.
        AutoClose = "auto_close",
        /// 重办: back to the handler, because it is not solved.
        Reopen = "reopen",
        /// 申诉: the reporter does not accept that it was declined, once.
        Appeal = "appeal",
        /// 撤回 by the reporter.
        Withdraw = "withdraw",
        /// 来源办结: the hotline or system an order came from has finished it.
        EndElsewhere = "end_elsewhere",
        /// 并单: it goes on in another matter.
        Merge = "merge",
        /// 拆开: back to where nobody had been asked.
        SplitNew = "split_new",
        /// 拆开: back to where the lead had not signed.
        SplitDispatched = "split_dispatched",
        /// 拆开: back to where it was in hand.
        SplitInProgress = "split_in_progress",
    }
);

word_enum!(
    /// What is done to a matter without changing its state.
    Deed in "matter-deed" {
        /// 联系 the reporter.
        Contact = "contact",
        /// 进展 the reporter and the public may read.
        OutwardProgress = "outward_progress",
        /// 进展 for those who handle it only.
        InwardProgress = "inward_progress",
        /// 协办 signs for its part.
        AssistSign = "assist_sign",
        /// 协办 tells the lead what came of its part.
        AssistReport = "assist_report",
        /// 派单异议: the body says it is not for it, on a ground of the catalogue.
        Object = "object",
        /// 延期申请
        AskExtension = "ask_extension",
        /// 挂账申请
        AskParking = "ask_parking",
        /// 审定 of what a body asked for, where it leaves the state alone.
        Rule = "rule",
        /// A call-back that reached nobody.
        MissedCallback = "missed_callback",
        /// 评价 that does not move the matter.
        RateOnly = "rate_only",
        /// 我也遇到
        Join = "join",
        /// 补充情况
        Supplement = "supplement",
        /// 催一下
        Urge = "urge",
        /// 督办: a level above asks for an answer.
        Supervise = "supervise",
        /// 发通告: everybody in some buildings is told.
        Publish = "publish",
    }
);

impl State {
    /// The state `transition` leads to from here; `None` when the table holds no such step.
    ///
    /// This is the single table of transitions: deliberation and whistle will be rows here
    /// and nowhere else.
    ///
    /// Source: DESIGN §4 state diagram; DOMAIN 1.4.
    #[must_use]
    pub const fn after(self, transition: Transition) -> Option<Self> {
        use State as S;
        use Transition as T;
        Some(match (self, transition) {
            (S::New, T::Dispatch) => S::Dispatched,
            (S::New, T::Decline) => S::Declined,
            (S::Declined, T::Appeal) | (S::Dispatched, T::Return) => S::New,
            (S::Dispatched, T::Sign) => S::InProgress,
            (S::InProgress, T::Park) => S::Parked,
            (S::Parked, T::Resume) => S::InProgress,
            (S::InProgress, T::Complete) => S::Completed,
            (S::Completed, T::CallBack | T::Rate | T::AutoClose) => S::Closed,
            (S::Completed | S::Closed, T::Reopen) => S::InProgress,
            (S::New | S::Dispatched | S::InProgress, T::Merge) => S::Merged,
            (S::Merged, T::SplitNew) => S::New,
            (S::Merged, T::SplitDispatched) => S::Dispatched,
            (S::Merged, T::SplitInProgress) => S::InProgress,
            (S::New | S::Dispatched | S::InProgress | S::Parked | S::Merged, T::Withdraw) => {
                S::Withdrawn
            }
            (
                S::New | S::Dispatched | S::InProgress | S::Parked | S::Completed | S::Merged,
                T::EndElsewhere,
            ) => S::Closed,
            _ => return None,
        })
    }

    /// Whether `deed` can be done to a matter in this state.
    ///
    /// Source: DESIGN §4; which deeds fit which state is an assumption where it is silent.
    #[must_use]
    pub const fn admits(self, deed: Deed) -> bool {
        match deed {
            Deed::Contact | Deed::OutwardProgress | Deed::InwardProgress => {
                matches!(self, Self::InProgress)
            }
            Deed::AskExtension | Deed::AskParking | Deed::AssistReport => {
                matches!(self, Self::InProgress)
            }
            Deed::AssistSign | Deed::Object | Deed::Rule => {
                matches!(self, Self::Dispatched | Self::InProgress)
            }
            Deed::Supervise => self.is_open() || matches!(self, Self::Completed),
            Deed::MissedCallback => matches!(self, Self::Completed),
            Deed::RateOnly => matches!(self, Self::Completed | Self::Closed),
            Deed::Join | Deed::Supplement | Deed::Urge | Deed::Publish => self.is_open(),
        }
    }

    /// Whether somebody still owes work: raised and neither completed nor ended.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::New | Self::Dispatched | Self::InProgress | Self::Parked)
    }

    /// Whether every clock stands still.
    #[must_use]
    pub const fn stands_still(self) -> bool {
        matches!(self, Self::Parked | Self::Merged)
    }

    /// The words of the states in which something may still be due.
    #[must_use]
    pub fn running_words() -> Vec<&'static str> {
        let running = Self::ALL.iter().filter(|state| !state.is_ended());
        running.map(|state| state.word()).collect()
    }

    /// Whether no clock may run any more.
    #[must_use]
    pub const fn is_ended(self) -> bool {
        matches!(self, Self::Closed | Self::Declined | Self::Withdrawn)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_table_holds_exactly_these_steps() {
        let mut steps = Vec::new();
        for &from in State::ALL {
            for &by in Transition::ALL {
                if let Some(to) = from.after(by) {
                    steps.push(format!("{} {} {}", from.word(), by.word(), to.word()));
                }
            }
        }
        assert_eq!(
            steps,
            [
                "new dispatch dispatched",
                "new decline declined",
                "new withdraw withdrawn",
                "new end_elsewhere closed",
                "new merge merged",
                "dispatched sign in_progress",
                "dispatched return new",
                "dispatched withdraw withdrawn",
                "dispatched end_elsewhere closed",
                "dispatched merge merged",
                "in_progress park parked",
                "in_progress complete completed",
                "in_progress withdraw withdrawn",
                "in_progress end_elsewhere closed",
                "in_progress merge merged",
                "parked resume in_progress",
                "parked withdraw withdrawn",
                "parked end_elsewhere closed",
                "completed call_back closed",
                "completed rate closed",
                "completed auto_close closed",
                "completed reopen in_progress",
                "completed end_elsewhere closed",
                "closed reopen in_progress",
                "merged withdraw withdrawn",
                "merged end_elsewhere closed",
                "merged split_new new",
                "merged split_dispatched dispatched",
                "merged split_in_progress in_progress",
                "declined appeal new",
            ]
        );
    }

    #[test]
    fn words_are_read_back_and_keys_are_kebab_case() {
        for &state in State::ALL {
            assert_eq!(State::from_word(state.word()), Some(state));
        }
        assert_eq!(State::from_word("lost"), None);
        assert_eq!(State::InProgress.key(), "matter-state-in-progress");
    }

    #[test]
    fn only_the_reporter_leads_a_matter_out_of_an_ended_state() {
        for &from in State::ALL.iter().filter(|state| state.is_ended()) {
            for &by in Transition::ALL {
                let leads_out = from.after(by).is_some();
                let reporters =
                    [(State::Closed, Transition::Reopen), (State::Declined, Transition::Appeal)];
                assert_eq!(leads_out, reporters.contains(&(from, by)));
            }
        }
    }

    fn transitions() -> impl Strategy<Value = Vec<Transition>> {
        proptest::collection::vec(proptest::sample::select(Transition::ALL), 0..40)
    }

    proptest! {
        #[test]
        fn no_sequence_reaches_a_state_the_table_does_not_hold(tried in transitions()) {
            let reachable: Vec<State> = State::ALL
                .iter()
                .flat_map(|from| Transition::ALL.iter().filter_map(|by| from.after(*by)))
                .chain([State::New])
                .collect();
            let mut state = State::New;
            for transition in tried {
                if let Some(next) = state.after(transition) {
                    state = next;
                }
                prop_assert!(reachable.contains(&state));
            }
        }

        #[test]
        fn a_closed_matter_never_reopens_by_itself(tried in transitions()) {
            let mut state = State::Closed;
            for transition in tried.into_iter().filter(|step| *step != Transition::Reopen) {
                state = state.after(transition).unwrap_or(state);
            }
            prop_assert_eq!(state, State::Closed);
        }
    }
}
