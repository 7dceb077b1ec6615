//! When many alike are suggested as a common need.

use platform::charter::Reader;
use serde::{Deserialize, Serialize};

/// So many matters of one category in one building within so long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recurring {
    /// How many, at least 2.
    pub matters: u32,
    /// Within how many days, counted back from now.
    pub within_days: u32,
}

pub(super) fn read(reader: &mut Reader<'_>) -> Option<Recurring> {
    let matters = reader.between("matters", 2, 1000);
    let within_days = reader.between("within_days", 1, 730);
    Some(Recurring { matters: matters?, within_days: within_days? })
}
