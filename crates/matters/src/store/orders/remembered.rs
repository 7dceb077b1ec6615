//! What people said about ledgers, so that nobody is asked twice: headings and places.

use std::collections::HashMap;

use diesel::prelude::*;
use kernel::PlaceId;
use platform::ledger::Mapping;
use platform::{Conn, StoreError};

use crate::store::schema::{order_mapping, order_place};

/// What the headings with this fingerprint stood for the last time they came from `source`.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn mapping(
    conn: &mut Conn,
    source: &str,
    fingerprint: &str,
) -> Result<Option<Mapping>, StoreError> {
    let row: Option<String> = order_mapping::table
        .find((source, fingerprint))
        .select(order_mapping::mapping)
        .first(conn)
        .optional()?;
    row.map(|text| {
        serde_json::from_str(&text)
            .map_err(|error| StoreError::corrupt("order_mapping", "mapping", 0, error.to_string()))
    })
    .transpose()
}

/// Remembers what headings stand for.
pub(crate) fn set_mapping(
    conn: &mut Conn,
    source: &str,
    fingerprint: &str,
    mapping: &Mapping,
) -> Result<(), StoreError> {
    let text = serde_json::to_string(mapping).expect("a mapping becomes text");
    let updated = diesel::update(order_mapping::table.find((source, fingerprint)))
        .set(order_mapping::mapping.eq(&text))
        .execute(conn)?;
    if updated == 0 {
        diesel::insert_into(order_mapping::table)
            .values((
                order_mapping::source.eq(source),
                order_mapping::headings.eq(fingerprint),
                order_mapping::mapping.eq(&text),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// Which places texts of a district mean, as people said before.
pub(crate) fn places(
    conn: &mut Conn,
    district: PlaceId,
) -> Result<HashMap<String, PlaceId>, StoreError> {
    let rows: Vec<(String, i64)> = order_place::table
        .filter(order_place::district_id.eq(i64::from(district)))
        .select((order_place::text_key, order_place::place_id))
        .load(conn)?;
    Ok(rows.into_iter().map(|(key, place)| (key, PlaceId(place))).collect())
}

/// Remembers which place a text means.
pub(crate) fn set_place(
    conn: &mut Conn,
    district: PlaceId,
    key: &str,
    place: PlaceId,
) -> Result<(), StoreError> {
    let district = i64::from(district);
    let updated = diesel::update(order_place::table.find((district, key)))
        .set(order_place::place_id.eq(i64::from(place)))
        .execute(conn)?;
    if updated == 0 {
        diesel::insert_into(order_place::table)
            .values((
                order_place::district_id.eq(district),
                order_place::text_key.eq(key),
                order_place::place_id.eq(i64::from(place)),
            ))
            .execute(conn)?;
    }
    Ok(())
}
