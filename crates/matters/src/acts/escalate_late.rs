//! 催办、督办: what runs out of time is told upward by the charter's ladder, each step once.

use kernel::BodyId;
use platform::{Act, Outcome};

use super::{duty, step, supervise_matter, todos, whistling};
use crate::event;
use crate::model::charter::{Matters, RuledBy, Told};
use crate::model::{
    AssignmentRole, ClockId, ClockKind, Matter, MatterId, RequestState, WhistleNumber,
};
use crate::rules::escalating;
use crate::store;
use crate::store::clock::Clock;

/// Clocks looked at in one act.
const CHUNK: i64 = 200;

/// Takes the steps of the ladder that are due now, of at most 200 clocks; how many it looked at.
///
/// Whichever node asks: the matter is held, its clocks are read after that, and a step once taken
/// stands in a row of its own.
///
/// # Errors
/// [`platform::Failure`] if the database refuses; no step is taken then.
///
/// Source: MISSION M9, FEATURES F-C6; charter `matters.ladder`.
pub fn escalate_late(act: &mut Act<'_, '_>) -> Outcome<usize> {
    let now = act.now_us();
    let due = store::clock::list_telling(act.conn(), now, CHUNK)?;
    for id in &due {
        escalate(act, *id)?;
    }
    Ok(due.len())
}

fn escalate(act: &mut Act<'_, '_>, id: MatterId) -> Outcome<()> {
    let Some(found) = store::matter::find_by_id(act.conn(), id)? else { return Ok(()) };
    let matter = store::matter::hold(act.conn(), found)?;
    let now = act.now();
    let mut has_told = false;
    for clock in store::clock::list(act.conn(), id)? {
        if clock.tells_at.is_some_and(|at| at <= now) {
            has_told |= climb(act, &matter, &clock)?;
        }
    }
    if has_told { todos::follow(act, &matter) } else { Ok(()) }
}

/// Takes every step of one clock that is due, and writes when the next one is; whether it took any.
fn climb(act: &mut Act<'_, '_>, matter: &Matter, clock: &Clock) -> Outcome<bool> {
    let mut known = steps_of(act, matter, clock.id)?;
    let (now, mut has_told) = (act.now(), false);
    loop {
        match step::next_step(act, clock, clock.due_at, &known)? {
            // Nobody looked in time: what is over is not about to be.
            Some((_, found)) if found.is_reminder() && clock.due_at <= now => known.push(found.id),
            Some((at, found)) if at <= now => {
                let office = escalating::told(found.tells, owes_as(act, matter, clock)?);
                let (told, body) = office_there(act, matter, clock, office)?;
                store::escalation::insert(act, matter.id, clock.id, &found.id, (told, body))?;
                let number = whistle_of(act, matter, clock)?;
                let step = found.id.clone();
                act.journal(
                    Some(matter.at.district),
                    matter.subject(),
                    &event::Escalated { clock: clock.kind, number, step, told, body },
                )?;
                if let (Some(body), Some(within)) = (body, found.answer_within) {
                    supervise_matter::supervise_late(act, matter, clock, body, within)?;
                }
                has_told = true;
                known.push(found.id);
            }
            next => {
                let at = next.map(|(at, _)| at);
                store::clock::set_tells_at(act.conn(), clock.id, at)?;
                return Ok(has_told);
            }
        }
    }
}

/// The ids of the steps a clock has taken.
pub(super) fn steps_of(
    act: &mut Act<'_, '_>,
    matter: &Matter,
    clock: ClockId,
) -> Outcome<Vec<String>> {
    let taken = store::escalation::list(act.conn(), matter.id)?;
    Ok(taken.into_iter().filter(|one| one.clock == clock).map(|one| one.step).collect())
}

/// Which office owes what a clock waits for; `None` where it is no office.
fn owes_as(act: &mut Act<'_, '_>, matter: &Matter, clock: &Clock) -> Outcome<Option<Told>> {
    let Some(owes) = owes(act, matter, clock)? else { return Ok(None) };
    if duty::street(act, &matter.at)? == Some(owes) {
        return Ok(Some(Told::Street));
    }
    if duty::station_or_street(act, &matter.at)? == Some(owes) {
        return Ok(Some(Told::Station));
    }
    Ok((duty::district(act, &matter.at)? == Some(owes)).then_some(Told::District))
}

/// The body that owes what a clock waits for.
fn owes(act: &mut Act<'_, '_>, matter: &Matter, clock: &Clock) -> Outcome<Option<BodyId>> {
    match clock.kind {
        ClockKind::Reply | ClockKind::Callback => duty::station_or_street(act, &matter.at),
        ClockKind::Sign | ClockKind::Contact | ClockKind::Resolve => lead(act, matter),
        ClockKind::Ruling => ruler(act, matter),
        ClockKind::ReportIn => called(act, matter, clock.id),
        ClockKind::RefusalRuling => {
            let charter = step::charter(act, matter)?;
            let rules = charter.section::<Matters>().whistle.as_ref();
            let by = rules.map_or(RuledBy::Street, |rules| rules.ruled_by);
            whistling::ruler(act, &matter.at, by)
        }
    }
}

/// The department that has to report in by a clock.
fn called(act: &mut Act<'_, '_>, matter: &Matter, clock: ClockId) -> Outcome<Option<BodyId>> {
    let owing = store::whistle::call::owing(act.conn(), matter.id)?;
    Ok(owing.into_iter().find(|(of, _)| *of == clock).map(|(_, body)| body))
}

/// The whistle whose call a clock belongs to; `None` for a clock of the matter itself.
fn whistle_of(
    act: &mut Act<'_, '_>,
    matter: &Matter,
    clock: &Clock,
) -> Outcome<Option<WhistleNumber>> {
    if !clock.kind.is_of_a_call() {
        return Ok(None);
    }
    let whistles = store::whistle::of_matter(act.conn(), matter.id)?;
    let ids: Vec<_> = whistles.iter().map(|one| one.id).collect();
    let calls = store::whistle::call::list(act.conn(), &ids)?;
    let call = calls.iter().find(|call| {
        let ruling = call.refused.as_ref().map(|refused| refused.clock);
        call.clock == clock.id || ruling == Some(clock.id)
    });
    let of_call = call.and_then(|call| whistles.iter().find(|one| one.id == call.whistle));
    Ok(of_call.map(|one| one.number.clone()))
}

fn lead(act: &mut Act<'_, '_>, matter: &Matter) -> Outcome<Option<BodyId>> {
    let parts = store::assignment::list(act.conn(), matter.id)?;
    let lead =
        parts.into_iter().find(|part| part.role == AssignmentRole::Lead && part.state.is_open());
    Ok(lead.map(|part| part.body))
}

fn ruler(act: &mut Act<'_, '_>, matter: &Matter) -> Outcome<Option<BodyId>> {
    let requests = store::request::list(act.conn(), matter.id)?;
    let open = requests.into_iter().find(|request| request.state == RequestState::Open);
    let Some(request) = open else { return Ok(None) };
    let charter = step::charter(act, matter)?;
    Ok(duty::ruler(act, &matter.at, &request, &charter)?.and_then(|(_, body)| body))
}

/// The office to be told and its body; where none covers the place, the next one above.
fn office_there(
    act: &mut Act<'_, '_>,
    matter: &Matter,
    clock: &Clock,
    office: Told,
) -> Outcome<(Told, Option<BodyId>)> {
    let above = Told::ALL.into_iter().filter(|one| *one >= office && *one != Told::Handler);
    if office == Told::Handler {
        return Ok((office, owes(act, matter, clock)?));
    }
    for one in above {
        let body = match one {
            Told::Handler => None,
            Told::Station => duty::station_or_street(act, &matter.at)?,
            Told::Street => duty::street(act, &matter.at)?,
            Told::District => duty::district(act, &matter.at)?,
        };
        if body.is_some() {
            return Ok((one, body));
        }
    }
    Ok((office, None))
}
