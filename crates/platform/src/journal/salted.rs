//! Salted hashes: the journal proves what was written without holding it.

use hmac::{Hmac, KeyInit, Mac};
use kernel::Randomness;
use serde::Serialize;
use sha2::Sha256;

/// Length of a salt in bytes.
pub const SALT_BYTES: usize = 16;

/// The hash of words under a salt that stands beside the words, never in the journal. Destroying
/// the salt makes the hash say nothing, and leaves the chain whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Salted(String);

impl Salted {
    /// Hashes `words` under `salt`: HMAC-SHA-256, in hexadecimal.
    #[must_use]
    pub fn of(words: &[u8], salt: &[u8]) -> Self {
        let mut mac = Hmac::<Sha256>::new_from_slice(salt).expect("HMAC takes a key of any length");
        mac.update(words);
        Self(hex(&mac.finalize().into_bytes()))
    }

    /// The hash as it stands in the journal.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A fresh salt.
pub fn fresh_salt(randomness: &dyn Randomness) -> Vec<u8> {
    let mut salt = vec![0; SALT_BYTES];
    randomness.fill(&mut salt);
    salt
}

/// Bytes in lower-case hexadecimal.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
        write!(out, "{byte:02x}").expect("writing to a string succeeds");
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_words_under_another_salt_look_different() {
        let one = Salted::of("电梯又停了".as_bytes(), b"salt one");
        assert_eq!(one, Salted::of("电梯又停了".as_bytes(), b"salt one"));
        assert_ne!(one, Salted::of("电梯又停了".as_bytes(), b"salt two"));
        assert_eq!(one.as_str().len(), 64);
    }
}
