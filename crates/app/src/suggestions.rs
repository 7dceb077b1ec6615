//! The model of suggestions in the data directory: read when it is there, read anew when it was
//! trained anew, while the server runs.

use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::SystemTime;

use matters::Advisor;
use matters::rules::suggesting::{Learned, Named, WrittenFault};

/// What a file on disk is known by: when it was written, and its length.
type Seen = (SystemTime, u64);

/// A model file and what was read of it last.
#[derive(Debug)]
pub struct ModelFile {
    path: PathBuf,
    held: RwLock<(Option<Seen>, Option<Arc<Named>>)>,
}

impl ModelFile {
    /// The model at `path`, which need not exist; nothing is read yet.
    #[must_use]
    pub fn at(path: PathBuf) -> Self {
        Self { path, held: RwLock::new((None, None)) }
    }

    fn seen(&self) -> Option<Seen> {
        let facts = std::fs::metadata(&self.path).ok()?;
        Some((facts.modified().ok()?, facts.len()))
    }

    fn read(&self) -> Option<Arc<Named>> {
        match read(&self.path) {
            Ok(named) => Some(Arc::new(named)),
            Err(error) => {
                // Told once for each file that is put there; the rules go on alone.
                tracing::warn!(path = %self.path.display(), %error, "no suggestions from a model");
                None
            }
        }
    }
}

impl Advisor for ModelFile {
    fn model(&self) -> Option<Arc<Named>> {
        let seen = self.seen();
        {
            let held = self.held.read().unwrap_or_else(PoisonError::into_inner);
            if held.0 == seen {
                return held.1.clone();
            }
        }
        let model = seen.and_then(|_| self.read());
        *self.held.write().unwrap_or_else(PoisonError::into_inner) = (seen, model.clone());
        model
    }
}

/// Why there is no model.
#[derive(Debug, thiserror::Error)]
pub enum ModelError {
    /// The file cannot be read.
    #[error(transparent)]
    Unread(#[from] std::io::Error),
    /// What stands in it is no model.
    #[error(transparent)]
    NoModel(#[from] WrittenFault),
}

/// Reads a model.
///
/// # Errors
/// If there is none, or the system refuses.
pub fn read(path: &std::path::Path) -> Result<Named, ModelError> {
    Ok(Learned::from_bytes(&std::fs::read(path)?)?)
}

#[cfg(test)]
mod tests {
    use matters::rules::suggesting::{Example, learn};

    use super::*;

    fn bytes(word: &str) -> Vec<u8> {
        let texts = [format!("电梯{word}"), format!("油烟{word}")];
        let examples: Vec<Example<'_>> = (0..20)
            .map(|at| Example { label: ["lift", "fumes"][at % 2], text: &texts[at % 2] })
            .collect();
        learn(&examples).unwrap().0.to_bytes()
    }

    #[test]
    fn a_model_is_there_as_soon_as_its_file_is_and_the_newest_counts() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("suggest.model");
        let file = ModelFile::at(path.clone());
        assert!(file.model().is_none());
        std::fs::write(&path, bytes("停运")).unwrap();
        let first = file.model().unwrap();
        assert!(Arc::ptr_eq(&first, &file.model().unwrap()));
        std::fs::write(&path, bytes("停运了三天")).unwrap();
        assert_ne!(file.model().unwrap().name, first.name);
        std::fs::write(&path, b"something else").unwrap();
        assert!(file.model().is_none());
    }
}
