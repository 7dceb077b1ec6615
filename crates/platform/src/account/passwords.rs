//! Hashing passwords: slow by design, so as many at a time as there are cores, and no more.

use std::sync::Arc;

use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use kernel::Randomness;
use tokio::sync::Semaphore;

use crate::db::StoreError;

/// 19 MiB, two passes, one lane. Source: OWASP Password Storage Cheat Sheet.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const SALT_BYTES: usize = 16;

/// A hash of the same cost that no password has: hashed against when there is no account, so
/// that the time of the answer does not tell whether there is one.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA\
                      $AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Where passwords are hashed: off the async threads, bounded by the number of cores.
#[derive(Debug, Clone)]
pub struct Passwords {
    cores: Arc<Semaphore>,
}

impl Default for Passwords {
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Self { cores: Arc::new(Semaphore::new(cores)) }
    }
}

impl Passwords {
    /// The hash of a new password, to be stored.
    ///
    /// # Errors
    /// [`StoreError::Stopped`] while the process ends.
    pub async fn hash(
        &self,
        password: String,
        randomness: Arc<dyn Randomness>,
    ) -> Result<String, StoreError> {
        self.run(move || hash_now(&password, &*randomness)).await
    }

    /// Whether `password` has one of `hashes`; takes its time even if there is none.
    ///
    /// # Errors
    /// [`StoreError::Stopped`] while the process ends.
    pub async fn matches(&self, password: String, hashes: Vec<String>) -> Result<bool, StoreError> {
        self.run(move || {
            if hashes.is_empty() {
                return matches_now(&password, NOBODY);
            }
            hashes.iter().any(|hash| matches_now(&password, hash))
        })
        .await
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, StoreError> {
        let cores = Arc::clone(&self.cores);
        let core = cores.acquire_owned().await.map_err(|_| StoreError::Stopped)?;
        tokio::task::spawn_blocking(move || {
            let done = work();
            drop(core);
            done
        })
        .await
        .map_err(|_| StoreError::Stopped)
    }
}

/// [`Passwords::hash`] on this thread, for the command line and the demo: about 20 ms.
#[must_use]
pub fn hash_now(password: &str, randomness: &dyn Randomness) -> String {
    let mut salt = [0; SALT_BYTES];
    randomness.fill(&mut salt);
    argon2()
        .hash_password_with_salt(password.as_bytes(), &salt)
        .expect("salt and output have lengths in range")
        .to_string()
}

fn matches_now(password: &str, hash: &str) -> bool {
    PasswordVerifier::<str>::verify_password(&argon2(), password.as_bytes(), hash).is_ok()
}

fn argon2() -> Argon2<'static> {
    let params = Params::new(MEMORY_KIB, PASSES, 1, None).expect("the parameters are in range");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::SeededRandomness;

    #[test]
    fn only_the_password_has_its_hash() {
        let chance = SeededRandomness::new(1);
        let hash = hash_now("Bright-7", &chance);
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(matches_now("Bright-7", &hash));
        assert!(!matches_now("bright-7", &hash));
        assert_ne!(hash, hash_now("Bright-7", &chance), "a fresh salt");
    }

    #[test]
    fn nobodys_hash_is_well_formed_and_costs_as_much() {
        let parsed = argon2::password_hash::phc::PasswordHash::new(NOBODY).unwrap();
        assert_eq!(parsed.params.to_string(), "m=19456,t=2,p=1");
        assert!(!matches_now("", NOBODY));
    }
}
