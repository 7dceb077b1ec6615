//! What to say when the command line cannot be understood.

use std::io::Write;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use platform::web::Locale;

/// Shows help or version, or says what is wrong; the exit code.
pub(super) fn explain(error: &clap::Error, locale: Locale) -> u8 {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            drop(write!(std::io::stdout().lock(), "{}", error.render()));
            return 0;
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            drop(write!(std::io::stderr().lock(), "{}", error.render()));
            return 2;
        }
        _ => {}
    }
    let said = sentence(error, locale);
    drop(writeln!(std::io::stderr().lock(), "{said}\n{}", locale.t("cli-usage-hint")));
    2
}

fn sentence(error: &clap::Error, locale: Locale) -> String {
    let told = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(" "),
        _ => String::new(),
    };
    let key = match error.kind() {
        ErrorKind::UnknownArgument => "cli-usage-unknown-option",
        ErrorKind::InvalidSubcommand => "cli-usage-unknown-command",
        ErrorKind::MissingSubcommand => "cli-usage-missing-command",
        ErrorKind::MissingRequiredArgument => "cli-usage-missing-value",
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => "cli-usage-wrong-value",
        ErrorKind::ArgumentConflict => "cli-usage-conflict",
        _ => "cli-usage-wrong",
    };
    let command = told(ContextKind::InvalidSubcommand);
    let option = told(ContextKind::InvalidArg);
    let what = if command.is_empty() { option } else { command };
    let args = [
        ("what", kernel::Arg::Text(what)),
        ("value", kernel::Arg::Text(told(ContextKind::InvalidValue))),
    ];
    locale.t_args(key, &args)
}
