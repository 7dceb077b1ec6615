//! A model as bytes: compact, versioned, with its own hash at the end.
//!
//! It holds labels, rounded weights, and the buckets they belong to; no text and no word of one.

use sha2::{Digest, Sha256};

use super::features::BUCKETS;
use super::learned::{Learned, Named, Parts};

/// How a file begins; the number is raised when the form or the hashing changes.
const OPENING: &[u8; 16] = b"loushi-suggest-1";
/// What every version begins with.
const KIND: &[u8] = b"loushi-suggest-";
const HASH_BYTES: usize = 32;
/// Labels at most; a charter has some dozens of categories.
const MOST_LABELS: usize = 4096;

/// Why bytes are no model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WrittenFault {
    /// Something else altogether.
    #[error("not a model")]
    NoModel,
    /// A model of another version of the program.
    #[error("a model of another version")]
    OtherVersion,
    /// Cut off or altered.
    #[error("the model is damaged")]
    Damaged,
}

impl Learned {
    /// The model as bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = OPENING.to_vec();
        let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX).to_le_bytes();
        bytes.extend(self.texts.to_le_bytes());
        bytes.extend(self.sharpness.to_le_bytes());
        bytes.extend(count(self.labels.len()));
        for (label, (unit, offset)) in self.labels.iter().zip(self.units.iter().zip(&self.offsets))
        {
            bytes.extend(count(label.len()));
            bytes.extend(label.as_bytes());
            bytes.extend(unit.to_le_bytes());
            bytes.extend(offset.to_le_bytes());
        }
        bytes.extend(count(self.buckets.len()));
        bytes.extend(self.buckets.iter().flat_map(|bucket| bucket.to_le_bytes()));
        bytes.extend(&self.rarity);
        bytes.extend(self.weights.iter().flat_map(|weight| weight.to_le_bytes()));
        let hash = Sha256::digest(&bytes);
        bytes.extend(&hash[..]);
        bytes
    }

    /// The model that `bytes` hold, with its name.
    ///
    /// # Errors
    /// [`WrittenFault`] when they are anything else.
    pub fn from_bytes(bytes: &[u8]) -> Result<Named, WrittenFault> {
        let body = bytes.len().checked_sub(HASH_BYTES).map(|end| bytes.split_at(end));
        if !bytes.starts_with(KIND) {
            return Err(WrittenFault::NoModel);
        }
        if !bytes.starts_with(OPENING) {
            return Err(WrittenFault::OtherVersion);
        }
        let (body, hash) = body.ok_or(WrittenFault::Damaged)?;
        if Sha256::digest(body)[..] != *hash {
            return Err(WrittenFault::Damaged);
        }
        let mut reader = Reader { rest: &body[OPENING.len()..] };
        let parts = reader.parts().ok_or(WrittenFault::Damaged)?;
        Ok(Named { learned: parts.into(), name: called(hash) })
    }
}

/// What a model is called: the first twelve digits of its hash.
fn called(hash: &[u8]) -> String {
    hash.iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

/// Takes values off the front; `None` where there are not enough bytes or they make no sense.
struct Reader<'b> {
    rest: &'b [u8],
}

impl<'b> Reader<'b> {
    fn parts(&mut self) -> Option<Parts> {
        let texts = self.number()?;
        let sharpness = self.real()?;
        let count = self.count(MOST_LABELS)?;
        let (mut labels, mut units, mut offsets) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..count {
            let length = self.count(self.rest.len())?;
            labels.push(std::str::from_utf8(self.take(length)?).ok()?.to_owned());
            units.push(self.real()?);
            offsets.push(self.real()?);
        }
        let rows = self.count(BUCKETS)?;
        let buckets: Vec<u32> = self.each(rows)?.map(u32::from_le_bytes).collect();
        let rarity = self.take(rows)?.to_vec();
        let weights: Vec<i16> = self.each(rows * labels.len())?.map(i16::from_le_bytes).collect();
        let fits = buckets.iter().all(|bucket| (*bucket as usize) < BUCKETS)
            && buckets.is_sorted()
            && !labels.is_empty()
            && self.rest.is_empty();
        fits.then_some(Parts { labels, buckets, rarity, weights, units, offsets, sharpness, texts })
    }

    fn take(&mut self, length: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(taken)
    }

    fn each<const N: usize>(&mut self, count: usize) -> Option<impl Iterator<Item = [u8; N]> + 'b> {
        let taken = self.take(count.checked_mul(N)?)?;
        Some(taken.as_chunks::<N>().0.iter().copied())
    }

    fn number(&mut self) -> Option<u32> {
        self.each(1)?.next().map(u32::from_le_bytes)
    }

    fn real(&mut self) -> Option<f32> {
        self.each(1)?.next().map(f32::from_le_bytes).filter(|real| real.is_finite())
    }

    fn count(&mut self, most: usize) -> Option<usize> {
        self.number().map(|count| count as usize).filter(|count| *count <= most)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::rules::suggesting::testing::taught;

    #[test]
    fn a_model_comes_back_as_it_was_and_always_under_the_same_name() {
        let learned = taught();
        let bytes = learned.to_bytes();
        let back = Learned::from_bytes(&bytes).unwrap();
        assert_eq!(back.learned, learned);
        assert_eq!(back.name.len(), 12);
        assert_eq!(taught().to_bytes(), bytes);
    }

    #[test]
    fn no_text_stands_in_it() {
        let bytes = taught().to_bytes();
        for word in ["电梯", "油烟", "南塔"] {
            let stands = bytes.windows(word.len()).any(|part| part == word.as_bytes());
            assert!(!stands, "{word}");
        }
    }

    #[test]
    fn what_is_wrong_with_a_file_is_said() {
        let bytes = taught().to_bytes();
        let fault = |bytes: &[u8]| Learned::from_bytes(bytes).unwrap_err();
        assert_eq!(fault(b""), WrittenFault::NoModel);
        assert_eq!(fault(b"text,label"), WrittenFault::NoModel);
        assert_eq!(fault(&bytes[..bytes.len() - 1]), WrittenFault::Damaged);
        assert_eq!(fault(b"loushi-suggest-1"), WrittenFault::Damaged);
        let mut later = bytes;
        later[15] = b'9';
        assert_eq!(fault(&later), WrittenFault::OtherVersion);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn no_bytes_bring_it_down(body in proptest::collection::vec(any::<u8>(), 0..200)) {
            let mut bytes = OPENING.to_vec();
            bytes.extend(&body);
            let hash = Sha256::digest(&bytes);
            bytes.extend(&hash[..]);
            if let Ok(named) = Learned::from_bytes(&bytes) {
                let _ = named.learned.judge("电梯又停运了");
            }
        }
    }
}
