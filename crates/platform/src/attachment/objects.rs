//! Where pictures lie: a directory by default; anything `object_store` speaks can take its place.

use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;
use object_store::local::LocalFileSystem;
use object_store::memory::InMemory;
use object_store::path::Path as ObjectPath;
use object_store::{ObjectStore, ObjectStoreExt};
use tokio::sync::Semaphore;

use crate::db::StoreError;

/// Which of a photo's two pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// At most 2048 pixels a side.
    Full,
    /// At most 320 pixels a side.
    Small,
}

impl Size {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Full, Self::Small];

    const fn suffix(self) -> &'static str {
        match self {
            Self::Full => "",
            Self::Small => "-small",
        }
    }
}

/// The store of pictures; cheap to clone.
#[derive(Clone)]
pub struct Objects {
    store: Arc<dyn ObjectStore>,
    /// How many photos are decoded at a time: each takes up to 150 MB.
    pub(super) cores: Arc<Semaphore>,
}

impl Objects {
    /// Pictures in the directory `folder`, which is made if it does not exist. What was put there
    /// is on disk.
    ///
    /// # Errors
    /// [`StoreError::File`] if it cannot be made.
    pub fn in_folder(folder: &Path) -> Result<Self, StoreError> {
        std::fs::create_dir_all(folder)?;
        let store = LocalFileSystem::new_with_prefix(folder).map_err(into_file_error)?;
        Ok(Self::new(Arc::new(store.with_fsync(true))))
    }

    /// Pictures that vanish with the process, for tests.
    #[must_use]
    pub fn in_memory() -> Self {
        Self::new(Arc::new(InMemory::new()))
    }

    fn new(store: Arc<dyn ObjectStore>) -> Self {
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Self { store, cores: Arc::new(Semaphore::new(cores)) }
    }

    pub(super) async fn put(
        &self,
        key: &str,
        size: Size,
        bytes: Vec<u8>,
    ) -> Result<(), StoreError> {
        self.store.put(&path(key, size), bytes.into()).await.map_err(into_file_error)?;
        Ok(())
    }

    pub(super) async fn get(&self, key: &str, size: Size) -> Result<Bytes, StoreError> {
        let found = self.store.get(&path(key, size)).await.map_err(into_file_error)?;
        found.bytes().await.map_err(into_file_error)
    }

    pub(super) async fn has(&self, key: &str, size: Size) -> Result<bool, StoreError> {
        match self.store.head(&path(key, size)).await {
            Ok(_) => Ok(true),
            Err(object_store::Error::NotFound { .. }) => Ok(false),
            Err(error) => Err(into_file_error(error)),
        }
    }

    /// Deletes the pictures of the photos with these keys: after the act that removed their rows.
    ///
    /// # Errors
    /// [`StoreError::File`] if one cannot be deleted; one that is gone is no error.
    pub async fn delete(&self, keys: &[String]) -> Result<(), StoreError> {
        for key in keys {
            for size in Size::ALL {
                match self.store.delete(&path(key, size)).await {
                    Ok(()) | Err(object_store::Error::NotFound { .. }) => {}
                    Err(error) => return Err(into_file_error(error)),
                }
            }
        }
        Ok(())
    }
}

/// Two letters of the key make a folder, so that no folder grows too large.
fn path(key: &str, size: Size) -> ObjectPath {
    let shelf = key.get(..2).unwrap_or(key);
    ObjectPath::from(format!("{shelf}/{key}{}.jpg", size.suffix()))
}

fn into_file_error(error: object_store::Error) -> StoreError {
    StoreError::File(std::io::Error::other(error))
}
