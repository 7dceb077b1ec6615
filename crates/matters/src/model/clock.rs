//! The kinds of running time limit, and which of them run.

use kernel::word_enum;

word_enum!(
    /// What a clock of a matter waits for.
    ///
    /// Source: DESIGN §4 (`clock`), FEATURES F-C3 (several clocks, none overrides another).
    ClockKind in "matter-clock" {
        /// 答复提出人: from raising to the answer that says what becomes of it.
        Reply = "reply",
        /// 签收: from dispatch to the lead's signature.
        Sign = "sign",
        /// 联系: from signing to the first word with the reporter.
        Contact = "contact",
        /// 办结: from dispatch to completion.
        Resolve = "resolve",
        /// 审定: from what a body asked for to the ruling on it.
        Ruling = "ruling",
        /// 回访: from completion to the call-back or rating.
        Callback = "callback",
        /// 报到: from the whistle to a department's report; one for each department called.
        ReportIn = "report_in",
        /// 裁定: from a department's refusal to the ruling on it.
        RefusalRuling = "refusal_ruling",
    }
);

impl ClockKind {
    /// The clocks that run on a call of a whistle: a matter may have several of each at a time,
    /// they are none of its own, and none of its steps stops them.
    pub const OF_CALLS: [Self; 2] = [Self::ReportIn, Self::RefusalRuling];

    /// Whether it runs on a call of a whistle.
    #[must_use]
    pub const fn is_of_a_call(self) -> bool {
        matches!(self, Self::ReportIn | Self::RefusalRuling)
    }

    const fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// The set of clocks that run on a matter: at most one of each kind at a time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Running(u8);

impl Running {
    /// Whether a clock of `kind` runs.
    #[must_use]
    pub const fn has(self, kind: ClockKind) -> bool {
        self.0 & kind.bit() != 0
    }

    /// The set with `kind` added.
    #[must_use]
    pub const fn with(self, kind: ClockKind) -> Self {
        Self(self.0 | kind.bit())
    }

    /// The set with `kind` taken out.
    #[must_use]
    pub const fn without(self, kind: ClockKind) -> Self {
        Self(self.0 & !kind.bit())
    }

    /// Whether no clock runs.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The kinds that run, in the order of [`ClockKind::ALL`].
    pub fn iter(self) -> impl Iterator<Item = ClockKind> {
        ClockKind::ALL.iter().copied().filter(move |kind| self.has(*kind))
    }
}

impl FromIterator<ClockKind> for Running {
    fn from_iter<I: IntoIterator<Item = ClockKind>>(kinds: I) -> Self {
        kinds.into_iter().fold(Self::default(), Self::with)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_is_a_member_of_its_own() {
        let running: Running = [ClockKind::Sign, ClockKind::Resolve].into_iter().collect();
        assert_eq!(running.iter().collect::<Vec<_>>(), [ClockKind::Sign, ClockKind::Resolve]);
        assert!(!running.has(ClockKind::Contact));
        assert!(running.without(ClockKind::Sign).without(ClockKind::Resolve).is_empty());
    }
}
