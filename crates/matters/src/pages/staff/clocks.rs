//! The clocks of a matter, each with its calculation.

use kernel::Explanation;
use platform::web::View;
use platform::web::component::ClockEntry;
use platform::{StoreError, World};

use super::facts::Facts;
use crate::pages::limits::extended;
use crate::store::clock::Clock;

/// Clocks with the explanations they borrow from.
pub(super) struct Explained {
    clocks: Vec<(Clock, kernel::Clock, Explanation)>,
}

/// Counts every clock again from its start, under the charter version it is pinned to and by the
/// calendar that was known then: what was taken in since does not move it.
///
/// # Errors
/// [`StoreError`] for a clock that cannot have run so.
pub(super) fn explain(world: &World, facts: &Facts) -> Result<Explained, StoreError> {
    let now = world.time.now();
    let explained = facts.shown_clocks().map(|clock| {
        let calendar = world.calendar_at(clock.started_at);
        let reckoning = facts.charter.reckoning(&world.zone, &calendar);
        let time = clock.time()?;
        let explanation = time.explain(now, &reckoning);
        Ok((clock.clone(), time, explanation))
    });
    let clocks: Result<Vec<_>, StoreError> = explained.collect();
    Ok(Explained { clocks: clocks? })
}

impl Explained {
    /// The clocks as the page draws them.
    pub fn entries<'a>(
        &'a self,
        world: &World,
        view: &'a View,
        facts: &Facts,
    ) -> Vec<ClockEntry<'a>> {
        let calendar = world.calendar();
        let reckoning = facts.charter.reckoning(&world.zone, &calendar);
        let version = facts.charter.version();
        self.clocks
            .iter()
            .map(|(clock, time, explanation)| {
                let remaining = time.remaining(view.now, &reckoning);
                let drawn = match (clock.stopped_at, clock.paused_since()) {
                    (Some(ended), _) => view.finished_clock(clock.started_at, ended, clock.due_at),
                    (None, Some(since)) => {
                        view.paused_clock(view.now.as_second() - since.as_second())
                    }
                    (None, None) => view.clock(clock.due_at, remaining),
                };
                ClockEntry {
                    title: view.t(&clock.kind.key()).into_owned(),
                    rule: extended(view, clock),
                    clock: drawn,
                    used: remaining.used,
                    // The day strip says its own sum.
                    sum: if explanation.cells.is_empty() {
                        view.sum(explanation)
                    } else {
                        String::new()
                    },
                    explanation: Some(explanation),
                    sources: vec![(
                        format!("/charters/{}/matters", facts.charter.head().id),
                        view.t1("matter-clock-source", "version", version),
                    )],
                }
            })
            .collect()
    }
}
