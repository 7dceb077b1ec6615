//! Names for ids, and the search by name within scope.

use std::collections::HashMap;

use diesel::prelude::*;
use kernel::{BodyId, PlaceId, Scope};
use platform::{Conn, StoreError};

use super::body::BodyFilter;
use crate::model::{Body, Building};
use crate::rules::naming;
use crate::schema::{body, place};

/// What a search by name found: the buildings, then the bodies.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Named {
    /// Buildings within scope whose names contain the text, in the order of their ledger.
    pub buildings: Vec<Building>,
    /// Bodies within scope whose names contain the text, in the order in which they were recorded.
    pub bodies: Vec<Body>,
}

/// Buildings and bodies within scope by a part of the name, at most `size` of each. A text without
/// a letter or digit finds nothing.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn search(
    conn: &mut Conn,
    scope: &Scope,
    text: &str,
    size: usize,
) -> Result<Named, StoreError> {
    if naming::key(text).is_empty() {
        return Ok(Named::default());
    }
    let filter = BodyFilter { name: text.to_owned(), ..BodyFilter::default() };
    Ok(Named {
        buildings: super::building::list(conn, scope, text, None, size)?.rows,
        bodies: super::body::list(conn, scope, &filter, None, size)?.rows,
    })
}

/// Names of bodies; an id that is not recorded is missing. For ids of rows within scope.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn of_bodies(conn: &mut Conn, ids: &[BodyId]) -> Result<HashMap<BodyId, String>, StoreError> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let rows: Vec<(i64, String)> =
        body::table.filter(body::id.eq_any(ids)).select((body::id, body::name)).load(conn)?;
    Ok(rows.into_iter().map(|(id, name)| (BodyId(id), name)).collect())
}

/// Names of places; an id that is not recorded is missing. For ids of rows within scope.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn of_places(conn: &mut Conn, ids: &[PlaceId]) -> Result<HashMap<PlaceId, String>, StoreError> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let rows: Vec<(i64, String)> =
        place::table.filter(place::id.eq_any(ids)).select((place::id, place::name)).load(conn)?;
    Ok(rows.into_iter().map(|(id, name)| (PlaceId(id), name)).collect())
}
