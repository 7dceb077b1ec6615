//! A calendar month.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use super::PeriodError;
use crate::day;
use crate::deadline::Interval;

/// A month of a year, written `2023-09`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Month {
    year: i16,
    month: i8,
}

/// The years a month may lie in, so that its neighbours exist.
const YEARS: std::ops::RangeInclusive<i16> = 1..=9998;

impl Month {
    /// The month `month` (1 … 12) of `year` (1 … 9998); `None` outside of them.
    #[must_use]
    pub fn new(year: i16, month: i8) -> Option<Self> {
        let exists = YEARS.contains(&year) && (1..=12).contains(&month);
        exists.then_some(Self { year, month })
    }

    /// The month `date` lies in; for years out of range the nearest one in it.
    #[must_use]
    pub fn of(date: Date) -> Self {
        let year = date.year().clamp(*YEARS.start(), *YEARS.end());
        Self { year, month: date.month() }
    }

    /// The year, 1 to 9998.
    #[must_use]
    pub fn year(self) -> i16 {
        self.year
    }

    /// The month of the year, 1 to 12.
    #[must_use]
    pub fn month(self) -> i8 {
        self.month
    }

    /// The month `months` later, or earlier for a negative number, as far as years go.
    #[must_use]
    pub fn plus(self, months: i32) -> Self {
        let first = i32::from(*YEARS.start()) * 12;
        let last = i32::from(*YEARS.end()) * 12 + 11;
        let index = i32::from(self.year) * 12 + i32::from(self.month) - 1;
        let index = index.saturating_add(months).clamp(first, last);
        let year = i16::try_from(index / 12).expect("years are clamped");
        let month = i8::try_from(index % 12 + 1).expect("a remainder of 12 is small");
        Self { year, month }
    }

    /// The month after.
    #[must_use]
    pub fn next(self) -> Self {
        self.plus(1)
    }

    /// The month before.
    #[must_use]
    pub fn previous(self) -> Self {
        self.plus(-1)
    }

    /// How many months `later` lies after this one; negative when it lies before.
    #[must_use]
    pub fn months_until(self, later: Self) -> i32 {
        let years = i32::from(later.year) - i32::from(self.year);
        years * 12 + i32::from(later.month) - i32::from(self.month)
    }

    /// The months from this one to `last`, both included; none when `last` lies before.
    pub fn through(self, last: Self) -> impl DoubleEndedIterator<Item = Self> {
        (0..=self.months_until(last)).map(move |months| self.plus(months))
    }

    /// Its first day.
    #[must_use]
    pub fn first_day(self) -> Date {
        Date::new(self.year, self.month, 1).expect("every month has a first day")
    }

    /// Its last day.
    #[must_use]
    pub fn last_day(self) -> Date {
        self.first_day().last_of_month()
    }

    /// Its instants in `zone`: from the first of its first day up to the first after its last.
    #[must_use]
    pub fn bounds(self, zone: &TimeZone) -> Interval {
        let (from, to) = (self.first_day(), self.last_day());
        Interval { from: day::start(from, zone), to: day::end(to, zone) }
    }
}

/// A year of four digits.
pub(super) fn read_year(text: &str) -> Option<i16> {
    let digits = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits { text.parse().ok() } else { None }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

impl FromStr for Month {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let read = || {
            let (year, month) = text.split_once('-')?;
            let digits = month.len() == 2 && month.bytes().all(|byte| byte.is_ascii_digit());
            Self::new(read_year(year)?, month.parse().ok().filter(|_| digits)?)
        };
        read().ok_or_else(|| PeriodError::Month { found: text.to_owned() })
    }
}

impl TryFrom<String> for Month {
    type Error = PeriodError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Month> for String {
    fn from(month: Month) -> Self {
        month.to_string()
    }
}
