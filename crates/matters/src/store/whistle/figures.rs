//! How often departments were called and how they came, counted from the calls themselves. What
//! is counted is what [`super::list`] narrows to by the same [`Coming`]: a test holds both together.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Integer};
use jiff::Timestamp;
use kernel::{BodyId, Level, Month};
use platform::{Conn, StoreError};

use super::list::{Coming, Reach};
use crate::model::CallState;
use crate::store::list::number;

/// What is counted of one department.
#[derive(Debug, Clone, PartialEq, Eq, QueryableByName)]
pub struct Tally {
    #[diesel(sql_type = BigInt)]
    body_id: i64,
    /// How often it was called: what every other number is a part of.
    #[diesel(sql_type = BigInt)]
    pub called: i64,
    #[diesel(sql_type = BigInt)]
    in_time: i64,
    #[diesel(sql_type = BigInt)]
    late: i64,
    #[diesel(sql_type = BigInt)]
    awaited: i64,
    #[diesel(sql_type = BigInt)]
    refused: i64,
    #[diesel(sql_type = BigInt)]
    excused: i64,
    #[diesel(sql_type = BigInt)]
    insisted: i64,
    #[diesel(sql_type = BigInt)]
    rated: i64,
    /// The sum of all grades it was given.
    #[diesel(sql_type = BigInt)]
    pub grades: i64,
    /// How many grades these are.
    #[diesel(sql_type = BigInt)]
    pub graded: i64,
}

impl Tally {
    /// The department.
    #[must_use]
    pub fn body(&self) -> BodyId {
        BodyId(self.body_id)
    }

    /// How often it came so.
    #[must_use]
    pub const fn of(&self, coming: Coming) -> i64 {
        match coming {
            Coming::InTime => self.in_time,
            Coming::Late => self.late,
            Coming::Awaited => self.awaited,
            Coming::Refused => self.refused,
            Coming::Excused => self.excused,
            Coming::Insisted => self.insisted,
            Coming::Rated => self.rated,
        }
    }
}

/// How many whistles were blown in a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, QueryableByName)]
pub struct Blown {
    /// The month, as year × 100 + month.
    #[diesel(sql_type = Integer)]
    pub month: i32,
    /// How many.
    #[diesel(sql_type = BigInt)]
    pub count: i64,
}

/// The departments that the whistles in reach of these months call, in the order in which they
/// came into the register; late is told at `now`.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn by_department(
    conn: &mut Conn,
    reach: Reach<'_>,
    (first, last): (Month, Month),
    now: Timestamp,
) -> Result<Vec<Tally>, StoreError> {
    let late = "(k.stopped_at IS NOT NULL AND k.stopped_at > k.due_at \
                OR k.stopped_at IS NULL AND k.due_at < $1)";
    let (called, disputed) = (CallState::Called.word(), CallState::Disputed.word());
    let excused = CallState::Excused.word();
    let counted = |condition: &str| format!("SUM(CASE WHEN {condition} THEN 1 ELSE 0 END)");
    let awaited = format!("c.state IN ('{called}', '{disputed}')");
    let text = format!(
        "SELECT c.body_id, COUNT(*) AS called, {in_time} AS in_time, {late} AS late, \
         {awaited} AS awaited, {refused} AS refused, {spared} AS excused, {insisted} AS insisted, \
         {rated} AS rated, CAST(SUM(COALESCE(g.total, 0)) AS BIGINT) AS grades, \
         CAST(SUM(COALESCE(g.n, 0)) AS BIGINT) AS graded \
         FROM whistle w JOIN whistle_call c ON c.whistle_id = w.id \
         JOIN clock k ON k.id = c.clock_id \
         LEFT JOIN (SELECT call_id, SUM(grade) AS total, COUNT(*) AS n FROM whistle_grade \
         GROUP BY call_id) g ON g.call_id = c.id \
         WHERE w.month BETWEEN $2 AND $3 AND ({within}) GROUP BY c.body_id ORDER BY c.body_id",
        in_time = counted(&format!("c.reported_at IS NOT NULL AND NOT {late} AND NOT {awaited}")),
        refused = counted("c.refused_at IS NOT NULL"),
        spared = counted(&format!("c.state = '{excused}'")),
        insisted = counted(&format!("c.ruled_at IS NOT NULL AND c.state <> '{excused}'")),
        rated = counted("c.rated_at IS NOT NULL"),
        within = within(reach),
        awaited = counted(&awaited),
        late = counted(late),
    );
    let query = diesel::sql_query(text)
        .bind::<BigInt, _>(now.as_microsecond())
        .bind::<Integer, _>(number(first))
        .bind::<Integer, _>(number(last));
    Ok(query.load(conn)?)
}

/// How many whistles in reach were blown in each of these months; one without any is absent.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn by_month(
    conn: &mut Conn,
    reach: Reach<'_>,
    (first, last): (Month, Month),
) -> Result<Vec<Blown>, StoreError> {
    let text = format!(
        "SELECT w.month, COUNT(*) AS count FROM whistle w \
         WHERE w.month BETWEEN $1 AND $2 AND ({}) GROUP BY w.month ORDER BY w.month",
        within(reach)
    );
    let query = diesel::sql_query(text);
    let query = query.bind::<Integer, _>(number(first)).bind::<Integer, _>(number(last));
    Ok(query.load(conn)?)
}

/// The whistles in reach, as a condition. All that is put in are ids: numbers, no words.
fn within(reach: Reach<'_>) -> String {
    let listed = |ids: &[BodyId]| -> String {
        let ids: Vec<String> = ids.iter().map(|id| id.0.to_string()).collect();
        if ids.is_empty() { "0".to_owned() } else { ids.join(", ") }
    };
    let shared = if reach.sight.is_bounded() {
        format!(" AND (w.is_shared OR w.body_id IN ({}))", listed(reach.own))
    } else {
        String::new()
    };
    let scope = reach.sight.scope();
    let places = scope.places().iter().map(|&(level, place)| {
        let column = match level {
            Level::District => "district_id",
            Level::Street => "street_id",
            Level::Building => "building_id",
        };
        format!("(w.{column} = {}{shared})", place.0)
    });
    let called = "SELECT o.whistle_id FROM whistle_call o WHERE o.body_id IN";
    let bodies = scope.bodies();
    let of_bodies =
        (!bodies.is_empty()).then(|| format!("w.id IN ({called} ({}))", listed(bodies)));
    let all: Vec<String> = places.chain(of_bodies).collect();
    if all.is_empty() { "1 = 0".to_owned() } else { all.join(" OR ") }
}
