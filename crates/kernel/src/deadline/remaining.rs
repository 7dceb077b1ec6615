//! How much of a time limit is left, for clocks, bars and lights.

use jiff::civil::{DateTime, Time};
use jiff::{SignedDuration, Timestamp};

use super::reckoning::{Interval, Reckoning};
use crate::day;
use crate::limit::{LimitUnit, TimeLimit};

/// The light beside a clock. Source: DOMAIN D-5.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Light {
    /// Time enough.
    InTime,
    /// Little is left: under the rules' share of the time.
    Soon,
    /// The due instant has passed; the instant itself is still in time (DOMAIN D-4).
    Late,
}

impl Light {
    /// The word used in locale keys and styles.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::InTime => "in-time",
            Self::Soon => "soon",
            Self::Late => "late",
        }
    }
}

/// An amount of time in the unit people count the limit in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TimeLeft {
    /// For limits in minutes or hours.
    Time {
        /// Whole hours.
        hours: u32,
        /// Minutes past them, 0 to 59.
        minutes: u32,
    },
    /// Working days after today; 0 on the last day.
    WorkingDays(u32),
    /// Calendar days after today; 0 on the last day.
    Days(u32),
}

/// What is left of a limit at some moment.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Remaining {
    /// In time, soon due, or late.
    pub light: Light,
    /// Time left, rounded down; when late, time since, rounded up, so that it is never nothing.
    pub left: TimeLeft,
    /// The share of the time that is used, 0 to 1; for working days, time on days off does not
    /// count.
    pub used: f64,
}

/// What a limit that was counted runs over: enough to say what is left.
#[derive(Debug, Clone, Copy)]
pub struct Course<'a> {
    /// The limit.
    pub limit: TimeLimit,
    /// When it started.
    pub started_at: Timestamp,
    /// When it ends.
    pub due_at: Timestamp,
    /// When it stood still.
    pub pauses: &'a [Interval],
}

impl Course<'_> {
    /// How much is left at `now`, or how late it is.
    #[must_use]
    pub fn remaining(&self, now: Timestamp, reckoning: &Reckoning<'_>) -> Remaining {
        let total = self.time_until(self.due_at, reckoning).max(1);
        let used = self.time_until(now, reckoning).clamp(0, total);
        let soon = (total - used) * 100 < total * i128::from(reckoning.rules.soon_percent);
        let (light, used) = if now > self.due_at {
            (Light::Late, 1.0)
        } else {
            let light = if soon { Light::Soon } else { Light::InTime };
            (light, used as f64 / total as f64)
        };
        let left = self.left(now, reckoning);
        Remaining { light, left, used }
    }

    /// Counting time from the start to `end`, in milliseconds: without pauses, and without days
    /// off where working days are counted.
    fn time_until(&self, end: Timestamp, reckoning: &Reckoning<'_>) -> i128 {
        let whole = Interval { from: self.started_at.min(end), to: end };
        let paused = self.pauses.iter().map(|pause| pause.before(end));
        self.counting_time(whole, reckoning)
            - paused.map(|pause| self.counting_time(pause, reckoning)).sum::<i128>()
    }

    fn counting_time(&self, span: Interval, reckoning: &Reckoning<'_>) -> i128 {
        if self.limit.unit() == LimitUnit::WorkingDays {
            working_time(span, reckoning)
        } else {
            span.length().as_millis()
        }
    }

    fn left(&self, now: Timestamp, reckoning: &Reckoning<'_>) -> TimeLeft {
        let late = now > self.due_at;
        if self.limit.unit().is_exact() {
            return hours_and_minutes(now.duration_until(self.due_at), late);
        }
        let today = day::of(now, reckoning.zone);
        let last = day::ending_at(self.due_at, reckoning.zone);
        let (from, to) = if late { (last, today) } else { (today, last) };
        let begun = u32::from(late);
        if self.limit.unit() == LimitUnit::WorkingDays {
            let days = reckoning.calendar.working_days_after(from, to);
            TimeLeft::WorkingDays(days.max(begun))
        } else {
            let days = from.duration_until(to).as_hours() / 24;
            TimeLeft::Days(u32::try_from(days).unwrap_or(0).max(begun))
        }
    }
}

/// Whole hours and minutes of `left`, down; of the time since, up.
fn hours_and_minutes(left: SignedDuration, late: bool) -> TimeLeft {
    const MINUTE: u128 = 60_000_000_000;
    let length = left.as_nanos().unsigned_abs();
    let minutes = if late { length.div_ceil(MINUTE) } else { length / MINUTE };
    let minutes = u32::try_from(minutes).unwrap_or(u32::MAX);
    TimeLeft::Time { hours: minutes / 60, minutes: minutes % 60 }
}

/// How much of `span` lies on working days, in milliseconds by the wall clock: a day has 24 hours.
fn working_time(span: Interval, reckoning: &Reckoning<'_>) -> i128 {
    const DAY: i128 = 86_400_000;
    let (from, to) = (reckoning.zone.to_datetime(span.from), reckoning.zone.to_datetime(span.to));
    let midnight = Time::midnight();
    let whole = |at: DateTime| DAY * i128::from(reckoning.calendar.is_working_day(at.date()));
    let begun = |at: DateTime| {
        let worked = i128::from(reckoning.calendar.is_working_day(at.date()));
        worked * midnight.duration_until(at.time()).as_millis()
    };
    // Whole days after the first, then the rest of the first and the begun part of the last.
    let days = reckoning.calendar.working_days_after(from.date(), to.date());
    let rest = whole(from) - begun(from);
    (DAY * i128::from(days) + rest - whole(to) + begun(to)).max(0)
}
