//! The key file: made at first start, readable by its owner alone.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::Path;

use kernel::Randomness;

use super::{KeyError, Keys};
use crate::journal::salted::hex;

const HEADING: &str = "loushi keys v1";

impl Keys {
    /// The keys in the file at `path`, which is made with fresh ones if it does not exist.
    ///
    /// At the start of the program use [`Keys::open`], which makes no file beside data that were
    /// encrypted with another.
    ///
    /// # Errors
    /// [`KeyError`] if the file cannot be read or written, is damaged, or others may read it.
    pub fn load_or_create(path: &Path, randomness: &dyn Randomness) -> Result<Self, KeyError> {
        if let Some(keys) = Self::load(path)? {
            return Ok(keys);
        }
        let keys = Self::generate(randomness);
        match keys.save(path) {
            // Another process made it meanwhile: its keys are the ones.
            Err(KeyError::File { source, .. }) if source.kind() == ErrorKind::AlreadyExists => {
                Self::load(path)?.ok_or_else(|| KeyError::Damaged(path.to_owned()))
            }
            saved => saved.map(|()| keys),
        }
    }

    /// The keys in the file at `path`; `None` if there is no file.
    ///
    /// # Errors
    /// As [`Keys::load_or_create`].
    pub fn load(path: &Path) -> Result<Option<Self>, KeyError> {
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) if error.kind() == ErrorKind::InvalidData => {
                return Err(KeyError::Damaged(path.to_owned()));
            }
            Err(source) => return Err(KeyError::File { path: path.to_owned(), source }),
        };
        let failed = |source| KeyError::File { path: path.to_owned(), source };
        let mode = std::fs::metadata(path).map_err(failed)?.permissions().mode();
        if mode & 0o077 != 0 {
            return Err(KeyError::Exposed(path.to_owned()));
        }
        Self::parse(&text).map(Some).ok_or_else(|| KeyError::Damaged(path.to_owned()))
    }

    /// Writes the keys to a new file that only its owner may read (mode 600), and waits until it
    /// is on disk. An existing file is never overwritten.
    ///
    /// # Errors
    /// [`KeyError::File`], also if the file exists.
    pub fn save(&self, path: &Path) -> Result<(), KeyError> {
        let write = || {
            // Written aside and linked, so that a file cut short never stands at the path.
            let aside = path.with_extension(format!("new-{}", std::process::id()));
            let mut file = OpenOptions::new()
                .write(true)
                .create(true)
                .truncate(true)
                .mode(0o600)
                .open(&aside)?;
            file.write_all(self.to_text().as_bytes())?;
            file.sync_all()?;
            let linked = std::fs::hard_link(&aside, path);
            std::fs::remove_file(&aside)?;
            linked?;
            std::fs::File::open(folder_of(path))?.sync_all()
        };
        write().map_err(|source| KeyError::File { path: path.to_owned(), source })
    }

    fn to_text(&self) -> String {
        format!("{HEADING}\n{}\n", hex(&self.to_bytes()))
    }

    fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        if lines.next()? != HEADING {
            return None;
        }
        Self::from_bytes(&unhex(lines.next()?)?)
    }
}

/// The folder a file lies in; the present one if the path names none.
fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The bytes that hexadecimal `text` stands for.
pub(super) fn unhex(text: &str) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(2) || !text.is_ascii() {
        return None;
    }
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::SeededRandomness;

    #[test]
    fn the_file_is_made_once_for_its_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys");
        let made = Keys::load_or_create(&path, &SeededRandomness::new(1)).unwrap();
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        let again = Keys::load_or_create(&path, &SeededRandomness::new(2)).unwrap();
        assert_eq!(made.fingerprint(), again.fingerprint());
        assert!(made.save(&path).is_err(), "never overwritten");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing left aside");
    }

    #[test]
    fn a_bare_file_name_lies_in_the_present_folder() {
        for (path, folder) in [("keys", "."), ("data/keys", "data"), ("/keys", "/")] {
            assert_eq!(folder_of(Path::new(path)), Path::new(folder));
        }
    }

    #[test]
    fn a_file_that_others_may_read_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys");
        Keys::load_or_create(&path, &SeededRandomness::new(1)).unwrap();
        std::fs::set_permissions(&path, PermissionsExt::from_mode(0o640)).unwrap();
        assert!(matches!(Keys::load(&path), Err(KeyError::Exposed(_))));
    }

    #[test]
    fn a_damaged_file_is_refused_and_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys");
        for text in ["", "loushi keys v1\n", "loushi keys v1\n00ff\n", "other\n00\n", "墨\n字\n"]
        {
            std::fs::write(&path, text).unwrap();
            std::fs::set_permissions(&path, PermissionsExt::from_mode(0o600)).unwrap();
            let result = Keys::load_or_create(&path, &SeededRandomness::new(1));
            assert!(matches!(result, Err(KeyError::Damaged(_))), "{text:?}");
            assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
        }
    }

    #[test]
    fn neither_keys_nor_their_debug_text_give_the_key_away() {
        let keys = Keys::generate(&SeededRandomness::new(1));
        assert!(!format!("{keys:?}").contains(&hex(&keys.master)[..8]));
    }
}
