//! `loushi serve`: serves an installation until told to stop.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use anyhow::Result;
use clap::{ArgMatches, Command};
use kernel::TimeSource;
use platform::account;
use platform::db::Location;
use platform::present::SystemTime;
use platform::web::Locale;

use super::common::{self, Context};
use super::{End, output};
use crate::demo::record::Record;
use crate::installation::{Place, With};
use crate::served_time::ServedTime;
use crate::site::{self, Serving};

pub(super) fn command(locale: Locale) -> Command {
    let value = |key: &str| locale.t(key).into_owned();
    common::dressed(Command::new("serve"), locale, "cli-serve-about")
        .args(common::serving(locale))
        .arg(
            common::option("node", value("cli-value-number"), value("cli-serve-node"))
                .value_parser(clap::value_parser!(u16).range(0..1000)),
        )
}

pub(super) fn run(context: &Context, matches: &ArgMatches) -> Result<End> {
    let place = context.place();
    place.home.make()?;
    serve(context, &place, matches, |address| {
        output::line(&context.say("cli-serve-ready", &[("address", address.to_owned())]))
    })
}

/// Serves what is in `place`; `ready` hears the address once it listens.
///
/// # Errors
/// If another server holds the data, or they cannot be opened, or the address is taken.
pub(super) fn serve(
    context: &Context,
    place: &Place,
    matches: &ArgMatches,
    ready: impl FnOnce(&str) -> Result<()>,
) -> Result<End> {
    // Several servers share one PostgreSQL database, and none a SQLite file.
    let lock = place.home.lock()?;
    if lock.is_none() && matches!(place.location, Location::Sqlite(_)) {
        let path = place.home.root().display().to_string();
        return Err(context.misuse("cli-serve-locked", &[("path", path)]));
    }
    let demo = Record::find(&place.home)?;
    let node = matches.try_get_one::<u16>("node").ok().flatten().copied().unwrap_or(0);
    let (time, mail) = (clock(place, demo.as_ref())?, context.relay()?);
    let with = With { time, mail, ..With::system(node) };
    let world = place.open(with)?;
    let serving = Serving {
        listen: *matches.get_one::<SocketAddr>("listen").expect("it has a default"),
        base_url: matches.get_one::<String>("base-url").map(|url| trimmed(url)),
        trusted_proxies: matches
            .get_many::<IpAddr>("trusted-proxy")
            .map(|all| all.copied().collect())
            .unwrap_or_default(),
        demo: demo.is_some(),
        api_rate: *matches.get_one::<u32>("api-rate").expect("it has a default"),
    };
    let first = account::first_operator_link(&world)?;
    let outcome = site::serve(&world, &place.home, &serving, |address| {
        if let Some(token) = first {
            let link = format!("{address}/setup?token={token}");
            drop(output::line(&context.say("cli-serve-first-link", &[("link", link)])));
        }
        drop(ready(address));
    });
    drop(lock);
    outcome.map(|()| End::Fine)
}

fn trimmed(url: &str) -> String {
    url.trim_end_matches('/').to_owned()
}

/// The system's clock; for a demo of another day one that runs from there, never backwards.
fn clock(place: &Place, demo: Option<&Record>) -> Result<Arc<dyn TimeSource>> {
    let Some(record) = demo.filter(|record| record.as_of.is_some()) else {
        return Ok(Arc::new(SystemTime));
    };
    let last = place.open_database()?.read(platform::journal::life::last_at)?;
    let start = last.map_or(record.until, |last| last.max(record.until));
    Ok(Arc::new(ServedTime::starting(start, Box::new(SystemTime))))
}
