//! Unpacks every part of a workbook once, into nothing, to know what reading it would cost.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipResult;

use crate::ledger::error::ReadError;
use crate::ledger::read::Limits;

/// Most tags of the shared strings; a plain string has four.
const STRING_TAGS: usize = 8 << 20;
/// Most tags of a sheet: 200,000 rows of 40 columns have half as many. Source: assumption.
const SHEET_TAGS: usize = 64 << 20;
/// Most bytes from one tag to the next. A cell holds 32,767 characters, a fraction of this however
/// they are written.
const LONGEST_TEXT: usize = 1 << 20;
/// The same for parts that are no markup, such as pictures, but could be named as a sheet.
const LONGEST_RUN: usize = 16 << 20;
/// Most tags of any part that is neither a sheet nor the shared strings.
const OTHER_TAGS: usize = 1 << 20;
/// Most bytes that the styles could grow to when every tag repeated the longest one.
const STYLE_BYTES: usize = 256 << 20;
/// Most bytes of the relationships that name the workbook part.
const PACKAGE_BYTES: u64 = 64 << 10;

/// What one part holds.
#[derive(Default)]
struct Extent {
    bytes: usize,
    tags: usize,
    longest_tag: usize,
    run: usize,
    holds_nul: bool,
    head: Vec<u8>,
}

impl Extent {
    /// Enough to hold the declaration and the first tag of a part.
    const HEAD: usize = 4096;

    fn take_in(&mut self, chunk: &[u8]) {
        self.bytes += chunk.len();
        if self.head.len() < Self::HEAD {
            self.head.extend(&chunk[..chunk.len().min(Self::HEAD - self.head.len())]);
        }
        for byte in chunk {
            match byte {
                b'<' => {
                    self.tags += 1;
                    self.run = 0;
                }
                0 => self.holds_nul = true,
                _ => {}
            }
            self.run += 1;
            self.longest_tag = self.longest_tag.max(self.run);
        }
    }
}

/// Makes sure that the archive is a workbook and that reading it stays within the limits.
pub(super) fn measure(bytes: &[u8], limits: &Limits) -> Result<(), ReadError> {
    let damaged = |error: zip::result::ZipError| ReadError::Damaged(error.to_string());
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    let names: Vec<String> =
        archive.file_names().map(|name| plain_name(name).unwrap_or_default()).collect();
    check_kind(&names)?;
    let mut left = limits.unpacked_bytes;
    let mut buffer = vec![0; 64 << 10];
    for position in 0..archive.len() {
        let mut part = archive.by_index(position).map_err(damaged)?;
        if part.encrypted() {
            return Err(ReadError::Locked);
        }
        let name = plain_name(part.name())?;
        let mut extent = Extent::default();
        loop {
            let read =
                part.read(&mut buffer).map_err(|error| ReadError::Damaged(error.to_string()))?;
            if read == 0 {
                break;
            }
            extent.take_in(&buffer[..read]);
            left = left
                .checked_sub(read)
                .ok_or(ReadError::UnpacksTooLarge { limit: limits.unpacked_bytes })?;
        }
        check_part(&name, &extent, limits)?;
    }
    check_package(&mut archive)
}

/// The name of a part as it is compared: lower case, divided by `/`.
fn plain_name(name: ZipResult<Cow<'_, str>>) -> Result<String, ReadError> {
    let name = name.map_err(|error| ReadError::Damaged(error.to_string()))?;
    Ok(name.to_ascii_lowercase().replace('\\', "/"))
}

fn check_kind(names: &[String]) -> Result<(), ReadError> {
    let any = |wanted: &dyn Fn(&str) -> bool| names.iter().any(|name| wanted(name));
    if any(&|name| name == "content.xml" || name.ends_with("workbook.bin")) {
        return Err(ReadError::OtherSpreadsheet);
    }
    if any(&|name| name.contains("workbook") && name.ends_with(".xml")) {
        Ok(())
    } else {
        Err(ReadError::UnknownFormat)
    }
}

fn check_part(name: &str, extent: &Extent, limits: &Limits) -> Result<(), ReadError> {
    let too_large = || Err(ReadError::UnpacksTooLarge { limit: limits.unpacked_bytes });
    let is_markup = name.ends_with(".xml") || name.ends_with(".rels");
    if is_markup && extent.holds_nul {
        return Err(ReadError::Damaged(format!("{name} is not UTF-8")));
    }
    let longest = if is_markup { LONGEST_TEXT } else { LONGEST_RUN };
    if extent.tags > SHEET_TAGS || extent.longest_tag > longest {
        return too_large();
    }
    if name.ends_with("sharedstrings.xml") {
        if extent.bytes > limits.text_bytes
            || extent.tags > STRING_TAGS
            || claimed_strings(&extent.head)? > STRING_TAGS
        {
            return too_large();
        }
    } else if !name.contains("worksheets/") && extent.tags > OTHER_TAGS {
        return too_large();
    }
    // calamine gives every style its own copy of its font name and number format.
    if name.ends_with("styles.xml") && extent.tags.saturating_mul(extent.longest_tag) > STYLE_BYTES
    {
        return too_large();
    }
    Ok(())
}

/// How many strings the part claims to hold: calamine makes room for them at once.
fn claimed_strings(head: &[u8]) -> Result<usize, ReadError> {
    let damaged =
        || ReadError::Damaged("the shared strings do not start as they should".to_owned());
    let head = String::from_utf8_lossy(head);
    let mut rest = head.trim_start_matches('\u{feff}').trim_start();
    if rest.starts_with("<?xml") {
        rest = rest.split_once("?>").ok_or_else(damaged)?.1.trim_start();
    }
    // Nothing may stand before the first tag, so that no other `sst` can hide behind a comment.
    let tag = rest.strip_prefix('<').and_then(|rest| rest.split_once('>')).ok_or_else(damaged)?.0;
    let name = tag.split(|c: char| c.is_ascii_whitespace() || c == '/').next().unwrap_or_default();
    if name.rsplit(':').next() != Some("sst") {
        return Err(damaged());
    }
    let claims = tag.split("uniqueCount").skip(1).map(|after| {
        let digits: String = after.chars().filter(char::is_ascii_digit).take(12).collect();
        digits.parse().unwrap_or(0)
    });
    Ok(claims.max().unwrap_or(0))
}

/// The package must not name a sheet as its workbook: sheets may have more tags than a workbook
/// part should.
fn check_package(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<(), ReadError> {
    let is_package = |name| plain_name(name).is_ok_and(|name| name == "_rels/.rels");
    let Some(position) = archive.file_names().position(is_package) else {
        return Ok(());
    };
    let damaged = |error: String| ReadError::Damaged(error);
    let part = archive.by_index(position).map_err(|error| damaged(error.to_string()))?;
    let mut text = String::new();
    part.take(PACKAGE_BYTES)
        .read_to_string(&mut text)
        .map_err(|error| damaged(error.to_string()))?;
    if text.to_ascii_lowercase().contains("worksheets") || text.contains("&#") {
        return Err(damaged("the package names a sheet as its workbook".to_owned()));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_claim_of_many_strings_is_seen_wherever_it_stands_in_the_tag() {
        for (head, claimed) in [
            ("<?xml version=\"1.0\"?>\r\n<sst count=\"9\" uniqueCount=\"7\">", Some(7)),
            ("\u{feff}<x:sst uniqueCount = '99999999999' xmlns=\"a\"/>", Some(99_999_999_999)),
            ("<sst xmlns=\"a\">", Some(0)),
            ("<!-- <sst> --><sst uniqueCount=\"99999999999\">", None),
            ("<sst uniqueCount=\"1\"", None),
        ] {
            assert_eq!(claimed_strings(head.as_bytes()).ok(), claimed, "{head}");
        }
    }
}
