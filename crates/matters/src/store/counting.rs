//! Counting by month (M8): hotline requests, and matters solved before anyone complained.
//!
//! Read from the tally that the database keeps with every matter, so that the cost follows months,
//! channels and places, not matters.

use std::collections::BTreeMap;

use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Integer, Text, Untyped};
use kernel::{Level, PlaceId, Scope};
use platform::db::AnyBackend;
use platform::{Conn, StoreError};

use super::orders::arriving;
use super::schema::{matter, matter_tally as tally};
use crate::model::Channel;

/// Matters of one month, channel and place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted {
    /// Year × 100 + month.
    pub month: i32,
    /// By which way they came.
    pub channel: Channel,
    /// The street or building, as asked for; `None` for what lies in none.
    pub place: Option<PlaceId>,
    /// How many.
    pub total: i64,
    /// How many of them count as solved.
    pub solved: i64,
}

/// Which places matters are told apart by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// Streets and parks.
    Street,
    /// Buildings and estates.
    Building,
}

/// Month, channel's word, street or building (0 for none).
type Key = (i32, String, i64);

/// Matters of `district` within `scope` by month, channel and place, in the months `from` to `to`,
/// both included; nothing outside `scope`. Matters of an import under way are not counted yet.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn by_month(
    conn: &mut Conn,
    scope: &Scope,
    district: PlaceId,
    by: By,
    (from, to): (i32, i32),
) -> Result<Vec<Counted>, StoreError> {
    let wide = Wide::of(scope, district);
    let mut counts: BTreeMap<Key, (i64, i64)> = BTreeMap::new();
    for (key, total, solved) in kept(conn, &wide, by, (from, to))? {
        counts.insert(key, (total, solved));
    }
    for (key, is_solved, number) in unseen(conn, &wide, by, (from, to))? {
        let (total, solved) = counts.entry(key).or_default();
        *total -= number;
        *solved -= if is_solved { number } else { 0 };
    }
    let rows = counts.into_iter().filter(|(_, (total, _))| *total != 0);
    rows.map(|((month, channel, place), (total, solved))| {
        let channel = super::word("matter_tally", "channel", 0, &channel, Channel::from_word)?;
        let place = Some(PlaceId(place)).filter(|place| place.0 != 0);
        Ok(Counted { month, channel, place, total, solved })
    })
    .collect()
}

/// The part of a scope that lies in one district.
struct Wide {
    district: i64,
    /// Whether it is the whole district.
    is_whole: bool,
    streets: Vec<i64>,
    buildings: Vec<i64>,
}

impl Wide {
    fn of(scope: &Scope, district: PlaceId) -> Self {
        let of = |wanted: Level| {
            let places = scope.places().iter().filter(move |(level, _)| *level == wanted);
            places.map(|(_, place)| place.0).collect::<Vec<i64>>()
        };
        Self {
            district: district.0,
            is_whole: of(Level::District).contains(&district.0),
            streets: of(Level::Street),
            buildings: of(Level::Building),
        }
    }
}

/// What the tally says.
fn kept(
    conn: &mut Conn,
    wide: &Wide,
    by: By,
    (from, to): (i32, i32),
) -> Result<Vec<(Key, i64, i64)>, StoreError> {
    let place = match by {
        By::Street => "street_id",
        By::Building => "building_id",
    };
    let mut query = tally::table
        .filter(tally::district_id.eq(wide.district))
        .filter(tally::month.between(from, to))
        .group_by(sql::<Untyped>(&format!("month, channel, {place}")))
        .select((
            (sql::<Integer>("month"), sql::<Text>("channel"), sql::<BigInt>(place)),
            sql::<BigInt>("CAST(SUM(total) AS BIGINT)"),
            sql::<BigInt>("CAST(SUM(solved) AS BIGINT)"),
        ))
        .into_boxed::<AnyBackend>();
    if !wide.is_whole {
        let streets = tally::street_id.eq_any(wide.streets.clone());
        query = query.filter(streets.or(tally::building_id.eq_any(wide.buildings.clone())));
    }
    Ok(query.load(conn)?)
}

/// Matters that came with imports under way: in the tally, and not to be seen yet.
fn unseen(
    conn: &mut Conn,
    wide: &Wide,
    by: By,
    (from, to): (i32, i32),
) -> Result<Vec<(Key, bool, i64)>, StoreError> {
    let hidden = arriving::list(conn)?;
    if hidden.is_empty() {
        return Ok(Vec::new());
    }
    let place = match by {
        By::Street => "COALESCE(street_id, 0)",
        By::Building => "COALESCE(building_id, 0)",
    };
    let mut query = matter::table
        .filter(arriving::came_with(&hidden))
        .filter(matter::district_id.eq(wide.district))
        .filter(matter::month.between(from, to))
        .group_by(sql::<Untyped>(&format!("month, channel, {place}, solved")))
        .select((
            (sql::<Integer>("month"), sql::<Text>("channel"), sql::<BigInt>(place)),
            sql::<Bool>("solved"),
            sql::<BigInt>("COUNT(*)"),
        ))
        .into_boxed::<AnyBackend>();
    if !wide.is_whole {
        let streets = matter::street_id.eq_any(wide.streets.clone());
        query = query.filter(streets.or(matter::building_id.eq_any(wide.buildings.clone())));
    }
    Ok(query.load(conn)?)
}
