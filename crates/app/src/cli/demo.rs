//! `loushi demo`: makes the demo district if it is not there yet, and serves it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::Result;
use clap::{ArgMatches, Command};
use jiff::civil::Date;
use kernel::TimeSource;
use platform::chance::SystemRandomness;
use platform::present::SystemTime;
use platform::web::Locale;

use super::common::{self, Context, DEMO_DATA};
use super::progress::Progress;
use super::{End, accounts_file, output, serve};
use crate::demo::build::{self, Order, Step};
use crate::demo::plan::Scale;
use crate::demo::record::Record;
use crate::home::Home;
use crate::installation::Place;

/// The seed of the demo that everybody sees.
const SEED: u64 = 278;

pub(super) fn command(locale: Locale) -> Command {
    let value = |key: &str| locale.t(key).into_owned();
    common::dressed(Command::new("demo"), locale, "cli-demo-about")
        .arg(
            common::option("as-of", value("cli-value-date"), value("cli-demo-as-of"))
                .value_parser(clap::value_parser!(Date)),
        )
        .arg(
            common::option("seed", value("cli-value-number"), value("cli-demo-seed"))
                .value_parser(clap::value_parser!(u64)),
        )
        .arg(common::flag("small", locale, "cli-demo-small"))
        .arg(common::flag("build-only", locale, "cli-demo-build-only"))
        .args(common::serving(locale))
        .arg(common::json(locale))
}

pub(super) fn run(context: &Context, matches: &ArgMatches) -> Result<End> {
    if context.has_url() {
        return Err(context.misuse("cli-demo-no-url", &[]));
    }
    let home = context.home_or(DEMO_DATA);
    let as_of = matches.get_one::<Date>("as-of").copied();
    let record = match Record::find(&home)? {
        Some(record) if as_of.is_some() && as_of != record.as_of => {
            let path = home.root().display().to_string();
            return Err(context.misuse("cli-demo-other-day", &[("path", path)]));
        }
        Some(record) => record,
        None if home.root().exists() => {
            let path = home.root().display().to_string();
            return Err(context.misuse("cli-demo-not-a-demo", &[("path", path)]));
        }
        None => make(context, &home, matches, as_of)?,
    };
    if matches.get_flag("build-only") {
        return told(context, &home, &record, None).map(|()| End::Fine);
    }
    let place = Place::new(home.clone(), None);
    serve::serve(context, &place, matches, |address| told(context, &home, &record, Some(address)))
}

fn make(
    context: &Context,
    home: &Home,
    matches: &ArgMatches,
    as_of: Option<Date>,
) -> Result<Record> {
    let order = Order {
        seed: matches.get_one::<u64>("seed").copied().unwrap_or(SEED),
        scale: if matches.get_flag("small") { Scale::Small } else { Scale::Full },
        as_of,
    };
    let stopped = stop_on_signals();
    let progress = Progress::new();
    let secrets: Arc<dyn kernel::Randomness> = Arc::new(SystemRandomness);
    let record = build::build(home, order, SystemTime.now(), &secrets, &|step, done, of| {
        progress.tell(&context.locale.t(word(step)), done, of);
        !stopped.load(Ordering::Relaxed)
    })?;
    drop(progress);
    accounts_file::write(home, &record, context.locale)?;
    Ok(record)
}

const fn word(step: Step) -> &'static str {
    match step {
        Step::Plan => "cli-step-plan",
        Step::Registry => "cli-step-registry",
        Step::Matters => "cli-step-matters",
        Step::Accounts => "cli-step-accounts",
        Step::Sync => "cli-step-sync",
    }
}

/// Becomes true once somebody wants the making to end, so that it can clear up after itself.
fn stop_on_signals() -> Arc<AtomicBool> {
    let stopped = Arc::new(AtomicBool::new(false));
    let told = Arc::clone(&stopped);
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let Ok(runtime) = runtime else { return };
        runtime.block_on(crate::site::told_to_stop());
        told.store(true, Ordering::Relaxed);
    });
    stopped
}

/// Says where the demo is and how to sign in.
fn told(context: &Context, home: &Home, record: &Record, address: Option<&str>) -> Result<()> {
    let path = home.accounts().display().to_string();
    if context.json {
        return output::json(&serde_json::json!({
            "address": address,
            "data": home.root(),
            "as_of": record.as_of,
            "accounts": record.accounts,
        }));
    }
    if let Some(address) = address {
        output::line(&context.say("cli-demo-ready", &[("address", address.to_owned())]))?;
    }
    if let Some(day) = record.as_of {
        output::line(&context.say("cli-demo-day", &[("day", day.to_string())]))?;
    }
    output::line(&context.say("cli-demo-accounts", &[("path", path)]))?;
    output::line(&accounts_file::table(record, context.locale))
}
