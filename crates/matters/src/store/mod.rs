//! The slice's tables: SQL only, scope in, model out.
//!
//! A matter is found through a [`Sight`]: how far somebody sees, and whether they are shielded.
//! What the reporter wrote ([`raw`]) can be read only by a sight that is not.

pub mod assignment;
pub mod batch;
pub mod bulletin;
pub mod clock;
pub mod common_need;
pub mod counting;
pub mod escalation;
pub mod hand;
pub mod list;
pub mod matter;
pub mod merge;
pub mod note;
pub mod orders;
pub mod precedent;
pub mod public;
pub mod rating;
pub mod raw;
pub mod request;
pub(crate) mod ripe;
pub(crate) mod schema;
pub mod searching;
pub mod sight;
pub mod suggestion;
pub mod supervision;
pub mod tally;
pub mod voice;
pub mod whistle;
pub mod work;

pub use sight::{FullSight, Sight};

use platform::StoreError;

/// Reads a stored word back, or says which row holds one this version does not know.
fn word<T>(
    table: &'static str,
    column: &'static str,
    id: i64,
    stored: &str,
    read: impl FnOnce(&str) -> Option<T>,
) -> Result<T, StoreError> {
    read(stored).ok_or_else(|| StoreError::corrupt(table, column, id, stored))
}

/// Reads a stored instant back.
fn instant(
    table: &'static str,
    column: &'static str,
    id: i64,
    stored: i64,
) -> Result<jiff::Timestamp, StoreError> {
    jiff::Timestamp::from_microsecond(stored)
        .map_err(|_| StoreError::corrupt(table, column, id, stored.to_string()))
}
