//! Builds small workbooks of the old format, record by record, for tests.

/// What a cell of a fixture holds.
#[derive(Debug, Clone)]
pub(in crate::ledger) enum Put {
    /// Text among the shared strings.
    Shared(&'static str),
    /// Text in the cell itself.
    Label(&'static str),
    Number(f64),
    /// A serial number with a date format of the workbook's own.
    Date(f64),
    /// A whole number, packed.
    Packed(i32),
    /// Whole numbers side by side, in one record.
    PackedRow(Vec<i32>),
    Bool(bool),
    Error(u8),
    /// A formula whose result is text.
    FormulaText(&'static str),
    /// A formula whose result is a number.
    FormulaNumber(f64),
    Nothing,
}

/// How the fixture is laid out.
pub(in crate::ledger) struct Layout {
    /// Most bytes of a record with shared strings before it is continued.
    pub string_record: usize,
    /// Keep the workbook in the small sectors inside the root's stream.
    pub small: bool,
    /// Count days from 1904.
    pub from_1904: bool,
    /// A record after the first that says the workbook is locked.
    pub locked: bool,
}

impl Default for Layout {
    fn default() -> Self {
        Self { string_record: 8224, small: false, from_1904: false, locked: false }
    }
}

/// A workbook of one sheet, named `sheet`, with `rows` from row 1 on.
pub(in crate::ledger) fn workbook(sheet: &str, rows: &[Vec<Put>], layout: &Layout) -> Vec<u8> {
    let mut strings = Vec::new();
    let body = sheet_records(rows, &mut strings);
    // The place of the sheet is part of what comes before it; its length does not depend on it.
    let start = globals(sheet, 0, &strings, layout).len();
    let mut stream = globals(sheet, start, &strings, layout);
    stream.extend(body);
    container(&stream, layout.small)
}

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).expect("a record is short");
    [&kind.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
}

fn wide(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn units(text: &str) -> u16 {
    u16::try_from(text.encode_utf16().count()).expect("a text is short")
}

fn beginning(kind: u16) -> Vec<u8> {
    let mut data = [0x0600_u16.to_le_bytes(), kind.to_le_bytes()].concat();
    data.resize(16, 0);
    record(0x0809, &data)
}

fn globals(sheet: &str, start: usize, strings: &[&str], layout: &Layout) -> Vec<u8> {
    let mut out = beginning(0x0005);
    if layout.locked {
        out.extend(record(0x002F, &[1, 0, 1, 0, 1, 0]));
    }
    out.extend(record(0x0042, &1200_u16.to_le_bytes()));
    out.extend(record(0x0022, &u16::from(layout.from_1904).to_le_bytes()));
    let format = "yyyy\"\u{5e74}\"m\"\u{6708}\"d\"\u{65e5}\"";
    let text = [&164_u16.to_le_bytes()[..], &units(format).to_le_bytes(), &[1], &wide(format)];
    out.extend(record(0x041E, &text.concat()));
    for format in [0_u16, 164] {
        let mut data = [0_u16.to_le_bytes(), format.to_le_bytes()].concat();
        data.resize(20, 0);
        out.extend(record(0x00E0, &data));
    }
    let start = u32::try_from(start).expect("a fixture is small").to_le_bytes();
    let name = [&start[..], &[0, 0, u8::try_from(units(sheet)).expect("short"), 1], &wide(sheet)];
    out.extend(record(0x0085, &name.concat()));
    out.extend(string_records(strings, layout.string_record));
    out.extend(record(0x000A, &[]));
    out
}

/// The shared strings, continued in further records wherever one is full; every other string is
/// rich text with phonetics, which readers have to step over.
fn string_records(strings: &[&str], most: usize) -> Vec<u8> {
    let count = u32::try_from(strings.len()).expect("few").to_le_bytes();
    let mut parts: Vec<Vec<u8>> = vec![[count, count].concat()];
    for (nth, text) in strings.iter().enumerate() {
        let rich = nth % 2 == 1;
        let narrow = text.is_ascii();
        let flags = u8::from(!narrow) | if rich { 0x0C } else { 0 };
        let mut head = [&units(text).to_le_bytes()[..], &[flags]].concat();
        if rich {
            head.extend([1, 0, 3, 0, 0, 0]);
        }
        if parts[parts.len() - 1].len() + head.len() > most {
            parts.push(Vec::new());
        }
        parts.last_mut().expect("a part").extend(head);
        for unit in text.encode_utf16() {
            let size = if narrow { 1 } else { 2 };
            if parts[parts.len() - 1].len() + size > most {
                parts.push(vec![u8::from(!narrow)]);
            }
            parts.last_mut().expect("a part").extend(&unit.to_le_bytes()[..size]);
        }
        if rich {
            let tail = [9; 4 + 3];
            if parts[parts.len() - 1].len() + tail.len() > most {
                parts.push(Vec::new());
            }
            parts.last_mut().expect("a part").extend(tail);
        }
    }
    let mut out = record(0x00FC, &parts[0]);
    out.extend(parts[1..].iter().flat_map(|part| record(0x003C, part)));
    out
}

fn sheet_records(rows: &[Vec<Put>], strings: &mut Vec<&'static str>) -> Vec<u8> {
    let mut out = beginning(0x0010);
    for (row, cells) in (0_u16..).zip(rows) {
        let mut column = 0_u16;
        for put in cells {
            let place = |format: u16| {
                [row.to_le_bytes(), column.to_le_bytes(), format.to_le_bytes()].concat()
            };
            let packed = |number: i32| ((number << 2) | 2).to_le_bytes();
            let with = |kind: u16, format: u16, data: &[u8]| {
                record(kind, &[&place(format)[..], data].concat())
            };
            let mut taken = 1;
            match put {
                Put::Nothing => {}
                Put::Shared(text) => {
                    let index = u32::try_from(strings.len()).expect("few").to_le_bytes();
                    strings.push(text);
                    out.extend(with(0x00FD, 0, &index));
                }
                Put::Label(text) => {
                    let text = [&units(text).to_le_bytes()[..], &[1], &wide(text)].concat();
                    out.extend(with(0x0204, 0, &text));
                }
                Put::Number(number) => out.extend(with(0x0203, 0, &number.to_le_bytes())),
                Put::Date(serial) => out.extend(with(0x0203, 1, &serial.to_le_bytes())),
                Put::Packed(number) => out.extend(with(0x027E, 0, &packed(*number))),
                Put::PackedRow(numbers) => {
                    taken = u16::try_from(numbers.len()).expect("few");
                    let mut data = [row.to_le_bytes(), column.to_le_bytes()].concat();
                    for number in numbers {
                        data.extend([0, 0]);
                        data.extend(packed(*number));
                    }
                    data.extend((column + taken - 1).to_le_bytes());
                    out.extend(record(0x00BD, &data));
                }
                Put::Bool(value) => out.extend(with(0x0205, 0, &[u8::from(*value), 0])),
                Put::Error(code) => out.extend(with(0x0205, 0, &[*code, 1])),
                Put::FormulaText(text) => {
                    let result = [0, 0, 0, 0, 0, 0, 0xFF, 0xFF];
                    out.extend(with(0x0006, 0, &[&result[..], &[0; 8]].concat()));
                    let text = [&units(text).to_le_bytes()[..], &[1], &wide(text)].concat();
                    out.extend(record(0x0207, &text));
                }
                Put::FormulaNumber(number) => {
                    out.extend(with(0x0006, 0, &[&number.to_le_bytes()[..], &[0; 8]].concat()));
                }
            }
            column += taken;
        }
    }
    out.extend(record(0x000A, &[]));
    out
}

const SECTOR: usize = 512;
const END: u32 = 0xFFFF_FFFE;
const FREE: u32 = 0xFFFF_FFFF;

/// Puts the stream into a container: allocation table, directory, then the data.
fn container(stream: &[u8], small: bool) -> Vec<u8> {
    let mut data = stream.to_vec();
    if !small {
        // Streams shorter than this would belong into small sectors.
        data.resize(data.len().max(4096), 0);
    }
    let size = u32::try_from(data.len()).expect("small");
    let sectors = |bytes: usize| bytes.div_ceil(SECTOR);
    // Sector 0: allocation table (enough for 128 sectors); 1: directory; 2: small table; data.
    let first = 3_u32;
    let count = u32::try_from(sectors(data.len())).expect("small");
    assert!(first + count <= 128, "the fixture has one sector of allocation table");
    let mut table = vec![0xFFFF_FFFD, END, END];
    table.extend((0..count).map(|nth| if nth + 1 == count { END } else { first + nth + 1 }));
    table.resize(128, FREE);
    let mut small_table: Vec<u32> =
        (1..=u32::try_from(data.len().div_ceil(64)).expect("small")).collect();
    if let Some(last) = small_table.last_mut() {
        *last = END;
    }
    small_table.resize(128, FREE);
    let root_start = if small { first } else { END };
    let workbook_start = if small { 0 } else { first };
    let directory = [
        entry("Root Entry", 5, root_start, if small { size } else { 0 }),
        entry("Workbook", 2, workbook_start, size),
        vec![0; 128],
        vec![0; 128],
    ];
    let mut out = header(small);
    out.extend(table.iter().flat_map(|next| next.to_le_bytes()));
    out.extend(directory.concat());
    out.extend(small_table.iter().flat_map(|next| next.to_le_bytes()));
    out.extend(&data);
    out.resize(out.len().div_ceil(SECTOR) * SECTOR, 0);
    out
}

fn header(small: bool) -> Vec<u8> {
    let mut out = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    out.resize(24, 0);
    for value in [0x3E_u16, 3, 0xFFFE, 9, 6] {
        out.extend(value.to_le_bytes());
    }
    out.resize(44, 0);
    let small_start = if small { 2 } else { END };
    // Tables, directory, transaction, cutoff, small table and its length, further tables.
    for value in [1, 1, 0, 4096, small_start, u32::from(small), END, 0] {
        out.extend(value.to_le_bytes());
    }
    out.extend(0_u32.to_le_bytes());
    while out.len() < SECTOR {
        out.extend(FREE.to_le_bytes());
    }
    out
}

fn entry(name: &str, kind: u8, start: u32, size: u32) -> Vec<u8> {
    let mut out = wide(name);
    out.resize(64, 0);
    out.extend(((units(name) + 1) * 2).to_le_bytes());
    out.extend([kind, 1]);
    for _ in 0..3 {
        out.extend(FREE.to_le_bytes());
    }
    out.resize(116, 0);
    out.extend(start.to_le_bytes());
    out.extend(size.to_le_bytes());
    out.extend([0; 4]);
    out
}
