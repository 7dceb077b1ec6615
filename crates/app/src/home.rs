//! The data directory: what lies where in it, and the lock that one server holds.

use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// A data directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Home {
    root: PathBuf,
}

impl Home {
    /// The data directory at `root`; nothing is touched.
    pub fn at(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// Its own path.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The SQLite file.
    #[must_use]
    pub fn database(&self) -> PathBuf {
        self.root.join("loushi.db")
    }

    /// The key file.
    #[must_use]
    pub fn keys(&self) -> PathBuf {
        self.root.join("keys")
    }

    /// Where photos lie.
    #[must_use]
    pub fn photos(&self) -> PathBuf {
        self.root.join("photos")
    }

    /// The list of erasures.
    #[must_use]
    pub fn erasures(&self) -> PathBuf {
        self.root.join("erasures")
    }

    /// The model that suggestions are learned into.
    #[must_use]
    pub fn suggestions(&self) -> PathBuf {
        self.root.join("suggest.model")
    }

    /// What makes it a demo's.
    #[must_use]
    pub fn demo(&self) -> PathBuf {
        self.root.join("demo.json")
    }

    /// The demo's accounts.
    #[must_use]
    pub fn accounts(&self) -> PathBuf {
        self.root.join("ACCOUNTS.txt")
    }

    /// Makes the directory, for its owner alone, if it does not exist.
    ///
    /// # Errors
    /// If the system refuses.
    pub fn make(&self) -> Result<()> {
        use std::os::unix::fs::DirBuilderExt;
        std::fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(&self.root)
            .with_context(|| self.root.display().to_string())
    }

    /// Takes the lock of the one server that may write here; `None` if another holds it. Held
    /// until dropped, also when the process is killed.
    ///
    /// # Errors
    /// If the lock file cannot be made.
    pub fn lock(&self) -> Result<Option<Lock>> {
        let path = self.root.join("lock");
        let open =
            OpenOptions::new().create(true).truncate(false).write(true).mode(0o600).open(&path);
        let file = open.with_context(|| path.display().to_string())?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Lock { _file: file })),
            Err(std::fs::TryLockError::WouldBlock) => Ok(None),
            Err(std::fs::TryLockError::Error(error)) => {
                Err(error).with_context(|| path.display().to_string())
            }
        }
    }
}

/// The lock of a data directory.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

/// Writes a file that only its owner may read, aside first, so that it is there whole or not at
/// all, and on disk when this returns.
///
/// # Errors
/// If the system refuses.
pub fn write_private(path: &Path, content: impl AsRef<[u8]>) -> Result<()> {
    let content = content.as_ref();
    let write = || -> std::io::Result<()> {
        let aside = path.with_extension("new");
        match std::fs::remove_file(&aside) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let mut file = OpenOptions::new().create_new(true).write(true).mode(0o600).open(&aside)?;
        file.write_all(content)?;
        file.sync_all()?;
        std::fs::rename(&aside, path)?;
        path.parent().map_or(Ok(()), |folder| File::open(folder)?.sync_all())
    };
    write().with_context(|| path.display().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_server_at_a_time_holds_the_lock() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::at(folder.path());
        let held = home.lock().unwrap();
        assert!(held.is_some());
        assert!(home.lock().unwrap().is_none());
        drop(held);
        assert!(home.lock().unwrap().is_some());
    }

    #[test]
    fn a_private_file_is_for_its_owner_alone() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ACCOUNTS.txt");
        write_private(&path, "one").unwrap();
        write_private(&path, "two").unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "two");
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
}
