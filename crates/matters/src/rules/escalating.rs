//! The ladder: which step a clock takes next, and when.
//!
//! A step before the end falls where so much of the time is left, one after it so long after the
//! end; each then waits for the hours at which people are told. What would be told before the end
//! but waits past it is left out: the next step says more.
//!
//! Source: MISSION M9, FEATURES F-C6, T1; charter `matters.ladder`, `matters.telling`.

use jiff::{SignedDuration, Timestamp};
use kernel::{Hours, Reckoning};

use crate::model::ClockKind;
use crate::model::charter::{LadderStep, Told};

/// A running clock, as far as the ladder goes.
#[derive(Debug, Clone, Copy)]
pub struct Ticking {
    /// What it waits for.
    pub kind: ClockKind,
    /// Since when it runs.
    pub started_at: Timestamp,
    /// When it runs out, with what was granted on top and what it stood still.
    pub due_at: Timestamp,
}

/// The first step that is not among `taken`, and when it is to be taken; `None` once none is left.
///
/// Of steps at the same moment the one that stands first in the charter comes first.
#[must_use]
pub fn next<'l>(
    ladder: &'l [LadderStep],
    telling: Hours,
    clock: Ticking,
    taken: &[&str],
    reckoning: &Reckoning<'_>,
) -> Option<(Timestamp, &'l LadderStep)> {
    let open =
        ladder.iter().filter(|step| step.is_for(clock.kind) && !taken.contains(&step.id.as_str()));
    let dated = open.map(|step| {
        let at = moment(step, clock, reckoning);
        (telling.from(at, reckoning.zone, reckoning.calendar), step)
    });
    let in_time = dated.filter(|(at, step)| !step.is_reminder() || *at < clock.due_at);
    // The first of equals stays first.
    in_time.min_by_key(|(at, _)| *at)
}

/// When a step falls, before anybody's hours are asked.
fn moment(step: &LadderStep, clock: Ticking, reckoning: &Reckoning<'_>) -> Timestamp {
    let due = clock.due_at;
    if let Some(percent) = step.left_percent {
        let whole = clock.started_at.duration_until(due).max(SignedDuration::ZERO);
        let left = i64::try_from(whole.as_micros()).unwrap_or(i64::MAX) / 100 * i64::from(percent);
        return due.checked_sub(SignedDuration::from_micros(left)).unwrap_or(clock.started_at);
    }
    match step.after {
        None => due,
        Some(after) if after.unit().is_exact() => reckoning.due_at(after, due, &[]),
        // A clock that ends at 24:00 ends on the day before: that day is the one not counted.
        Some(after) => reckoning.due_at(after, due - SignedDuration::from_micros(1), &[]),
    }
}

/// Which office a step tells: the one the charter names, but always one above the office that owes
/// what is late. `owes_as` is that office, if it is one.
#[must_use]
pub fn told(step: Told, owes_as: Option<Told>) -> Told {
    let above = match owes_as {
        None | Some(Told::Handler) => Told::Handler,
        Some(Told::Station) => Told::Street,
        Some(Told::Street | Told::District) => Told::District,
    };
    if step == Told::Handler { step } else { step.max(above) }
}

#[cfg(test)]
mod tests {
    use jiff::tz::{self, TimeZone};
    use kernel::calendar;

    use super::*;
    use crate::rules::testing::matters;

    const HOURS: Hours = Hours { from: 8, until: 20, workdays: true };

    fn at(text: &str) -> Timestamp {
        format!("{text}+08:00").parse().unwrap()
    }

    fn step(id: &str) -> LadderStep {
        matters().ladder.into_iter().find(|step| step.id == id).unwrap()
    }

    fn due(step: &LadderStep, from: &str, to: &str) -> Option<String> {
        let zone = TimeZone::fixed(tz::offset(8));
        let reckoning = Reckoning::new(&zone, calendar::shipped());
        let clock = Ticking { kind: ClockKind::Resolve, started_at: at(from), due_at: at(to) };
        let found = next(std::slice::from_ref(step), HOURS, clock, &[], &reckoning);
        found.map(|(at, _)| zone.to_datetime(at).to_string())
    }

    #[test]
    fn a_step_waits_for_the_hours_and_days_at_which_people_are_told() {
        let after = |limit: &str| LadderStep { after: limit.parse().ok(), ..step("station") };
        let rows = [
            // In the morning of a workday: at once.
            (after("2h"), "2024-03-04T09:00", "2024-03-04T10:00", "2024-03-04T12:00:00"),
            // At night: the next morning.
            (after("2h"), "2024-03-04T09:00", "2024-03-04T19:00", "2024-03-05T08:00:00"),
            // Friday night: on Monday.
            (after("2h"), "2024-03-08T09:00", "2024-03-08T22:00", "2024-03-11T08:00:00"),
            // Before the Spring Festival: after it, on the Sunday that is made up for.
            (after("2h"), "2024-02-09T09:00", "2024-02-09T19:00", "2024-02-18T08:00:00"),
            // Ends at 24:00 of Monday: one working day after is 24:00 of Tuesday.
            (after("1wd"), "2024-03-01T09:00", "2024-03-05T00:00", "2024-03-06T08:00:00"),
        ];
        for (step, from, to, told) in rows {
            assert_eq!(due(&step, from, to).as_deref(), Some(told), "{to}");
        }
    }

    #[test]
    fn a_reminder_comes_before_the_end_or_not_at_all() {
        let reminder = LadderStep { left_percent: Some(25), ..step("reminder") };
        let found = due(&reminder, "2024-03-04T08:00", "2024-03-04T16:00");
        assert_eq!(found.as_deref(), Some("2024-03-04T14:00:00"));
        // It would come at 20:30, and the clock is over before the morning.
        assert_eq!(due(&reminder, "2024-03-04T19:00", "2024-03-04T21:00"), None);
    }

    #[test]
    fn steps_come_in_their_order_and_none_twice() {
        let matters = matters();
        let zone = TimeZone::fixed(tz::offset(8));
        let reckoning = Reckoning::new(&zone, calendar::shipped());
        let clock = Ticking {
            kind: ClockKind::Resolve,
            started_at: at("2024-03-04T09:00"),
            due_at: at("2024-03-12T00:00"),
        };
        let mut taken: Vec<&str> = Vec::new();
        let mut last = Timestamp::MIN;
        while let Some((when, step)) =
            next(&matters.ladder, matters.telling.unwrap(), clock, &taken, &reckoning)
        {
            assert!(when >= last, "{} is out of order", step.id);
            last = when;
            taken.push(&step.id);
        }
        let ids: Vec<&str> = matters.ladder.iter().map(|step| step.id.as_str()).collect();
        assert_eq!(taken, ids);
    }

    #[test]
    fn an_office_that_is_late_itself_is_told_of_from_above() {
        use Told::{District, Handler, Station, Street};
        let rows = [
            (Handler, Some(Station), Handler),
            (Station, None, Station),
            (Station, Some(Station), Street),
            (Street, Some(Station), Street),
            (Station, Some(Street), District),
            (Street, Some(Street), District),
            (District, Some(District), District),
        ];
        for (step, owes, office) in rows {
            assert_eq!(told(step, owes), office, "{step:?} {owes:?}");
        }
    }
}
