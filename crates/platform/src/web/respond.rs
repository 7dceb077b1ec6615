//! Answers: pages, redirects, and one place that turns what went wrong into a page.

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use kernel::Refusal;

use super::site::PageResult;
use crate::throttle::TooMany;

/// Why a handler has no page to give.
#[derive(Debug, Clone)]
pub enum PageError {
    /// Nothing here that this visitor can see.
    NotFound,
    /// The rules said no, and no form can show it.
    Refused(Refusal),
    /// The request is no form of ours.
    Malformed,
    /// The body is larger than this page takes.
    TooLarge,
    /// A post from another site's page.
    CrossSite,
    /// A program without an access token that lasts.
    NoToken,
    /// A program with a token made for reading that asks for a change.
    ReadOnly,
    /// Too many of these from one place in a short time.
    TooMany {
        /// After so many seconds the next one is answered.
        seconds: i64,
    },
    /// The answer took longer than anybody waits; what was asked for may be done all the same.
    Late,
    /// Something failed; the words are for the log alone.
    Broken(String),
}

impl PageError {
    /// The status the answer carries.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Malformed => StatusCode::BAD_REQUEST,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::NoToken => StatusCode::UNAUTHORIZED,
            Self::CrossSite | Self::ReadOnly => StatusCode::FORBIDDEN,
            Self::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Late => StatusCode::SERVICE_UNAVAILABLE,
            Self::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl From<TooMany> for PageError {
    fn from(too_many: TooMany) -> Self {
        Self::TooMany { seconds: too_many.retry_after.as_secs() + 1 }
    }
}

impl From<askama::Error> for PageError {
    fn from(error: askama::Error) -> Self {
        Self::Broken(format!("template: {error}"))
    }
}

impl From<crate::db::StoreError> for PageError {
    fn from(error: crate::db::StoreError) -> Self {
        Self::Broken(error.to_string())
    }
}

impl IntoResponse for PageError {
    /// An empty answer that carries the error; [`super::server`] draws the page, which needs to
    /// know the reader's language.
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// A page.
///
/// # Errors
/// [`PageError::Broken`] if the template cannot be drawn.
pub fn page(template: &impl Template) -> PageResult {
    html(StatusCode::OK, template)
}

/// A form again, with what was typed and what is wrong with it: status 422.
///
/// # Errors
/// As [`page`].
pub fn refused(template: &impl Template) -> PageResult {
    html(StatusCode::UNPROCESSABLE_ENTITY, template)
}

/// A page with a status.
///
/// # Errors
/// As [`page`].
pub fn html(status: StatusCode, template: &impl Template) -> PageResult {
    let body = template.render()?;
    let kind = HeaderValue::from_static("text/html; charset=utf-8");
    Ok((status, [(header::CONTENT_TYPE, kind)], body).into_response())
}

/// What went wrong, for a program.
#[must_use]
pub fn problem(status: StatusCode, problem: &serde_json::Value) -> Response {
    let headers = [(header::CONTENT_TYPE, "application/problem+json"), (header::VARY, "accept")];
    (status, headers, problem.to_string()).into_response()
}

/// After a form that was taken: see the page it leads to.
#[must_use]
pub fn see(address: &str) -> Response {
    Redirect::to(address).into_response()
}

/// A workbook to be kept as `name`, without its ending.
#[must_use]
pub fn workbook(name: &str, bytes: Vec<u8>) -> Response {
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet".to_owned();
    let disposition = format!("attachment; filename=\"{name}.xlsx\"");
    let headers = [(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, disposition)];
    (headers, bytes).into_response()
}
