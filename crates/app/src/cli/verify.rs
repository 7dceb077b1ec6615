//! `loushi verify`: recomputes the journal, and names the first entry that does not hold; recounts
//! the tallies, and names where they differ; looks for the files of photos, and names the missing.

use std::path::PathBuf;

use anyhow::{Context as _, Result};
use clap::{ArgAction, ArgMatches, Command};
use matters::store::searching;
use matters::store::tally::{self, Drift};
use platform::attachment::{self, Missing, Objects};
use platform::journal::head;
use platform::journal::salted::hex;
use platform::journal::verify::{self, Fault, PublishedHead, Report};
use platform::web::Locale;
use platform::{Db, search};
use serde_json::{Value, json};

use super::common::{self, Context};
use super::{End, output};
use crate::backup::unhex;

pub(super) fn command(locale: Locale) -> Command {
    let value = |key: &str| locale.t(key).into_owned();
    common::dressed(Command::new("verify"), locale, "cli-verify-about")
        .arg(
            common::option("head", value("cli-value-file"), value("cli-verify-head"))
                .value_parser(clap::value_parser!(PathBuf)),
        )
        .arg(
            clap::Arg::new("rebuild")
                .long("rebuild")
                .help(value("cli-verify-rebuild"))
                .action(ArgAction::SetTrue),
        )
        .arg(common::json(locale))
}

pub(super) fn run(context: &Context, matches: &ArgMatches) -> Result<End> {
    let place = context.existing()?;
    let db = place.open_database()?;
    let mut held = match matches.get_one::<PathBuf>("head") {
        Some(path) => read_heads(context, path)?,
        None => Vec::new(),
    };
    if matches.get_flag("rebuild") {
        db.write(|tx| tally::rebuild(tx.conn))?;
        rebuild_search(&db)?;
    }
    let drifts = db.read(tally::drifts)?;
    let photos = attachment::missing(&db, &Objects::in_folder(&place.home.photos())?)?;
    let (reports, forged) = db.read(|conn| {
        let (published, forged) = head::list_published(conn)?;
        held.extend(published);
        Ok::<_, platform::StoreError>((verify::verify(conn, &held)?, forged))
    })?;
    let found = forged > 0
        || !drifts.is_empty()
        || photos.missing > 0
        || reports.iter().any(|report| report.fault.is_some());
    if context.json {
        let chains: Vec<Value> = reports.iter().map(as_json).collect();
        output::json(&json!({
            "holds": !found,
            "chains": chains,
            "forged_heads": forged,
            "tallies": drifts.iter().map(drift_json).collect::<Vec<_>>(),
            "photos": photos_json(&photos),
        }))?;
    } else {
        for report in &reports {
            output::line(&sentence(context, report))?;
        }
        if drifts.is_empty() {
            output::line(&context.say("cli-verify-tallies", &[]))?;
        }
        for drift in &drifts {
            output::line(&drift_sentence(context, drift))?;
        }
        for sentence in photo_sentences(context, &photos) {
            output::line(&sentence)?;
        }
        if forged > 0 {
            output::line(&context.say("cli-verify-forged", &[("count", forged.to_string())]))?;
        }
    }
    Ok(if found { End::Finding } else { End::Fine })
}

/// Makes the search documents anew, some at a time: others may be writing.
fn rebuild_search(db: &Db) -> Result<()> {
    db.write(|tx| search::clear(tx.conn))?;
    let mut after = 0;
    while let Some(last) = db.write(move |tx| searching::rebuild(tx, after))? {
        after = last;
    }
    Ok(())
}

/// The heads in a file: one object or a list of them, with `district`, `seq` and `hash`.
fn read_heads(context: &Context, path: &PathBuf) -> Result<Vec<PublishedHead>> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let wrong = || context.misuse("cli-verify-no-head", &[("path", path.display().to_string())]);
    let value: Value = serde_json::from_str(&text).map_err(|_| wrong())?;
    let all = match value {
        Value::Array(all) => all,
        one => vec![one],
    };
    all.iter().map(|one| read_head(one).ok_or_else(wrong)).collect()
}

fn read_head(value: &Value) -> Option<PublishedHead> {
    let number = |key: &str| {
        let field = value.get(key)?;
        field.as_i64().or_else(|| field.as_str()?.parse().ok())
    };
    Some(PublishedHead {
        district_id: number("district")?,
        seq: number("seq")?,
        hash: unhex(value.get("hash")?.as_str()?)?,
    })
}

fn sentence(context: &Context, report: &Report) -> String {
    let chain = report.district_id.to_string();
    let Some(fault) = &report.fault else {
        let hash = hex(&report.hash);
        let values = [("chain", chain), ("count", report.entries.to_string()), ("hash", hash)];
        return context.say("cli-verify-holds", &values);
    };
    let (key, seq, id) = told(fault);
    context.say(key, &[("chain", chain), ("seq", seq.to_string()), ("id", id.to_string())])
}

/// What a tally says, and what was counted.
fn drift_sentence(context: &Context, drift: &Drift) -> String {
    let month = format!("{:04}-{:02}", drift.month / 100, drift.month % 100);
    let values = [
        ("month", month),
        ("channel", drift.channel.clone()),
        ("kept", drift.kept.to_string()),
        ("counted", drift.counted.to_string()),
        ("solved", drift.kept_solved.to_string()),
        ("truly", drift.counted_solved.to_string()),
    ];
    context.say("cli-verify-drift", &values)
}

/// How many photos are whole, or how many are not and which come first.
fn photo_sentences(context: &Context, photos: &Missing) -> Vec<String> {
    let counted = [("photos", photos.photos.to_string()), ("missing", photos.missing.to_string())];
    let key = if photos.missing == 0 { "cli-verify-photos" } else { "cli-verify-photos-missing" };
    let first = photos.first.iter().map(|(key, kind, id)| {
        let values = [("key", key.clone()), ("kind", kind.clone()), ("id", id.to_string())];
        context.say("cli-verify-photo", &values)
    });
    std::iter::once(context.say(key, &counted)).chain(first).collect()
}

fn photos_json(photos: &Missing) -> Value {
    let first = photos
        .first
        .iter()
        .map(|(key, kind, id)| json!({ "key": key, "kind": kind, "id": id.to_string() }));
    json!({
        "photos": photos.photos,
        "missing": photos.missing,
        "first": first.collect::<Vec<_>>(),
    })
}

fn drift_json(drift: &Drift) -> Value {
    json!({
        "district": drift.district_id.to_string(),
        "month": drift.month,
        "channel": drift.channel,
        "kept": [drift.kept, drift.kept_solved],
        "counted": [drift.counted, drift.counted_solved],
    })
}

/// The sentence for a fault, the number it stands at, and the entry or head concerned.
const fn told(fault: &Fault) -> (&'static str, i64, i64) {
    match *fault {
        Fault::Missing { seq } => ("cli-verify-missing", seq, 0),
        Fault::Altered { seq, entry_id } => ("cli-verify-altered", seq, entry_id),
        Fault::Broken { seq, entry_id } => ("cli-verify-broken", seq, entry_id),
        Fault::Unsealed { count } => ("cli-verify-unsealed", count, 0),
        Fault::Shortened { head, end } => ("cli-verify-shortened", end, head),
        Fault::OtherHead { head } => ("cli-verify-other-head", head, head),
    }
}

/// The word a program knows a fault by.
const fn word(fault: &Fault) -> &'static str {
    match fault {
        Fault::Missing { .. } => "missing",
        Fault::Altered { .. } => "altered",
        Fault::Broken { .. } => "broken",
        Fault::Unsealed { .. } => "unsealed",
        Fault::Shortened { .. } => "shortened",
        Fault::OtherHead { .. } => "other_head",
    }
}

fn as_json(report: &Report) -> Value {
    let fault = report.fault.as_ref().map(|fault| {
        let (_, seq, id) = told(fault);
        json!({ "kind": word(fault), "seq": seq, "id": id.to_string() })
    });
    json!({
        "district": report.district_id.to_string(),
        "entries": report.entries,
        "seq": report.entries,
        "hash": hex(&report.hash),
        "fault": fault,
    })
}
