//! Deleting the files of photos whose rows are gone, and of those that nobody ever sent.

use std::sync::Arc;

use jiff::SignedDuration;

use super::store::{forget_removed, give_up, list_removed, list_waiting};
use crate::act::{Outcome, World};
use crate::db::StoreError;

/// Photos whose files are deleted in one go.
const CHUNK: i64 = 200;
/// How long a photo waits for the act that attaches it: a form is filled in and sent within this,
/// also where the connection was lost meanwhile. Source: assumption.
const WAITS: SignedDuration = SignedDuration::from_hours(24);

/// Gives up photos that were taken in and not sent within a day, and deletes the files of these
/// and of removed ones; how many photos. For a job, and safe to be cut short: a file that is gone
/// already is no error.
///
/// # Errors
/// [`StoreError`] if a file cannot be deleted or the database fails; the rest stays for later.
pub fn sweep(world: &Arc<World>) -> Outcome<usize> {
    let Some(objects) = world.objects.clone() else { return Ok(0) };
    let unsent = give_up_unsent(world)?;
    if unsent > 0 {
        tracing::info!(photos = unsent, "gave up photos that nobody sent within a day");
    }
    let mut swept = 0;
    loop {
        let keys = world.db.read(|conn| list_removed(conn, CHUNK))?;
        if keys.is_empty() {
            return Ok(swept);
        }
        // Jobs have threads of their own; the store of pictures wants an async one.
        let alone = tokio::runtime::Builder::new_current_thread().build();
        alone.map_err(StoreError::from)?.block_on(objects.delete(&keys))?;
        swept += keys.len();
        world.db.write(move |tx| forget_removed(tx.conn, &keys))?;
    }
}

fn give_up_unsent(world: &Arc<World>) -> Outcome<usize> {
    let before = world.time.now() - WAITS;
    let mut unsent = 0;
    loop {
        let keys = world.db.read(|conn| list_waiting(conn, before, CHUNK))?;
        if keys.is_empty() {
            return Ok(unsent);
        }
        unsent += world.db.write(move |tx| give_up(tx.conn, &keys))?;
    }
}
