//! Moving what was committed from the write-ahead log into the database file, beside the writer.
//!
//! Left to itself, SQLite does it inside a commit, every thousand pages: whoever is acknowledged
//! by that commit waits for it, and pages that change with every act are copied again and again.
//! Here a connection of its own does it at most a few times a second; readers and the writer go
//! on meanwhile.

use std::path::Path;
use std::sync::mpsc;
use std::time::Duration;

use diesel::connection::SimpleConnection;

use super::{Conn, StoreError};

/// Between two checkpoints.
const PAUSE: Duration = Duration::from_millis(200);

/// A handle to the thread that makes the checkpoints; it ends with the handle.
pub(super) struct Checkpointer {
    committed: mpsc::SyncSender<()>,
}

impl Checkpointer {
    /// Starts it for the database at `path`.
    ///
    /// # Errors
    /// [`StoreError`] if the database cannot be opened.
    pub(super) fn start(path: &Path) -> Result<Self, StoreError> {
        let mut conn = Conn::sqlite_writer(path)?;
        let (committed, commits) = mpsc::sync_channel(1);
        std::thread::Builder::new()
            .name("checkpointer".to_owned())
            .spawn(move || {
                while commits.recv().is_ok() {
                    std::thread::sleep(PAUSE);
                    checkpoint(&mut conn);
                }
            })
            .expect("the system can start a thread");
        Ok(Self { committed })
    }

    /// Tells that something was committed. One word is enough however many say it.
    pub(super) fn committed(&self) {
        // Full: it knows already. Gone: the log is moved by whoever opens the database next.
        let (Ok(()) | Err(_)) = self.committed.try_send(());
    }
}

fn checkpoint(conn: &mut Conn) {
    if let Err(error) = conn.batch_execute("PRAGMA wal_checkpoint(PASSIVE)") {
        // Nothing is lost: the log still holds it, and the next one tries again.
        tracing::warn!(%error, "a checkpoint was not made");
    }
}
