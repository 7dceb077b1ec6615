//! How a slice owns its part of a charter.

use std::any::Any;
use std::fmt;
use std::sync::Arc;

use serde::{Serialize, de::DeserializeOwned};

use super::calendar::CalendarRules;
use super::reader::Reader;

/// A section of a charter, such as `matters`: the slice that works by it reads it.
pub trait Section: Serialize + DeserializeOwned + fmt::Debug + Send + Sync + 'static {
    /// Name of the table in the file.
    const NAME: &'static str;

    /// Reads the section; `None` once a fault is noted. Read every value before giving up.
    fn read(reader: &mut Reader<'_>) -> Option<Self>;
}

/// A section without its type: what a slice's manifest hands in.
#[derive(Clone, Copy)]
pub struct SectionOwner {
    name: &'static str,
    read: fn(&mut Reader<'_>) -> Option<ReadSection>,
    decode: fn(&serde_json::Value) -> serde_json::Result<TypedSection>,
}

/// The sections that every charter has and platform reads, besides its head.
pub const PLATFORM_SECTIONS: [SectionOwner; 1] = [SectionOwner::of::<CalendarRules>()];

/// A section as its slice asks for it.
pub(super) type TypedSection = Arc<dyn Any + Send + Sync>;

/// A section that was read: its stored form and its typed form.
pub(super) struct ReadSection {
    pub stored: serde_json::Value,
    pub typed: TypedSection,
}

impl SectionOwner {
    /// The owner of section `S`.
    #[must_use]
    pub const fn of<S: Section>() -> Self {
        Self { name: S::NAME, read: read::<S>, decode: decode::<S> }
    }

    /// Name of the section's table.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    pub(super) fn read(&self, reader: &mut Reader<'_>) -> Option<ReadSection> {
        (self.read)(reader)
    }

    pub(super) fn decode(&self, stored: &serde_json::Value) -> serde_json::Result<TypedSection> {
        (self.decode)(stored)
    }
}

impl fmt::Debug for SectionOwner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("SectionOwner").field(&self.name).finish()
    }
}

fn read<S: Section>(reader: &mut Reader<'_>) -> Option<ReadSection> {
    let section = S::read(reader)?;
    let stored = serde_json::to_value(&section).expect("a section has text keys and whole numbers");
    Some(ReadSection { stored, typed: Arc::new(section) })
}

fn decode<S: Section>(stored: &serde_json::Value) -> serde_json::Result<TypedSection> {
    serde_json::from_value::<S>(stored.clone()).map(|section| Arc::new(section) as TypedSection)
}
