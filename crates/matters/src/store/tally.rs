//! The tally behind counting by month: recounted, and made anew.
//!
//! Triggers of the database keep it with every matter, whatever writes; see the migration. It is a
//! cache: nothing is lost with it.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Integer, Text};
use platform::{Conn, StoreError};

/// Faults told at most: one false row is reason enough to make the tally anew.
const MOST: i64 = 20;

/// Where the tally says something else than the matters.
#[derive(Debug, Clone, PartialEq, Eq, QueryableByName)]
pub struct Drift {
    /// The district.
    #[diesel(sql_type = BigInt)]
    pub district_id: i64,
    /// Year × 100 + month.
    #[diesel(sql_type = Integer)]
    pub month: i32,
    /// The channel's word.
    #[diesel(sql_type = Text)]
    pub channel: String,
    /// Matters by the tally …
    #[diesel(sql_type = BigInt)]
    pub kept: i64,
    /// … and by the matters themselves.
    #[diesel(sql_type = BigInt)]
    pub counted: i64,
    /// Solved ones by the tally …
    #[diesel(sql_type = BigInt)]
    pub kept_solved: i64,
    /// … and by the matters themselves.
    #[diesel(sql_type = BigInt)]
    pub counted_solved: i64,
}

/// Counts every matter and names where the tally differs, at most twenty places of it.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn drifts(conn: &mut Conn) -> Result<Vec<Drift>, StoreError> {
    let found = diesel::sql_query(
        "SELECT district_id, month, channel, \
           CAST(SUM(kept) AS BIGINT) AS kept, CAST(SUM(counted) AS BIGINT) AS counted, \
           CAST(SUM(kept_solved) AS BIGINT) AS kept_solved, \
           CAST(SUM(counted_solved) AS BIGINT) AS counted_solved \
         FROM ( \
           SELECT district_id, month, channel, street_id, building_id, \
             total AS kept, 0 AS counted, solved AS kept_solved, 0 AS counted_solved \
           FROM matter_tally \
           UNION ALL \
           SELECT district_id, month, channel, COALESCE(street_id, 0), COALESCE(building_id, 0), \
             0, COUNT(*), 0, SUM(CASE WHEN solved THEN 1 ELSE 0 END) \
           FROM matter \
           GROUP BY district_id, month, channel, COALESCE(street_id, 0), COALESCE(building_id, 0) \
         ) AS compared \
         GROUP BY district_id, month, channel, street_id, building_id \
         HAVING SUM(kept) <> SUM(counted) OR SUM(kept_solved) <> SUM(counted_solved) \
         ORDER BY district_id, month, channel, street_id, building_id LIMIT $1",
    );
    Ok(found.bind::<BigInt, _>(MOST).load(conn)?)
}

/// Makes the tally anew from the matters.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn rebuild(conn: &mut Conn) -> Result<(), StoreError> {
    diesel::sql_query("DELETE FROM matter_tally").execute(conn)?;
    diesel::sql_query(
        "INSERT INTO matter_tally \
           (district_id, month, channel, street_id, building_id, total, solved) \
         SELECT district_id, month, channel, COALESCE(street_id, 0), COALESCE(building_id, 0), \
           COUNT(*), SUM(CASE WHEN solved THEN 1 ELSE 0 END) \
         FROM matter \
         GROUP BY district_id, month, channel, COALESCE(street_id, 0), COALESCE(building_id, 0)",
    )
    .execute(conn)?;
    Ok(())
}
