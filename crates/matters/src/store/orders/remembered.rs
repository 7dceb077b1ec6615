//! What people said about ledgers, so that nobody is asked twice: headings and places.

use std::collections::{BTreeMap, HashMap};

use diesel::prelude::*;
use kernel::PlaceId;
use platform::ledger::Mapping;
use platform::{Conn, StoreError, insert_many};

use crate::store::schema::{order_mapping, order_place};

/// What the headings with this fingerprint stood for the last time they came from `source` into
/// `district`.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn mapping(
    conn: &mut Conn,
    district: PlaceId,
    source: &str,
    fingerprint: &str,
) -> Result<Option<Mapping>, StoreError> {
    let row: Option<String> = order_mapping::table
        .find((i64::from(district), source, fingerprint))
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
    district: PlaceId,
    source: &str,
    fingerprint: &str,
    mapping: &Mapping,
) -> Result<(), StoreError> {
    let text = serde_json::to_string(mapping).expect("a mapping becomes text");
    let district = i64::from(district);
    let updated = diesel::update(order_mapping::table.find((district, source, fingerprint)))
        .set(order_mapping::mapping.eq(&text))
        .execute(conn)?;
    if updated == 0 {
        diesel::insert_into(order_mapping::table)
            .values((
                order_mapping::district_id.eq(district),
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

#[derive(Insertable)]
#[diesel(table_name = order_place)]
struct Place {
    district_id: i64,
    text_key: String,
    place_id: i64,
}

/// Remembers which places texts mean.
pub(crate) fn set_places(
    conn: &mut Conn,
    district: PlaceId,
    places: &BTreeMap<String, PlaceId>,
) -> Result<(), StoreError> {
    /// Texts written in one statement: far below the databases' bound on values.
    const CHUNK: usize = 1_000;
    let district = i64::from(district);
    let all: Vec<(&String, &PlaceId)> = places.iter().collect();
    for chunk in all.chunks(CHUNK) {
        let keys: Vec<&String> = chunk.iter().map(|(key, _)| *key).collect();
        let said_before = order_place::table
            .filter(order_place::district_id.eq(district))
            .filter(order_place::text_key.eq_any(keys));
        diesel::delete(said_before).execute(conn)?;
        let rows: Vec<Place> = chunk
            .iter()
            .map(|(key, place)| Place {
                district_id: district,
                text_key: (*key).clone(),
                place_id: i64::from(**place),
            })
            .collect();
        insert_many!(conn, order_place::table, &rows)?;
    }
    Ok(())
}
