//! Where the present comes from. Nothing else in the project reads the system clock.

use std::sync::atomic::{AtomicI64, Ordering};

use jiff::Timestamp;

/// A source of the present moment, given as an argument so that tests and the demo can fix it.
pub trait TimeSource: Send + Sync {
    /// The present moment, at microsecond precision.
    fn now(&self) -> Timestamp;
}

/// A clock that stands where it was put.
#[derive(Debug)]
pub struct FrozenTime(AtomicI64);

impl FrozenTime {
    /// A clock standing at `at`.
    #[must_use]
    pub fn at(at: Timestamp) -> Self {
        Self(AtomicI64::new(at.as_microsecond()))
    }

    /// Moves the clock to `at`, forwards or backwards.
    pub fn set(&self, at: Timestamp) {
        self.0.store(at.as_microsecond(), Ordering::Relaxed);
    }

    /// Moves the clock forward by a span of exact units (hours or smaller).
    pub fn advance(&self, by: jiff::SignedDuration) {
        let micros = i64::try_from(by.as_micros()).expect("a test does not advance by eras");
        self.0.fetch_add(micros, Ordering::Relaxed);
    }
}

impl TimeSource for FrozenTime {
    fn now(&self) -> Timestamp {
        Timestamp::from_microsecond(self.0.load(Ordering::Relaxed))
            .expect("only valid timestamps are stored")
    }
}
