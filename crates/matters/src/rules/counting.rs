//! Counting before complaint (未诉先办) against complaint (接诉即办), month by month.
//!
//! Requests of the hotline count whatever their kind and outcome; matters that came any other
//! way count once they are solved. Averages stay ratios, so that 221 → 115 is −48.0 % whatever
//! the months.
//!
//! Source: MISSION M8; DOMAIN 0.1 (221 → 115, −48.0 %), J-01 (all kinds of request).

use std::collections::BTreeMap;

use jiff::civil::Date;
use kernel::{Month, Ratio};

use crate::model::charter::{Counting, CountsAs};

/// How many of a channel's `total` matters count, of which `solved` came to a result that counts
/// and nobody said otherwise.
#[must_use]
pub fn counted(counts_as: CountsAs, total: i64, solved: i64, counting: &Counting) -> i64 {
    if needs_result(counts_as, counting) { solved } else { total }
}

/// Whether matters on this side count only once they are solved.
#[must_use]
pub fn needs_result(counts_as: CountsAs, counting: &Counting) -> bool {
    counts_as == CountsAs::BeforeComplaint && counting.before_complaint_solved_only
}

/// Matters month by month, every month of the stretch once and in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    months: Vec<(Month, i64)>,
}

impl Series {
    /// The counts from `first` to `last`, both included: rows of one month are added up, a month
    /// without a row has none, rows outside are left out.
    #[must_use]
    pub fn of(rows: impl IntoIterator<Item = (Month, i64)>, first: Month, last: Month) -> Self {
        let mut counts: BTreeMap<Month, i64> = BTreeMap::new();
        for (month, count) in rows {
            *counts.entry(month).or_default() += count;
        }
        let months = first
            .through(last)
            .map(|month| (month, counts.get(&month).copied().unwrap_or(0)))
            .collect();
        Self { months }
    }

    /// Each month with its count.
    #[must_use]
    pub fn months(&self) -> &[(Month, i64)] {
        &self.months
    }

    /// Matters in all the months.
    #[must_use]
    pub fn total(&self) -> i64 {
        self.months.iter().map(|(_, count)| count).sum()
    }

    /// The average per month; undefined for a stretch of no month.
    #[must_use]
    pub fn average(&self) -> Ratio {
        Ratio::new(self.total(), i64::try_from(self.months.len()).unwrap_or(i64::MAX))
    }
}

/// The base period: the `count` whole months before the charter took effect on `day`, as first
/// and last month.
///
/// A charter that takes effect within a month leaves that month out of both sides' comparison.
///
/// Source: charter `matters.counting.base_months`.
#[must_use]
pub fn base_months(day: Date, count: u32) -> (Month, Month) {
    let took_effect = Month::of(day);
    let back = i32::try_from(count).unwrap_or(i32::MAX);
    (took_effect.plus(-back), took_effect.previous())
}

/// The whole months compared with the base period: from the first that the charter was in force
/// throughout to the last before `this`, which is not over. `None` while there is none.
#[must_use]
pub fn compared_months(day: Date, this: Month) -> Option<(Month, Month)> {
    let took_effect = Month::of(day);
    let first = if day == took_effect.first_day() { took_effect } else { took_effect.next() };
    let last = this.previous();
    (first <= last).then_some((first, last))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn month(year: i16, month: i8) -> Month {
        Month::new(year, month).unwrap()
    }

    /// A year of so many a month.
    fn year_of(year: i16, count: i64) -> Series {
        let rows = (1..=12).map(|number| (month(year, number), count));
        Series::of(rows, month(year, 1), month(year, 12))
    }

    #[test]
    fn the_published_figures_come_out() {
        let base = year_of(2022, 221).average();
        for (after, change) in [(115, "-48.0"), (103, "-53.4"), (221, "0.0")] {
            let average = year_of(2023, after).average();
            assert_eq!(average.change_from(base, 1).unwrap().to_string(), change);
        }
        assert!(year_of(2023, 1).average().change_from(year_of(2022, 0).average(), 1).is_none());
    }

    #[test]
    fn hotline_requests_all_count_and_others_once_solved() {
        use CountsAs::{BeforeComplaint, Complaint};
        let solved_only = Counting { base_months: 6, before_complaint_solved_only: true };
        let all = Counting { before_complaint_solved_only: false, ..solved_only };
        for (counts_as, counting, expected) in [
            (Complaint, solved_only, 9),
            (Complaint, all, 9),
            (BeforeComplaint, solved_only, 4),
            (BeforeComplaint, all, 9),
        ] {
            assert_eq!(counted(counts_as, 9, 4, &counting), expected);
        }
    }

    #[test]
    fn only_whole_months_under_the_charter_are_compared() {
        for (day, this, expected) in [
            (date(2023, 8, 1), month(2024, 2), Some((month(2023, 8), month(2024, 1)))),
            (date(2023, 8, 15), month(2024, 2), Some((month(2023, 9), month(2024, 1)))),
            (date(2024, 1, 1), month(2024, 2), Some((month(2024, 1), month(2024, 1)))),
            (date(2024, 1, 2), month(2024, 2), None),
            (date(2024, 2, 1), month(2024, 2), None),
            (date(2025, 1, 1), month(2024, 2), None),
        ] {
            assert_eq!(compared_months(day, this), expected, "{day}");
        }
    }

    #[test]
    fn a_month_without_a_matter_counts_as_a_month() {
        let rows =
            [(month(2022, 11), 10), (month(2023, 1), 9), (month(2023, 1), 6), (month(2023, 2), 99)];
        let series = Series::of(rows, month(2022, 11), month(2023, 1));
        let counts: Vec<i64> = series.months().iter().map(|(_, count)| *count).collect();
        assert_eq!(counts, [10, 0, 15]);
        assert_eq!(series.average(), Ratio::new(25, 3));
    }

    #[test]
    fn the_base_period_ends_before_the_charter_took_effect() {
        for (day, count, first, last) in [
            (date(2023, 1, 1), 12, month(2022, 1), month(2022, 12)),
            (date(2023, 3, 15), 3, month(2022, 12), month(2023, 2)),
            (date(2023, 12, 31), 1, month(2023, 11), month(2023, 11)),
        ] {
            assert_eq!(base_months(day, count), (first, last));
        }
    }

    proptest! {
        #[test]
        fn the_order_of_rows_does_not_matter(
            rows in proptest::collection::vec((0..30i32, 0..500i64), 0..40),
        ) {
            let start = month(2022, 1);
            let mut rows: Vec<(Month, i64)> =
                rows.into_iter().map(|(later, count)| (start.plus(later), count)).collect();
            let forwards = Series::of(rows.clone(), start, month(2023, 6));
            rows.reverse();
            prop_assert_eq!(forwards, Series::of(rows, start, month(2023, 6)));
        }
    }
}
