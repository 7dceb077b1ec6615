//! What a building's own page shows: matters whose reporters let the public see them.

use diesel::prelude::*;
use jiff::Timestamp;
use kernel::{Keyset, Page, PlaceId};
use platform::{Conn, StoreError};

use super::matter::Row;
use super::schema::matter;
use crate::model::{Matter, State, Visibility};

type Boxed<'a> = diesel::helper_types::IntoBoxed<'a, matter::table, platform::db::AnyBackend>;

/// The public matters of a building in these states.
fn among<'a>(building: PlaceId, states: &[State]) -> Boxed<'a> {
    let words: Vec<&'static str> = states.iter().map(|state| state.word()).collect();
    matter::table
        .filter(matter::building_id.eq(i64::from(building)))
        .filter(matter::state.eq_any(words))
        .filter(matter::visibility.eq(Visibility::PublicAnonymous.word()))
        .into_boxed::<platform::db::AnyBackend>()
}

/// The public matters of a building in one state.
fn in_state<'a>(building: PlaceId, state: State) -> Boxed<'a> {
    matter::table
        .filter(matter::building_id.eq(i64::from(building)))
        .filter(matter::state.eq(state.word()))
        .filter(matter::visibility.eq(Visibility::PublicAnonymous.word()))
        .into_boxed::<platform::db::AnyBackend>()
}

/// One page of a building's public matters in `states`, newest first, after `after`; at most
/// `size` rows.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn list(
    conn: &mut Conn,
    building: PlaceId,
    states: &[State],
    after: Option<Keyset>,
    size: usize,
) -> Result<Page<Matter>, StoreError> {
    let mut query = among(building, states)
        .order((matter::raised_at.desc(), matter::id.desc()))
        .limit(i64::try_from(size + 1).unwrap_or(i64::MAX));
    if let Some(after) = after {
        query = query.filter(
            matter::raised_at
                .lt(after.at)
                .or(matter::raised_at.eq(after.at).and(matter::id.lt(after.id))),
        );
    }
    let rows: Vec<Row> = query.select(Row::as_select()).load(conn)?;
    let found = rows.into_iter().map(Row::into_model).collect::<Result<_, _>>()?;
    Ok(Page::from_overfull(found, size, |matter: &Matter| Keyset {
        at: matter.raised_at.as_microsecond(),
        id: matter.id.into(),
    }))
}

/// How many public matters of a building are in `states`.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn count(conn: &mut Conn, building: PlaceId, states: &[State]) -> Result<i64, StoreError> {
    Ok(among(building, states).count().get_result(conn)?)
}

/// The public matters of a building that were completed last, the latest first, at most `most`:
/// a head for each state, read off its index.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn list_done(conn: &mut Conn, building: PlaceId, most: i64) -> Result<Vec<Matter>, StoreError> {
    let mut rows: Vec<Row> = Vec::new();
    for state in [State::Completed, State::Closed] {
        let heads = in_state(building, state)
            .order((matter::completed_at.desc(), matter::id.desc()))
            .limit(most);
        rows.extend(heads.select(Row::as_select()).load::<Row>(conn)?);
    }
    let mut found: Vec<Matter> = rows.into_iter().map(Row::into_model).collect::<Result<_, _>>()?;
    found.sort_by_key(|matter| std::cmp::Reverse((matter.completed_at, matter.id)));
    found.truncate(usize::try_from(most).unwrap_or(usize::MAX));
    Ok(found)
}

/// Public matters of a building in `states` raised since `since`, newest first, at most `most`:
/// those that may be the same as one about to be raised.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub(crate) fn list_since(
    conn: &mut Conn,
    building: PlaceId,
    states: &[State],
    since: Timestamp,
    most: i64,
) -> Result<Vec<Matter>, StoreError> {
    let rows: Vec<Row> = among(building, states)
        .filter(matter::raised_at.ge(since.as_microsecond()))
        .order((matter::raised_at.desc(), matter::id.desc()))
        .limit(most)
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::into_model).collect()
}
