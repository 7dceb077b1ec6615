//! Buildings, enterprises and bodies by their names, for `/search`.

use jiff::civil::Date;
use kernel::PlaceId;
use platform::web::Titled;
use platform::{Actor, Conn, StoreError};

use crate::model::{Building, EnterpriseFilter, kind};
use crate::permissions::{SEE, SEE_BODIES, SEE_ENTERPRISES};
use crate::store;
use crate::store::body::BodyFilter;
use crate::titles::{body_link, building_href};

/// Buildings that go by `words`.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub(crate) fn buildings(
    conn: &mut Conn,
    actor: &Actor,
    words: &str,
    most: usize,
) -> Result<Vec<Titled>, StoreError> {
    let scope = actor.scope(&SEE);
    let found = store::building::list(conn, &scope, words, None, most)?.rows;
    let streets: Vec<PlaceId> = found.iter().filter_map(|one| one.place.placement.street).collect();
    let streets = store::name::of_places(conn, &streets)?;
    let titled = |one: Building| {
        let street = one.place.placement.street.and_then(|id| streets.get(&id).cloned());
        let place = [street.unwrap_or_default(), one.details.address].join(" ").trim().to_owned();
        Titled {
            title: one.place.name,
            place,
            href: building_href(&one.place.code),
            said: String::new(),
        }
    };
    Ok(found.into_iter().map(titled).collect())
}

/// Enterprises that go by `words` on a day; without addresses for who is shielded.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub(crate) fn enterprises(
    conn: &mut Conn,
    actor: &Actor,
    words: &str,
    today: Date,
    most: usize,
) -> Result<Vec<Titled>, StoreError> {
    let scope = actor.scope(&SEE_ENTERPRISES);
    let filter = EnterpriseFilter { name: words.to_owned(), ..EnterpriseFilter::default() };
    let found = store::enterprise::list(conn, &scope, &filter, today, None, most)?.rows;
    let homes: Vec<PlaceId> = found.iter().filter_map(|one| one.details.building).collect();
    let homes = store::name::of_places(conn, &homes)?;
    let linked = actor.may(&SEE_BODIES);
    Ok(found
        .into_iter()
        .map(|one| {
            let home = one.details.building.and_then(|id| homes.get(&id).cloned());
            let href = body_link(linked, kind::ENTERPRISE, one.body.id);
            Titled {
                title: one.body.name,
                place: home.unwrap_or_default(),
                href,
                said: String::new(),
            }
        })
        .collect())
}

/// Bodies other than enterprises that go by `words`; without addresses for who is shielded.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub(crate) fn bodies(
    conn: &mut Conn,
    actor: &Actor,
    words: &str,
    most: usize,
) -> Result<Vec<Titled>, StoreError> {
    let scope = actor.scope(&SEE);
    let filter = BodyFilter {
        except: kind::ENTERPRISE.to_owned(),
        name: words.to_owned(),
        ..BodyFilter::default()
    };
    let found = store::body::list(conn, &scope, &filter, None, most)?.rows;
    let streets: Vec<PlaceId> = found.iter().filter_map(|one| one.placement.street).collect();
    let streets = store::name::of_places(conn, &streets)?;
    let linked = actor.may(&SEE_BODIES);
    Ok(found
        .into_iter()
        .map(|one| {
            let street = one.placement.street.and_then(|id| streets.get(&id).cloned());
            let href = body_link(linked, &one.kind, one.id);
            Titled { title: one.name, place: street.unwrap_or_default(), href, said: String::new() }
        })
        .collect())
}
