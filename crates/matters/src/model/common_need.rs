//! 共性需求: many matters alike over time in one building, noted as one thing with its records.

use jiff::Timestamp;
use kernel::{Subject, SubjectKind, Whereabouts, word_enum};

kernel::id_type!(
    /// One common need.
    CommonNeedId
);

word_enum!(
    /// How far a common need has come.
    CommonNeedState in "common-need-state" {
        /// 待认定: the program noticed it, nobody has said what it is.
        Suggested = "suggested",
        /// 已认定: a person says that it is one; deliberation can take it up.
        Confirmed = "confirmed",
        /// 不是: a person says that it is none, on a ground.
        Dismissed = "dismissed",
        /// 已解决: a person says what became of it.
        Settled = "settled",
    }
);

word_enum!(
    /// Why many alike are no common need. Source: assumption.
    DismissalGround in "common-need-ground" {
        /// 原因不同: alike in words, not in cause.
        DifferentCauses = "different_causes",
        /// 一时的事: over, and not to come again.
        Passing = "passing",
        /// 已经在办: something else sees to the cause.
        SeenTo = "seen_to",
    }
);

impl CommonNeedState {
    /// Whether matters still join it.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Suggested | Self::Confirmed)
    }
}

/// Many matters alike in a building.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommonNeed {
    /// Its id.
    pub id: CommonNeedId,
    /// The building, with street and district.
    pub at: Whereabouts,
    /// The category they share, as a path of the charter.
    pub category: String,
    /// How far it has come.
    pub state: CommonNeedState,
    /// The charter whose threshold it reached.
    pub charter_version: i64,
    /// When it was noticed.
    pub found_at: Timestamp,
    /// When a person said last what it is.
    pub decided_at: Option<Timestamp>,
    /// Why it is none.
    pub ground: Option<DismissalGround>,
    /// What it is, in the words of whoever confirmed it.
    pub title: Option<String>,
    /// What became of it.
    pub ending: Option<String>,
}

impl CommonNeed {
    /// What journal entries and to-dos point at.
    #[must_use]
    pub fn subject(&self) -> Subject {
        Subject::new(SubjectKind::CommonNeed, self.id)
    }
}
