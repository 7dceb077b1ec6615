//! The records a workbook stream consists of: two bytes of kind, two of length, then data.

/// One record.
#[derive(Debug, Clone, Copy)]
pub(super) struct Record<'s> {
    pub kind: u16,
    pub data: &'s [u8],
    /// Where the record starts in the stream.
    pub at: usize,
}

impl Record<'_> {
    pub const FORMULA: u16 = 0x0006;
    pub const EOF: u16 = 0x000A;
    pub const DATE_MODE: u16 = 0x0022;
    pub const FILE_PASS: u16 = 0x002F;
    pub const CONTINUE: u16 = 0x003C;
    pub const BOUND_SHEET: u16 = 0x0085;
    pub const MUL_RK: u16 = 0x00BD;
    pub const R_STRING: u16 = 0x00D6;
    pub const XF: u16 = 0x00E0;
    pub const SST: u16 = 0x00FC;
    pub const LABEL_SST: u16 = 0x00FD;
    pub const NUMBER: u16 = 0x0203;
    pub const LABEL: u16 = 0x0204;
    pub const BOOL_ERR: u16 = 0x0205;
    pub const STRING: u16 = 0x0207;
    pub const ARRAY: u16 = 0x0221;
    pub const TABLE: u16 = 0x0236;
    pub const RK: u16 = 0x027E;
    pub const FORMAT: u16 = 0x041E;
    pub const SHARED_FORMULA: u16 = 0x04BC;
    pub const BOF: u16 = 0x0809;
}

/// Walks the records of a stream; a record that is cut off ends the walk.
pub(super) struct Records<'s> {
    stream: &'s [u8],
    at: usize,
}

impl<'s> Records<'s> {
    pub fn from(stream: &'s [u8], at: usize) -> Self {
        Self { stream, at }
    }

    /// Takes the records that continue the one just read.
    pub fn continued(&mut self) -> Vec<&'s [u8]> {
        let mut parts = Vec::new();
        loop {
            let before = self.at;
            match self.next() {
                Some(record) if record.kind == Record::CONTINUE => parts.push(record.data),
                _ => {
                    self.at = before;
                    return parts;
                }
            }
        }
    }
}

impl<'s> Iterator for Records<'s> {
    type Item = Record<'s>;

    fn next(&mut self) -> Option<Record<'s>> {
        let at = self.at;
        let rest = self.stream.get(at..)?;
        let length = usize::from(u16_at(rest, 2)?);
        let data = rest.get(4..4 + length)?;
        self.at = at + 4 + length;
        Some(Record { kind: u16_at(rest, 0)?, data, at })
    }
}

/// The two bytes at a place, lowest first.
pub(super) fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(*data.get(at..)?.first_chunk()?))
}

/// The four bytes at a place, lowest first.
pub(super) fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(*data.get(at..)?.first_chunk()?))
}

/// The eight bytes at a place, as a number in double precision.
pub(super) fn f64_at(data: &[u8], at: usize) -> Option<f64> {
    Some(f64::from_le_bytes(*data.get(at..)?.first_chunk()?))
}
