//! The rights a person's posts give on a day: role by the charter, places by the body.

use std::sync::Arc;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use kernel::{BodyId, Level, PersonId, PlaceId, PostId};
use platform::permission::Grant;
use platform::{Conn, Role, StoreError};

use super::seats::Seats;
use super::{body, coverage, place, post, rota, tenancy};
use crate::model::{Body, Holder, Place, Seating, kind};

/// Answers the platform's questions after posts, as [`platform::Posts`].
pub struct ChartedPosts {
    /// Tells which role a seat has: a [`platform::charter::Book`] of its own, since the world's is
    /// not made yet when this is.
    pub seating: Arc<dyn Seating>,
    /// Makes days of instants: a post begins and ends at midnight there.
    pub zone: TimeZone,
}

/// What the posts of `person` give on `on`. A post whose seat the charter does not know gives
/// nothing; the month's turn as chief gives the chief's role besides.
///
/// # Errors
/// [`StoreError`] if the database refuses.
/// Source: DESIGN §1.2, §4.
pub fn of_person(
    conn: &mut Conn,
    seating: &dyn Seating,
    person: PersonId,
    on: Date,
) -> Result<Vec<Grant>, StoreError> {
    let held = post::of_person(conn, person, on)?;
    let bodies: Vec<BodyId> = held.iter().map(|holder| holder.post.body).collect();
    let turns: Vec<PostId> = rota::on(conn, &bodies, on)?.iter().map(|turn| turn.post).collect();
    let mut seats = Seats::on(seating, on);
    let mut grants = Vec::new();
    for holder in held {
        let Some(of) = body::load(conn, holder.post.body)? else { continue };
        if !of.exists_on(on) {
            continue;
        }
        let mut roles: Vec<Role> = seats.role(conn, &of, &holder.post.seat)?.into_iter().collect();
        if turns.contains(&holder.post.id) && !roles.contains(&Role::Chief) {
            roles.push(Role::Chief);
        }
        if roles.is_empty() {
            continue;
        }
        let places = places(conn, &of, &holder, on)?;
        grants.extend(roles.into_iter().map(|role| Grant {
            post: holder.post.id,
            body: of.id,
            role,
            places: places.clone(),
        }));
    }
    Ok(grants)
}

/// How far a post reaches: its own place if it has one, else the places of its body; an
/// enterprise reaches the buildings it rents in.
fn places(
    conn: &mut Conn,
    of: &Body,
    holder: &Holder,
    on: Date,
) -> Result<Vec<(Level, PlaceId)>, StoreError> {
    let own = match holder.post.place {
        Some(id) => place::load(conn, id)?.into_iter().collect(),
        None => coverage::places_of(conn, of.id, on)?,
    };
    let mut levels = Vec::new();
    for at in &own {
        expand(conn, at, on, &mut levels)?;
    }
    if holder.post.place.is_none() && of.kind == kind::ENTERPRISE {
        let rented = tenancy::of_body(conn, of.id)?;
        let current = rented.iter().filter(|one| one.term.contains(on));
        levels.extend(current.map(|one| (Level::Building, one.building)));
    }
    levels.sort_unstable();
    levels.dedup();
    Ok(levels)
}

/// The places of the three levels that `at` comes to: itself, the building it lies in, or what
/// it contains.
fn expand(
    conn: &mut Conn,
    at: &Place,
    on: Date,
    levels: &mut Vec<(Level, PlaceId)>,
) -> Result<(), StoreError> {
    if let Some(level) = at.kind.level() {
        levels.push((level, at.id));
    } else if let Some(building) = at.placement.building {
        levels.push((Level::Building, building));
    } else {
        let inner = if at.kind.is_area() {
            place::in_area(conn, at.id, on)?
        } else {
            place::children(conn, at.id)?
        };
        for one in &inner {
            // An area beside the tree hangs below a street or community, but contains by relation.
            if at.kind.is_area() || !one.kind.is_area() {
                expand(conn, one, on, levels)?;
            }
        }
    }
    Ok(())
}
