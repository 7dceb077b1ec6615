//! How days are counted in one place: its zone, its calendar, its rules.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

use crate::calendar::{WorkCalendar, days_from};
use crate::day;
use crate::limit::{LimitUnit, TimeLimit};

/// What localities may decide differently about counting days (CFG in DOMAIN).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayRules {
    /// A limit in calendar days, months or years whose last day is a day off ends with the next
    /// working day. Source: DOMAIN D-2 (civil periods; that it applies here is unverified).
    pub roll_forward: bool,
    /// Less than this share of the time left, in percent, is [`Light::Soon`]. Source: DOMAIN D-5,
    /// a proposal.
    ///
    /// [`Light::Soon`]: super::Light::Soon
    pub soon_percent: u8,
}

impl Default for DayRules {
    fn default() -> Self {
        Self { roll_forward: true, soon_percent: 25 }
    }
}

/// A span of time, from its first instant up to the one after its last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interval {
    /// The first instant.
    pub from: Timestamp,
    /// The first instant after it; not before `from`.
    pub to: Timestamp,
}

impl Interval {
    /// How long it is; zero if it ends before it begins.
    #[must_use]
    pub fn length(&self) -> SignedDuration {
        self.from.duration_until(self.to).max(SignedDuration::ZERO)
    }

    /// The part of it before `end`.
    #[must_use]
    pub fn before(&self, end: Timestamp) -> Self {
        Self { from: self.from.min(end), to: self.to.min(end) }
    }
}

/// How days are counted in one place.
#[derive(Debug, Clone, Copy)]
pub struct Reckoning<'a> {
    /// The zone whose midnights part the days.
    pub zone: &'a TimeZone,
    /// Which days are worked.
    pub calendar: &'a WorkCalendar,
    /// What the charter decides.
    pub rules: DayRules,
}

/// The days a limit in days runs over.
#[derive(Debug, Clone, Copy)]
pub(super) struct DayCourse {
    /// The day it starts on, which is not counted.
    pub first: Date,
    /// How many days are counted; for months and years, their days.
    pub counted: u32,
    /// The last counted day.
    pub full: Date,
    /// The day at whose end it is due: `full`, or a later working day.
    pub last: Date,
}

impl<'a> Reckoning<'a> {
    /// Counting by `calendar` in `zone` with the usual rules.
    #[must_use]
    pub fn new(zone: &'a TimeZone, calendar: &'a WorkCalendar) -> Self {
        Self { zone, calendar, rules: DayRules::default() }
    }

    /// When `limit` ends, without the explanation; for long lists and imports.
    #[must_use]
    pub fn due_at(&self, limit: TimeLimit, start: Timestamp, pauses: &[Interval]) -> Timestamp {
        match limit.exact() {
            Some(exact) => {
                let lengths = pauses.iter().map(Interval::length);
                let life = lengths.fold(exact, SignedDuration::saturating_add);
                start.checked_add(life).unwrap_or(Timestamp::MAX)
            }
            None => day::end(self.day_course(limit, start, pauses).last, self.zone),
        }
    }

    /// The days over which `limit`, which counts days, runs.
    pub(super) fn day_course(
        &self,
        limit: TimeLimit,
        start: Timestamp,
        pauses: &[Interval],
    ) -> DayCourse {
        let first = day::of(start, self.zone);
        let counted = days_in(limit, first);
        let full = days_from(first)
            .skip(1)
            .filter(|day| self.counts(limit, *day) && !self.is_paused(*day, pauses))
            .nth(counted.saturating_sub(1) as usize)
            .unwrap_or(Date::MAX);
        let moves = self.rules.roll_forward && limit.unit() != LimitUnit::WorkingDays;
        let last = if moves { self.calendar.working_day_from(full) } else { full };
        DayCourse { first, counted, full, last }
    }

    /// True when a limit like `limit` counts `day`.
    pub(super) fn counts(&self, limit: TimeLimit, day: Date) -> bool {
        limit.unit() != LimitUnit::WorkingDays || self.calendar.is_working_day(day)
    }

    /// True when a pause that began on `day` or before lasted past it.
    pub(super) fn is_paused(&self, day: Date, pauses: &[Interval]) -> bool {
        pauses.iter().any(|pause| {
            day::of(pause.from, self.zone) <= day && day < day::of(pause.to, self.zone)
        })
    }
}

/// How many days `limit` counts when it starts on `first`.
///
/// Months and years end on the day of the same number, or the last of a shorter month.
/// Source: DOMAIN D-2 (民法典 art. 202).
fn days_in(limit: TimeLimit, first: Date) -> u32 {
    let amount = i64::from(limit.amount());
    let end = match limit.unit() {
        LimitUnit::Months => first.checked_add(amount.months()),
        LimitUnit::Years => first.checked_add(amount.years()),
        _ => return limit.amount(),
    };
    let days = first.duration_until(end.unwrap_or(Date::MAX)).as_hours() / 24;
    u32::try_from(days).expect("a limit runs forwards, over fewer days than there are")
}
