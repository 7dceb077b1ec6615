//! What the journal says of requests: that they were made and how they were decided.

use serde::Serialize;

use crate::journal::Event;

/// Somebody asked to be erased.
#[derive(Serialize)]
pub(super) struct ErasureAsked {}

impl Event for ErasureAsked {
    const KIND: &'static str = "privacy.erasure_asked";
}

/// It was done; the erasure itself has its own entry.
#[derive(Serialize)]
pub(super) struct ErasureGranted {
    /// A word of [`super::Erasure`].
    pub(super) ground: &'static str,
}

impl Event for ErasureGranted {
    const KIND: &'static str = "privacy.erasure_granted";
}

/// It was refused.
#[derive(Serialize)]
pub(super) struct ErasureRefused {
    /// A word of [`super::Keeping`].
    pub(super) ground: &'static str,
}

impl Event for ErasureRefused {
    const KIND: &'static str = "privacy.erasure_refused";
}
