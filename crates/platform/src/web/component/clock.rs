//! A running time limit in a few words: when it ends, how little is left, how late it is.
//!
//! Late is written down, not coloured away: a finished clock keeps `晚 3 小时`. Source: UX §1, §8.

use askama::Template;
use jiff::Timestamp;
use kernel::{Light, Remaining, TimeLeft};

use crate::web::status::Tone;
use crate::web::view::{Given, View, given_as_itself};

/// A clock: shape, words, colour.
#[derive(Debug, Clone, Template)]
#[template(path = "platform/components/clock.html")]
pub struct Clock<'a> {
    v: &'a View,
    shape: &'static str,
    tone: Tone,
    words: String,
    /// The moment the words speak of, for machines; empty for none.
    machine: String,
}

given_as_itself!(Remaining, TimeLeft);

impl View {
    /// A running clock that ends at `due`: the date while there is time, what is left when there
    /// is little, how late once it is.
    pub fn clock(&self, due: impl Given<Timestamp>, remaining: impl Given<Remaining>) -> Clock<'_> {
        let (due, remaining) = (due.given(), remaining.given());
        let left = self.time_left(remaining.left);
        let (shape, tone, words) = match remaining.light {
            Light::InTime => ("time", Tone::Idle, self.due(due)),
            Light::Soon => ("soon", Tone::Warn, self.t1("clock-left", "span", left)),
            Light::Late => ("late", Tone::Late, self.t1("clock-late", "span", left)),
        };
        Clock { v: self, shape, tone, words, machine: self.machine_time(due) }
    }

    /// A clock that ends at `due`, where only its start is known: under a quarter of the time
    /// left it warns. Source: DOMAIN D-5.
    pub fn plain_clock(
        &self,
        started: impl Given<Timestamp>,
        due: impl Given<Timestamp>,
    ) -> Clock<'_> {
        let (started, due) = (started.given(), due.given());
        let (total, left) =
            (due.as_second() - started.as_second(), due.as_second() - self.now.as_second());
        let (shape, tone, words) = match left {
            i64::MIN..0 => ("late", Tone::Late, self.left(due)),
            _ if left * 4 < total => ("soon", Tone::Warn, self.left(due)),
            _ => ("time", Tone::Idle, self.due(due)),
        };
        Clock { v: self, shape, tone, words, machine: self.machine_time(due) }
    }

    /// A clock that ran from `started` to `ended` and was due at `due`.
    pub fn finished_clock(
        &self,
        started: impl Given<Timestamp>,
        ended: impl Given<Timestamp>,
        due: impl Given<Timestamp>,
    ) -> Clock<'_> {
        let (started, ended) = (started.given().as_second(), ended.given().as_second());
        let late = ended - due.given().as_second();
        let span = self.span(ended - started);
        let (tone, words) = if late > 0 {
            (Tone::Late, self.t2("clock-took-late", "span", span, "late", self.span(late)))
        } else {
            (Tone::Ok, self.t1("clock-took", "span", span))
        };
        Clock { v: self, shape: "done", tone, words, machine: String::new() }
    }

    /// A clock that stands still, for so many seconds up to now.
    pub fn paused_clock(&self, seconds: impl Given<i64>) -> Clock<'_> {
        let words = self.t1("clock-paused", "span", self.span(seconds));
        Clock { v: self, shape: "park", tone: Tone::Idle, words, machine: String::new() }
    }

    /// An amount of time in the unit its limit is counted in: `4 个工作日`, `7 小时 36 分`.
    pub fn time_left(&self, left: impl Given<TimeLeft>) -> String {
        match left.given() {
            TimeLeft::Time { hours, minutes } => {
                self.span((i64::from(hours) * 60 + i64::from(minutes)) * 60)
            }
            TimeLeft::WorkingDays(0) | TimeLeft::Days(0) => self.t("span-today").into_owned(),
            TimeLeft::WorkingDays(days) => self.t1("span-working-days", "n", days),
            TimeLeft::Days(days) => self.t1("span-days", "n", days),
        }
    }
}

impl Clock<'_> {
    /// The words, without shape and colour.
    #[must_use]
    pub fn words(&self) -> &str {
        &self.words
    }

    /// Whether it has ended, in time or late.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.shape == "done"
    }

    /// The colour, for a bar beside it.
    #[must_use]
    pub fn tone(&self) -> Tone {
        self.tone
    }
}
