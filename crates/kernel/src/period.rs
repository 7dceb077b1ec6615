//! Calendar periods that figures are counted over: months, quarters, halves and years.

mod month;

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

pub use month::Month;

use crate::deadline::Interval;

/// What a text was expected to be when it is not a period.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PeriodError {
    /// Not a month.
    #[error("{found:?} is not a month; expected for example 2023-09")]
    Month {
        /// The text.
        found: String,
    },
    /// Neither month, quarter, half nor year.
    #[error("{found:?} is not a period; expected 2023-09, 2023-Q3, 2023-H1 or 2023")]
    Period {
        /// The text.
        found: String,
    },
}

/// A period of whole months.
///
/// Written `2023-09`, `2023-Q3`, `2023-H1`, `2023`; years run from 1 to 9998.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Period {
    length: PeriodLength,
    first: Month,
}

/// How long a [`Period`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PeriodLength {
    /// One month.
    Month,
    /// 季度: three months.
    Quarter,
    /// 半年: six months.
    Half,
    /// Twelve months, from January.
    Year,
}

impl PeriodLength {
    /// Every length, for tables and tests.
    pub const ALL: [Self; 4] = [Self::Month, Self::Quarter, Self::Half, Self::Year];

    /// How many months it has.
    #[must_use]
    pub const fn months(self) -> i8 {
        match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::Half => 6,
            Self::Year => 12,
        }
    }
}

impl Period {
    /// The period of `length` that `month` belongs to.
    #[must_use]
    pub fn around(month: Month, length: PeriodLength) -> Self {
        let into = (month.month() - 1) % length.months();
        Self { length, first: month.plus(-i32::from(into)) }
    }

    /// How long it is.
    #[must_use]
    pub fn length(self) -> PeriodLength {
        self.length
    }

    /// Its year.
    #[must_use]
    pub fn year(self) -> i16 {
        self.first.year()
    }

    /// Which one of its year it is, from 1.
    #[must_use]
    pub fn number(self) -> i8 {
        (self.first.month() - 1) / self.length.months() + 1
    }

    /// Its first month.
    #[must_use]
    pub fn first(self) -> Month {
        self.first
    }

    /// Its last month.
    #[must_use]
    pub fn last(self) -> Month {
        self.first.plus(i32::from(self.length.months()) - 1)
    }

    /// Its months, in order.
    pub fn months(self) -> impl Iterator<Item = Month> {
        self.first.through(self.last())
    }

    /// The period of the same length before it, for 环比.
    #[must_use]
    pub fn previous(self) -> Self {
        self.moved(-i32::from(self.length.months()))
    }

    /// The period of the same length after it.
    #[must_use]
    pub fn next(self) -> Self {
        self.moved(i32::from(self.length.months()))
    }

    /// The same period of the year before, for 同比.
    #[must_use]
    pub fn a_year_earlier(self) -> Self {
        self.moved(-12)
    }

    /// True when `date` lies in it.
    #[must_use]
    pub fn contains(self, date: Date) -> bool {
        (self.first..=self.last()).contains(&Month::of(date))
    }

    /// Its instants in `zone`: from the first of its first day up to the first after its last.
    #[must_use]
    pub fn bounds(self, zone: &TimeZone) -> Interval {
        Interval { from: self.first.bounds(zone).from, to: self.last().bounds(zone).to }
    }

    /// The same kind of period `months` later, which is a multiple of its length.
    fn moved(self, months: i32) -> Self {
        Self::around(self.first.plus(months), self.length)
    }
}

impl From<Month> for Period {
    fn from(month: Month) -> Self {
        Self::around(month, PeriodLength::Month)
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, number) = (self.year(), self.number());
        match self.length {
            PeriodLength::Month => write!(f, "{}", self.first),
            PeriodLength::Quarter => write!(f, "{year:04}-Q{number}"),
            PeriodLength::Half => write!(f, "{year:04}-H{number}"),
            PeriodLength::Year => write!(f, "{year:04}"),
        }
    }
}

impl FromStr for Period {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        read(text).ok_or_else(|| PeriodError::Period { found: text.to_owned() })
    }
}

/// The period `text` names: a year, alone or with the part of it.
fn read(text: &str) -> Option<Period> {
    let (year, part) = text.split_once('-').map_or((text, None), |(year, part)| (year, Some(part)));
    let (length, number) = match part {
        None => (PeriodLength::Year, 1),
        Some(part) if part.starts_with('Q') => (PeriodLength::Quarter, digit(&part[1..], 4)?),
        Some(part) if part.starts_with('H') => (PeriodLength::Half, digit(&part[1..], 2)?),
        Some(_) => return text.parse().ok().map(|month: Month| month.into()),
    };
    let first = Month::new(month::read_year(year)?, (number - 1) * length.months() + 1)?;
    Some(Period::around(first, length))
}

/// A number from 1 to `most`, which has one digit.
fn digit(text: &str, most: i8) -> Option<i8> {
    let number = text.parse().ok().filter(|number| (1..=most).contains(number))?;
    (text.len() == 1).then_some(number)
}

impl TryFrom<String> for Period {
    type Error = PeriodError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Period> for String {
    fn from(period: Period) -> Self {
        period.to_string()
    }
}

#[cfg(test)]
mod tests;
