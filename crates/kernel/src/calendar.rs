//! The work calendar: which days are working days, and what the days off are called.
//!
//! Each autumn a notice names the holidays of the next year and the weekend days worked in their
//! place (调休). The rows of those notices are data; this module only reads and asks them.

mod csv;
mod record;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;
use std::sync::LazyLock;

use jiff::civil::{Date, Weekday};

pub use csv::{CsvError, read_csv, read_whole, write_csv};
pub use record::{DayKind, DayRecord};

/// The rows of `data/workdays.csv`: the years whose notices were known when this was built.
const SHIPPED: &str = include_str!("../../../data/workdays.csv");

/// The calendar that ships with the program, before any import.
#[must_use]
pub fn shipped() -> &'static WorkCalendar {
    static CALENDAR: LazyLock<WorkCalendar> = LazyLock::new(|| {
        WorkCalendar::from_csv(SHIPPED).expect("a test reads the shipped calendar")
    });
    &CALENDAR
}

/// What a day is to people who work by the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DayNature {
    /// An ordinary working day.
    Working,
    /// A Saturday or Sunday that is worked in place of a holiday (调休).
    MakeUp,
    /// A Saturday or Sunday outside the holidays.
    Weekend,
    /// A day of a holiday run; it may be a weekend day by itself.
    Holiday,
}

impl DayNature {
    /// True for days on which work is done.
    #[must_use]
    pub const fn is_working(self) -> bool {
        matches!(self, Self::Working | Self::MakeUp)
    }
}

/// The listed days of some years, and the rule for all others.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WorkCalendar {
    days: BTreeMap<Date, Listed>,
    covered: BTreeSet<i16>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Listed {
    kind: DayKind,
    name: String,
}

impl WorkCalendar {
    /// A calendar of `records`; of two for one date the later counts.
    pub fn from_records(records: impl IntoIterator<Item = DayRecord>) -> Self {
        let mut calendar = Self::default();
        calendar.extend(records);
        calendar
    }

    /// A calendar read from lines of `date,kind,name`, as in `data/workdays.csv`.
    ///
    /// # Errors
    /// [`CsvError`] names the first line at fault and what was expected there.
    pub fn from_csv(text: &str) -> Result<Self, CsvError> {
        read_csv(text).map(Self::from_records)
    }

    /// This calendar with a further year's records, which win over what was listed before.
    #[must_use]
    pub fn with(mut self, records: impl IntoIterator<Item = DayRecord>) -> Self {
        self.extend(records);
        self
    }

    /// Every listed day, in order of date.
    pub fn records(&self) -> impl Iterator<Item = DayRecord> + '_ {
        self.days.iter().map(|(date, listed)| DayRecord {
            date: *date,
            kind: listed.kind,
            name: listed.name.clone(),
        })
    }

    /// True when the notice for `year` is known: its 1 October is listed as a holiday.
    ///
    /// One listed day is not enough, since a notice may set the last days of the year before.
    #[must_use]
    pub fn is_covered(&self, year: i16) -> bool {
        self.covered.contains(&year)
    }

    /// The years whose notices are known, in order.
    pub fn covered_years(&self) -> impl Iterator<Item = i16> + '_ {
        self.covered.iter().copied()
    }

    /// The years from `first` to `last`, both included, whose notices are not known.
    pub fn uncovered_years(&self, first: Date, last: Date) -> impl Iterator<Item = i16> + '_ {
        (first.year()..=last.year()).filter(|year| !self.is_covered(*year))
    }

    /// What `date` is: as listed, else by the day of the week.
    ///
    /// In a year without a notice the holidays whose dates the law fixes are days off too.
    /// Source: DOMAIN D-3, §6 (fallback).
    #[must_use]
    pub fn nature(&self, date: Date) -> DayNature {
        let weekend = is_weekend(date);
        match self.days.get(&date).map(|listed| listed.kind) {
            Some(DayKind::Holiday) => DayNature::Holiday,
            Some(DayKind::Workday) if weekend => DayNature::MakeUp,
            Some(DayKind::Workday) => DayNature::Working,
            None if self.falls_back_to_holiday(date) => DayNature::Holiday,
            None if weekend => DayNature::Weekend,
            None => DayNature::Working,
        }
    }

    fn falls_back_to_holiday(&self, date: Date) -> bool {
        let year = date.year();
        !self.is_covered(year) && fixed_holidays(year).any(|holiday| holiday == date)
    }

    /// True when people work on `date`. Source: DOMAIN D-3.
    #[must_use]
    pub fn is_working_day(&self, date: Date) -> bool {
        self.nature(date).is_working()
    }

    /// What the notice calls a listed `date`, such as 春节; a make-up day bears the name of the
    /// holiday it pays for.
    #[must_use]
    pub fn name(&self, date: Date) -> Option<&str> {
        self.days.get(&date).map(|listed| listed.name.as_str())
    }

    /// The first working day on or after `date`.
    #[must_use]
    pub fn working_day_from(&self, date: Date) -> Date {
        days_from(date).find(|day| self.is_working_day(*day)).unwrap_or(Date::MAX)
    }

    /// How many working days lie after `from`, up to and including `to`; 0 when `to` is not later.
    ///
    /// Takes no longer for centuries than for a week, since imported dates may be far off.
    #[must_use]
    pub fn working_days_after(&self, from: Date, to: Date) -> u32 {
        if to <= from {
            return 0;
        }
        let span = (Bound::Excluded(from), Bound::Included(to));
        let listed = self.days.range(span).map(|(date, _)| *date);
        let fixed = self
            .uncovered_years(from, to)
            .flat_map(fixed_holidays)
            .filter(|date| *date > from && *date <= to && !self.days.contains_key(date));
        // The days of the week, put right where a listed or fixed day differs from them.
        let corrections: i64 = listed
            .chain(fixed)
            .map(|date| i64::from(self.is_working_day(date)) - i64::from(!is_weekend(date)))
            .sum();
        let count = weekdays_until(to) - weekdays_until(from) + corrections;
        u32::try_from(count).expect("a span holds no fewer than no days")
    }
}

impl Extend<DayRecord> for WorkCalendar {
    fn extend<T: IntoIterator<Item = DayRecord>>(&mut self, records: T) {
        for DayRecord { date, kind, name } in records {
            self.days.insert(date, Listed { kind, name });
            if (date.month(), date.day()) == NATIONAL_DAY {
                match kind {
                    DayKind::Holiday => self.covered.insert(date.year()),
                    DayKind::Workday => self.covered.remove(&date.year()),
                };
            }
        }
    }
}

/// Month and day of the holiday every notice lists.
const NATIONAL_DAY: (i8, i8) = (10, 1);

/// The statutory holidays that have the same date every year, in `year`.
///
/// 1 January, 1 May (2 May since 2025), 1–3 October. The others follow the moon or the sun.
/// Source: 全国年节及纪念日放假办法 (2024-11-10) art. 2, by DOMAIN §6.
fn fixed_holidays(year: i16) -> impl Iterator<Item = Date> {
    const DATES: [(i8, i8); 6] = [(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)];
    let in_force = move |day: &(i8, i8)| *day != (5, 2) || year >= 2025;
    let dates = DATES.into_iter().filter(in_force);
    dates.filter_map(move |(month, day)| Date::new(year, month, day).ok())
}

fn is_weekend(date: Date) -> bool {
    matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// How many days from Monday to Friday there were since a Monday of 1970, `date` included.
fn weekdays_until(date: Date) -> i64 {
    let monday = jiff::civil::date(1970, 1, 5);
    let days = monday.duration_until(date).as_hours() / 24 + 1;
    5 * days.div_euclid(7) + days.rem_euclid(7).min(5)
}

/// `date` and every day after it.
pub(crate) fn days_from(date: Date) -> impl Iterator<Item = Date> {
    std::iter::successors(Some(date), |day| day.tomorrow().ok())
}

#[cfg(test)]
mod tests;
