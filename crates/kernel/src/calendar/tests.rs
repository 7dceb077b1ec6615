//! Tests of the work calendar against what the notices say.

use jiff::ToSpan;
use jiff::civil::date;
use proptest::prelude::*;

use super::*;

#[test]
fn the_years_have_the_working_days_that_were_announced() {
    for (year, expected) in [(2023, 249), (2024, 251), (2025, 248), (2026, 248)] {
        let eve = date(year - 1, 12, 31);
        assert_eq!(shipped().working_days_after(eve, date(year, 12, 31)), expected, "{year}");
    }
}

#[test]
fn the_shipped_years_hold_the_announced_rows() {
    for (year, holidays, make_ups) in [(2023, 26, 7), (2024, 28, 8), (2025, 28, 5), (2026, 33, 6)] {
        let listed: Vec<_> =
            shipped().records().filter(|record| record.date.year() == year).collect();
        let off = listed.iter().filter(|record| record.kind == DayKind::Holiday).count();
        let made_up = listed
            .iter()
            .filter(|record| shipped().nature(record.date) == DayNature::MakeUp)
            .count();
        assert_eq!((off, made_up), (holidays, make_ups), "{year}");
    }
    assert_eq!(shipped().covered_years().collect::<Vec<_>>(), [2023, 2024, 2025, 2026]);
}

#[test]
fn days_are_what_the_notices_say() {
    for (day, nature, name) in [
        (date(2024, 2, 4), DayNature::MakeUp, Some("春节")),
        (date(2024, 2, 5), DayNature::Working, None),
        (date(2024, 2, 9), DayNature::Working, Some("除夕")),
        (date(2024, 2, 10), DayNature::Holiday, Some("春节")),
        (date(2024, 2, 17), DayNature::Holiday, Some("春节")),
        (date(2024, 2, 18), DayNature::MakeUp, Some("春节")),
        (date(2024, 2, 24), DayNature::Weekend, None),
        (date(2024, 6, 8), DayNature::Weekend, None),
        (date(2024, 6, 10), DayNature::Holiday, Some("端午节")),
        (date(2023, 10, 7), DayNature::MakeUp, Some("中秋节、国庆节")),
        (date(2022, 12, 31), DayNature::Weekend, None),
    ] {
        assert_eq!((shipped().nature(day), shipped().name(day)), (nature, name), "{day}");
        assert_eq!(shipped().is_working_day(day), nature.is_working(), "{day}");
    }
}

#[test]
fn a_year_without_notice_falls_back_to_the_week_and_the_fixed_holidays() {
    assert!(!shipped().is_covered(2027));
    for (day, nature) in [
        (date(2027, 1, 1), DayNature::Holiday), // a Friday
        (date(2027, 5, 1), DayNature::Holiday), // a Saturday
        (date(2027, 5, 2), DayNature::Holiday),
        (date(2027, 5, 3), DayNature::Working),
        (date(2027, 10, 1), DayNature::Holiday),
        (date(2027, 10, 4), DayNature::Working),
        (date(2027, 2, 8), DayNature::Working), // in the unknown Spring Festival
        (date(2027, 2, 6), DayNature::Weekend),
        (date(2022, 5, 2), DayNature::Working), // 2 May is statutory since 2025 only
    ] {
        assert_eq!(shipped().nature(day), nature, "{day}");
    }
}

#[test]
fn an_imported_year_is_merged_and_its_newer_rows_win() {
    let notice = "date,kind,name\n\
                  2026-12-31,holiday,元旦\n\
                  2026-10-10,holiday,国庆节\n\
                  2027-10-01,holiday,国庆节\n";
    let calendar = shipped().clone().with(read_csv(notice).expect("a notice"));
    assert!(calendar.is_covered(2027));
    assert!(!calendar.is_working_day(date(2026, 12, 31)));
    assert!(!calendar.is_working_day(date(2026, 10, 10)));
    assert!(calendar.is_working_day(date(2027, 5, 4)));
    assert_eq!(calendar.name(date(2024, 2, 10)), Some("春节"));
}

#[test]
fn a_notice_that_reaches_into_another_year_does_not_cover_it() {
    let notice = "date,kind,name\n2022-12-31,holiday,元旦\n2023-10-01,holiday,国庆节\n";
    let calendar = WorkCalendar::from_csv(notice).expect("a notice");
    assert_eq!(calendar.covered_years().collect::<Vec<_>>(), [2023]);
    let missing: Vec<_> = calendar.uncovered_years(date(2022, 12, 30), date(2025, 1, 1)).collect();
    assert_eq!(missing, [2022, 2024, 2025]);
}

#[test]
fn the_first_working_day_skips_holidays_and_finds_make_up_days() {
    for (from, expected) in [
        (date(2024, 2, 9), date(2024, 2, 9)),
        (date(2024, 2, 10), date(2024, 2, 18)),
        (date(2024, 9, 30), date(2024, 9, 30)),
        (date(2024, 10, 1), date(2024, 10, 8)),
    ] {
        assert_eq!(shipped().working_day_from(from), expected);
    }
}

#[test]
fn merging_a_calendar_with_its_own_rows_changes_nothing() {
    assert_eq!(&shipped().clone().with(shipped().records()), shipped());
}

proptest! {
    #[test]
    fn working_days_add_up_over_adjoining_spans(start in 0..2_500i64, a in 0..200i64, b in 0..200i64) {
        let from = date(2022, 1, 1) + start.days();
        let (middle, to) = (from + a.days(), from + (a + b).days());
        prop_assert_eq!(
            shipped().working_days_after(from, to),
            shipped().working_days_after(from, middle) + shipped().working_days_after(middle, to)
        );
    }

    #[test]
    fn working_days_are_those_a_walk_through_the_days_finds(start in 0..4_000i64, length in 0..900i64) {
        let from = date(2021, 1, 1) + start.days();
        let to = from + length.days();
        let days = days_from(from).skip(1).take_while(|day| *day <= to);
        let walked = days.filter(|day| shipped().is_working_day(*day)).count();
        prop_assert_eq!(shipped().working_days_after(from, to) as usize, walked);
    }
}
