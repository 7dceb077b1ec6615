//! `loushi calendar`: takes the next year's holidays in, lists the years known.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, Result};
use clap::{ArgMatches, Command};
use platform::journal::Origin;
use platform::web::Locale;
use platform::{Actor, World, calendar};
use serde_json::{Value, json};

use super::common::{self, Context};
use super::{End, output};
use crate::installation::{COMMAND_NODE, With};

pub(super) fn command(locale: Locale) -> Command {
    let value = |key: &str| locale.t(key).into_owned();
    let sub = |name: &'static str, about: &str| {
        common::dressed(Command::new(name), locale, about).arg(common::json(locale))
    };
    let file = common::positional("FILE", locale, "cli-value-file", "cli-calendar-file")
        .required(true)
        .value_parser(clap::value_parser!(PathBuf));
    let source = common::option("source", value("cli-value-name"), value("cli-calendar-source"));
    common::dressed(Command::new("calendar"), locale, "cli-calendar-about")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand_help_heading(value("cli-heading-commands"))
        .subcommand_value_name(value("cli-value-command"))
        .subcommand(sub("import", "cli-calendar-import-about").arg(file).arg(source))
        .subcommand(sub("show", "cli-calendar-show-about"))
}

pub(super) fn run(context: &Context, matches: &ArgMatches) -> Result<End> {
    let (task, own) = matches.subcommand().expect("a command is required");
    let context = &context.answering(own);
    let world = context.existing()?.open(With::system(COMMAND_NODE))?;
    match task {
        "import" => import(context, &world, own),
        _ => show(context, &world),
    }
}

fn import(context: &Context, world: &Arc<World>, own: &ArgMatches) -> Result<End> {
    let path: &Path = own.get_one::<PathBuf>("FILE").expect("the file is required");
    let shown = path.display().to_string();
    let bytes = std::fs::read(path).with_context(|| shown.clone())?;
    let days = match calendar::read(&bytes) {
        Ok(days) => days,
        Err(faults) => return wrong(context, &faults),
    };
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let source = own.get_one::<String>("source").cloned().unwrap_or(name);
    let actor = Arc::new(Actor::nobody(Origin::Cli));
    let taken = calendar::take_in_now(world, &actor, source, days)?;
    if context.json {
        let told = json!({
            "days": taken.days, "fresh": taken.fresh, "years": taken.years,
            "uncovered": taken.uncovered, "faults": [],
        });
        return output::json(&told).map(|()| End::Fine);
    }
    let key = if taken.fresh == 0 { "cli-calendar-same" } else { "cli-calendar-done" };
    let counts = [("days", taken.days.to_string()), ("fresh", taken.fresh.to_string())];
    let values: Vec<(&str, String)> = counts.into_iter().chain([("file", shown)]).collect();
    output::line(&context.say(key, &values))?;
    for year in &taken.uncovered {
        output::line(&context.say("cli-calendar-uncovered", &[("year", year.to_string())]))?;
    }
    Ok(End::Fine)
}

/// Names every line at fault.
fn wrong(context: &Context, faults: &[kernel::calendar::CsvError]) -> Result<End> {
    let sentence = |fault| {
        let (key, args) = calendar::fault_words(fault);
        context.locale.t_args(key, &args)
    };
    let sentences: Vec<String> = faults.iter().map(sentence).collect();
    if context.json {
        output::json(&json!({ "faults": sentences }))?;
        return Ok(End::Finding);
    }
    for sentence in &sentences {
        output::line(sentence)?;
    }
    let count = faults.len().to_string();
    output::line(&context.say("cli-calendar-faults", &[("count", count)]))?;
    Ok(End::Finding)
}

fn show(context: &Context, world: &Arc<World>) -> Result<End> {
    let (known, year) = (world.calendar(), world.today().year());
    let years: Vec<i16> = known.covered_years().collect();
    let lacks = !known.is_covered(year);
    let end = if lacks { End::Finding } else { End::Fine };
    if context.json {
        let lacking = if lacks { Value::from(year) } else { Value::Null };
        output::json(&json!({ "years": years, "lacking": lacking }))?;
        return Ok(end);
    }
    let listed: Vec<String> = years.iter().map(ToString::to_string).collect();
    output::line(&context.say("cli-calendar-years", &[("years", listed.join(" "))]))?;
    if lacks {
        output::line(&context.say("cli-calendar-lacking", &[("year", year.to_string())]))?;
    }
    Ok(end)
}
