//! `loushi account`: accounts from the machine. A fresh installation gets its three administrators
//! here, apart from each other (DOMAIN 7.1, clause 8.1.4.2). Passwords are never typed: each
//! account is handed a link with which its owner sets one.

mod list;

use std::sync::Arc;

use anyhow::Result;
use clap::{Arg, ArgMatches, Command};
use kernel::{AccountId, PersonId};
use platform::account::{self, Token, policy};
use platform::journal::Origin;
use platform::permission::HeldPost;
use platform::web::Locale;
use platform::{Act, Actor, Outcome, Role, World};

use super::common::{self, Context};
use super::{End, output};
use crate::installation::{COMMAND_NODE, With};

/// The roles that keep an installation.
const KEEPERS: [Role; 3] = [Role::Operator, Role::SecurityAdmin, Role::Auditor];
/// Posts looked at when somebody in post is named. Source: assumption.
const FOUND: usize = 100;

pub(super) fn command(locale: Locale) -> Command {
    let sub = |name: &'static str, about: &str| {
        common::dressed(Command::new(name), locale, about).arg(common::json(locale))
    };
    let of = |name: &'static str, about: &str| sub(name, about).arg(name_of(locale));
    common::dressed(Command::new("account"), locale, "cli-account-about")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand_help_heading(locale.t("cli-heading-commands").into_owned())
        .subcommand_value_name(locale.t("cli-value-command").into_owned())
        .subcommand(adding(of("add", "cli-account-add-about"), locale))
        .subcommand(of("link", "cli-account-link-about").arg(base_url(locale)))
        .subcommand(of("reset", "cli-account-reset-about").arg(base_url(locale)))
        .subcommand(of("lock", "cli-account-lock-about"))
        .subcommand(of("unlock", "cli-account-unlock-about"))
        .subcommand(sub("list", "cli-account-list-about"))
}

fn adding(command: Command, locale: Locale) -> Command {
    let option = |name: &'static str, value: &str, help: &str| {
        common::option(name, locale.t(value).into_owned(), locale.t(help).into_owned())
    };
    let role = option("role", "cli-value-role", "cli-account-add-role");
    let person = option("person", "cli-value-name", "cli-account-add-person");
    let holder = option("holder", "cli-value-name", "cli-account-add-holder");
    let keepers = clap::builder::PossibleValuesParser::new(KEEPERS.map(Role::word));
    command
        .arg(role.requires("person").value_parser(keepers).hide_possible_values(true))
        .arg(person.requires("role"))
        .arg(holder.conflicts_with("role"))
        .arg(base_url(locale))
}

fn name_of(locale: Locale) -> Arg {
    common::positional("NAME", locale, "cli-value-login", "cli-account-name").required(true)
}

fn base_url(locale: Locale) -> Arg {
    let value = locale.t("cli-value-url").into_owned();
    common::option("base-url", value, locale.t("cli-option-base-url").into_owned())
}

pub(super) fn run(context: &Context, matches: &ArgMatches) -> Result<End> {
    let (task, own) = matches.subcommand().expect("a command is required");
    let context = &context.answering(own);
    let world = context.existing()?.open(With::system(COMMAND_NODE))?;
    let name = own.try_get_one::<String>("NAME").ok().flatten().map_or("", String::as_str);
    match task {
        "add" => add(context, &world, own, name),
        "link" => {
            let link = on(context, &world, name, account::issue_password_link)?;
            told_link(context, own, name, &link, None)
        }
        "reset" => {
            let link = on(context, &world, name, account::reset)?;
            told_link(context, own, name, &link, Some("cli-account-reset"))
        }
        "lock" => {
            on(context, &world, name, account::disable)?;
            told(context, name, "cli-account-locked")
        }
        "unlock" => {
            on(context, &world, name, open_again)?;
            told(context, name, "cli-account-unlocked")
        }
        _ => list::run(context, &world),
    }
}

/// Somebody who sits at the machine.
fn at_the_machine() -> Arc<Actor> {
    Arc::new(Actor::nobody(Origin::Cli))
}

/// Does something with the account called `name`.
fn on<T: Send + 'static>(
    context: &Context,
    world: &Arc<World>,
    name: &str,
    work: fn(&mut Act<'_, '_>, AccountId) -> Outcome<T>,
) -> Result<T> {
    let found = world.db.read(|conn| account::find_by_name(conn, name))?;
    let unknown = || context.misuse("cli-account-unknown", &[("name", name.to_owned())]);
    let id = found.ok_or_else(unknown)?.id;
    Ok(world.act_now(&at_the_machine(), move |act| work(act, id))?)
}

/// Lifts both what an administrator and what wrong passwords forbade.
fn open_again(act: &mut Act<'_, '_>, id: AccountId) -> Outcome<()> {
    account::enable(act, id)?;
    account::unlock(act, id)
}

fn add(context: &Context, world: &Arc<World>, own: &ArgMatches, name: &str) -> Result<End> {
    let typed = |id: &str| own.get_one::<String>(id).cloned();
    let login = name.to_owned();
    let link = match (typed("role").as_deref().and_then(Role::from_word), typed("holder")) {
        (Some(role), _) => {
            let person = typed("person").unwrap_or_default();
            world.act_now(&at_the_machine(), move |act| {
                account::open_keeper(act, role, &person, &login).map(|(_, link)| link)
            })?
        }
        (None, Some(words)) => {
            let person = match holder(context, world, &words)? {
                Ok(person) => person,
                Err(several) => return several_fit(context, &words, &several),
            };
            world.act_now(&at_the_machine(), move |act| {
                let id = account::create(act, person, &login)?;
                account::issue_password_link(act, id)
            })?
        }
        (None, None) => return Err(context.misuse("cli-account-whom", &[])),
    };
    told_link(context, own, name, &link, Some("cli-account-added"))
}

/// The one person in post whom `words` fit, or the posts of the several whom they do.
fn holder(
    context: &Context,
    world: &Arc<World>,
    words: &str,
) -> Result<Result<PersonId, Vec<HeldPost>>> {
    let now = world.time.now();
    let posts = world.db.read(|conn| world.posts.find_held(conn, words, now, FOUND))?;
    let Some(first) = posts.first().map(|post| post.person) else {
        return Err(context.misuse("cli-account-no-holder", &[("words", words.to_owned())]));
    };
    let is_one = posts.iter().all(|post| post.person == first);
    Ok(if is_one { Ok(first) } else { Err(posts) })
}

fn several_fit(context: &Context, words: &str, posts: &[HeldPost]) -> Result<End> {
    if context.json {
        output::json(&serde_json::json!({ "account": null, "holders": list::posts(posts) }))?;
        return Ok(End::Finding);
    }
    output::line(&context.say("cli-account-holders", &[("words", words.to_owned())]))?;
    for post in posts {
        output::line(&format!("  {}", list::post(context, post)))?;
    }
    Ok(End::Finding)
}

fn told(context: &Context, name: &str, key: &str) -> Result<End> {
    if context.json {
        output::json(&serde_json::json!({ "account": name }))?;
    } else {
        output::line(&context.say(key, &[("name", name.to_owned())]))?;
    }
    Ok(End::Fine)
}

/// Says what was done and gives the link, this once: only its hash is kept.
fn told_link(
    context: &Context,
    own: &ArgMatches,
    name: &str,
    token: &Token,
    key: Option<&str>,
) -> Result<End> {
    let base = own.get_one::<String>("base-url").map_or("", |url| url.trim_end_matches('/'));
    let link = format!("{base}/setup?token={}", token.as_str());
    let hours = policy::PASSWORD_LINK.as_hours();
    if context.json {
        let told = serde_json::json!({ "account": name, "link": link, "hours": hours });
        return output::json(&told).map(|()| End::Fine);
    }
    if let Some(key) = key {
        output::line(&context.say(key, &[("name", name.to_owned())]))?;
    }
    let values = [("link", link), ("hours", hours.to_string())];
    output::line(&context.say("cli-account-link", &values))?;
    Ok(End::Fine)
}
