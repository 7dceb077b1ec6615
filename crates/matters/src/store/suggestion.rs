//! Suggestions: what was suggested beside what the worker made of it, and matters to learn from.

use diesel::prelude::*;
use platform::{Act, Conn, StoreError};

use super::orders::arriving;
use super::schema::{matter, suggestion};
use super::{FullSight, raw};
use crate::model::{MatterId, Offered};

/// What was suggested, of one sort, and how often it was right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// The model that took part; `None` for the rules alone.
    pub model: Option<String>,
    /// Matters dispatched with a suggestion of this sort.
    pub matters: i64,
    /// Of these, put into the category that was suggested.
    pub taken: i64,
    /// Of these, put into the category the model would have taken.
    pub learned_right: i64,
}

/// Keeps what was suggested for a matter that was put into `category`.
pub(crate) fn insert(
    act: &mut Act<'_, '_>,
    id: MatterId,
    offered: &Offered,
    category: &str,
) -> Result<(), StoreError> {
    let learned = offered.learned.as_ref();
    let now = act.now().as_microsecond();
    diesel::insert_into(suggestion::table)
        .values((
            suggestion::matter_id.eq(i64::from(id)),
            suggestion::at.eq(now),
            suggestion::category.eq(&offered.category),
            suggestion::is_taken.eq(offered.category == category),
            suggestion::model.eq(learned.map(|learned| &learned.model)),
            suggestion::learned.eq(learned.map(|learned| &learned.category)),
            suggestion::percent.eq(learned.map(|learned| i32::from(learned.percent))),
            suggestion::is_learned_right.eq(learned.map(|learned| learned.category == category)),
        ))
        .execute(act.conn())?;
    Ok(())
}

/// How suggestions fared, a row for each model and one for the rules alone. Reads one index.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn count(conn: &mut Conn) -> Result<Vec<Counted>, StoreError> {
    let rows: Vec<(Option<String>, bool, Option<bool>, i64)> = suggestion::table
        .group_by((suggestion::model, suggestion::is_taken, suggestion::is_learned_right))
        .select((
            suggestion::model,
            suggestion::is_taken,
            suggestion::is_learned_right,
            diesel::dsl::count_star(),
        ))
        .load(conn)?;
    let mut counted: Vec<Counted> = Vec::new();
    for (model, is_taken, is_right, matters) in rows {
        let at = counted.iter().position(|known| known.model == model).unwrap_or_else(|| {
            counted.push(Counted { model, matters: 0, taken: 0, learned_right: 0 });
            counted.len() - 1
        });
        counted[at].matters += matters;
        counted[at].taken += if is_taken { matters } else { 0 };
        counted[at].learned_right += if is_right == Some(true) { matters } else { 0 };
    }
    counted.sort_by(|one, other| one.model.cmp(&other.model));
    Ok(counted)
}

/// Dispatched matters with ids after `after`, at most `most`, by id: what was written and the
/// category it was put into.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn list_dispatched(
    conn: &mut Conn,
    leave: FullSight,
    after: Option<MatterId>,
    most: i64,
) -> Result<Vec<(MatterId, String, String)>, StoreError> {
    let hidden = arriving::list(conn)?;
    let rows: Vec<(i64, Option<String>, String)> = matter::table
        .filter(matter::id.gt(after.map_or(i64::MIN, i64::from)))
        .filter(matter::dispatched_at.is_not_null())
        .filter(matter::category.is_not_null())
        .filter(arriving::is_visible(&hidden))
        .order(matter::id)
        .limit(most)
        .select((matter::id, matter::category, matter::title))
        .load(conn)?;
    let ids: Vec<MatterId> = rows.iter().map(|(id, _, _)| MatterId::from(*id)).collect();
    let mut words = raw::list_first(conn, leave, &ids)?;
    let said = rows.into_iter().filter_map(|(id, category, title)| {
        let id = MatterId::from(id);
        Some((id, category?, words.remove(&id).unwrap_or(title)))
    });
    Ok(said.collect())
}
