//! Ledgers: the tables people keep in Excel, WPS and csv, brought in and handed out.
//!
//! Every import and export goes through here, whatever its ledger. Bytes go in; typed rows and
//! precise findings come out, or the other way round. No database, no HTTP: what a row means, which
//! building a place is, and whether anything is written is the caller's part.
//!
//! - [`Ledger`]: what columns there are and by which names they are known, from a TOML file.
//! - [`read`] and [`read_each`]: format, encoding, sheet and header row are found, headings matched
//!   (with a [`Mapping`] where names do not say it), cells read as their kinds.
//! - [`Preview`]: all of that, with every [`Finding`] at its cell. All or nothing is decided by the
//!   caller: [`Preview::is_clean`].
//! - [`write`]: workbooks and csv that read back as the same values.
//!
//! Files come from outside and may be hostile: nothing here takes more memory than
//! [`Limits`] allows, and nothing panics.

pub mod cell;
mod date;
pub mod definition;
mod definition_toml;
pub mod error;
pub mod finding;
mod handing_out;
pub mod header;
pub mod mapping;
pub mod normal;
mod number;
pub mod preview;
pub mod read;
pub mod value;
mod vocabulary;
pub mod write;

pub use cell::Cell;
pub use definition::{Column, Kind, Ledger};
pub use definition_toml::DefinitionError;
pub use error::ReadError;
pub use finding::{Finding, Severity};
pub use handing_out::{HandedOut, TYPED, handed_out};
pub use header::{Fate, Header, Heading};
pub use mapping::{Mapping, Target};
pub use preview::{Fixes, Preview, Reading, Row, SkipReason, Skipped, read, read_each};
pub use read::{Format, Limits};
pub use value::Value;
pub use write::{Export, WriteError};

/// Reads bytes of any origin and forgets what they held: the target of fuzzing.
///
/// Goes through formats, headings, values and findings with a ledger that has a column of every
/// kind, within small limits.
pub fn read_untrusted(bytes: &[u8]) {
    const ANY: &str = r#"
        key = "any"
        title = "any"
        column = [
            { key = "a", heading = "A", kind = "code", required = true, unique = true },
            { key = "b", heading = "B", kind = "date-time" },
            { key = "c", heading = "C", kind = "integer", unit = "%" },
            { key = "d", heading = "D", kind = "decimal" },
            { key = "e", heading = "E", kind = "yes-no", lenient = true },
            { key = "f", heading = "F", kind = "date" },
            { key = "g", heading = "G", kind = "text", max = 100 },
        ]
    "#;
    let ledger = Ledger::from_toml(ANY).expect("the definition above is sound");
    let limits = Limits {
        file_bytes: 4 << 20,
        unpacked_bytes: 16 << 20,
        rows: 10_000,
        columns: 64,
        text_bytes: 16 << 20,
        findings: 100,
    };
    let reading = Reading { limits, ..Reading::default() };
    // Only panics and memory matter here; a refusal is as good as rows.
    drop(read(bytes, &std::sync::Arc::new(ledger), &reading));
}

#[cfg(test)]
mod fuzzing;
#[cfg(test)]
mod tests;
