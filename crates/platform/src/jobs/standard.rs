//! The jobs that this crate itself needs.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::{Job, Nodes};
use crate::account;
use crate::act::{Outcome, World};
use crate::attachment;
use crate::calendar;
use crate::db::Backend;
use crate::journal::{head, seal};
use crate::repeat;
use crate::vault::erasure;

/// Entries sealed in one transaction.
const SEALED_AT_ONCE: i64 = 1_000;

/// What every installation runs: the sealer (PostgreSQL; SQLite seals in each batch), the daily
/// heads, the end of sessions and of
/// kept answers, the files of photos that were removed, the calendar.
#[must_use]
pub fn standard(backend: Backend) -> Vec<Job> {
    let minutes = |minutes: u64| Duration::from_secs(minutes * 60);
    let mut jobs = vec![
        // Asked for more often than daily: a node that was off at midnight is not late for long.
        Job::new("heads", minutes(15), Nodes::One, publish_heads),
        Job::new("sessions", minutes(10), Nodes::One, sweep_accounts),
        Job::new("photos", minutes(1), Nodes::One, |world| attachment::sweep(world).map(drop)),
        // Another node or a command may have taken a notice in.
        Job::new("calendar", minutes(1), Nodes::Every, |world| Ok(calendar::refresh(world)?)),
    ];
    if backend == Backend::Postgres {
        jobs.push(Job::new("sealer", Duration::from_millis(100), Nodes::One, seal_all));
    }
    jobs
}

/// Keeps the list of erasures beside the database, at `path`, up to date: on every node, since
/// each has its own file. See [`erasure::reconcile`].
#[must_use]
pub fn erasures(path: PathBuf) -> Job {
    Job::new("erasures", Duration::from_secs(60), Nodes::Every, move |world| {
        let again = erasure::reconcile(world, &path)?;
        if again > 0 {
            tracing::warn!(persons = again, "erased again what a restore had brought back");
        }
        Ok(())
    })
}

fn seal_all(world: &Arc<World>) -> Outcome<()> {
    let full = usize::try_from(SEALED_AT_ONCE).unwrap_or(usize::MAX);
    while world.db.write(|tx| seal::seal_pending(tx.conn, SEALED_AT_ONCE))? == full {}
    Ok(())
}

fn publish_heads(world: &Arc<World>) -> Outcome<()> {
    let day = world.time.now().to_zoned(world.zone.clone()).date();
    let key = world.keys.signing().clone();
    world.db.write(move |tx| head::publish(tx.conn, day, &key))?;
    Ok(())
}

fn sweep_accounts(world: &Arc<World>) -> Outcome<()> {
    let now = world.time.now();
    world.db.write(move |tx| {
        repeat::sweep(tx.conn, now)?;
        account::sweep(tx.conn, now)
    })?;
    Ok(())
}
