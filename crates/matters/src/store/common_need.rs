//! Common needs and their matters.

use std::collections::{BTreeMap, HashMap, HashSet};

use diesel::prelude::*;
use jiff::Timestamp;
use kernel::{Keyset, Level, Page, PlaceId, Whereabouts};
use platform::db::AnyBackend;
use platform::journal::Salted;
use platform::journal::salted::fresh_salt;
use platform::{Act, Conn, StoreError, insert_many};

use super::orders::arriving;
use super::schema::{common_need, common_need_matter, matter};
use super::{Sight, instant, word};
use crate::model::{CommonNeed, CommonNeedId, CommonNeedState, DismissalGround, MatterId, State};
use crate::rules::recurring::{Known, Raised};

const TABLE: &str = "common_need";

#[derive(Queryable, Selectable)]
#[diesel(table_name = common_need)]
struct Row {
    id: i64,
    district_id: i64,
    street_id: Option<i64>,
    building_id: i64,
    category: String,
    state: String,
    charter_version: i64,
    found_at: i64,
    decided_at: Option<i64>,
    ground: Option<String>,
    title: Option<String>,
    ending: Option<String>,
}

impl Row {
    fn into_model(self) -> Result<CommonNeed, StoreError> {
        let id = self.id;
        let at = |column, stored| instant(TABLE, column, id, stored);
        let ground = |said: String| word(TABLE, "ground", id, &said, DismissalGround::from_word);
        Ok(CommonNeed {
            id: id.into(),
            at: Whereabouts {
                district: self.district_id.into(),
                street: self.street_id.map(PlaceId),
                building: Some(self.building_id.into()),
            },
            category: self.category,
            state: word(TABLE, "state", id, &self.state, CommonNeedState::from_word)?,
            charter_version: self.charter_version,
            found_at: at("found_at", self.found_at)?,
            decided_at: self.decided_at.map(|one| at("decided_at", one)).transpose()?,
            ground: self.ground.map(ground).transpose()?,
            title: self.title,
            ending: self.ending,
        })
    }
}

/// The matters of a district that count for what recurs: of one category in a building, raised
/// since `since`, neither declined nor taken back; those of a building and a category of which
/// there are fewer than `least` are left out, unless `open` ones wait for them.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub(crate) fn list_recurring(
    conn: &mut Conn,
    district: PlaceId,
    since: Timestamp,
    (least, open): (u32, &BTreeMap<(PlaceId, String), Known>),
) -> Result<Vec<Raised>, StoreError> {
    let hidden = arriving::list(conn)?;
    let dropped = [State::Declined.word(), State::Withdrawn.word()];
    let counted: Vec<(Option<i64>, Option<String>, i64)> = matter::table
        .filter(matter::district_id.eq(district.0))
        .filter(matter::raised_at.ge(since.as_microsecond()))
        .filter(matter::state.ne_all(dropped))
        .filter(matter::building_id.is_not_null())
        .filter(matter::category.is_not_null())
        .filter(arriving::is_visible(&hidden))
        .group_by((matter::building_id, matter::category))
        .select((matter::building_id, matter::category, diesel::dsl::count(matter::id)))
        .load(conn)?;
    let wanted: HashSet<(i64, String)> = counted
        .into_iter()
        .filter_map(|(building, category, count)| Some(((building?, category?), count)))
        .filter(|((building, category), count)| {
            let known = open.get(&(PlaceId(*building), category.clone()));
            *count >= i64::from(least) || known.is_some_and(|known| known.state.is_open())
        })
        .map(|(key, _)| key)
        .collect();
    let buildings: Vec<i64> = wanted.iter().map(|(building, _)| *building).collect();
    let rows: Vec<(i64, Option<i64>, Option<String>, i64)> = matter::table
        .filter(matter::building_id.eq_any(buildings))
        .filter(matter::raised_at.ge(since.as_microsecond()))
        .filter(matter::state.ne_all(dropped))
        .filter(arriving::is_visible(&hidden))
        .select((matter::id, matter::building_id, matter::category, matter::raised_at))
        .load(conn)?;
    rows.into_iter()
        .filter_map(|(id, building, category, at)| Some((id, (building?, category?), at)))
        .filter(|(_, key, _)| wanted.contains(key))
        .map(|(id, (building, category), at)| {
            let raised_at = instant("matter", "raised_at", id, at)?;
            Ok(Raised { matter: id.into(), building: building.into(), category, raised_at })
        })
        .collect()
}

/// The latest common need of each building and category of a district.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub(crate) fn known(
    conn: &mut Conn,
    district: PlaceId,
) -> Result<BTreeMap<(PlaceId, String), Known>, StoreError> {
    let rows: Vec<Row> = common_need::table
        .filter(common_need::district_id.eq(district.0))
        .order((common_need::found_at, common_need::id))
        .select(Row::as_select())
        .load(conn)?;
    let mut known = BTreeMap::new();
    for row in rows {
        let building = PlaceId(row.building_id);
        let need = row.into_model()?;
        let one = Known { id: need.id, state: need.state, decided_at: need.decided_at };
        known.insert((building, need.category), one);
    }
    Ok(known)
}

/// The matters of some common needs.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn matters(
    conn: &mut Conn,
    needs: &[CommonNeedId],
) -> Result<HashMap<CommonNeedId, Vec<MatterId>>, StoreError> {
    let ids: Vec<i64> = needs.iter().map(|id| i64::from(*id)).collect();
    let rows: Vec<(i64, i64)> = common_need_matter::table
        .filter(common_need_matter::common_need_id.eq_any(ids))
        .order(common_need_matter::matter_id)
        .select((common_need_matter::common_need_id, common_need_matter::matter_id))
        .load(conn)?;
    let mut found: HashMap<CommonNeedId, Vec<MatterId>> = HashMap::new();
    for (need, matter) in rows {
        found.entry(need.into()).or_default().push(matter.into());
    }
    Ok(found)
}

/// How many wait in the matters of a common need, on how many floors and spots.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn weight(conn: &mut Conn, need: CommonNeedId) -> Result<(i64, usize), StoreError> {
    let rows: Vec<(i32, i64)> = common_need_matter::table
        .inner_join(matter::table.on(matter::id.eq(common_need_matter::matter_id)))
        .filter(common_need_matter::common_need_id.eq(i64::from(need)))
        .select((matter::voices, matter::place_id))
        .load(conn)?;
    let voices = rows.iter().map(|(voices, _)| i64::from(*voices)).sum();
    let places: HashSet<i64> = rows.into_iter().map(|(_, place)| place).collect();
    Ok((voices, places.len()))
}

/// A common need within `sight`.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn find(
    conn: &mut Conn,
    sight: &Sight,
    id: CommonNeedId,
) -> Result<Option<CommonNeed>, StoreError> {
    let row: Option<Row> =
        common_need::table.find(i64::from(id)).select(Row::as_select()).first(conn).optional()?;
    let found = row.map(Row::into_model).transpose()?;
    Ok(found.filter(|need| sight.scope().covers(&need.at)))
}

type Boxed<'a> = diesel::helper_types::IntoBoxed<'a, common_need::table, AnyBackend>;

/// The common needs of one place, newest first.
fn of_place<'a>(
    state: Option<CommonNeedState>,
    after: Option<Keyset>,
    (level, place): (Level, PlaceId),
) -> Boxed<'a> {
    let (place, all) = (i64::from(place), common_need::table.into_boxed::<AnyBackend>());
    let mut query = match level {
        Level::District => all.filter(common_need::district_id.eq(place)),
        Level::Street => all.filter(common_need::street_id.eq(place)),
        Level::Building => all.filter(common_need::building_id.eq(place)),
    };
    if let Some(state) = state {
        query = query.filter(common_need::state.eq(state.word()));
    }
    if let Some(after) = after {
        let same = common_need::found_at.eq(after.at).and(common_need::id.lt(after.id));
        query = query.filter(common_need::found_at.lt(after.at).or(same));
    }
    query.order((common_need::found_at.desc(), common_need::id.desc()))
}

/// One page of the common needs of the sight's places, newest first, after `after`.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn list(
    conn: &mut Conn,
    sight: &Sight,
    state: Option<CommonNeedState>,
    after: Option<Keyset>,
    size: usize,
) -> Result<Page<CommonNeed>, StoreError> {
    let wanted = i64::try_from(size + 1).unwrap_or(i64::MAX);
    let mut rows: Vec<Row> = Vec::new();
    // A head for each place in scope, read off its index and merged here.
    for &place in sight.scope().places() {
        let heads = of_place(state, after, place).limit(wanted);
        rows.extend(heads.select(Row::as_select()).load::<Row>(conn)?);
    }
    let mut found: Vec<CommonNeed> =
        rows.into_iter().map(Row::into_model).collect::<Result<_, _>>()?;
    found.sort_by_key(|need| std::cmp::Reverse((need.found_at, need.id)));
    found.dedup_by_key(|need| need.id);
    Ok(Page::from_overfull(found, size, |need| Keyset {
        at: need.found_at.as_microsecond(),
        id: need.id.into(),
    }))
}

/// Where a list goes on after a common need; `None` if there is none.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn after(conn: &mut Conn, id: CommonNeedId) -> Result<Option<Keyset>, StoreError> {
    let at: Option<i64> = common_need::table
        .find(i64::from(id))
        .select(common_need::found_at)
        .first(conn)
        .optional()?;
    Ok(at.map(|at| Keyset { at, id: id.into() }))
}

pub(crate) fn insert(conn: &mut Conn, new: &CommonNeed) -> Result<(), StoreError> {
    diesel::insert_into(common_need::table)
        .values((
            common_need::id.eq(i64::from(new.id)),
            common_need::district_id.eq(new.at.district.0),
            common_need::street_id.eq(new.at.street.map(|street| street.0)),
            common_need::building_id.eq(new.at.building.map_or(0, |building| building.0)),
            common_need::category.eq(&new.category),
            common_need::state.eq(new.state.word()),
            common_need::charter_version.eq(new.charter_version),
            common_need::found_at.eq(new.found_at.as_microsecond()),
        ))
        .execute(conn)?;
    Ok(())
}

/// Adds matters to a common need; none of them may belong to it already.
pub(crate) fn add(
    conn: &mut Conn,
    need: CommonNeedId,
    matters: &[MatterId],
) -> Result<(), StoreError> {
    let rows: Vec<_> = matters
        .iter()
        .map(|matter| {
            (
                common_need_matter::common_need_id.eq(i64::from(need)),
                common_need_matter::matter_id.eq(i64::from(*matter)),
            )
        })
        .collect();
    insert_many!(conn, common_need_matter::table, &rows)
}

/// Writes what a person said of it, the words with a salt of their own; their salted hash.
pub(crate) fn decide(
    act: &mut Act<'_, '_>,
    need: &CommonNeed,
) -> Result<Option<Salted>, StoreError> {
    let (salt, now) = (fresh_salt(act.randomness()), act.now_us());
    let by = act.post().map(i64::from);
    let row = common_need::table.find(i64::from(need.id));
    diesel::update(row)
        .set((
            common_need::state.eq(need.state.word()),
            common_need::decided_at.eq(now),
            common_need::decided_by.eq(by),
            common_need::ground.eq(need.ground.map(DismissalGround::word)),
        ))
        .execute(act.conn())?;
    let said = match need.state {
        CommonNeedState::Confirmed => need.title.as_ref(),
        CommonNeedState::Settled => need.ending.as_ref(),
        CommonNeedState::Suggested | CommonNeedState::Dismissed => None,
    };
    let Some(said) = said else { return Ok(None) };
    let hash = Salted::of(said.as_bytes(), &salt);
    if need.state == CommonNeedState::Confirmed {
        let named = (common_need::title.eq(said), common_need::title_salt.eq(salt));
        diesel::update(row).set(named).execute(act.conn())?;
    } else {
        let ended = (common_need::ending.eq(said), common_need::ending_salt.eq(salt));
        diesel::update(row).set(ended).execute(act.conn())?;
    }
    Ok(Some(hash))
}
