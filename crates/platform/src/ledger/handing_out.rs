//! Handing a ledger out is a look at everything in it, so it stands in the journal.

use std::collections::BTreeMap;

use kernel::{PlaceId, Subject, SubjectKind};
use serde::Serialize;

use crate::act::Act;
use crate::db::StoreError;
use crate::journal::Event;

/// What was handed out. It holds ids, closed words and numbers, never what somebody typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HandedOut {
    /// The ledger.
    pub ledger: &'static str,
    /// What it was narrowed to: fields with their values, [`TYPED`] for a text of the reader's own.
    pub narrowed: BTreeMap<&'static str, String>,
    /// How many rows.
    pub rows: usize,
}

/// Stands in the journal for a text somebody typed, such as a name.
pub const TYPED: &str = "typed";

impl Event for HandedOut {
    const KIND: &'static str = "ledger.handed_out";
}

/// Journals it, about whoever took it, in the chain of `district`; the installation's own for
/// whoever holds the machine. The caller has required the permission to take it.
///
/// # Errors
/// [`StoreError`] if the database refuses: then nothing may be handed out.
/// Source: UX §6 (each look is logged).
pub fn handed_out(
    act: &mut Act<'_, '_>,
    district: Option<PlaceId>,
    handed: &HandedOut,
) -> Result<(), StoreError> {
    let taker = match act.actor().account {
        Some(account) => Subject::new(SubjectKind::Account, account),
        None => Subject::new(SubjectKind::System, 0_i64),
    };
    act.journal(district, taker, handed)?;
    Ok(())
}
