//! What the journal says of the calendar.

use serde::Serialize;

use crate::journal::Event;

/// A notice was taken in.
#[derive(Serialize)]
pub(super) struct TakenIn {
    /// The years whose days it names.
    pub(super) years: Vec<i16>,
    /// How many days it names.
    pub(super) days: usize,
}

impl Event for TakenIn {
    const KIND: &'static str = "calendar.taken_in";
}
