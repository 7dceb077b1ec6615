//! Exact decimal numbers for display: what is shown is what was counted, never a float.

use std::fmt;

use serde::Serialize;

/// A number with a fixed count of decimals; displayed with a point and without grouping.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(into = "String")]
pub struct Decimal {
    /// The number times ten to the power of `decimals`.
    scaled: i128,
    decimals: u8,
}

/// The most decimals a [`Decimal`] has.
pub const MOST_DECIMALS: u8 = 12;

impl Decimal {
    /// `scaled` / 10^`decimals`; of more than [`MOST_DECIMALS`] the last are cut off.
    #[must_use]
    pub fn new(scaled: i128, decimals: u8) -> Self {
        let cut = decimals.saturating_sub(MOST_DECIMALS);
        let divisor = 10i128.checked_pow(u32::from(cut));
        let scaled = divisor.map_or(0, |divisor| scaled / divisor);
        Self { scaled, decimals: decimals - cut }
    }

    /// `numerator` / `denominator` rounded to `decimals` (at most [`MOST_DECIMALS`]), halves away
    /// from zero as in 四舍五入. `None` for a denominator of 0 and beyond 128 bits.
    #[must_use]
    pub fn rounded(numerator: i128, denominator: i128, decimals: u8) -> Option<Self> {
        let decimals = decimals.min(MOST_DECIMALS);
        let scale = 10i128.pow(u32::from(decimals));
        let negative = (numerator < 0) != (denominator < 0);
        let (numerator, denominator) = (numerator.checked_abs()?, denominator.checked_abs()?);
        let whole = numerator.checked_div(denominator)?.checked_mul(scale)?;
        let rest = (numerator % denominator).checked_mul(scale)?;
        let (digits, left) = (rest / denominator, rest % denominator);
        let up = i128::from(left >= denominator - left);
        let scaled = whole.checked_add(digits)?.checked_add(up)?;
        Some(Self { scaled: if negative { -scaled } else { scaled }, decimals })
    }

    /// The same number without zeros at the end.
    #[must_use]
    pub fn trimmed(mut self) -> Self {
        while self.decimals > 0 && self.scaled % 10 == 0 {
            self.scaled /= 10;
            self.decimals -= 1;
        }
        self
    }

    /// Less than, equal to or greater than zero, as -1, 0 or 1: for the arrow beside a change.
    #[must_use]
    pub fn sign(self) -> i8 {
        i8::try_from(self.scaled.signum()).expect("a sign is small")
    }

    /// The number without its sign.
    #[must_use]
    pub fn magnitude(self) -> Self {
        Self { scaled: self.scaled.saturating_abs(), decimals: self.decimals }
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.scaled < 0 { "-" } else { "" };
        let scale = 10u128.pow(u32::from(self.decimals));
        let (whole, part) =
            (self.scaled.unsigned_abs() / scale, self.scaled.unsigned_abs() % scale);
        if self.decimals == 0 {
            write!(f, "{sign}{whole}")
        } else {
            write!(f, "{sign}{whole}.{part:0width$}", width = usize::from(self.decimals))
        }
    }
}

impl From<Decimal> for String {
    fn from(decimal: Decimal) -> Self {
        decimal.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn halves_are_rounded_away_from_zero() {
        for (numerator, denominator, decimals, expected) in [
            (1, 2, 0, "1"),
            (-1, 2, 0, "-1"),
            (1, -2, 0, "-1"),
            (49, 100, 0, "0"),
            (-49, 100, 1, "-0.5"),
            (1, 3, 4, "0.3333"),
            (2, 3, 4, "0.6667"),
            (999, 1000, 2, "1.00"),
            (5, 100, 1, "0.1"),
            (7, 1, 2, "7.00"),
        ] {
            let decimal = Decimal::rounded(numerator, denominator, decimals).expect("a number");
            assert_eq!(decimal.to_string(), expected, "{numerator}/{denominator}");
        }
    }

    #[test]
    fn what_rounds_to_nothing_has_no_sign() {
        let nothing = Decimal::rounded(-1, 1000, 1).expect("a number");
        assert_eq!((nothing.to_string().as_str(), nothing.sign()), ("0.0", 0));
    }

    #[test]
    fn nothing_is_divided_by_zero_or_beyond_the_digits() {
        assert_eq!(Decimal::rounded(1, 0, 2), None);
        assert_eq!(Decimal::rounded(i128::MAX, 1, 2), None);
        assert_eq!(Decimal::rounded(i128::MIN, 1, 0), None);
    }

    #[test]
    fn zeros_at_the_end_can_be_dropped() {
        for (scaled, decimals, expected) in
            [(1_500, 3, "1.5"), (1_000, 3, "1"), (0, 4, "0"), (1_001, 3, "1.001"), (-10, 2, "-0.1")]
        {
            assert_eq!(Decimal::new(scaled, decimals).trimmed().to_string(), expected);
        }
    }

    #[test]
    fn decimals_beyond_the_most_are_cut_off() {
        assert_eq!(Decimal::new(123_456, 15).to_string(), "0.000000000123");
        assert_eq!(Decimal::new(123_456, u8::MAX).to_string(), "0.000000000000");
    }

    proptest! {
        #[test]
        fn rounding_is_symmetrical_and_off_by_no_more_than_a_half(
            numerator in -1_000_000_000i64..1_000_000_000, denominator in 1..1_000_000i64, decimals in 0..6u8,
        ) {
            let (numerator, denominator) = (i128::from(numerator), i128::from(denominator));
            let up = Decimal::rounded(numerator, denominator, decimals).expect("a number");
            let down = Decimal::rounded(-numerator, denominator, decimals).expect("a number");
            prop_assert_eq!(up.sign(), -down.sign());
            prop_assert_eq!(up.magnitude(), down.magnitude());
            let scale = 10i128.pow(u32::from(decimals));
            let error = (up.scaled * denominator - numerator * scale).abs();
            prop_assert!(error * 2 <= denominator);
        }
    }
}
