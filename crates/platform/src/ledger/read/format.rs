//! The format of a file, told from its first bytes.

use crate::ledger::error::ReadError;

/// The formats that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// Values with separators: csv.
    Text,
    /// Zipped XML: xlsx, xlsm.
    Workbook,
    /// The binary format of 1997 to 2003, which WPS still writes: xls.
    Workbook97,
}

impl Format {
    /// The ending such files usually have.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Text => "csv",
            Self::Workbook => "xlsx",
            Self::Workbook97 => "xls",
        }
    }
}

const ZIP: &[u8] = b"PK\x03\x04";
const COMPOUND_FILE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// Tells the format; what cannot be a table is refused here with the reason a person can act on.
pub(super) fn detect(bytes: &[u8]) -> Result<Format, ReadError> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ReadError::Empty);
    }
    if bytes.starts_with(ZIP) {
        return Ok(Format::Workbook);
    }
    if bytes.starts_with(COMPOUND_FILE) {
        return Ok(Format::Workbook97);
    }
    let head = &bytes[..bytes.len().min(1024)];
    // A workbook before 1993 has no container; its first record says so.
    if matches!(head, [0x09, 0x00 | 0x02 | 0x04, 0x04 | 0x06, 0x00, ..]) {
        return Err(ReadError::OldWorkbook);
    }
    if is_web_page(head) {
        return Err(ReadError::WebPage);
    }
    let utf_16 = head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF");
    let binary = |byte: &u8| matches!(byte, 0x00..=0x08 | 0x0E..=0x1A | 0x1C..=0x1F);
    if !utf_16 && head.iter().any(binary) {
        return Err(ReadError::UnknownFormat);
    }
    Ok(Format::Text)
}

fn is_web_page(head: &[u8]) -> bool {
    let lower = head.to_ascii_lowercase();
    let lower = lower.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&lower).trim_ascii_start();
    let starts = [&b"<html"[..], b"<!doctype", b"<table", b"<?xml", b"<meta", b"<head", b"<style"];
    starts.iter().any(|start| lower.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_format_is_told_from_the_content() {
        for (bytes, format) in [
            (&b"PK\x03\x04rest"[..], Ok(Format::Workbook)),
            (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1rest", Ok(Format::Workbook97)),
            (b"a,b\n1,2\n", Ok(Format::Text)),
            (b"\xFF\xFEa\0,\0", Ok(Format::Text)),
            (b"", Err(ReadError::Empty)),
            (b" \r\n\t", Err(ReadError::Empty)),
            (b"\xEF\xBB\xBF <HTML xmlns:x=1>", Err(ReadError::WebPage)),
            (b"<?xml version=\"1.0\"?><Workbook>", Err(ReadError::WebPage)),
            (b"\x09\x04\x06\x00\x00\x00\x10\x00", Err(ReadError::OldWorkbook)),
            (b"\x89PNG\r\n\x1a\n\0\0", Err(ReadError::UnknownFormat)),
        ] {
            assert_eq!(detect(bytes), format, "{bytes:?}");
        }
    }
}
