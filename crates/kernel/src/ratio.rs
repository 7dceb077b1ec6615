//! Exact ratios: rates, changes and majorities without floating point.
//!
//! Source: DOMAIN V-03 (compare with integer arithmetic, never floating percentages).

mod threshold;

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

pub use threshold::{Threshold, ThresholdError};

use crate::decimal::Decimal;

/// A part of a whole, or one number over another; undefined when the denominator is 0.
///
/// Ratios compare by value: 1/2 equals 2/4. An undefined ratio equals nothing, not even itself,
/// and is neither more nor less than any other; pages show it as a dash.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Ratio {
    /// What is divided.
    pub numerator: i64,
    /// What it is divided by; 0 makes the ratio undefined.
    pub denominator: i64,
}

impl Ratio {
    /// `numerator` / `denominator`.
    #[must_use]
    pub const fn new(numerator: i64, denominator: i64) -> Self {
        Self { numerator, denominator }
    }

    /// True unless the denominator is 0.
    #[must_use]
    pub const fn is_defined(self) -> bool {
        self.denominator != 0
    }

    /// The ratio as a number with `decimals`, halves rounded away from zero.
    #[must_use]
    pub fn rounded(self, decimals: u8) -> Option<Decimal> {
        let (numerator, denominator) = self.parts()?;
        Decimal::rounded(numerator, denominator, decimals)
    }

    /// The ratio in percent with `decimals`, halves rounded away from zero.
    #[must_use]
    pub fn percent(self, decimals: u8) -> Option<Decimal> {
        let (numerator, denominator) = self.parts()?;
        Decimal::rounded(numerator * 100, denominator, decimals)
    }

    /// By how many percent this is more than `base`; negative for less.
    ///
    /// `None` when either is undefined, `base` is 0, or the numbers are beyond 128 bits.
    #[must_use]
    pub fn change_from(self, base: Self, decimals: u8) -> Option<Decimal> {
        let (numerator, denominator) = self.minus(base)?;
        let (base_numerator, base_denominator) = base.reduced()?;
        // A change is measured by the size of the base, so that more is always positive.
        let numerator = numerator.checked_mul(base_denominator)?;
        let denominator = denominator.checked_mul(base_numerator.checked_abs()?)?;
        let (numerator, denominator) = reduce(numerator, denominator);
        Decimal::rounded(numerator.checked_mul(100)?, denominator, decimals)
    }

    /// How many percentage points (个百分点) this lies above `base`; negative for below.
    ///
    /// `None` when either is undefined or the numbers are beyond 128 bits.
    #[must_use]
    pub fn points_from(self, base: Self, decimals: u8) -> Option<Decimal> {
        let (numerator, denominator) = self.minus(base)?;
        Decimal::rounded(numerator.checked_mul(100)?, denominator, decimals)
    }

    /// Numerator and denominator with the sign on the numerator; `None` when undefined.
    fn parts(self) -> Option<(i128, i128)> {
        let sign = i128::from(self.denominator.signum());
        self.is_defined()
            .then(|| (i128::from(self.numerator) * sign, i128::from(self.denominator) * sign))
    }

    fn reduced(self) -> Option<(i128, i128)> {
        self.parts().map(|(numerator, denominator)| reduce(numerator, denominator))
    }

    /// The difference of two ratios as a reduced fraction.
    fn minus(self, base: Self) -> Option<(i128, i128)> {
        let (numerator, denominator) = self.reduced()?;
        let (base_numerator, base_denominator) = base.reduced()?;
        let gain = numerator.checked_mul(base_denominator)?;
        let loss = base_numerator.checked_mul(denominator)?;
        Some(reduce(gain.checked_sub(loss)?, denominator.checked_mul(base_denominator)?))
    }
}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        let (numerator, denominator) = self.parts()?;
        let (other_numerator, other_denominator) = other.parts()?;
        Some((numerator * other_denominator).cmp(&(other_numerator * denominator)))
    }
}

impl PartialEq for Ratio {
    fn eq(&self, other: &Self) -> bool {
        self.partial_cmp(other) == Some(Ordering::Equal)
    }
}

/// A fraction in lowest terms.
fn reduce(numerator: i128, denominator: i128) -> (i128, i128) {
    let (mut divisor, mut rest) = (denominator, numerator);
    while rest != 0 {
        (divisor, rest) = (rest, divisor % rest);
    }
    match divisor.checked_abs() {
        Some(divisor) if divisor > 1 => (numerator / divisor, denominator / divisor),
        _ => (numerator, denominator),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text(decimal: Option<Decimal>) -> String {
        decimal.map_or("—".to_owned(), |decimal| decimal.to_string())
    }

    #[test]
    fn rates_of_the_model_district_come_out_as_published() {
        let average = |n| Ratio::new(n, 1);
        assert_eq!(text(average(115).change_from(average(221), 1)), "-48.0");
        assert_eq!(text(average(103).change_from(average(221), 1)), "-53.4");
        let coverage = (Ratio::new(852, 1000), Ratio::new(920, 1000));
        assert_eq!(text(coverage.1.points_from(coverage.0, 1)), "6.8");
        assert_eq!(text(Ratio::new(2652, 12).rounded(1)), "221.0");
    }

    #[test]
    fn percentages_round_halves_up() {
        for (numerator, denominator, decimals, expected) in [
            (1, 3, 1, "33.3"),
            (2, 3, 0, "67"),
            (1, 8, 1, "12.5"),
            (1, 8, 0, "13"),
            (5, 4, 0, "125"),
            (0, 5, 1, "0.0"),
            (-1, 8, 0, "-13"),
            (1, -8, 0, "-13"),
            (0, 0, 1, "—"),
            (7, 0, 1, "—"),
            (i64::MAX, i64::MAX, 6, "100.000000"),
            (i64::MIN, 1, 0, "-922337203685477580800"),
        ] {
            let percent = Ratio::new(numerator, denominator).percent(decimals);
            assert_eq!(text(percent), expected, "{numerator}/{denominator}");
        }
    }

    #[test]
    fn a_change_needs_something_to_change_from() {
        let (none, zero, one) = (Ratio::new(1, 0), Ratio::new(0, 9), Ratio::new(1, 1));
        assert_eq!(text(one.change_from(zero, 1)), "—");
        assert_eq!(text(one.change_from(none, 1)), "—");
        assert_eq!(text(none.change_from(one, 1)), "—");
        assert_eq!(text(zero.change_from(one, 1)), "-100.0");
        assert_eq!(text(one.points_from(zero, 1)), "100.0");
        // From a loss of 2 to a gain of 1 is a gain.
        assert_eq!(text(one.change_from(Ratio::new(-2, 1), 0)), "150");
    }

    #[test]
    fn an_undefined_ratio_compares_with_nothing() {
        let none = Ratio::new(0, 0);
        assert_ne!(none, none);
        assert_eq!(none.partial_cmp(&Ratio::new(1, 2)), None);
    }

    fn ratios() -> impl Strategy<Value = Ratio> {
        (any::<i64>(), any::<i64>()).prop_map(|(n, d)| Ratio::new(n, if d == 0 { 1 } else { d }))
    }

    fn small() -> impl Strategy<Value = Ratio> {
        (-10_000..10_000i64, 1..10_000i64).prop_map(|(n, d)| Ratio::new(n, d))
    }

    proptest! {
        #[test]
        fn comparing_is_an_order(a in ratios(), b in ratios(), c in ratios()) {
            prop_assert_eq!(a, a);
            prop_assert_eq!(a.partial_cmp(&b), b.partial_cmp(&a).map(Ordering::reverse));
            prop_assert!(!(a <= b && b <= c) || a <= c);
        }

        #[test]
        fn widening_a_fraction_changes_nothing(a in small(), factor in 1..1_000i64) {
            let wide = Ratio::new(a.numerator * factor, a.denominator * factor);
            prop_assert_eq!(a, wide);
            prop_assert_eq!(a.percent(3), wide.percent(3));
        }

        #[test]
        fn a_greater_ratio_has_no_smaller_percentage(a in small(), b in small()) {
            let change = a.points_from(b, 9).expect("defined").sign();
            prop_assert_eq!(change > 0, a > b);
            prop_assert_eq!(change < 0, a < b);
            if b.numerator != 0 {
                prop_assert_eq!(a.change_from(b, 9).expect("defined").sign(), change);
            }
        }

        #[test]
        fn no_ratios_make_arithmetic_panic(a in ratios(), b in ratios(), decimals: u8) {
            let _ = (a.percent(decimals), a.change_from(b, decimals), a.points_from(b, decimals));
        }
    }
}
