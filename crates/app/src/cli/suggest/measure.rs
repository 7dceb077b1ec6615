//! `loushi suggest measure`: how often workers took what was suggested to them.

use anyhow::Result;
use clap::{ArgMatches, Command};
use matters::store::suggestion::{self, Counted};
use platform::web::Locale;
use serde_json::{Value, json};

use super::super::common::{self, Context};
use super::super::{End, output};

pub(super) fn command(locale: Locale) -> Command {
    common::dressed(Command::new("measure"), locale, "cli-suggest-measure-about")
        .arg(common::json(locale))
}

pub(super) fn run(context: &Context, _: &ArgMatches) -> Result<End> {
    let db = context.existing()?.open_database()?;
    let counted = db.read(suggestion::count)?;
    if context.json {
        output::json(&counted.iter().map(as_json).collect::<Value>())?;
        return Ok(End::Fine);
    }
    if counted.is_empty() {
        output::line(&context.say("cli-suggest-measure-none", &[]))?;
    }
    for one in &counted {
        output::line(&sentence(context, one))?;
    }
    Ok(End::Fine)
}

fn sentence(context: &Context, one: &Counted) -> String {
    let values = [
        ("matters", one.matters.to_string()),
        ("taken", one.taken.to_string()),
        ("right", one.learned_right.to_string()),
        ("model", one.model.clone().unwrap_or_default()),
    ];
    let key = match one.model {
        Some(_) => "cli-suggest-measure-model",
        None => "cli-suggest-measure-rules",
    };
    context.say(key, &values)
}

fn as_json(one: &Counted) -> Value {
    json!({
        "model": one.model,
        "matters": one.matters,
        "suggestion_taken": one.taken,
        "model_right": one.model.as_ref().map(|_| one.learned_right),
    })
}
