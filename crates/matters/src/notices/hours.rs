//! At which hours people are told by mail: those of the charter that a thing goes by.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use kernel::Hours;
use platform::{Conn, StoreError, World};

use crate::model::charter::Matters;

/// The hours of things by their charters' versions, both given in pairs; what goes by a charter
/// that names none is left out.
pub(super) fn by_charter(
    conn: &mut Conn,
    world: &World,
    of: &[(i64, i64)],
) -> Result<HashMap<i64, Hours>, StoreError> {
    let mut known: HashMap<i64, Option<Hours>> = HashMap::new();
    for &(_, version) in of {
        if let Entry::Vacant(unknown) = known.entry(version) {
            let pinned = world.charters.version(conn, version)?;
            unknown.insert(pinned.and_then(|one| one.section::<Matters>().telling));
        }
    }
    let hours = |&(id, version): &(i64, i64)| Some((id, (*known.get(&version)?)?));
    Ok(of.iter().filter_map(hours).collect())
}
