//! Letters: written with what they tell of, held while they are sent, kept as a log.

use diesel::prelude::*;
use jiff::{SignedDuration, Timestamp};
use kernel::AccountId;

use crate::db::{AnyBackend, Conn, StoreError};
use crate::insert_many;
use crate::mail::letter::{Kind, Letter, State};
use crate::mail::schema::letter;

/// How long the log is kept. Source: assumption (as long as notices).
const KEPT: SignedDuration = SignedDuration::from_hours(92 * 24);
/// Letters of a state are counted up to here.
pub(in crate::mail) const COUNT_CAP: i64 = 1_000;

#[derive(Queryable, Selectable, Insertable, Clone)]
#[diesel(table_name = letter, treat_none_as_default_value = false)]
struct Row {
    id: i64,
    key: String,
    kind: String,
    account_id: i64,
    enclosed: Option<Vec<u8>>,
    state: String,
    due_at: i64,
    attempts: i32,
    held_until: i64,
    reply: Option<String>,
    made_at: i64,
    ended_at: Option<i64>,
}

impl Row {
    fn of(new: &Letter) -> Self {
        Self {
            id: new.id,
            key: new.key.clone(),
            kind: new.kind.word().to_owned(),
            account_id: new.account.0,
            enclosed: new.enclosed.clone(),
            state: new.state.word().to_owned(),
            due_at: new.due_at.as_microsecond(),
            attempts: new.attempts,
            held_until: 0,
            reply: None,
            made_at: new.made_at.as_microsecond(),
            ended_at: None,
        }
    }

    fn into_model(self) -> Result<Letter, StoreError> {
        let id = self.id;
        let corrupt = |column, found: &str| StoreError::corrupt("letter", column, id, found);
        let instant = |column, at: i64| {
            Timestamp::from_microsecond(at).map_err(|_| corrupt(column, &at.to_string()))
        };
        Ok(Letter {
            id,
            kind: Kind::from_word(&self.kind).ok_or_else(|| corrupt("kind", &self.kind))?,
            state: State::from_word(&self.state).ok_or_else(|| corrupt("state", &self.state))?,
            due_at: instant("due_at", self.due_at)?,
            made_at: instant("made_at", self.made_at)?,
            ended_at: self.ended_at.map(|at| instant("ended_at", at)).transpose()?,
            key: self.key,
            account: AccountId(self.account_id),
            enclosed: self.enclosed,
            attempts: self.attempts,
            reply: self.reply,
        })
    }
}

/// Writes letters.
pub(in crate::mail) fn insert(conn: &mut Conn, new: &[Letter]) -> Result<(), StoreError> {
    let rows: Vec<Row> = new.iter().map(Row::of).collect();
    insert_many!(conn, letter::table, &rows)
}

/// The letters of notices that these accounts are about to get at these moments and nobody is
/// sending yet: `(account, due, id)`. They are held until the transaction ends, so that whoever
/// sends one sends what was added to it.
pub(in crate::mail) fn join(
    conn: &mut Conn,
    accounts: &[i64],
    due: &[i64],
) -> Result<Vec<(i64, i64, i64)>, StoreError> {
    let open = letter::table
        .filter(letter::account_id.eq_any(accounts))
        .filter(letter::due_at.eq_any(due))
        .filter(letter::kind.eq(Kind::Notices.word()))
        .filter(letter::state.eq(State::Waiting.word()))
        .filter(letter::attempts.eq(0))
        .filter(letter::held_until.eq(0));
    Ok(diesel::update(open)
        .set(letter::attempts.eq(0))
        .returning((letter::account_id, letter::due_at, letter::id))
        .get_results(conn)?)
}

/// Letters that are due at `now` and that nobody is sending, the longest due first.
pub(in crate::mail) fn list_due(
    conn: &mut Conn,
    now: Timestamp,
    limit: i64,
) -> Result<Vec<Letter>, StoreError> {
    let rows: Vec<Row> = letter::table
        .filter(letter::state.eq(State::Waiting.word()))
        .filter(letter::due_at.le(now.as_microsecond()))
        .filter(letter::held_until.le(now.as_microsecond()))
        .order((letter::due_at, letter::id))
        .limit(limit)
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::into_model).collect()
}

/// Takes a letter for one attempt; `None` where another has it or it is done with. What is not
/// ended by `until` may be taken again: whoever had it is gone.
pub(in crate::mail) fn hold(
    conn: &mut Conn,
    id: i64,
    now: Timestamp,
    until: Timestamp,
) -> Result<Option<Letter>, StoreError> {
    let free = letter::table
        .filter(letter::id.eq(id))
        .filter(letter::state.eq(State::Waiting.word()))
        .filter(letter::held_until.le(now.as_microsecond()));
    let held = diesel::update(free)
        .set((
            letter::held_until.eq(until.as_microsecond()),
            letter::attempts.eq(letter::attempts + 1),
        ))
        .execute(conn)?;
    if held == 0 {
        return Ok(None);
    }
    let row: Option<Row> =
        letter::table.find(id).select(Row::as_select()).first(conn).optional()?;
    row.map(Row::into_model).transpose()
}

/// Lets a letter wait until `due_at` after an attempt that failed.
pub(in crate::mail) fn put_off(
    conn: &mut Conn,
    id: i64,
    due_at: Timestamp,
    reply: &str,
) -> Result<(), StoreError> {
    diesel::update(letter::table.find(id))
        .set((
            letter::due_at.eq(due_at.as_microsecond()),
            letter::held_until.eq(0),
            letter::reply.eq(reply),
        ))
        .execute(conn)?;
    Ok(())
}

/// Ends a letter; what it enclosed is gone.
pub(in crate::mail) fn end(
    conn: &mut Conn,
    id: i64,
    state: State,
    reply: Option<&str>,
    now: Timestamp,
) -> Result<(), StoreError> {
    diesel::update(letter::table.find(id))
        .set((
            letter::state.eq(state.word()),
            letter::reply.eq(reply),
            letter::enclosed.eq(None::<Vec<u8>>),
            letter::ended_at.eq(Some(now.as_microsecond())),
        ))
        .execute(conn)?;
    Ok(())
}

/// Drops every letter an account still waits for.
pub(in crate::mail) fn drop_waiting(
    conn: &mut Conn,
    account: AccountId,
    now: Timestamp,
) -> Result<(), StoreError> {
    let waiting = letter::table
        .filter(letter::account_id.eq(account.0))
        .filter(letter::state.eq(State::Waiting.word()));
    diesel::update(waiting)
        .set((
            letter::state.eq(State::Dropped.word()),
            letter::enclosed.eq(None::<Vec<u8>>),
            letter::ended_at.eq(Some(now.as_microsecond())),
        ))
        .execute(conn)?;
    Ok(())
}

/// Lets a letter that was given up be tried again; whether there was one. A code cannot be: it was
/// forgotten when its letter ended.
pub(in crate::mail) fn retry(
    conn: &mut Conn,
    key: &str,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let failed = letter::table
        .filter(letter::key.eq(key))
        .filter(letter::kind.eq(Kind::Notices.word()))
        .filter(letter::state.eq(State::Failed.word()));
    let retried = diesel::update(failed)
        .set((
            letter::state.eq(State::Waiting.word()),
            letter::due_at.eq(now.as_microsecond()),
            letter::attempts.eq(0),
            letter::held_until.eq(0),
            letter::ended_at.eq(None::<i64>),
        ))
        .execute(conn)?;
    Ok(retried == 1)
}

/// How many letters of a kind were made for an account since `since`.
pub(in crate::mail) fn count_since(
    conn: &mut Conn,
    account: AccountId,
    kind: Kind,
    since: Timestamp,
) -> Result<i64, StoreError> {
    Ok(letter::table
        .filter(letter::account_id.eq(account.0))
        .filter(letter::kind.eq(kind.word()))
        .filter(letter::made_at.gt(since.as_microsecond()))
        .count()
        .get_result(conn)?)
}

/// How many letters are in a state, counted up to [`COUNT_CAP`].
pub(in crate::mail) fn count(conn: &mut Conn, state: State) -> Result<i64, StoreError> {
    let some: Vec<i64> = letter::table
        .filter(letter::state.eq(state.word()))
        .limit(COUNT_CAP)
        .select(letter::id)
        .load(conn)?;
    Ok(i64::try_from(some.len()).unwrap_or(COUNT_CAP))
}

/// Letters of a state, latest first, after the one with the key `after`, at most `limit`.
pub(in crate::mail) fn list(
    conn: &mut Conn,
    state: State,
    after: Option<&str>,
    limit: usize,
) -> Result<Vec<Letter>, StoreError> {
    let mut query = letter::table
        .filter(letter::state.eq(state.word()))
        .order(letter::id.desc())
        .limit(i64::try_from(limit).unwrap_or(i64::MAX))
        .select(Row::as_select())
        .into_boxed::<AnyBackend>();
    if let Some(key) = after {
        let named = letter::table.filter(letter::key.eq(key)).select(letter::id);
        let Some(before) = named.first::<i64>(conn).optional()? else { return Ok(Vec::new()) };
        query = query.filter(letter::id.lt(before));
    }
    let rows: Vec<Row> = query.load(conn)?;
    rows.into_iter().map(Row::into_model).collect()
}

/// Removes what is long past from the log.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn sweep(conn: &mut Conn, now: Timestamp) -> Result<(), StoreError> {
    let past = (now - KEPT).as_microsecond();
    diesel::delete(letter::table.filter(letter::ended_at.lt(past))).execute(conn)?;
    Ok(())
}
