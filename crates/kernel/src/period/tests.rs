//! Tests of months and longer periods.

use jiff::civil::date;
use jiff::tz::offset;
use proptest::prelude::*;

use super::*;

fn month(text: &str) -> Month {
    text.parse().expect("a month")
}

fn period(text: &str) -> Period {
    text.parse().expect("a period")
}

#[test]
fn months_follow_each_other_across_years() {
    let months = month("2023-11").through(month("2024-02"));
    let texts: Vec<_> = months.map(|month| month.to_string()).collect();
    assert_eq!(texts, ["2023-11", "2023-12", "2024-01", "2024-02"]);
    assert_eq!(month("2024-02").through(month("2024-01")).count(), 0);
    assert_eq!(month("2023-09").months_until(month("2024-08")), 11);
}

#[test]
fn a_month_is_bounded_by_the_midnights_of_its_zone() {
    let bounds = month("2024-02").bounds(&TimeZone::fixed(offset(8)));
    assert_eq!(bounds.from.to_string(), "2024-01-31T16:00:00Z");
    assert_eq!(bounds.to.to_string(), "2024-02-29T16:00:00Z");
}

#[test]
fn a_text_that_is_no_month_is_refused() {
    for text in
        ["", "2023", "2023-9", "2023-13", "2023-00", "23-09", "2023-+9", "0000-01", "2023年9月"]
    {
        let refused = PeriodError::Month { found: text.to_owned() };
        assert_eq!(text.parse::<Month>(), Err(refused), "{text}");
    }
}

#[test]
fn periods_are_read_with_their_months_and_neighbours() {
    for (text, first, last, previous, a_year_earlier) in [
        ("2024-01", "2024-01", "2024-01", "2023-12", "2023-01"),
        ("2024-Q1", "2024-01", "2024-03", "2023-Q4", "2023-Q1"),
        ("2023-Q3", "2023-07", "2023-09", "2023-Q2", "2022-Q3"),
        ("2024-H1", "2024-01", "2024-06", "2023-H2", "2023-H1"),
        ("2024-H2", "2024-07", "2024-12", "2024-H1", "2023-H2"),
        ("2024", "2024-01", "2024-12", "2023", "2023"),
    ] {
        let read = period(text);
        assert_eq!(read.to_string(), text);
        assert_eq!((read.first(), read.last()), (month(first), month(last)), "{text}");
        assert_eq!(read.previous(), period(previous), "{text}");
        assert_eq!(read.previous().next(), read, "{text}");
        assert_eq!(read.a_year_earlier(), period(a_year_earlier), "{text}");
        assert_eq!(read.months().count(), read.length().months() as usize, "{text}");
    }
}

#[test]
fn a_text_that_is_no_period_is_refused() {
    for text in
        ["", "2023-Q0", "2023-Q5", "2023-H3", "2023-Q", "2023-Q11", "2023-Q+1", "2023-", "23"]
    {
        let refused = PeriodError::Period { found: text.to_owned() };
        assert_eq!(text.parse::<Period>(), Err(refused), "{text}");
    }
}

#[test]
fn a_period_contains_its_days_and_no_others() {
    let half = period("2023-H1");
    assert!(half.contains(date(2023, 1, 1)) && half.contains(date(2023, 6, 30)));
    assert!(!half.contains(date(2022, 12, 31)) && !half.contains(date(2023, 7, 1)));
}

#[test]
fn the_first_and_the_last_month_have_nowhere_further_to_go() {
    assert_eq!(month("0001-01").previous(), month("0001-01"));
    assert_eq!(month("9998-12").next(), month("9998-12"));
    assert_eq!(month("2023-09").plus(i32::MAX), month("9998-12"));
}

proptest! {
    #[test]
    fn periods_of_a_length_tile_time(year in 2..9_000i16, number in 1..=12i8, which in 0..4usize) {
        let month = Month::new(year, number).expect("a month");
        let period = Period::around(month, PeriodLength::ALL[which]);
        prop_assert!(period.months().any(|other| other == month));
        prop_assert_eq!(period.to_string().parse(), Ok(period));
        let zone = TimeZone::fixed(offset(8));
        prop_assert_eq!(period.bounds(&zone).to, period.next().bounds(&zone).from);
        for month in period.months() {
            prop_assert_eq!(Period::around(month, period.length()), period);
            prop_assert!(period.contains(month.first_day()) && period.contains(month.last_day()));
        }
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in "[0-9QH年\\-+]{0,9}") {
        let _ = (text.parse::<Period>(), text.parse::<Month>());
    }
}
