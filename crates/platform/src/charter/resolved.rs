//! A charter as it is in force: the snapshot that clocks, ballots and pages work by.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::canonical;
use super::head::Head;
use super::row::Row;
use super::section::{PLATFORM_SECTIONS, Section, SectionOwner, TypedSection};

/// A version of a charter, with everything it extends laid in, kept for good once in force.
///
/// The hash is over the rules alone: comments, the order of keys, sources, version and date do
/// not change it, so two versions with the same hash decide alike.
#[derive(Debug, Clone)]
pub struct Resolved {
    stored: Stored,
    typed: BTreeMap<&'static str, TypedSection>,
}

/// What the database keeps of a [`Resolved`] charter.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Stored {
    pub version: u32,
    pub effective: Date,
    pub hash: String,
    pub sections: BTreeMap<String, Value>,
    pub rows: Vec<Row>,
}

/// Why a stored snapshot cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SnapshotError {
    /// The text is not a snapshot, or a section has a form this program does not read.
    #[error("the stored charter cannot be decoded: {0}")]
    Undecodable(#[from] serde_json::Error),
    /// A section this program works by is not in the snapshot.
    #[error("the stored charter has no section {0:?}")]
    NoSection(&'static str),
    /// The rules are not those that were hashed.
    #[error("the stored charter does not match its hash: {kept} is kept, {found} is found")]
    Altered {
        /// The hash kept beside the rules.
        kept: String,
        /// The hash of the rules as they stand.
        found: String,
    },
}

impl Resolved {
    pub(super) fn new(stored: Stored, typed: BTreeMap<&'static str, TypedSection>) -> Self {
        Self { stored, typed }
    }

    /// The top of the charter: id, title, zone, cited texts, terms.
    #[must_use]
    pub fn head(&self) -> &Head {
        self.section()
    }

    /// The version number, from 1.
    #[must_use]
    pub fn version(&self) -> u32 {
        self.stored.version
    }

    /// The first day it is in force.
    #[must_use]
    pub fn effective(&self) -> Date {
        self.stored.effective
    }

    /// SHA-256 of the rules, in hexadecimal.
    #[must_use]
    pub fn hash(&self) -> &str {
        &self.stored.hash
    }

    /// A slice's section.
    ///
    /// # Panics
    /// When the slice did not hand in its [`SectionOwner`]: a fault of the composition, not of
    /// the charter.
    #[must_use]
    pub fn section<S: Section>(&self) -> &S {
        let typed = self.typed.get(S::NAME).and_then(|section| section.downcast_ref());
        typed.expect("every slice hands in the owners of the sections it works by")
    }

    /// A slice's section, for callers that keep it.
    ///
    /// # Panics
    /// As [`section`](Self::section).
    #[must_use]
    pub fn shared_section<S: Section>(&self) -> Arc<S> {
        let typed = self.typed.get(S::NAME).cloned();
        let section = typed.and_then(|section| section.downcast::<S>().ok());
        section.expect("every slice hands in the owners of the sections it works by")
    }

    /// Every rule with its value and source, in the order of the file.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.stored.rows
    }

    /// The text the database keeps.
    #[must_use]
    pub fn to_snapshot(&self) -> String {
        let value = serde_json::to_value(&self.stored);
        canonical::text(&value.expect("a snapshot has text keys and whole numbers"))
    }

    /// Reads what [`to_snapshot`](Self::to_snapshot) wrote.
    ///
    /// # Errors
    /// [`SnapshotError`] when the text is damaged, altered, or lacks a section of `owners`.
    pub fn from_snapshot(text: &str, owners: &[SectionOwner]) -> Result<Self, SnapshotError> {
        let stored: Stored = serde_json::from_str(text)?;
        let found = hash(&stored.sections);
        if found != stored.hash {
            return Err(SnapshotError::Altered { kept: stored.hash, found });
        }
        let mut typed = BTreeMap::new();
        let head = SectionOwner::of::<Head>();
        for owner in std::iter::once(&head).chain(&PLATFORM_SECTIONS).chain(owners) {
            let section = stored.sections.get(owner.name());
            let section = section.ok_or(SnapshotError::NoSection(owner.name()))?;
            typed.insert(owner.name(), owner.decode(section)?);
        }
        Ok(Self { stored, typed })
    }
}

/// The hash of the rules in `sections`.
pub(super) fn hash(sections: &BTreeMap<String, Value>) -> String {
    let value = serde_json::to_value(sections);
    canonical::hash(&value.expect("sections have text keys"))
}
