//! Whose turn it is to write, among processes that share one SQLite file.
//!
//! SQLite lets whoever waits for its lock try again after a pause that grows; a process that
//! writes again and again, as one that takes in a ledger, is then nearly always first, and others
//! wait for seconds. Here whoever comes stands in line: two locks on files, of which the first is
//! held while waiting for the second, so that whoever had the last turn finds the line taken.

use std::fs::{File, OpenOptions};
use std::io;
use std::path::Path;

/// The line for a database file. The system frees the locks of a process that dies.
pub(super) struct Turnstile {
    line: File,
    turn: File,
}

impl Turnstile {
    /// The line for the database at `path`: two empty files beside it.
    ///
    /// # Errors
    /// If the files cannot be made.
    pub(super) fn beside(path: &Path) -> io::Result<Self> {
        let open = |ending: &str| {
            let mut name = path.as_os_str().to_owned();
            name.push(ending);
            OpenOptions::new().create(true).truncate(false).write(true).open(name)
        };
        Ok(Self { line: open("-line")?, turn: open("-turn")? })
    }

    /// Waits for its turn, does `work`, and lets the next one in.
    ///
    /// # Errors
    /// If the system refuses the lock; nothing was done then.
    pub(super) fn turn<T>(&self, work: impl FnOnce() -> T) -> io::Result<T> {
        self.line.lock()?;
        let come = self.turn.lock();
        self.line.unlock()?;
        come?;
        let done = work();
        self.turn.unlock()?;
        Ok(done)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

    use super::*;

    /// However greedy one is, it gets one turn at most while another waits for a turn.
    #[test]
    fn whoever_waits_is_next() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("loushi.db");
        let (turns, ended) = (AtomicUsize::new(0), AtomicBool::new(false));
        let (greedy, other) =
            (Turnstile::beside(&path).unwrap(), Turnstile::beside(&path).unwrap());
        std::thread::scope(|scope| {
            scope.spawn(|| {
                while !ended.load(Ordering::SeqCst) {
                    greedy.turn(|| turns.fetch_add(1, Ordering::SeqCst)).unwrap();
                }
            });
            while turns.load(Ordering::SeqCst) == 0 {
                std::thread::yield_now();
            }
            for _ in 0..50 {
                other.line.lock().unwrap();
                let before = turns.load(Ordering::SeqCst);
                other.turn.lock().unwrap();
                other.line.unlock().unwrap();
                assert!(turns.load(Ordering::SeqCst) <= before + 1, "one was under way at most");
                other.turn.unlock().unwrap();
            }
            ended.store(true, Ordering::SeqCst);
        });
    }
}
