//! What pages of the registry ask the slices above, which answer through these traits; `app` wires
//! them. Source: STYLE §2 (to ask a sibling, define a trait in your own slice).

use jiff::Timestamp;
use kernel::PlaceId;
use platform::web::{Titled, Tone};
use platform::{Actor, Conn, StoreError};

use crate::model::Place;

/// A matter that somebody still owes work on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenMatter {
    /// Where: a room, a floor, a spot, or the building.
    pub place: PlaceId,
    /// What others read of it.
    pub title: String,
    /// Its page.
    pub href: String,
    /// The colour of its clock: late, soon, or in time.
    pub tone: Tone,
}

/// The matters open in a building.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OpenInBuilding {
    /// Their list.
    pub href: String,
    /// The most pressing first; cut where nobody reads further.
    pub matters: Vec<OpenMatter>,
}

/// Tells which matters are open in a building.
pub trait OpenMatters: Send + Sync {
    /// What of it `actor` may see at `now`; `None` for who may see no matters at all.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses.
    fn open_in(
        &self,
        conn: &mut Conn,
        actor: &Actor,
        building: &Place,
        now: Timestamp,
    ) -> Result<Option<OpenInBuilding>, StoreError>;
}

/// Where no slice keeps matters.
#[derive(Debug, Default, Clone, Copy)]
pub struct NoMatters;

impl OpenMatters for NoMatters {
    fn open_in(
        &self,
        _: &mut Conn,
        _: &Actor,
        _: &Place,
        _: Timestamp,
    ) -> Result<Option<OpenInBuilding>, StoreError> {
        Ok(None)
    }
}

/// Finds things of one kind by their names, for `/search`.
pub trait Finder: Send + Sync {
    /// Locale key of the group's name.
    fn group(&self) -> &'static str;

    /// Address of the list that has all that goes by `words`; empty where there is none.
    fn all(&self, _words: &str) -> String {
        String::new()
    }

    /// What goes by `words`, within the actor's rights, at most `most`.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses.
    fn find(
        &self,
        conn: &mut Conn,
        actor: &Actor,
        words: &str,
        most: usize,
    ) -> Result<Vec<Titled>, StoreError>;
}
