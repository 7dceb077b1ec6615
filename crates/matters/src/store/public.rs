//! What a building's own page shows: matters whose reporters let the public see them.

use diesel::prelude::*;
use jiff::Timestamp;
use kernel::{Keyset, Page, PlaceId};
use platform::{Conn, StoreError};

use super::matter::Row;
use super::schema::matter;
use crate::model::{Matter, State, Visibility};

type Boxed<'a> = diesel::helper_types::IntoBoxed<'a, matter::table, platform::db::AnyBackend>;

/// The public matters of a building in one state: an index of its own, so that several states are
/// a merge of heads.
fn in_state(building: PlaceId, state: State) -> Boxed<'static> {
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
    let most = i64::try_from(size + 1).unwrap_or(i64::MAX);
    let found = newest(conn, building, states, most, |query| match after {
        Some(after) => query.filter(
            matter::raised_at
                .lt(after.at)
                .or(matter::raised_at.eq(after.at).and(matter::id.lt(after.id))),
        ),
        None => query,
    })?;
    Ok(Page::from_overfull(found, size, |matter: &Matter| Keyset {
        at: matter.raised_at.as_microsecond(),
        id: matter.id.into(),
    }))
}

/// The newest public matters of a building in `states` that `narrow` leaves, at most `most`.
fn newest(
    conn: &mut Conn,
    building: PlaceId,
    states: &[State],
    most: i64,
    narrow: impl Fn(Boxed<'static>) -> Boxed<'static>,
) -> Result<Vec<Matter>, StoreError> {
    let mut rows: Vec<Row> = Vec::new();
    for state in states {
        let heads = narrow(in_state(building, *state))
            .order((matter::raised_at.desc(), matter::id.desc()))
            .limit(most);
        rows.extend(heads.select(Row::as_select()).load::<Row>(conn)?);
    }
    let mut found: Vec<Matter> = rows.into_iter().map(Row::into_model).collect::<Result<_, _>>()?;
    found.sort_by_key(|matter| std::cmp::Reverse((matter.raised_at, matter.id)));
    found.truncate(usize::try_from(most).unwrap_or(usize::MAX));
    Ok(found)
}

/// How many public matters of a building are in `states`.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn count(conn: &mut Conn, building: PlaceId, states: &[State]) -> Result<i64, StoreError> {
    let mut count = 0;
    for state in states {
        count += in_state(building, *state).count().get_result::<i64>(conn)?;
    }
    Ok(count)
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
    newest(conn, building, states, most, |query| {
        query.filter(matter::raised_at.ge(since.as_microsecond()))
    })
}
