//! Imports: staged, applied, given up.

use diesel::prelude::*;
use kernel::{AccountId, Keyset, Page, PlaceId};
use platform::{Act, Conn, StoreError, World, vault};

use crate::model::order::{Counts, Import, ImportId, ImportState, Report, Setting};
use crate::store::schema::order_import;
use crate::store::{instant, word};

#[derive(Queryable, Selectable)]
#[diesel(table_name = order_import)]
struct Row {
    id: i64,
    district_id: i64,
    state: String,
    source: String,
    file_name: String,
    file_hash: String,
    account_id: Option<i64>,
    staged_at: i64,
    moved_at: Option<i64>,
    ended_at: Option<i64>,
    total: i32,
    fresh: i32,
    changed: i32,
    same: i32,
    faults: i32,
    asked: i32,
    left_out: i32,
    elsewhere: i32,
    applied: i32,
}

impl Row {
    fn into_model(self) -> Result<Import, StoreError> {
        let id = self.id;
        let at = |column, stored| instant("order_import", column, id, stored);
        let count = |stored: i32| usize::try_from(stored).unwrap_or(0);
        Ok(Import {
            id: id.into(),
            district: PlaceId(self.district_id),
            state: word("order_import", "state", id, &self.state, ImportState::from_word)?,
            source: self.source,
            file_name: self.file_name,
            file_hash: self.file_hash,
            account: self.account_id.map(AccountId),
            staged_at: at("staged_at", self.staged_at)?,
            moved_at: self.moved_at.map(|stored| at("moved_at", stored)).transpose()?,
            ended_at: self.ended_at.map(|stored| at("ended_at", stored)).transpose()?,
            counts: Counts {
                total: count(self.total),
                fresh: count(self.fresh),
                changed: count(self.changed),
                same: count(self.same),
                faults: count(self.faults),
                asked: count(self.asked),
                left_out: count(self.left_out),
                elsewhere: count(self.elsewhere),
                by_street: 0,
            },
            applied: count(self.applied),
        })
    }
}

fn small(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

/// What came with an import and is kept closed until it ends.
#[derive(Debug, Clone)]
pub struct Contents {
    /// The file as it came.
    pub file: Vec<u8>,
    /// How it is read and where its orders go.
    pub setting: Setting,
    /// What the last reading came to.
    pub report: Report,
}

/// Closes one part of what came with an import.
fn close(act: &Act<'_, '_>, id: ImportId, part: &str, bytes: &[u8]) -> Vec<u8> {
    vault::enclose(act, bytes, &format!("order_import.{part} {}", id.0))
}

fn json<T: serde::Serialize>(value: &T) -> Vec<u8> {
    serde_json::to_vec(value).expect("plain data become text")
}

/// Writes down a ledger that was read.
pub(crate) fn insert(
    act: &mut Act<'_, '_>,
    import: &Import,
    contents: &Contents,
) -> Result<(), StoreError> {
    let file = close(act, import.id, "file", &contents.file);
    let (setting, report) = closed_reading(act, import.id, contents);
    diesel::insert_into(order_import::table)
        .values((
            order_import::id.eq(i64::from(import.id)),
            order_import::district_id.eq(i64::from(import.district)),
            order_import::state.eq(import.state.word()),
            order_import::source.eq(&import.source),
            order_import::file_name.eq(&import.file_name),
            order_import::file_hash.eq(&import.file_hash),
            order_import::account_id.eq(import.account.map(i64::from)),
            order_import::staged_at.eq(import.staged_at.as_microsecond()),
            counted(&import.counts),
            order_import::applied.eq(0),
            order_import::file.eq(file),
            order_import::setting.eq(setting),
            order_import::report.eq(report),
        ))
        .execute(act.conn())?;
    Ok(())
}

type Counted = (
    diesel::dsl::Eq<order_import::total, i32>,
    diesel::dsl::Eq<order_import::fresh, i32>,
    diesel::dsl::Eq<order_import::changed, i32>,
    diesel::dsl::Eq<order_import::same, i32>,
    diesel::dsl::Eq<order_import::faults, i32>,
    diesel::dsl::Eq<order_import::asked, i32>,
    diesel::dsl::Eq<order_import::left_out, i32>,
    diesel::dsl::Eq<order_import::elsewhere, i32>,
);

fn counted(counts: &Counts) -> Counted {
    (
        order_import::total.eq(small(counts.total)),
        order_import::fresh.eq(small(counts.fresh)),
        order_import::changed.eq(small(counts.changed)),
        order_import::same.eq(small(counts.same)),
        order_import::faults.eq(small(counts.faults)),
        order_import::asked.eq(small(counts.asked)),
        order_import::left_out.eq(small(counts.left_out)),
        order_import::elsewhere.eq(small(counts.elsewhere)),
    )
}

fn closed_reading(act: &Act<'_, '_>, id: ImportId, contents: &Contents) -> (Vec<u8>, Vec<u8>) {
    let setting = close(act, id, "setting", &json(&contents.setting));
    let report = close(act, id, "report", &json(&contents.report));
    (setting, report)
}

/// Keeps another reading of a ledger in `state`: other choices, mended cells, and what they came
/// to. Whether it was in that state.
pub(crate) fn update_reading(
    act: &mut Act<'_, '_>,
    id: ImportId,
    state: ImportState,
    contents: &Contents,
) -> Result<bool, StoreError> {
    let (setting, report) = closed_reading(act, id, contents);
    let known =
        order_import::table.find(i64::from(id)).filter(order_import::state.eq(state.word()));
    let updated = diesel::update(known)
        .set((
            counted(&contents.report.counts),
            order_import::setting.eq(setting),
            order_import::report.eq(report),
        ))
        .execute(act.conn())?;
    Ok(updated == 1)
}

/// Puts another file in the place of a staged one. Whether it was still staged.
pub(crate) fn update_file(
    act: &mut Act<'_, '_>,
    import: &Import,
    contents: &Contents,
) -> Result<bool, StoreError> {
    if !update_reading(act, import.id, ImportState::Staged, contents)? {
        return Ok(false);
    }
    let file = close(act, import.id, "file", &contents.file);
    diesel::update(order_import::table.find(i64::from(import.id)))
        .set((
            order_import::file.eq(file),
            order_import::file_name.eq(&import.file_name),
            order_import::file_hash.eq(&import.file_hash),
            order_import::staged_at.eq(import.staged_at.as_microsecond()),
        ))
        .execute(act.conn())?;
    Ok(true)
}

/// Moves an import from one state to another; whether it was in the first.
pub(crate) fn set_state(
    act: &mut Act<'_, '_>,
    id: ImportId,
    from: ImportState,
    to: ImportState,
) -> Result<bool, StoreError> {
    let known = order_import::table.find(i64::from(id)).filter(order_import::state.eq(from.word()));
    let moved_at = Some(act.now_us());
    let updated = diesel::update(known)
        .set((order_import::state.eq(to.word()), order_import::moved_at.eq(moved_at)))
        .execute(act.conn())?;
    Ok(updated == 1)
}

/// Ends an import that is in state `from`: what came with it is gone. Whether it was.
pub(crate) fn end(
    act: &mut Act<'_, '_>,
    id: ImportId,
    from: ImportState,
    to: ImportState,
) -> Result<bool, StoreError> {
    let now = act.now_us();
    let nothing: Option<Vec<u8>> = None;
    let known = order_import::table.find(i64::from(id)).filter(order_import::state.eq(from.word()));
    let updated = diesel::update(known)
        .set((
            order_import::state.eq(to.word()),
            order_import::ended_at.eq(Some(now)),
            order_import::file.eq(&nothing),
            order_import::setting.eq(&nothing),
            order_import::report.eq(&nothing),
        ))
        .execute(act.conn())?;
    Ok(updated == 1)
}

/// Notes how many orders are written, and that it goes on.
pub(crate) fn set_applied(
    act: &mut Act<'_, '_>,
    id: ImportId,
    applied: usize,
) -> Result<(), StoreError> {
    let now = act.now_us();
    diesel::update(order_import::table.find(i64::from(id)))
        .set((order_import::applied.eq(small(applied)), order_import::moved_at.eq(Some(now))))
        .execute(act.conn())?;
    Ok(())
}

/// An import by id. The caller has checked (or checks at once) that the actor may see it.
pub(crate) fn find(conn: &mut Conn, id: ImportId) -> Result<Option<Import>, StoreError> {
    let row: Option<Row> =
        order_import::table.find(i64::from(id)).select(Row::as_select()).first(conn).optional()?;
    row.map(Row::into_model).transpose()
}

/// A staged (or applying) import of the same file from the same source by the same account.
pub(crate) fn find_open(conn: &mut Conn, like: &Import) -> Result<Option<Import>, StoreError> {
    let mut query = order_import::table
        .filter(
            order_import::state.eq_any([ImportState::Staged.word(), ImportState::Applying.word()]),
        )
        .filter(order_import::district_id.eq(i64::from(like.district)))
        .filter(order_import::file_hash.eq(&like.file_hash))
        .filter(order_import::source.eq(&like.source))
        .order(order_import::id)
        .select(Row::as_select())
        .into_boxed();
    query = match like.account {
        Some(account) => query.filter(order_import::account_id.eq(i64::from(account))),
        None => query.filter(order_import::account_id.is_null()),
    };
    let row: Option<Row> = query.first(conn).optional()?;
    row.map(Row::into_model).transpose()
}

/// The imports of `districts`, and those `account` brought, newest first, after `after`; at most
/// `size`. Each of the two is a query of its own, in the order of an index.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn list(
    conn: &mut Conn,
    districts: &[PlaceId],
    account: Option<AccountId>,
    after: Option<ImportId>,
    size: usize,
) -> Result<Page<Import>, StoreError> {
    let wanted = i64::try_from(size + 1).unwrap_or(i64::MAX);
    let heads = || {
        let after = after.map_or(i64::MAX, i64::from);
        order_import::table
            .filter(order_import::id.lt(after))
            .order(order_import::id.desc())
            .limit(wanted)
            .select(Row::as_select())
    };
    let districts: Vec<i64> = districts.iter().map(|district| district.0).collect();
    let mut rows: Vec<Row> =
        heads().filter(order_import::district_id.eq_any(districts)).load(conn)?;
    if let Some(account) = account {
        rows.extend(heads().filter(order_import::account_id.eq(account.0)).load::<Row>(conn)?);
    }
    rows.sort_by_key(|row| std::cmp::Reverse(row.id));
    rows.dedup_by_key(|row| row.id);
    let found: Vec<Import> = rows.into_iter().map(Row::into_model).collect::<Result<_, _>>()?;
    Ok(Page::from_overfull(found, size, |import| Keyset { at: 0, id: import.id.into() }))
}

/// The last import of the same file into `district` that was written.
pub(crate) fn find_applied(
    conn: &mut Conn,
    district: PlaceId,
    file_hash: &str,
) -> Result<Option<Import>, StoreError> {
    let row: Option<Row> = order_import::table
        .filter(order_import::district_id.eq(i64::from(district)))
        .filter(order_import::file_hash.eq(file_hash))
        .filter(order_import::state.eq(ImportState::Applied.word()))
        .order(order_import::id.desc())
        .select(Row::as_select())
        .first(conn)
        .optional()?;
    row.map(Row::into_model).transpose()
}

/// The names of sources that imports into `districts` gave lately, the latest first.
pub(crate) fn sources(conn: &mut Conn, districts: &[PlaceId]) -> Result<Vec<String>, StoreError> {
    /// Imports looked at: enough for every system a district has.
    const LATELY: i64 = 50;
    let districts: Vec<i64> = districts.iter().map(|district| district.0).collect();
    let all: Vec<String> = order_import::table
        .filter(order_import::district_id.eq_any(districts))
        .order(order_import::id.desc())
        .limit(LATELY)
        .select(order_import::source)
        .load(conn)?;
    let mut seen = std::collections::BTreeSet::new();
    Ok(all.into_iter().filter(|source| seen.insert(source.clone())).collect())
}

fn open(world: &World, id: ImportId, part: &str, closed: &[u8]) -> Result<Vec<u8>, StoreError> {
    vault::disclose(&world.keys, closed, &format!("order_import.{part} {}", id.0))
}

/// How an import is read and what that came to; `None` once it has ended.
pub(crate) fn reading(
    conn: &mut Conn,
    world: &World,
    id: ImportId,
) -> Result<Option<(Setting, Report)>, StoreError> {
    type Closed = (Option<Vec<u8>>, Option<Vec<u8>>);
    let row: Option<Closed> = order_import::table
        .find(i64::from(id))
        .select((order_import::setting, order_import::report))
        .first(conn)
        .optional()?;
    let Some((Some(setting), Some(report))) = row else { return Ok(None) };
    let setting = read_json("setting", id, &open(world, id, "setting", &setting)?)?;
    Ok(Some((setting, read_json("report", id, &open(world, id, "report", &report)?)?)))
}

/// What came with an import; `None` once it has ended.
pub(crate) fn contents(
    conn: &mut Conn,
    world: &World,
    id: ImportId,
) -> Result<Option<Contents>, StoreError> {
    let file: Option<Option<Vec<u8>>> = order_import::table
        .find(i64::from(id))
        .select(order_import::file)
        .first(conn)
        .optional()?;
    let (Some(Some(file)), Some((setting, report))) = (file, reading(conn, world, id)?) else {
        return Ok(None);
    };
    Ok(Some(Contents { file: open(world, id, "file", &file)?, setting, report }))
}

fn read_json<T: serde::de::DeserializeOwned>(
    column: &'static str,
    id: ImportId,
    bytes: &[u8],
) -> Result<T, StoreError> {
    serde_json::from_slice(bytes)
        .map_err(|error| StoreError::corrupt("order_import", column, id.0, error.to_string()))
}
