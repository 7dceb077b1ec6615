//! The hours of the day at which people are told what can wait until then.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::{WorkCalendar, day};

/// When people are told: never at night, and on workdays alone where a charter says so.
///
/// Source: FEATURES T1 (no reminders at midnight or on a weekend), F-K1 (quiet hours).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hours {
    /// The first full hour of the day, in the district's zone.
    pub from: u32,
    /// The full hour from which on nobody is told; after `from`.
    pub until: u32,
    /// Whether on workdays alone.
    pub workdays: bool,
}

impl Hours {
    /// The first moment from `at` on at which people are told.
    #[must_use]
    pub fn from(self, at: Timestamp, zone: &TimeZone, calendar: &WorkCalendar) -> Timestamp {
        let local = zone.to_datetime(at);
        let (hour, on) = (u32::from(local.hour().unsigned_abs()), local.date());
        if hour >= self.until {
            return self.opening(on.tomorrow().unwrap_or(on), zone, calendar);
        }
        if hour < self.from || self.is_off(on, calendar) {
            return self.opening(on, zone, calendar);
        }
        at
    }

    /// The first hour of the next day after `at` on which people are told: when a day's news are
    /// told together. On the same day, if its first hour is still to come.
    #[must_use]
    pub fn next_opening(
        self,
        at: Timestamp,
        zone: &TimeZone,
        calendar: &WorkCalendar,
    ) -> Timestamp {
        let on = zone.to_datetime(at).date();
        let today = self.opening(on, zone, calendar);
        if today > at { today } else { self.opening(on.tomorrow().unwrap_or(on), zone, calendar) }
    }

    /// The first hour of the first day from `on` on which people are told.
    fn opening(self, on: Date, zone: &TimeZone, calendar: &WorkCalendar) -> Timestamp {
        let on = if self.is_off(on, calendar) { calendar.working_day_from(on) } else { on };
        day::start(on, zone) + SignedDuration::from_hours(i64::from(self.from))
    }

    fn is_off(self, on: Date, calendar: &WorkCalendar) -> bool {
        self.workdays && !calendar.is_working_day(on)
    }
}

#[cfg(test)]
mod tests {
    use jiff::tz;

    use super::*;
    use crate::calendar;

    const HOURS: Hours = Hours { from: 8, until: 20, workdays: true };

    fn ask(hours: Hours, at: &str) -> (String, String) {
        let zone = TimeZone::fixed(tz::offset(8));
        let at: Timestamp = format!("{at}+08:00").parse().unwrap();
        let said = |at: Timestamp| zone.to_datetime(at).to_string();
        let calendar = calendar::shipped();
        (said(hours.from(at, &zone, calendar)), said(hours.next_opening(at, &zone, calendar)))
    }

    #[test]
    fn what_happens_at_night_or_on_a_day_off_is_told_when_people_are_back() {
        for (at, told, together) in [
            // In the middle of a workday: at once, or with the day's other news tomorrow.
            ("2024-03-04T10:30", "2024-03-04T10:30:00", "2024-03-05T08:00:00"),
            ("2024-03-04T08:00", "2024-03-04T08:00:00", "2024-03-05T08:00:00"),
            ("2024-03-04T07:59", "2024-03-04T08:00:00", "2024-03-04T08:00:00"),
            ("2024-03-04T20:00", "2024-03-05T08:00:00", "2024-03-05T08:00:00"),
            // Friday night, and Saturday noon: on Monday.
            ("2024-03-08T21:00", "2024-03-11T08:00:00", "2024-03-11T08:00:00"),
            ("2024-03-09T12:00", "2024-03-11T08:00:00", "2024-03-11T08:00:00"),
            // Before the Spring Festival: on the Sunday that is made up for.
            ("2024-02-09T20:00", "2024-02-18T08:00:00", "2024-02-18T08:00:00"),
        ] {
            assert_eq!(ask(HOURS, at), (told.to_owned(), together.to_owned()), "{at}");
        }
    }

    #[test]
    fn where_days_off_do_not_count_only_the_night_is_quiet() {
        let hours = Hours { workdays: false, ..HOURS };
        assert_eq!(ask(hours, "2024-03-09T12:00").0, "2024-03-09T12:00:00");
        assert_eq!(ask(hours, "2024-03-08T21:00").0, "2024-03-09T08:00:00");
    }
}
