//! What the checking page holds against the charter: one query for each sort of fact, however many
//! bodies there are.

use std::collections::{BTreeMap, HashMap};

use diesel::prelude::*;
use jiff::civil::Date;
use kernel::{BodyId, Level, PlaceId, Scope};
use platform::{Conn, StoreError};

use super::body::BodyRow;
use super::place::PlaceRow;
use super::{building, day, post, rota};
use crate::model::{Body, Marks, Place, PlaceKind, Post, kind};
use crate::rules::checking::{BodyFacts, PlaceFacts};
use crate::rules::joining::Ties;
use crate::schema::{area_place, body, body_place, place};

/// Buildings that are read at most: more than any district has (assumption).
const MOST_BUILDINGS: usize = 20_000;

/// What there is within a scope on a day.
#[derive(Debug, Default)]
pub struct Ground {
    /// The bodies, by id.
    pub bodies: Vec<BodyFacts>,
    /// The places with their facts, in the order of their ledgers.
    pub places: Vec<(Place, PlaceFacts)>,
    /// The kinds of the bodies that holders sit for.
    pub kinds: HashMap<BodyId, String>,
}

/// The bodies of `kinds` at home within scope (of one building: those that cover it), and its
/// buildings and places of `sorts`, as they are on a day.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn ground(
    conn: &mut Conn,
    scope: &Scope,
    kinds: &[&str],
    sorts: &[PlaceKind],
    on: Date,
) -> Result<Ground, StoreError> {
    let found = bodies(conn, scope, kinds, on)?;
    let ids: Vec<BodyId> = found.iter().map(|body| body.id).collect();
    let posts = post::bare_of_bodies(conn, &ids, on)?;
    let above = found.iter().filter_map(|body| body.parent);
    let named = above.chain(posts.iter().filter_map(|post| post.represents));
    let kinds = kinds_of(conn, named.collect())?;
    let covers = covers(conn, &ids, on)?;
    let turns: Vec<BodyId> = rota::on(conn, &ids, on)?.iter().map(|turn| turn.body).collect();
    Ok(Ground {
        bodies: put_together(found, posts, covers, &turns, &kinds),
        places: places(conn, scope, sorts, on)?,
        kinds,
    })
}

fn put_together(
    found: Vec<Body>,
    held: Vec<Post>,
    mut covers: HashMap<BodyId, Vec<PlaceId>>,
    turns: &[BodyId],
    kinds: &HashMap<BodyId, String>,
) -> Vec<BodyFacts> {
    let mut posts: HashMap<BodyId, Vec<Post>> = HashMap::new();
    for post in held {
        posts.entry(post.body).or_default().push(post);
    }
    let above = |body: &Body| body.parent.and_then(|id| kinds.get(&id).cloned());
    found
        .into_iter()
        .map(|body| BodyFacts {
            posts: posts.remove(&body.id).unwrap_or_default(),
            covers: covers.remove(&body.id).unwrap_or_default(),
            has_turn: turns.contains(&body.id),
            above: above(&body).unwrap_or_default(),
            body,
        })
        .collect()
}

fn bodies(
    conn: &mut Conn,
    scope: &Scope,
    kinds: &[&str],
    on: Date,
) -> Result<Vec<Body>, StoreError> {
    let mut found = BTreeMap::new();
    for &(level, at) in scope.places() {
        let query =
            body::table.filter(body::kind.eq_any(kinds)).select(BodyRow::as_select()).into_boxed();
        let query = match level {
            Level::District => query.filter(body::district_id.eq(at.0)),
            Level::Street => query.filter(body::street_id.eq(at.0)),
            Level::Building => {
                let covering = body_place::table
                    .filter(body_place::place_id.eq(at.0))
                    .filter(body_place::retracted_at.is_null())
                    .select(body_place::body_id);
                query.filter(body::id.eq_any(covering))
            }
        };
        for row in query.load::<BodyRow>(conn)? {
            let one = row.read()?;
            found.insert(one.id, one);
        }
    }
    Ok(found.into_values().filter(|body| body.exists_on(on)).collect())
}

fn kinds_of(conn: &mut Conn, ids: Vec<BodyId>) -> Result<HashMap<BodyId, String>, StoreError> {
    let mut ids: Vec<i64> = ids.into_iter().map(|id| id.0).collect();
    ids.sort_unstable();
    ids.dedup();
    let rows: Vec<(i64, String)> =
        body::table.filter(body::id.eq_any(ids)).select((body::id, body::kind)).load(conn)?;
    Ok(rows.into_iter().map(|(id, kind)| (BodyId(id), kind)).collect())
}

/// The places each of the bodies covers on a day.
fn covers(
    conn: &mut Conn,
    ids: &[BodyId],
    on: Date,
) -> Result<HashMap<BodyId, Vec<PlaceId>>, StoreError> {
    let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let on = day::text(on);
    let rows: Vec<(i64, i64)> = body_place::table
        .filter(body_place::body_id.eq_any(ids))
        .filter(body_place::from_on.le(&on))
        .filter(body_place::until_on.ge(&on))
        .filter(body_place::retracted_at.is_null())
        .order((body_place::body_id, body_place::id))
        .select((body_place::body_id, body_place::place_id))
        .load(conn)?;
    let mut covers: HashMap<BodyId, Vec<PlaceId>> = HashMap::new();
    for (body, place) in rows {
        covers.entry(BodyId(body)).or_default().push(PlaceId(place));
    }
    Ok(covers)
}

/// Buildings, estates and the places of `sorts`, with the areas they lie in and who owns and
/// manages them.
fn places(
    conn: &mut Conn,
    scope: &Scope,
    sorts: &[PlaceKind],
    on: Date,
) -> Result<Vec<(Place, PlaceFacts)>, StoreError> {
    let buildings = building::list(conn, scope, "", None, MOST_BUILDINGS)?.rows;
    let mut places: Vec<(Place, Marks, Option<Date>)> = Vec::new();
    for one in buildings {
        places.push((one.place, one.details.marks, one.details.verified_on));
    }
    for place in sorted(conn, scope, sorts)? {
        places.push((place, Marks::default(), None));
    }
    let ids: Vec<PlaceId> = places.iter().map(|(place, ..)| place.id).collect();
    let areas = areas(conn, &ids, on)?;
    let mut facts = Vec::new();
    for (place, marks, verified_on) in places {
        let mut path = place.path.clone();
        path.extend(areas.get(&place.id).into_iter().flatten());
        let (id, kind, ties) = (place.id, place.kind, Ties::default());
        facts.push((place, PlaceFacts { id, kind, path, marks, verified_on, ties }));
    }
    tie(conn, &mut facts, on)?;
    Ok(facts)
}

/// Places of these sorts within scope.
fn sorted(conn: &mut Conn, scope: &Scope, sorts: &[PlaceKind]) -> Result<Vec<Place>, StoreError> {
    if sorts.is_empty() {
        return Ok(Vec::new());
    }
    let words: Vec<&str> = sorts.iter().map(|sort| sort.word()).collect();
    let mut found = BTreeMap::new();
    for &(level, at) in scope.places() {
        let query = place::table
            .filter(place::building_id.is_null())
            .filter(place::kind.eq_any(&words))
            .select(PlaceRow::as_select())
            .into_boxed();
        let query = match level {
            Level::District => query.filter(place::district_id.eq(at.0)),
            Level::Street => query.filter(place::street_id.eq(at.0)),
            Level::Building => continue,
        };
        for row in query.load::<PlaceRow>(conn)? {
            let one = row.read()?;
            found.insert((one.order, one.id), one);
        }
    }
    Ok(found.into_values().collect())
}

/// The grids and circles each place lies in on a day.
fn areas(
    conn: &mut Conn,
    ids: &[PlaceId],
    on: Date,
) -> Result<HashMap<PlaceId, Vec<PlaceId>>, StoreError> {
    let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let on = day::text(on);
    let rows: Vec<(i64, i64)> = area_place::table
        .filter(area_place::place_id.eq_any(ids))
        .filter(area_place::from_on.le(&on))
        .filter(area_place::until_on.ge(&on))
        .filter(area_place::retracted_at.is_null())
        .select((area_place::place_id, area_place::area_id))
        .load(conn)?;
    let mut areas: HashMap<PlaceId, Vec<PlaceId>> = HashMap::new();
    for (place, area) in rows {
        areas.entry(PlaceId(place)).or_default().push(PlaceId(area));
    }
    Ok(areas)
}

/// Adds who owns and who manages each place: it, a place above it, or an area around it.
fn tie(conn: &mut Conn, facts: &mut [(Place, PlaceFacts)], on: Date) -> Result<(), StoreError> {
    let mut around: Vec<i64> = facts.iter().flat_map(|(_, one)| &one.path).map(|id| id.0).collect();
    around.sort_unstable();
    around.dedup();
    let on = day::text(on);
    let rows: Vec<(i64, i64, String)> = body_place::table
        .inner_join(body::table)
        .filter(body_place::place_id.eq_any(around))
        .filter(body::kind.eq_any([kind::OWNER, kind::PROPERTY_COMPANY]))
        .filter(body_place::from_on.le(&on))
        .filter(body_place::until_on.ge(&on))
        .filter(body_place::retracted_at.is_null())
        .order(body_place::id)
        .select((body_place::place_id, body_place::body_id, body::kind))
        .load(conn)?;
    let mut at: HashMap<PlaceId, Ties> = HashMap::new();
    for (place, body, of) in rows {
        let ties = at.entry(PlaceId(place)).or_default();
        let list = if of == kind::OWNER { &mut ties.owners } else { &mut ties.property_companies };
        list.push(BodyId(body));
    }
    for (_, one) in facts {
        for ties in one.path.iter().filter_map(|id| at.get(id)) {
            one.ties.owners.extend(&ties.owners);
            one.ties.property_companies.extend(&ties.property_companies);
        }
    }
    Ok(())
}
