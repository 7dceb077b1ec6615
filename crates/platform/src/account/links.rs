//! One-time links: to the first operator's account, and to set a password.

use diesel::prelude::*;
use jiff::{SignedDuration, Timestamp};
use kernel::{AccountId, Refusal};

use super::events::{LinkIssued, on};
use super::policy;
use super::schema::account_link;
use super::token::Token;
use crate::act::{Act, Outcome};
use crate::db::{Conn, StoreError};

/// What a link lets its holder do, once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkPurpose {
    /// Make the first account; printed at the first start.
    FirstOperator,
    /// Set the password of an account: a new one, or one whose password was forgotten.
    Password,
}

impl LinkPurpose {
    const fn word(self) -> &'static str {
        match self {
            Self::FirstOperator => "first_operator",
            Self::Password => "password",
        }
    }

    const fn lasts(self) -> SignedDuration {
        match self {
            Self::FirstOperator => policy::FIRST_LINK,
            Self::Password => policy::PASSWORD_LINK,
        }
    }
}

/// Makes a link in place of an earlier one for the same.
pub(super) fn issue(
    act: &mut Act<'_, '_>,
    purpose: LinkPurpose,
    account: Option<AccountId>,
) -> Outcome<Token> {
    let id = account.map(i64::from);
    let of_purpose = account_link::purpose.eq(purpose.word());
    match id {
        Some(id) => diesel::delete(
            account_link::table.filter(of_purpose).filter(account_link::account_id.eq(id)),
        )
        .execute(act.conn())?,
        None => diesel::delete(account_link::table.filter(of_purpose)).execute(act.conn())?,
    };
    let token = Token::fresh(act.randomness());
    let expires_at = (act.now() + purpose.lasts()).as_microsecond();
    diesel::insert_into(account_link::table)
        .values((
            account_link::token_hash.eq(Token::hash(token.as_str())),
            of_purpose,
            account_link::account_id.eq(id),
            account_link::expires_at.eq(expires_at),
        ))
        .execute(act.conn())?;
    act.journal(None, on(account), &LinkIssued { purpose: purpose.word() })?;
    Ok(token)
}

/// For which account a link is, if it still holds; what the page behind it asks before it shows
/// its form.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub fn find_link(
    conn: &mut Conn,
    token: &str,
    purpose: LinkPurpose,
    now: Timestamp,
) -> Result<Option<Option<AccountId>>, StoreError> {
    let found: Option<Option<i64>> = account_link::table
        .find(Token::hash(token))
        .filter(account_link::purpose.eq(purpose.word()))
        .filter(account_link::expires_at.gt(now.as_microsecond()))
        .select(account_link::account_id)
        .first(conn)
        .optional()?;
    Ok(found.map(|account| account.map(AccountId)))
}

/// Uses a link up; for which account it was.
///
/// # Errors
/// Refused if it is used, too old, or never was.
pub(super) fn spend(
    act: &mut Act<'_, '_>,
    token: &str,
    purpose: LinkPurpose,
) -> Outcome<Option<AccountId>> {
    let now = act.now();
    let account = find_link(act.conn(), token, purpose, now)?;
    // Of two at the same moment one deletes the row, and the other nothing.
    let spent = diesel::delete(account_link::table.find(Token::hash(token))).execute(act.conn())?;
    match account {
        Some(account) if spent == 1 => Ok(account),
        _ => Err(Refusal::new("account-refusal-link").into()),
    }
}

/// Takes back the links for something that belongs to no account.
pub(super) fn revoke(conn: &mut Conn, purpose: LinkPurpose) -> Result<(), StoreError> {
    let of_purpose = account_link::purpose.eq(purpose.word());
    let links = account_link::table.filter(of_purpose).filter(account_link::account_id.is_null());
    diesel::delete(links).execute(conn)?;
    Ok(())
}

/// Removes links that are too old.
pub(super) fn sweep(conn: &mut Conn, now: Timestamp) -> Result<usize, StoreError> {
    let old = account_link::table.filter(account_link::expires_at.le(now.as_microsecond()));
    Ok(diesel::delete(old).execute(conn)?)
}
