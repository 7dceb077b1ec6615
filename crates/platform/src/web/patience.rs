//! How long an answer may take, its request's body included.

use std::time::Duration;

use axum::extract::Request;
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::respond::PageError;

/// A page or a form: nothing of ours takes a tenth of it. Source: assumption.
const PAGE: Duration = Duration::from_secs(30);
/// A form with photos: 30 MB by a telephone in a basement, 100 kB a second. Source: assumption.
const UPLOAD: Duration = Duration::from_secs(300);

/// Answers [`PageError::Late`] where the page is not there in time.
///
/// An act that was handed to the writer goes on, so that the page cannot say it was not done.
pub(super) async fn keep(request: Request, next: Next) -> Response {
    let patience = if carries_files(request.headers()) { UPLOAD } else { PAGE };
    match tokio::time::timeout(patience, next.run(request)).await {
        Ok(response) => response,
        Err(_) => PageError::Late.into_response(),
    }
}

fn carries_files(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE);
    kind.is_some_and(|kind| kind.as_bytes().starts_with(b"multipart/form-data"))
}
