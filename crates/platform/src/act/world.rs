//! What every act and page needs besides the database: time, chance, ids, zone, calendar, keys.

use std::sync::{Arc, RwLock};

use jiff::tz::TimeZone;
use kernel::id::IdGenerator;
use kernel::{Randomness, TimeSource, WorkCalendar};

use crate::db::Db;

/// The installation: one per process, shared by everything.
pub struct World {
    /// The database.
    pub db: Db,
    /// Where the present comes from.
    pub time: Arc<dyn TimeSource>,
    /// Where chance comes from.
    pub randomness: Arc<dyn Randomness>,
    /// Makes ids for this node.
    pub ids: IdGenerator,
    /// The zone that makes days of instants.
    pub zone: TimeZone,
    /// Holidays and make-up workdays; replaced whole when a year is imported.
    calendar: RwLock<Arc<WorkCalendar>>,
}

impl World {
    /// An installation over `db` in Chinese time with the calendar that ships.
    #[must_use]
    pub fn new(
        db: Db,
        time: Arc<dyn TimeSource>,
        randomness: Arc<dyn Randomness>,
        node: u16,
    ) -> Self {
        Self {
            db,
            time,
            randomness,
            ids: IdGenerator::new(node),
            // China has one zone and no summer time.
            zone: TimeZone::fixed(jiff::tz::offset(8)),
            calendar: RwLock::new(Arc::new(kernel::calendar::shipped().clone())),
        }
    }

    /// The calendar as it stands.
    #[must_use]
    pub fn calendar(&self) -> Arc<WorkCalendar> {
        Arc::clone(&self.calendar.read().unwrap_or_else(std::sync::PoisonError::into_inner))
    }

    /// Replaces the calendar, after a further year was imported.
    pub fn set_calendar(&self, calendar: WorkCalendar) {
        *self.calendar.write().unwrap_or_else(std::sync::PoisonError::into_inner) =
            Arc::new(calendar);
    }
}
