//! The places orders may be put down to.

use std::collections::HashMap;
use std::sync::Arc;

use kernel::{PlaceId, Whereabouts};
use platform::{Actor, Conn, Outcome};
use registry::model::Place;
use registry::rules::naming;
use registry::store;

use super::Authority;
use crate::model::order::NamedPlace;
use crate::rules::orders::placing::{Gazetteer, Known};

/// Buildings of a district, at most; ten times the largest known.
const BUILDINGS: usize = 5_000;

/// The buildings and streets within the authority's reach, by every name they go by.
pub(super) fn gazetteer(conn: &mut Conn, authority: &Authority) -> Outcome<Gazetteer> {
    let codes = street_codes(conn, authority)?;
    let code = |at: &Whereabouts| {
        let known = codes.iter().find(|(street, _)| Some(*street) == at.street);
        known.map(|(_, code)| code.clone()).unwrap_or_default()
    };
    let buildings = store::building::list(conn, &authority.scope, "", None, BUILDINGS)?.rows;
    let buildings = buildings.into_iter().filter_map(|building| {
        let at = in_district(&building.place, authority)?;
        let (id, street_code) = (building.place.id, code(&at));
        Some(Known { id, name: building.place.name, at, street_code })
    });
    let buildings = buildings.collect();
    let index = store::known::buildings(conn, &authority.scope)?;
    Ok(Gazetteer::new(buildings, index, streets(conn, authority)?))
}

fn in_district(place: &Place, authority: &Authority) -> Option<Whereabouts> {
    place.whereabouts().filter(|at| at.district == authority.district)
}

fn streets(conn: &mut Conn, authority: &Authority) -> Outcome<Vec<Known>> {
    let all = store::division::streets(conn, authority.district)?;
    let known = all.into_iter().filter_map(|street| {
        let at = in_district(&street, authority)?;
        let known = Known { id: street.id, name: street.name, at, street_code: street.short };
        authority.scope.covers(&at).then_some(known)
    });
    Ok(known.collect())
}

/// The capitals that numbers of matters begin with, by street; those of the district where a
/// street has none.
fn street_codes(conn: &mut Conn, authority: &Authority) -> Outcome<Vec<(PlaceId, String)>> {
    let district = store::place::load(conn, authority.district)?;
    let own = district.map(|district| district.short).unwrap_or_default();
    let streets = store::division::streets(conn, authority.district)?;
    let code = |street: Place| {
        let short = if street.short.is_empty() { own.clone() } else { street.short };
        (street.id, short)
    };
    Ok(streets.into_iter().map(code).collect())
}

/// Every place that can be chosen when a text is asked, in the district of `near` where somebody
/// reaches several: buildings, then streets. Where names repeat, the street stands behind.
///
/// # Errors
/// Not found for whoever may not import.
pub fn choices(
    conn: &mut Conn,
    actor: &Arc<Actor>,
    near: Option<PlaceId>,
) -> Outcome<Vec<NamedPlace>> {
    let authority = Authority::of(conn, actor, near)?;
    let buildings = store::building::list(conn, &authority.scope, "", None, BUILDINGS)?.rows;
    let all = store::division::streets(conn, authority.district)?;
    let street_names: HashMap<PlaceId, String> =
        all.into_iter().map(|street| (street.id, street.name)).collect();
    let mut times: HashMap<String, usize> = HashMap::new();
    for building in &buildings {
        *times.entry(building.place.name.clone()).or_default() += 1;
    }
    let named = |place: Place| {
        let at = in_district(&place, &authority)?;
        let street = at.street.and_then(|street| street_names.get(&street));
        let name = match street {
            Some(street) if times[&place.name] > 1 => format!("{} · {street}", place.name),
            _ => place.name,
        };
        Some(NamedPlace { id: place.id, name })
    };
    let buildings: Vec<NamedPlace> =
        buildings.into_iter().filter_map(|building| named(building.place)).collect();
    let streets = streets(conn, &authority)?;
    let streets = streets.into_iter().map(|street| NamedPlace { id: street.id, name: street.name });
    Ok(buildings.into_iter().chain(streets).collect())
}

/// The one building or street within reach that a name (or a building's code) means, for options
/// of commands.
///
/// # Errors
/// Not found for whoever may not import.
pub fn find_place(conn: &mut Conn, actor: &Arc<Actor>, name: &str) -> Outcome<Option<NamedPlace>> {
    let all = choices(conn, actor, None)?;
    if let Some(place) = store::place::find_by_code(conn, name.trim())? {
        return Ok(all.into_iter().find(|choice| choice.id == place.id));
    }
    Ok(named(&all, name).cloned())
}

/// The one of `places` that goes by `name`, however it is spaced; none where several do.
#[must_use]
pub fn named<'a>(places: &'a [NamedPlace], name: &str) -> Option<&'a NamedPlace> {
    let key = naming::key(name);
    let mut same = places.iter().filter(|place| naming::key(&place.name) == key);
    let only = same.next()?;
    same.next().is_none().then_some(only)
}
