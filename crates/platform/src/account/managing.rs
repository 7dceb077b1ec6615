//! What administrators do with accounts: make, disable, unlock, send links.

use std::sync::Arc;

use diesel::prelude::*;
use kernel::{AccountId, PersonId, Refusal};

use super::events::{
    Created, Disabled, Enabled, PasswordCleared, PasswordSet, SecondFactorCleared, Unlocked, on,
};
use super::links::{self, LinkPurpose};
use super::schema::{account, account_past_password, account_spare_code};
use super::store::{self, Row, State};
use super::token::Token;
use super::{failures, policy, session};
use crate::act::{Act, Outcome};
use crate::journal::Origin;
use crate::permission::{Permission, Reach, Role};

/// Making, disabling and unlocking accounts: the security administrator's, apart from the
/// operator's work. Source: DOMAIN 7.1, clause 8.1.4.2 (separation of administrators).
pub const MANAGE: Permission =
    Permission { key: "account.manage", roles: &[(Role::SecurityAdmin, Reach::Installation)] };

/// Makes an account without a password; [`issue_password_link`] lets its owner set one. Journals
/// `account.created`.
///
/// # Errors
/// Not found unless the actor may [`MANAGE`] or sits at the machine; refused at `name` if it is
/// malformed or taken.
pub fn create(act: &mut Act<'_, '_>, person: PersonId, name: &str) -> Outcome<AccountId> {
    require(act)?;
    insert(act, person, name)
}

/// [`create`] for whoever has checked the right in another way.
pub(super) fn insert(act: &mut Act<'_, '_>, person: PersonId, name: &str) -> Outcome<AccountId> {
    let name = policy::check_name(name)?;
    if store::row_by_name(act.conn(), &name)?.is_some() {
        return Err(Refusal::at("name", "account-refusal-name-taken").into());
    }
    let (id, now) = (act.new_id::<AccountId>(), act.now_us());
    diesel::insert_into(account::table)
        .values((
            account::id.eq(id.0),
            account::person_id.eq(person.0),
            account::name.eq(name),
            account::state.eq(State::Active.word()),
            account::totp_confirmed.eq(false),
            account::totp_last_step.eq(0),
            account::created_at.eq(now),
        ))
        .execute(act.conn())?;
    act.journal(None, on(id), &Created { person })?;
    Ok(id)
}

/// A one-time link with which the owner of an account sets their password; an earlier one no
/// longer works. Journals `account.link_issued`.
///
/// # Errors
/// As [`create`].
pub fn issue_password_link(act: &mut Act<'_, '_>, account: AccountId) -> Outcome<Token> {
    let row = managed(act, account)?;
    links::issue(act, LinkPurpose::Password, Some(AccountId(row.id)))
}

/// Forbids signing in and ends every session. Journals `account.disabled`.
///
/// # Errors
/// As [`create`].
pub fn disable(act: &mut Act<'_, '_>, account: AccountId) -> Outcome<()> {
    managed(act, account)?;
    set_state(act, account, State::Disabled)?;
    session::end_all(act.conn(), account)?;
    act.journal(None, on(account), &Disabled {})?;
    Ok(())
}

/// Closes an account whose owner is erased: nobody signs in with it any more, and its name, which
/// may be theirs, gives way to one that says nothing. Journals `account.disabled`.
///
/// The caller has checked that the actor may, and that the owner holds no post.
///
/// # Errors
/// [`crate::StoreError`] if the database fails.
pub(crate) fn close(act: &mut Act<'_, '_>, account: AccountId) -> Outcome<()> {
    set_state(act, account, State::Disabled)?;
    diesel::update(account::table.find(account.0))
        .set((
            account::name.eq(format!("erased-{}", account.0)),
            account::password_hash.eq(None::<String>),
            account::totp_secret.eq(None::<Vec<u8>>),
            account::totp_confirmed.eq(false),
        ))
        .execute(act.conn())?;
    session::end_all(act.conn(), account)?;
    act.journal(None, on(account), &Disabled {})?;
    Ok(())
}

/// Allows signing in again. Journals `account.enabled`.
///
/// # Errors
/// As [`create`].
pub fn enable(act: &mut Act<'_, '_>, account: AccountId) -> Outcome<()> {
    managed(act, account)?;
    set_state(act, account, State::Active)?;
    act.journal(None, on(account), &Enabled {})?;
    Ok(())
}

/// Opens a locked sign-in name before its time. Journals `account.unlocked`.
///
/// # Errors
/// As [`create`].
pub fn unlock(act: &mut Act<'_, '_>, account: AccountId) -> Outcome<()> {
    let row = managed(act, account)?;
    let name_hash = failures::name_hash(&act.world().keys, &row.name);
    failures::forget(act.conn(), &name_hash)?;
    act.journal(None, on(account), &Unlocked {})?;
    Ok(())
}

/// Removes the second factor of somebody who lost their telephone, and ends their sessions.
/// Journals `account.second_factor_cleared`.
///
/// # Errors
/// As [`create`].
pub fn clear_second_factor(act: &mut Act<'_, '_>, account: AccountId) -> Outcome<()> {
    managed(act, account)?;
    diesel::update(account::table.find(account.0))
        .set((
            account::totp_secret.eq(None::<Vec<u8>>),
            account::totp_confirmed.eq(false),
            account::totp_last_step.eq(0),
        ))
        .execute(act.conn())?;
    let spares = account_spare_code::table.filter(account_spare_code::account_id.eq(account.0));
    diesel::delete(spares).execute(act.conn())?;
    session::end_all(act.conn(), account)?;
    act.journal(None, on(account), &SecondFactorCleared {})?;
    Ok(())
}

/// Starts an account anew for somebody who lost everything, or whose account others know: takes
/// password and second factor back, ends every session, and issues a link. Journals
/// `account.password_cleared`, `account.second_factor_cleared` if there was one, and
/// `account.link_issued`.
///
/// # Errors
/// As [`create`].
pub fn reset(act: &mut Act<'_, '_>, account: AccountId) -> Outcome<Token> {
    let row = managed(act, account)?;
    diesel::update(account::table.find(account.0))
        .set((account::password_hash.eq(None::<String>), account::password_set_at.eq(None::<i64>)))
        .execute(act.conn())?;
    session::end_all(act.conn(), account)?;
    act.journal(None, on(account), &PasswordCleared {})?;
    if row.totp_secret.is_some() {
        clear_second_factor(act, account)?;
    }
    links::issue(act, LinkPurpose::Password, Some(account))
}

/// Appoints one of the three who keep the installation and opens their account, for whoever sits
/// at the machine: nobody else is there yet who could. The link to the first operator's account,
/// if one is out, no longer works. Journals what [`create`] and [`issue_password_link`] do, and the
/// post.
///
/// # Errors
/// Not found unless the act comes from the machine, and for a role that keeps nothing; refused at
/// `person` or `name` if one of them will not do.
/// Source: DESIGN §7 (no default account), DOMAIN 7.1, clause 8.1.4.2.
pub fn open_keeper(
    act: &mut Act<'_, '_>,
    role: Role,
    person: &str,
    name: &str,
) -> Outcome<(AccountId, Token)> {
    require_at_the_machine(act)?;
    let posts = Arc::clone(&act.world().posts);
    let person = posts.appoint_keeper(act, role, person)?;
    let account = insert(act, person, name)?;
    links::revoke(act.conn(), LinkPurpose::FirstOperator)?;
    Ok((account, links::issue(act, LinkPurpose::Password, Some(account))?))
}

/// Sets a password whose hash was made with [`super::hash_now`], for the demo and the command
/// line. Journals `account.password_set`.
///
/// # Errors
/// Not found unless the act comes from there.
pub fn preset_password(act: &mut Act<'_, '_>, account: AccountId, hash: &str) -> Outcome<()> {
    require_at_the_machine(act)?;
    store_password(act, account, hash)
}

/// Stores a new password's hash, remembers it among the past ones, and ends every session.
pub(super) fn store_password(act: &mut Act<'_, '_>, account: AccountId, hash: &str) -> Outcome<()> {
    let row = store::row(act.conn(), account)?.ok_or_else(Refusal::not_found)?;
    let now = act.now_us();
    diesel::update(account::table.find(account.0))
        .set((account::password_hash.eq(hash), account::password_set_at.eq(now)))
        .execute(act.conn())?;
    // Two changes within a microsecond (a frozen clock) keep the later one.
    diesel::delete(account_past_password::table.find((account.0, now))).execute(act.conn())?;
    diesel::insert_into(account_past_password::table)
        .values((
            account_past_password::account_id.eq(account.0),
            account_past_password::set_at.eq(now),
            account_past_password::hash.eq(hash),
        ))
        .execute(act.conn())?;
    session::end_all(act.conn(), account)?;
    let name_hash = failures::name_hash(&act.world().keys, &row.name);
    failures::forget(act.conn(), &name_hash)?;
    act.journal(None, on(account), &PasswordSet {})?;
    Ok(())
}

fn set_state(act: &mut Act<'_, '_>, account: AccountId, state: State) -> Outcome<()> {
    diesel::update(account::table.find(account.0))
        .set(account::state.eq(state.word()))
        .execute(act.conn())?;
    Ok(())
}

fn managed(act: &mut Act<'_, '_>, account: AccountId) -> Outcome<Row> {
    require(act)?;
    Ok(store::row(act.conn(), account)?.ok_or_else(Refusal::not_found)?)
}

fn require(act: &mut Act<'_, '_>) -> Outcome<()> {
    if require_at_the_machine(act).is_ok() {
        return Ok(());
    }
    act.require(&MANAGE).map(drop)
}

/// Whoever runs commands on the machine has the keys in hand and needs no post.
pub(super) fn require_at_the_machine(act: &Act<'_, '_>) -> Outcome<()> {
    match act.actor().origin {
        Origin::Cli | Origin::Demo => Ok(()),
        _ => Err(Refusal::not_found().into()),
    }
}
