//! Sessions: who is behind a request, for how long, and with which rights at this moment.

use std::sync::Arc;

use diesel::prelude::*;
use jiff::Timestamp;
use kernel::{AccountId, PersonId};

use super::events::{SignedOut, on};
use super::schema::{account, session};
use super::store::Row;
use super::token::Token;
use super::{access_token, failures, links, policy};
use crate::act::{Outcome, World};
use crate::db::{Conn, StoreError};
use crate::journal::Origin;
use crate::permission::Actor;

/// What stands between a signed-in person and their rights.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Nothing: they are in.
    Complete,
    /// The code of the second factor.
    SecondFactor,
    /// A post demands a second factor, and none is set up.
    SecondFactorSetup,
    /// The password is too old.
    NewPassword,
}

/// A session that lasts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionInfo {
    /// The account.
    pub account: AccountId,
    /// Whose it is.
    pub person: PersonId,
    /// The sign-in name.
    pub name: String,
    /// What is still to be done. Until it is [`Step::Complete`] the actor has no rights.
    pub step: Step,
    /// When it began.
    pub created_at: Timestamp,
    /// When it ends without another request.
    pub ends_at: Timestamp,
    /// Whether this request should be written down as the last one.
    touch_due: bool,
}

pub(super) fn start(
    conn: &mut Conn,
    token: &Token,
    account: AccountId,
    now: Timestamp,
) -> Result<(), StoreError> {
    diesel::insert_into(session::table)
        .values((
            session::token_hash.eq(Token::hash(token.as_str())),
            session::account_id.eq(account.0),
            session::created_at.eq(now.as_microsecond()),
            session::last_seen_at.eq(now.as_microsecond()),
            session::second_factor_done.eq(false),
            session::device.eq(""),
        ))
        .execute(conn)?;
    Ok(())
}

pub(super) fn set_second_factor_done(conn: &mut Conn, token: &str) -> Result<(), StoreError> {
    diesel::update(session::table.find(Token::hash(token)))
        .set(session::second_factor_done.eq(true))
        .execute(conn)?;
    Ok(())
}

/// Ends every session of an account.
pub(super) fn end_all(conn: &mut Conn, account: AccountId) -> Result<(), StoreError> {
    diesel::delete(session::table.filter(session::account_id.eq(account.0))).execute(conn)?;
    Ok(())
}

/// The account row behind a session that lasts, whatever is still to be done.
pub(super) fn live(
    conn: &mut Conn,
    token: &str,
    now: Timestamp,
) -> Result<Option<(Row, Times)>, StoreError> {
    let found: Option<(Row, (i64, i64, bool))> = session::table
        .inner_join(account::table)
        .filter(session::token_hash.eq(Token::hash(token)))
        .select((
            Row::as_select(),
            (session::created_at, session::last_seen_at, session::second_factor_done),
        ))
        .first(conn)
        .optional()?;
    let Some((row, (created_at, last_seen_at, second_factor_done))) = found else {
        return Ok(None);
    };
    let instant = |column, at| {
        Timestamp::from_microsecond(at)
            .map_err(|_| StoreError::corrupt("session", column, row.id, at.to_string()))
    };
    let times = Times {
        created_at: instant("created_at", created_at)?,
        last_seen_at: instant("last_seen_at", last_seen_at)?,
        second_factor_done,
    };
    let lasts = times.ends_at() > now && row.is_active()?;
    Ok(lasts.then_some((row, times)))
}

/// The dates of a session.
pub(super) struct Times {
    created_at: Timestamp,
    last_seen_at: Timestamp,
    second_factor_done: bool,
}

impl Times {
    fn ends_at(&self) -> Timestamp {
        (self.last_seen_at + policy::IDLE).min(self.created_at + policy::ABSOLUTE)
    }
}

/// Who is behind a session's token, with the rights of their posts at `now`; `None` once it has
/// ended. Until the session's step is [`Step::Complete`] the actor has no rights at all.
///
/// # Errors
/// [`StoreError`] if the database fails.
/// Source: DOMAIN 7.1, clauses 8.1.4.1 b and d.
pub fn actor_of(
    conn: &mut Conn,
    world: &World,
    token: &str,
    now: Timestamp,
    origin: Origin,
) -> Result<Option<(Actor, SessionInfo)>, StoreError> {
    let Some((row, times)) = live(conn, token, now)? else {
        return Ok(None);
    };
    let person = PersonId(row.person_id);
    let mut grants = world.posts.grants(conn, person, now)?;
    let privileged = grants.iter().any(|grant| grant.role.needs_second_factor());
    let step = step(&row, &times, privileged, now);
    if step != Step::Complete {
        grants.clear();
    }
    let account = AccountId(row.id);
    let info = SessionInfo {
        account,
        person,
        name: row.name,
        step,
        created_at: times.created_at,
        ends_at: times.ends_at(),
        touch_due: times.last_seen_at + policy::TOUCH <= now,
    };
    Ok(Some((Actor { account: Some(account), person: Some(person), grants, origin }, info)))
}

fn step(row: &Row, times: &Times, privileged: bool, now: Timestamp) -> Step {
    if !times.second_factor_done {
        if row.totp_confirmed {
            return Step::SecondFactor;
        }
        if privileged {
            return Step::SecondFactorSetup;
        }
    }
    let oldest = (now - policy::PASSWORD_AGE).as_microsecond();
    match row.password_set_at {
        Some(set_at) if set_at > oldest => Step::Complete,
        _ => Step::NewPassword,
    }
}

/// [`actor_of`] for a request: writes down, at most once a minute, that the session is in use.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn resume(
    world: &Arc<World>,
    token: &str,
    origin: Origin,
) -> Result<Option<(Actor, SessionInfo)>, StoreError> {
    let found = resume_and(world, token, origin, |_, _, _| Ok(())).await?;
    Ok(found.map(|(actor, info, ())| (actor, info)))
}

/// [`resume`], and what `also` reads for them in the same snapshot.
pub(crate) async fn resume_and<T: Send + 'static>(
    world: &Arc<World>,
    token: &str,
    origin: Origin,
    also: impl FnOnce(&mut Conn, &Actor, &SessionInfo) -> Result<T, StoreError> + Send + 'static,
) -> Result<Option<(Actor, SessionInfo, T)>, StoreError> {
    let now = world.time.now();
    let (inside, held) = (Arc::clone(world), token.to_owned());
    let look = move |conn: &mut Conn| {
        let Some((actor, info)) = actor_of(conn, &inside, &held, now, origin)? else {
            return Ok(None);
        };
        let besides = also(conn, &actor, &info)?;
        Ok::<_, StoreError>(Some((actor, info, besides)))
    };
    let found = world.db.read_later(look).await?;
    if found.as_ref().is_some_and(|(_, info, _)| info.touch_due) {
        let hash = Token::hash(token);
        let touched = world.db.write_later(move |tx| touch(tx.conn, &hash, now)).await;
        // Where nothing can be written (a full disk), reading goes on; the session ends the sooner.
        if let Err(error) = touched {
            let error: StoreError = error;
            tracing::warn!(%error, "a session's latest request was not written down");
        }
    }
    Ok(found)
}

fn touch(conn: &mut Conn, token_hash: &[u8], now: Timestamp) -> Result<(), StoreError> {
    diesel::update(session::table.find(token_hash))
        .set(session::last_seen_at.eq(now.as_microsecond()))
        .execute(conn)?;
    Ok(())
}

/// Ends a session; journals `account.signed_out` if it lasted.
///
/// # Errors
/// [`crate::Failure`] if the database fails.
pub async fn sign_out(world: &Arc<World>, token: &str, origin: Origin) -> Outcome<()> {
    let (now, held) = (world.time.now(), token.to_owned());
    let found = world.db.read_later(move |conn| live(conn, &held, now)).await?;
    let Some((row, _)) = found else {
        return Ok(());
    };
    let account = AccountId(row.id);
    let hash = Token::hash(token);
    world
        .act(super::oneself(&row, origin), move |act| {
            diesel::delete(session::table.find(hash)).execute(act.conn())?;
            act.journal(None, on(account), &SignedOut {})?;
            Ok(())
        })
        .await
}

/// Ends every session of whoever is behind this one; journals `account.signed_out`.
///
/// # Errors
/// [`crate::Failure`] if the database fails.
pub async fn sign_out_everywhere(world: &Arc<World>, token: &str, origin: Origin) -> Outcome<()> {
    let (now, held) = (world.time.now(), token.to_owned());
    let found = world.db.read_later(move |conn| live(conn, &held, now)).await?;
    let Some((row, _)) = found else {
        return Ok(());
    };
    let account = AccountId(row.id);
    world
        .act(super::oneself(&row, origin), move |act| {
            end_all(act.conn(), account)?;
            act.journal(None, on(account), &SignedOut {})?;
            Ok(())
        })
        .await
}

/// Removes sessions, tokens, links and failures that are over; how many. For a job.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub fn sweep(conn: &mut Conn, now: Timestamp) -> Result<usize, StoreError> {
    let idle = (now - policy::IDLE).as_microsecond();
    let begun = (now - policy::ABSOLUTE).as_microsecond();
    let over = session::last_seen_at.le(idle).or(session::created_at.le(begun));
    let ended = diesel::delete(session::table.filter(over)).execute(conn)?;
    let tokens = access_token::sweep(conn, now)?;
    Ok(ended + tokens + links::sweep(conn, now)? + failures::sweep(conn, now)?)
}
