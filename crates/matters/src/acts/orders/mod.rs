//! Taking in ledgers of orders, and handing lists out as the same ledger.
//!
//! A ledger is first read and reported ([`stage`]); nothing is written until somebody says so
//! ([`apply`]), and then all of it or nothing. Orders are known by their source and number, so the
//! same ledger changes nothing a second time. What is new is written in chunks that nobody sees,
//! and becomes visible as a whole.
//!
//! Source: MISSION M2; DESIGN §6 (import); UX §3 Import.

mod apply;
mod authority;
mod change_order;
mod discard;
mod display;
mod export;
mod gather;
mod hand_out;
mod places;
mod plan;
mod read_in;
mod stage;
mod take_order;

use std::sync::Arc;

use platform::{Actor, Outcome, World};

use crate::model::order::{Import, ImportState, Report, Setting};

pub use apply::apply;
pub use authority::Authority;
pub use discard::discard;
pub use export::{Handed, Taken, export};
pub use hand_out::hand_out;
pub use places::{choices, find_place, named};
pub use stage::{
    Looked, Upload, bring_again, find, list, look, marked, reading, restage, sources, stage,
};

/// What a ledger amounted to.
#[derive(Debug, Clone)]
pub struct Summary {
    /// The import it became; `None` for a trial.
    pub import: Option<Import>,
    /// What was read.
    pub report: Report,
    /// Whether it was written.
    pub is_applied: bool,
}

/// Reads a ledger and, unless it is a trial or something has to be mended or told, writes it: what
/// the command line calls. `told` hears how many orders of how many are written.
///
/// # Errors
/// What [`stage`] and [`apply`] refuse. A ledger with faults is no error: the report says them.
pub fn run(
    world: &Arc<World>,
    actor: &Arc<Actor>,
    upload: &Upload,
    setting: &Setting,
    is_trial: bool,
    told: &mut dyn FnMut(usize, usize),
) -> Outcome<Summary> {
    if is_trial {
        let report = stage::trial(world, actor, upload, setting)?;
        return Ok(Summary { import: None, report, is_applied: false });
    }
    let staged = stage(world, actor, upload, setting)?;
    let (_, contents) = reading(world, actor, staged.id)?;
    if staged.state == ImportState::Staged && !staged.counts.is_clean() {
        discard(world, actor, staged.id)?;
        return Ok(Summary { import: None, report: contents.report, is_applied: false });
    }
    let import = apply(world, actor, staged.id, told)?;
    Ok(Summary { import: Some(import), report: contents.report, is_applied: true })
}
