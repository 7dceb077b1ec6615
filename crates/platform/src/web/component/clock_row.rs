//! One clock of a matter with its bar, its sum and the day strip.

use askama::Template;
use kernel::Explanation;

use super::{Clock, DayStrip};
use crate::web::status::Tone;
use crate::web::view::{Given, View};

/// A bar that is part full; drawn as a picture, since style attributes are not allowed.
#[derive(Debug, Clone, Template)]
#[template(path = "platform/components/bar.html")]
pub struct Bar<'a> {
    v: &'a View,
    percent: u8,
    tone: Tone,
}

/// What a clock row tells, gathered by a page.
pub struct ClockEntry<'a> {
    /// What runs: `答复提出人`, `报到：区市场监管局`.
    pub title: String,
    /// Its rule: `急事速办 · 5 个工作日`.
    pub rule: String,
    /// The clock itself.
    pub clock: Clock<'a>,
    /// The share of the time used, 0 to 1.
    pub used: f64,
    /// The sum in words below it; empty for none.
    pub sum: String,
    /// The days it counts, for limits in days.
    pub explanation: Option<&'a Explanation>,
    /// Where the rule stands: address and words.
    pub sources: Vec<(String, String)>,
}

impl ClockEntry<'_> {
    /// Whether the clock has stopped for good: its sum folds away, since nobody waits for it.
    fn is_over(&self) -> bool {
        self.clock.is_over()
    }
}

/// One clock with everything that explains it.
#[derive(Template)]
#[template(path = "platform/components/clock_row.html")]
pub struct ClockRow<'a> {
    v: &'a View,
    entry: &'a ClockEntry<'a>,
    strip: Option<DayStrip<'a>>,
}

impl ClockRow<'_> {
    /// The bar is in use while there is time, and else as the clock.
    fn bar_tone(&self) -> Tone {
        match self.entry.clock.tone() {
            Tone::Idle => Tone::Work,
            tone => tone,
        }
    }
}

impl View {
    /// A bar filled to `used`, 0 to 1.
    pub fn bar(&self, used: impl Given<f64>, tone: impl Given<Tone>) -> Bar<'_> {
        Bar { v: self, percent: percent(used.given()), tone: tone.given() }
    }

    /// One clock with its bar, its sum and the days it counted.
    pub fn clock_row<'a>(&'a self, entry: &'a ClockEntry<'a>) -> ClockRow<'a> {
        let explanation = entry.explanation.filter(|explanation| !explanation.cells.is_empty());
        let strip = explanation.map(|explanation| self.day_strip(explanation));
        ClockRow { v: self, entry, strip }
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0…100")]
fn percent(used: f64) -> u8 {
    (used * 100.0).round().clamp(0.0, 100.0) as u8
}
