//! `loushi init`: a data directory with keys and tables, and the link for the first operator.

use anyhow::Result;
use clap::{ArgMatches, Command};
use platform::account;
use platform::web::Locale;

use super::common::{self, Context};
use super::{End, output};
use crate::installation::{COMMAND_NODE, With};

pub(super) fn command(locale: Locale) -> Command {
    common::dressed(Command::new("init"), locale, "cli-init-about").arg(common::json(locale))
}

pub(super) fn run(context: &Context, _: &ArgMatches) -> Result<End> {
    let place = context.place();
    place.home.make()?;
    let world = place.open(With::system(COMMAND_NODE))?;
    let path = place.home.root().display().to_string();
    let token = account::first_operator_link(&world)?;
    let link = token.map(|token| format!("/setup?token={token}"));
    if context.json {
        let fingerprint = world.keys.fingerprint();
        output::json(&serde_json::json!({
            "data": path, "key_fingerprint": fingerprint, "first_operator": link,
        }))?;
        return Ok(End::Fine);
    }
    output::line(&context.say("cli-init-done", &[("path", path)]))?;
    if let Some(link) = link {
        output::line(&context.say("cli-init-link", &[("link", link)]))?;
    }
    Ok(End::Fine)
}
