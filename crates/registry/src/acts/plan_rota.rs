//! Gives the turns of the rotating chief.

use jiff::ToSpan;
use jiff::civil::Date;
use kernel::{BodyId, PostId, Refusal, Subject, SubjectKind};
use platform::{Act, Outcome, Role};

use super::event::RotaPlanned;
use super::extent::Extent;
use crate::model::charter::Seat;
use crate::model::{Body, Post, Seating, Turn};
use crate::permissions;
use crate::rules::turning;
use crate::store;

/// Plans the turns of a body's members for `months` months from the month of `first` on, after
/// whoever has the month before. Turns given for these months already are replaced.
///
/// # Errors
/// [`crate::rules::RegistryRefusal::NobodyToTakeTurns`]; not found for a body out of reach.
/// Source: QFS (the chief rotates monthly among the member units).
pub fn plan_rota(
    act: &mut Act<'_, '_>,
    body: BodyId,
    first: Date,
    months: usize,
) -> Outcome<Vec<Turn>> {
    let extent = Extent::of(act, &permissions::APPOINT)?;
    let body = extent.body(act, body)?;
    let members = members(act, &body, first)?;
    let before = first.first_of_month().saturating_sub(1.day());
    let before = store::rota::on(act.conn(), &[body.id], before)?.first().map(|turn| turn.post);
    let turns = turning::plan(&members, before, first, months).map_err(Refusal::from)?;
    write(act, &body, &turns)
}

/// Gives one month to one post of the body.
///
/// # Errors
/// Not found for a body out of reach, or a post that is not in it on the first of the month.
pub fn give_turn(act: &mut Act<'_, '_>, body: BodyId, month: Date, post: PostId) -> Outcome<Turn> {
    let extent = Extent::of(act, &permissions::APPOINT)?;
    let body = extent.body(act, body)?;
    let month = month.first_of_month();
    let holder = store::post::load(act.conn(), post)?;
    let holds = holder.is_some_and(|post| post.body == body.id && post.term.contains(month));
    if !holds {
        return Err(Refusal::not_found().into());
    }
    let written = write(act, &body, &[(month, post)])?;
    written.into_iter().next().ok_or_else(|| Refusal::not_found().into())
}

/// Those who take turns at any time from `first` on: the holders of the seats among which the
/// charter lets the chief's go round, or else of every committee member's seat.
fn members(act: &mut Act<'_, '_>, body: &Body, first: Date) -> Outcome<Vec<Post>> {
    let world = act.world();
    let bodies = world.bodies(act.conn(), body.placement, first)?;
    let Some(kind) = bodies.as_ref().and_then(|bodies| bodies.kind(&body.kind)) else {
        return Ok(Vec::new());
    };
    let among: Vec<&String> = kind.seats.iter().flat_map(|seat| &seat.among).collect();
    let takes_turns = |seat: &&Seat| match among.as_slice() {
        [] => seat.role == Some(Role::Committee),
        among => among.contains(&&seat.key),
    };
    let mut members = Vec::new();
    for seat in kind.seats.iter().filter(takes_turns) {
        members.extend(store::post::of_seat(act.conn(), body.id, &seat.key)?);
    }
    Ok(members)
}

fn write(act: &mut Act<'_, '_>, body: &Body, turns: &[(Date, PostId)]) -> Outcome<Vec<Turn>> {
    let now = act.now_us();
    let mut written = Vec::new();
    for &(month, post) in turns {
        let turn = Turn { body: body.id, month, post };
        store::rota::set(act.conn(), &turn, now)?;
        written.push(turn);
    }
    let subject = Subject::new(SubjectKind::Body, body.id);
    act.journal(body.placement.district, subject, &RotaPlanned { turns })?;
    Ok(written)
}
