//! Lists: newest first, keyset-paged, merged from one indexed query per place or body in scope.

use std::collections::HashSet;

use diesel::dsl::sql;
use diesel::helper_types::{InnerJoin, IntoBoxed};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use kernel::{Keyset, Level, Month, Page, PlaceId, PostId};
use platform::db::{AnyBackend, count_rows};
use platform::{Conn, StoreError};

use super::Sight;
use super::matter::Row;
use super::orders::arriving;
use super::schema::{assignment, matter};
use crate::model::order::ImportId;
use crate::model::{AssignmentState, Channel, Matter, MatterId, MatterNumber, State, Visibility};
use crate::rules::sharing::Work;

/// Counts stop here and are shown as "1,000+": nobody reads further, and counting costs.
pub const COUNT_CAP: i64 = 1_000;

/// What a list is narrowed to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only in this state.
    pub state: Option<State>,
    /// Only in this street or park.
    pub street: Option<PlaceId>,
    /// Only in this building.
    pub building: Option<PlaceId>,
    /// Only what lies in no place of this level, such as in no building.
    pub outside: Option<Level>,
    /// Only by these ways; all of them if none is named.
    pub channels: Vec<Channel>,
    /// Only of this category of the charter.
    pub category: Option<String>,
    /// Only of this class of the charter.
    pub class: Option<String>,
    /// Only counted in these months, both included.
    pub months: Option<(Month, Month)>,
    /// Only solved (or only unsolved) ones.
    pub solved: Option<bool>,
    /// Only those whose clock ran out before this moment.
    pub late_at: Option<Timestamp>,
    /// Only those due after the first moment and by the second.
    pub due: Option<(Timestamp, Timestamp)>,
    /// Only what waits with somebody at a workstation, or with nobody there.
    pub waiting: Option<Waiting>,
    /// Only these, found by their words.
    pub among: Option<Vec<i64>>,
    /// Only those that came with this import.
    pub import: Option<ImportId>,
}

/// What waits with somebody at a workstation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// What it waits for.
    pub work: Work,
    /// With whom; `None` for what waits with nobody there.
    pub post: Option<PostId>,
    /// The matters, as [`super::work::of_body`] and [`crate::rules::sharing::with`] tell them.
    pub matters: Vec<MatterId>,
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
    if let Some(import) = filter.import {
        let heads = of_import(filter, &hidden, after, import).limit(wanted);
        return list_of_import(conn, sight, heads, size);
    }
    let places = narrowed(sight, filter);
    if let ([place], []) = (places.as_slice(), sight.scope().bodies()) {
        let heads = of_place(sight, filter, &hidden, after, *place).limit(wanted);
        let rows: Vec<Row> = heads.select(Row::as_select()).load(conn)?;
        let found = rows.into_iter().map(Row::into_model).collect::<Result<_, _>>()?;
        return Ok(paged(found, size));
    }
    let mut heads = heads(conn, sight, filter, &hidden, after, wanted)?;
    heads.truncate(size + 1);
    Ok(paged(by_ids(conn, heads)?, size))
}

/// The newest matters `sight` reaches: their ids alone, which the lists' indexes hold, so that of
/// everything that several places or bodies offer only what is shown is read.
fn heads(
    conn: &mut Conn,
    sight: &Sight,
    filter: &Filter,
    hidden: &[i64],
    after: Option<Keyset>,
    wanted: i64,
) -> Result<Vec<i64>, StoreError> {
    let mut heads: Vec<(i64, i64)> = Vec::new();
    for place in narrowed(sight, filter) {
        let head = of_place(sight, filter, hidden, after, place).limit(wanted);
        heads.extend(head.select((matter::raised_at, matter::id)).load::<(i64, i64)>(conn)?);
    }
    for &body in sight.scope().bodies() {
        let head = of_body(filter, hidden, after, body.into()).limit(wanted);
        let columns = (assignment::raised_at, assignment::matter_id);
        heads.extend(head.select(columns).load::<(i64, i64)>(conn)?);
    }
    heads.sort_unstable_by_key(|key| std::cmp::Reverse(*key));
    heads.dedup();
    Ok(heads.into_iter().map(|(_, id)| id).collect())
}

/// Matters by ids that were found within sight, newest first.
fn by_ids(conn: &mut Conn, ids: Vec<i64>) -> Result<Vec<Matter>, StoreError> {
    let rows: Vec<Row> =
        matter::table.filter(matter::id.eq_any(ids)).select(Row::as_select()).load(conn)?;
    let mut found: Vec<Matter> = rows.into_iter().map(Row::into_model).collect::<Result<_, _>>()?;
    found.sort_by_key(|matter| std::cmp::Reverse((matter.raised_at, matter.id)));
    Ok(found)
}

/// Matters in the places of `sight` that `filter` leaves, the soonest due first; at most `most`.
/// Those without a date come last.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn list_due(
    conn: &mut Conn,
    sight: &Sight,
    filter: &Filter,
    most: usize,
) -> Result<Vec<Matter>, StoreError> {
    let wanted = i64::try_from(most).unwrap_or(i64::MAX);
    let hidden = arriving::list(conn)?;
    let mut rows: Vec<Row> = Vec::new();
    for &place in &narrowed(sight, filter) {
        let heads = of_place(sight, filter, &hidden, None, place);
        let soonest = heads.order((matter::due_at, matter::id)).limit(wanted);
        rows.extend(soonest.select(Row::as_select()).load::<Row>(conn)?);
    }
    let mut found: Vec<Matter> = rows.into_iter().map(Row::into_model).collect::<Result<_, _>>()?;
    found.sort_by_key(|matter| (matter.due_at.is_none(), matter.due_at, matter.id));
    found.dedup_by_key(|matter| matter.id);
    found.truncate(most);
    Ok(found)
}

/// The matters of an import, in the order of their own index; those that lie beyond the sight, of
/// which an import by somebody with a wider reach may hold some, are left out of the page.
fn list_of_import(
    conn: &mut Conn,
    sight: &Sight,
    heads: Boxed<'_>,
    size: usize,
) -> Result<Page<Matter>, StoreError> {
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

/// How many matters the filter leaves, counted up to [`COUNT_CAP`]. Reads ids alone, which the
/// lists' indexes hold, and no further place or body once there are so many.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn count(conn: &mut Conn, sight: &Sight, filter: &Filter) -> Result<i64, StoreError> {
    if filter.import.is_some() {
        // What the sight leaves out is known by the rows alone.
        let size = usize::try_from(COUNT_CAP).unwrap_or(usize::MAX);
        let page = list(conn, sight, filter, None, size)?;
        return Ok(i64::try_from(page.rows.len()).unwrap_or(COUNT_CAP));
    }
    let hidden = arriving::list(conn)?;
    if let ([place], []) = (narrowed(sight, filter).as_slice(), sight.scope().bodies()) {
        let heads = of_place(sight, filter, &hidden, None, *place).limit(COUNT_CAP);
        return count_rows(conn, heads.select(matter::id));
    }
    let cap = usize::try_from(COUNT_CAP).unwrap_or(usize::MAX);
    let mut found: HashSet<i64> = HashSet::new();
    for place in narrowed(sight, filter) {
        if found.len() < cap {
            let heads = of_place(sight, filter, &hidden, None, place).limit(COUNT_CAP);
            found.extend(heads.select(matter::id).load::<i64>(conn)?);
        }
    }
    for &body in sight.scope().bodies() {
        if found.len() < cap {
            let heads = of_body(filter, &hidden, None, body.into()).limit(COUNT_CAP);
            found.extend(heads.select(assignment::matter_id).load::<i64>(conn)?);
        }
    }
    Ok(i64::try_from(found.len()).unwrap_or(COUNT_CAP).min(COUNT_CAP))
}

/// The places to query: the scope's, or the one building or street asked for where the scope may
/// cover it. What lies under a wider place in scope is asked for by the wider place's index.
fn narrowed(sight: &Sight, filter: &Filter) -> Vec<(Level, PlaceId)> {
    let reachable = |&&(level, place): &&(Level, PlaceId)| match level {
        Level::Building => filter.building.is_none_or(|building| place == building),
        Level::Street => filter.street.is_none_or(|street| place == street),
        Level::District => true,
    };
    sight.scope().places().iter().filter(reachable).copied().collect()
}

type Boxed<'a> = IntoBoxed<'a, matter::table, AnyBackend>;
type Assigned<'a> = IntoBoxed<'a, InnerJoin<assignment::table, matter::table>, AnyBackend>;

/// Narrows a query over matters, alone or beside their assignments: its type differs, its
/// conditions do not.
macro_rules! narrow {
    ($query:expr, $filter:expr, $hidden:expr) => {{
        let (mut query, filter) = ($query, $filter);
        if let Some(state) = filter.state {
            query = query.filter(matter::state.eq(state.word()));
        }
        if let Some(street) = filter.street {
            query = query.filter(matter::street_id.eq(i64::from(street)));
        }
        if let Some(building) = filter.building {
            query = query.filter(matter::building_id.eq(i64::from(building)));
        }
        query = match filter.outside {
            None | Some(Level::District) => query,
            Some(Level::Street) => query.filter(matter::street_id.is_null()),
            Some(Level::Building) => query.filter(matter::building_id.is_null()),
        };
        query = match filter.channels.as_slice() {
            [] => query,
            [one] => query.filter(matter::channel.eq(one.word())),
            several => {
                let words: Vec<&str> = several.iter().map(|channel| channel.word()).collect();
                query.filter(matter::channel.eq_any(words))
            }
        };
        if let Some(category) = &filter.category {
            query = query.filter(matter::category.eq(category.clone()));
        }
        if let Some(class) = &filter.class {
            query = query.filter(matter::class.eq(class.clone()));
        }
        if let Some((first, last)) = filter.months {
            query = query.filter(matter::month.between(number(first), number(last)));
        }
        if let Some(solved) = filter.solved {
            query = query.filter(matter::solved.eq(solved));
        }
        if let Some(among) = &filter.among {
            query = query.filter(matter::id.eq_any(among.clone()));
        }
        if let Some(now) = filter.late_at {
            // Said twice, so that the index of what still has a date is found.
            let now = now.as_microsecond();
            query = query.filter(matter::due_at.is_not_null()).filter(matter::due_at.lt(now));
        }
        if let Some((after, until)) = filter.due {
            // With the state, so that the index of what has not ended is found.
            query = query
                .filter(matter::state.eq_any(State::running_words()))
                .filter(matter::due_at.gt(after.as_microsecond()))
                .filter(matter::due_at.le(until.as_microsecond()));
        }
        if let Some(waiting) = &filter.waiting {
            let ids: Vec<i64> = waiting.matters.iter().map(|id| i64::from(*id)).collect();
            query = query.filter(matter::id.eq_any(ids));
        }
        if !$hidden.is_empty() {
            let arriving = matter::import_id.ne_all($hidden.to_vec());
            query = query.filter(matter::import_id.is_null().or(arriving));
        }
        query
    }};
}

/// Continues a list in the order of these columns after a row; where all of the list lies in some
/// months, only there.
macro_rules! ranged {
    ($query:expr, $filter:expr, $after:expr, $raised_at:expr, $id:expr) => {{
        let mut query = $query.order(($raised_at.desc(), $id.desc()));
        if let Some((first, last)) = $filter.months {
            let (from, to) = around(first, last);
            query = query.filter($raised_at.between(from, to));
        }
        if let Some(after) = $after {
            let same = $raised_at.eq(after.at).and($id.lt(after.id));
            query = query.filter($raised_at.lt(after.at).or(same));
        }
        query
    }};
}

/// A month as it stands with a matter: year × 100 + month.
#[must_use]
pub fn number(month: Month) -> i32 {
    i32::from(month.year()) * 100 + i32::from(month.month())
}

/// Microseconds between which the matters of these months were raised, in any zone: a bound that
/// the indexes in the order of the list can use.
fn around(first: Month, last: Month) -> (i64, i64) {
    let day = SignedDuration::from_hours(24).as_micros();
    let bounds = |month: Month| month.bounds(&TimeZone::UTC);
    let (from, to) = (bounds(first).from.as_microsecond(), bounds(last).to.as_microsecond());
    let day = i64::try_from(day).unwrap_or(i64::MAX);
    (from.saturating_sub(day), to.saturating_add(day))
}

/// The list of one place, newest first.
fn of_place<'a>(
    sight: &Sight,
    filter: &Filter,
    hidden: &[i64],
    after: Option<Keyset>,
    (level, place): (Level, PlaceId),
) -> Boxed<'a> {
    let mut query = within(filter, level, i64::from(place));
    if sight.is_shielded() {
        query = query.filter(matter::visibility.eq(Visibility::PublicAnonymous.word()));
    }
    let query = ranged!(query, filter, after, matter::raised_at, matter::id);
    narrow!(query, filter, hidden)
}

/// The matters in a place. Where the filter names a place within it, the plus keeps the wider one's
/// indexes out of it: from there the matters of all its buildings would be read for those of one.
fn within<'a>(filter: &Filter, level: Level, place: i64) -> Boxed<'a> {
    let all = matter::table.into_boxed::<AnyBackend>();
    let apart = |column: &str| sql::<Bool>(column).bind::<BigInt, _>(place);
    match level {
        Level::District if filter.street.or(filter.building).is_some() => {
            all.filter(apart("+matter.district_id = "))
        }
        Level::District => all.filter(matter::district_id.eq(place)),
        Level::Street if filter.building.is_some() => all.filter(apart("+matter.street_id = ")),
        Level::Street => all.filter(matter::street_id.eq(place)),
        Level::Building => all.filter(matter::building_id.eq(place)),
    }
}

/// What came with an import, newest first.
fn of_import<'a>(
    filter: &Filter,
    hidden: &[i64],
    after: Option<Keyset>,
    import: ImportId,
) -> Boxed<'a> {
    let query =
        matter::table.into_boxed::<AnyBackend>().filter(matter::import_id.eq(i64::from(import)));
    let query = ranged!(query, filter, after, matter::raised_at, matter::id);
    narrow!(query, filter, hidden)
}

/// What is assigned to a body, newest first: read in the order of its assignments' index. A body
/// has at most one part in a matter that was not recalled.
fn of_body<'a>(filter: &Filter, hidden: &[i64], after: Option<Keyset>, body: i64) -> Assigned<'a> {
    let query = assignment::table
        .inner_join(matter::table)
        .into_boxed::<AnyBackend>()
        .filter(assignment::body_id.eq(body))
        .filter(assignment::state.ne(AssignmentState::Recalled.word()));
    let query = ranged!(query, filter, after, assignment::raised_at, assignment::matter_id);
    narrow!(query, filter, hidden)
}

#[cfg(test)]
mod tests {
    use super::around;

    #[test]
    fn a_month_lies_within_its_bounds_in_every_zone() {
        let micros = |text: &str| text.parse::<jiff::Timestamp>().unwrap().as_microsecond();
        let february = kernel::Month::new(2024, 2).unwrap();
        let (first, last) = around(february, february);
        assert!(first <= micros("2024-01-31T16:00:00Z"), "in China it began the day before");
        assert!(last >= micros("2024-02-29T23:59:59Z"));
    }
}
