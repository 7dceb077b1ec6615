//! Progress of long work, on a terminal only.

use std::cell::Cell;
use std::io::{IsTerminal, Write};

/// Tells how far something is, on one line of the terminal.
pub(super) struct Progress {
    shown: bool,
    last: Cell<usize>,
}

impl Progress {
    pub fn new() -> Self {
        Self { shown: std::io::stderr().is_terminal(), last: Cell::new(usize::MAX) }
    }

    /// Shows `what` and how much of it is done, at most once a percent.
    pub fn tell(&self, what: &str, done: usize, of: usize) {
        let percent = (done * 100).checked_div(of).unwrap_or(100);
        if !self.shown || self.last.replace(percent) == percent {
            return;
        }
        let mut terminal = std::io::stderr().lock();
        // The line is for show; that it cannot be written is no failure of the work.
        drop(write!(terminal, "\r\x1b[K{what} {percent} %").and_then(|()| terminal.flush()));
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.shown {
            drop(write!(std::io::stderr().lock(), "\r\x1b[K"));
        }
    }
}
