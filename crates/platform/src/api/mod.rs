//! The JSON API: what its endpoints in every slice share.
//!
//! An endpoint stands under [`PREFIX`], declares its access like a page, and calls the same acts.
//! Who asks is known by an access token alone ([`crate::account::access_token`]); cookies mean
//! nothing here, so that no page of another site can ask in somebody's name. Errors are problems
//! (RFC 9457) drawn in one place ([`crate::web::server`]). The document of all endpoints is put
//! together by [`document`] and read at `/api`.

mod document;
mod reader;
mod sent;

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use jiff::SignedDuration;
use serde::Serialize;
use utoipa::ToSchema;

pub use document::document;
pub use reader::routes;
pub use sent::{Sent, run};

use crate::throttle::Rate;
use crate::web::PageError;

/// Where every endpoint of the API begins.
pub const PREFIX: &str = "/api/v1/";

/// Requests of one token in a minute, unless the operator allows others. Source: assumption.
pub const PER_MINUTE: u32 = 300;

/// Most rows on a page of a list.
pub const PAGE_MOST: usize = 200;
/// Rows on a page where nobody asks for more.
const PAGE: usize = 50;

/// Whether a path is one of the API's endpoints.
#[must_use]
pub fn is_endpoint(path: &str) -> bool {
    path.starts_with(PREFIX)
}

/// How often a token may ask: `per_minute`, a minute's worth of it at once.
#[must_use]
pub fn rate(per_minute: u32) -> Rate {
    let burst = per_minute.max(1);
    Rate { burst, every: SignedDuration::from_micros(60_000_000 / i64::from(burst)) }
}

/// Rows on a page, as asked for.
///
/// # Errors
/// At `limit` unless it is between 1 and [`PAGE_MOST`].
pub fn page_size(limit: Option<u32>) -> Result<usize, PageError> {
    let size = limit.map_or(PAGE, |limit| usize::try_from(limit).unwrap_or(usize::MAX));
    if (1..=PAGE_MOST).contains(&size) {
        return Ok(size);
    }
    let refusal = kernel::Refusal::at("limit", "api-refusal-limit").with("most", PAGE_MOST);
    Err(PageError::Refused(refusal))
}

/// A field of the address whose value means nothing here.
#[must_use]
pub fn unknown(field: &'static str) -> PageError {
    PageError::Refused(kernel::Refusal::at(field, "api-refusal-unknown"))
}

/// An answer.
#[must_use]
pub fn answer(body: &impl Serialize) -> Response {
    let body = serde_json::to_string(body).expect("an answer is plain data");
    json(StatusCode::OK, body)
}

fn json(status: StatusCode, body: String) -> Response {
    let kind = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")];
    (status, kind, body).into_response()
}

/// What went wrong. Source: RFC 9457.
#[derive(Serialize, ToSchema)]
pub struct Problem {
    /// Always `about:blank`: the status and `code` say what it is.
    pub r#type: String,
    /// What is wrong, in the language asked for.
    pub title: String,
    /// The status once more.
    pub status: u16,
    /// What to do about it, in the language asked for.
    pub detail: String,
    /// For a failure: the number to quote to whoever runs the system.
    #[schema(required = false)]
    pub id: Option<String>,
    /// For a refusal: what a rule refused, one word for each rule.
    #[schema(required = false)]
    pub code: Option<String>,
    /// For a refusal: the fields it concerns.
    #[schema(required = false)]
    pub errors: Option<Vec<FieldError>>,
}

/// What is wrong with one field.
#[derive(Serialize, ToSchema)]
pub struct FieldError {
    /// The field of the body, the parameter of the address, or the header.
    pub field: String,
    /// What a rule refused.
    pub code: String,
    /// The same in the language asked for.
    pub detail: String,
}
