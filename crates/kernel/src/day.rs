//! Days of a zone as spans of instants.
//!
//! A day runs from its first instant up to the first of the next day, which people call its 24:00.

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;

/// The day `at` falls on in `zone`.
#[must_use]
pub fn of(at: Timestamp, zone: &TimeZone) -> Date {
    zone.to_datetime(at).date()
}

/// The first instant of `date` in `zone`: midnight, or later where the clocks skip it.
///
/// Beyond the last instant there is, that one.
#[must_use]
pub fn start(date: Date, zone: &TimeZone) -> Timestamp {
    zone.to_timestamp(date.to_datetime(Time::midnight())).unwrap_or(Timestamp::MAX)
}

/// The first instant after `date` in `zone`.
#[must_use]
pub fn end(date: Date, zone: &TimeZone) -> Timestamp {
    date.tomorrow().map_or(Timestamp::MAX, |next| start(next, zone))
}

/// The day that ends at `at` if one does, else the day `at` falls on.
///
/// What is due at the first instant of a day is due at 24:00 of the day before.
#[must_use]
pub fn ending_at(at: Timestamp, zone: &TimeZone) -> Date {
    let day = of(at, zone);
    if start(day, zone) == at { day.yesterday().unwrap_or(day) } else { day }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use jiff::tz;

    #[test]
    fn a_day_begins_where_the_one_before_ends() {
        let zone = TimeZone::fixed(tz::offset(8));
        let midnight: Timestamp = "2024-02-18T16:00:00Z".parse().expect("a timestamp");
        assert_eq!(end(date(2024, 2, 18), &zone), midnight);
        assert_eq!(start(date(2024, 2, 19), &zone), midnight);
        assert_eq!(of(midnight, &zone), date(2024, 2, 19));
        assert_eq!(ending_at(midnight, &zone), date(2024, 2, 18));
    }

    #[test]
    fn a_day_whose_midnight_is_skipped_begins_later() {
        // Clocks go from 0:00 to 1:00 on the last Sunday of March.
        let zone = TimeZone::posix("AZOT1AZOST,M3.5.0/0,M10.5.0/1").expect("a zone");
        let first: Timestamp = "2024-03-31T01:00:00Z".parse().expect("a timestamp");
        assert_eq!(start(date(2024, 3, 31), &zone), first);
        assert_eq!(ending_at(first, &zone), date(2024, 3, 30));
    }

    #[test]
    fn the_end_of_time_is_an_end() {
        assert_eq!(end(Date::MAX, &TimeZone::UTC), Timestamp::MAX);
        assert_eq!(ending_at(Timestamp::MAX, &TimeZone::UTC).year(), 9999);
    }
}
