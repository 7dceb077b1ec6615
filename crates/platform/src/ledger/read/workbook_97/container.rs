//! The container of old workbooks: a small file system inside the file.
//!
//! Every place read is checked against the file, every chain against the number of sectors, so
//! that a file that lies costs no more than one that does not.

use super::records::{u16_at, u32_at};
use crate::ledger::error::ReadError;

/// Places named in the header itself. Source: [MS-CFB] 2.2.
const HEADER_FAT_ENTRIES: usize = 109;
/// Bytes of a directory entry. Source: [MS-CFB] 2.6.1.
const ENTRY: usize = 128;
/// Sector numbers from here on are marks, not places.
const MARKS: u32 = 0xFFFF_FFFA;

struct Container<'b> {
    bytes: &'b [u8],
    shift: u32,
    fat: Vec<u32>,
}

/// The stream that holds the workbook.
pub(super) fn workbook_stream(bytes: &[u8]) -> Result<Vec<u8>, ReadError> {
    let damaged = |what: &str| ReadError::Damaged(format!("container: {what}"));
    let shift = u32::from(u16_at(bytes, 30).ok_or_else(|| damaged("no header"))?);
    if !matches!(shift, 9 | 12) {
        return Err(damaged("sector size"));
    }
    let container = Container::open(bytes, shift).ok_or_else(|| damaged("allocation table"))?;
    let start = u32_at(bytes, 48).ok_or_else(|| damaged("no header"))?;
    let directory = container.chain(start).ok_or_else(|| damaged("directory"))?;
    let entries: Vec<Entry> = directory.chunks_exact(ENTRY).filter_map(Entry::read).collect();
    let find = |name: &str| entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name));
    if find("EncryptedPackage").is_some() {
        return Err(ReadError::Locked);
    }
    let Some(entry) = find("Workbook") else {
        return Err(match find("Book") {
            Some(_) => ReadError::OldWorkbook,
            None => ReadError::UnknownFormat,
        });
    };
    let root = entries.iter().find(|entry| entry.kind == Entry::ROOT);
    container.stream(entry, root).ok_or_else(|| damaged("workbook stream"))
}

impl<'b> Container<'b> {
    fn open(bytes: &'b [u8], shift: u32) -> Option<Self> {
        let mut container = Self { bytes, shift, fat: Vec::new() };
        let mut places: Vec<u32> =
            (0..HEADER_FAT_ENTRIES).filter_map(|nth| u32_at(bytes, 76 + 4 * nth)).collect();
        let mut next = u32_at(bytes, 68)?;
        let per_sector = (1 << shift) / 4 - 1;
        let mut left = container.sectors();
        while next < MARKS {
            left = left.checked_sub(1)?;
            let sector = container.sector(next)?;
            places.extend((0..per_sector).filter_map(|nth| u32_at(sector, 4 * nth)));
            next = u32_at(sector, 4 * per_sector)?;
        }
        // More tables than sectors would only repeat themselves.
        let places: Vec<u32> = places.into_iter().filter(|place| *place < MARKS).collect();
        if places.len() > container.sectors() {
            return None;
        }
        for place in places {
            let sector = container.sector(place)?;
            container.fat.extend((0..=per_sector).filter_map(|nth| u32_at(sector, 4 * nth)));
        }
        Some(container)
    }

    fn sectors(&self) -> usize {
        self.bytes.len() >> self.shift
    }

    /// A sector; the last one of a file may be short.
    fn sector(&self, number: u32) -> Option<&'b [u8]> {
        let start = (number as usize + 1).checked_shl(self.shift)?;
        let end = (start + (1 << self.shift)).min(self.bytes.len());
        self.bytes.get(start..end).filter(|sector| !sector.is_empty())
    }

    fn chain(&self, start: u32) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        let mut next = start;
        let mut left = self.sectors() + 1;
        while next < MARKS {
            left = left.checked_sub(1)?;
            bytes.extend(self.sector(next)?);
            next = *self.fat.get(next as usize)?;
        }
        Some(bytes)
    }

    fn stream(&self, entry: &Entry, root: Option<&Entry>) -> Option<Vec<u8>> {
        let cutoff = u32_at(self.bytes, 56)?;
        let mut bytes = if entry.size < cutoff {
            self.small_stream(entry, root?)?
        } else {
            self.chain(entry.start)?
        };
        bytes.truncate(entry.size as usize);
        Some(bytes)
    }

    /// Small streams live in sectors of 64 bytes inside the stream of the root.
    fn small_stream(&self, entry: &Entry, root: &Entry) -> Option<Vec<u8>> {
        const SMALL: usize = 64;
        let home = self.chain(root.start)?;
        let table = self.chain(u32_at(self.bytes, 60)?)?;
        let mut bytes = Vec::new();
        let mut next = entry.start;
        let mut left = home.len() / SMALL + 1;
        while next < MARKS {
            left = left.checked_sub(1)?;
            let start = (next as usize).checked_mul(SMALL)?;
            bytes.extend(home.get(start..(start + SMALL).min(home.len()))?);
            next = u32_at(&table, (next as usize).checked_mul(4)?)?;
        }
        Some(bytes)
    }
}

/// A name in the container's directory.
struct Entry {
    name: String,
    kind: u8,
    start: u32,
    size: u32,
}

impl Entry {
    const ROOT: u8 = 5;

    fn read(bytes: &[u8]) -> Option<Self> {
        let length = usize::from(u16_at(bytes, 64)?).clamp(2, 64) - 2;
        let units: Vec<u16> = (0..length / 2).filter_map(|nth| u16_at(bytes, 2 * nth)).collect();
        let kind = *bytes.get(66)?;
        let name = String::from_utf16_lossy(&units);
        (kind != 0).then_some(Self {
            name,
            kind,
            start: u32_at(bytes, 116)?,
            size: u32_at(bytes, 120)?,
        })
    }
}
