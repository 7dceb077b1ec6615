//! Text files with separators: encoding, separator, and rows counted as a spreadsheet counts them.

use std::borrow::Cow;

use csv::{ReaderBuilder, StringRecord};
use encoding_rs::{GB18030, UTF_16BE, UTF_16LE};

use super::bounds::{Meter, RawRow, Rows};
use crate::ledger::cell::Cell;
use crate::ledger::error::ReadError;
use crate::ledger::write::unguarded;

/// A text file decoded, its separator known.
pub(super) struct TextTable<'b> {
    text: Cow<'b, str>,
    encoding: &'static str,
    separator: u8,
}

impl<'b> TextTable<'b> {
    pub fn open(bytes: &'b [u8]) -> Result<Self, ReadError> {
        let (text, encoding) = decode(bytes)?;
        let separator = separator(&text);
        Ok(Self { text, encoding, separator })
    }

    pub fn encoding(&self) -> &'static str {
        self.encoding
    }

    pub fn rows(&self) -> TextRows<'_> {
        TextRows {
            reader: reader(self.text.as_bytes(), self.separator),
            text: self.text.as_bytes(),
            record: StringRecord::new(),
            row: 0,
        }
    }
}

fn reader(text: &[u8], separator: u8) -> csv::Reader<&[u8]> {
    ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(text)
}

/// UTF-8 when it is UTF-8, marked or not; UTF-16 when marked; GB18030 otherwise, which takes in
/// GBK and GB2312.
fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, &'static str), ReadError> {
    for (mark, encoding) in [(&b"\xFF\xFE"[..], UTF_16LE), (b"\xFE\xFF", UTF_16BE)] {
        if bytes.starts_with(mark) {
            let (text, _, broken) = encoding.decode(bytes);
            let first = || text.find('\u{fffd}').map_or(1, |at| line_of(&text.as_bytes()[..at]));
            return if broken {
                Err(ReadError::Encoding { line: first() })
            } else {
                Ok((text, encoding.name()))
            };
        }
    }
    let marked = bytes.strip_prefix(b"\xEF\xBB\xBF");
    match (std::str::from_utf8(marked.unwrap_or(bytes)), marked) {
        (Ok(text), Some(_)) => Ok((Cow::Borrowed(text), "UTF-8 BOM")),
        (Ok(text), None) => Ok((Cow::Borrowed(text), "UTF-8")),
        (Err(error), Some(rest)) => {
            Err(ReadError::Encoding { line: line_of(&rest[..error.valid_up_to()]) })
        }
        (Err(_), None) => decode_gb18030(bytes),
    }
}

fn decode_gb18030(bytes: &[u8]) -> Result<(Cow<'_, str>, &'static str), ReadError> {
    let mut decoder = GB18030.new_decoder_without_bom_handling();
    let capacity = decoder.max_utf8_buffer_length_without_replacement(bytes.len());
    let capacity = capacity.expect("the size of a file within its limit does not overflow");
    let mut text = String::with_capacity(capacity.min(bytes.len() * 2 + 16));
    let mut read = 0;
    loop {
        let (result, more) =
            decoder.decode_to_string_without_replacement(&bytes[read..], &mut text, true);
        read += more;
        match result {
            encoding_rs::DecoderResult::InputEmpty => return Ok((Cow::Owned(text), "GB18030")),
            encoding_rs::DecoderResult::OutputFull => text.reserve(bytes.len() - read + 16),
            encoding_rs::DecoderResult::Malformed(..) => {
                return Err(ReadError::Encoding { line: line_of(text.as_bytes()) });
            }
        }
    }
}

fn line_of(before: &[u8]) -> usize {
    before.iter().filter(|byte| **byte == b'\n').count() + 1
}

/// The separator under which most of the first records have most fields.
fn separator(text: &str) -> u8 {
    const RECORDS: usize = 30;
    let score = |separator: u8| {
        let mut counts: Vec<usize> = Vec::new();
        let mut reader = reader(text.as_bytes(), separator);
        let mut record = StringRecord::new();
        while counts.len() < RECORDS && reader.read_record(&mut record).unwrap_or(false) {
            counts.push(record.len());
        }
        // How many records share a width, weighted by the width: note lines weigh little.
        let same = |width: usize| counts.iter().filter(|count| **count == width).count();
        counts.iter().map(|width| (width - 1) * same(*width)).max().unwrap_or(0)
    };
    // The comma is named last, because `max_by_key` prefers the last of equals.
    [b'\t', b';', b','].into_iter().max_by_key(|candidate| score(*candidate)).unwrap_or(b',')
}

/// Reads records and counts rows as a spreadsheet shows them: empty lines are rows, line ends
/// inside quotes are not.
pub(super) struct TextRows<'t> {
    reader: csv::Reader<&'t [u8]>,
    text: &'t [u8],
    record: StringRecord,
    row: u32,
}

impl TextRows<'_> {
    /// Counts the empty lines that the next record will skip.
    fn skip_empty_lines(&mut self) {
        let at = usize::try_from(self.reader.position().byte()).unwrap_or(usize::MAX);
        let mut at = at.min(self.text.len());
        // The record before may have ended between the two characters of a line end.
        if at > 0 && self.text[at - 1] == b'\r' && self.text.get(at) == Some(&b'\n') {
            at += 1;
        }
        loop {
            match self.text[at..] {
                [b'\r', b'\n', ..] => at += 2,
                [b'\r' | b'\n', ..] => at += 1,
                _ => break,
            }
            self.row = self.row.saturating_add(1);
        }
    }
}

impl Rows for TextRows<'_> {
    fn next_row(&mut self, row: &mut RawRow, meter: &mut Meter) -> Result<bool, ReadError> {
        loop {
            self.skip_empty_lines();
            let more = self.reader.read_record(&mut self.record);
            if !more.map_err(|error| ReadError::Damaged(error.to_string()))? {
                return Ok(false);
            }
            self.row = self.row.saturating_add(1);
            row.restart(self.row);
            for (column, field) in self.record.iter().enumerate() {
                meter.text(field.len())?;
                meter.put(row, column, Cell::text(unguarded(field)))?;
            }
            if !row.cells.is_empty() {
                meter.row()?;
                return Ok(true);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::read::Limits;

    fn rows(bytes: &[u8]) -> Vec<(u32, Vec<String>)> {
        let table = TextTable::open(bytes).expect("a text table");
        let mut rows = table.rows();
        let mut meter = Meter::new(&Limits::default());
        let (mut row, mut all) = (RawRow::default(), Vec::new());
        while rows.next_row(&mut row, &mut meter).expect("rows") {
            all.push((row.number, row.cells.iter().map(Cell::shown).collect()));
        }
        all
    }

    fn strings(cells: &[&str]) -> Vec<String> {
        cells.iter().map(|cell| (*cell).to_owned()).collect()
    }

    #[test]
    fn every_encoding_gives_the_same_text() {
        let text = "编号,内容\r\n1,电梯㐀故障\r\n";
        let marked = [b"\xEF\xBB\xBF", text.as_bytes()].concat();
        let national = GB18030.encode(text).0.into_owned();
        let wide: Vec<u8> = "\u{feff}"
            .encode_utf16()
            .chain(text.encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect();
        for (bytes, encoding) in [
            (text.as_bytes(), "UTF-8"),
            (&marked, "UTF-8 BOM"),
            (&national, "GB18030"),
            (&wide, "UTF-16LE"),
        ] {
            assert_eq!(TextTable::open(bytes).expect("decodes").encoding(), encoding);
            assert_eq!(rows(bytes)[1], (2, strings(&["1", "电梯㐀故障"])), "{encoding}");
        }
    }

    #[test]
    fn broken_text_names_its_line() {
        let mut national = GB18030.encode("编号\n电梯\n").0.into_owned();
        national.extend([0xFF, b'\n']);
        for bytes in [&national[..], b"\xEF\xBB\xBFa\nb\n\xC3\x28"] {
            assert_eq!(TextTable::open(bytes).err(), Some(ReadError::Encoding { line: 3 }));
        }
    }

    #[test]
    fn the_separator_is_the_one_that_makes_columns() {
        for (text, separator) in [
            ("a;b;c\n1,5;2;3\n", b';'),
            ("a\tb\n1, 2, 3\t4\n5\t6\n", b'\t'),
            ("标题\n填报单位：甲;乙\na,b,c\n1,2,3\n4,5,6\n", b','),
            ("单列\n一\n", b','),
        ] {
            assert_eq!(TextTable::open(text.as_bytes()).expect("decodes").separator, separator);
        }
    }

    #[test]
    fn rows_are_counted_as_a_spreadsheet_shows_them() {
        for end in ["\n", "\r\n"] {
            let text = ["a,b", "", "\"two", "lines\",x", ",", "", "", "c,d", ""].join(end);
            let found = rows(text.as_bytes());
            let numbers: Vec<u32> = found.iter().map(|(number, _)| *number).collect();
            assert_eq!(numbers, [1, 3, 7], "{end:?}");
            assert_eq!(found[2].1, ["c", "d"]);
        }
    }
}
