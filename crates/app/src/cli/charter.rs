//! `loushi charter`: checks a charter, begins one, shows one.

use std::path::Path;

use anyhow::{Context as _, Result};
use clap::{ArgMatches, Command};
use platform::charter::{Charter, CharterText, Library, check, shipped, shipped_library};
use platform::web::Locale;

use super::common::{self, Context};
use super::{End, output};
use crate::installation::sections;

pub(super) fn command(locale: Locale) -> Command {
    let file =
        |help: &str| common::positional("FILE", locale, "cli-value-file", help).required(true);
    let sub = |name: &'static str, about: &str| common::dressed(Command::new(name), locale, about);
    common::dressed(Command::new("charter"), locale, "cli-charter-about")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand_help_heading(locale.t("cli-heading-commands").into_owned())
        .subcommand_value_name(locale.t("cli-value-command").into_owned())
        .subcommand(sub("check", "cli-charter-check-about").arg(file("cli-charter-file")))
        .subcommand(
            sub("new", "cli-charter-new-about")
                .arg(
                    common::positional("ID", locale, "cli-value-id", "cli-charter-id")
                        .required(true),
                )
                .arg(
                    common::option(
                        "from",
                        locale.t("cli-value-id").into_owned(),
                        locale.t("cli-charter-from").into_owned(),
                    )
                    .default_value("shijingshan-troika")
                    .hide_default_value(true),
                ),
        )
        .subcommand(
            sub("show", "cli-charter-show-about")
                .arg(file("cli-charter-file-or-id"))
                .arg(common::json(locale)),
        )
}

pub(super) fn run(context: &Context, matches: &ArgMatches) -> Result<End> {
    match matches.subcommand() {
        Some(("check", own)) => check_file(context, text(own, "FILE")),
        Some(("new", own)) => begin(context, text(own, "ID"), text(own, "from")),
        Some((_, own)) => show(context, text(own, "FILE"), own.get_flag("json")),
        None => Ok(End::Fine),
    }
}

fn text<'m>(matches: &'m ArgMatches, id: &str) -> &'m str {
    matches.get_one::<String>(id).map_or("", String::as_str)
}

/// A charter that a file extends stands beside it or ships with the program.
fn beside(file: &str) -> impl Fn(&str) -> Option<CharterText> {
    let folder = Path::new(file).parent().map(Path::to_owned).unwrap_or_default();
    move |id| {
        let own = folder.join(format!("{id}.toml"));
        match std::fs::read_to_string(&own) {
            Ok(text) => Some(CharterText { file: own.display().to_string(), text }),
            Err(_) => shipped_library(id),
        }
    }
}

fn check_file(context: &Context, file: &str) -> Result<End> {
    let text = std::fs::read_to_string(file).with_context(|| file.to_owned())?;
    let library = beside(file);
    let say = |key: &str, args: &[(&'static str, kernel::Arg)]| context.locale.t_args(key, args);
    let faults = check(file, &text, &library as Library<'_>, &sections(), &say);
    for fault in &faults {
        output::line(fault)?;
    }
    if faults.is_empty() {
        output::line(&context.say("cli-charter-fine", &[("file", file.to_owned())]))?;
        return Ok(End::Fine);
    }
    let count = faults.len().to_string();
    output::line(&context.say("cli-charter-faults", &[("count", count)]))?;
    Ok(End::Finding)
}

/// Prints a charter that ships under a new id, comments and all: a locality begins by changing it.
fn begin(context: &Context, id: &str, base: &str) -> Result<End> {
    let Some(from) = shipped_library(base) else {
        let known: Vec<&str> = shipped().iter().map(|(id, _)| *id).collect();
        let values = [("id", base.to_owned()), ("known", known.join(" "))];
        return Err(context.misuse("cli-charter-unknown", &values));
    };
    let fits =
        id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if !fits || id.is_empty() || shipped_library(id).is_some() {
        return Err(context.misuse("cli-charter-bad-id", &[("id", id.to_owned())]));
    }
    output::line(&context.say("cli-charter-template", &[("base", base.to_owned())]))?;
    output::line(copied(&from.text, id).trim_end())?;
    Ok(End::Fine)
}

/// The text of a charter with another id; everything else, comments too, stays as it is.
fn copied(text: &str, id: &str) -> String {
    let mut renamed = false;
    let lines = text.lines().map(|line| {
        if renamed || !line.starts_with("id = ") {
            return line.to_owned();
        }
        renamed = true;
        format!("id = \"{id}\"")
    });
    lines.fold(String::with_capacity(text.len()), |all, line| all + &line + "\n")
}

/// Prints every rule with its value and source.
fn show(context: &Context, file: &str, json: bool) -> Result<End> {
    let found = match shipped_library(file) {
        Some(found) => found,
        None => CharterText {
            file: file.to_owned(),
            text: std::fs::read_to_string(file).with_context(|| file.to_owned())?,
        },
    };
    let library = beside(&found.file);
    let say = |key: &str, args: &[(&'static str, kernel::Arg)]| context.locale.t_args(key, args);
    let charter = match Charter::read(&found.file, &found.text, &library, &sections()) {
        Ok(charter) => charter,
        Err(faults) => {
            for fault in &faults {
                output::line(&fault.in_words(&say))?;
            }
            return Ok(End::Finding);
        }
    };
    let (head, tag) = (charter.head(), context.locale.tag());
    let rows = charter.rows().iter().map(|row| row.in_words(head, tag, &say));
    if json {
        let rows = rows.map(|row| {
            serde_json::json!({
                "rule": row.rule, "of": row.of, "value": row.value, "source": row.source,
            })
        });
        output::json(&rows.collect::<serde_json::Value>())?;
    } else {
        for row in rows {
            output::line(&format!("{}\t{}\t{}\t{}", row.of, row.rule, row.value, row.source))?;
        }
    }
    Ok(End::Fine)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_keeps_every_line_but_the_id_and_is_a_charter_of_its_own() {
        for (base, text) in shipped() {
            let copy = copied(text, "our-street");
            let changed: Vec<(&str, &str)> =
                text.lines().zip(copy.lines()).filter(|(was, is)| was != is).collect();
            assert_eq!(changed, [(format!("id = \"{base}\"").as_str(), "id = \"our-street\"")]);
            let read = Charter::read("our-street.toml", &copy, &shipped_library, &sections());
            assert_eq!(read.expect("no fault").head().id, "our-street");
        }
    }
}
