//! What an act can end with, besides success.

use kernel::Refusal;

use crate::db::StoreError;

/// Why an act did not happen. Nothing of it was written.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The rules said no; the page says why.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The database could not; the page shows an error id.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<diesel::result::Error> for Failure {
    fn from(error: diesel::result::Error) -> Self {
        Self::Store(error.into())
    }
}

impl Failure {
    /// The refusal, if the rules said no.
    #[must_use]
    pub fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::Refused(refusal) => Some(refusal),
            Self::Store(_) => None,
        }
    }
}

/// The result of an act.
pub type Outcome<T> = Result<T, Failure>;
