//! The question this crate asks the slices: what do you keep of a person besides their name?

use kernel::{PersonId, Subject};

use crate::act::{Act, Outcome};
use crate::db::{Conn, StoreError};

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

    /// The person behind a thing of this slice, known from now on where only the thing was: so that
    /// whoever left words without a name can be erased like everybody. `None` for what is not this
    /// slice's, and where nothing of anybody is held.
    ///
    /// # Errors
    /// [`crate::StoreError`] if the database fails.
    fn person_behind(
        &self,
        _act: &mut Act<'_, '_>,
        _subject: Subject,
    ) -> Outcome<Option<PersonId>> {
        Ok(None)
    }

    /// Whether what the data about a thing were given for still goes on, for whoever decides.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    fn is_needed(&self, _conn: &mut Conn, _subject: Subject) -> Result<bool, StoreError> {
        Ok(false)
    }
}
