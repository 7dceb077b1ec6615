//! The slice's part of the JSON API: the same acts and the same sight as the pages.

mod closing;
mod handling;
mod life;
mod list;
mod raise;
mod shown;
mod triage;
mod words;

use platform::web::{Access, Routes};
use utoipa::OpenApi;

use crate::permissions;

/// The slice's endpoints.
#[must_use]
pub fn routes() -> Routes {
    let (see, handle) = (Access::May(&permissions::SEE), Access::May(&permissions::HANDLE));
    let sort = Access::May(&permissions::TRIAGE);
    let (raise, call) =
        (Access::May(&permissions::RAISE_FOR), Access::May(&permissions::CALL_BACK));
    Routes::new()
        .get("/api/v1/matters", see, list::list)
        .post("/api/v1/matters", raise, raise::create)
        .get("/api/v1/matters/{number}", see, shown::show)
        .get("/api/v1/matters/{number}/life", see, life::list)
        .post("/api/v1/matters/{number}/dispatch", sort, triage::dispatch)
        .post("/api/v1/matters/{number}/decline", sort, triage::decline)
        .post("/api/v1/matters/{number}/signature", handle, handling::sign)
        .post("/api/v1/matters/{number}/contact", handle, handling::contact)
        .post("/api/v1/matters/{number}/progress", handle, handling::progress)
        .post("/api/v1/matters/{number}/completion", handle, handling::complete)
        .post("/api/v1/matters/{number}/callback", call, closing::call_back)
        .post("/api/v1/ratings", Access::SignedIn, closing::rate)
}

/// What the document says of them.
#[must_use]
pub fn document() -> utoipa::openapi::OpenApi {
    Described::openapi()
}

#[derive(OpenApi)]
#[openapi(
    paths(
        list::list,
        raise::create,
        shown::show,
        life::list,
        triage::dispatch,
        triage::decline,
        handling::sign,
        handling::contact,
        handling::progress,
        handling::complete,
        closing::call_back,
        closing::rate
    ),
    tags((name = "matters", description = "What people raise, and what became of it."))
)]
struct Described;
