//! `loushi suggest`: learns where matters go, examines what was learned, counts how it fares.

mod evaluate;
mod examples;
mod measure;
mod train;

use anyhow::Result;
use clap::{ArgMatches, Command};
use matters::rules::suggesting::{Examination, LabelScore};
use platform::web::Locale;
use serde_json::{Value, json};

use super::common::{self, Context};
use super::{End, output};

pub(super) fn command(locale: Locale) -> Command {
    common::dressed(Command::new("suggest"), locale, "cli-suggest-about")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand_help_heading(locale.t("cli-heading-commands").into_owned())
        .subcommand_value_name(locale.t("cli-value-command").into_owned())
        .subcommand(train::command(locale))
        .subcommand(evaluate::command(locale))
        .subcommand(measure::command(locale))
}

pub(super) fn run(context: &Context, matches: &ArgMatches) -> Result<End> {
    match matches.subcommand() {
        Some(("train", own)) => train::run(context, own),
        Some(("evaluate", own)) => evaluate::run(context, own),
        Some((_, own)) => measure::run(context, own),
        None => Ok(End::Fine),
    }
}

/// A part of one as people read it, in percent with one decimal.
fn percent(part: f64) -> String {
    format!("{:.1}", part * 100.0)
}

/// The figures of an examination, a line for the whole and one for each label.
fn tell(context: &Context, examination: &Examination) -> Result<()> {
    let whole = [
        ("texts", examination.texts.to_string()),
        ("accuracy", percent(examination.accuracy())),
        ("f1", percent(examination.macro_f1())),
    ];
    output::line(&context.say("cli-suggest-whole", &whole))?;
    for label in &examination.labels {
        output::line(&context.say("cli-suggest-label", &of_label(label)))?;
    }
    Ok(())
}

fn of_label(label: &LabelScore) -> [(&'static str, String); 5] {
    [
        ("label", label.label.clone()),
        ("texts", label.texts.to_string()),
        ("precision", percent(label.precision())),
        ("recall", percent(label.recall())),
        ("f1", percent(label.f1())),
    ]
}

fn as_json(examination: &Examination) -> Value {
    let label = |label: &LabelScore| {
        json!({
            "label": label.label,
            "texts": label.texts,
            "answered": label.answered,
            "right": label.right,
            "precision": label.precision(),
            "recall": label.recall(),
            "f1": label.f1(),
        })
    };
    json!({
        "texts": examination.texts,
        "accuracy": examination.accuracy(),
        "macro_f1": examination.macro_f1(),
        "labels": examination.labels.iter().map(label).collect::<Value>(),
    })
}
