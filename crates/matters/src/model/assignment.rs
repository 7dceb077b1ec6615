//! A body's part in a matter.

use kernel::word_enum;

word_enum!(
    /// What a body is asked to do in a matter.
    ///
    /// Source: DOMAIN J-06: the first receiver leads, the others cooperate and report to it.
    AssignmentRole in "matter-assignment-role" {
        /// 主办
        Lead = "lead",
        /// 协办
        Assist = "assist",
    }
);

word_enum!(
    /// How far a body has come with its part.
    AssignmentState in "matter-assignment-state" {
        /// 待签收
        Sent = "sent",
        /// 已签收
        Signed = "signed",
        /// 已办结
        Done = "done",
        /// 已收回: the matter was withdrawn under it.
        Recalled = "recalled",
    }
);

impl AssignmentState {
    /// Whether the body still has work with it.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Sent | Self::Signed)
    }
}

/// A body's part in a matter: what a rule needs to know of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// Lead or assist.
    pub role: AssignmentRole,
    /// How far it has come.
    pub state: AssignmentState,
}
