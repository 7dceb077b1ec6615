//! Dates and durations as people say them. Source: UX §7.
//!
//! `2 月 18 日（周日）24:00`: this year is left out, midnight at a deadline's end is the 24:00 of
//! the day before. Tables write `2024-02-18`.

use jiff::civil::{Date, DateTime, Weekday};
use jiff::{Timestamp, ToSpan};
use kernel::Arg;

use super::i18n::IntoArg;
use super::view::{Given, View};

impl View {
    /// The civil moment of `at` in the district's zone.
    #[must_use]
    pub fn local(&self, at: Timestamp) -> DateTime {
        at.to_zoned(self.zone.clone()).datetime()
    }

    /// The present day in the district.
    #[must_use]
    pub fn today(&self) -> Date {
        self.local(self.now).date()
    }

    /// A day with its weekday: `2 月 18 日（周日）`; with the year when it is not this one.
    #[must_use]
    pub fn day(&self, day: impl Given<Date>) -> String {
        let day = day.given();
        let key = if day.year() == self.today().year() { "date-day" } else { "date-day-year" };
        self.ta(key, &self.parts(day))
    }

    /// A day without its weekday: `2 月 18 日`.
    #[must_use]
    pub fn short_day(&self, day: impl Given<Date>) -> String {
        let day = day.given();
        let key = if day.year() == self.today().year() { "date-short" } else { "date-short-year" };
        self.ta(key, &self.parts(day))
    }

    /// A day in full for a page's head: `2024 年 2 月 6 日 周二`.
    #[must_use]
    pub fn full_day(&self, day: impl Given<Date>) -> String {
        self.ta("date-full", &self.parts(day.given()))
    }

    /// When something must be done: `今天 18:00`, `2 月 18 日（周日）24:00`.
    #[must_use]
    pub fn due(&self, at: impl Given<Timestamp>) -> String {
        let (day, time) = end_of_day(self.local(at.given()));
        if day == self.today() {
            self.t1("date-today-at", "time", time)
        } else {
            self.t2("date-at", "day", self.day(day), "time", time)
        }
    }

    /// When something happened: `今天 9:42`, `昨天 17:30`, `2 月 5 日 17:30`.
    #[must_use]
    pub fn when(&self, at: impl Given<Timestamp>) -> String {
        let local = self.local(at.given());
        let time = clock_time(local);
        let today = self.today();
        if local.date() == today {
            self.t1("date-today-at", "time", time)
        } else if local.date().checked_add(1.day()).is_ok_and(|next| next == today) {
            self.t1("date-yesterday-at", "time", time)
        } else {
            self.t2("date-short-at", "day", self.short_day(local.date()), "time", time)
        }
    }

    /// A day for a table: `2024-02-18`.
    #[must_use]
    pub fn iso_day(&self, at: impl Given<Timestamp>) -> String {
        self.local(at.given()).date().to_string()
    }

    /// A moment for a table: `2024-02-18 10:24`.
    #[must_use]
    pub fn iso_time(&self, at: impl Given<Timestamp>) -> String {
        let local = self.local(at.given());
        format!("{} {:02}:{:02}", local.date(), local.hour(), local.minute())
    }

    /// The moment for the `datetime` attribute of `<time>`.
    #[must_use]
    pub fn machine_time(&self, at: impl Given<Timestamp>) -> String {
        let zoned = at.given().to_zoned(self.zone.clone());
        zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
    }

    /// The time of day: `9:42`.
    #[must_use]
    pub fn time_of_day(&self, at: impl Given<Timestamp>) -> String {
        clock_time(self.local(at.given()))
    }

    /// A duration in its two largest units: `1 天 2 小时`, `7 小时 36 分`, `31 分`.
    ///
    /// `seconds` may have either sign; less than a minute is said so.
    #[must_use]
    pub fn span(&self, seconds: impl Given<i64>) -> String {
        let minutes = seconds.given().unsigned_abs() / 60;
        let (days, hours) = (minutes / 1440, minutes / 60 % 24);
        let said = |key: &str, n: u64| (n > 0).then(|| self.t1(key, "n", n));
        let parts = if days > 0 {
            [said("span-days", days), said("span-hours", hours)]
        } else {
            [said("span-hours", hours), said("span-minutes", minutes % 60)]
        };
        let said: Vec<String> = parts.into_iter().flatten().collect();
        if said.is_empty() { self.t("span-moment").into_owned() } else { said.join(" ") }
    }

    /// How long until `due`, or how late: `剩 7 小时 36 分`, `逾期 1 天`.
    #[must_use]
    pub fn left(&self, due: impl Given<Timestamp>) -> String {
        let seconds = due.given().as_second() - self.now.as_second();
        match (seconds >= 0, seconds.abs() < 60) {
            (true, true) => self.t("clock-left-moment").into_owned(),
            (false, true) => self.t("clock-late-moment").into_owned(),
            (true, false) => self.t1("clock-left", "span", self.span(seconds)),
            (false, false) => self.t1("clock-late", "span", self.span(seconds)),
        }
    }

    /// The short name of a weekday: `周日`.
    #[must_use]
    pub fn weekday(&self, day: impl Given<Date>) -> String {
        self.t(weekday_key(day.given().weekday())).into_owned()
    }

    fn parts(&self, day: Date) -> [(&'static str, Arg); 5] {
        [
            ("year", day.year().to_string().into_arg()),
            ("month", i64::from(day.month()).into_arg()),
            ("monthname", self.t(&format!("month-{}", day.month())).into_arg()),
            ("day", i64::from(day.day()).into_arg()),
            ("weekday", self.weekday(day).into_arg()),
        ]
    }
}

/// The day and time of a deadline; midnight belongs to the day that ends with it.
fn end_of_day(local: DateTime) -> (Date, String) {
    if local.hour() == 0 && local.minute() == 0 {
        let before = local.date().checked_sub(1.day()).unwrap_or_else(|_| local.date());
        (before, "24:00".to_owned())
    } else {
        (local.date(), clock_time(local))
    }
}

fn clock_time(local: DateTime) -> String {
    format!("{}:{:02}", local.hour(), local.minute())
}

fn weekday_key(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "weekday-1",
        Weekday::Tuesday => "weekday-2",
        Weekday::Wednesday => "weekday-3",
        Weekday::Thursday => "weekday-4",
        Weekday::Friday => "weekday-5",
        Weekday::Saturday => "weekday-6",
        Weekday::Sunday => "weekday-7",
    }
}

#[cfg(test)]
mod tests {
    use jiff::tz::{TimeZone, offset};

    use super::*;
    use crate::web::i18n::Locale;

    fn at(text: &str) -> Timestamp {
        format!("{text}+08:00").parse().expect("a timestamp")
    }

    fn view(locale: Locale) -> View {
        View::new(locale, at("2024-02-06T10:24:00"), TimeZone::fixed(offset(8)))
    }

    #[test]
    fn a_deadline_is_said_as_in_a_notice() {
        for (due, chinese, english) in [
            ("2024-02-19T00:00:00", "2 月 18 日（周日）24:00", "Sun 18 Feb, 24:00"),
            ("2024-02-07T15:00:00", "2 月 7 日（周三）15:00", "Wed 7 Feb, 15:00"),
            ("2024-02-06T18:00:00", "今天 18:00", "today 18:00"),
            ("2024-02-07T00:00:00", "今天 24:00", "today 24:00"),
            ("2025-01-01T00:00:00", "12 月 31 日（周二）24:00", "Tue 31 Dec, 24:00"),
            ("2025-01-02T09:05:00", "2025 年 1 月 2 日（周四）9:05", "Thu 2 Jan 2025, 9:05"),
        ] {
            assert_eq!(view(Locale::ZhCn).due(at(due)), chinese);
            assert_eq!(view(Locale::En).due(at(due)), english);
        }
    }

    #[test]
    fn what_happened_is_said_from_today() {
        for (moment, chinese, english) in [
            ("2024-02-06T09:42:10", "今天 9:42", "today 9:42"),
            ("2024-02-05T17:30:00", "昨天 17:30", "yesterday 17:30"),
            ("2024-02-04T08:51:00", "2 月 4 日 8:51", "4 Feb, 8:51"),
            ("2023-11-30T23:59:00", "2023 年 11 月 30 日 23:59", "30 Nov 2023, 23:59"),
        ] {
            assert_eq!(view(Locale::ZhCn).when(at(moment)), chinese);
            assert_eq!(view(Locale::En).when(at(moment)), english);
        }
    }

    #[test]
    fn tables_write_dates_in_figures() {
        assert_eq!(view(Locale::ZhCn).iso_day(at("2024-02-18T23:30:00")), "2024-02-18");
        assert_eq!(view(Locale::En).iso_time(at("2024-02-06T09:05:00")), "2024-02-06 09:05");
    }

    #[test]
    fn what_is_left_has_two_units_at_most() {
        for (due, chinese, english) in [
            ("2024-02-06T18:00:00", "剩 7 小时 36 分", "7 h 36 min left"),
            ("2024-02-06T10:55:00", "剩 31 分", "31 min left"),
            ("2024-02-06T10:24:20", "剩不到 1 分", "less than 1 min left"),
            ("2024-02-06T09:00:00", "逾期 1 小时 24 分", "1 h 24 min late"),
            ("2024-02-05T10:24:00", "逾期 1 天", "1 day late"),
            ("2024-02-08T12:30:00", "剩 2 天 2 小时", "2 days 2 h left"),
        ] {
            assert_eq!(view(Locale::ZhCn).left(at(due)), chinese);
            assert_eq!(view(Locale::En).left(at(due)), english);
        }
    }
}
