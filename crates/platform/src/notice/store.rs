//! Notices: written by the consumer, read and marked by their account alone.

use diesel::prelude::*;
use jiff::{SignedDuration, Timestamp};
use kernel::{AccountId, Subject, SubjectKind};

use super::Notice;
use super::schema::notice;
use crate::db::{AnyBackend, Conn, StoreError};
use crate::insert_many;

/// How long notices are kept. Source: assumption (a quarter; the journal keeps what happened).
const KEPT: SignedDuration = SignedDuration::from_hours(92 * 24);

#[derive(Insertable)]
#[diesel(table_name = notice, treat_none_as_default_value = false)]
pub(super) struct NewNotice {
    pub id: i64,
    pub key: String,
    pub account_id: i64,
    pub entry_id: i64,
    pub word: String,
    pub subject_kind: String,
    pub subject_id: i64,
    pub at: i64,
    pub letter_id: Option<i64>,
}

pub(super) fn insert(conn: &mut Conn, notices: &[NewNotice]) -> Result<(), StoreError> {
    insert_many!(conn, notice::table, notices)
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = notice)]
struct Row {
    id: i64,
    key: String,
    word: String,
    subject_kind: String,
    subject_id: i64,
    at: i64,
    read_at: Option<i64>,
}

impl Row {
    fn into_model(self) -> Result<Notice, StoreError> {
        let kind = SubjectKind::from_word(&self.subject_kind).ok_or_else(|| {
            StoreError::corrupt("notice", "subject_kind", self.id, self.subject_kind)
        })?;
        let at = Timestamp::from_microsecond(self.at)
            .map_err(|_| StoreError::corrupt("notice", "at", self.id, self.at.to_string()))?;
        Ok(Notice {
            key: self.key,
            word: self.word,
            subject: Subject::new(kind, self.subject_id),
            at,
            is_read: self.read_at.is_some(),
        })
    }
}

/// Whose notices, and which of them.
#[derive(Debug, Clone, Default)]
pub(super) struct Wanted {
    pub unread_only: bool,
    /// Begin after the notice with this key.
    pub after: Option<String>,
}

/// Notices of `account`, latest first, at most `limit`.
pub(super) fn list(
    conn: &mut Conn,
    account: AccountId,
    wanted: &Wanted,
    limit: usize,
) -> Result<Vec<Notice>, StoreError> {
    let mut query = notice::table
        .filter(notice::account_id.eq(account.0))
        .order(notice::id.desc())
        .limit(i64::try_from(limit).unwrap_or(i64::MAX))
        .select(Row::as_select())
        .into_boxed::<AnyBackend>();
    if wanted.unread_only {
        query = query.filter(notice::read_at.is_null());
    }
    if let Some(key) = &wanted.after {
        let Some(before) = id(conn, account, key)? else { return Ok(Vec::new()) };
        query = query.filter(notice::id.lt(before));
    }
    let rows: Vec<Row> = query.load(conn)?;
    rows.into_iter().map(Row::into_model).collect()
}

/// What a letter tells of and its account has not read yet, in the order it happened.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub(crate) fn of_letter(conn: &mut Conn, letter: i64) -> Result<Vec<Notice>, StoreError> {
    let rows: Vec<Row> = notice::table
        .filter(notice::letter_id.eq(letter))
        .filter(notice::read_at.is_null())
        .order(notice::id)
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::into_model).collect()
}

/// The notice that `account` knows by `key`.
pub(super) fn find(
    conn: &mut Conn,
    account: AccountId,
    key: &str,
) -> Result<Option<Notice>, StoreError> {
    let row: Option<Row> = notice::table
        .filter(notice::account_id.eq(account.0))
        .filter(notice::key.eq(key))
        .select(Row::as_select())
        .first(conn)
        .optional()?;
    row.map(Row::into_model).transpose()
}

fn id(conn: &mut Conn, account: AccountId, key: &str) -> Result<Option<i64>, StoreError> {
    let own = notice::table.filter(notice::account_id.eq(account.0)).filter(notice::key.eq(key));
    Ok(own.select(notice::id).first(conn).optional()?)
}

/// Marks one notice as read.
pub(super) fn set_read(
    conn: &mut Conn,
    account: AccountId,
    key: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    let own = notice::table
        .filter(notice::account_id.eq(account.0))
        .filter(notice::key.eq(key))
        .filter(notice::read_at.is_null());
    diesel::update(own).set(notice::read_at.eq(now.as_microsecond())).execute(conn)?;
    Ok(())
}

/// Marks as read the notice with `key` and every earlier one: what came meanwhile stays unread.
pub(super) fn set_read_up_to(
    conn: &mut Conn,
    account: AccountId,
    key: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    let Some(newest) = id(conn, account, key)? else { return Ok(()) };
    let own = notice::table
        .filter(notice::account_id.eq(account.0))
        .filter(notice::id.le(newest))
        .filter(notice::read_at.is_null());
    diesel::update(own).set(notice::read_at.eq(now.as_microsecond())).execute(conn)?;
    Ok(())
}

/// Removes notices of what is long past, read or not.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn sweep(conn: &mut Conn, now: Timestamp) -> Result<(), StoreError> {
    let past = (now - KEPT).as_microsecond();
    diesel::delete(notice::table.filter(notice::at.lt(past))).execute(conn)?;
    Ok(())
}
