//! Names for ids, and the search by name within scope.

use std::collections::HashMap;

use diesel::prelude::*;
use kernel::{BodyId, PlaceId};
use platform::{Conn, StoreError};

use crate::schema::{body, place};

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
