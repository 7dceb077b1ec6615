//! How long something may take, as charters write it: `15min`, `2h`, `5wd`, `15d`, `3y`.
//!
//! A limit says nothing about when it ends: that needs a start and a calendar, see [`deadline`].
//!
//! [`deadline`]: crate::deadline

use std::fmt;
use std::str::FromStr;

use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

/// What a [`TimeLimit`] counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LimitUnit {
    /// `min`: minutes, running through nights and holidays.
    Minutes,
    /// `h`: hours, running through nights and holidays.
    Hours,
    /// `wd`: 工作日, working days of the work calendar.
    WorkingDays,
    /// `d`: calendar days.
    Days,
    /// `m`: calendar months, for terms.
    Months,
    /// `y`: calendar years, for terms.
    Years,
}

impl LimitUnit {
    /// Every unit, for tables and tests.
    pub const ALL: [Self; 6] =
        [Self::Minutes, Self::Hours, Self::WorkingDays, Self::Days, Self::Months, Self::Years];

    /// The suffix charters write, which is also the word in locale keys.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Minutes => "min",
            Self::Hours => "h",
            Self::WorkingDays => "wd",
            Self::Days => "d",
            Self::Months => "m",
            Self::Years => "y",
        }
    }

    /// The largest amount a limit may have: a slip of the key must not make a deadline nobody
    /// will see. Source: assumption.
    #[must_use]
    pub const fn most(self) -> u16 {
        match self {
            Self::Minutes => 10_080,
            Self::Hours => 8_784,
            Self::WorkingDays => 1_000,
            Self::Days => 3_660,
            Self::Months => 600,
            Self::Years => 50,
        }
    }

    /// True for units that run from the instant, through nights and holidays (DOMAIN D-1).
    #[must_use]
    pub const fn is_exact(self) -> bool {
        matches!(self, Self::Minutes | Self::Hours)
    }
}

/// A positive, bounded span of one unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TimeLimit {
    amount: u16,
    unit: LimitUnit,
}

impl TimeLimit {
    /// `amount` of `unit`.
    ///
    /// # Errors
    /// [`LimitError::Zero`] and [`LimitError::TooLong`] outside 1 … [`LimitUnit::most`].
    pub fn new(amount: u32, unit: LimitUnit) -> Result<Self, LimitError> {
        let most = unit.most();
        match u16::try_from(amount) {
            Ok(0) => Err(LimitError::Zero),
            Ok(amount) if amount <= most => Ok(Self { amount, unit }),
            _ => Err(LimitError::TooLong { amount: amount.to_string(), unit: unit.word(), most }),
        }
    }

    /// How many units; at least 1.
    #[must_use]
    pub fn amount(self) -> u32 {
        u32::from(self.amount)
    }

    /// What is counted.
    #[must_use]
    pub fn unit(self) -> LimitUnit {
        self.unit
    }

    /// The exact length of a limit in minutes or hours; `None` where days are counted.
    #[must_use]
    pub fn exact(self) -> Option<SignedDuration> {
        let amount = i64::from(self.amount);
        match self.unit {
            LimitUnit::Minutes => Some(SignedDuration::from_mins(amount)),
            LimitUnit::Hours => Some(SignedDuration::from_hours(amount)),
            _ => None,
        }
    }
}

/// Why a text is not a time limit.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LimitError {
    /// Nothing was written.
    #[error("a time limit is empty; expected a number and a unit, such as 2h or 5wd")]
    Empty,
    /// The text does not begin with a whole number.
    #[error("{found:?} does not begin with a whole number; expected for example 2h or 5wd")]
    NoNumber {
        /// The whole text.
        found: String,
    },
    /// What follows the number is not a unit.
    #[error("{unit:?} in {found:?} is not a unit; expected min, h, wd, d, m or y")]
    UnknownUnit {
        /// The whole text.
        found: String,
        /// What stands in the place of the unit; empty when nothing does.
        unit: String,
    },
    /// A limit of nothing.
    #[error("a time limit is at least 1")]
    Zero,
    /// More than the unit allows.
    #[error("{amount}{unit} is too long; at most {most}{unit}")]
    TooLong {
        /// The digits as written.
        amount: String,
        /// The unit's suffix.
        unit: &'static str,
        /// The largest amount of that unit.
        most: u16,
    },
}

impl FromStr for TimeLimit {
    type Err = LimitError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.is_empty() {
            return Err(LimitError::Empty);
        }
        let (digits, suffix) =
            text.split_at(text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len()));
        if digits.is_empty() {
            return Err(LimitError::NoNumber { found: text.to_owned() });
        }
        let unit =
            LimitUnit::ALL.into_iter().find(|unit| unit.word() == suffix).ok_or_else(|| {
                LimitError::UnknownUnit { found: text.to_owned(), unit: suffix.to_owned() }
            })?;
        let amount = digits.parse().map_err(|_| LimitError::TooLong {
            amount: digits.to_owned(),
            unit: unit.word(),
            most: unit.most(),
        })?;
        Self::new(amount, unit)
    }
}

impl TryFrom<String> for TimeLimit {
    type Error = LimitError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl fmt::Display for TimeLimit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.amount, self.unit.word())
    }
}

impl From<TimeLimit> for String {
    fn from(limit: TimeLimit) -> Self {
        limit.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_charters_write_is_read() {
        for (text, amount, unit) in [
            ("15min", 15, LimitUnit::Minutes),
            ("2h", 2, LimitUnit::Hours),
            ("24h", 24, LimitUnit::Hours),
            ("5wd", 5, LimitUnit::WorkingDays),
            ("15d", 15, LimitUnit::Days),
            ("3m", 3, LimitUnit::Months),
            ("3y", 3, LimitUnit::Years),
        ] {
            let limit: TimeLimit = text.parse().expect(text);
            assert_eq!((limit.amount(), limit.unit()), (amount, unit));
        }
    }

    #[test]
    fn a_mistake_is_named_with_what_was_found() {
        for (text, message) in [
            ("", "a time limit is empty; expected a number and a unit, such as 2h or 5wd"),
            ("wd", r#""wd" does not begin with a whole number; expected for example 2h or 5wd"#),
            ("-2h", r#""-2h" does not begin with a whole number; expected for example 2h or 5wd"#),
            ("5", r#""" in "5" is not a unit; expected min, h, wd, d, m or y"#),
            ("5 wd", r#"" wd" in "5 wd" is not a unit; expected min, h, wd, d, m or y"#),
            ("1.5h", r#"".5h" in "1.5h" is not a unit; expected min, h, wd, d, m or y"#),
            ("2H", r#""H" in "2H" is not a unit; expected min, h, wd, d, m or y"#),
            ("5日", r#""日" in "5日" is not a unit; expected min, h, wd, d, m or y"#),
            ("0d", "a time limit is at least 1"),
            ("51y", "51y is too long; at most 50y"),
            ("99999999999999h", "99999999999999h is too long; at most 8784h"),
        ] {
            let error = text.parse::<TimeLimit>().expect_err(text);
            assert_eq!(error.to_string(), message);
        }
    }

    #[test]
    fn only_minutes_and_hours_have_an_exact_length() {
        for unit in LimitUnit::ALL {
            let limit = TimeLimit::new(2, unit).expect("2 is in bounds");
            assert_eq!(limit.exact().is_some(), unit.is_exact());
        }
    }

    #[test]
    fn a_limit_is_a_string_in_files() {
        let limit: TimeLimit = serde_json::from_str(r#""5wd""#).expect("a limit");
        assert_eq!(serde_json::to_string(&limit).expect("a string"), r#""5wd""#);
        assert!(serde_json::from_str::<TimeLimit>("5").is_err());
        assert!(serde_json::from_str::<TimeLimit>(r#""5""#).is_err());
    }

    proptest! {
        #[test]
        fn what_is_displayed_is_read_back(which in 0..6usize, share in 0.0..1.0f64) {
            let unit = LimitUnit::ALL[which];
            let amount = 1 + (f64::from(unit.most() - 1) * share) as u32;
            let limit = TimeLimit::new(amount, unit).expect("in bounds");
            prop_assert_eq!(limit.to_string().parse(), Ok(limit));
        }

        #[test]
        fn no_text_makes_the_reader_panic(text in "\\PC{0,12}") {
            let _ = text.parse::<TimeLimit>();
        }
    }
}
