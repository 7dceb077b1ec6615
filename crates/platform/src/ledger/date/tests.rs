//! Tests of reading dates.

use super::*;
use proptest::prelude::*;

fn at(text: &str) -> DateTime {
    text.parse().expect("a civil date-time")
}

#[test]
fn dates_are_read_in_every_way_they_are_written() {
    for (text, expected) in [
        ("2024-01-02", "2024-01-02T00:00:00"),
        ("2024-01-02T15:30:05", "2024-01-02T15:30:05"),
        ("2024-01-02 15:30:05.123", "2024-01-02T15:30:05"),
        ("2024-01-02T15:30:05+08:00", "2024-01-02T15:30:05"),
        ("2024-01-02T15:30:05+0800", "2024-01-02T15:30:05"),
        ("2024/1/2 11:25:05", "2024-01-02T11:25:05"),
        ("2024/1/2 11:25", "2024-01-02T11:25:00"),
        ("2024.1.2", "2024-01-02T00:00:00"),
        ("2024. 1. 2", "2024-01-02T00:00:00"),
        ("２０２４．１．２", "2024-01-02T00:00:00"),
        ("20240102", "2024-01-02T00:00:00"),
        ("20240102 15:30", "2024-01-02T15:30:00"),
        ("202401021530", "2024-01-02T15:30:00"),
        ("20240102153005", "2024-01-02T15:30:05"),
        ("2024年1月2日", "2024-01-02T00:00:00"),
        ("2024年1月2日 下午3点", "2024-01-02T15:00:00"),
        ("2024年1月2日15时30分", "2024-01-02T15:30:00"),
        ("2024年01月02日 15时30分05秒", "2024-01-02T15:30:05"),
        ("2024年1月2号上午9点半", "2024-01-02T09:30:00"),
        ("2024年1月2日(星期二) 3点1刻", "2024-01-02T03:15:00"),
        ("2024年1月2日（周二）下午 3：05", "2024-01-02T15:05:00"),
        ("2024年1月2日中午12点", "2024-01-02T12:00:00"),
        ("2024年1月2日中午1点", "2024-01-02T13:00:00"),
        ("2024年1月2日凌晨12点20分", "2024-01-02T00:20:00"),
        ("2024年1月2日晚上8点整", "2024-01-02T20:00:00"),
        ("2024年1月2日晚上12点", "2024-01-03T00:00:00"),
        ("2024-12-31 24:00", "2025-01-01T00:00:00"),
        ("01/31/2014 11:25:05 PM", "2014-01-31T23:25:05"),
        ("1/2/2014 12:05:00 AM", "2014-01-02T00:05:00"),
        ("04/16/2018 05:30:13 AM", "2018-04-16T05:30:13"),
        ("45293", "2024-01-02T00:00:00"),
        ("45293.5", "2024-01-02T12:00:00"),
        ("2024–1–2", "2024-01-02T00:00:00"),
    ] {
        assert_eq!(from_text(text), Ok(at(expected)), "{text}");
    }
}

#[test]
fn what_is_no_date_is_refused_with_the_reason() {
    for (text, key) in [
        ("2024.2.30", "ledger-cell-date-no-such-day"),
        ("20240230", "ledger-cell-date-no-such-day"),
        ("2024-13-01", "ledger-cell-date-no-such-month"),
        ("31/01/2014", "ledger-cell-date-no-such-month"),
        ("2024-1-2 25:00", "ledger-cell-time-no-such"),
        ("2024-1-2 12:60", "ledger-cell-time-no-such"),
        ("2024.1", "ledger-cell-date-unreadable"),
        ("24-1-2", "ledger-cell-date-unreadable"),
        ("2024年1月", "ledger-cell-date-unreadable"),
        ("昨天下午", "ledger-cell-date-unreadable"),
        ("2024-1-2 下午", "ledger-cell-date-unreadable"),
        ("2024-1-2 晚上1点", "ledger-cell-date-unreadable"),
        ("2024-01-02T15:30:05Z", "ledger-cell-date-unreadable"),
        ("2024-01-02T15:30:05+01:00", "ledger-cell-date-unreadable"),
        ("2024-1-2 3", "ledger-cell-date-unreadable"),
        ("2024-1/2", "ledger-cell-date-unreadable"),
        ("99999999999999999999999", "ledger-cell-date-unreadable"),
        ("123", "ledger-cell-date-unreadable"),
        ("", "ledger-cell-date-unreadable"),
    ] {
        assert_eq!(from_text(text).expect_err(text).key, key, "{text}");
    }
}

#[test]
fn years_outside_our_time_are_slips() {
    assert!(check_year(at("2024-01-01T00:00:00")).is_ok());
    assert_eq!(check_year(at("0224-01-01T00:00:00")).expect_err("far").key, "ledger-cell-date-far");
}

proptest! {
    #[test]
    fn a_moment_survives_every_way_of_writing_it(
        days in 0_i64..200 * 365,
        second in 0_i64..86_400,
        form in 0_usize..6,
    ) {
        let moment = at("1900-03-01T00:00:00") + SignedDuration::from_secs(days * 86_400 + second);
        let format = [
            "%Y-%m-%dT%H:%M:%S",
            "%Y/%-m/%-d %H:%M:%S",
            "%Y.%-m.%-d %-H:%M:%S",
            "%Y年%-m月%-d日%-H时%-M分%-S秒",
            "%m/%d/%Y %I:%M:%S %p",
            "%Y%m%d%H%M%S",
        ][form];
        prop_assert_eq!(from_text(&moment.strftime(format).to_string()), Ok(moment));
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in "\\PC{0,40}") {
        let _ = from_text(&text);
    }

    #[test]
    fn no_pile_of_date_parts_makes_the_reader_panic(
        parts in proptest::collection::vec(
            proptest::sample::select(vec![
                "2024", "12", "1", "0", "年", "月", "日", "下午", "晚上", "点", "半", "刻", "秒",
                ":", "-", "/", ".", " ", "t", "z", "+", "08", "pm", "(", "周二", "99999999999999999999",
            ]),
            0..12,
        ),
    ) {
        let _ = from_text(&parts.concat());
    }
}
