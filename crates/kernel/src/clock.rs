//! A clock: a time limit that runs, may be extended or stand still on a ground, and stops exactly
//! once.
//!
//! Pure state; who may pause it and which grounds there are is the charter's to say. A clock
//! keeps the due instant it was given: importing another calendar does not move what was promised
//! until the clock is resumed. Source: DESIGN §1.5, §4.

mod legs;

use jiff::{SignedDuration, Timestamp};

pub use legs::Leg;

use crate::deadline::{Course, Explanation, Interval, Reckoning, Remaining};
use crate::limit::TimeLimit;

/// A time the clock stood still.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pause {
    /// The ground, by its id in the charter's catalogue.
    pub ground: String,
    /// When it began.
    pub from: Timestamp,
    /// When it ended; `None` while it lasts.
    pub to: Option<Timestamp>,
}

/// What a clock is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ClockState {
    /// Time is being used.
    Running,
    /// Time stands still.
    Paused,
    /// It is over.
    Stopped,
}

/// Why a clock refuses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ClockError {
    /// A clock stops once and does nothing afterwards.
    #[error("the clock stopped at {at}")]
    Stopped {
        /// When it stopped.
        at: Timestamp,
    },
    /// It stands still already.
    #[error("the clock has been paused since {since}")]
    Paused {
        /// Since when.
        since: Timestamp,
    },
    /// It runs, so there is nothing to resume.
    #[error("the clock is not paused")]
    NotPaused,
    /// Something happened to the clock later than the moment given.
    #[error("{at} lies before {last}, the last event of the clock")]
    Earlier {
        /// The moment given.
        at: Timestamp,
        /// The last event.
        last: Timestamp,
    },
}

/// A running time limit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock {
    limit: TimeLimit,
    extensions: Vec<TimeLimit>,
    started_at: Timestamp,
    due_at: Timestamp,
    pauses: Vec<Pause>,
    stopped_at: Option<Timestamp>,
}

impl Clock {
    /// A clock that starts to run at `at`.
    #[must_use]
    pub fn start(limit: TimeLimit, at: Timestamp, reckoning: &Reckoning<'_>) -> Self {
        Self {
            limit,
            extensions: Vec::new(),
            started_at: at,
            due_at: reckoning.due_at(limit, at, &[]),
            pauses: Vec::new(),
            stopped_at: None,
        }
    }

    /// A clock as it was stored.
    ///
    /// # Errors
    /// The [`ClockError`] of the first event that could not have happened: one earlier than the
    /// one before, a second pause within an open one, a stop within an open pause.
    pub fn restore(
        limit: TimeLimit,
        started_at: Timestamp,
        due_at: Timestamp,
        pauses: Vec<Pause>,
        stopped_at: Option<Timestamp>,
    ) -> Result<Self, ClockError> {
        let mut clock = Self {
            limit,
            extensions: Vec::new(),
            started_at,
            due_at,
            pauses: Vec::with_capacity(pauses.len()),
            stopped_at: None,
        };
        for Pause { ground, from, to } in pauses {
            clock.pause(ground, from)?;
            if let Some(to) = to {
                clock.end_pause(to)?;
            }
        }
        if let Some(at) = stopped_at {
            clock.must_run()?;
            clock.must_follow(at)?;
        }
        clock.stopped_at = stopped_at;
        Ok(clock)
    }

    /// The clock with the extensions it was stored with, in the order they were granted; the due
    /// instant it was restored with holds them already.
    #[must_use]
    pub fn with_extensions(mut self, extensions: Vec<TimeLimit>) -> Self {
        self.extensions = extensions;
        self
    }

    /// Grants `more` time, counted on from the end as it was.
    ///
    /// # Errors
    /// Refused when stopped or paused.
    pub fn extend(
        &mut self,
        more: TimeLimit,
        at: Timestamp,
        reckoning: &Reckoning<'_>,
    ) -> Result<(), ClockError> {
        self.must_run()?;
        self.extensions.push(more);
        self.due_at = self.count(at, reckoning);
        Ok(())
    }

    /// Stops the time on `ground`, which the charter names.
    ///
    /// # Errors
    /// Refused when stopped or paused, or for an `at` before the last event.
    pub fn pause(&mut self, ground: impl Into<String>, at: Timestamp) -> Result<(), ClockError> {
        self.must_run()?;
        self.must_follow(at)?;
        let ground = ground.into();
        self.pauses.push(Pause { ground, from: at, to: None });
        Ok(())
    }

    /// Lets the time run again, and moves the due instant by what the pause took.
    ///
    /// Limits in hours move by the pause's length; limits in days are counted again without the
    /// days of the pause, see [`Deadline::count_paused`].
    ///
    /// # Errors
    /// Refused when stopped or not paused, or for an `at` before the last event.
    ///
    /// [`Deadline::count_paused`]: crate::deadline::Deadline::count_paused
    pub fn resume(&mut self, at: Timestamp, reckoning: &Reckoning<'_>) -> Result<(), ClockError> {
        self.end_pause(at)?;
        self.due_at = self.count(at, reckoning);
        Ok(())
    }

    /// Stops the clock for good; a pause that lasts ends with it.
    ///
    /// # Errors
    /// Refused when stopped before, or for an `at` before the last event.
    pub fn stop(&mut self, at: Timestamp, reckoning: &Reckoning<'_>) -> Result<(), ClockError> {
        match self.state() {
            ClockState::Paused => self.resume(at, reckoning)?,
            _ => self.must_run()?,
        }
        self.must_follow(at)?;
        self.stopped_at = Some(at);
        Ok(())
    }

    /// The limit it runs against.
    #[must_use]
    pub fn limit(&self) -> TimeLimit {
        self.limit
    }

    /// What was granted on top, in order.
    #[must_use]
    pub fn extensions(&self) -> &[TimeLimit] {
        &self.extensions
    }

    /// The stretches it runs over, as far as is known at `now`: the limit, then each extension.
    #[must_use]
    pub fn legs(&self, now: Timestamp, reckoning: &Reckoning<'_>) -> Vec<Leg> {
        legs::legs(self.limit, self.started_at, &self.extensions, &self.paused(now), reckoning)
    }

    /// When it started.
    #[must_use]
    pub fn started_at(&self) -> Timestamp {
        self.started_at
    }

    /// The last instant in time; for limits in days the first instant after the last day. While
    /// the clock is paused, it still lacks what the pause will add.
    #[must_use]
    pub fn due_at(&self) -> Timestamp {
        self.due_at
    }

    /// Every pause, in order; only the last may be open.
    #[must_use]
    pub fn pauses(&self) -> &[Pause] {
        &self.pauses
    }

    /// When it stopped.
    #[must_use]
    pub fn stopped_at(&self) -> Option<Timestamp> {
        self.stopped_at
    }

    /// What it is doing.
    #[must_use]
    pub fn state(&self) -> ClockState {
        match (self.stopped_at, self.open_since()) {
            (Some(_), _) => ClockState::Stopped,
            (None, Some(_)) => ClockState::Paused,
            (None, None) => ClockState::Running,
        }
    }

    /// The times up to `now` in which it stood still.
    #[must_use]
    pub fn paused(&self, now: Timestamp) -> Vec<Interval> {
        let end = self.end(now);
        let pauses = self.pauses.iter().filter(|pause| pause.from <= end);
        pauses
            .map(|pause| Interval { from: pause.from, to: pause.to.unwrap_or(end).min(end) })
            .collect()
    }

    /// The times up to `now` in which it ran: what lies between its pauses.
    #[must_use]
    pub fn ran(&self, now: Timestamp) -> Vec<Interval> {
        let mut from = self.started_at;
        let mut ran = Vec::new();
        for pause in self.paused(now) {
            ran.push(Interval { from, to: pause.from });
            from = pause.to;
        }
        ran.push(Interval { from, to: self.end(now) });
        ran
    }

    /// The time used up to `now`, without pauses.
    #[must_use]
    pub fn used(&self, now: Timestamp) -> SignedDuration {
        self.ran(now).iter().map(Interval::length).sum()
    }

    /// True when it ran, or had run when it stopped, past its due instant.
    #[must_use]
    pub fn is_late(&self, now: Timestamp) -> bool {
        self.standing(now) > self.due_at
    }

    /// What is left at `now`; of a clock that stopped or is paused, what was left then.
    #[must_use]
    pub fn remaining(&self, now: Timestamp, reckoning: &Reckoning<'_>) -> Remaining {
        let at = self.standing(now);
        let course = Course {
            limit: self.limit,
            started_at: self.started_at,
            due_at: self.due_at,
            pauses: &self.paused(at),
        };
        course.remaining(at, reckoning)
    }

    /// How the due instant is counted by the calendar as it is known now: the stretch that ends
    /// with it, which is the last extension where there is one.
    ///
    /// An open pause counts as ending at `now`. Where the calendar has changed since the clock
    /// started, the explanation shows the new count and [`Clock::due_at`] the promise.
    #[must_use]
    pub fn explain(&self, now: Timestamp, reckoning: &Reckoning<'_>) -> Explanation {
        let last = self.legs(now, reckoning).pop().expect("a clock runs over its limit at least");
        Explanation::of(last.limit, last.start, &last.pauses, reckoning)
    }

    fn count(&self, now: Timestamp, reckoning: &Reckoning<'_>) -> Timestamp {
        self.legs(now, reckoning).last().map_or(self.due_at, |leg| leg.due_at)
    }

    /// Since when an open pause lasts.
    fn open_since(&self) -> Option<Timestamp> {
        let last = self.pauses.last().filter(|pause| pause.to.is_none());
        last.map(|pause| pause.from)
    }

    /// The end of its life as seen at `now`.
    fn end(&self, now: Timestamp) -> Timestamp {
        self.stopped_at.unwrap_or(now).max(self.started_at)
    }

    /// The moment at which its hand stands at `now`.
    fn standing(&self, now: Timestamp) -> Timestamp {
        self.stopped_at.or(self.open_since()).unwrap_or(now)
    }

    fn end_pause(&mut self, at: Timestamp) -> Result<(), ClockError> {
        match self.state() {
            ClockState::Paused => self.must_follow(at)?,
            _ => {
                self.must_run()?;
                return Err(ClockError::NotPaused);
            }
        }
        if let Some(pause) = self.pauses.last_mut() {
            pause.to = Some(at);
        }
        Ok(())
    }

    fn must_run(&self) -> Result<(), ClockError> {
        match (self.stopped_at, self.open_since()) {
            (Some(at), _) => Err(ClockError::Stopped { at }),
            (None, Some(since)) => Err(ClockError::Paused { since }),
            (None, None) => Ok(()),
        }
    }

    fn must_follow(&self, at: Timestamp) -> Result<(), ClockError> {
        let last =
            self.pauses.last().map_or(self.started_at, |pause| pause.to.unwrap_or(pause.from));
        if at < last { Err(ClockError::Earlier { at, last }) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests;
