//! Strings of old workbooks: one or two bytes a character, running on from record to record.

use super::records::{u16_at, u32_at};

/// The strings that cells share, end to end in one text.
#[derive(Debug, Default)]
pub(super) struct SharedStrings {
    text: String,
    ends: Vec<u32>,
}

impl SharedStrings {
    /// Reads the table of strings; what is cut off at the end is left out.
    pub fn read(first: &[u8], continued: &[&[u8]]) -> Self {
        let mut strings = Self::default();
        let count = u32_at(first, 4).unwrap_or(0);
        let mut chunks = Chunks::of(first.get(8..).unwrap_or(&[]), continued);
        for _ in 0..count {
            let Some(string) = chunks.string() else { break };
            strings.text.push_str(&string);
            let Ok(end) = u32::try_from(strings.text.len()) else {
                break;
            };
            strings.ends.push(end);
        }
        strings
    }

    pub fn get(&self, index: u32) -> Option<&str> {
        let index = index as usize;
        let end = *self.ends.get(index)?;
        let start = if index == 0 { 0 } else { self.ends[index - 1] };
        self.text.get(start as usize..end as usize)
    }
}

/// The data of a record and of those that continue it.
pub(super) struct Chunks<'s, 'c> {
    current: &'s [u8],
    later: std::slice::Iter<'c, &'s [u8]>,
}

impl<'s, 'c> Chunks<'s, 'c> {
    pub fn of(first: &'s [u8], continued: &'c [&'s [u8]]) -> Self {
        Self { current: first, later: continued.iter() }
    }

    /// A string whose length takes two bytes.
    pub fn string(&mut self) -> Option<String> {
        let length = usize::from(u16_at(&self.bytes(2)?, 0)?);
        self.characters(length)
    }

    /// A string whose length takes one byte.
    pub fn short_string(&mut self) -> Option<String> {
        let length = usize::from(*self.bytes(1)?.first()?);
        self.characters(length)
    }

    /// Source: [MS-XLS] 2.5.293 XLUnicodeRichExtendedString.
    fn characters(&mut self, length: usize) -> Option<String> {
        const WIDE: u8 = 1;
        const PHONETIC: u8 = 4;
        const RICH: u8 = 8;
        let flags = *self.bytes(1)?.first()?;
        let runs = if flags & RICH == 0 { 0 } else { usize::from(u16_at(&self.bytes(2)?, 0)?) };
        let phonetic = if flags & PHONETIC == 0 { 0 } else { u32_at(&self.bytes(4)?, 0)? as usize };
        let mut wide = flags & WIDE != 0;
        let mut units: Vec<u16> = Vec::with_capacity(length);
        while units.len() < length {
            if self.current.is_empty() {
                // Characters that run on into the next record say anew how wide they are.
                self.current = self.later.next()?;
                let (flags, rest) = self.current.split_first()?;
                (wide, self.current) = (flags & WIDE != 0, rest);
            }
            let size = if wide { 2 } else { 1 };
            let here = (length - units.len()).min(self.current.len() / size);
            if here == 0 {
                return None;
            }
            let (now, rest) = self.current.split_at(here * size);
            self.current = rest;
            if wide {
                units
                    .extend(now.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])));
            } else {
                units.extend(now.iter().map(|byte| u16::from(*byte)));
            }
        }
        self.skip(runs.checked_mul(4)?.checked_add(phonetic)?)?;
        Some(String::from_utf16_lossy(&units))
    }

    fn bytes(&mut self, count: usize) -> Option<Vec<u8>> {
        let mut bytes = Vec::with_capacity(count);
        while bytes.len() < count {
            if self.current.is_empty() {
                self.current = self.later.next()?;
                continue;
            }
            let (now, rest) = self.current.split_at((count - bytes.len()).min(self.current.len()));
            bytes.extend(now);
            self.current = rest;
        }
        Some(bytes)
    }

    fn skip(&mut self, mut count: usize) -> Option<()> {
        while count > 0 {
            if self.current.is_empty() {
                self.current = self.later.next()?;
                continue;
            }
            let here = count.min(self.current.len());
            self.current = &self.current[here..];
            count -= here;
        }
        Some(())
    }
}
