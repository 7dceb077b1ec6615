//! Files of examples, read whole or not at all.

use std::path::Path;

use anyhow::{Context as _, Result};
use kernel::Refusal;
use matters::rules::suggesting::Examples;
use platform::Failure;

use super::super::common::Context;
use super::super::output;

/// The examples in a file; `None` when something is wrong with it, which is then told cell by cell.
///
/// # Errors
/// If the file cannot be read, or is no table.
pub(super) fn read(context: &Context, path: &Path) -> Result<Option<Examples>> {
    let file = path.display().to_string();
    let bytes = std::fs::read(path).with_context(|| file.clone())?;
    let examples = Examples::read(&bytes).map_err(|error| {
        let refusal = Refusal::from(error);
        let why = context.locale.refusal(&refusal);
        anyhow::Error::from(Failure::Refused(refusal)).context(format!("{file}: {why}"))
    })?;
    if examples.preview.is_clean() {
        return Ok(Some(examples));
    }
    for finding in &examples.preview.findings.kept {
        if finding.severity == platform::ledger::Severity::Error {
            let why = context.locale.t_args(finding.key, &finding.all_args());
            let place = Some(finding.cell()).filter(|cell| !cell.is_empty());
            let place = place.unwrap_or_else(|| finding.row.to_string());
            let values = [("file", file.clone()), ("cell", place), ("why", why)];
            output::line(&context.say("cli-suggest-cell", &values))?;
        }
    }
    let faults = examples.preview.findings.errors.to_string();
    output::line(&context.say("cli-suggest-faults", &[("count", faults)]))?;
    Ok(None)
}
