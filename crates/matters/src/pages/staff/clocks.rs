//! The clocks of a matter, each with its calculation.

use kernel::deadline::Course;
use kernel::{Deadline, Explanation};
use platform::World;
use platform::web::View;
use platform::web::component::ClockEntry;

use super::facts::Facts;
use crate::model::ClockKind;
use crate::store::clock::Clock;

/// Clocks with the explanations they borrow from.
pub(super) struct Explained {
    clocks: Vec<(Clock, Explanation)>,
}

/// Counts every clock again from its start, under the charter version it is pinned to and by the
/// calendar that was known then: what was taken in since does not move it.
pub(super) fn explain(world: &World, facts: &Facts) -> Explained {
    // The answer's clock starts when the matter was raised, to the minute: not for those who must
    // see the day alone (UX §6).
    let shown =
        facts.clocks.iter().filter(|clock| !facts.shielded || clock.kind != ClockKind::Reply);
    let explained = shown.map(|clock| {
        let calendar = world.calendar_at(clock.started_at);
        let reckoning = facts.charter.reckoning(&world.zone, &calendar);
        let deadline = Deadline::count(clock.limit, clock.started_at, &reckoning);
        (clock.clone(), deadline.explanation)
    });
    Explained { clocks: explained.collect() }
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
            .map(|(clock, explanation)| {
                let course = Course {
                    limit: clock.limit,
                    started_at: clock.started_at,
                    due_at: clock.due_at,
                    pauses: &[],
                };
                let moment = clock.stopped_at.unwrap_or(view.now);
                let remaining = course.remaining(moment, &reckoning);
                let drawn = match clock.stopped_at {
                    Some(ended) => view.finished_clock(clock.started_at, ended, clock.due_at),
                    None => view.clock(clock.due_at, remaining),
                };
                ClockEntry {
                    title: view.t(&clock.kind.key()).into_owned(),
                    rule: view.limit(clock.limit),
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
