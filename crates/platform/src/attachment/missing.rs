//! Holding the table against the store: photos whose files are not there.

use super::objects::{Objects, Size};
use super::store::list_all;
use crate::db::{Db, StoreError};

/// Photos looked at in one go.
const CHUNK: usize = 500;
/// Photos named at most: the count says how many there are.
const MOST: usize = 20;

/// What came of looking for every photo's files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Missing {
    /// Photos that were looked for.
    pub photos: u64,
    /// Those of which a file is missing.
    pub missing: u64,
    /// The first twenty of these: key, kind of what it belongs to, and its id.
    pub first: Vec<(String, String, i64)>,
}

/// Looks for both pictures of every photo. Takes a look-up of a file for each; nothing is read.
///
/// # Errors
/// [`StoreError`] if the database fails, or the store cannot be asked.
pub fn missing(db: &Db, objects: &Objects) -> Result<Missing, StoreError> {
    let alone = tokio::runtime::Builder::new_current_thread().build()?;
    let most = i64::try_from(CHUNK).unwrap_or(i64::MAX);
    let mut found = Missing::default();
    let mut after = i64::MIN;
    loop {
        let page = db.read(|conn| list_all(conn, after, most))?;
        let Some(last) = page.last() else { return Ok(found) };
        after = last.0;
        for (_, key, kind, subject) in page {
            found.photos += 1;
            if !alone.block_on(is_whole(objects, &key))? {
                found.missing += 1;
                if found.first.len() < MOST {
                    found.first.push((key, kind, subject));
                }
            }
        }
    }
}

async fn is_whole(objects: &Objects, key: &str) -> Result<bool, StoreError> {
    for size in Size::ALL {
        if !objects.has(key, size).await? {
            return Ok(false);
        }
    }
    Ok(true)
}
