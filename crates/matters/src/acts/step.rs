//! What every act on a matter shares: load it within sight, take a step, move its clocks.

use std::sync::Arc;

use jiff::Timestamp;
use kernel::{BodyId, ClockError, ClockState, Reckoning, Refusal, TimeLimit};
use platform::charter::Pinned;
use platform::{Act, Outcome, Permission, StoreError};

use super::{publish_bulletin, todos, whistling};
use crate::model::charter::{LadderStep, Matters};
use crate::model::{
    AssignmentRole, AssignmentState, ClockId, ClockKind, Deed, Matter, MatterNumber, Part, Running,
    Standing, State, Transition,
};
use crate::rules::escalating::{self, Ticking};
use crate::rules::{Advance, Done};
use crate::store::assignment::Assignment;
use crate::store::clock::Clock;
use crate::store::{self, Sight};

/// The charter in force where `matter` is, today.
pub(super) fn charter(act: &mut Act<'_, '_>, matter: &Matter) -> Outcome<Arc<Pinned>> {
    act.charter(&matter.at)
}

/// Loads a matter within the reach of `permission`.
///
/// # Errors
/// Not found, if the actor may not, or the matter is out of scope.
pub(super) fn load(
    act: &mut Act<'_, '_>,
    permission: &Permission,
    number: &MatterNumber,
) -> Outcome<Matter> {
    let scope = act.require(permission)?;
    let sight = Sight::within(scope, act.actor());
    let found = store::matter::find(act.conn(), &sight, number)?.ok_or_else(Refusal::not_found)?;
    Ok(store::matter::hold(act.conn(), found)?)
}

/// Where the matter stands: its state and the clocks that run.
pub(super) fn standing(act: &mut Act<'_, '_>, matter: &Matter) -> Outcome<Standing> {
    let running = store::clock::running(act.conn(), matter.id)?;
    Ok(Standing { state: matter.state, running })
}

/// The open (or else the latest) part of one of the actor's bodies in the matter.
pub(super) fn own_part(act: &mut Act<'_, '_>, matter: &Matter) -> Outcome<Option<Assignment>> {
    let bodies: Vec<BodyId> = act.actor().bodies().collect();
    let mut own: Vec<Assignment> = store::assignment::list(act.conn(), matter.id)?
        .into_iter()
        .filter(|part| bodies.contains(&part.body))
        .collect();
    own.sort_by_key(|part| (!part.state.is_open(), part.role));
    Ok(own.into_iter().next())
}

/// What a rule needs to know of a part.
pub(super) fn part_of(assignment: &Assignment) -> Part {
    Part { role: assignment.role, state: assignment.state }
}

/// Takes a step: stops and starts clocks, sets the state, writes the matter, passes the to-dos on.
pub(super) fn take(
    act: &mut Act<'_, '_>,
    matter: &mut Matter,
    advance: &Advance,
    charter: &Pinned,
) -> Outcome<()> {
    if advance.from().stands_still() {
        resume(act, matter, charter)?;
    }
    if advance.from() == State::Merged {
        store::merge::end(act, matter.id)?;
    }
    stop(act, matter, advance.stops())?;
    start(act, matter, advance.starts(), charter)?;
    if !advance.to().admits(Deed::Rule) {
        store::request::lapse(act, matter.id)?;
    }
    if advance.to().is_ended() {
        whistling::recall(act, matter)?;
    }
    if !advance.to().admits(Deed::Publish) {
        publish_bulletin::withdraw_standing(act, matter)?;
    }
    matter.state = advance.to();
    let now = act.now();
    match matter.state {
        // Split off again, it was dispatched when it was.
        State::Dispatched if advance.from() != State::Merged => matter.dispatched_at = Some(now),
        State::Completed => matter.completed_at = Some(now),
        State::Closed | State::Declined | State::Withdrawn => matter.ended_at = Some(now),
        State::Dispatched | State::InProgress | State::Parked | State::Merged | State::New => {}
    }
    if advance.to().is_open() {
        matter.ended_at = None;
    }
    save(act, matter)?;
    if matter.state.is_ended() {
        store::merge::end_members(act, matter)?;
    } else if advance.by() == Transition::Reopen {
        store::merge::set_solved(act.conn(), matter)?;
    }
    todos::follow(act, matter)
}

/// Does something that leaves the state alone: stops what it stops and writes the matter. What was
/// told of a clock that stops is nobody's to look into any more.
pub(super) fn done(act: &mut Act<'_, '_>, matter: &mut Matter, done: &Done) -> Outcome<()> {
    stop(act, matter, done.stops())?;
    save(act, matter)?;
    if done.stops().has(ClockKind::Contact) { todos::follow(act, matter) } else { Ok(()) }
}

/// Starts the clocks of `kinds` for which the charter has a limit.
pub(super) fn start(
    act: &mut Act<'_, '_>,
    matter: &Matter,
    kinds: Running,
    charter: &Pinned,
) -> Outcome<()> {
    for clock in clocks(act, matter, kinds, charter) {
        store::clock::insert(act, &clock)?;
    }
    Ok(())
}

/// The clocks of `kinds` for which the charter has a limit, from now on.
fn clocks(act: &Act<'_, '_>, matter: &Matter, kinds: Running, charter: &Pinned) -> Vec<Clock> {
    let section = charter.section::<Matters>();
    let class = matter.class.as_deref().and_then(|id| section.class(id));
    let of = |kind| {
        let limit = match kind {
            ClockKind::Reply => Some(section.triage.answer),
            ClockKind::Ruling => Some(section.ruling.within),
            other => class.and_then(|class| class.limits.of(other)),
        };
        limit.map(|limit| new_clock(act, matter, (kind, limit), charter))
    };
    kinds.iter().filter_map(of).collect()
}

/// A clock of a kind that runs from now on.
pub(super) fn new_clock(
    act: &Act<'_, '_>,
    matter: &Matter,
    (kind, limit): (ClockKind, TimeLimit),
    charter: &Pinned,
) -> Clock {
    let calendar = act.world().calendar();
    let reckoning = charter.reckoning(act.zone(), &calendar);
    let (started_at, due_at) = (act.now(), reckoning.due_at(limit, act.now(), &[]));
    let ticking = Ticking { kind, started_at, due_at };
    let next = step_after(charter.section::<Matters>(), ticking, &[], &reckoning);
    Clock {
        id: act.new_id::<ClockId>(),
        matter: matter.id,
        kind,
        limit,
        charter_version: charter.id,
        started_at,
        due_at,
        stopped_at: None,
        extensions: Vec::new(),
        pauses: Vec::new(),
        tells_at: next.map(|(at, _)| at),
    }
}

/// The ladder's next step of a clock, as the charter has it that holds the clock.
fn step_after<'s>(
    section: &'s Matters,
    ticking: Ticking,
    taken: &[&str],
    reckoning: &Reckoning<'_>,
) -> Option<(Timestamp, &'s LadderStep)> {
    escalating::next(&section.ladder, section.telling?, ticking, taken, reckoning)
}

/// The next step of the ladder for a stored clock that ends at `due_at`: by the charter version the
/// clock is pinned to, without those `taken`.
pub(super) fn next_step(
    act: &mut Act<'_, '_>,
    clock: &Clock,
    due_at: Timestamp,
    taken: &[String],
) -> Outcome<Option<(Timestamp, LadderStep)>> {
    let world = act.world();
    let Some(charter) = world.charters.version(act.conn(), clock.charter_version)? else {
        return Ok(None);
    };
    let calendar = world.calendar();
    let reckoning = charter.reckoning(&world.zone, &calendar);
    let ticking = Ticking { kind: clock.kind, started_at: clock.started_at, due_at };
    let taken: Vec<&str> = taken.iter().map(String::as_str).collect();
    let next = step_after(charter.section::<Matters>(), ticking, &taken, &reckoning);
    Ok(next.map(|(at, step)| (at, step.clone())))
}

/// Writes a matter that begins with the clocks of `kinds`: nothing runs yet, so that matter and
/// clocks are written once and not read back.
pub(super) fn begin(
    act: &mut Act<'_, '_>,
    matter: &mut Matter,
    kinds: Running,
    charter: &Pinned,
    insert: impl FnOnce(&mut Act<'_, '_>, &Matter) -> Result<(), StoreError>,
) -> Outcome<()> {
    let clocks = clocks(act, matter, kinds, charter);
    matter.due_at = clocks.iter().map(|clock| clock.due_at).min();
    insert(act, matter)?;
    for clock in &clocks {
        store::clock::insert(act, clock)?;
    }
    Ok(())
}

fn stop(act: &mut Act<'_, '_>, matter: &Matter, kinds: Running) -> Outcome<()> {
    for kind in kinds.iter() {
        store::clock::stop(act, matter.id, kind)?;
    }
    Ok(())
}

/// Lets the running clocks of `kinds` stand still on `ground`.
pub(super) fn pause(
    act: &mut Act<'_, '_>,
    matter: &Matter,
    kinds: Running,
    ground: &str,
) -> Outcome<()> {
    for clock in store::clock::list(act.conn(), matter.id)? {
        if clock.stopped_at.is_none() && kinds.has(clock.kind) {
            store::clock::pause(act, &clock, ground)?;
        }
    }
    Ok(())
}

/// Lets every clock run again that stood still.
fn resume(act: &mut Act<'_, '_>, matter: &Matter, charter: &Pinned) -> Outcome<()> {
    change_time(act, matter, charter, |_, time, now, reckoning| match time.state() {
        ClockState::Paused => time.resume(now, reckoning),
        ClockState::Running | ClockState::Stopped => Ok(()),
    })?;
    Ok(store::clock::end_pauses(act, matter.id)?)
}

/// Changes the time of the matter's own running clocks, and writes when they end now.
pub(super) fn change_time(
    act: &mut Act<'_, '_>,
    matter: &Matter,
    charter: &Pinned,
    change: impl Fn(ClockKind, &mut kernel::Clock, Timestamp, &Reckoning<'_>) -> Result<(), ClockError>,
) -> Outcome<()> {
    let calendar = act.world().calendar();
    let (now, zone) = (act.now(), act.zone());
    let reckoning = charter.reckoning(zone, &calendar);
    for clock in store::clock::list(act.conn(), matter.id)? {
        if clock.stopped_at.is_some() || clock.kind.is_of_a_call() {
            continue;
        }
        let mut time = clock.time()?;
        change(clock.kind, &mut time, now, &reckoning).map_err(|wrong| {
            StoreError::corrupt("clock", "due_at", clock.id.into(), wrong.to_string())
        })?;
        let tells_at = match time.state() {
            ClockState::Running => {
                let taken = super::escalate_late::steps_of(act, matter, clock.id)?;
                next_step(act, &clock, time.due_at(), &taken)?.map(|(at, _)| at)
            }
            ClockState::Paused | ClockState::Stopped => None,
        };
        store::clock::set_end(act.conn(), clock.id, &time, tells_at)?;
    }
    Ok(())
}

/// Writes the matter, with the nearest end of its running clocks; while they stand still, with
/// the date that whoever parked it set.
pub(super) fn save(act: &mut Act<'_, '_>, matter: &mut Matter) -> Outcome<()> {
    if !matter.state.stands_still() {
        matter.due_at = store::clock::next_due(act.conn(), matter.id)?;
    }
    Ok(store::matter::update(act.conn(), matter)?)
}

/// Ends every open part, as done or recalled.
pub(super) fn end_parts(
    act: &mut Act<'_, '_>,
    matter: &Matter,
    state: AssignmentState,
) -> Outcome<()> {
    let now = act.now();
    for mut part in store::assignment::list(act.conn(), matter.id)? {
        if part.state.is_open() {
            part.state = state;
            part.done_at = Some(now);
            store::assignment::update(act.conn(), &part)?;
        }
    }
    Ok(())
}

/// Gives the lead its part back, when the matter returns to it.
pub(super) fn return_to_lead(act: &mut Act<'_, '_>, matter: &Matter) -> Outcome<()> {
    let lead = store::assignment::list(act.conn(), matter.id)?
        .into_iter()
        .find(|part| part.role == AssignmentRole::Lead && part.state != AssignmentState::Recalled);
    if let Some(mut part) = lead {
        part.state = AssignmentState::Signed;
        part.done_at = None;
        store::assignment::update(act.conn(), &part)?;
    }
    Ok(())
}
