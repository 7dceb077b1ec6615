//! When a time limit ends, and the calculation people are shown with it.
//!
//! Hours run through nights and holidays from the instant; days do not count the day they start
//! on and end at 24:00 of the last one. Every deadline carries an [`Explanation`], which the day
//! strip draws. Source: DOMAIN D-1 … D-4.

mod explanation;
mod moment;
mod reckoning;
mod remaining;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use explanation::{Cell, CellKind, Explanation, Warning};
pub use moment::DueMoment;
pub use reckoning::{DayRules, Interval, Reckoning};
pub use remaining::{Course, Light, Remaining, TimeLeft};

use crate::limit::TimeLimit;

/// The end of a time limit, with how it was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    /// The last instant in time; for limits in days the first instant after the last day.
    pub due_at: Timestamp,
    /// How it was found.
    pub explanation: Explanation,
}

impl Deadline {
    /// When `limit` ends if it starts at `start`.
    ///
    /// Deadlines beyond the year 9999 end with it.
    #[must_use]
    pub fn count(limit: TimeLimit, start: Timestamp, reckoning: &Reckoning<'_>) -> Self {
        Self::count_paused(limit, start, &[], reckoning)
    }

    /// When `limit` ends if it starts at `start` and stood still during `pauses`.
    ///
    /// Limits in hours move by the paused time; limits in days do not count a day on which a
    /// pause began unless it also ended on it. Source: assumption.
    #[must_use]
    pub fn count_paused(
        limit: TimeLimit,
        start: Timestamp,
        pauses: &[Interval],
        reckoning: &Reckoning<'_>,
    ) -> Self {
        Self {
            due_at: reckoning.due_at(limit, start, pauses),
            explanation: Explanation::of(limit, start, pauses, reckoning),
        }
    }

    /// How much is left at `now`, or how late it is.
    #[must_use]
    pub fn remaining(&self, now: Timestamp, reckoning: &Reckoning<'_>) -> Remaining {
        let course = Course {
            limit: self.explanation.limit,
            started_at: self.explanation.start,
            due_at: self.due_at,
            pauses: &self.explanation.pauses,
        };
        course.remaining(now, reckoning)
    }
}

#[cfg(test)]
mod tests;
