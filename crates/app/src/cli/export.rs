//! `loushi export`: hands a ledger out as a workbook that comes back without a change.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context as _, Result};
use clap::{ArgMatches, Command};
use kernel::Month;
use matters::acts::orders::{self, Authority, Taken};
use matters::model::{Channel, State};
use matters::store::list::Filter;
use platform::Actor;
use platform::journal::Origin;
use platform::web::Locale;

use super::common::{self, Context};
use super::import::LEDGERS;
use super::{End, output};
use crate::installation::{COMMAND_NODE, With};

pub(super) fn command(locale: Locale) -> Command {
    let value = |key: &str| locale.t(key).into_owned();
    let option = |name, of, help| common::option(name, value(of), value(help));
    let words = |words: Vec<&'static str>| clap::builder::PossibleValuesParser::new(words);
    common::dressed(Command::new("export"), locale, "cli-export-about")
        .arg(
            common::positional("LEDGER", locale, "cli-value-ledger", "cli-export-ledger")
                .required(true)
                .value_parser(LEDGERS)
                .hide_possible_values(true),
        )
        .arg(
            common::positional("FILE", locale, "cli-value-file", "cli-export-file")
                .required(true)
                .value_parser(clap::value_parser!(PathBuf)),
        )
        .arg(
            option("channel", "cli-value-word", "cli-export-channel")
                .value_parser(words(Channel::ALL.iter().map(|one| one.word()).collect()))
                .hide_possible_values(true),
        )
        .arg(
            option("state", "cli-value-word", "cli-export-state")
                .value_parser(words(State::ALL.iter().map(|one| one.word()).collect()))
                .hide_possible_values(true),
        )
        .arg(
            option("month", "cli-value-month", "cli-export-month")
                .value_parser(clap::value_parser!(Month)),
        )
}

pub(super) fn run(context: &Context, matches: &ArgMatches) -> Result<End> {
    let world = context.existing()?.open(With::system(COMMAND_NODE))?;
    let actor = Arc::new(Actor::nobody(Origin::Cli));
    let typed = |id: &str| matches.get_one::<String>(id).map(String::as_str);
    let month = matches.get_one::<Month>("month");
    let filter = Filter {
        channels: typed("channel").and_then(Channel::from_word).into_iter().collect(),
        state: typed("state").and_then(State::from_word),
        months: month.map(|month| (*month, *month)),
        ..Filter::default()
    };
    let mark = context.say("cli-export-mark", &[("day", world.today().to_string())]);
    let handed = world.db.read(|conn| {
        let authority = Authority::of(conn, &actor, None)?;
        let sight = authority.sight();
        orders::export(conn, &world, &Taken { sight: &sight, filter: &filter, mark: &mark })
    })?;
    let path = matches.get_one::<PathBuf>("FILE").expect("the file is required");
    let rows = handed.rows;
    world.act_now(&actor, move |act| orders::hand_out(act, &filter, rows))?;
    std::fs::write(path, handed.workbook).with_context(|| path.display().to_string())?;
    output::line(&context.say("cli-export-written", &[("file", path.display().to_string())]))?;
    Ok(End::Fine)
}
