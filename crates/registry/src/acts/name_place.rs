//! Remembers another name of a place, so that the next ledger finds it without asking.

use kernel::{PlaceId, Refusal, Subject, SubjectKind};
use platform::{Act, Outcome};

use super::event::PlaceNamed;
use super::extent::Extent;
use crate::permissions;
use crate::rules::{RegistryRefusal, naming};
use crate::store;

/// Remembers that `name` means `place`. A name that is known already changes nothing.
///
/// # Errors
/// [`RegistryRefusal::Blank`] for a name of no letters; not found for a place out of reach.
/// Source: DOMAIN 8.2 (ledgers name one building in many ways).
pub fn name_place(act: &mut Act<'_, '_>, place: PlaceId, name: &str) -> Outcome<()> {
    let extent = Extent::of(act, &permissions::EDIT)?;
    let place = extent.place(act, place)?;
    if naming::key(name).is_empty() {
        return Err(Refusal::from(RegistryRefusal::Blank { field: "name" }).into());
    }
    let now = act.now_us();
    if store::place::insert_alias(act.conn(), place.id, name.trim(), now)? {
        // What somebody typed into a ledger may hold more than a name: the journal has none of it.
        let subject = Subject::new(SubjectKind::Place, place.id);
        act.journal(place.placement.district, subject, &PlaceNamed {})?;
    }
    Ok(())
}
