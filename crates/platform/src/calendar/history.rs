//! The calendar as it was known at each moment.

use std::sync::Arc;

use jiff::Timestamp;
use kernel::WorkCalendar;

use super::store::Notice;

/// The calendar that ships, and what each notice made of it.
#[derive(Debug, Clone)]
pub struct History {
    shipped: Arc<WorkCalendar>,
    /// Since when each was known, the earliest first.
    later: Vec<(Timestamp, Arc<WorkCalendar>)>,
}

impl History {
    /// What ships, and `notices` in the order in which they were taken in.
    #[must_use]
    pub fn of(shipped: &WorkCalendar, notices: &[Notice]) -> Self {
        let mut present = shipped.clone();
        let mut later = Vec::new();
        for notice in notices {
            present = present.with(notice.days.iter().cloned());
            later.push((notice.taken_in_at, Arc::new(present.clone())));
        }
        Self { shipped: Arc::new(shipped.clone()), later }
    }

    /// The calendar as it is known now.
    #[must_use]
    pub fn present(&self) -> Arc<WorkCalendar> {
        self.later.last().map_or_else(|| Arc::clone(&self.shipped), |(_, last)| Arc::clone(last))
    }

    /// The calendar as it was known at `at`: what deadlines counted then were counted by.
    #[must_use]
    pub fn at(&self, at: Timestamp) -> Arc<WorkCalendar> {
        let known = self.later.iter().rev().find(|(since, _)| *since <= at);
        known.map_or_else(|| Arc::clone(&self.shipped), |(_, then)| Arc::clone(then))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use kernel::calendar::{DayKind, DayRecord};

    use super::*;

    fn holiday(year: i16, month: i8, day: i8) -> DayRecord {
        DayRecord {
            date: date(year, month, day),
            kind: DayKind::Holiday,
            name: "国庆节".to_owned(),
        }
    }

    #[test]
    fn a_deadline_counted_before_a_notice_is_explained_without_it() {
        let before: Timestamp = "2026-11-01T00:00:00Z".parse().unwrap();
        let taken_in_at: Timestamp = "2026-11-20T00:00:00Z".parse().unwrap();
        let notice = Notice {
            source: "国办发明电".to_owned(),
            taken_in_at,
            days: vec![holiday(2027, 10, 1), holiday(2027, 10, 4)],
        };
        let history = History::of(kernel::calendar::shipped(), &[notice]);
        assert!(!history.at(before).is_covered(2027));
        assert!(history.at(taken_in_at).is_covered(2027));
        assert!(history.present().is_covered(2027) && history.present().is_covered(2026));
        assert!(history.at(before).is_working_day(date(2027, 10, 4)));
        assert!(!history.present().is_working_day(date(2027, 10, 4)));
    }
}
