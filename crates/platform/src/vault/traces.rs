//! The question this crate asks the slices: what do you keep of a person besides their name?

use kernel::PersonId;

use crate::act::{Act, Outcome};

/// Removes what a slice keeps of a person outside the vault: their words, their photos. `app` wires
/// it into the [`crate::World`].
///
/// Whoever asks to be erased means all of it. Each slice answers inside the act that erases, so that
/// no moment has one without the other, and a restore that replays the erasure replays this too.
pub trait Traces: Send + Sync {
    /// Removes them, and journals on each thing that it was done; the fact that there was something
    /// stays.
    ///
    /// # Errors
    /// [`crate::StoreError`] if the database fails; then nobody is erased.
    fn erase(&self, act: &mut Act<'_, '_>, person: PersonId) -> Outcome<()>;
}
