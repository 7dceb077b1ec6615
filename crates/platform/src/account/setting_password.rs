//! Setting a password: by a link, or by whoever knows the present one.

use std::sync::Arc;

use diesel::prelude::*;
use kernel::{AccountId, PersonId, Refusal};

use super::links::{self, LinkPurpose, find_link};
use super::schema::account_past_password;
use super::store::{self, Row};
use super::{failures, managing, policy, session, sign_in};
use crate::act::{Act, Outcome, World};
use crate::db::{Conn, StoreError};
use crate::journal::Origin;
use crate::permission::Actor;

/// A link to make the first account, if there is none yet: printed at every start until somebody
/// used it. There is no default account. Source: DESIGN §7.
///
/// # Errors
/// [`crate::Failure`] if the database fails.
pub fn first_operator_link(world: &Arc<World>) -> Outcome<Option<String>> {
    if world.db.read(store::any)? {
        return Ok(None);
    }
    let actor = Arc::new(Actor::nobody(Origin::Cli));
    let token = world.act_now(&actor, |act| links::issue(act, LinkPurpose::FirstOperator, None))?;
    Ok(Some(token.as_str().to_owned()))
}

/// Uses the first operator's link up: makes their account with this password. `make_person`
/// makes the person and their post as operator, in the same transaction.
///
/// # Errors
/// Refused if the link does not hold, at `name` or `password` if one of them will not do, and
/// whatever `make_person` refuses.
pub async fn open_first_account(
    world: &Arc<World>,
    token: &str,
    name: &str,
    password: String,
    make_person: impl FnOnce(&mut Act<'_, '_>) -> Outcome<PersonId> + Send + 'static,
) -> Outcome<AccountId> {
    let name = policy::check_name(name)?;
    policy::check_password(&name, &password)?;
    let hash = world.passwords.hash(password, Arc::clone(&world.randomness)).await?;
    let token = token.to_owned();
    world
        .act(Arc::new(Actor::nobody(Origin::Web)), move |act| {
            links::spend(act, &token, LinkPurpose::FirstOperator)?;
            if store::any(act.conn())? {
                return Err(Refusal::new("account-refusal-link").into());
            }
            let person = make_person(act)?;
            let account = managing::insert(act, person, &name)?;
            managing::store_password(act, account, &hash)?;
            Ok(account)
        })
        .await
}

/// Uses a password link up. Ends every session of the account; journals `account.password_set`.
///
/// # Errors
/// Refused if the link does not hold; at `password` if the password will not do or was one of
/// the last five.
pub async fn set_password(world: &Arc<World>, token: &str, password: String) -> Outcome<AccountId> {
    let (now, held) = (world.time.now(), token.to_owned());
    let found = world
        .db
        .read_later(move |conn| match find_link(conn, &held, LinkPurpose::Password, now)? {
            Some(Some(account)) => store::row(conn, account),
            _ => Ok(None),
        })
        .await?;
    let row = found.ok_or_else(|| Refusal::new("account-refusal-link"))?;
    let hash = new_hash(world, &row, password).await?;
    let token = token.to_owned();
    let account = AccountId(row.id);
    world
        .act(super::oneself(&row, Origin::Web), move |act| {
            links::spend(act, &token, LinkPurpose::Password)?;
            managing::store_password(act, account, &hash)?;
            Ok(account)
        })
        .await
}

/// Changes the password of whoever is behind a session and knows the present one. Every session
/// ends: they sign in with the new one.
///
/// # Errors
/// Not found if the session has ended; refused at `present` if it is wrong (five failures end
/// every session and lock the name), and at `password` as in [`set_password`].
pub async fn change_password(
    world: &Arc<World>,
    token: &str,
    present: String,
    password: String,
    origin: Origin,
) -> Outcome<()> {
    let (now, held) = (world.time.now(), token.to_owned());
    let found = world.db.read_later(move |conn| session::live(conn, &held, now)).await?;
    let (row, _) = found.ok_or_else(Refusal::not_found)?;
    let hashes = row.password_hash.clone().into_iter().collect();
    if !world.passwords.matches(present, hashes).await? {
        return Err(count_wrong_present(world, row, origin).await?.into());
    }
    let hash = new_hash(world, &row, password).await?;
    let account = AccountId(row.id);
    world
        .act(super::oneself(&row, origin), move |act| managing::store_password(act, account, &hash))
        .await
}

/// A stolen session must not become a way to try passwords without end.
async fn count_wrong_present(world: &Arc<World>, row: Row, origin: Origin) -> Outcome<Refusal> {
    world
        .act(super::oneself(&row, origin), move |act| {
            let name_hash = failures::name_hash(&act.world().keys, &row.name);
            let account = AccountId(row.id);
            if sign_in::count_failure(act, &name_hash, Some(account))?.is_some() {
                session::end_all(act.conn(), account)?;
            }
            Ok(Refusal::at("present", "account-refusal-present"))
        })
        .await
}

/// Holds a new password against the rules and the last five, and hashes it.
async fn new_hash(world: &Arc<World>, row: &Row, password: String) -> Outcome<String> {
    policy::check_password(&row.name, &password)?;
    let account = AccountId(row.id);
    let past = world.db.read_later(move |conn| past_hashes(conn, account)).await?;
    if !past.is_empty() && world.passwords.matches(password.clone(), past).await? {
        let refusal = Refusal::at("password", "account-refusal-password-used");
        return Err(refusal.with("last", policy::PASSWORD_HISTORY).into());
    }
    Ok(world.passwords.hash(password, Arc::clone(&world.randomness)).await?)
}

fn past_hashes(conn: &mut Conn, account: AccountId) -> Result<Vec<String>, StoreError> {
    Ok(account_past_password::table
        .filter(account_past_password::account_id.eq(account.0))
        .order(account_past_password::set_at.desc())
        .limit(policy::PASSWORD_HISTORY)
        .select(account_past_password::hash)
        .load(conn)?)
}
