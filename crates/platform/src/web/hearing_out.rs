//! Hears out whoever sends more than is taken, so that they see the answer.
//!
//! A browser reads no answer before it has sent everything. If the server hangs up meanwhile, it
//! shows a broken connection instead of the page that says how much is taken.

use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, BodyDataStream};
use axum::extract::Request;
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::Response;
use bytes::Bytes;
use futures_util::StreamExt;
use futures_util::stream::poll_fn;

/// Most of what is too much that is still heard. Source: assumption; a dozen photos of a telephone.
const MOST: usize = 64 * 1024 * 1024;
/// How long is listened for it. Source: assumption.
const PATIENCE: Duration = Duration::from_secs(20);

/// Reads on, and forgets what it reads, where the body was refused for its size.
pub(super) async fn hear(request: Request, next: Next) -> Response {
    let (head, body) = request.into_parts();
    let body = Arc::new(Mutex::new(body.into_data_stream()));
    let lent = Arc::clone(&body);
    let lent = Body::from_stream(poll_fn(move |context| heard(&lent, context)));
    let response = next.run(Request::from_parts(head, lent)).await;
    if response.status() == StatusCode::PAYLOAD_TOO_LARGE {
        // Whoever is slower than that sees a broken connection after all.
        let (Ok(()) | Err(_)) = tokio::time::timeout(PATIENCE, forget(&body)).await;
    }
    response
}

fn heard(
    body: &Mutex<BodyDataStream>,
    context: &mut Context<'_>,
) -> Poll<Option<Result<Bytes, axum::Error>>> {
    body.lock().unwrap_or_else(PoisonError::into_inner).poll_next_unpin(context)
}

async fn forget(body: &Mutex<BodyDataStream>) {
    let mut rest = poll_fn(|context| heard(body, context));
    let mut most = MOST;
    while let Some(Ok(bytes)) = rest.next().await {
        most = most.saturating_sub(bytes.len());
        if most == 0 {
            return;
        }
    }
}
