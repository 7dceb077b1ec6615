//! Signing in: the same answer after the same work, whatever was wrong.

use std::sync::Arc;

use diesel::prelude::*;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use kernel::{AccountId, Refusal};

use super::events::{Locked, SignedIn, on};
use super::schema::account;
use super::store::{self, Row};
use super::token::Token;
use super::{failures, policy, session};
use crate::act::{Act, Outcome, World};
use crate::journal::Origin;
use crate::permission::Actor;

/// Somebody gave a right password. [`super::resume`] says what is still to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entered {
    /// For the cookie.
    pub token: Token,
    /// Which account.
    pub account: AccountId,
    /// When it was signed in with before: whoever reads it knows whether that was them.
    pub before: Option<Timestamp>,
}

/// Checks name and password, begins a session and journals `account.signed_in`.
///
/// Five failures lock the name for 15 minutes and journal `account.locked`. A name that no
/// account has takes the same work, is locked in the same way and gets the same answers; so does
/// a disabled account, and one without a password.
///
/// # Errors
/// Refused as a whole: name or password wrong, or locked until an hour that the refusal names.
/// Source: DOMAIN 7.1, clause 8.1.4.1 b; UX §10 (lock-out).
pub async fn sign_in(
    world: &Arc<World>,
    name: &str,
    password: String,
    origin: Origin,
) -> Outcome<Entered> {
    let name = policy::normal_name(name);
    let name_hash = failures::name_hash(&world.keys, &name);
    let row = world.db.read_later(move |conn| store::row_by_name(conn, &name)).await?;
    let hash = row.as_ref().and_then(|row| row.password_hash.clone());
    let matches = world.passwords.matches(password, hash.into_iter().collect()).await?;
    let attempt = Attempt { row, name_hash, matches };
    let actor = match &attempt.row {
        Some(row) => super::oneself(row, origin),
        None => Arc::new(Actor::nobody(origin)),
    };
    // A refusal is a result of the act and no failure of it: what it counts must be kept.
    world.act(actor, move |act| attempt.settle(act)).await?.map_err(Into::into)
}

struct Attempt {
    row: Option<Row>,
    name_hash: Vec<u8>,
    matches: bool,
}

impl Attempt {
    fn settle(self, act: &mut Act<'_, '_>) -> Outcome<Result<Entered, Refusal>> {
        let now = act.now();
        if let Some(until) = failures::locked_until(act.conn(), &self.name_hash, now)? {
            return Ok(Err(locked(until, act.zone())));
        }
        match &self.row {
            Some(row) if self.matches && row.is_active()? => {
                failures::forget(act.conn(), &self.name_hash)?;
                Ok(Ok(enter(act, row)?))
            }
            row => {
                let account = row.as_ref().map(|row| AccountId(row.id));
                let lock = count_failure(act, &self.name_hash, account)?;
                let wrong = || Refusal::new("account-refusal-wrong");
                Ok(Err(lock.map_or_else(wrong, |until| locked(until, act.zone()))))
            }
        }
    }
}

/// Counts a failure and journals the lock it may cause; until when.
pub(super) fn count_failure(
    act: &mut Act<'_, '_>,
    name_hash: &[u8],
    account: Option<AccountId>,
) -> Outcome<Option<Timestamp>> {
    let now = act.now();
    let lock = failures::count(act.conn(), name_hash, now)?;
    if lock.is_some() {
        let event = Locked { minutes: policy::LOCK.as_mins() };
        act.journal(None, on(account), &event)?;
    }
    Ok(lock)
}

/// The refusal of a locked name, with the hour at which it opens.
pub(super) fn locked(until: Timestamp, zone: &TimeZone) -> Refusal {
    let until = until.to_zoned(zone.clone()).strftime("%H:%M").to_string();
    Refusal::new("account-refusal-locked")
        .with("until", until)
        .with("failures", i64::from(policy::FAILURES))
}

fn enter(act: &mut Act<'_, '_>, row: &Row) -> Outcome<Entered> {
    let id = AccountId(row.id);
    let token = Token::fresh(act.randomness());
    let now = act.now();
    session::start(act.conn(), &token, id, now)?;
    diesel::update(account::table.find(row.id))
        .set(account::signed_in_at.eq(now.as_microsecond()))
        .execute(act.conn())?;
    act.journal(None, on(id), &SignedIn {})?;
    let before = row.signed_in_at.and_then(|at| Timestamp::from_microsecond(at).ok());
    Ok(Entered { token, account: id, before })
}
