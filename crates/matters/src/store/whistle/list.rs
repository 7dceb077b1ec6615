//! Lists of whistles: newest first, keyset-paged, merged from one indexed query per place or body.

use std::collections::HashSet;

use diesel::dsl::{exists, not};
use diesel::helper_types::IntoBoxed;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use jiff::Timestamp;
use kernel::{BodyId, Keyset, Level, Month, Page, PlaceId};
use platform::db::AnyBackend;
use platform::{Conn, StoreError};

use super::Row;
use crate::model::{CallState, Whistle, WhistleNumber, WhistleState};
use crate::store::Sight;
use crate::store::list::{COUNT_CAP, number};
use crate::store::schema::{clock, whistle, whistle_call as calls};

/// How the departments of a whistle have come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coming {
    /// All that had to come reported in within their time.
    InTime,
    /// Somebody reported in too late, or is late.
    Late,
    /// Somebody has yet to come.
    Awaited,
    /// Somebody asked not to come.
    Refused,
    /// A ruling spared somebody.
    Excused,
    /// A ruling sent somebody who had asked not to come.
    Insisted,
    /// The whistler has rated somebody.
    Rated,
}

impl Coming {
    /// Every value, in the order of the page.
    pub const ALL: [Self; 7] = [
        Self::InTime,
        Self::Late,
        Self::Awaited,
        Self::Refused,
        Self::Excused,
        Self::Insisted,
        Self::Rated,
    ];

    /// The word in addresses.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::InTime => "in_time",
            Self::Late => "late",
            Self::Awaited => "awaited",
            Self::Refused => "refused",
            Self::Excused => "excused",
            Self::Insisted => "insisted",
            Self::Rated => "rated",
        }
    }

    /// The word read back.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|coming| coming.word() == word)
    }
}

/// What a list is narrowed to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only open, or only ended ones.
    pub state: Option<WhistleState>,
    /// Only of this type of the charter.
    pub kind: Option<String>,
    /// Only in this building.
    pub building: Option<PlaceId>,
    /// Only blown in these months, both included.
    pub months: Option<(Month, Month)>,
    /// Only those that call this department.
    pub department: Option<BodyId>,
    /// Only where the departments came so, or the one that is named; late is told at the moment.
    pub coming: Option<(Coming, Timestamp)>,
}

/// How far somebody sees whistles: the sight, and the bodies they act for.
#[derive(Debug, Clone, Copy)]
pub struct Reach<'a> {
    /// By place, or what is assigned.
    pub sight: &'a Sight,
    /// The viewer's own bodies.
    pub own: &'a [BodyId],
}

/// One page, newest first, after `after`; at most `size` rows.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn list(
    conn: &mut Conn,
    reach: Reach<'_>,
    filter: &Filter,
    after: Option<Keyset>,
    size: usize,
) -> Result<Page<Whistle>, StoreError> {
    let wanted = i64::try_from(size + 1).unwrap_or(i64::MAX);
    let mut rows: Vec<Row> = Vec::new();
    for heads in heads(reach, filter, after) {
        rows.extend(heads.limit(wanted).select(Row::as_select()).load::<Row>(conn)?);
    }
    let mut found: Vec<Whistle> =
        rows.into_iter().map(Row::into_model).collect::<Result<_, _>>()?;
    found.sort_by_key(|one| std::cmp::Reverse((one.raised_at, one.id)));
    found.dedup_by_key(|one| one.id);
    Ok(Page::from_overfull(found, size, |one| Keyset {
        at: one.raised_at.as_microsecond(),
        id: one.id.into(),
    }))
}

/// How many there are, counted up to [`COUNT_CAP`] in each place or body.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn count(conn: &mut Conn, reach: Reach<'_>, filter: &Filter) -> Result<i64, StoreError> {
    let mut found: HashSet<i64> = HashSet::new();
    for heads in heads(reach, filter, None) {
        found.extend(heads.limit(COUNT_CAP).select(whistle::id).load::<i64>(conn)?);
    }
    Ok(i64::try_from(found.len()).unwrap_or(COUNT_CAP).min(COUNT_CAP))
}

/// Those of some whistles that are in reach, or were blown by an own body; in no order.
pub(crate) fn seen(conn: &mut Conn, reach: Reach<'_>, ids: &[i64]) -> Result<Vec<i64>, StoreError> {
    let own: Vec<i64> = reach.own.iter().map(|body| i64::from(*body)).collect();
    let blown = whistle::table.filter(whistle::body_id.eq_any(own));
    let mut found: Vec<i64> =
        blown.filter(whistle::id.eq_any(ids)).select(whistle::id).load(conn)?;
    for heads in heads(reach, &Filter::default(), None) {
        found.extend(heads.filter(whistle::id.eq_any(ids)).select(whistle::id).load::<i64>(conn)?);
    }
    Ok(found)
}

/// Where a list goes on after the whistle with `number`; `None` if there is none.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn after(conn: &mut Conn, number: &WhistleNumber) -> Result<Option<Keyset>, StoreError> {
    let found: Option<(i64, i64)> = whistle::table
        .filter(whistle::number.eq(number.as_str()))
        .select((whistle::raised_at, whistle::id))
        .first(conn)
        .optional()?;
    Ok(found.map(|(at, id)| Keyset { at, id }))
}

type Boxed<'a> = IntoBoxed<'a, whistle::table, AnyBackend>;

/// One query for each place and body in reach.
pub(super) fn heads<'a>(
    reach: Reach<'_>,
    filter: &Filter,
    after: Option<Keyset>,
) -> Vec<Boxed<'a>> {
    let scope = reach.sight.scope();
    let places = scope.places().iter().map(|&(level, place)| {
        let (id, all) = (i64::from(place), whistle::table.into_boxed::<AnyBackend>());
        let there = match level {
            Level::District => all.filter(whistle::district_id.eq(id)),
            Level::Street => all.filter(whistle::street_id.eq(id)),
            Level::Building => all.filter(whistle::building_id.eq(id)),
        };
        if reach.sight.is_bounded() {
            let own: Vec<i64> = reach.own.iter().map(|body| i64::from(*body)).collect();
            there.filter(whistle::is_shared.eq(true).or(whistle::body_id.eq_any(own)))
        } else {
            there
        }
    });
    let bodies = scope.bodies().iter().map(|&body| {
        let called = calls::table.filter(calls::body_id.eq(i64::from(body)));
        let all = whistle::table.into_boxed::<AnyBackend>();
        all.filter(whistle::id.eq_any(called.select(calls::whistle_id)))
    });
    places.chain(bodies).map(|query| narrow(query, filter, after)).collect()
}

fn narrow<'a>(mut query: Boxed<'a>, filter: &Filter, after: Option<Keyset>) -> Boxed<'a> {
    if let Some(state) = filter.state {
        query = query.filter(whistle::state.eq(state.word()));
    }
    if let Some(kind) = &filter.kind {
        query = query.filter(whistle::kind.eq(kind.clone()));
    }
    if let Some(building) = filter.building {
        query = query.filter(whistle::building_id.eq(i64::from(building)));
    }
    if let Some((first, last)) = filter.months {
        query = query.filter(whistle::month.between(number(first), number(last)));
    }
    if filter.department.is_some() || filter.coming.is_some() {
        query = came(query, filter.department, filter.coming);
    }
    if let Some(after) = after {
        let same = whistle::raised_at.eq(after.at).and(whistle::id.lt(after.id));
        query = query.filter(whistle::raised_at.lt(after.at).or(same));
    }
    query.order((whistle::raised_at.desc(), whistle::id.desc()))
}

/// Narrows to how the departments have come, or one of them.
fn came<'a>(
    query: Boxed<'a>,
    department: Option<BodyId>,
    coming: Option<(Coming, Timestamp)>,
) -> Boxed<'a> {
    let body = department.map_or(0, i64::from);
    let meant = || calls::body_id.eq(body).or(department.is_none().into_sql::<Bool>());
    let of_it = || {
        let of_whistle = calls::table.inner_join(clock::table);
        of_whistle.filter(calls::whistle_id.eq(whistle::id)).filter(meant())
    };
    let Some((coming, now)) = coming else { return query.filter(exists(of_it())) };
    let now = now.as_microsecond();
    // A clock that stopped past its end, or runs past it.
    let late = clock::stopped_at
        .is_not_null()
        .and(clock::stopped_at.assume_not_null().gt(clock::due_at))
        .or(clock::stopped_at.is_null().and(clock::due_at.lt(now)));
    let awaited = [CallState::Called.word(), CallState::Disputed.word()];
    let (excused, ruled) = (CallState::Excused.word(), calls::ruled_at.is_not_null());
    match coming {
        Coming::Late => query.filter(exists(of_it().filter(late))),
        Coming::Awaited => query.filter(exists(of_it().filter(calls::state.eq_any(awaited)))),
        Coming::Refused => query.filter(exists(of_it().filter(calls::refused_at.is_not_null()))),
        Coming::Excused => query.filter(exists(of_it().filter(calls::state.eq(excused)))),
        Coming::Insisted => {
            query.filter(exists(of_it().filter(ruled).filter(calls::state.ne(excused))))
        }
        Coming::Rated => query.filter(exists(of_it().filter(calls::rated_at.is_not_null()))),
        Coming::InTime => query
            .filter(exists(of_it().filter(calls::reported_at.is_not_null())))
            .filter(not(exists(of_it().filter(late))))
            .filter(not(exists(of_it().filter(calls::state.eq_any(awaited))))),
    }
}
