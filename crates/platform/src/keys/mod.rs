//! The installation's keys: in a file outside the database, the same on every node.
//!
//! Three keys: the master key that wraps each person's data key ([`crate::vault`]), the key of
//! look-up hashes, and the key that signs journal heads. Whoever has the database alone reads no
//! contact; whoever loses this file loses them all, so it is exported under a passphrase
//! ([`export`]) and kept apart from the data. Source: DESIGN §7.

mod export;
mod file;
mod fingerprint;
mod sealed;

use std::fmt;
use std::path::PathBuf;

use ed25519_dalek::SigningKey;
use hmac::{Hmac, KeyInit, Mac};
use kernel::Randomness;
use sha2::{Digest, Sha256};

use crate::db::StoreError;
use crate::journal::salted::hex;
pub(crate) use sealed::{open, seal};

/// Length of each key in bytes.
pub const KEY_BYTES: usize = 32;

/// The three keys. Neither printed nor logged.
#[derive(Clone)]
pub struct Keys {
    master: [u8; KEY_BYTES],
    lookup: [u8; KEY_BYTES],
    signing: SigningKey,
}

impl Keys {
    /// Fresh keys.
    #[must_use]
    pub fn generate(randomness: &dyn Randomness) -> Self {
        let fresh = || {
            let mut key = [0; KEY_BYTES];
            randomness.fill(&mut key);
            key
        };
        Self { master: fresh(), lookup: fresh(), signing: SigningKey::from_bytes(&fresh()) }
    }

    /// What tells these keys from others without giving them away: 32 hexadecimal digits.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let mut hash = Sha256::new();
        hash.update(b"loushi keys v1\0");
        hash.update(self.to_bytes());
        hex(&hash.finalize()[..16])
    }

    /// The key that signs journal heads.
    #[must_use]
    pub fn signing(&self) -> &SigningKey {
        &self.signing
    }

    /// A keyed hash of `value`, 32 bytes: equal values can be found, and nobody without the key
    /// can try all telephone numbers. `use_of` keeps the hashes of different uses apart.
    #[must_use]
    pub fn hash(&self, use_of: &str, value: &[u8]) -> Vec<u8> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.lookup).expect("HMAC takes any length");
        mac.update(&(use_of.len() as u64).to_be_bytes());
        mac.update(use_of.as_bytes());
        mac.update(value);
        mac.finalize().into_bytes().to_vec()
    }

    /// Encrypts `plain` under the master key, bound to `context`.
    pub(crate) fn wrap(&self, plain: &[u8], context: &[u8], chance: &dyn Randomness) -> Vec<u8> {
        seal(&self.master, plain, context, chance)
    }

    /// Opens what [`Keys::wrap`] closed, under the same context.
    pub(crate) fn unwrap(&self, wrapped: &[u8], context: &[u8]) -> Result<Vec<u8>, StoreError> {
        open(&self.master, wrapped, context)
            .ok_or(StoreError::Vault("a wrapped key does not open with the master key"))
    }

    fn to_bytes(&self) -> [u8; 3 * KEY_BYTES] {
        let mut bytes = [0; 3 * KEY_BYTES];
        bytes[..KEY_BYTES].copy_from_slice(&self.master);
        bytes[KEY_BYTES..2 * KEY_BYTES].copy_from_slice(&self.lookup);
        bytes[2 * KEY_BYTES..].copy_from_slice(self.signing.as_bytes());
        bytes
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let bytes: &[u8; 3 * KEY_BYTES] = bytes.try_into().ok()?;
        let part = |n: usize| {
            let mut key = [0; KEY_BYTES];
            key.copy_from_slice(&bytes[n * KEY_BYTES..(n + 1) * KEY_BYTES]);
            key
        };
        Some(Self { master: part(0), lookup: part(1), signing: SigningKey::from_bytes(&part(2)) })
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Keys({})", self.fingerprint())
    }
}

/// Why the keys cannot be used. The program does not start without them.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The file cannot be read or written.
    #[error("{path}: {source}")]
    File {
        /// The key file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The file is no key file, or is cut short.
    #[error("{0}: not a key file of this program, or damaged")]
    Damaged(PathBuf),
    /// Others than the owner may read the file.
    #[error("{0}: others may read the key file; set its mode to 600")]
    Exposed(PathBuf),
    /// The data were encrypted with other keys than those in the file.
    #[error(
        "the key file has fingerprint {found}, but the data were encrypted with {expected}; put the right key file in its place"
    )]
    Foreign {
        /// The fingerprint the database remembers.
        expected: String,
        /// The fingerprint of the file.
        found: String,
    },
    /// There is no key file, but the data were encrypted with one.
    #[error(
        "{path}: no key file, but the data were encrypted with keys of fingerprint {expected}; import them from their export"
    )]
    Missing {
        /// Where the key file should be.
        path: PathBuf,
        /// The fingerprint the database remembers.
        expected: String,
    },
    /// The passphrase is too short to protect an export.
    #[error("the passphrase needs at least {0} characters")]
    WeakPassphrase(usize),
    /// The passphrase is wrong, or the export was changed.
    #[error("the export does not open: wrong passphrase, or changed")]
    WrongPassphrase,
    /// The database cannot say which keys it was encrypted with.
    #[error(transparent)]
    Store(#[from] StoreError),
}
