//! Deleting the files of photos whose rows are gone.

use std::sync::Arc;

use super::store::{forget_removed, list_removed};
use crate::act::{Outcome, World};
use crate::db::StoreError;

/// Photos whose files are deleted in one go.
const CHUNK: i64 = 200;

/// Deletes the files of removed photos; how many photos. For a job, and safe to be cut short: a
/// file that is gone already is no error.
///
/// # Errors
/// [`StoreError`] if a file cannot be deleted or the database fails; the rest stays for later.
pub fn sweep(world: &Arc<World>) -> Outcome<usize> {
    let Some(objects) = world.objects.clone() else { return Ok(0) };
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
