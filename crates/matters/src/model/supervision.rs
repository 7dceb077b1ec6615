//! 督办: a level above asks, the handler answers, and only whoever asked says that it is enough.

use jiff::Timestamp;
use kernel::{BodyId, Whereabouts};

use super::{ClockId, MatterId};
use kernel::word_enum;

kernel::id_type!(
    /// One supervised thread.
    SupervisionId
);

word_enum!(
    /// How far a supervised thread has come.
    SupervisionState in "supervision-state" {
        /// 等回应: the handler owes an answer.
        Open = "open",
        /// 已回应: the supervisor has the answer, and has not said that it is enough.
        Answered = "answered",
        /// 已了结: the supervisor has ended it.
        Ended = "ended",
    }
);

word_enum!(
    /// What was said in a supervised thread.
    SupervisionWord in "supervision-word" {
        /// 督办: asked, the first time or again.
        Ask = "ask",
        /// 回应
        Answer = "answer",
        /// 了结
        End = "end",
    }
);

/// A supervised thread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Supervision {
    /// Its id; never shown to shielded roles.
    pub id: SupervisionId,
    /// The matter.
    pub matter: MatterId,
    /// Where the matter is.
    pub at: Whereabouts,
    /// The body that supervises.
    pub body: BodyId,
    /// The clock whose lateness opened it; empty when somebody did.
    pub clock: Option<ClockId>,
    /// How far it has come.
    pub state: SupervisionState,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// By when the latest ask is to be answered.
    pub due_at: Timestamp,
    /// When the latest answer came.
    pub answered_at: Option<Timestamp>,
    /// When it was ended.
    pub ended_at: Option<Timestamp>,
}

impl Supervision {
    /// Whether an answer is owed and its time is over.
    #[must_use]
    pub fn is_late(&self, now: Timestamp) -> bool {
        self.state == SupervisionState::Open && self.due_at <= now
    }
}
