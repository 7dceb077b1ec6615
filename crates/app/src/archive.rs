//! A bundle of files in one: the plain old tape archive (POSIX ustar) under gzip, so that anybody
//! can open a backup with `tar` and look.

use std::io::{ErrorKind, Read, Write};

use anyhow::{Context, Result, bail};
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;

/// Headers and contents come in blocks of this many bytes.
const BLOCK: usize = 512;
/// Longest name of an entry. Source: POSIX ustar.
const NAME: usize = 100;

/// Writes an archive.
pub struct Packing<W: Write> {
    out: GzEncoder<W>,
}

impl<W: Write> Packing<W> {
    /// An archive that goes to `out`.
    pub fn new(out: W) -> Self {
        Self { out: GzEncoder::new(out, Compression::fast()) }
    }

    /// Adds a file of `size` bytes.
    ///
    /// # Errors
    /// If the name is too long, the content has another length, or it cannot be read or written.
    pub fn add(&mut self, name: &str, size: u64, content: &mut dyn Read) -> Result<()> {
        self.out.write_all(&header(name, size)?)?;
        let copied = std::io::copy(&mut content.take(size), &mut self.out)?;
        if copied != size {
            bail!("{name}: became shorter while it was packed");
        }
        let padding = vec![0; padding(size)];
        Ok(self.out.write_all(&padding)?)
    }

    /// Ends the archive; where it went to.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn finish(mut self) -> Result<W> {
        self.out.write_all(&[0; 2 * BLOCK])?;
        Ok(self.out.finish()?)
    }
}

fn padding(size: u64) -> usize {
    let over = usize::try_from(size % BLOCK as u64).expect("a remainder is small");
    (BLOCK - over) % BLOCK
}

fn header(name: &str, size: u64) -> Result<[u8; BLOCK]> {
    if name.len() >= NAME {
        bail!("{name}: name too long for the archive");
    }
    let mut block = [0; BLOCK];
    let mut put = |at: usize, bytes: &[u8]| block[at..at + bytes.len()].copy_from_slice(bytes);
    put(0, name.as_bytes());
    put(100, b"0000600\0");
    put(108, b"0000000\0");
    put(116, b"0000000\0");
    put(124, format!("{size:011o}\0").as_bytes());
    put(136, b"00000000000\0");
    put(148, b"        ");
    put(156, b"0");
    put(257, b"ustar\x0000");
    let sum = format!("{:06o}\0 ", checksum(&block));
    block[148..156].copy_from_slice(sum.as_bytes());
    Ok(block)
}

fn checksum(block: &[u8; BLOCK]) -> u32 {
    block.iter().map(|byte| u32::from(*byte)).sum()
}

/// Reads an archive.
pub struct Unpacking<R: Read> {
    from: GzDecoder<R>,
    /// What is left of the present entry, with its padding.
    left: u64,
}

/// An entry of an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its name: a relative path that stays below where it is unpacked.
    pub name: String,
    /// Its length in bytes.
    pub size: u64,
}

impl<R: Read> Unpacking<R> {
    /// The archive in `from`.
    pub fn new(from: R) -> Self {
        Self { from: GzDecoder::new(from), left: 0 }
    }

    /// The next entry, what was not read of the last one skipped; `None` at the end.
    ///
    /// # Errors
    /// If the archive is damaged, or an entry has a name that leads elsewhere.
    pub fn next_entry(&mut self) -> Result<Option<Entry>> {
        let left = std::mem::take(&mut self.left);
        std::io::copy(&mut (&mut self.from).take(left), &mut std::io::sink())?;
        let mut block = [0; BLOCK];
        match self.from.read_exact(&mut block) {
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => {
                bail!("the archive is cut short")
            }
            other => other?,
        }
        if block.iter().all(|byte| *byte == 0) {
            return Ok(None);
        }
        let entry = read_header(block).context("not an archive of this program, or damaged")?;
        self.left = entry.size + padding(entry.size) as u64;
        Ok(Some(entry))
    }

    /// Copies the present entry's content to `out`.
    ///
    /// # Errors
    /// If the archive is damaged, or `out` refuses.
    pub fn copy(&mut self, entry: &Entry, out: &mut dyn Write) -> Result<()> {
        let copied = std::io::copy(&mut (&mut self.from).take(entry.size), out)?;
        if copied != entry.size {
            bail!("{}: the archive is cut short", entry.name);
        }
        self.left -= copied;
        Ok(())
    }
}

fn read_header(mut block: [u8; BLOCK]) -> Option<Entry> {
    let number = |bytes: &[u8]| {
        let text = std::str::from_utf8(bytes).ok()?;
        u64::from_str_radix(text.trim_matches(['\0', ' ']), 8).ok()
    };
    let sum = number(&block[148..156])?;
    let size = number(&block[124..136])?;
    let regular = block[156] == b'0';
    let end = block[..NAME].iter().position(|byte| *byte == 0)?;
    let name = std::str::from_utf8(&block[..end]).ok()?.to_owned();
    block[148..156].copy_from_slice(b"        ");
    let stays = !name.is_empty()
        && name.split('/').all(|part| !part.is_empty() && part != "." && part != "..");
    (regular && stays && u64::from(checksum(&block)) == sum).then_some(Entry { name, size })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn pack(files: &[(String, Vec<u8>)]) -> Vec<u8> {
        let mut packing = Packing::new(Vec::new());
        for (name, content) in files {
            packing.add(name, content.len() as u64, &mut content.as_slice()).unwrap();
        }
        packing.finish().unwrap()
    }

    proptest! {
        #[test]
        fn what_is_packed_is_unpacked(
            contents in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..2_000), 0..6),
        ) {
            let files: Vec<(String, Vec<u8>)> =
                contents.into_iter().enumerate().map(|(n, c)| (format!("photos/{n}"), c)).collect();
            let packed = pack(&files);
            let mut unpacking = Unpacking::new(packed.as_slice());
            for (name, content) in &files {
                let entry = unpacking.next_entry().unwrap().unwrap();
                prop_assert_eq!(&entry.name, name);
                let mut out = Vec::new();
                unpacking.copy(&entry, &mut out).unwrap();
                prop_assert_eq!(&out, content);
            }
            prop_assert_eq!(unpacking.next_entry().unwrap(), None);
        }
    }

    #[test]
    fn names_that_lead_elsewhere_and_cut_archives_are_refused() {
        for name in ["../keys", "/etc/passwd", "photos/../../x", "a//b", "."] {
            let packed = pack(&[(name.to_owned(), b"x".to_vec())]);
            assert!(Unpacking::new(packed.as_slice()).next_entry().is_err(), "{name}");
        }
        let packed = pack(&[("one".to_owned(), vec![7; 5_000])]);
        let mut unpacking = Unpacking::new(&packed[..packed.len() / 2]);
        let read = unpacking.next_entry().and_then(|entry| {
            let entry = entry.expect("an entry");
            unpacking.copy(&entry, &mut Vec::new())
        });
        assert!(read.is_err());
    }
}
