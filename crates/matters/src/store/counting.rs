//! Counting by month (M8): hotline requests, and matters solved before anyone complained.

use diesel::dsl::count_star;
use diesel::prelude::*;
use kernel::{Level, PlaceId, Scope};
use platform::{Conn, StoreError};

use super::orders::arriving;
use super::schema::matter;
use crate::model::Channel;

/// Matters of one month and channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted {
    /// Year × 100 + month.
    pub month: i32,
    /// By which way they came.
    pub channel: Channel,
    /// Whether they count as solved.
    pub solved: bool,
    /// How many.
    pub count: i64,
}

/// Matters by month, channel and outcome in `district` from month `from` to `to`, both included,
/// narrowed to a street or building if one is named. Reads one index.
///
/// # Errors
/// [`StoreError`] if the database refuses; not found is an empty list outside `scope`.
pub fn by_month(
    conn: &mut Conn,
    scope: &Scope,
    district: PlaceId,
    within: Option<(Level, PlaceId)>,
    from: i32,
    to: i32,
) -> Result<Vec<Counted>, StoreError> {
    let asked = within.unwrap_or((Level::District, district));
    let allowed = |&(level, place): &(Level, PlaceId)| {
        (level, place) == asked || (level, place) == (Level::District, district)
    };
    if !scope.places().iter().any(allowed) {
        return Ok(Vec::new());
    }
    let mut query = matter::table
        .filter(matter::district_id.eq(i64::from(district)))
        .filter(matter::month.between(from, to))
        .group_by((matter::month, matter::channel, matter::solved))
        .select((matter::month, matter::channel, matter::solved, count_star()))
        .into_boxed::<platform::db::AnyBackend>();
    let hidden = arriving::list(conn)?;
    if !hidden.is_empty() {
        // Only then: the question is not in the index that counting reads.
        query = query.filter(arriving::is_visible(&hidden));
    }
    query = match within {
        Some((Level::Street, street)) => query.filter(matter::street_id.eq(i64::from(street))),
        Some((Level::Building, building)) => {
            query.filter(matter::building_id.eq(i64::from(building)))
        }
        Some((Level::District, _)) | None => query,
    };
    let rows: Vec<(i32, String, bool, i64)> = query.load(conn)?;
    rows.into_iter()
        .map(|(month, channel, solved, count)| {
            let channel = super::word("matter", "channel", 0, &channel, Channel::from_word)?;
            Ok(Counted { month, channel, solved, count })
        })
        .collect()
}
