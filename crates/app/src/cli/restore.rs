//! `loushi restore`: a backup becomes a data directory again.

use anyhow::Result;
use clap::{ArgMatches, Command};
use platform::web::Locale;

use super::backup::{file, file_of};
use super::common::{self, Context};
use super::{End, output};
use crate::backup::restore;

pub(super) fn command(locale: Locale) -> Command {
    common::dressed(Command::new("restore"), locale, "cli-restore-about")
        .arg(file(locale, "cli-restore-file"))
        .arg(common::json(locale))
}

pub(super) fn run(context: &Context, matches: &ArgMatches) -> Result<End> {
    if context.has_url() {
        return Err(context.misuse("cli-backup-no-url", &[]));
    }
    let home = context.place().home;
    if home.database().exists() {
        let path = home.database().display().to_string();
        return Err(context.misuse("cli-restore-exists", &[("path", path)]));
    }
    let restored = restore(file_of(matches), &home)?;
    if context.json {
        output::json(&serde_json::json!({
            "manifest": restored.manifest, "erased_again": restored.erased_again,
        }))?;
        return Ok(End::Fine);
    }
    let path = home.root().display().to_string();
    output::line(&context.say("cli-restore-done", &[("path", path)]))?;
    for head in &restored.manifest.heads {
        let values = [
            ("chain", head.district.to_string()),
            ("count", head.seq.to_string()),
            ("hash", head.hash.clone()),
        ];
        output::line(&context.say("cli-verify-holds", &values))?;
    }
    let (key, value) = match restored.erased_again {
        Some(count) => ("cli-restore-erased", count.to_string()),
        None => ("cli-restore-no-keys", home.keys().display().to_string()),
    };
    output::line(&context.say(key, &[("value", value)]))?;
    Ok(End::Fine)
}
