//! Giving a ledger up before anything of it is written.

use std::sync::Arc;

use kernel::Refusal;
use platform::{Actor, Outcome, World};

use super::{Authority, stage};
use crate::event;
use crate::model::order::{ImportId, ImportState};
use crate::store::orders::import;

/// Gives a staged ledger up; the file is gone with it.
///
/// # Errors
/// Not found for whoever may not see it; refused unless it is staged.
pub fn discard(world: &Arc<World>, actor: &Arc<Actor>, id: ImportId) -> Outcome<()> {
    let found = world.db.read(|conn| stage::find(conn, actor, id))?;
    let near = Some(found.district);
    let authority = world.db.read(|conn| Authority::of(conn, actor, near))?;
    world.act_now(&authority.actor, move |act| {
        Authority::claim(act)?;
        if !import::end(act, id, ImportState::Staged, ImportState::Discarded)? {
            return Err(Refusal::new("order-refusal-ended").into());
        }
        let discarded = event::ImportDiscarded { file: found.file_hash.clone() };
        act.journal(Some(found.district), found.subject(), &discarded)?;
        Ok(())
    })
}
