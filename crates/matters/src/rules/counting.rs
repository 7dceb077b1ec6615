//! Counting before complaint (未诉先办) against complaint (接诉即办), month by month.
//!
//! Requests of the hotline count whatever their kind and outcome; matters that came any other
//! way count once they are solved. Averages stay fractions, so that 221 → 115 is −48.0 %
//! whatever the months.
//!
//! Source: MISSION M8; DOMAIN 0.1 (221 → 115, −48.0 %), J-01 (all kinds of request).

/// Matters of one month on one side of the comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MonthCount {
    /// Year × 100 + month.
    pub month: i32,
    /// How many.
    pub count: u32,
}

/// Whole months in a row, both ends included, as year × 100 + month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Months {
    /// The first.
    pub from: i32,
    /// The last.
    pub to: i32,
}

impl Months {
    /// How many months; zero when the last lies before the first.
    #[must_use]
    pub fn len(self) -> u32 {
        let index = |month: i32| month.div_euclid(100) * 12 + month.rem_euclid(100);
        u32::try_from(index(self.to) - index(self.from) + 1).unwrap_or(0)
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The months that come right before these, `count` of them: a base period.
    #[must_use]
    pub fn before(self, count: u32) -> Self {
        let shift = |month: i32, by: i32| {
            let index = month.div_euclid(100) * 12 + month.rem_euclid(100) - 1 - by;
            index.div_euclid(12) * 100 + index.rem_euclid(12) + 1
        };
        let count = i32::try_from(count).unwrap_or(i32::MAX);
        Self { from: shift(self.from, count), to: shift(self.from, 1) }
    }

    fn holds(self, month: i32) -> bool {
        (self.from..=self.to).contains(&month)
    }
}

/// An average per month, kept as what it was counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MonthlyAverage {
    /// Matters in all the months.
    pub total: u64,
    /// Months, those without a matter included.
    pub months: u32,
}

impl MonthlyAverage {
    /// The average of a period; `None` for a period of no month. A month without a row has none.
    #[must_use]
    pub fn of(counts: &[MonthCount], period: Months) -> Option<Self> {
        if period.is_empty() {
            return None;
        }
        let within = counts.iter().filter(|count| period.holds(count.month));
        let total = within.map(|count| u64::from(count.count)).sum();
        Some(Self { total, months: period.len() })
    }

    /// The average in tenths, rounded half up: 1147 stands for 114.7.
    #[must_use]
    pub fn tenths(self) -> u64 {
        rounded(u128::from(self.total) * 10, u128::from(self.months))
    }

    /// The change from `base` to this, in tenths of a percent, negative when fewer; `None` when
    /// the base is zero. Counted from the fractions, not from the rounded averages.
    #[must_use]
    pub fn change_from(self, base: Self) -> Option<i64> {
        if base.total == 0 {
            return None;
        }
        let now = u128::from(self.total) * u128::from(base.months);
        let then = u128::from(base.total) * u128::from(self.months);
        let tenths = |difference: u128| i64::try_from(rounded(difference * 1000, then)).ok();
        if now >= then { tenths(now - then) } else { tenths(then - now).map(|fewer| -fewer) }
    }
}

/// A quotient rounded half up; it fits, since counts are far below the bound.
fn rounded(numerator: u128, denominator: u128) -> u64 {
    u64::try_from((numerator + denominator / 2) / denominator).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn average(total: u64, months: u32) -> MonthlyAverage {
        MonthlyAverage { total, months }
    }

    #[test]
    fn the_published_figures_come_out() {
        assert_eq!(average(115 * 8, 8).change_from(average(221 * 12, 12)), Some(-480));
        assert_eq!(average(103, 1).change_from(average(221, 1)), Some(-534));
        assert_eq!(average(120, 1).change_from(average(100, 1)), Some(200));
        assert_eq!(average(1, 1).change_from(average(0, 12)), None);
    }

    #[test]
    fn months_without_a_matter_count_as_months() {
        let counts = [
            MonthCount { month: 202_211, count: 10 },
            MonthCount { month: 202_301, count: 15 },
            MonthCount { month: 202_302, count: 99 },
        ];
        let period = Months { from: 202_211, to: 202_301 };
        let average = MonthlyAverage::of(&counts, period).unwrap();
        assert_eq!(average, MonthlyAverage { total: 25, months: 3 });
        assert_eq!(average.tenths(), 83);
        assert_eq!(MonthlyAverage::of(&counts, Months { from: 202_301, to: 202_212 }), None);
    }

    #[test]
    fn the_base_period_ends_right_before() {
        for (period, months, base) in [
            ((202_301, 202_308), 12, (202_201, 202_212)),
            ((202_303, 202_303), 3, (202_212, 202_302)),
            ((202_312, 202_312), 1, (202_311, 202_311)),
        ] {
            let period = Months { from: period.0, to: period.1 };
            assert_eq!(period.before(months), Months { from: base.0, to: base.1 });
        }
    }

    proptest! {
        #[test]
        fn the_order_of_rows_does_not_matter_and_the_base_is_as_long_as_asked(
            counts in proptest::collection::vec((0..24i32, 0..500u32), 0..40),
            months in 1..60u32,
        ) {
            let rows = |pairs: &[(i32, u32)]| -> Vec<MonthCount> {
                pairs
                    .iter()
                    .map(|(month, count)| MonthCount {
                        month: 202_201 + month / 12 * 100 + month % 12,
                        count: *count,
                    })
                    .collect()
            };
            let period = Months { from: 202_203, to: 202_306 };
            let mut turned = counts.clone();
            turned.reverse();
            prop_assert_eq!(
                MonthlyAverage::of(&rows(&counts), period),
                MonthlyAverage::of(&rows(&turned), period)
            );
            prop_assert_eq!(period.before(months).len(), months);
        }
    }
}
