//! Where answers go.

use std::io::Write;

use anyhow::Result;
use platform::web::Locale;

/// Writes a line for whoever asked. A reader that has gone away is no error of ours.
///
/// # Errors
/// If the line cannot be written for another reason.
pub(super) fn line(text: &str) -> Result<()> {
    match writeln!(std::io::stdout().lock(), "{text}") {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}

/// Writes a JSON value.
///
/// # Errors
/// As [`line`].
pub(super) fn json(value: &serde_json::Value) -> Result<()> {
    line(&serde_json::to_string_pretty(value)?)
}

/// Says what went wrong; a refusal of the rules in the reader's words.
pub(super) fn complain(locale: Locale, error: &anyhow::Error) {
    let failure = error.downcast_ref::<platform::Failure>();
    let why = match failure.and_then(platform::Failure::refusal) {
        Some(refusal) => locale.refusal(refusal),
        None => format!("{error:#}"),
    };
    let said = locale.t_args("cli-error", &[("why", kernel::Arg::Text(why))]);
    // Nobody is left to tell if this fails.
    drop(writeln!(std::io::stderr().lock(), "{said}"));
}
