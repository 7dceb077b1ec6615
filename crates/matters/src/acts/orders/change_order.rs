//! A known order of which its source says something else now.

use jiff::Timestamp;
use kernel::Refusal;
use platform::charter::Pinned;
use platform::{Act, Outcome};

use super::take_order::{Taking, counts_as_solved, result_of};
use crate::acts::{duty, step};
use crate::event;
use crate::model::charter::Matters;
use crate::model::order::Order;
use crate::model::{AssignmentRole, AssignmentState, Matter, MatterId, Solved, Transition};
use crate::rules::advancing;
use crate::rules::dispatching::Assignee;
use crate::rules::orders::changing;
use crate::store;
use crate::store::orders::known::{self, Known};

/// Does to the matters what the source's news ask for, as they stand now: since the ledger was
/// read somebody may have moved them, or have gone on with the same import.
pub(super) fn change(act: &mut Act<'_, '_>, taking: &Taking, orders: &[Order]) -> Outcome<()> {
    let numbers: Vec<String> = orders.iter().map(|order| order.number.clone()).collect();
    let known = known::find(act.conn(), &taking.source, &numbers)?;
    // All of them first, as every act holds its matter before it touches a tally.
    let matters: Vec<MatterId> = known.values().map(|known| known.matter).collect();
    store::matter::hold_all(act.conn(), &matters)?;
    for order in orders {
        if let Some(known) = known.get(&order.number) {
            change_one(act, taking, order, known)?;
        }
    }
    Ok(())
}

/// The caller's words stay as they came first.
fn change_one(act: &mut Act<'_, '_>, taking: &Taking, order: &Order, known: &Known) -> Outcome<()> {
    let standing = known.standing;
    let needed = changing::needed(&standing, &order.said);
    if needed.is_nothing() {
        return Ok(());
    }
    let found = store::matter::find_by_id(act.conn(), known.matter)?;
    let found = found.ok_or_else(Refusal::not_found)?;
    let mut matter = store::matter::hold(act.conn(), found)?;
    let charter = step::charter(act, &matter)?;
    if needed.end {
        end(act, &mut matter, order.said.closed_at, &charter)?;
    }
    if needed.reopen {
        reopen(act, &mut matter, &charter)?;
    }
    if needed.retime {
        matter.ended_at = order.said.closed_at;
        matter.completed_at = order.said.closed_at;
    }
    let answers = order.said.answers.or(standing.answers);
    let answer = answers.rating().filter(|_| needed.answers);
    if let Some(answer) = answer {
        let at = order.said.closed_at.unwrap_or_else(|| act.now());
        store::rating::insert_at(act, matter.id, at, (None, None), answer)?;
    }
    if let Some(solved) = answers.solved.filter(|_| needed.answers && matter.state.is_ended()) {
        settle(&mut matter, solved, charter.section::<Matters>());
    }
    step::save(act, &mut matter)?;
    known::put(act, matter.id, taking.import, order, false)?;
    let event = event::ChangedAtSource {
        import: taking.import,
        stage: order.said.stage,
        state: matter.state,
        answer,
    };
    act.journal(Some(matter.at.district), matter.subject(), &event)?;
    Ok(())
}

/// What the caller answered decides, whatever the handler had said.
fn settle(matter: &mut Matter, solved: Solved, section: &Matters) {
    matter.result = Some(result_of(solved).word().to_owned());
    matter.solved = counts_as_solved(section, solved);
}

/// The source has finished the order: nothing waits here any more.
fn end(
    act: &mut Act<'_, '_>,
    matter: &mut Matter,
    closed_at: Option<Timestamp>,
    charter: &Pinned,
) -> Outcome<()> {
    let standing = step::standing(act, matter)?;
    let advance = advancing::advance(standing, Transition::EndElsewhere).map_err(Refusal::from)?;
    step::end_parts(act, matter, AssignmentState::Done)?;
    step::take(act, matter, &advance, charter)?;
    matter.ended_at = closed_at.or(matter.ended_at);
    matter.completed_at = matter.completed_at.or(closed_at);
    Ok(())
}

/// The source works on it anew: it goes back to whoever led it, or to the station of the place.
fn reopen(act: &mut Act<'_, '_>, matter: &mut Matter, charter: &Pinned) -> Outcome<()> {
    let standing = step::standing(act, matter)?;
    let advance = advancing::advance(standing, Transition::Reopen).map_err(Refusal::from)?;
    matter.solved = false;
    matter.result = None;
    if matter.lead.is_some() {
        step::return_to_lead(act, matter)?;
    } else if let Some(body) = duty::station_or_street(act, &matter.at)? {
        matter.lead = Some(body);
        let to = Assignee { body, post: None };
        store::assignment::insert(act, matter, to, AssignmentRole::Lead)?;
        step::return_to_lead(act, matter)?;
    }
    step::take(act, matter, &advance, charter)
}
