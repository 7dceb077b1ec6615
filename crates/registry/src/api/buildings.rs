//! `GET /api/v1/buildings`, and one of them by its code.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use kernel::{Level, PlaceId, Refusal, Scope};
use platform::web::{PageResult, Site, Visitor};
use platform::{Actor, Conn, Outcome, api};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Turn;
use crate::model::Building;
use crate::permissions::SEE;
use crate::store;

/// What a list is narrowed to.
#[derive(Debug, Clone, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    /// Part of the name.
    name: Option<String>,
    /// Only in the street or park with this code.
    street: Option<String>,
    /// Where the page before ended: its `next`.
    cursor: Option<String>,
    /// Rows on a page, 50 unless said.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
}

/// A building.
#[derive(Serialize, ToSchema)]
pub(super) struct BuildingRow {
    /// Its public code.
    code: String,
    /// As people call it.
    name: String,
    /// Street and number.
    address: String,
    /// The street or park it lies in.
    street: Option<String>,
    /// Who owns it: `single`, `several`, `state`, `collective`.
    right_type: &'static str,
    /// Its grade by the charter's words; empty if not graded.
    grade: String,
    /// Storeys above ground.
    storeys_above: i32,
    /// Storeys below ground.
    storeys_below: i32,
    /// Gross floor area in 0.01 m².
    floor_area: Option<i64>,
    /// Area to let in 0.01 m².
    lettable_area: Option<i64>,
    /// The last day on which somebody checked this row.
    #[schema(format = Date)]
    verified_on: Option<String>,
}

/// A page of buildings.
#[derive(Serialize, ToSchema)]
pub(super) struct BuildingPage {
    /// The buildings, in the order of their ledger.
    items: Vec<BuildingRow>,
    /// The `cursor` of the next page; nothing on the last one.
    next: Option<String>,
}

/// Buildings, in the order of their ledger.
#[utoipa::path(
    get,
    path = "/api/v1/buildings",
    tag = "registry",
    operation_id = "list_buildings",
    params(Asked),
    responses((status = 200, description = "A page of the list.", body = BuildingPage))
)]
pub(super) async fn list(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> PageResult {
    let actor = Arc::clone(&visitor.actor);
    let turn = Turn::of(&actor, asked.cursor.as_deref(), asked.limit)?;
    Ok(api::answer(&site.read(move |conn| load(conn, &actor, &asked, &turn)).await?))
}

fn load(conn: &mut Conn, actor: &Actor, asked: &Asked, turn: &Turn) -> Outcome<BuildingPage> {
    let scope = match &asked.street {
        Some(code) => narrowed(conn, &actor.scope(&SEE), code)?,
        None => actor.scope(&SEE),
    };
    let name = asked.name.as_deref().unwrap_or_default();
    let page = store::building::list(conn, &scope, name, turn.after, turn.size)?;
    Ok(BuildingPage { items: rows(conn, &page.rows)?, next: turn.next(page.next) })
}

/// The scope within a street; nothing where nobody knows it, or it is out of scope.
fn narrowed(conn: &mut Conn, scope: &Scope, code: &str) -> Outcome<Scope> {
    let street = store::place::find_by_code(conn, code)?;
    let at = street.as_ref().and_then(|street| street.whereabouts());
    let within = at.filter(|at| scope.covers(at)).and_then(|at| at.street);
    Ok(within.map_or_else(Scope::nothing, |id| Scope::nothing().with_place(Level::Street, id)))
}

fn rows(conn: &mut Conn, found: &[Building]) -> Outcome<Vec<BuildingRow>> {
    let ids: Vec<PlaceId> = found.iter().filter_map(|one| one.place.placement.street).collect();
    let streets = store::name::of_places(conn, &ids)?;
    let row = |one: &Building| {
        let (place, details) = (&one.place, &one.details);
        BuildingRow {
            code: place.code.clone(),
            name: place.name.clone(),
            address: details.address.clone(),
            street: place.placement.street.and_then(|id| streets.get(&id).cloned()),
            right_type: details.right_type.word(),
            grade: details.grade.clone(),
            storeys_above: details.storeys_above,
            storeys_below: details.storeys_below,
            floor_area: details.floor_area,
            lettable_area: details.lettable_area,
            verified_on: details.verified_on.map(|day| day.to_string()),
        }
    };
    Ok(found.iter().map(row).collect())
}

/// A building by its code.
#[utoipa::path(
    get,
    path = "/api/v1/buildings/{code}",
    tag = "registry",
    operation_id = "show_building",
    params(("code" = String, Path, description = "Its public code.")),
    responses((status = 200, description = "The building.", body = BuildingRow))
)]
pub(super) async fn show(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(code): Path<String>,
) -> PageResult {
    let actor = Arc::clone(&visitor.actor);
    let read = move |conn: &mut Conn| {
        let found = store::building::find_coded(conn, &actor.scope(&SEE), &code)?;
        let mut rows = rows(conn, &[found.ok_or_else(Refusal::not_found)?])?;
        Ok(rows.remove(0))
    };
    Ok(api::answer(&site.read(read).await?))
}
