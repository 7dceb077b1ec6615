//! `ACCOUNTS.txt`: how to sign in to the demo.

use std::fmt::Write;

use anyhow::Result;
use platform::web::Locale;

use crate::demo::record::Record;
use crate::home::{Home, write_private};

/// The accounts as lines of a table.
pub(super) fn table(record: &Record, locale: Locale) -> String {
    let mut out = String::new();
    for one in &record.accounts {
        let role = locale.t(&format!("cli-role-{}", one.role.replace('_', "-"))).into_owned();
        writeln!(
            out,
            "  {:<15} {:<18} {role} · {} {}",
            one.name, one.password, one.body, one.person
        )
        .expect("writing to a string succeeds");
    }
    out
}

/// Writes the file.
///
/// # Errors
/// If the system refuses.
pub(super) fn write(home: &Home, record: &Record, locale: Locale) -> Result<()> {
    let mut text = format!("{}\n\n{}", locale.t("cli-accounts-heading"), table(record, locale));
    let privileged = record.accounts.iter().filter(|one| one.secret.is_some());
    writeln!(text, "\n{}\n", locale.t("cli-accounts-second-factor"))?;
    for one in privileged {
        let secret = one.secret.as_deref().unwrap_or_default();
        writeln!(text, "  {:<15} {secret}\n  {:<15} {}", one.name, "", one.spare_codes.join(" "))?;
    }
    write_private(&home.accounts(), &text)
}
