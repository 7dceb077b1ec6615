//! Money in fen, exact to the last one. Source: DESIGN §2.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::decimal::Decimal;

/// An amount of money in fen (分), a hundredth of a yuan; negative for what is owed.
///
/// 64 bits hold 92,233 万亿元, and arithmetic beyond that gives `None` rather than a wrong sum.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Fen(pub i64);

/// What amounts are shown in; the words belong to the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MoneyUnit {
    /// 元
    Yuan,
    /// 万元: 10⁴ yuan.
    WanYuan,
    /// 亿元: 10⁸ yuan.
    YiYuan,
}

impl MoneyUnit {
    /// How many decimals show an amount in this unit to the fen.
    #[must_use]
    pub const fn decimals(self) -> u8 {
        match self {
            Self::Yuan => 2,
            Self::WanYuan => 6,
            Self::YiYuan => 10,
        }
    }

    /// The largest unit in which `amount` is at least one.
    #[must_use]
    pub const fn fitting(amount: Fen) -> Self {
        match amount.0.unsigned_abs() {
            0..1_000_000 => Self::Yuan,
            1_000_000..10_000_000_000 => Self::WanYuan,
            _ => Self::YiYuan,
        }
    }
}

impl Fen {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// `yuan` whole yuan; `None` beyond 64 bits.
    #[must_use]
    pub fn from_yuan(yuan: i64) -> Option<Self> {
        yuan.checked_mul(100).map(Self)
    }

    /// The sum; `None` beyond 64 bits.
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// The difference; `None` beyond 64 bits.
    #[must_use]
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }

    /// `times` this amount; `None` beyond 64 bits.
    #[must_use]
    pub fn checked_mul(self, times: i64) -> Option<Self> {
        self.0.checked_mul(times).map(Self)
    }

    /// The sum of `amounts`; `None` when it is beyond 64 bits, whatever their order.
    pub fn checked_sum(amounts: impl IntoIterator<Item = Self>) -> Option<Self> {
        let sum: i128 = amounts.into_iter().map(|amount| i128::from(amount.0)).sum();
        i64::try_from(sum).ok().map(Self)
    }

    /// The amount in `unit` to the fen: yuan with two decimals, larger units with as many as
    /// needed.
    #[must_use]
    pub fn exact(self, unit: MoneyUnit) -> Decimal {
        let decimal = Decimal::new(i128::from(self.0), unit.decimals());
        if unit == MoneyUnit::Yuan { decimal } else { decimal.trimmed() }
    }

    /// The amount in `unit` rounded to `decimals`, halves away from zero.
    #[must_use]
    pub fn rounded(self, unit: MoneyUnit, decimals: u8) -> Decimal {
        let fen = 10i128.pow(u32::from(unit.decimals()));
        Decimal::rounded(i128::from(self.0), fen, decimals)
            .expect("64 bits times the decimals of a decimal are fewer than 128")
    }
}

/// Yuan with two decimals, such as `-1234.05`.
impl fmt::Display for Fen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.exact(MoneyUnit::Yuan).fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn amounts_are_shown_to_the_fen_in_any_unit() {
        for (fen, yuan, wan, yi) in [
            (0, "0.00", "0", "0"),
            (5, "0.05", "0.000005", "0.0000000005"),
            (-5, "-0.05", "-0.000005", "-0.0000000005"),
            (123_456, "1234.56", "0.123456", "0.0000123456"),
            (1_515_600_000_000, "15156000000.00", "1515600", "151.56"),
            (370_500_000_000, "3705000000.00", "370500", "37.05"),
            (i64::MIN, "-92233720368547758.08", "-9223372036854.775808", "-922337203.6854775808"),
        ] {
            let shown = |unit| Fen(fen).exact(unit).to_string();
            assert_eq!(shown(MoneyUnit::Yuan), yuan);
            assert_eq!(shown(MoneyUnit::WanYuan), wan);
            assert_eq!(shown(MoneyUnit::YiYuan), yi);
        }
    }

    #[test]
    fn amounts_are_rounded_half_up() {
        let shown = |fen, unit, decimals| Fen(fen).rounded(unit, decimals).to_string();
        assert_eq!(shown(1_515_550_000_000, MoneyUnit::YiYuan, 2), "151.56");
        assert_eq!(shown(1_515_549_999_999, MoneyUnit::YiYuan, 2), "151.55");
        assert_eq!(shown(1_234_567, MoneyUnit::WanYuan, 0), "1");
        assert_eq!(shown(50, MoneyUnit::Yuan, 0), "1");
        assert_eq!(shown(i64::MAX, MoneyUnit::Yuan, 2), "92233720368547758.07");
    }

    #[test]
    fn the_unit_fits_the_amount() {
        for (fen, unit) in [
            (999_999, MoneyUnit::Yuan),
            (1_000_000, MoneyUnit::WanYuan),
            (-9_999_999_999, MoneyUnit::WanYuan),
            (10_000_000_000, MoneyUnit::YiYuan),
            (i64::MIN, MoneyUnit::YiYuan),
        ] {
            assert_eq!(MoneyUnit::fitting(Fen(fen)), unit, "{fen}");
        }
    }

    #[test]
    fn a_sum_beyond_the_largest_amount_is_none_rather_than_wrong() {
        assert_eq!(Fen(i64::MAX).checked_add(Fen(1)), None);
        assert_eq!(Fen(i64::MIN).checked_sub(Fen(1)), None);
        assert_eq!(Fen(i64::MAX).checked_mul(2), None);
        assert_eq!(Fen::from_yuan(i64::MAX), None);
        assert_eq!(Fen::from_yuan(12), Some(Fen(1_200)));
        assert_eq!(Fen::checked_sum([Fen(i64::MAX), Fen(1)]), None);
        assert_eq!(Fen::checked_sum([Fen(i64::MAX), Fen(1), Fen(-1)]), Some(Fen(i64::MAX)));
        assert_eq!(Fen::checked_sum(std::iter::empty()), Some(Fen::ZERO));
    }

    proptest! {
        #[test]
        fn what_is_added_can_be_taken_away(a: i64, b: i64) {
            if let Some(sum) = Fen(a).checked_add(Fen(b)) {
                prop_assert_eq!(sum.checked_sub(Fen(b)), Some(Fen(a)));
            }
        }

        #[test]
        fn every_unit_keeps_every_fen(fen: i64) {
            for unit in [MoneyUnit::Yuan, MoneyUnit::WanYuan, MoneyUnit::YiYuan] {
                let exact = Fen(fen).exact(unit).trimmed();
                prop_assert_eq!(Fen(fen).rounded(unit, unit.decimals()).trimmed(), exact);
            }
        }
    }
}
