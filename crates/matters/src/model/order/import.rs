//! A ledger of orders brought in: where it came from, how it is read, how far it has come.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use kernel::{AccountId, PlaceId, Subject, SubjectKind};
use platform::ledger::{Fixes, Mapping};
use serde::{Deserialize, Serialize};

use crate::model::Channel;
use kernel::word_enum;

kernel::id_type!(
    /// One ledger of orders brought in.
    ImportId
);

word_enum!(
    /// How far an import has come.
    ImportState in "import-state" {
        /// Read and reported; nothing is written.
        Staged = "staged",
        /// Being written; nobody sees what is new until all of it is there.
        Applying = "applying",
        /// Written as a whole.
        Applied = "applied",
        /// Given up before anything was written.
        Discarded = "discarded",
    }
);

/// How a ledger of orders is to be read and where its orders go.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Setting {
    /// The system the orders come from; with an order's number it says which order it is.
    pub source: String,
    /// By which way the orders count as having come.
    pub channel: Channel,
    /// Where orders go that name neither a building nor a street: a building or a street.
    pub fallback: Option<PlaceId>,
    /// Orders that say nothing of their state count as ended, not as open.
    pub ended_when_silent: bool,
    /// What headings stand for, where their names do not say it.
    pub mapping: Mapping,
    /// Cells mended after the file came.
    pub fixes: Fixes,
    /// Which places texts mean, by [`super::AskedPlace::key`].
    pub places: BTreeMap<String, PlaceId>,
    /// Texts, by the same key, whose orders are not to be taken in.
    pub left_out: BTreeSet<String>,
    /// Orders of which no place is known, nor where they are to go instead, are left out unasked.
    pub lost_left_out: bool,
}

impl Setting {
    /// Orders of the hotline 12345 with headings as they are known.
    #[must_use]
    pub fn of(source: &str) -> Self {
        Self {
            source: source.to_owned(),
            channel: Channel::Hotline12345,
            fallback: None,
            ended_when_silent: false,
            mapping: Mapping::default(),
            fixes: Fixes::default(),
            places: BTreeMap::new(),
            left_out: BTreeSet::new(),
            lost_left_out: false,
        }
    }
}

/// What an import amounts to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Counts {
    /// Rows of orders.
    pub total: usize,
    /// Orders that become matters.
    pub fresh: usize,
    /// Known orders of which the source now says something else.
    pub changed: usize,
    /// Known orders of which the source says what it said.
    pub same: usize,
    /// Cells (and headings) that have to be mended first.
    pub faults: usize,
    /// Texts of which somebody has to say which place they mean.
    pub asked: usize,
    /// Orders left out because somebody said so.
    pub left_out: usize,
    /// Known orders that are about places beyond the importer's; they stay as they are.
    pub elsewhere: usize,
    /// New orders put down to their street because they name no building.
    pub by_street: usize,
}

impl Counts {
    /// Whether nothing has to be mended or told before it can be written.
    #[must_use]
    pub const fn is_clean(&self) -> bool {
        self.faults == 0 && self.asked == 0
    }

    /// Orders that would be written.
    #[must_use]
    pub const fn to_write(&self) -> usize {
        self.fresh + self.changed
    }
}

/// An import as the list shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct Import {
    /// Its id.
    pub id: ImportId,
    /// The district its orders lie in.
    pub district: PlaceId,
    /// How far it has come.
    pub state: ImportState,
    /// The system the orders come from.
    pub source: String,
    /// The file's name as it came.
    pub file_name: String,
    /// SHA-256 of the file in hexadecimal.
    pub file_hash: String,
    /// Who brought it; nobody from the command line.
    pub account: Option<AccountId>,
    /// When it was brought.
    pub staged_at: Timestamp,
    /// When something of it was last written, while it is being written.
    pub moved_at: Option<Timestamp>,
    /// When it was written or given up.
    pub ended_at: Option<Timestamp>,
    /// What it amounts to.
    pub counts: Counts,
    /// Orders written so far.
    pub applied: usize,
}

impl Import {
    /// The pointer to it.
    #[must_use]
    pub fn subject(&self) -> Subject {
        Subject::new(SubjectKind::Import, self.id)
    }
}
