//! Writing a ledger: in chunks nobody sees, then visible as a whole.

use std::sync::Arc;

use kernel::Refusal;
use platform::{Actor, Outcome, World};

use super::plan::{Changed, Fresh, Plan};
use super::take_order::{Memo, Taking};
use super::{Authority, change_order, stage, take_order};
use crate::event;
use crate::model::order::{Import, ImportId, ImportState, Setting};
use crate::store::orders::{import, remembered};

/// Orders written in one act: few enough that others wait less than 200 ms for it.
const CHUNK: usize = 250;

/// Writes every order of a staged ledger, or goes on with one that was interrupted. `told` hears
/// how many orders of how many are written.
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
    let (found, mut contents) = stage::reading(world, actor, id)?;
    let near = Some(found.district);
    let authority = world.db.read(|conn| Authority::of(conn, actor, near))?;
    let setting = contents.setting.clone();
    let plan = stage::planned(world, &authority, &contents.file, &setting, Some(id))?;
    if found.state == ImportState::Staged {
        contents.report = plan.report.clone();
        begin(world, &authority, id, contents)?;
    }
    let counts = plan.report.counts;
    let fingerprint = plan.report.fingerprint.clone();
    write(world, &authority, &found, &setting, plan, told)?;
    let ended = Import { state: ImportState::Applied, counts, applied: counts.fresh, ..found };
    let applied = ended.clone();
    world.act_now(&authority.actor, move |act| {
        Authority::claim(act)?;
        import::end(act, id, ImportState::Applied)?;
        if !setting.mapping.is_empty() {
            let mapping = &setting.mapping;
            remembered::set_mapping(act.conn(), &applied.source, &fingerprint, mapping)?;
        }
        for (key, place) in &setting.places {
            // An answer for rows without any place is about this ledger alone.
            if !key.starts_with('@') {
                remembered::set_place(act.conn(), applied.district, key, *place)?;
            }
        }
        let event = event::ImportApplied {
            file: applied.file_hash.clone(),
            source: applied.source.clone(),
            fresh: counts.fresh,
            changed: counts.changed,
            same: counts.same,
        };
        act.journal(Some(applied.district), applied.subject(), &event)?;
        Ok(())
    })?;
    Ok(ended)
}

/// Moves a staged import to being written, unless something has to be mended or told first.
fn begin(
    world: &Arc<World>,
    authority: &Authority,
    id: ImportId,
    contents: import::Contents,
) -> Outcome<()> {
    let is_clean = contents.report.counts.is_clean();
    let begun = world.act_now(&authority.actor, move |act| {
        Authority::claim(act)?;
        import::update_reading(act, id, &contents)?;
        if !is_clean {
            return Ok(false);
        }
        if !import::set_state(act, id, ImportState::Staged, ImportState::Applying)? {
            return Err(Refusal::new("order-refusal-ended").into());
        }
        Ok(true)
    })?;
    if begun { Ok(()) } else { Err(Refusal::new("order-refusal-not-clean").into()) }
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
            take_order::take(act, &taking, &mut memo, &chunk)?;
            import::set_applied(act, taking.import, written)?;
            Ok(memo)
        })?;
        told(done, total);
    }
    let mut changed = plan.changed.into_iter().peekable();
    while changed.peek().is_some() {
        let chunk: Vec<Changed> = changed.by_ref().take(CHUNK).collect();
        done += chunk.len();
        let taking = Arc::clone(&taking);
        world.act_now(&authority.actor, move |act| {
            Authority::claim(act)?;
            chunk.iter().try_for_each(|changed| change_order::change(act, &taking, changed))
        })?;
        told(done, total);
    }
    Ok(())
}
