//! Writing a ledger: in chunks nobody sees, then visible as a whole.

use std::sync::Arc;

use kernel::Refusal;
use platform::{Actor, Failure, Outcome, World};

use super::plan::{Fresh, Plan};
use super::take_order::{Memo, Taking};
use super::{Authority, change_order, stage, take_order};
use crate::event;
use crate::model::order::{Import, ImportId, ImportState, Order, Setting};
use crate::store::orders::import::{self, Contents};
use crate::store::orders::{remembered, turn};

/// Orders written in one act: few enough that others wait less than 200 ms for it.
const CHUNK: usize = 150;

/// Writes every order of a staged ledger, or goes on with one that was interrupted. `told` hears
/// how many orders of how many are written.
///
/// Two that go on with the same import at once do no harm: each order is looked up again in the
/// act that writes it.
///
/// # Errors
/// Not found for whoever may not see it; refused when it has ended, or when cells have to be
/// mended or places told first (the report is then the present one).
pub fn apply(
    world: &Arc<World>,
    actor: &Arc<Actor>,
    id: ImportId,
    told: &mut dyn FnMut(usize, usize),
) -> Outcome<Import> {
    let (found, contents) = stage::reading(world, actor, id)?;
    let near = Some(found.district);
    let authority = world.db.read(|conn| Authority::of(conn, actor, near))?;
    if found.state == ImportState::Staged {
        begin(world, &authority, &found)?;
    }
    let setting = contents.setting.clone();
    let plan = ready(world, &authority, &found, contents)?;
    let counts = match found.state {
        ImportState::Staged => plan.report.counts,
        // What it amounts to was counted before the first order was written.
        _ => found.counts,
    };
    let ended = Import { state: ImportState::Applied, counts, ..found };
    let settled = Settled::of(&plan, &ended, setting.clone());
    write(world, &authority, &ended, &setting, plan, told)?;
    end(world, &authority, &ended, settled)?;
    Ok(Import { applied: counts.to_write(), ..ended })
}

/// Moves a staged import to being written, unless something has to be mended or told first. From
/// here on nobody changes how it is read.
fn begin(world: &Arc<World>, authority: &Authority, import: &Import) -> Outcome<()> {
    if !import.counts.is_clean() {
        return Err(Refusal::new("order-refusal-not-clean").into());
    }
    let id = import.id;
    world.act_now(&authority.actor, move |act| {
        Authority::claim(act)?;
        if !import::set_state(act, id, ImportState::Staged, ImportState::Applying)? {
            return Err(Refusal::new("order-refusal-ended").into());
        }
        Ok(())
    })
}

/// The plan of an import as things stand now, which may differ from when it was reported.
fn ready(
    world: &Arc<World>,
    authority: &Authority,
    found: &Import,
    mut contents: Contents,
) -> Outcome<Plan> {
    let plan = stage::planned(world, authority, &contents.file, &contents.setting, Some(found.id));
    match plan {
        Ok(plan) => {
            contents.report = plan.report.clone();
            let is_clean = plan.report.counts.is_clean();
            hold(world, authority, found, Some(contents), is_clean)?;
            if is_clean { Ok(plan) } else { Err(Refusal::new("order-refusal-not-clean").into()) }
        }
        Err(failure) => {
            if matches!(failure, Failure::Refused(_)) {
                hold(world, authority, found, None, false)?;
            }
            Err(failure)
        }
    }
}

/// Keeps the report of the present reading. Where the import cannot go on, it is staged again as
/// long as nothing of it was written; one that has begun waits, unseen, for what is missing.
fn hold(
    world: &Arc<World>,
    authority: &Authority,
    found: &Import,
    contents: Option<Contents>,
    goes_on: bool,
) -> Outcome<()> {
    let (id, has_begun) = (found.id, found.state == ImportState::Applying);
    world.act_now(&authority.actor, move |act| {
        Authority::claim(act)?;
        // Counts of an import that goes on stay as they were before its first order.
        if let Some(contents) = contents.filter(|_| !has_begun || !goes_on) {
            import::update_reading(act, id, ImportState::Applying, &contents)?;
        }
        if !goes_on && !has_begun {
            import::set_state(act, id, ImportState::Applying, ImportState::Staged)?;
        }
        Ok(())
    })
}

/// New orders first, which nobody sees, then the changes, which are few.
fn write(
    world: &Arc<World>,
    authority: &Authority,
    import: &Import,
    setting: &Setting,
    plan: Plan,
    told: &mut dyn FnMut(usize, usize),
) -> Outcome<()> {
    let taking = Arc::new(Taking {
        import: import.id,
        source: import.source.clone(),
        channel: setting.channel,
        gazetteer: plan.gazetteer,
    });
    let district = import.district;
    let total = plan.written + plan.fresh.len() + plan.changed.len();
    let mut done = plan.written;
    let mut memo = Memo::default();
    let mut fresh = plan.fresh.into_iter().peekable();
    while fresh.peek().is_some() {
        let chunk: Vec<Fresh> = fresh.by_ref().take(CHUNK).collect();
        done += chunk.len();
        let (taking, written) = (Arc::clone(&taking), done);
        memo = world.act_now(&authority.actor, move |act| {
            Authority::claim(act)?;
            turn::take(act.conn(), district)?;
            take_order::take(act, &taking, &mut memo, &chunk)?;
            import::set_applied(act, taking.import, written)?;
            Ok(memo)
        })?;
        told(done, total);
    }
    let mut changed = plan.changed.into_iter().peekable();
    while changed.peek().is_some() {
        let chunk: Vec<Order> = changed.by_ref().take(CHUNK).collect();
        done += chunk.len();
        let (taking, written) = (Arc::clone(&taking), done);
        world.act_now(&authority.actor, move |act| {
            Authority::claim(act)?;
            turn::take(act.conn(), district)?;
            change_order::change(act, &taking, &chunk)?;
            import::set_applied(act, taking.import, written)?;
            Ok(())
        })?;
        told(done, total);
    }
    Ok(())
}

/// What is said at the end, and remembered for the next ledger.
struct Settled {
    setting: Setting,
    fingerprint: String,
    event: event::ImportApplied,
}

impl Settled {
    fn of(plan: &Plan, import: &Import, mut setting: Setting) -> Self {
        // Nobody's answer sends orders to places beyond their own, now or later; and an answer for
        // rows without any place is about this ledger alone.
        setting.places.retain(|key, place| {
            !key.starts_with('@') && plan.gazetteer.position(*place).is_some()
        });
        let counts = &import.counts;
        let event = event::ImportApplied {
            file: import.file_hash.clone(),
            source: import.source.clone(),
            fresh: counts.fresh,
            changed: counts.changed,
            same: counts.same,
            left_out: counts.left_out,
        };
        Self { setting, fingerprint: plan.report.fingerprint.clone(), event }
    }
}

/// Makes all of it visible at once.
fn end(
    world: &Arc<World>,
    authority: &Authority,
    import: &Import,
    settled: Settled,
) -> Outcome<()> {
    let (id, district, source) = (import.id, import.district, import.source.clone());
    let (subject, written) = (import.subject(), import.counts.to_write());
    world.act_now(&authority.actor, move |act| {
        Authority::claim(act)?;
        import::set_applied(act, id, written)?;
        if !import::end(act, id, ImportState::Applying, ImportState::Applied)? {
            // Somebody else went on with it and was done first.
            return Ok(());
        }
        let Settled { setting, fingerprint, event } = settled;
        if !setting.mapping.is_empty() {
            let mapping = &setting.mapping;
            remembered::set_mapping(act.conn(), district, &source, &fingerprint, mapping)?;
        }
        remembered::set_places(act.conn(), district, &setting.places)?;
        act.journal(Some(district), subject, &event)?;
        Ok(())
    })
}
