//! `loushi account list`: every account with its posts, and which administrator is missing.

use std::collections::HashMap;
use std::sync::Arc;

use anyhow::Result;
use kernel::{Keyset, PersonId};
use platform::account::{self, Account, State};
use platform::permission::HeldPost;
use platform::{Role, World};
use serde_json::{Value, json};

use super::KEEPERS;
use crate::cli::common::Context;
use crate::cli::{End, output};

/// Accounts read at a time. Source: assumption.
const CHUNK: usize = 500;

/// An account with the posts of its owner.
type Known = (Account, Vec<HeldPost>);

/// Lists them. A missing administrator is a finding.
pub(super) fn run(context: &Context, world: &Arc<World>) -> Result<End> {
    let accounts = all(world)?;
    let missing = missing(world, &accounts)?;
    let end = if missing.is_empty() { End::Fine } else { End::Finding };
    if context.json {
        let rows: Vec<Value> = accounts.iter().map(as_json).collect();
        output::json(&json!({ "accounts": rows, "missing": missing }))?;
        return Ok(end);
    }
    if accounts.is_empty() {
        output::line(&context.say("cli-account-none", &[]))?;
    }
    for known in &accounts {
        output::line(&line(context, known))?;
    }
    if !missing.is_empty() {
        let name = |role: &&str| {
            let key = format!("cli-role-{}", role.replace('_', "-"));
            context.say(&key, &[])
        };
        let names: Vec<String> = missing.iter().map(name).collect();
        output::line(&context.say("cli-account-missing", &[("roles", names.join(" / "))]))?;
    }
    Ok(end)
}

fn all(world: &Arc<World>) -> Result<Vec<Known>> {
    let (mut found, mut after) = (Vec::new(), None::<Keyset>);
    loop {
        let page = world.db.read(|conn| account::list(conn, after, CHUNK))?;
        found.extend(with_posts(world, page.rows)?);
        match page.next {
            Some(next) => after = Some(next),
            None => return Ok(found),
        }
    }
}

fn with_posts(world: &Arc<World>, accounts: Vec<Account>) -> Result<Vec<Known>> {
    let persons: Vec<PersonId> = accounts.iter().map(|one| one.person).collect();
    let now = world.time.now();
    let mut held: HashMap<PersonId, Vec<HeldPost>> = HashMap::new();
    for post in world.db.read(|conn| world.posts.held(conn, &persons, now))? {
        held.entry(post.person).or_default().push(post);
    }
    let known = |one: Account| (held.get(&one.person).cloned().unwrap_or_default(), one);
    Ok(accounts.into_iter().map(known).map(|(posts, one)| (one, posts)).collect())
}

/// The administrators whom no account that can sign in belongs to.
fn missing(world: &Arc<World>, accounts: &[Known]) -> Result<Vec<&'static str>> {
    let now = world.time.now();
    let keepers = world.db.read(|conn| world.posts.keepers(conn, now))?;
    let is_there = |role: &Role| {
        let mut held = keepers.iter().filter(|(_, of)| of == role);
        held.any(|(person, _)| {
            accounts.iter().any(|(one, _)| one.person == *person && one.state == State::Active)
        })
    };
    Ok(KEEPERS.into_iter().filter(|role| !is_there(role)).map(Role::word).collect())
}

fn line(context: &Context, (one, posts): &Known) -> String {
    let state = match (one.state, one.has_password) {
        (State::Disabled, _) => "cli-account-disabled",
        (State::Active, false) => "cli-account-no-password",
        (State::Active, true) => "cli-account-active",
    };
    let factor = if one.has_second_factor { "cli-account-factor" } else { "cli-account-no-factor" };
    let last = one.signed_in_at.map_or_else(
        || context.say("cli-account-never", &[]),
        |at| at.strftime("%Y-%m-%dT%H:%MZ").to_string(),
    );
    let posts: Vec<String> = posts.iter().map(|one| post(context, one)).collect();
    let cells = [
        one.name.clone(),
        context.say(state, &[]),
        context.say(factor, &[]),
        last,
        posts.join("; "),
    ];
    cells.join("\t")
}

/// A post in a line: the body, the seat, and the floor or grid.
pub(super) fn post(context: &Context, post: &HeldPost) -> String {
    let seat = post.seat.in_language(context.locale.tag());
    let parts = [post.body.as_str(), seat, post.place.as_str()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn as_json((one, held): &Known) -> Value {
    json!({
        "account": one.name,
        "state": one.state.word(),
        "has_password": one.has_password,
        "has_second_factor": one.has_second_factor,
        "signed_in_at": one.signed_in_at.map(|at| at.to_string()),
        "posts": posts(held),
    })
}

/// Posts for a program.
pub(super) fn posts(held: &[HeldPost]) -> Vec<Value> {
    let one = |post: &HeldPost| {
        json!({
            "body": post.body,
            "seat": post.seat.zh,
            "place": post.place,
            "until": post.until,
        })
    };
    held.iter().map(one).collect()
}
