//! The server: routes of all slices behind one set of layers.
//!
//! From outside in: headers every answer carries → compression → entity tags → error pages → the
//! rest of what is too large → the time an answer may take → choices in the address → addresses that can be read → who is asking → cross-site posts → panics →
//! the route's access. Whatever goes wrong inside the error pages gets one.

use std::any::Any;
use std::sync::Arc;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::{CompressionLayer, CompressionLevel};

use super::error_page::ErrorPage;
use super::respond::PageError;
use super::route::Routes;
use super::site::Site;
use super::visitor::Visitor;
use super::{
    assets, entity_tag, guard, health, hearing_out, patience, preferences, respond, visitor,
};
use crate::api;

/// Forms without files: far more than any of ours, far less than an attack.
const FORM_BYTES: usize = 256 * 1024;

/// Nothing is loaded from elsewhere and nothing runs that is not a file of ours. Photos chosen in
/// a form are previewed as blobs.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; \
     img-src 'self' data: blob:; connect-src 'self'; manifest-src 'self'; form-action 'self'; \
     base-uri 'none'; frame-ancestors 'none'";

/// Who the answer is for, told to the outer layers.
#[derive(Clone)]
pub(super) struct Reader(pub(super) Visitor);

/// The whole site as a service.
pub fn router(site: Arc<Site>, routes: Routes) -> Router {
    let pages = routes
        .into_router()
        .fallback(|| async { PageError::NotFound })
        .layer(DefaultBodyLimit::max(FORM_BYTES))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn_with_state(Arc::clone(&site), guard::same_site))
        .layer(from_fn_with_state(Arc::clone(&site), visitor::recognise))
        .layer(from_fn(guard::readable))
        .layer(from_fn(preferences::choose))
        .layer(from_fn(patience::keep))
        .layer(from_fn(hearing_out::hear))
        .layer(from_fn_with_state(Arc::clone(&site), draw_errors))
        .layer(from_fn(entity_tag::answer_unchanged));
    Router::new()
        .merge(pages)
        .route("/assets/{file}", axum::routing::get(assets::serve))
        .merge(health::router())
        // The fastest level: the default one halves the throughput of dynamic pages thrice.
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest))
        .layer(from_fn(harden))
        .layer(CatchPanicLayer::custom(panicked_outside))
        .layer(from_fn(health::measure))
        .with_state(site)
}

/// Puts a page in place of a [`PageError`], in the reader's language, with an id for the log; for
/// a client that asks for JSON a problem in its place (RFC 9457).
async fn draw_errors(State(site): State<Arc<Site>>, request: Request, next: Next) -> Response {
    // Whoever could not be recognised still has a language.
    let stranger = visitor::stranger(&request);
    let as_json = asks_for_json(request.headers()) || api::is_endpoint(request.uri().path());
    let mut response = next.run(request).await;
    let reader = response.extensions_mut().remove::<Reader>();
    let visitor = reader.map_or(stranger, |Reader(visitor)| visitor);
    let error = match response.extensions_mut().remove::<PageError>() {
        Some(error) => error,
        None => match unnamed_error(&response) {
            Some(error) => error,
            None => return response,
        },
    };
    error_answer(&site, &visitor, &error, as_json)
}

/// Whether a client takes JSON and no page: browsers name `text/html` first.
fn asks_for_json(headers: &HeaderMap) -> bool {
    let accepted = headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok());
    let kinds: Vec<&str> = accepted
        .flat_map(|value| value.split(','))
        .map(|kind| kind.split(';').next().unwrap_or_default().trim())
        .collect();
    let json = ["application/json", "application/problem+json"];
    kinds.iter().any(|kind| json.contains(kind)) && !kinds.contains(&"text/html")
}

/// The page for `error`. Failures get an id, which stands in the log beside the cause.
fn error_answer(site: &Site, visitor: &Visitor, error: &PageError, as_json: bool) -> Response {
    let view = visitor.view(site);
    let page = match error {
        PageError::NotFound => ErrorPage::not_found(view),
        PageError::Refused(refusal) => ErrorPage::refusal(view, refusal),
        PageError::Malformed => ErrorPage::refused(view, "error-bad-request"),
        PageError::TooLarge => ErrorPage::too_large(view, "30 MB"),
        PageError::CrossSite => ErrorPage::refused(view, "error-cross-site"),
        PageError::NoToken => ErrorPage::refused(view, "error-no-token"),
        PageError::ReadOnly => ErrorPage::refused(view, "error-read-only"),
        PageError::TooMany { seconds } => ErrorPage::too_many(view, *seconds),
        PageError::Late => ErrorPage::late(view, site.note_failure("no answer in time")),
        PageError::Broken(why) => ErrorPage::failed(view, site.note_failure(why)),
    };
    if as_json {
        let answer = respond::problem(error.status(), &page.problem(error.status()));
        return directed(error, answer);
    }
    let drawn = respond::html(error.status(), &page);
    directed(error, drawn.unwrap_or_else(|_| error.status().into_response()))
}

/// The answer with the header that says what would help.
fn directed(error: &PageError, mut answer: Response) -> Response {
    let headers = answer.headers_mut();
    match error {
        PageError::NoToken => {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        PageError::TooMany { seconds } => {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(*seconds));
        }
        _ => {}
    }
    answer
}

/// What axum itself answers when a body is too large or no form of ours.
fn unnamed_error(response: &Response) -> Option<PageError> {
    let is_page = || {
        let kind = response.headers().get(header::CONTENT_TYPE);
        kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
    };
    match response.status() {
        StatusCode::PAYLOAD_TOO_LARGE => (!is_page()).then_some(PageError::TooLarge),
        StatusCode::BAD_REQUEST | StatusCode::UNSUPPORTED_MEDIA_TYPE => Some(PageError::Malformed),
        StatusCode::METHOD_NOT_ALLOWED => Some(PageError::NotFound),
        StatusCode::UNPROCESSABLE_ENTITY => (!is_page()).then_some(PageError::Malformed),
        _ => None,
    }
}

/// Headers that every answer carries.
async fn harden(request: Request, next: Next) -> Response {
    let secret = ["/follow", "/setup"].iter().any(|at| request.uri().path().starts_with(at));
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let mut put = |name: HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    put(header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY);
    put(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    put(header::X_FRAME_OPTIONS, "DENY");
    put(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    put(HeaderName::from_static("permissions-policy"), "geolocation=(), microphone=(), payment=()");
    put(header::CACHE_CONTROL, "private, no-cache");
    if secret {
        // A query code or a one-time link must not travel on in a Referer, nor be found by a search engine.
        put(header::REFERRER_POLICY, "no-referrer");
        put(HeaderName::from_static("x-robots-tag"), "noindex");
    } else {
        put(header::REFERRER_POLICY, "same-origin");
    }
    response
}

/// A page that panicked gets an error page like one that failed.
#[expect(clippy::needless_pass_by_value, reason = "the layer hands the panic over")]
fn panicked(panic: Box<dyn Any + Send + 'static>) -> Response {
    PageError::Broken(format!("panicked: {}", last_words(&*panic))).into_response()
}

/// A panic in the layers themselves: nobody is left to draw a page.
#[expect(clippy::needless_pass_by_value, reason = "the layer hands the panic over")]
fn panicked_outside(panic: Box<dyn Any + Send + 'static>) -> Response {
    tracing::error!(panic = last_words(&*panic), "a layer panicked");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

fn last_words(panic: &(dyn Any + Send)) -> &str {
    let owned = panic.downcast_ref::<String>().map(String::as_str);
    owned.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no words")
}
