//! The districts of an installation and the streets of a district.

use diesel::prelude::*;
use kernel::PlaceId;
use platform::{Conn, StoreError};

use super::place::PlaceRow;
use crate::model::{Place, PlaceKind};
use crate::schema::place;

/// Every district, by id. For the installation's own tools; pages ask within a scope.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn districts(conn: &mut Conn) -> Result<Vec<Place>, StoreError> {
    let rows: Vec<PlaceRow> = place::table
        .filter(place::kind.eq(PlaceKind::District.word()))
        .order(place::id)
        .select(PlaceRow::as_select())
        .load(conn)?;
    rows.into_iter().map(PlaceRow::read).collect()
}

/// The streets and parks of a district in their order; the caller narrows them to its scope.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn streets(conn: &mut Conn, district: PlaceId) -> Result<Vec<Place>, StoreError> {
    let rows: Vec<PlaceRow> = place::table
        .filter(place::district_id.eq(district.0))
        .filter(place::kind.eq_any([PlaceKind::Street.word(), PlaceKind::Park.word()]))
        .order((place::sort_key, place::id))
        .select(PlaceRow::as_select())
        .load(conn)?;
    rows.into_iter().map(PlaceRow::read).collect()
}
