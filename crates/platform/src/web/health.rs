//! For whoever runs it: is it up, can it serve, and how is it doing.

use std::sync::{Arc, OnceLock};

use axum::Router;
use axum::extract::{MatchedPath, Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};

use super::site::Site;
use crate::act::Failure;

/// `/healthz`: the process answers. `/readyz`: the database does too. `/metrics`: counts and times
/// by route, never by address or person.
pub(super) fn router() -> Router<Arc<Site>> {
    // The recorder is installed before the first request, so that nothing goes uncounted.
    recorder();
    Router::new().route("/healthz", get(|| async { "ok\n" })).route("/readyz", get(ready)).route(
        "/metrics",
        get(|| async { recorder().map(PrometheusHandle::render).unwrap_or_default() }),
    )
}

async fn ready(State(site): State<Arc<Site>>) -> Response {
    let read = site.read(|conn| {
        use diesel::connection::SimpleConnection;
        conn.batch_execute("SELECT 1").map_err(Failure::from)
    });
    match read.await {
        Ok(()) => "ready\n".into_response(),
        Err(error) => {
            tracing::error!(%error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n").into_response()
        }
    }
}

fn recorder() -> Option<&'static PrometheusHandle> {
    static HANDLE: OnceLock<Option<PrometheusHandle>> = OnceLock::new();
    HANDLE.get_or_init(|| PrometheusBuilder::new().install_recorder().ok()).as_ref()
}

/// Counts and times each request by the route it matched.
pub(super) async fn measure(request: Request, next: Next) -> Response {
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or_else(|| "unmatched".to_owned(), |path| path.as_str().to_owned());
    let stopwatch = crate::present::Stopwatch::start();
    let response = next.run(request).await;
    let status = response.status().as_u16().to_string();
    metrics::counter!("loushi_requests_total", "route" => route.clone(), "status" => status)
        .increment(1);
    metrics::histogram!("loushi_request_seconds", "route" => route).record(stopwatch.seconds());
    response
}
