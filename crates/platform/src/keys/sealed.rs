//! Authenticated encryption: XChaCha20-Poly1305, its 24-byte nonce before the ciphertext.

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use kernel::Randomness;

use super::KEY_BYTES;

const NONCE_BYTES: usize = 24;

/// Encrypts `plain`; it opens only under the same key and `context`. Nonces of 24 random bytes
/// do not repeat, so one key may close any number of texts.
pub(crate) fn seal(
    key: &[u8; KEY_BYTES],
    plain: &[u8],
    context: &[u8],
    chance: &dyn Randomness,
) -> Vec<u8> {
    let mut nonce = [0; NONCE_BYTES];
    chance.fill(&mut nonce);
    let cipher = XChaCha20Poly1305::new(&(*key).into());
    let closed = cipher
        .encrypt(&XNonce::from(nonce), Payload { msg: plain, aad: context })
        .expect("a text of memory's size can be encrypted");
    [&nonce[..], &closed].concat()
}

/// Opens what [`seal`] closed; `None` under another key or context, or if a bit was changed.
pub(crate) fn open(key: &[u8; KEY_BYTES], sealed: &[u8], context: &[u8]) -> Option<Vec<u8>> {
    let (nonce, closed) = sealed.split_first_chunk::<NONCE_BYTES>()?;
    let cipher = XChaCha20Poly1305::new(&(*key).into());
    cipher.decrypt(&XNonce::from(*nonce), Payload { msg: closed, aad: context }).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::SeededRandomness;

    #[test]
    fn a_text_opens_only_under_its_key_and_context_and_unchanged() {
        let chance = SeededRandomness::new(1);
        let (key, other) = ([7; KEY_BYTES], [8; KEY_BYTES]);
        let sealed = seal(&key, b"13900005580", b"person 1", &chance);
        assert_eq!(open(&key, &sealed, b"person 1").as_deref(), Some(&b"13900005580"[..]));
        assert_eq!(open(&other, &sealed, b"person 1"), None);
        assert_eq!(open(&key, &sealed, b"person 2"), None);
        let mut changed = sealed.clone();
        changed[30] ^= 1;
        assert_eq!(open(&key, &changed, b"person 1"), None);
        assert_eq!(open(&key, &sealed[..10], b"person 1"), None);
        assert_ne!(seal(&key, b"13900005580", b"person 1", &chance), sealed, "a fresh nonce");
    }
}
