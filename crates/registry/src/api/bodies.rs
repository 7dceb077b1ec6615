//! `GET /api/v1/bodies`, and one of them by its id: whom a matter can be given to, among others.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use kernel::{BodyId, Refusal};
use platform::web::{PageError, PageResult, Site, Visitor};
use platform::{Conn, api};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Turn;
use crate::model::Body;
use crate::permissions::SEE_BODIES;
use crate::store;
use crate::store::body::BodyFilter;

/// What a list is narrowed to.
#[derive(Debug, Clone, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    /// Only of this kind of the charter, such as `property_company`.
    kind: Option<String>,
    /// Part of the name.
    name: Option<String>,
    /// Where the page before ended: its `next`.
    cursor: Option<String>,
    /// Rows on a page, 50 unless said.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
}

/// A body: a committee, a workstation, a department, a property company …
#[derive(Serialize, ToSchema)]
pub(super) struct BodyRow {
    /// Its id.
    id: String,
    /// Its kind by the charter.
    kind: String,
    /// Its name.
    name: String,
    /// The body above it.
    parent: Option<String>,
    /// Its first day.
    #[schema(format = Date)]
    founded_on: Option<String>,
    /// Its last day; nothing while it stands.
    #[schema(format = Date)]
    dissolved_on: Option<String>,
}

impl BodyRow {
    fn of(body: &Body) -> Self {
        Self {
            id: body.id.0.to_string(),
            kind: body.kind.clone(),
            name: body.name.clone(),
            parent: body.parent.map(|parent| parent.0.to_string()),
            founded_on: body.founded_on.map(|day| day.to_string()),
            dissolved_on: body.dissolved_on.map(|day| day.to_string()),
        }
    }
}

/// A page of bodies.
#[derive(Serialize, ToSchema)]
pub(super) struct BodyPage {
    /// The bodies, in the order in which they were recorded.
    items: Vec<BodyRow>,
    /// The `cursor` of the next page; nothing on the last one.
    next: Option<String>,
}

/// Bodies, in the order in which they were recorded.
#[utoipa::path(
    get,
    path = "/api/v1/bodies",
    tag = "registry",
    operation_id = "list_bodies",
    params(Asked),
    responses((status = 200, description = "A page of the list.", body = BodyPage))
)]
pub(super) async fn list(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> PageResult {
    let actor = Arc::clone(&visitor.actor);
    let turn = Turn::of(&actor, asked.cursor.as_deref(), asked.limit)?;
    let read = move |conn: &mut Conn| {
        let filter = BodyFilter {
            kind: asked.kind.unwrap_or_default(),
            name: asked.name.unwrap_or_default(),
            ..BodyFilter::default()
        };
        let scope = actor.scope(&SEE_BODIES);
        let page = store::body::list(conn, &scope, &filter, turn.after, turn.size)?;
        let items = page.rows.iter().map(BodyRow::of).collect();
        Ok(BodyPage { items, next: turn.next(page.next) })
    };
    Ok(api::answer(&site.read(read).await?))
}

/// A body by its id.
#[utoipa::path(
    get,
    path = "/api/v1/bodies/{id}",
    tag = "registry",
    operation_id = "show_body",
    params(("id" = String, Path, description = "Its id.")),
    responses((status = 200, description = "The body.", body = BodyRow))
)]
pub(super) async fn show(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> PageResult {
    let actor = Arc::clone(&visitor.actor);
    let id = id.parse().map(BodyId).map_err(|_| PageError::NotFound)?;
    let read = move |conn: &mut Conn| {
        let found = store::body::find(conn, &actor.scope(&SEE_BODIES), id)?;
        Ok(BodyRow::of(&found.ok_or_else(Refusal::not_found)?))
    };
    Ok(api::answer(&site.read(read).await?))
}
