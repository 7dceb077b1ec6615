//! The keys under a passphrase, to be kept apart from the data and from their backups.

use argon2::{Algorithm, Argon2, Params, Version};
use kernel::Randomness;

use super::file::unhex;
use super::{KEY_BYTES, KeyError, Keys, open, seal};
use crate::journal::salted::hex;

const HEADING: &str = "loushi keys export v1";
const SALT_BYTES: usize = 16;

/// Shortest passphrase for an export. Source: assumption.
pub const PASSPHRASE_LENGTH: usize = 12;

impl Keys {
    /// The keys as text that opens only with `passphrase` (Argon2id, XChaCha20-Poly1305).
    ///
    /// # Errors
    /// [`KeyError::WeakPassphrase`] below [`PASSPHRASE_LENGTH`] characters.
    pub fn export(&self, passphrase: &str, chance: &dyn Randomness) -> Result<String, KeyError> {
        if passphrase.chars().count() < PASSPHRASE_LENGTH {
            return Err(KeyError::WeakPassphrase(PASSPHRASE_LENGTH));
        }
        let mut salt = [0; SALT_BYTES];
        chance.fill(&mut salt);
        let key = stretch(passphrase, &salt);
        let sealed = seal(&key, &self.to_bytes(), HEADING.as_bytes(), chance);
        Ok(format!("{HEADING}\n{}\n{}\n", hex(&salt), hex(&sealed)))
    }

    /// The keys in an export.
    ///
    /// # Errors
    /// [`KeyError::WrongPassphrase`] if it does not open, for whatever reason.
    pub fn import(export: &str, passphrase: &str) -> Result<Self, KeyError> {
        let keys = || {
            let mut lines = export.lines().map(str::trim).filter(|line| !line.is_empty());
            if lines.next()? != HEADING {
                return None;
            }
            let salt: [u8; SALT_BYTES] = unhex(lines.next()?)?.try_into().ok()?;
            let sealed = unhex(lines.next()?)?;
            let key = stretch(passphrase, &salt);
            Self::from_bytes(&open(&key, &sealed, HEADING.as_bytes())?)
        };
        keys().ok_or(KeyError::WrongPassphrase)
    }
}

/// A key from a passphrase: 64 MiB, three passes, since it is done once in years and a stolen
/// export can be attacked at leisure. Source: RFC 9106 §4, second recommendation.
fn stretch(passphrase: &str, salt: &[u8]) -> [u8; KEY_BYTES] {
    let params =
        Params::new(64 * 1024, 3, 4, Some(KEY_BYTES)).expect("the parameters are in range");
    let mut key = [0; KEY_BYTES];
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(passphrase.as_bytes(), salt, &mut key)
        .expect("salt and output have lengths in range");
    key
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::SeededRandomness;

    #[test]
    fn an_export_opens_with_its_passphrase_alone() {
        let chance = SeededRandomness::new(1);
        let keys = Keys::generate(&chance);
        let export = keys.export("correct horse battery", &chance).unwrap();
        let back = Keys::import(&export, "correct horse battery").unwrap();
        assert_eq!(back.fingerprint(), keys.fingerprint());
        for (text, passphrase) in [
            (export.as_str(), "correct horse batterz"),
            (&export[..export.len() - 4], "correct horse battery"),
            ("", "correct horse battery"),
        ] {
            let result = Keys::import(text, passphrase);
            assert!(matches!(result, Err(KeyError::WrongPassphrase)));
        }
        let result = keys.export("short", &chance);
        assert!(matches!(result, Err(KeyError::WeakPassphrase(PASSPHRASE_LENGTH))));
    }
}
