//! `/admin/accounts`: the security administrator makes accounts for who holds a post, sends
//! links, disables, unlocks.

use std::collections::HashMap;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use jiff::Timestamp;
use kernel::{AccountId, Keyset, PersonId, Refusal};

use super::{Sent, form_of};
use crate::account::{self, Account, State as AccountState};
use crate::act::{Act, Failure, Outcome};
use crate::permission::HeldPost;
use crate::vault;
use crate::web::{FormState, PageError, PageResult, Site, View, Visitor, page, refused, see};

/// Accounts on a page.
const SIZE: usize = 50;
/// Posts found for a new account.
const FOUND: usize = 30;

#[derive(Template)]
#[template(path = "platform/account/accounts.html")]
struct AccountsPage<'a> {
    v: &'a View,
    rows: Vec<Row>,
    first: Option<String>,
    next: Option<String>,
}

#[derive(Template)]
#[template(path = "platform/account/account.html")]
struct AccountPage<'a> {
    v: &'a View,
    row: Row,
    /// Until when wrong passwords lock its name.
    locked_until: Option<Timestamp>,
    /// A link that was just made, shown once.
    link: Option<String>,
    /// How long it lasts, in hours.
    hours: i64,
}

#[derive(Template)]
#[template(path = "platform/account/new_account.html")]
struct NewAccount<'a> {
    v: &'a View,
    form: &'a FormState,
    found: Vec<Holder>,
}

impl NewAccount<'_> {
    /// What is wrong with the person that was picked.
    fn unpicked(&self) -> Option<String> {
        self.form.error(self.v.locale, "person")
    }
}

/// An account with whose it is.
struct Row {
    account: Account,
    person: String,
    posts: Vec<HeldPost>,
}

impl Row {
    fn is_active(&self) -> bool {
        self.account.state == AccountState::Active
    }
}

/// Somebody with a post, for whom an account can be made.
struct Holder {
    post: HeldPost,
    person: String,
    /// Sign-in names of the accounts they have already.
    accounts: String,
}

/// All accounts, oldest first.
pub(super) async fn list(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Query(asked): Query<Vec<(String, String)>>,
) -> PageResult {
    let view = visitor.view(&site);
    let after: Option<Keyset> = FormState::from_pairs(asked).value("after").parse().ok();
    let inside = Arc::clone(&site);
    let (rows, next) = site
        .read(move |conn| {
            let found = account::list(conn, after, SIZE)?;
            Ok((rows(conn, &inside, found.rows)?, found.next))
        })
        .await?;
    page(&AccountsPage {
        v: &view,
        rows,
        first: after.map(|_| "/admin/accounts".to_owned()),
        next: next.map(|next| format!("/admin/accounts?after={next}")),
    })
}

/// Adds names and posts, in one query each.
fn rows(conn: &mut crate::Conn, site: &Site, accounts: Vec<Account>) -> Outcome<Vec<Row>> {
    let persons: Vec<PersonId> = accounts.iter().map(|one| one.person).collect();
    let names = vault::list_names(conn, &site.world.keys, &persons)?;
    let mut posts: HashMap<PersonId, Vec<HeldPost>> = HashMap::new();
    for post in site.world.posts.held(conn, &persons, site.world.time.now())? {
        posts.entry(post.person).or_default().push(post);
    }
    let row = |account: Account| Row {
        person: names.get(&account.person).cloned().unwrap_or_default(),
        posts: posts.get(&account.person).cloned().unwrap_or_default(),
        account,
    };
    Ok(accounts.into_iter().map(row).collect())
}

/// One account, with what can be done with it.
pub(super) async fn show(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(id): Path<i64>,
) -> PageResult {
    draw(&site, &visitor.view(&site), AccountId(id), None).await
}

async fn draw(site: &Arc<Site>, view: &View, id: AccountId, link: Option<String>) -> PageResult {
    let inside = Arc::clone(site);
    let (row, locked_until) = site
        .read(move |conn| {
            let found = account::find(conn, id)?.ok_or_else(Refusal::not_found)?;
            let world = &inside.world;
            let locked = account::locked_until(conn, &world.keys, &found, world.time.now())?;
            let row = rows(conn, &inside, vec![found])?.pop().ok_or_else(Refusal::not_found)?;
            Ok((row, locked))
        })
        .await?;
    let hours = account::policy::PASSWORD_LINK.as_hours();
    page(&AccountPage { v: view, row, locked_until, link, hours })
}

/// The form for a new account: find a post, then name the account.
pub(super) async fn new(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Query(asked): Query<Vec<(String, String)>>,
) -> PageResult {
    draw_new(&site, &visitor.view(&site), &FormState::from_pairs(asked)).await
}

async fn draw_new(site: &Arc<Site>, view: &View, form: &FormState) -> PageResult {
    let words = form.filled("q").map(str::to_owned);
    let inside = Arc::clone(site);
    let found = match words {
        Some(words) => site.read(move |conn| holders(conn, &inside, &words)).await?,
        None => Vec::new(),
    };
    let drawn = NewAccount { v: view, form, found };
    if form.is_refused() { refused(&drawn) } else { page(&drawn) }
}

fn holders(conn: &mut crate::Conn, site: &Site, words: &str) -> Outcome<Vec<Holder>> {
    let world = &site.world;
    let posts = world.posts.find_held(conn, words, world.time.now(), FOUND)?;
    let persons: Vec<PersonId> = posts.iter().map(|post| post.person).collect();
    let names = vault::list_names(conn, &world.keys, &persons)?;
    let accounts = account::list_of_all(conn, &persons)?;
    let holder = |post: HeldPost| {
        let own = accounts.iter().filter(|one| one.person == post.person);
        let own: Vec<&str> = own.map(|one| one.name.as_str()).collect();
        Holder {
            person: names.get(&post.person).cloned().unwrap_or_default(),
            accounts: own.join(" "),
            post,
        }
    };
    Ok(posts.into_iter().map(holder).collect())
}

/// Makes the account and leads to it.
pub(super) async fn create(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    sent: Sent,
) -> PageResult {
    let form = form_of(sent);
    let Ok(person) = form.value("person").parse::<i64>() else {
        let form = form.refused(Refusal::at("person", "accounts-refusal-person"));
        return draw_new(&site, &visitor.view(&site), &form).await;
    };
    let name = form.value("name").to_owned();
    let made = site
        .act(&visitor.actor, move |act| {
            // Whoever holds no post has nothing to sign in for.
            let held = holds_a_post(act, PersonId(person))?;
            if !held {
                return Err(Refusal::at("person", "accounts-refusal-person").into());
            }
            account::create(act, PersonId(person), &name)
        })
        .await;
    match made {
        Ok(id) => Ok(see(&format!("/admin/accounts/{}", id.0))),
        Err(Failure::Refused(refusal)) if refusal.field.is_some() => {
            draw_new(&site, &visitor.view(&site), &form.refused(refusal)).await
        }
        Err(failure) => Err(failure.into()),
    }
}

fn holds_a_post(act: &mut Act<'_, '_>, person: PersonId) -> Outcome<bool> {
    act.require(&account::MANAGE)?;
    let (posts, now) = (Arc::clone(&act.world().posts), act.now());
    Ok(!posts.held(act.conn(), &[person], now)?.is_empty())
}

/// Makes a link for a new password and shows it, once.
pub(super) async fn issue_link(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(id): Path<i64>,
) -> PageResult {
    let id = AccountId(id);
    let token = site.act(&visitor.actor, move |act| account::issue_password_link(act, id)).await?;
    let link = format!("{}/setup?token={}", site.settings.base_url, token.as_str());
    draw(&site, &visitor.view(&site), id, Some(link)).await
}

/// Forbids signing in.
pub(super) async fn disable(site: State<Arc<Site>>, visitor: Visitor, id: Path<i64>) -> Answer {
    change(site, visitor, id, account::disable).await
}

/// Allows it again.
pub(super) async fn enable(site: State<Arc<Site>>, visitor: Visitor, id: Path<i64>) -> Answer {
    change(site, visitor, id, account::enable).await
}

/// Opens a locked name before its time.
pub(super) async fn unlock(site: State<Arc<Site>>, visitor: Visitor, id: Path<i64>) -> Answer {
    change(site, visitor, id, account::unlock).await
}

/// Removes the second factor of somebody who lost their telephone.
pub(super) async fn clear_second_factor(
    site: State<Arc<Site>>,
    visitor: Visitor,
    id: Path<i64>,
) -> Answer {
    change(site, visitor, id, account::clear_second_factor).await
}

type Answer = Result<Response, PageError>;

async fn change(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(id): Path<i64>,
    act: fn(&mut Act<'_, '_>, AccountId) -> Outcome<()>,
) -> Answer {
    site.act(&visitor.actor, move |acting| act(acting, AccountId(id))).await?;
    Ok(see(&format!("/admin/accounts/{id}")))
}
