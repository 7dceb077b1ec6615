//! When things happen: more on working days than on others, more in the morning, and with the
//! seasons.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use kernel::{Month, WorkCalendar};

use crate::demo::chance::Chance;

/// How many requests come in each month of the year, against a mean of 100: little around the
/// Spring Festival, much in the heat and when heating begins. Source: assumption.
const SEASON: [u32; 12] = [104, 82, 98, 95, 97, 103, 112, 114, 99, 92, 106, 98];

/// How many come in each hour of the day.
const HOURS: [u32; 24] =
    [1, 0, 0, 0, 0, 1, 3, 10, 30, 34, 30, 22, 12, 18, 26, 25, 22, 18, 10, 6, 4, 3, 2, 1];

/// Makes moments out of days.
pub struct Moments<'a> {
    /// The zone of the district.
    pub zone: &'a TimeZone,
    /// Its calendar.
    pub calendar: &'a WorkCalendar,
}

impl Moments<'_> {
    /// How heavy a month is against others.
    #[must_use]
    pub fn weight_of(month: Month) -> u32 {
        SEASON[usize::try_from(month.month() - 1).unwrap_or(0)]
    }

    /// A moment in `month`, not after `last`.
    pub fn in_month(&self, month: Month, last: Timestamp, chance: &mut Chance) -> Timestamp {
        let last_day = last.to_zoned(self.zone.clone()).date().min(month.last_day());
        let days: Vec<Date> = month
            .first_day()
            .series(jiff::Span::new().days(1))
            .take_while(|day| *day <= last_day)
            .collect();
        let weights: Vec<u32> = days.iter().map(|day| self.weight(*day)).collect();
        let day = days[chance.weighted(&weights)];
        self.on_day(day, chance).min(last)
    }

    fn weight(&self, day: Date) -> u32 {
        if self.calendar.is_working_day(day) { 10 } else { 2 }
    }

    /// A moment on `day`.
    pub fn on_day(&self, day: Date, chance: &mut Chance) -> Timestamp {
        let hour = i8::try_from(chance.weighted(&HOURS)).unwrap_or(9);
        let minute = i8::try_from(chance.below(60)).unwrap_or(0);
        let second = i8::try_from(chance.below(60)).unwrap_or(0);
        self.at(day, hour, minute, second)
    }

    /// A moment of a day.
    ///
    /// # Panics
    /// When the day has no such moment.
    #[must_use]
    pub fn at(&self, day: Date, hour: i8, minute: i8, second: i8) -> Timestamp {
        let moment = day.at(hour, minute, second, 0).to_zoned(self.zone.clone());
        moment.expect("a fixed zone has every moment").timestamp()
    }

    /// The moment itself if somebody works then, else soon after work begins again.
    pub fn at_work(&self, moment: Timestamp, chance: &mut Chance) -> Timestamp {
        let local = moment.to_zoned(self.zone.clone());
        let (day, hour) = (local.date(), local.hour());
        let works = self.calendar.is_working_day(day);
        if works && (8..18).contains(&hour) {
            return moment;
        }
        let from = if works && hour < 8 { day } else { day.tomorrow().unwrap_or(day) };
        let morning = self.calendar.working_day_from(from);
        self.at(morning, 8, 30, 0) + SignedDuration::from_mins(chance.between(0, 150))
    }

    /// `percent` of the way from `start` to `due`.
    #[must_use]
    pub fn along(start: Timestamp, due: Timestamp, percent: i64) -> Timestamp {
        let whole = due.duration_since(start).as_secs().max(60);
        start + SignedDuration::from_secs(whole * percent / 100)
    }
}
