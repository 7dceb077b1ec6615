//! `loushi migrate`: brings the tables up to date without serving.

use anyhow::Result;
use clap::{ArgMatches, Command};
use platform::web::Locale;

use super::common::{self, Context};
use super::{End, output};

pub(super) fn command(locale: Locale) -> Command {
    common::dressed(Command::new("migrate"), locale, "cli-migrate-about")
}

pub(super) fn run(context: &Context, _: &ArgMatches) -> Result<End> {
    let place = context.existing()?;
    drop(place.open_database()?);
    output::line(&context.locale.t("cli-migrate-done"))?;
    Ok(End::Fine)
}
