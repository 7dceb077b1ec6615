//! What a program sends, and the act it asks for.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, StatusCode, header};
use kernel::Refusal;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::json;
use crate::act::{Act, Outcome};
use crate::repeat::{self, Kept, Repeatable};
use crate::web::{PageError, PageResult, Site, Visitor};

/// Names what a program may send again.
const KEY: &str = "idempotency-key";

/// A body, and under which key it may be sent again.
#[derive(Debug)]
pub struct Sent<T> {
    body: T,
    again: Option<Repeatable>,
}

impl<T: DeserializeOwned> FromRequest<Arc<Site>> for Sent<T> {
    type Rejection = PageError;

    async fn from_request(request: Request, site: &Arc<Site>) -> Result<Self, PageError> {
        let visitor = request.extensions().get::<Visitor>();
        let token = visitor.and_then(|visitor| visitor.caller).map(|caller| caller.token);
        let token = token.ok_or(PageError::NoToken)?;
        let address = request.uri().path().to_owned();
        let headers = request.headers().clone();
        let bytes = Bytes::from_request(request, site).await.map_err(|rejected| match rejected
            .status()
        {
            StatusCode::PAYLOAD_TOO_LARGE => PageError::TooLarge,
            _ => PageError::Malformed,
        })?;
        let body = if bytes.is_empty() { b"{}".as_slice() } else { json_of(&headers, &bytes)? };
        if holds_zero(body) {
            return Err(PageError::Malformed);
        }
        let read = serde_json::from_slice(body);
        let body = read.map_err(|error| {
            let said = error.to_string();
            PageError::Refused(Refusal::new("api-refusal-body").with("said", said))
        })?;
        let again = match headers.get(KEY) {
            None => None,
            Some(key) => {
                let key = key.to_str().unwrap_or_default();
                Some(Repeatable::new(token, key, &address, &bytes).map_err(PageError::Refused)?)
            }
        };
        Ok(Self { body, again })
    }
}

/// Whether a text in the body holds the letter of number zero, which PostgreSQL does not store.
fn holds_zero(body: &[u8]) -> bool {
    fn found(value: &Value) -> bool {
        match value {
            Value::String(text) => text.contains('\0'),
            Value::Array(items) => items.iter().any(found),
            Value::Object(fields) => fields.values().any(found),
            _ => false,
        }
    }
    // Written otherwise than so it is no JSON.
    let written = body.windows(6).any(|part| part == br"\u0000");
    written && serde_json::from_slice(body).is_ok_and(|value: Value| found(&value))
}

/// The body of a request that says it is JSON.
fn json_of<'b>(headers: &HeaderMap, bytes: &'b Bytes) -> Result<&'b [u8], PageError> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let kind = kind.and_then(|kind| kind.split(';').next()).unwrap_or_default().trim();
    if kind.eq_ignore_ascii_case("application/json") {
        Ok(bytes)
    } else {
        Err(PageError::Malformed)
    }
}

/// Runs the act that a program asks for and answers with what it gives; a request that was
/// answered already is answered alike and not done again.
///
/// # Errors
/// Whatever the act refuses.
pub async fn run<T: Send + 'static, A: Serialize>(
    site: &Arc<Site>,
    visitor: &Visitor,
    status: StatusCode,
    sent: Sent<T>,
    work: impl FnOnce(&mut Act<'_, '_>, &T) -> Outcome<A> + Send + 'static,
) -> PageResult {
    let Sent { body, again } = sent;
    let done = move |act: &mut Act<'_, '_>| {
        let answer = work(act, &body)?;
        let body = serde_json::to_string(&answer).expect("an answer is plain data");
        Ok(Kept { status: status.as_u16(), body })
    };
    let kept = site
        .act(&visitor.actor, move |act| match &again {
            Some(request) => repeat::once(act, request, done),
            None => done(act),
        })
        .await?;
    let status = StatusCode::from_u16(kept.status).unwrap_or(StatusCode::OK);
    Ok(json(status, kept.body))
}
