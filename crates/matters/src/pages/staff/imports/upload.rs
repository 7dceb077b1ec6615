//! A form that carries a ledger, as browsers send it.

use std::sync::Arc;

use axum::extract::multipart::{Field, Multipart, MultipartError};
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use kernel::Refusal;
use platform::ledger::{Limits, ReadError};
use platform::web::{FormState, PageError, Site};

use crate::acts::orders::Upload;

/// Bytes of a form with its ledger that are listened to. Far more than a ledger may have: who
/// sends too much is told so in a sentence, which a browser only hears when it was let finish.
pub(super) const MOST_BYTES: usize = 256 << 20;
/// The field that carries the ledger.
const FILE: &str = "file";

/// What was typed, and the file as it was sent.
#[derive(Debug)]
pub(super) struct Brought {
    /// What was typed.
    pub form: FormState,
    /// The ledger, not looked at yet; a refusal at `file` when there is none, or too much of it.
    pub file: Result<Upload, Refusal>,
}

impl FromRequest<Arc<Site>> for Brought {
    type Rejection = PageError;

    async fn from_request(request: Request, site: &Arc<Site>) -> Result<Self, Self::Rejection> {
        let multipart = Multipart::from_request(request, site).await;
        let mut multipart = multipart.map_err(|_| PageError::Malformed)?;
        let mut pairs = Vec::new();
        let mut file = Err(Refusal::at(FILE, "import-refusal-no-file"));
        while let Some(field) = multipart.next_field().await.map_err(|e| refused(&e))? {
            let name = field.name().unwrap_or_default().to_owned();
            if name == FILE {
                file = read(field, Limits::default().file_bytes).await?;
            } else {
                pairs.push((name, field.text().await.map_err(|e| refused(&e))?));
            }
        }
        Ok(Self { form: FormState::from_pairs(pairs), file })
    }
}

/// Reads a file of at most `most` bytes; of a larger one nothing is kept.
async fn read(mut field: Field<'_>, most: usize) -> Result<Result<Upload, Refusal>, PageError> {
    let name = field.file_name().unwrap_or_default().to_owned();
    let (mut bytes, mut found) = (Vec::new(), 0);
    while let Some(chunk) = field.chunk().await.map_err(|e| refused(&e))? {
        found += chunk.len();
        if found <= most {
            bytes.extend_from_slice(&chunk);
        } else {
            bytes = Vec::new();
        }
    }
    Ok(if found > most {
        Err(ReadError::FileTooLarge { found, limit: most }.into())
    } else if name.is_empty() && bytes.is_empty() {
        Err(Refusal::at(FILE, "import-refusal-no-file"))
    } else {
        Ok(Upload { name, bytes })
    })
}

fn refused(error: &MultipartError) -> PageError {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => PageError::TooLarge,
        _ => PageError::Malformed,
    }
}
