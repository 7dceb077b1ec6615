//! `loushi suggest train`: learns from files, from the district's own matters, or from both.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Result;
use clap::{ArgMatches, Command};
use kernel::Refusal;
use matters::acts::suggesting::own_examples;
use matters::rules::suggesting::{Example, Examples, Learned, Proof, TrainingRefusal, learn};
use platform::journal::Origin;
use platform::web::Locale;
use platform::{Actor, Failure};
use serde_json::json;

use super::super::common::{self, Context};
use super::super::{End, output};
use crate::home::write_private;
use crate::installation::{COMMAND_NODE, With};

pub(super) fn command(locale: Locale) -> Command {
    let value = |key: &str| locale.t(key).into_owned();
    common::dressed(Command::new("train"), locale, "cli-suggest-train-about")
        .arg(
            common::positional("FILE", locale, "cli-value-file", "cli-suggest-train-file")
                .num_args(1..)
                .required_unless_present("own")
                .value_parser(clap::value_parser!(PathBuf)),
        )
        .arg(common::flag("own", locale, "cli-suggest-train-own"))
        .arg(
            common::option("out", value("cli-value-file"), value("cli-suggest-train-out"))
                .value_parser(clap::value_parser!(PathBuf)),
        )
        .arg(common::json(locale))
}

pub(super) fn run(context: &Context, matches: &ArgMatches) -> Result<End> {
    let out = match matches.get_one::<PathBuf>("out") {
        Some(out) => out.clone(),
        None => context.existing()?.home.suggestions(),
    };
    let mut files: Vec<Examples> = Vec::new();
    for path in matches.get_many::<PathBuf>("FILE").into_iter().flatten() {
        match super::examples::read(context, path)? {
            Some(examples) => files.push(examples),
            None => return Ok(End::Finding),
        }
    }
    let own = if matches.get_flag("own") { own(context)? } else { Vec::new() };
    let mut examples: Vec<Example<'_>> = files.iter().flat_map(Examples::iter).collect();
    examples.extend(own.iter().map(|(text, label)| Example { label, text }));
    let (learned, proof) =
        learn(&examples).map_err(|refusal| Failure::Refused(in_words(&refusal)))?;
    let bytes = learned.to_bytes();
    write_private(&out, &bytes)?;
    tell(context, &out, &learned, &proof, bytes.len())?;
    Ok(End::Fine)
}

/// The dispatched matters of the installation.
fn own(context: &Context) -> Result<Vec<(String, String)>> {
    let world = context.existing()?.open(With::system(COMMAND_NODE))?;
    let actor = Arc::new(Actor::nobody(Origin::Cli));
    Ok(world.db.read(|conn| own_examples(conn, &actor))?)
}

fn in_words(refusal: &TrainingRefusal) -> Refusal {
    match refusal {
        TrainingRefusal::TooFewLabels { labels, least } => {
            Refusal::new("cli-suggest-too-few").with("labels", *labels).with("least", *least)
        }
        TrainingRefusal::NothingInCommon => Refusal::new("cli-suggest-nothing-in-common"),
    }
}

fn tell(
    context: &Context,
    out: &Path,
    learned: &Learned,
    proof: &Proof,
    bytes: usize,
) -> Result<()> {
    let file = out.display().to_string();
    if context.json {
        return output::json(&json!({
            "file": file,
            "bytes": bytes,
            "texts": proof.texts,
            "labels": learned.labels(),
            "left_out": proof.left_out,
            "features": learned.size(),
            "held_out": super::as_json(&proof.held_out),
        }));
    }
    let values = [
        ("file", file),
        ("texts", proof.texts.to_string()),
        ("labels", learned.labels().len().to_string()),
        ("size", (bytes / 1024).to_string()),
    ];
    output::line(&context.say("cli-suggest-trained", &values))?;
    if !proof.left_out.is_empty() {
        let labels = [("labels", proof.left_out.join(" "))];
        output::line(&context.say("cli-suggest-left-out", &labels))?;
    }
    output::line(&context.say("cli-suggest-held-out", &[]))?;
    super::tell(context, &proof.held_out)
}
