//! `loushi import`: takes ledgers in, whole or not at all.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, Result};
use clap::{ArgAction, ArgMatches, Command};
use kernel::PlaceId;
use matters::acts::orders::{self, Summary, Upload};
use matters::model::Channel;
use matters::model::order::{AskedPlace, Setting, Told};
use platform::journal::Origin;
use platform::ledger::Mapping;
use platform::web::Locale;
use platform::{Actor, World};
use serde_json::{Value, json};

use super::common::{self, Context};
use super::progress::Progress;
use super::{End, output};
use crate::installation::{COMMAND_NODE, With};

/// The ledgers that can be taken in and handed out.
pub(super) const LEDGERS: [&str; 1] = ["orders"];

pub(super) fn command(locale: Locale) -> Command {
    let value = |key: &str| locale.t(key).into_owned();
    let option = |name, of, help| common::option(name, value(of), value(help));
    let channels: Vec<&str> = Channel::ALL.iter().map(|channel| channel.word()).collect();
    common::dressed(Command::new("import"), locale, "cli-import-about")
        .arg(
            common::positional("LEDGER", locale, "cli-value-ledger", "cli-import-ledger")
                .required(true)
                .value_parser(LEDGERS)
                .hide_possible_values(true),
        )
        .arg(
            common::positional("FILE", locale, "cli-value-file", "cli-import-file")
                .required(true)
                .num_args(1..)
                .value_parser(clap::value_parser!(PathBuf)),
        )
        .arg(common::flag("dry-run", locale, "cli-import-dry-run"))
        .arg(
            option("source", "cli-value-name", "cli-import-source")
                .default_value("12345")
                .hide_default_value(true),
        )
        .arg(
            option("channel", "cli-value-word", "cli-import-channel")
                .default_value(Channel::Hotline12345.word())
                .hide_default_value(true)
                .value_parser(channels)
                .hide_possible_values(true),
        )
        .arg(option("map", "cli-value-pair", "cli-import-map").action(ArgAction::Append))
        .arg(option("building", "cli-value-name", "cli-import-building").conflicts_with("street"))
        .arg(option("street", "cli-value-name", "cli-import-street"))
        .arg(common::flag("ended", locale, "cli-import-ended"))
        .arg(common::json(locale))
}

pub(super) fn run(context: &Context, matches: &ArgMatches) -> Result<End> {
    let world = context.existing()?.open(With::system(COMMAND_NODE))?;
    let actor = Arc::new(Actor::nobody(Origin::Cli));
    let setting = setting(context, &world, &actor, matches)?;
    let is_trial = matches.get_flag("dry-run");
    let mut told = Vec::new();
    let mut end = End::Fine;
    for path in matches.get_many::<PathBuf>("FILE").into_iter().flatten() {
        let bytes = std::fs::read(path).with_context(|| path.display().to_string())?;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let progress = Progress::new();
        let summary = orders::run(
            &world,
            &actor,
            &Upload { name, bytes },
            &setting,
            is_trial,
            &mut |done, of| {
                progress.tell(&path.display().to_string(), done, of);
            },
        )?;
        drop(progress);
        if !summary.report.counts.is_clean() {
            end = End::Finding;
        }
        if context.json {
            told.push(as_json(path, &summary));
        } else {
            tell(context, path, &summary, is_trial)?;
        }
    }
    if context.json {
        output::json(&Value::Array(told))?;
    }
    Ok(end)
}

fn setting(
    context: &Context,
    world: &Arc<World>,
    actor: &Arc<Actor>,
    matches: &ArgMatches,
) -> Result<Setting> {
    let typed = |id: &str| matches.get_one::<String>(id).map(String::as_str);
    let mut mapping = Mapping::default();
    for pair in matches.get_many::<String>("map").into_iter().flatten() {
        let wrong = || context.misuse("cli-import-no-pair", &[("pair", pair.clone())]);
        let (heading, target) = Mapping::pair(pair).ok_or_else(wrong)?;
        mapping.set(&heading, target);
    }
    let fallback = match typed("building").or_else(|| typed("street")) {
        Some(name) => Some(place(context, world, actor, name)?),
        None => None,
    };
    let channel = typed("channel").and_then(Channel::from_word);
    Ok(Setting {
        channel: channel.unwrap_or(Channel::Hotline12345),
        fallback,
        ended_when_silent: matches.get_flag("ended"),
        mapping,
        ..Setting::of(typed("source").unwrap_or("12345"))
    })
}

fn place(context: &Context, world: &Arc<World>, actor: &Arc<Actor>, name: &str) -> Result<PlaceId> {
    let found = world.db.read(|conn| orders::find_place(conn, actor, name))?;
    let unknown = || context.misuse("cli-import-no-place", &[("name", name.to_owned())]);
    Ok(found.ok_or_else(unknown)?.id)
}

fn tell(context: &Context, path: &Path, summary: &Summary, is_trial: bool) -> Result<()> {
    let report = &summary.report;
    let counts = &report.counts;
    let number = |count: usize| count.to_string();
    output::line(&context.say(
        "cli-import-read",
        &[
            ("file", path.display().to_string()),
            ("total", number(counts.total)),
            ("fresh", number(counts.fresh)),
            ("changed", number(counts.changed)),
            ("same", number(counts.same)),
            ("street", number(counts.by_street)),
        ],
    ))?;
    for told in &report.findings {
        output::line(&sentence(context, told))?;
    }
    for asked in &report.asked {
        output::line(&question(context, asked))?;
    }
    let outcome = if summary.is_applied {
        "cli-import-written"
    } else if !counts.is_clean() {
        "cli-import-not-written"
    } else if is_trial {
        "cli-import-would-write"
    } else {
        "cli-import-not-written"
    };
    let values = [("faults", number(counts.faults)), ("asked", number(counts.asked))];
    output::line(&context.say(outcome, &values))
}

/// What is wrong with a cell, in a line.
fn sentence(context: &Context, told: &Told) -> String {
    let why = context.locale.t_args(&told.key, &told.args());
    let place = if told.cell.is_empty() { told.row.to_string() } else { told.cell.clone() };
    let key = if told.is_error { "cli-import-error" } else { "cli-import-warning" };
    let values = [
        ("cell", place),
        ("heading", told.heading.clone()),
        ("why", why),
        ("found", told.found.clone()),
    ];
    context.say(key, &values)
}

fn question(context: &Context, asked: &AskedPlace) -> String {
    let names: Vec<&str> = asked.candidates.iter().map(|place| place.name.as_str()).collect();
    let key = match (asked.text.is_empty(), names.is_empty()) {
        (true, _) => "cli-import-asked-nothing",
        (false, true) => "cli-import-asked-unknown",
        (false, false) => "cli-import-asked",
    };
    let values = [
        ("row", asked.row.to_string()),
        ("rows", asked.rows.to_string()),
        ("text", asked.text.clone()),
        ("names", names.join(" / ")),
    ];
    context.say(key, &values)
}

fn as_json(path: &Path, summary: &Summary) -> Value {
    let report = &summary.report;
    json!({
        "file": path.display().to_string(),
        "applied": summary.is_applied,
        "counts": report.counts,
        "findings": report.findings,
        "findings_cut": report.findings.len() < report.counts.faults + report.warnings,
        "places_asked": report.asked,
    })
}
