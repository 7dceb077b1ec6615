//! Tokens: what a browser or a one-time link holds, and what of it the database keeps.

use std::fmt;

use kernel::Randomness;
use sha2::{Digest, Sha256};

use crate::journal::salted::hex;

const TOKEN_BYTES: usize = 32;

/// 256 bits of chance in hexadecimal. Whoever holds it is let in: it is never logged, and the
/// database has only its hash.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    pub(super) fn fresh(chance: &dyn Randomness) -> Self {
        let mut bytes = [0; TOKEN_BYTES];
        chance.fill(&mut bytes);
        Self(hex(&bytes))
    }

    /// The token for the cookie or the link.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What the database keeps. A plain hash will do: nobody can try 256 bits.
    pub(super) fn hash(text: &str) -> Vec<u8> {
        Sha256::digest(text.as_bytes()).to_vec()
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}
