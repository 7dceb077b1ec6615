//! Real time, for measuring alone.

use std::time::Instant;

/// The present.
#[expect(clippy::disallowed_methods, reason = "a benchmark measures real time")]
pub fn start() -> Instant {
    Instant::now()
}
