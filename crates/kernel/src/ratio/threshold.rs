//! Majorities and quorums as charters write them: `> 1/2`, `>= 2/3`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::Ratio;

/// A share that must be reached (`>=`, 以上) or exceeded (`>`, 过半数).
///
/// Source: DOMAIN D-4, V-03.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Threshold {
    strict: bool,
    numerator: u32,
    denominator: u32,
}

/// Why a text is not a threshold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ThresholdError {
    /// The text begins with neither `>` nor `>=`.
    #[error("{found:?} begins with neither > nor >=; expected for example > 1/2 or >= 2/3")]
    NoSign {
        /// The whole text.
        found: String,
    },
    /// What follows is not a fraction of whole numbers.
    #[error("{fraction:?} in {found:?} is not a fraction; expected for example 1/2")]
    NoFraction {
        /// The whole text.
        found: String,
        /// What stands in the place of the fraction.
        fraction: String,
    },
    /// No share can meet it, or its denominator is 0.
    #[error("no share of a whole can be {found}; expected at most 1/1, and > less than that")]
    Unreachable {
        /// The whole text.
        found: String,
    },
}

impl Threshold {
    /// More than `numerator` / `denominator`; `None` when no share can be.
    #[must_use]
    pub const fn more_than(numerator: u32, denominator: u32) -> Option<Self> {
        Self::new(true, numerator, denominator)
    }

    /// `numerator` / `denominator` or more; `None` when no share can be.
    #[must_use]
    pub const fn at_least(numerator: u32, denominator: u32) -> Option<Self> {
        Self::new(false, numerator, denominator)
    }

    const fn new(strict: bool, numerator: u32, denominator: u32) -> Option<Self> {
        let reachable = if strict { numerator < denominator } else { numerator <= denominator };
        if denominator > 0 && reachable {
            Some(Self { strict, numerator, denominator })
        } else {
            None
        }
    }

    /// True when the share itself is not enough (`>`).
    #[must_use]
    pub const fn is_strict(self) -> bool {
        self.strict
    }

    /// The share, for the mark on a bar.
    #[must_use]
    pub fn share(self) -> Ratio {
        Ratio::new(i64::from(self.numerator), i64::from(self.denominator))
    }

    /// True when `part` of `whole` is enough; never for a whole of nothing.
    #[must_use]
    pub fn is_met(self, part: i64, whole: i64) -> bool {
        let reached = i128::from(part) * i128::from(self.denominator);
        let wanted = i128::from(whole) * i128::from(self.numerator);
        whole > 0 && (reached > wanted || !self.strict && reached == wanted)
    }

    /// The smallest part of `whole` that is enough; `None` for a whole of nothing.
    #[must_use]
    pub fn needed(self, whole: i64) -> Option<i64> {
        let wanted = i128::from(whole) * i128::from(self.numerator);
        let denominator = i128::from(self.denominator);
        let needed = if self.strict {
            wanted / denominator + 1
        } else {
            (wanted + denominator - 1) / denominator
        };
        i64::try_from(needed).ok().filter(|_| whole > 0)
    }
}

impl FromStr for Threshold {
    type Err = ThresholdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let found = || text.to_owned();
        let rest = text
            .trim()
            .strip_prefix('>')
            .ok_or_else(|| ThresholdError::NoSign { found: found() })?;
        let (strict, fraction) = match rest.strip_prefix('=') {
            Some(fraction) => (false, fraction.trim()),
            None => (true, rest.trim()),
        };
        let (numerator, denominator) = read_fraction(fraction).ok_or_else(|| {
            ThresholdError::NoFraction { found: found(), fraction: fraction.to_owned() }
        })?;
        Self::new(strict, numerator, denominator)
            .ok_or_else(|| ThresholdError::Unreachable { found: found() })
    }
}

fn read_fraction(text: &str) -> Option<(u32, u32)> {
    let number = |text: &str| {
        let text = text.trim();
        let digits = text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse().ok().filter(|_| digits)
    };
    let (numerator, denominator) = text.split_once('/')?;
    Some((number(numerator)?, number(denominator)?))
}

impl fmt::Display for Threshold {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.strict { ">" } else { ">=" };
        write!(f, "{sign} {}/{}", self.numerator, self.denominator)
    }
}

impl TryFrom<String> for Threshold {
    type Error = ThresholdError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Threshold> for String {
    fn from(threshold: Threshold) -> Self {
        threshold.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn threshold(text: &str) -> Threshold {
        text.parse().expect("a threshold")
    }

    #[test]
    fn two_thirds_are_enough_where_they_are_included_and_half_is_not_a_majority() {
        for (text, part, whole, met) in [
            ("> 1/2", 5, 10, false),
            ("> 1/2", 6, 10, true),
            ("> 1/2", 5, 9, true),
            (">= 1/2", 5, 10, true),
            (">= 2/3", 6, 9, true),
            (">= 2/3", 66, 100, false),
            (">= 2/3", 67, 100, true),
            ("> 2/3", 6, 9, false),
            (">= 3/4", 9, 12, true),
            (">= 3/4", 8, 12, false),
            (">= 1/1", 12, 12, true),
            (">= 1/1", 11, 12, false),
            ("> 0/1", 1, 12, true),
            ("> 0/1", 0, 12, false),
            // Areas in 0.01 m², where a float would have lost the last digit.
            (">= 2/3", 6_000_000_000_000_000_001, 9_000_000_000_000_000_001, true),
            (">= 2/3", 6_000_000_000_000_000_000, 9_000_000_000_000_000_001, false),
            // Nothing of nothing is no majority.
            (">= 1/2", 0, 0, false),
            (">= 0/1", 0, 0, false),
        ] {
            assert_eq!(threshold(text).is_met(part, whole), met, "{part} of {whole} {text}");
        }
    }

    #[test]
    fn a_mistake_is_named_with_what_was_found() {
        for (text, message) in [
            ("1/2", r#""1/2" begins with neither > nor >=; expected for example > 1/2 or >= 2/3"#),
            ("", r#""" begins with neither > nor >=; expected for example > 1/2 or >= 2/3"#),
            (
                "≥ 2/3",
                r#""≥ 2/3" begins with neither > nor >=; expected for example > 1/2 or >= 2/3"#,
            ),
            ("> 50%", r#""50%" in "> 50%" is not a fraction; expected for example 1/2"#),
            ("> -1/2", r#""-1/2" in "> -1/2" is not a fraction; expected for example 1/2"#),
            ("> 1/+2", r#""1/+2" in "> 1/+2" is not a fraction; expected for example 1/2"#),
            (
                "> 1/0",
                "no share of a whole can be > 1/0; expected at most 1/1, and > less than that",
            ),
            (
                "> 1/1",
                "no share of a whole can be > 1/1; expected at most 1/1, and > less than that",
            ),
            (
                ">= 3/2",
                "no share of a whole can be >= 3/2; expected at most 1/1, and > less than that",
            ),
        ] {
            assert_eq!(text.parse::<Threshold>().expect_err(text).to_string(), message);
        }
    }

    #[test]
    fn spaces_do_not_matter() {
        assert_eq!(threshold(">=2/3"), threshold(" >=  2 / 3 "));
        assert_eq!(threshold(">1/2").to_string(), "> 1/2");
    }

    fn thresholds() -> impl Strategy<Value = Threshold> {
        let shares = (any::<bool>(), 0..50u32, 1..50u32);
        shares.prop_filter_map("reachable", |(strict, n, d)| Threshold::new(strict, n, d))
    }

    proptest! {
        #[test]
        fn everybody_is_always_enough(threshold in thresholds(), whole in 1..i64::MAX) {
            prop_assert!(threshold.is_met(whole, whole));
        }

        #[test]
        fn what_is_needed_is_enough_and_one_less_is_not(threshold in thresholds(), whole in 1..i64::MAX) {
            let needed = threshold.needed(whole).expect("a whole of something");
            prop_assert!(threshold.is_met(needed, whole));
            prop_assert!(!threshold.is_met(needed - 1, whole));
        }

        #[test]
        fn being_met_is_comparing_ratios(threshold in thresholds(), part in 0..1_000i64, whole in 1..1_000i64) {
            let share = Ratio::new(part, whole);
            let met = share > threshold.share() || !threshold.is_strict() && share == threshold.share();
            prop_assert_eq!(threshold.is_met(part, whole), met);
        }

        #[test]
        fn what_is_displayed_is_read_back(threshold in thresholds()) {
            prop_assert_eq!(threshold.to_string().parse(), Ok(threshold));
        }

        #[test]
        fn no_text_makes_the_reader_panic(text in "[>= 0-9/%a]{0,12}") {
            let _ = text.parse::<Threshold>();
        }
    }
}
