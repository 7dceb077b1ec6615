//! The clock of a demo that was made for another day: it runs, but from that day on.

use jiff::{SignedDuration, Timestamp};
use kernel::TimeSource;

/// A clock that began at one moment and has run on from there.
pub struct ServedTime {
    clock: Box<dyn TimeSource>,
    ahead: SignedDuration,
}

impl ServedTime {
    /// A clock that shows `start` now and goes on with `clock`.
    #[must_use]
    pub fn starting(start: Timestamp, clock: Box<dyn TimeSource>) -> Self {
        let ahead = start.duration_since(clock.now());
        Self { clock, ahead }
    }
}

impl TimeSource for ServedTime {
    fn now(&self) -> Timestamp {
        self.clock.now().saturating_add(self.ahead).expect("a day's name away from the present")
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use kernel::FrozenTime;

    use super::*;

    struct Shared(Arc<FrozenTime>);

    impl TimeSource for Shared {
        fn now(&self) -> Timestamp {
            self.0.now()
        }
    }

    #[test]
    fn it_runs_on_from_where_it_began() {
        let real = Arc::new(FrozenTime::at("2026-11-22T05:00:00Z".parse().unwrap()));
        let start: Timestamp = "2024-02-06T02:24:00Z".parse().unwrap();
        let served = ServedTime::starting(start, Box::new(Shared(Arc::clone(&real))));
        assert_eq!(served.now(), start);
        real.advance(SignedDuration::from_mins(5));
        assert_eq!(served.now(), start + SignedDuration::from_mins(5));
    }
}
