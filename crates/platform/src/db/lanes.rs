//! A small pool: connections are opened when first needed, at most as many as there are lanes.

use std::sync::{Condvar, Mutex, PoisonError};

use super::{Conn, StoreError};

type Open = Box<dyn Fn() -> Result<Conn, StoreError> + Send + Sync>;

pub(super) struct Lanes {
    open: Open,
    state: Mutex<State>,
    freed: Condvar,
}

struct State {
    idle: Vec<Conn>,
    /// How many more connections may be opened.
    spare: usize,
}

/// A borrowed connection. Dropped without [`Lane::give_back`] (an error, a panic) it is closed,
/// so that nobody inherits a transaction left open.
pub(super) struct Lane<'a> {
    lanes: &'a Lanes,
    conn: Option<Conn>,
}

impl Lanes {
    pub(super) fn new(
        size: usize,
        open: impl Fn() -> Result<Conn, StoreError> + Send + Sync + 'static,
    ) -> Self {
        let state = Mutex::new(State { idle: Vec::new(), spare: size });
        Self { open: Box::new(open), state, freed: Condvar::new() }
    }

    pub(super) fn take(&self) -> Result<Lane<'_>, StoreError> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(conn) = state.idle.pop() {
                return Ok(Lane { lanes: self, conn: Some(conn) });
            }
            if state.spare > 0 {
                state.spare -= 1;
                drop(state);
                // If opening fails, dropping the empty lane returns its place.
                let mut lane = Lane { lanes: self, conn: None };
                lane.conn = Some((self.open)()?);
                return Ok(lane);
            }
            state = self.freed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

impl Lane<'_> {
    pub(super) fn conn(&mut self) -> &mut Conn {
        self.conn.as_mut().expect("a lane holds its connection until it is given back")
    }

    pub(super) fn give_back(mut self) {
        let mut state = self.lanes.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.idle.extend(self.conn.take());
        drop(state);
        self.lanes.freed.notify_one();
        std::mem::forget(self);
    }
}

impl Drop for Lane<'_> {
    fn drop(&mut self) {
        self.conn = None;
        let mut state = self.lanes.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.spare += 1;
        drop(state);
        self.lanes.freed.notify_one();
    }
}
