//! A due instant as people say it: 24:00 of the last day, not 0:00 of the next.

use std::fmt;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::day;

/// The day and minute at which something is due; midnight belongs to the day it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct DueMoment {
    /// The day.
    pub date: Date,
    /// The hour, 0 to 24; 24 only with minute 0.
    pub hour: i8,
    /// The minute, 0 to 59; seconds are cut off.
    pub minute: i8,
}

impl DueMoment {
    /// How people in `zone` say `due_at`.
    #[must_use]
    pub fn of(due_at: Timestamp, zone: &TimeZone) -> Self {
        let (local, last_day) = (zone.to_datetime(due_at), day::ending_at(due_at, zone));
        if last_day == local.date() {
            Self { date: last_day, hour: local.hour(), minute: local.minute() }
        } else {
            Self { date: last_day, hour: 24, minute: 0 }
        }
    }
}

impl fmt::Display for DueMoment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {:02}:{:02}", self.date, self.hour, self.minute)
    }
}
