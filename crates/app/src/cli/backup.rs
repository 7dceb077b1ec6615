//! `loushi backup`: one file with everything but the keys.

use std::path::PathBuf;

use anyhow::Result;
use clap::{ArgMatches, Command};
use kernel::TimeSource;
use platform::present::SystemTime;
use platform::web::Locale;

use super::common::{self, Context};
use super::{End, output};
use crate::backup::back_up;

pub(super) fn command(locale: Locale) -> Command {
    common::dressed(Command::new("backup"), locale, "cli-backup-about")
        .arg(file(locale, "cli-backup-file"))
        .arg(common::json(locale))
}

/// The file of a backup.
pub(super) fn file(locale: Locale, help: &str) -> clap::Arg {
    common::positional("FILE", locale, "cli-value-file", help)
        .required(true)
        .value_parser(clap::value_parser!(PathBuf))
}

/// The file as typed.
pub(super) fn file_of(matches: &ArgMatches) -> &PathBuf {
    matches.get_one::<PathBuf>("FILE").expect("it is required")
}

pub(super) fn run(context: &Context, matches: &ArgMatches) -> Result<End> {
    if context.has_url() {
        return Err(context.misuse("cli-backup-no-url", &[]));
    }
    let place = context.existing()?;
    let file = file_of(matches);
    let path = file.display().to_string();
    if file.exists() {
        return Err(context.misuse("cli-backup-exists", &[("path", path)]));
    }
    let manifest = back_up(&place, file, SystemTime.now())?;
    if context.json {
        return output::json(&serde_json::to_value(&manifest)?).map(|()| End::Fine);
    }
    let bytes = std::fs::metadata(file)?.len() / 1_000_000;
    output::line(&context.say("cli-backup-done", &[("path", path), ("size", bytes.to_string())]))?;
    for head in &manifest.heads {
        let values = [
            ("chain", head.district.to_string()),
            ("count", head.seq.to_string()),
            ("hash", head.hash.clone()),
        ];
        output::line(&context.say("cli-verify-holds", &values))?;
    }
    let keys = place.home.keys().display().to_string();
    output::line(&context.say("cli-backup-keys", &[("path", keys)]))?;
    Ok(End::Fine)
}
