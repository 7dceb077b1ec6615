//! Taking photos in and giving them out: the async side, before and after the act.

use std::sync::Arc;

use bytes::Bytes;
use kernel::Refusal;
use sha2::{Digest, Sha256};

use super::objects::{Objects, Size};
use super::photo::{self, Picture};
use super::store::{self, Attachment};
use crate::act::{Outcome, World};
use crate::db::StoreError;
use crate::journal::salted::hex;
use crate::keys::Keys;

const KEY_BYTES: usize = 16;
/// What the keyed hash of a token is for.
const TOKEN: &str = "attachment.token";

/// A photo that lies in the store and belongs to nothing yet: an act attaches it, or it is
/// discarded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    pub(super) key: String,
    pub(super) bytes: usize,
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) digest: Vec<u8>,
}

impl Stored {
    /// The photo as a form carries it from one round to the next, so that nobody chooses it twice;
    /// only who holds the installation's keys can make one.
    #[must_use]
    pub fn to_token(&self, keys: &Keys) -> String {
        let said = self.said();
        format!("{said}.{}", hex(&keys.hash(TOKEN, said.as_bytes())))
    }

    /// Reads what [`Stored::to_token`] wrote; `None` for anything else.
    #[must_use]
    pub fn from_token(keys: &Keys, token: &str) -> Option<Self> {
        let (said, mark) = token.rsplit_once('.')?;
        if hex(&keys.hash(TOKEN, said.as_bytes())) != mark {
            return None;
        }
        let mut parts = said.split('.');
        let stored = Self {
            key: parts.next()?.to_owned(),
            bytes: parts.next()?.parse().ok()?,
            width: parts.next()?.parse().ok()?,
            height: parts.next()?.parse().ok()?,
            digest: unhex(parts.next()?)?,
        };
        parts.next().is_none().then_some(stored)
    }

    fn said(&self) -> String {
        let Self { key, bytes, width, height, digest } = self;
        format!("{key}.{bytes}.{width}.{height}.{}", hex(digest))
    }
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let pairs = text.as_bytes().chunks(2).map(|pair| std::str::from_utf8(pair).ok());
    pairs.map(|pair| u8::from_str_radix(pair?, 16).ok()).collect()
}

/// Draws a photo anew and stores it under a random key, where it waits a day for the act that
/// attaches it; see [`super::sweep`].
///
/// # Errors
/// Refused at `photos` as in [`photo::develop`]; [`StoreError::File`] if it cannot be stored.
pub async fn take_in(world: &World, sent: Bytes) -> Outcome<Stored> {
    let objects = objects(world)?;
    let picture = develop(objects, sent).await?;
    let mut key = [0; KEY_BYTES];
    world.randomness.fill(&mut key);
    let stored = Stored {
        key: hex(&key),
        bytes: picture.full.len(),
        width: picture.width,
        height: picture.height,
        digest: Sha256::digest(&picture.full).to_vec(),
    };
    // Noted first: whatever happens from here on, no file is left that nobody knows of.
    let (noted, now) = (stored.key.clone(), world.time.now());
    world.db.write_later(move |tx| store::insert_waiting(tx.conn, &noted, now)).await?;
    objects.put(&stored.key, Size::Full, picture.full).await?;
    objects.put(&stored.key, Size::Small, picture.small).await?;
    Ok(stored)
}

async fn develop(objects: &Objects, sent: Bytes) -> Outcome<Picture> {
    let cores = Arc::clone(&objects.cores);
    let core = cores.acquire_owned().await.map_err(|_| StoreError::Stopped)?;
    let developed = tokio::task::spawn_blocking(move || {
        let picture = photo::develop(&sent);
        drop(core);
        picture
    });
    // A decoder that panics has met a damaged file.
    let damaged = |_| Refusal::at("photos", "attachment-refusal-damaged");
    Ok(developed.await.map_err(damaged)??)
}

/// Gives up photos whose act was refused: the sweep deletes their files. One that was attached
/// meanwhile stays.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn discard(world: &World, photos: &[Stored]) -> Result<(), StoreError> {
    let keys: Vec<String> = photos.iter().map(|stored| stored.key.clone()).collect();
    world.db.write_later(move |tx| store::give_up(tx.conn, &keys)).await?;
    Ok(())
}

/// A picture's bytes: JPEG. The caller has checked that whoever asks may see the attachment.
///
/// # Errors
/// [`StoreError::File`] if it cannot be read.
pub async fn load(world: &World, of: &Attachment, size: Size) -> Result<Bytes, StoreError> {
    objects(world)?.get(&of.key, size).await
}

fn objects(world: &World) -> Result<&Objects, StoreError> {
    world.objects.as_ref().ok_or_else(|| {
        StoreError::File(std::io::Error::other("this process was given no place for photos"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::SeededRandomness;

    #[test]
    fn a_form_carries_a_photo_and_no_other_can_be_slipped_in() {
        let keys = Keys::generate(&SeededRandomness::new(1));
        let photo =
            Stored { key: "0f1e".to_owned(), bytes: 7, width: 3, height: 2, digest: vec![0, 171] };
        let token = photo.to_token(&keys);
        assert_eq!(Stored::from_token(&keys, &token), Some(photo));
        let other = Keys::generate(&SeededRandomness::new(2));
        assert_eq!(Stored::from_token(&other, &token), None);
        for forged in [token.replacen("0f", "0e", 1), String::new(), "a.b".to_owned()] {
            assert_eq!(Stored::from_token(&keys, &forged), None, "{forged}");
        }
    }
}
