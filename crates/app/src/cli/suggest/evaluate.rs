//! `loushi suggest evaluate`: holds what was learned against a file of examples.

use std::path::PathBuf;

use anyhow::{Context as _, Result};
use clap::{ArgMatches, Command};
use matters::rules::suggesting::Examination;
use platform::web::Locale;

use super::super::common::{self, Context};
use super::super::{End, output};
use crate::suggestions::{self, ModelError};

pub(super) fn command(locale: Locale) -> Command {
    let value = |key: &str| locale.t(key).into_owned();
    common::dressed(Command::new("evaluate"), locale, "cli-suggest-evaluate-about")
        .arg(
            common::positional("FILE", locale, "cli-value-file", "cli-suggest-evaluate-file")
                .required(true)
                .value_parser(clap::value_parser!(PathBuf)),
        )
        .arg(
            common::option("model", value("cli-value-file"), value("cli-suggest-evaluate-model"))
                .value_parser(clap::value_parser!(PathBuf)),
        )
        .arg(common::json(locale))
}

pub(super) fn run(context: &Context, matches: &ArgMatches) -> Result<End> {
    let path = matches.get_one::<PathBuf>("FILE").expect("the file is required");
    let model = match matches.get_one::<PathBuf>("model") {
        Some(model) => model.clone(),
        None => context.existing()?.home.suggestions(),
    };
    let named =
        suggestions::read(&model).map_err(|error| unread(context, &error)).with_context(|| {
            context.say("cli-suggest-no-model", &[("file", model.display().to_string())])
        })?;
    let Some(examples) = super::examples::read(context, path)? else { return Ok(End::Finding) };
    let answers = examples.iter().map(|example| {
        let scored = named.learned.judge(example.text);
        (example.label, scored.first().map(|scored| scored.label))
    });
    let examination = Examination::of(answers);
    if context.json {
        let mut told = super::as_json(&examination);
        told["model"] = named.name.into();
        output::json(&told)?;
    } else {
        super::tell(context, &examination)?;
    }
    Ok(End::Fine)
}

/// Why the model cannot be read, in the reader's words.
fn unread(context: &Context, error: &ModelError) -> anyhow::Error {
    use matters::rules::suggesting::WrittenFault;
    let key = match error {
        ModelError::Unread(error) => return anyhow::anyhow!("{error}"),
        ModelError::NoModel(WrittenFault::NoModel) => "cli-suggest-fault-no-model",
        ModelError::NoModel(WrittenFault::OtherVersion) => "cli-suggest-fault-other-version",
        ModelError::NoModel(WrittenFault::Damaged) => "cli-suggest-fault-damaged",
    };
    anyhow::anyhow!(context.say(key, &[]))
}
