//! `GET /api/v1/enterprises`, and one of them by its id.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use jiff::civil::Date;
use kernel::{BodyId, Level, PlaceId, Refusal, Scope};
use platform::web::{PageError, PageResult, Site, Visitor};
use platform::{Actor, Conn, Outcome, api};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Turn;
use crate::model::{Enterprise, EnterpriseFilter};
use crate::permissions::{SEE_BODIES, SEE_ENTERPRISES};
use crate::store;

/// What a list is narrowed to.
#[derive(Debug, Clone, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    /// Part of the name.
    name: Option<String>,
    /// Beginning of the industry's code (GB/T 4754-2017): a section letter or more.
    industry: Option<String>,
    /// Only those that rent in the building with this code today.
    building: Option<String>,
    /// Where the page before ended: its `next`.
    cursor: Option<String>,
    /// Rows on a page, 50 unless said.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
}

/// An enterprise as a list shows it.
#[derive(Serialize, ToSchema)]
pub(super) struct EnterpriseRow {
    /// Its id; not for who may not open it.
    id: Option<String>,
    /// Its name.
    name: String,
    /// The building of its largest tenancy.
    building: Option<String>,
    /// Code of its industry (GB/T 4754-2017); empty if unknown.
    industry: String,
    /// People who work there.
    headcount: Option<i32>,
    /// Whether it is registered in the district it sits in.
    registered_here: bool,
}

/// A page of enterprises.
#[derive(Serialize, ToSchema)]
pub(super) struct EnterprisePage {
    /// The enterprises, the largest first.
    items: Vec<EnterpriseRow>,
    /// The `cursor` of the next page; nothing on the last one.
    next: Option<String>,
}

/// Enterprises, the largest first.
#[utoipa::path(
    get,
    path = "/api/v1/enterprises",
    tag = "registry",
    operation_id = "list_enterprises",
    params(Asked),
    responses((status = 200, description = "A page of the list.", body = EnterprisePage))
)]
pub(super) async fn list(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> PageResult {
    let actor = Arc::clone(&visitor.actor);
    let turn = Turn::of(&actor, asked.cursor.as_deref(), asked.limit)?;
    let today = site.world.today();
    let read = move |conn: &mut Conn| load(conn, &actor, &asked, &turn, today);
    Ok(api::answer(&site.read(read).await?))
}

fn load(
    conn: &mut Conn,
    actor: &Actor,
    asked: &Asked,
    turn: &Turn,
    today: Date,
) -> Outcome<EnterprisePage> {
    let mut scope = actor.scope(&SEE_ENTERPRISES);
    if let Some(code) = &asked.building {
        let found = store::building::find_coded(conn, &scope, code)?;
        let nowhere = Scope::nothing;
        scope =
            found.map_or_else(nowhere, |one| nowhere().with_place(Level::Building, one.place.id));
    }
    let filter = EnterpriseFilter {
        name: asked.name.clone().unwrap_or_default(),
        industry: industry(asked.industry.as_deref()),
    };
    let page = store::enterprise::list(conn, &scope, &filter, today, turn.after, turn.size)?;
    let opens = actor.may(&SEE_BODIES);
    Ok(EnterprisePage { items: rows(conn, &page.rows, opens)?, next: turn.next(page.next) })
}

/// The code as it stands in the ledger: letters and digits alone.
fn industry(asked: Option<&str>) -> String {
    asked.unwrap_or_default().chars().filter(char::is_ascii_alphanumeric).collect()
}

fn rows(conn: &mut Conn, found: &[Enterprise], opens: bool) -> Outcome<Vec<EnterpriseRow>> {
    let ids: Vec<PlaceId> = found.iter().filter_map(|one| one.details.building).collect();
    let buildings = store::name::of_places(conn, &ids)?;
    let row = |one: &Enterprise| EnterpriseRow {
        id: opens.then(|| one.body.id.0.to_string()),
        name: one.body.name.clone(),
        building: one.details.building.and_then(|id| buildings.get(&id).cloned()),
        industry: one.details.industry.clone(),
        headcount: one.details.headcount,
        registered_here: one.details.registered_here,
    };
    Ok(found.iter().map(row).collect())
}

/// One enterprise.
#[derive(Serialize, ToSchema)]
pub(super) struct EnterpriseDetail {
    /// The enterprise as lists show it.
    #[serde(flatten)]
    row: EnterpriseRow,
    /// Unified social credit code; empty if unknown.
    credit_code: String,
    /// Its first day.
    #[schema(format = Date)]
    founded_on: Option<String>,
    /// Its last day; nothing while it stands.
    #[schema(format = Date)]
    dissolved_on: Option<String>,
}

/// An enterprise by its id.
#[utoipa::path(
    get,
    path = "/api/v1/enterprises/{id}",
    tag = "registry",
    operation_id = "show_enterprise",
    params(("id" = String, Path, description = "Its id.")),
    responses((status = 200, description = "The enterprise.", body = EnterpriseDetail))
)]
pub(super) async fn show(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> PageResult {
    let actor = Arc::clone(&visitor.actor);
    let id = id.parse().map(BodyId).map_err(|_| PageError::NotFound)?;
    let read = move |conn: &mut Conn| {
        let found = store::enterprise::find(conn, &actor.scope(&SEE_BODIES), id)?;
        let one = found.ok_or_else(Refusal::not_found)?;
        let row = rows(conn, std::slice::from_ref(&one), true)?.remove(0);
        Ok(EnterpriseDetail {
            row,
            credit_code: one.details.credit_code,
            founded_on: one.body.founded_on.map(|day| day.to_string()),
            dissolved_on: one.body.dissolved_on.map(|day| day.to_string()),
        })
    };
    Ok(api::answer(&site.read(read).await?))
}
