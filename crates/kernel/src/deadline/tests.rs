//! Deadlines against the calendar of 2023 to 2026, and the laws they keep.

use jiff::civil::{Date, date};
use jiff::tz::{TimeZone, offset};
use jiff::{SignedDuration, ToSpan};
use proptest::prelude::*;

use super::*;
use crate::calendar::{self, WorkCalendar};
use crate::day;

fn beijing() -> TimeZone {
    TimeZone::fixed(offset(8))
}

/// An instant of Beijing, written `2024-02-05 09:26`.
fn at(text: &str) -> Timestamp {
    let local: jiff::civil::DateTime = text.parse().expect("a local time");
    beijing().to_timestamp(local).expect("an instant")
}

fn limit(text: &str) -> TimeLimit {
    text.parse().expect("a limit")
}

fn counted(limit_text: &str, start: &str) -> Deadline {
    let zone = beijing();
    let reckoning = Reckoning::new(&zone, calendar::shipped());
    Deadline::count(limit(limit_text), at(start), &reckoning)
}

fn due(deadline: &Deadline) -> String {
    DueMoment::of(deadline.due_at, &beijing()).to_string()
}

/// The strip as one line per cell, short enough to compare by eye.
fn strip(cells: &[Cell]) -> Vec<String> {
    cells
        .iter()
        .map(|cell| {
            let kind = match cell.kind {
                CellKind::Start => "start".to_owned(),
                CellKind::Counted { number } => number.to_string(),
                CellKind::Holiday => format!("holiday {}", cell.days()),
                CellKind::Weekend => format!("weekend {}", cell.days()),
                CellKind::Paused => format!("paused {}", cell.days()),
                CellKind::Moved => "moved".to_owned(),
                CellKind::Folded { counted } => format!("folded {counted}"),
            };
            let mut line = cell.from.strftime("%m-%d").to_string();
            if cell.to != cell.from {
                line += &cell.to.strftime("..%m-%d").to_string();
            }
            line = format!("{line} {kind}");
            for (shown, word) in [
                (cell.name.is_some(), cell.name.as_deref().unwrap_or("")),
                (cell.make_up, "make-up"),
                (cell.due, "due"),
            ] {
                if shown {
                    line = format!("{line} {word}");
                }
            }
            line
        })
        .collect()
}

#[test]
fn deadlines_fall_where_the_notices_put_them() {
    for (limit, start, expected) in [
        // Hours run through the night, the Spring Festival and the year's end.
        ("15min", "2024-02-05 23:50", "2024-02-06 00:05"),
        ("2h", "2024-02-05 08:51", "2024-02-05 10:51"),
        ("24h", "2024-02-09 17:00", "2024-02-10 17:00"),
        ("2h", "2024-02-05 22:00", "2024-02-05 24:00"),
        // Working days: across the Spring Festival, with 9 and 18 February worked.
        ("5wd", "2024-02-05 09:26", "2024-02-18 24:00"),
        ("5wd", "2024-02-06 10:24", "2024-02-19 24:00"),
        ("1wd", "2024-02-09 23:59", "2024-02-18 24:00"),
        ("1wd", "2024-02-12 00:00", "2024-02-18 24:00"),
        ("3wd", "2023-09-28 09:00", "2023-10-09 24:00"),
        ("1wd", "2025-09-30 16:00", "2025-10-09 24:00"),
        ("1wd", "2026-02-13 16:00", "2026-02-14 24:00"),
        ("2wd", "2026-02-13 16:00", "2026-02-24 24:00"),
        // The start is the local day, not the one of Greenwich.
        ("1wd", "2024-02-06 00:30", "2024-02-07 24:00"),
        // Calendar days; the last one off moves to the next working day.
        ("15d", "2024-01-05 09:00", "2024-01-22 24:00"),
        ("4d", "2024-02-05 09:00", "2024-02-09 24:00"),
        ("5d", "2024-02-05 09:00", "2024-02-18 24:00"),
        ("1d", "2024-02-03 09:00", "2024-02-04 24:00"),
        // Months and years: the same day, or the last of a shorter month.
        ("1m", "2024-01-31 09:00", "2024-02-29 24:00"),
        ("3m", "2024-01-15 09:00", "2024-04-15 24:00"),
        ("3y", "2023-09-26 09:00", "2026-09-28 24:00"),
        ("1y", "2024-02-29 09:00", "2025-02-28 24:00"),
    ] {
        assert_eq!(due(&counted(limit, start)), expected, "{limit} from {start}");
    }
}

#[test]
fn t1_a_deadline_over_new_year_goes_by_both_years_notices() {
    // From the first to the third of January is off by the notice of 2026, Sunday the fourth is
    // worked.
    assert_eq!(due(&counted("2wd", "2025-12-31 10:00")), "2026-01-05 24:00");
    assert_eq!(due(&counted("2wd", "2025-12-30 10:00")), "2026-01-04 24:00");
}

#[test]
fn t1_the_end_of_december_is_read_from_the_next_years_notice() {
    let zone = beijing();
    let due_by = |calendar: &WorkCalendar| {
        let reckoning = Reckoning::new(&zone, calendar);
        due(&Deadline::count(limit("1wd"), at("2026-12-30 10:00"), &reckoning))
    };
    assert_eq!(due_by(calendar::shipped()), "2026-12-31 24:00");
    let notice = "date,kind,name\n2026-12-31,holiday,元旦\n2027-01-01,holiday,元旦\n";
    let notice = WorkCalendar::from_csv(notice).expect("a notice");
    let told = calendar::shipped().clone().with(notice.records());
    assert_eq!(due_by(&told), "2027-01-04 24:00");
}

#[test]
fn the_end_of_calendar_days_stays_where_the_charter_does_not_move_it() {
    let zone = beijing();
    let mut reckoning = Reckoning::new(&zone, calendar::shipped());
    reckoning.rules.roll_forward = false;
    for (text, start, expected) in [
        ("5d", "2024-02-05 09:00", "2024-02-10 24:00"),
        ("3y", "2023-09-26 09:00", "2026-09-26 24:00"),
        ("5wd", "2024-02-05 09:26", "2024-02-18 24:00"),
    ] {
        let deadline = Deadline::count(limit(text), at(start), &reckoning);
        assert_eq!(due(&deadline), expected, "{text} from {start}");
    }
}

#[test]
fn the_strip_of_working_days_joins_the_holiday_and_names_the_make_up_day() {
    let deadline = counted("5wd", "2024-02-05 09:26");
    assert_eq!(
        strip(&deadline.explanation.cells),
        [
            "02-05 start",
            "02-06 1",
            "02-07 2",
            "02-08 3",
            "02-09 4 除夕",
            "02-10..02-17 holiday 8 春节",
            "02-18 5 春节 make-up due",
        ]
    );
    assert_eq!(deadline.explanation.last_day, Some(date(2024, 2, 18)));
    assert!(deadline.explanation.warnings.is_empty());
}

#[test]
fn the_strip_keeps_a_weekend_apart_from_the_holiday_beside_it() {
    assert_eq!(
        strip(&counted("2wd", "2024-06-06 09:00").explanation.cells),
        [
            "06-06 start",
            "06-07 1",
            "06-08..06-09 weekend 2",
            "06-10 holiday 1 端午节",
            "06-11 2 due",
        ]
    );
}

#[test]
fn the_strip_of_calendar_days_shows_how_the_end_moved() {
    assert_eq!(
        strip(&counted("5d", "2024-02-05 09:00").explanation.cells),
        [
            "02-05 start",
            "02-06 1",
            "02-07 2",
            "02-08 3",
            "02-09 4 除夕",
            "02-10 5 春节",
            "02-11..02-17 holiday 7 春节",
            "02-18 moved 春节 make-up due",
        ]
    );
}

#[test]
fn the_strip_of_a_term_is_short() {
    assert_eq!(
        strip(&counted("3y", "2023-09-26 09:00").explanation.cells),
        [
            "09-26 start",
            "09-27..09-25 folded 1095",
            "09-26 1096 中秋节",
            "09-27 holiday 1 中秋节",
            "09-28 moved due",
        ]
    );
}

#[test]
fn a_limit_in_hours_has_no_strip() {
    let explanation = counted("24h", "2024-02-09 17:00").explanation;
    assert_eq!((explanation.cells.len(), explanation.last_day), (0, None));
}

#[test]
fn a_long_strip_folds_in_the_middle() {
    let explanation = counted("15wd", "2024-02-05 09:26").explanation;
    assert_eq!(
        strip(&explanation.folded(7)),
        [
            "02-05 start",
            "02-06 1",
            "02-07 2",
            "02-08..02-27 folded 10",
            "02-28 13",
            "02-29 14",
            "03-01 15 due",
        ]
    );
    assert_eq!(explanation.folded(100), explanation.cells);
}

#[test]
fn a_year_without_data_is_warned_about_where_it_matters() {
    let missing = Warning::YearWithoutData { year: 2027 };
    for (limit, start, expected) in [
        ("5wd", "2026-12-21 09:00", vec![]),
        ("5wd", "2026-12-30 09:00", vec![missing]),
        ("15d", "2026-12-30 09:00", vec![missing]),
        ("3y", "2024-03-01 09:00", vec![missing]),
        ("24h", "2026-12-31 09:00", vec![]),
    ] {
        let explanation = counted(limit, start).explanation;
        assert_eq!(explanation.warnings, expected, "{limit} from {start}");
    }
}

#[test]
fn without_data_the_fixed_holidays_are_still_days_off() {
    let deadline = counted("1wd", "2027-09-30 09:00");
    assert_eq!(due(&deadline), "2027-10-04 24:00");
    assert_eq!(
        strip(&deadline.explanation.cells),
        ["09-30 start", "10-01..10-03 holiday 3", "10-04 1 due"]
    );
}

#[test]
fn an_explanation_survives_storage() {
    let deadline = counted("5wd", "2024-02-05 09:26");
    let text = serde_json::to_string(&deadline).expect("text");
    assert!(text.len() < 900, "{} bytes", text.len());
    assert_eq!(serde_json::from_str::<Deadline>(&text).expect("a deadline"), deadline);
}

#[test]
fn a_pause_moves_hours_by_its_length_and_days_by_its_days() {
    let zone = beijing();
    let reckoning = Reckoning::new(&zone, calendar::shipped());
    let pause = |from, to| Interval { from: at(from), to: at(to) };
    for (text, pauses, expected) in [
        ("24h", vec![pause("2024-02-05 10:00", "2024-02-05 11:30")], "2024-02-06 10:56"),
        ("5wd", vec![pause("2024-02-07 10:00", "2024-02-07 17:00")], "2024-02-18 24:00"),
        ("5wd", vec![pause("2024-02-07 10:00", "2024-02-09 09:00")], "2024-02-20 24:00"),
        ("5wd", vec![pause("2024-02-11 10:00", "2024-02-13 09:00")], "2024-02-18 24:00"),
        ("5d", vec![pause("2024-02-06 10:00", "2024-02-07 09:00")], "2024-02-18 24:00"),
    ] {
        let deadline =
            Deadline::count_paused(limit(text), at("2024-02-05 09:26"), &pauses, &reckoning);
        assert_eq!(due(&deadline), expected, "{text} {pauses:?}");
    }
}

#[test]
fn paused_days_are_joined_on_the_strip() {
    let zone = beijing();
    let reckoning = Reckoning::new(&zone, calendar::shipped());
    let pause = Interval { from: at("2024-02-07 10:00"), to: at("2024-02-09 09:00") };
    let deadline =
        Deadline::count_paused(limit("3wd"), at("2024-02-05 09:26"), &[pause], &reckoning);
    assert_eq!(
        strip(&deadline.explanation.cells),
        [
            "02-05 start",
            "02-06 1",
            "02-07..02-08 paused 2",
            "02-09 2 除夕",
            "02-10..02-17 holiday 8 春节",
            "02-18 3 春节 make-up due",
        ]
    );
}

#[test]
fn what_is_left_is_said_in_the_unit_of_the_limit() {
    let zone = beijing();
    let reckoning = Reckoning::new(&zone, calendar::shipped());
    let time = |hours, minutes| TimeLeft::Time { hours, minutes };
    for (text, now, light, left) in [
        ("2h", "2024-02-05 09:27", Light::InTime, time(1, 59)),
        ("2h", "2024-02-05 10:56", Light::InTime, time(0, 30)),
        ("2h", "2024-02-05 10:56:01", Light::Soon, time(0, 29)),
        ("2h", "2024-02-05 11:26", Light::Soon, time(0, 0)),
        ("2h", "2024-02-05 11:26:01", Light::Late, time(0, 1)),
        ("2h", "2024-02-06 11:26", Light::Late, time(24, 0)),
        ("5wd", "2024-02-05 10:00", Light::InTime, TimeLeft::WorkingDays(5)),
        ("5wd", "2024-02-06 10:24", Light::InTime, TimeLeft::WorkingDays(4)),
        ("5wd", "2024-02-09 10:00", Light::InTime, TimeLeft::WorkingDays(1)),
        // The eight days of the Spring Festival do not bring the end nearer.
        ("5wd", "2024-02-17 23:00", Light::Soon, TimeLeft::WorkingDays(1)),
        ("5wd", "2024-02-18 10:00", Light::Soon, TimeLeft::WorkingDays(0)),
        ("5wd", "2024-02-19 00:00", Light::Soon, TimeLeft::WorkingDays(0)),
        ("5wd", "2024-02-19 00:01", Light::Late, TimeLeft::WorkingDays(1)),
        ("5wd", "2024-02-20 10:00", Light::Late, TimeLeft::WorkingDays(2)),
        // A Saturday after a Friday's end is late, though no working day has passed.
        ("12wd", "2024-02-28 10:00", Light::Late, TimeLeft::WorkingDays(1)),
        ("15d", "2024-02-10 10:00", Light::InTime, TimeLeft::Days(10)),
        ("15d", "2024-02-22 10:00", Light::Late, TimeLeft::Days(2)),
    ] {
        let deadline = Deadline::count(limit(text), at("2024-02-05 09:26"), &reckoning);
        let remaining = deadline.remaining(at(now), &reckoning);
        assert_eq!((remaining.light, remaining.left), (light, left), "{text} at {now}");
    }
}

#[test]
fn the_bar_of_working_days_leaves_days_off_out() {
    let zone = beijing();
    let reckoning = Reckoning::new(&zone, calendar::shipped());
    let deadline = Deadline::count(limit("5wd"), at("2024-02-05 09:26"), &reckoning);
    let percent = |now| (deadline.remaining(at(now), &reckoning).used * 100.0).round();
    assert_eq!(percent("2024-02-05 09:26"), 0.0);
    assert_eq!(percent("2024-02-06 10:24"), 19.0);
    assert_eq!(percent("2024-02-10 00:00"), 82.0);
    assert_eq!(percent("2024-02-17 23:59"), 82.0);
    assert_eq!(percent("2024-02-20 00:00"), 100.0);
}

#[test]
fn midnight_is_said_as_the_end_of_a_day() {
    let moment = DueMoment::of(at("2024-02-19 00:00"), &beijing());
    assert_eq!(moment, DueMoment { date: date(2024, 2, 18), hour: 24, minute: 0 });
    assert_eq!(DueMoment::of(at("2024-02-19 00:01"), &beijing()).to_string(), "2024-02-19 00:01");
}

fn starts() -> impl Strategy<Value = Timestamp> {
    // From 2022 into 2028, so that both ends of the calendar are crossed.
    (0..6 * 365 * 1_440i64).prop_map(|minutes| at("2022-06-01 00:00") + minutes.minutes())
}

fn units() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["min", "h", "wd", "d", "m"])
}

fn working_days(calendar: &WorkCalendar, from: Date, to: Date) -> usize {
    let days = calendar::days_from(from).skip(1);
    let days = days.take_while(|day| *day <= to);
    days.filter(|day| calendar.is_working_day(*day)).count()
}

proptest! {
    #[test]
    fn working_days_end_on_a_working_day_and_hold_exactly_as_many(start in starts(), n in 1..40u32) {
        let zone = beijing();
        let reckoning = Reckoning::new(&zone, calendar::shipped());
        let deadline = Deadline::count(limit(&format!("{n}wd")), start, &reckoning);
        let first = day::of(start, &zone);
        let last = deadline.explanation.last_day.expect("a last day");
        prop_assert!(reckoning.calendar.is_working_day(last));
        prop_assert_eq!(working_days(reckoning.calendar, first, last), n as usize);
        prop_assert_eq!(deadline.due_at, day::end(last, &zone));
    }

    #[test]
    fn hours_are_exact(start in starts(), minutes in 1..10_000i64) {
        let zone = beijing();
        let reckoning = Reckoning::new(&zone, calendar::shipped());
        let deadline = Deadline::count(limit(&format!("{minutes}min")), start, &reckoning);
        prop_assert_eq!(start.duration_until(deadline.due_at), SignedDuration::from_mins(minutes));
    }

    #[test]
    fn a_later_start_or_a_longer_limit_never_ends_earlier(
        start in starts(), later in 0..20_000i64, unit in units(), n in 1..60u32, more in 0..20u32,
    ) {
        let zone = beijing();
        let reckoning = Reckoning::new(&zone, calendar::shipped());
        let due_at = |n: u32, start| reckoning.due_at(limit(&format!("{n}{unit}")), start, &[]);
        let first = due_at(n, start);
        prop_assert!(first > start);
        prop_assert!(first <= due_at(n, start + later.minutes()));
        prop_assert!(first <= due_at(n + more, start));
    }

    #[test]
    fn the_strip_is_gapless_and_counts_to_the_limit(
        start in starts(), unit in prop::sample::select(vec!["wd", "d", "m"]), n in 1..40u32,
        roll_forward: bool, most in 0..20usize,
    ) {
        let zone = beijing();
        let mut reckoning = Reckoning::new(&zone, calendar::shipped());
        reckoning.rules.roll_forward = roll_forward;
        let deadline = Deadline::count(limit(&format!("{n}{unit}")), start, &reckoning);
        let all = &deadline.explanation.cells;
        for cells in [all.clone(), deadline.explanation.folded(most)] {
            prop_assert_eq!(cells[0].from, day::of(start, &zone));
            prop_assert_eq!(cells.last().map(|cell| cell.to), deadline.explanation.last_day);
            prop_assert!(cells.windows(2).all(|pair| pair[0].to.tomorrow().ok() == Some(pair[1].from)));
            prop_assert_eq!(cells.iter().filter(|cell| cell.due).count(), 1);
            let counted: u32 = cells.iter().map(|cell| match cell.kind {
                CellKind::Counted { .. } => 1,
                CellKind::Folded { counted } => counted,
                _ => 0,
            }).sum();
            if unit != "m" {
                prop_assert_eq!(counted, n);
            }
        }
        prop_assert!(deadline.explanation.folded(most).len() <= most.max(3));
        let numbers = all.iter().filter_map(|cell| match cell.kind {
            CellKind::Counted { number } => Some(number),
            _ => None,
        });
        prop_assert!(numbers.collect::<Vec<_>>().is_sorted());
    }

    #[test]
    fn time_is_used_up_steadily_and_late_only_after_the_end(
        start in starts(), unit in units(), n in 1..30u32, a in 0..60_000i64, b in 0..60_000i64,
    ) {
        let zone = beijing();
        let reckoning = Reckoning::new(&zone, calendar::shipped());
        let deadline = Deadline::count(limit(&format!("{n}{unit}")), start, &reckoning);
        let now = start + a.minutes();
        let remaining = deadline.remaining(now, &reckoning);
        prop_assert!((0.0..=1.0).contains(&remaining.used));
        prop_assert!(remaining.used <= deadline.remaining(now + b.minutes(), &reckoning).used);
        prop_assert_eq!(remaining.light == Light::Late, now > deadline.due_at);
    }
}

proptest! {
    // Each case walks through thousands of years.
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn no_instant_makes_counting_panic(micros: i64, unit in units(), n in 1..50u32, now: i64) {
        let instant = |raw: i64| Timestamp::from_microsecond(raw % 253_402_207_200_000_000);
        let (start, now) = (instant(micros).expect("in range"), instant(now).expect("in range"));
        for zone in [beijing(), TimeZone::UTC, TimeZone::fixed(offset(-12))] {
            let reckoning = Reckoning::new(&zone, calendar::shipped());
            let deadline = Deadline::count(limit(&format!("{n}{unit}")), start, &reckoning);
            let _ = deadline.remaining(now, &reckoning);
            let _ = DueMoment::of(deadline.due_at, &zone);
        }
    }
}
