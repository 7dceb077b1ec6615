//! Access tokens: what a program holds in place of a session, for the JSON API.
//!
//! A token is bound to one account and never may more than that account: its rights are those of
//! the account's posts at the moment of each request, and one made for reading changes nothing. It
//! is made on its owner's page, shown once, kept as a hash, and ends after a year at most.
//! Source: DESIGN §1.2, §7.

use std::sync::Arc;

use diesel::prelude::*;
use jiff::{SignedDuration, Timestamp};
use kernel::{AccountId, PersonId, Refusal};

use super::events::{TokenMade, TokenRevoked, on};
use super::policy;
use super::schema::{access_token, account};
use super::store::Row;
use super::token::Token;
use crate::act::{Act, Outcome, World};
use crate::db::{Conn, StoreError};
use crate::journal::Origin;
use crate::permission::Actor;

/// Characters of a token's name. Source: assumption.
pub const NAME_MOST: u32 = 40;
/// Tokens of one account: more than this nobody keeps apart. Source: assumption.
const MOST: i64 = 20;

/// A token as its owner finds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccessToken {
    /// Its id; opens nothing.
    pub id: i64,
    /// What its owner calls it.
    pub name: String,
    /// Whether it may change anything.
    pub writes: bool,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it ends.
    pub expires_at: Timestamp,
    /// When it was last used, to the hour.
    pub used_at: Option<Timestamp>,
}

/// What a token is made for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewToken {
    /// What its owner calls it.
    pub name: String,
    /// Whether it may change anything.
    pub writes: bool,
    /// Days it lasts: 1 to [`policy::ACCESS_TOKEN_DAYS`].
    pub days: i64,
}

/// The program behind a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Caller {
    /// Its token.
    pub token: i64,
    /// Whether it may change anything.
    pub writes: bool,
    /// Whether this request should be written down as the last one.
    touch_due: bool,
}

/// Makes a token for whoever acts; journals `account.token_made`, without its name.
///
/// # Errors
/// At `name` where it is empty, too long or taken, or where there are twenty already; at `days`
/// where they are none or more than a year.
pub fn make(act: &mut Act<'_, '_>, new: &NewToken) -> Outcome<Token> {
    let account = own(act)?;
    let name = new.name.trim();
    check(act, account, name, new.days)?;
    let (id, token) = (act.new_id(), Token::fresh(act.randomness()));
    let expires_at = act.now() + SignedDuration::from_hours(24 * new.days);
    diesel::insert_into(access_token::table)
        .values((
            access_token::id.eq(id),
            access_token::account_id.eq(account.0),
            access_token::token_hash.eq(Token::hash(token.as_str())),
            access_token::name.eq(name),
            access_token::writes.eq(new.writes),
            access_token::created_at.eq(act.now_us()),
            access_token::expires_at.eq(expires_at.as_microsecond()),
            access_token::used_at.eq(None::<i64>),
        ))
        .execute(act.conn())?;
    let made = TokenMade { token: id, writes: new.writes, days: new.days };
    act.journal(None, on(account), &made)?;
    Ok(token)
}

fn check(act: &mut Act<'_, '_>, account: AccountId, name: &str, days: i64) -> Outcome<()> {
    let letters = name.chars().count();
    if letters == 0 {
        return Err(Refusal::at("name", "token-refusal-nameless").into());
    }
    if letters > NAME_MOST as usize {
        let refusal = Refusal::at("name", "token-refusal-long");
        return Err(refusal.with("most", i64::from(NAME_MOST)).into());
    }
    if !(1..=policy::ACCESS_TOKEN_DAYS).contains(&days) {
        let refusal = Refusal::at("days", "token-refusal-days");
        return Err(refusal.with("most", policy::ACCESS_TOKEN_DAYS).into());
    }
    let kept = list(act.conn(), account)?;
    if kept.iter().any(|one| one.name == name) {
        return Err(Refusal::at("name", "token-refusal-taken").into());
    }
    if i64::try_from(kept.len()).unwrap_or(MOST) >= MOST {
        return Err(Refusal::at("name", "token-refusal-many").with("most", MOST).into());
    }
    Ok(())
}

/// Revokes one's own token at once; one that is gone already is no error. Journals
/// `account.token_revoked`.
///
/// # Errors
/// Not found for who has no account.
pub fn revoke(act: &mut Act<'_, '_>, token: i64) -> Outcome<()> {
    let account = own(act)?;
    let own = access_token::table.find(token).filter(access_token::account_id.eq(account.0));
    if diesel::delete(own).execute(act.conn())? == 0 {
        return Ok(());
    }
    act.journal(None, on(account), &TokenRevoked { token })?;
    Ok(())
}

fn own(act: &Act<'_, '_>) -> Outcome<AccountId> {
    act.actor().account.ok_or_else(|| Refusal::not_found().into())
}

/// The tokens of an account, those that have ended lately among them, oldest first.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub fn list(conn: &mut Conn, account: AccountId) -> Result<Vec<AccessToken>, StoreError> {
    type Stored = (i64, String, bool, i64, i64, Option<i64>);
    let rows: Vec<Stored> = access_token::table
        .filter(access_token::account_id.eq(account.0))
        .order(access_token::id)
        .select((
            access_token::id,
            access_token::name,
            access_token::writes,
            access_token::created_at,
            access_token::expires_at,
            access_token::used_at,
        ))
        .load(conn)?;
    let read = |(id, name, writes, created_at, expires_at, used_at): Stored| {
        Ok(AccessToken {
            id,
            name,
            writes,
            created_at: instant("created_at", id, created_at)?,
            expires_at: instant("expires_at", id, expires_at)?,
            used_at: used_at.map(|at| instant("used_at", id, at)).transpose()?,
        })
    };
    rows.into_iter().map(read).collect()
}

fn instant(column: &'static str, id: i64, at: i64) -> Result<Timestamp, StoreError> {
    Timestamp::from_microsecond(at)
        .map_err(|_| StoreError::corrupt("access_token", column, id, at.to_string()))
}

/// Who is behind a token at `now`, with the rights of the account's posts; `None` once the token
/// has ended, for an account that is disabled, and for posts that demand a second factor while
/// there is none.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub fn actor_of(
    conn: &mut Conn,
    world: &World,
    token: &str,
    now: Timestamp,
) -> Result<Option<(Actor, Caller)>, StoreError> {
    let found: Option<(Row, (i64, bool, Option<i64>))> = access_token::table
        .inner_join(account::table)
        .filter(access_token::token_hash.eq(Token::hash(token)))
        .filter(access_token::expires_at.gt(now.as_microsecond()))
        .select((Row::as_select(), (access_token::id, access_token::writes, access_token::used_at)))
        .first(conn)
        .optional()?;
    let Some((row, (id, writes, used_at))) = found else { return Ok(None) };
    if !row.is_active()? {
        return Ok(None);
    }
    let person = PersonId(row.person_id);
    let grants = world.posts.grants(conn, person, now)?;
    if !row.totp_confirmed && grants.iter().any(|grant| grant.role.needs_second_factor()) {
        return Ok(None);
    }
    let account = Some(AccountId(row.id));
    let stale = (now - policy::ACCESS_TOKEN_TOUCH).as_microsecond();
    let caller = Caller { token: id, writes, touch_due: used_at.is_none_or(|at| at <= stale) };
    Ok(Some((Actor { account, person: Some(person), grants, origin: Origin::Api }, caller)))
}

/// [`actor_of`] for a request: writes down, at most once an hour, that the token is in use.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn resume(
    world: &Arc<World>,
    token: &str,
) -> Result<Option<(Actor, Caller)>, StoreError> {
    let now = world.time.now();
    let (inside, held) = (Arc::clone(world), token.to_owned());
    let found = world.db.read_later(move |conn| actor_of(conn, &inside, &held, now)).await?;
    if let Some((_, Caller { token, touch_due: true, .. })) = found {
        let touched = world.db.write_later(move |tx| touch(tx.conn, token, now)).await;
        // Where nothing can be written (a full disk), reading goes on.
        if let Err(error) = touched {
            let error: StoreError = error;
            tracing::warn!(%error, "the use of an access token was not written down");
        }
    }
    Ok(found)
}

fn touch(conn: &mut Conn, token: i64, now: Timestamp) -> Result<(), StoreError> {
    diesel::update(access_token::table.find(token))
        .set(access_token::used_at.eq(now.as_microsecond()))
        .execute(conn)?;
    Ok(())
}

/// Removes tokens that ended a month ago, so that their owner sees why a program stopped.
pub(super) fn sweep(conn: &mut Conn, now: Timestamp) -> Result<usize, StoreError> {
    let past = (now - SignedDuration::from_hours(31 * 24)).as_microsecond();
    let over = access_token::table.filter(access_token::expires_at.lt(past));
    Ok(diesel::delete(over).execute(conn)?)
}
