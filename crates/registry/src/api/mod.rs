//! The slice's part of the JSON API: reads of the registry, within the same scopes as the pages.
//!
//! Ids of rows tell when they were made: who is shielded gets none, and lists without further
//! pages, since the key of one would hold an id (UX §6).

mod bodies;
mod buildings;
mod enterprises;
mod places;

use kernel::Keyset;
use platform::Actor;
use platform::api;
use platform::web::{Access, PageError, Routes};
use utoipa::OpenApi;

use crate::permissions::{SEE, SEE_BODIES, SEE_ENTERPRISES};

/// Rows on the one page of who is shielded. Source: assumption (as on the pages).
const SHIELDED: usize = 300;

/// The slice's endpoints.
#[must_use]
pub fn routes() -> Routes {
    let (see, see_bodies) = (Access::May(&SEE), Access::May(&SEE_BODIES));
    Routes::new()
        .get("/api/v1/places/{code}", see, places::show)
        .get("/api/v1/buildings", see, buildings::list)
        .get("/api/v1/buildings/{code}", see, buildings::show)
        .get("/api/v1/bodies", see_bodies, bodies::list)
        .get("/api/v1/bodies/{id}", see_bodies, bodies::show)
        .get("/api/v1/enterprises", Access::May(&SEE_ENTERPRISES), enterprises::list)
        .get("/api/v1/enterprises/{id}", see_bodies, enterprises::show)
}

/// What the document says of them.
#[must_use]
pub fn document() -> utoipa::openapi::OpenApi {
    Described::openapi()
}

#[derive(OpenApi)]
#[openapi(
    paths(
        places::show,
        buildings::list,
        buildings::show,
        bodies::list,
        bodies::show,
        enterprises::list,
        enterprises::show
    ),
    tags((name = "registry", description = "Places, buildings, bodies and enterprises."))
)]
struct Described;

/// Which page of a list is asked for.
struct Turn {
    after: Option<Keyset>,
    size: usize,
    /// Whether there are further pages for who asks.
    goes_on: bool,
}

impl Turn {
    fn of(actor: &Actor, cursor: Option<&str>, limit: Option<u32>) -> Result<Self, PageError> {
        let size = api::page_size(limit)?;
        if actor.is_shielded() {
            return Ok(Self { after: None, size: SHIELDED, goes_on: false });
        }
        let after = cursor.map(|cursor| cursor.parse().map_err(|_| api::unknown("cursor")));
        Ok(Self { after: after.transpose()?, size, goes_on: true })
    }

    fn next(&self, next: Option<Keyset>) -> Option<String> {
        next.filter(|_| self.goes_on).map(|next| next.to_string())
    }
}
