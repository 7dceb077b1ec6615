//! What the journal records of what is late and what is supervised.

use jiff::Timestamp;
use kernel::BodyId;
use platform::journal::Event;
use serde::Serialize;

use crate::model::charter::Told;
use crate::model::{ClockKind, WhistleNumber};
use crate::store::note::NoteMark;

event!(
    /// 催办、督办: a step of the ladder, since a clock is running out or has run out.
    Escalated = "matter.escalated" {
        /// What the clock waits for.
        clock: ClockKind,
        /// The whistle, if it is the clock of a department that was called.
        number: Option<WhistleNumber>,
        /// The step's id in the charter.
        step: String,
        /// Which office was told.
        told: Told,
        /// The body that was told.
        body: Option<BodyId>,
    }
);
event!(
    /// 督办: a level above asks, the first time or again.
    Supervised = "matter.supervised" {
        /// The body that supervises.
        body: BodyId,
        /// The clock whose lateness made the ladder ask; empty when somebody did.
        clock: Option<ClockKind>,
        /// By when the answer is to come.
        due_at: Timestamp,
        /// What was asked; empty where the ladder asked.
        note: Option<NoteMark>,
    }
);
event!(
    /// 回应督办
    SupervisionAnswered = "matter.supervision_answered" {
        /// The body that answers.
        body: BodyId,
        /// The answer.
        note: NoteMark,
    }
);
event!(
    /// 督办了结
    SupervisionEnded = "matter.supervision_ended" {
        /// The body that supervised.
        body: BodyId,
        /// What was said at the end.
        note: NoteMark,
    }
);
