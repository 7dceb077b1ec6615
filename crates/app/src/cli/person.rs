//! `loushi person`: a copy of what is held on somebody, and their erasure, for requests that come on
//! paper. Somebody is named by the query code of what they raised, or by their account.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context as _, Result};
use clap::{ArgMatches, Command};
use kernel::{Subject, SubjectKind};
use matters::model::QueryCode;
use platform::journal::Origin;
use platform::privacy::{self, Erasure};
use platform::web::Locale;
use platform::{Actor, World, account};
use serde_json::{Value, json};

use super::common::{self, Context};
use super::{End, output};
use crate::home::write_private;
use crate::installation::{COMMAND_NODE, With};

pub(super) fn command(locale: Locale) -> Command {
    let sub = |name: &'static str, about: &str| {
        common::dressed(Command::new(name), locale, about).args([
            common::option("code", said(locale, "cli-value-code"), said(locale, "cli-person-code"))
                .conflicts_with("account")
                .required_unless_present("account"),
            common::option(
                "account",
                said(locale, "cli-value-login"),
                said(locale, "cli-person-account"),
            ),
        ])
    };
    let grounds = Erasure::ALL.iter().map(|ground| ground.word());
    let ground =
        common::option("ground", said(locale, "cli-value-word"), said(locale, "cli-person-ground"))
            .required(true)
            .value_parser(clap::builder::PossibleValuesParser::new(grounds))
            .hide_possible_values(true);
    let file = common::positional("FILE", locale, "cli-value-file", "cli-person-file")
        .required(true)
        .value_parser(clap::value_parser!(PathBuf));
    common::dressed(Command::new("person"), locale, "cli-person-about")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand_help_heading(said(locale, "cli-heading-commands"))
        .subcommand_value_name(said(locale, "cli-value-command"))
        .subcommand(sub("export", "cli-person-export-about").arg(file))
        .subcommand(sub("erase", "cli-person-erase-about").arg(ground).arg(common::json(locale)))
}

fn said(locale: Locale, key: &str) -> String {
    locale.t(key).into_owned()
}

pub(super) fn run(context: &Context, matches: &ArgMatches) -> Result<End> {
    let (task, own) = matches.subcommand().expect("a command is required");
    let context = &context.answering(own);
    let world = context.existing()?.open(With::system(COMMAND_NODE))?;
    let named = named(context, &world, own)?;
    if task == "export" {
        export(context, &world, own, &named)
    } else {
        erase(context, &world, own, &named)
    }
}

/// Whom the command is about.
enum Named {
    /// Whoever raised the matter of a code.
    Reporter(QueryCode),
    /// The owner of an account.
    Owner(account::Account),
}

fn named(context: &Context, world: &Arc<World>, own: &ArgMatches) -> Result<Named> {
    let typed = |id: &str| own.get_one::<String>(id).cloned();
    if let Some(name) = typed("account") {
        let found = world.db.read(|conn| account::find_by_name(conn, &name))?;
        let unknown = || context.misuse("cli-account-unknown", &[("name", name.clone())]);
        return Ok(Named::Owner(found.ok_or_else(unknown)?));
    }
    let code = typed("code").unwrap_or_default().parse();
    Ok(Named::Reporter(code.map_err(|_| context.misuse("cli-person-no-code", &[]))?))
}

fn export(context: &Context, world: &Arc<World>, own: &ArgMatches, named: &Named) -> Result<End> {
    let copy: Value = world.db.read(|conn| match named {
        Named::Reporter(code) => matters::acts::own_data(conn, world, code),
        Named::Owner(account) => privacy::own_data(conn, world, account.person),
    })?;
    let path = own.get_one::<PathBuf>("FILE").expect("the file is required");
    write_private(path, format!("{copy:#}\n")).with_context(|| path.display().to_string())?;
    output::line(&context.say("cli-export-written", &[("file", path.display().to_string())]))?;
    Ok(End::Fine)
}

fn erase(context: &Context, world: &Arc<World>, own: &ArgMatches, named: &Named) -> Result<End> {
    let ground = own.get_one::<String>("ground").and_then(|word| Erasure::from_word(word));
    let ground = ground.expect("clap checked the ground");
    let subject = world.db.read(|conn| match named {
        Named::Reporter(code) => matters::acts::subject_of_code(conn, world, code),
        Named::Owner(account) => Ok(Subject::new(SubjectKind::Account, account.id)),
    })?;
    let actor = Arc::new(Actor::nobody(Origin::Cli));
    let erased =
        world.act_now(&actor, move |act| privacy::erase_at_the_machine(act, subject, ground))?;
    if context.json {
        output::json(&json!({ "erased": erased }))?;
    } else {
        let key = if erased { "cli-person-erased" } else { "cli-person-nothing" };
        output::line(&context.say(key, &[]))?;
    }
    Ok(End::Fine)
}
