//! Reading accounts.

use diesel::prelude::*;
use jiff::Timestamp;
use kernel::{AccountId, Keyset, Page, PersonId};

use super::failures;
use super::schema::account;
use crate::db::{Conn, StoreError};
use crate::keys::Keys;

/// Whether somebody may sign in with an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// They may.
    Active,
    /// They may not, until it is enabled again.
    Disabled,
}

impl State {
    /// The word stored in the database.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Disabled => "disabled",
        }
    }

    pub(super) fn from_word(id: i64, word: &str) -> Result<Self, StoreError> {
        [Self::Active, Self::Disabled]
            .into_iter()
            .find(|state| state.word() == word)
            .ok_or_else(|| StoreError::corrupt("account", "state", id, word))
    }
}

/// An account as administrators see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its id.
    pub id: AccountId,
    /// Whose it is.
    pub person: PersonId,
    /// The sign-in name.
    pub name: String,
    /// Whether they may sign in.
    pub state: State,
    /// Whether a password was ever set.
    pub has_password: bool,
    /// Whether a second factor is set up.
    pub has_second_factor: bool,
    /// When somebody last signed in with it.
    pub signed_in_at: Option<Timestamp>,
    /// Since when there is it.
    pub created_at: Timestamp,
}

/// What signing in needs besides.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = account)]
pub(super) struct Row {
    pub(super) id: i64,
    pub(super) person_id: i64,
    pub(super) name: String,
    pub(super) state: String,
    pub(super) password_hash: Option<String>,
    pub(super) password_set_at: Option<i64>,
    pub(super) totp_secret: Option<Vec<u8>>,
    pub(super) totp_confirmed: bool,
    pub(super) totp_last_step: i64,
    pub(super) signed_in_at: Option<i64>,
    pub(super) created_at: i64,
}

impl Row {
    pub(super) fn is_active(&self) -> Result<bool, StoreError> {
        Ok(State::from_word(self.id, &self.state)? == State::Active)
    }

    fn into_model(self) -> Result<Account, StoreError> {
        let created_at = Timestamp::from_microsecond(self.created_at).map_err(|_| {
            StoreError::corrupt("account", "created_at", self.id, self.created_at.to_string())
        })?;
        Ok(Account {
            created_at,
            id: AccountId(self.id),
            person: PersonId(self.person_id),
            state: State::from_word(self.id, &self.state)?,
            name: self.name,
            has_password: self.password_hash.is_some(),
            has_second_factor: self.totp_confirmed,
            signed_in_at: self.signed_in_at.and_then(|at| Timestamp::from_microsecond(at).ok()),
        })
    }
}

pub(super) fn row(conn: &mut Conn, id: AccountId) -> Result<Option<Row>, StoreError> {
    Ok(account::table.find(id.0).select(Row::as_select()).first(conn).optional()?)
}

pub(super) fn row_by_name(conn: &mut Conn, name: &str) -> Result<Option<Row>, StoreError> {
    let query = account::table.filter(account::name.eq(name)).select(Row::as_select());
    Ok(query.first(conn).optional()?)
}

/// The account with this id. Accounts belong to the installation: whoever asks may
/// [`super::MANAGE`] or owns it.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub fn find(conn: &mut Conn, id: AccountId) -> Result<Option<Account>, StoreError> {
    row(conn, id)?.map(Row::into_model).transpose()
}

/// The account with this sign-in name, in whatever case it is typed.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub fn find_by_name(conn: &mut Conn, name: &str) -> Result<Option<Account>, StoreError> {
    row_by_name(conn, &super::policy::normal_name(name))?.map(Row::into_model).transpose()
}

/// The accounts of a person: one, as a rule.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub fn list_of(conn: &mut Conn, person: PersonId) -> Result<Vec<Account>, StoreError> {
    list_of_all(conn, &[person])
}

/// The accounts of several persons.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub fn list_of_all(conn: &mut Conn, persons: &[PersonId]) -> Result<Vec<Account>, StoreError> {
    let persons: Vec<i64> = persons.iter().map(|person| person.0).collect();
    let rows: Vec<Row> = account::table
        .filter(account::person_id.eq_any(persons))
        .order(account::id)
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::into_model).collect()
}

/// Until when wrong passwords lock the account's name; `None` while it is open.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub fn locked_until(
    conn: &mut Conn,
    keys: &Keys,
    account: &Account,
    now: Timestamp,
) -> Result<Option<Timestamp>, StoreError> {
    failures::look(conn, &failures::name_hash(keys, &account.name), now)
}

/// All accounts, oldest first, a page of `size` after `after`.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub fn list(
    conn: &mut Conn,
    after: Option<Keyset>,
    size: usize,
) -> Result<Page<Account>, StoreError> {
    let rows: Vec<Row> = account::table
        .filter(account::id.gt(after.map_or(i64::MIN, |keyset| keyset.id)))
        .order(account::id)
        .limit(i64::try_from(size).unwrap_or(i64::MAX).saturating_add(1))
        .select(Row::as_select())
        .load(conn)?;
    let accounts = rows.into_iter().map(Row::into_model).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::from_overfull(accounts, size, |account| Keyset { at: 0, id: account.id.0 }))
}

/// Whether there is any account at all.
pub(super) fn any(conn: &mut Conn) -> Result<bool, StoreError> {
    let first: Option<i64> = account::table.select(account::id).first(conn).optional()?;
    Ok(first.is_some())
}
