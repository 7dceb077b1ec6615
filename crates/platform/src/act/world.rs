//! What every act and page needs besides the database: time, chance, ids, zone, calendar, keys.

use std::sync::{Arc, PoisonError, RwLock};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use kernel::id::IdGenerator;
use kernel::{Randomness, TimeSource, WorkCalendar};

use crate::account::Passwords;
use crate::attachment::Objects;
use crate::calendar::History;
use crate::charter::Book;
use crate::db::Db;
use crate::keys::Keys;
use crate::mail::Relay;
use crate::permission::Posts;
use crate::throttle::Throttle;
use crate::vault::Traces;

/// What an installation is put together from.
pub struct Setup {
    /// The database, its migrations applied.
    pub db: Db,
    /// The keys, held against the database's fingerprint.
    pub keys: Keys,
    /// Who tells which posts somebody holds.
    pub posts: Arc<dyn Posts>,
    /// The charters, with the sections the slices own.
    pub charters: Book,
    /// Where the present comes from.
    pub time: Arc<dyn TimeSource>,
    /// Where chance comes from.
    pub randomness: Arc<dyn Randomness>,
    /// The number of this node, 0 … 1023; no two live nodes share one.
    pub node: u16,
}

/// The installation: one per process, shared by everything.
pub struct World {
    /// The database.
    pub db: Db,
    /// The keys of vault, look-ups and journal heads.
    pub keys: Keys,
    /// Who tells which posts somebody holds.
    pub posts: Arc<dyn Posts>,
    /// Where the present comes from.
    pub time: Arc<dyn TimeSource>,
    /// Where chance comes from.
    pub randomness: Arc<dyn Randomness>,
    /// Where passwords are hashed.
    pub passwords: Passwords,
    /// Where photos lie; without a place none is taken in.
    pub objects: Option<Objects>,
    /// Takes our letters; without one nobody is told by mail.
    pub mail: Option<Relay>,
    /// Who removes what slices keep of a person.
    pub traces: Vec<Arc<dyn Traces>>,
    /// Counts the requests of the public pages.
    pub throttle: Throttle,
    /// Makes ids for this node.
    pub ids: IdGenerator,
    /// The zone that makes days of instants.
    pub zone: TimeZone,
    /// The charters in force.
    pub charters: Book,
    /// By which codes of the second factor go: the clock of people's telephones, also where the
    /// district's day is another one.
    pub authenticators: Arc<dyn TimeSource>,
    /// Holidays and make-up workdays; replaced whole when a notice is taken in.
    calendars: RwLock<Arc<History>>,
}

impl World {
    /// An installation in Chinese time with the calendar that ships.
    #[must_use]
    pub fn new(setup: Setup) -> Self {
        Self {
            db: setup.db,
            keys: setup.keys,
            posts: setup.posts,
            authenticators: Arc::clone(&setup.time),
            time: setup.time,
            randomness: setup.randomness,
            passwords: Passwords::default(),
            objects: None,
            mail: None,
            traces: Vec::new(),
            throttle: Throttle::default(),
            ids: IdGenerator::new(setup.node),
            // China has one zone and no summer time.
            zone: TimeZone::fixed(jiff::tz::offset(8)),
            charters: setup.charters,
            calendars: RwLock::new(Arc::new(History::of(kernel::calendar::shipped(), &[]))),
        }
    }

    /// The present day in the district's zone.
    #[must_use]
    pub fn today(&self) -> jiff::civil::Date {
        self.time.now().to_zoned(self.zone.clone()).date()
    }

    /// The installation with a place for photos.
    #[must_use]
    pub fn with_objects(mut self, objects: Objects) -> Self {
        self.objects = Some(objects);
        self
    }

    /// The installation with a relay for mail, if there is one.
    #[must_use]
    pub fn with_mail(mut self, relay: Option<Relay>) -> Self {
        self.mail = relay;
        self
    }

    /// The installation with the slices that keep words or photos of persons.
    #[must_use]
    pub fn with_traces(mut self, traces: Vec<Arc<dyn Traces>>) -> Self {
        self.traces = traces;
        self
    }

    /// The installation with the clock that codes of the second factor go by.
    #[must_use]
    pub fn with_authenticators(mut self, clock: Arc<dyn TimeSource>) -> Self {
        self.authenticators = clock;
        self
    }

    /// The calendar as it stands.
    #[must_use]
    pub fn calendar(&self) -> Arc<WorkCalendar> {
        self.calendars().present()
    }

    /// The calendar as it was known at `at`: what deadlines counted then were counted by.
    #[must_use]
    pub fn calendar_at(&self, at: Timestamp) -> Arc<WorkCalendar> {
        self.calendars().at(at)
    }

    /// Replaces the calendar, after a notice was taken in.
    pub fn set_calendars(&self, calendars: History) {
        *self.calendars.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(calendars);
    }

    fn calendars(&self) -> Arc<History> {
        Arc::clone(&self.calendars.read().unwrap_or_else(PoisonError::into_inner))
    }
}
