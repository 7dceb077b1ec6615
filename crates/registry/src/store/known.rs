//! The buildings somebody may name, ready to be matched against texts.

use std::collections::{BTreeSet, HashMap};

use diesel::prelude::*;
use kernel::{Level, PlaceId, Scope};
use platform::{Conn, StoreError};

use super::place::PlaceRow;
use crate::model::Place;
use crate::rules::matching::{BuildingIndex, Known};
use crate::schema::{building, place, place_alias};

/// An index of the buildings within scope by name, other names and address. Texts that name the
/// city, the district or the street before the building are understood.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn buildings(conn: &mut Conn, scope: &Scope) -> Result<BuildingIndex, StoreError> {
    let mut known = HashMap::new();
    let mut above = BTreeSet::new();
    for &(level, at) in scope.places() {
        for (place, address) in within(conn, level, at)? {
            above.extend(place.path.iter().copied().filter(|id| *id != place.id));
            known.insert(place.id, entry(place, address));
        }
    }
    for (id, name) in aliases(conn, scope)? {
        if let Some(one) = known.get_mut(&id) {
            one.aliases.push(name);
        }
    }
    let above: Vec<PlaceId> = above.into_iter().collect();
    let divisions: Vec<String> = super::name::of_places(conn, &above)?.into_values().collect();
    let known: Vec<Known> = known.into_values().collect();
    Ok(BuildingIndex::new(&known, &divisions))
}

fn entry(place: Place, address: String) -> Known {
    Known {
        place: place.id,
        name: place.name,
        aliases: Vec::new(),
        address,
        street: place.placement.street,
    }
}

fn within(conn: &mut Conn, level: Level, at: PlaceId) -> Result<Vec<(Place, String)>, StoreError> {
    let query = building::table
        .inner_join(place::table)
        .select((PlaceRow::as_select(), building::address))
        .into_boxed();
    let rows: Vec<(PlaceRow, String)> = match level {
        Level::District => query.filter(building::district_id.eq(at.0)).load(conn)?,
        Level::Street => query.filter(building::street_id.eq(at.0)).load(conn)?,
        Level::Building => query.filter(building::place_id.eq(at.0)).load(conn)?,
    };
    rows.into_iter().map(|(row, address)| Ok((row.read()?, address))).collect()
}

fn aliases(conn: &mut Conn, scope: &Scope) -> Result<Vec<(PlaceId, String)>, StoreError> {
    let mut all = Vec::new();
    for &(level, at) in scope.places() {
        let query = place_alias::table
            .inner_join(building::table.on(building::place_id.eq(place_alias::place_id)))
            .select((place_alias::place_id, place_alias::name))
            .into_boxed();
        let rows: Vec<(i64, String)> = match level {
            Level::District => query.filter(building::district_id.eq(at.0)).load(conn)?,
            Level::Street => query.filter(building::street_id.eq(at.0)).load(conn)?,
            Level::Building => query.filter(building::place_id.eq(at.0)).load(conn)?,
        };
        all.extend(rows.into_iter().map(|(id, name)| (PlaceId(id), name)));
    }
    Ok(all)
}
