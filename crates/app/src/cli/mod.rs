//! The command line: what is typed, in which language the program answers, and how it ends.
//!
//! Exit codes: 0 success, 1 a finding or a failure, 2 wrong usage.

mod account;
mod accounts_file;
mod backup;
mod calendar;
mod charter;
mod common;
mod demo;
mod export;
mod import;
mod init;
mod migrate;
mod output;
mod person;
mod progress;
mod restore;
mod serve;
mod suggest;
mod usage;
mod verify;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{ArgMatches, Command};
use platform::web::Locale;

pub use common::Context;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// As it should.
    Fine,
    /// It ran, and found something wrong.
    Finding,
}

/// Something was asked for that cannot be done as asked: exit code 2.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Misuse(pub String);

/// A command: how it is typed, and what it does.
struct Entry {
    name: &'static str,
    command: fn(Locale) -> Command,
    run: fn(&Context, &ArgMatches) -> anyhow::Result<End>,
}

const ENTRIES: [Entry; 14] = [
    Entry { name: "demo", command: demo::command, run: demo::run },
    Entry { name: "init", command: init::command, run: init::run },
    Entry { name: "serve", command: serve::command, run: serve::run },
    Entry { name: "migrate", command: migrate::command, run: migrate::run },
    Entry { name: "import", command: import::command, run: import::run },
    Entry { name: "export", command: export::command, run: export::run },
    Entry { name: "suggest", command: suggest::command, run: suggest::run },
    Entry { name: "verify", command: verify::command, run: verify::run },
    Entry { name: "backup", command: backup::command, run: backup::run },
    Entry { name: "restore", command: restore::command, run: restore::run },
    Entry { name: "account", command: account::command, run: account::run },
    Entry { name: "person", command: person::command, run: person::run },
    Entry { name: "calendar", command: calendar::command, run: calendar::run },
    Entry { name: "charter", command: charter::command, run: charter::run },
];

/// Runs the program with the process's arguments.
#[must_use]
pub fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_env("LOUSHI_LOG")
                .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn")),
        )
        .init();
    let typed: Vec<OsString> = std::env::args_os().collect();
    let locale = common::locale_of(&typed, |name| std::env::var(name).ok());
    ExitCode::from(run(&typed, locale))
}

/// Runs the program; its exit code.
fn run(typed: &[OsString], locale: Locale) -> u8 {
    let matches = match command(locale).try_get_matches_from(typed) {
        Ok(matches) => matches,
        Err(error) => return usage::explain(&error, locale),
    };
    let (name, own) = matches.subcommand().expect("a command is required");
    let entry = ENTRIES.iter().find(|entry| entry.name == name);
    let entry = entry.expect("every command has its entry");
    let context = Context::new(own, locale, |name| std::env::var(name).ok());
    match (entry.run)(&context, own) {
        Ok(End::Fine) => 0,
        Ok(End::Finding) => 1,
        Err(error) => {
            output::complain(locale, &error);
            if error.is::<Misuse>() { 2 } else { 1 }
        }
    }
}

/// Everything that can be typed.
#[must_use]
pub fn command(locale: Locale) -> Command {
    let root = common::dressed(Command::new("loushi"), locale, "cli-about")
        .version(env!("CARGO_PKG_VERSION"))
        .disable_version_flag(true)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand_help_heading(locale.t("cli-heading-commands").into_owned())
        .subcommand_value_name(locale.t("cli-value-command").into_owned())
        .args(common::everywhere(locale))
        .arg(common::version(locale));
    ENTRIES.iter().fold(root, |root, entry| root.subcommand((entry.command)(locale)))
}

#[cfg(test)]
mod tests;
