//! Where a matter stands: the facts every rule begins from.

use super::{Running, State};

/// The state of a matter and the clocks that run on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Its state.
    pub state: State,
    /// The clocks that run.
    pub running: Running,
}
