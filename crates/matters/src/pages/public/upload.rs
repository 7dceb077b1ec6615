//! A form that may carry photos, as browsers send it with and without script.

use std::sync::Arc;

use axum::extract::multipart::{Multipart, MultipartError};
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use bytes::Bytes;
use platform::attachment::{self, Stored};
use platform::web::{FormState, PageError, Site};
use platform::{Outcome, World};

/// Bytes of a form with its photos: three of ten megabytes and the text.
pub(super) const MOST_BYTES: usize = 31_000_000;
/// The field that carries photos.
const PHOTOS: &str = "photos";

/// What was typed, and the photos as they were sent.
#[derive(Debug, Default)]
pub(super) struct Upload {
    /// What was typed.
    pub form: FormState,
    /// The photos, not looked at yet.
    pub photos: Vec<Bytes>,
}

impl FromRequest<Arc<Site>> for Upload {
    type Rejection = PageError;

    async fn from_request(request: Request, site: &Arc<Site>) -> Result<Self, Self::Rejection> {
        let multipart = Multipart::from_request(request, site).await;
        let mut multipart = multipart.map_err(|_| PageError::Malformed)?;
        let (mut pairs, mut photos) = (Vec::new(), Vec::new());
        while let Some(field) = multipart.next_field().await.map_err(|e| refused(&e))? {
            let name = field.name().unwrap_or_default().to_owned();
            if name == PHOTOS {
                let bytes = field.bytes().await.map_err(|e| refused(&e))?;
                // A browser sends an empty file where none was chosen.
                if !bytes.is_empty() {
                    photos.push(bytes);
                }
            } else {
                pairs.push((name, field.text().await.map_err(|e| refused(&e))?));
            }
        }
        Ok(Self { form: FormState::from_pairs(pairs), photos })
    }
}

fn refused(error: &MultipartError) -> PageError {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => PageError::TooLarge,
        _ => PageError::Malformed,
    }
}

/// Draws the photos anew and puts them in store, or none of them.
///
/// # Errors
/// Refused at `photos`, as [`attachment::take_in`] does.
pub(super) async fn take_in(world: &World, photos: Vec<Bytes>) -> Outcome<Vec<Stored>> {
    let mut stored = Vec::with_capacity(photos.len());
    for photo in photos {
        match attachment::take_in(world, photo).await {
            Ok(one) => stored.push(one),
            Err(failure) => {
                discard(world, &stored).await;
                return Err(failure);
            }
        }
    }
    Ok(stored)
}

/// Takes photos out of store again; what cannot be deleted belongs to nothing and is never shown.
pub(super) async fn discard(world: &World, photos: &[Stored]) {
    if photos.is_empty() {
        return;
    }
    if let Err(error) = attachment::discard(world, photos).await {
        tracing::warn!(%error, "photos of a refused form stay in store");
    }
}
