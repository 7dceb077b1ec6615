//! Lists: newest first, keyset-paged, merged from one indexed query per place or body in scope.

use diesel::prelude::*;
use jiff::Timestamp;
use kernel::{Keyset, Level, Page, PlaceId};
use platform::{Conn, StoreError};

use super::Sight;
use super::matter::Row;
use super::orders::arriving;
use super::schema::{assignment, matter};
use crate::model::order::ImportId;
use crate::model::{AssignmentState, Channel, Matter, MatterNumber, State, Visibility};

/// Counts stop here and are shown as "1,000+": nobody reads further, and counting costs.
pub const COUNT_CAP: i64 = 1_000;

/// What a list is narrowed to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only in this state.
    pub state: Option<State>,
    /// Only in this building.
    pub building: Option<PlaceId>,
    /// Only by this way.
    pub channel: Option<Channel>,
    /// Only of this category of the charter.
    pub category: Option<String>,
    /// Only of this class of the charter.
    pub class: Option<String>,
    /// Only counted in this month (year × 100 + month).
    pub month: Option<i32>,
    /// Only solved (or only unsolved) ones.
    pub solved: Option<bool>,
    /// Only those whose clock ran out before this moment.
    pub late_at: Option<Timestamp>,
    /// Only those that came with this import.
    pub import: Option<ImportId>,
}

/// One page of the matters `sight` reaches, newest first, after `after`; at most `size` rows.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn list(
    conn: &mut Conn,
    sight: &Sight,
    filter: &Filter,
    after: Option<Keyset>,
    size: usize,
) -> Result<Page<Matter>, StoreError> {
    let wanted = i64::try_from(size + 1).unwrap_or(i64::MAX);
    let hidden = arriving::list(conn)?;
    let heads = || filtered(filter, after).filter(arriving::is_visible(&hidden)).limit(wanted);
    if let Some(import) = filter.import {
        return of_import(conn, sight, import, heads(), size);
    }
    let mut rows: Vec<Row> = Vec::new();
    for &(level, place) in &narrowed(sight, filter) {
        rows.extend(heads_of_place(conn, sight, level, place, heads())?);
    }
    for &body in sight.scope().bodies() {
        rows.extend(heads_of_body(conn, body.into(), heads())?);
    }
    let mut found: Vec<Matter> = rows.into_iter().map(Row::into_model).collect::<Result<_, _>>()?;
    found.sort_by_key(|matter| std::cmp::Reverse((matter.raised_at, matter.id)));
    found.dedup_by_key(|matter| matter.id);
    Ok(paged(found, size))
}

/// The matters of an import, in the order of their own index; those that lie beyond the sight, of
/// which an import by somebody with a wider reach may hold some, are left out of the page.
fn of_import(
    conn: &mut Conn,
    sight: &Sight,
    import: ImportId,
    heads: Boxed<'_>,
    size: usize,
) -> Result<Page<Matter>, StoreError> {
    let heads = heads.filter(matter::import_id.eq(i64::from(import)));
    let rows: Vec<Row> = heads.select(Row::as_select()).load(conn)?;
    let found: Vec<Matter> = rows.into_iter().map(Row::into_model).collect::<Result<_, _>>()?;
    let mut page = paged(found, size);
    page.rows.retain(|matter| sight.covers(matter));
    Ok(page)
}

fn paged(found: Vec<Matter>, size: usize) -> Page<Matter> {
    Page::from_overfull(found, size, |matter| Keyset {
        at: matter.raised_at.as_microsecond(),
        id: matter.id.into(),
    })
}

/// Where a list goes on after the matter with `number`; `None` if there is none. A keyset tells
/// when a matter was raised, to the microsecond: addresses carry the number in its place.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn after(conn: &mut Conn, number: &MatterNumber) -> Result<Option<Keyset>, StoreError> {
    let found: Option<(i64, i64)> = matter::table
        .filter(matter::number.eq(number.to_string()))
        .select((matter::raised_at, matter::id))
        .first(conn)
        .optional()?;
    Ok(found.map(|(at, id)| Keyset { at, id }))
}

/// How many matters the filter leaves, counted up to [`COUNT_CAP`] in each place or body.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn count(conn: &mut Conn, sight: &Sight, filter: &Filter) -> Result<i64, StoreError> {
    let page = list(conn, sight, filter, None, usize::try_from(COUNT_CAP).unwrap_or(usize::MAX))?;
    Ok(i64::try_from(page.rows.len()).unwrap_or(COUNT_CAP))
}

/// Completed matters of the whole installation, longest completed first, for the job that closes
/// them.
pub(crate) fn list_completed_longest(
    conn: &mut Conn,
    limit: i64,
) -> Result<Vec<Matter>, StoreError> {
    let rows: Vec<Row> = matter::table
        .filter(matter::state.eq(State::Completed.word()))
        .order((matter::completed_at, matter::id))
        .limit(limit)
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::into_model).collect()
}

/// The places to query: the scope's, or the one building asked for where the scope may cover it.
/// A building under a street or district in scope is asked for by the wider place's index.
fn narrowed(sight: &Sight, filter: &Filter) -> Vec<(Level, PlaceId)> {
    let asked = filter.building;
    let reachable = |&&(level, place): &&(Level, PlaceId)| match (level, asked) {
        (Level::Building, Some(building)) => place == building,
        _ => true,
    };
    sight.scope().places().iter().filter(reachable).copied().collect()
}

type Boxed<'a> = diesel::helper_types::IntoBoxed<'a, matter::table, platform::db::AnyBackend>;

fn filtered<'a>(filter: &Filter, after: Option<Keyset>) -> Boxed<'a> {
    let mut query = matter::table
        .order((matter::raised_at.desc(), matter::id.desc()))
        .into_boxed::<platform::db::AnyBackend>();
    if let Some(state) = filter.state {
        query = query.filter(matter::state.eq(state.word()));
    }
    if let Some(building) = filter.building {
        query = query.filter(matter::building_id.eq(i64::from(building)));
    }
    if let Some(channel) = filter.channel {
        query = query.filter(matter::channel.eq(channel.word()));
    }
    if let Some(category) = &filter.category {
        query = query.filter(matter::category.eq(category.clone()));
    }
    if let Some(class) = &filter.class {
        query = query.filter(matter::class.eq(class.clone()));
    }
    if let Some(month) = filter.month {
        query = query.filter(matter::month.eq(month));
    }
    if let Some(solved) = filter.solved {
        query = query.filter(matter::solved.eq(solved));
    }
    if let Some(now) = filter.late_at {
        query = query.filter(matter::due_at.lt(now.as_microsecond()));
    }
    if let Some(after) = after {
        query = query.filter(
            matter::raised_at
                .lt(after.at)
                .or(matter::raised_at.eq(after.at).and(matter::id.lt(after.id))),
        );
    }
    query
}

fn heads_of_place(
    conn: &mut Conn,
    sight: &Sight,
    level: Level,
    place: PlaceId,
    heads: Boxed<'_>,
) -> Result<Vec<Row>, StoreError> {
    let place = i64::from(place);
    let mut query = match level {
        Level::District => heads.filter(matter::district_id.eq(place)),
        Level::Street => heads.filter(matter::street_id.eq(place)),
        Level::Building => heads.filter(matter::building_id.eq(place)),
    };
    if sight.is_shielded() {
        query = query.filter(matter::visibility.eq(Visibility::PublicAnonymous.word()));
    }
    Ok(query.select(Row::as_select()).load(conn)?)
}

/// What is assigned to a body, newest first; its index is in the order of the list.
fn heads_of_body(conn: &mut Conn, body: i64, heads: Boxed<'_>) -> Result<Vec<Row>, StoreError> {
    let assigned = assignment::table
        .filter(assignment::body_id.eq(body))
        .filter(assignment::state.ne(AssignmentState::Recalled.word()))
        .select(assignment::matter_id);
    Ok(heads.filter(matter::id.eq_any(assigned)).select(Row::as_select()).load(conn)?)
}
