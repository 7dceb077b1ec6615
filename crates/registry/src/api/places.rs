//! `GET /api/v1/places/{code}`: a place and what lies directly in it.

use std::sync::Arc;

use axum::extract::{Path, State};
use kernel::Refusal;
use platform::api;
use platform::web::{PageResult, Site, Visitor};
use platform::{Actor, Conn, Outcome};
use serde::Serialize;
use utoipa::ToSchema;

use crate::model::Place;
use crate::permissions::SEE;
use crate::store;

/// A place.
#[derive(Serialize, ToSchema)]
pub(super) struct PlaceRow {
    /// Its public code; empty if it has none.
    code: String,
    /// What sort of place it is, such as `building` or `floor`.
    kind: &'static str,
    /// As people call it; of a floor, what the lift shows.
    name: String,
}

impl PlaceRow {
    fn of(place: &Place) -> Self {
        Self { code: place.code.clone(), kind: place.kind.word(), name: place.name.clone() }
    }
}

/// A place with what lies directly in it.
#[derive(Serialize, ToSchema)]
pub(super) struct PlaceDetail {
    /// The place.
    #[serde(flatten)]
    row: PlaceRow,
    /// The places directly in it, in their order.
    children: Vec<PlaceRow>,
}

/// A place and what lies directly in it.
#[utoipa::path(
    get,
    path = "/api/v1/places/{code}",
    tag = "registry",
    operation_id = "show_place",
    params(("code" = String, Path, description = "Its public code.")),
    responses((status = 200, description = "The place.", body = PlaceDetail))
)]
pub(super) async fn show(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(code): Path<String>,
) -> PageResult {
    let actor = Arc::clone(&visitor.actor);
    Ok(api::answer(&site.read(move |conn| load(conn, &actor, &code)).await?))
}

fn load(conn: &mut Conn, actor: &Actor, code: &str) -> Outcome<PlaceDetail> {
    let scope = actor.scope(&SEE);
    let found = store::place::find_by_code(conn, code)?;
    let seen = found.filter(|one| one.whereabouts().is_some_and(|at| scope.covers(&at)));
    let place = seen.ok_or_else(Refusal::not_found)?;
    let children = store::place::children(conn, place.id)?;
    Ok(PlaceDetail {
        row: PlaceRow::of(&place),
        children: children.iter().map(PlaceRow::of).collect(),
    })
}
