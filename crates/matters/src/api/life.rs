//! `GET /api/v1/matters/{number}/life`: what happened to a matter, as its page tells it.

use std::sync::Arc;

use axum::extract::{Path, State};
use platform::api;
use platform::web::{PageResult, Site, View, Visitor};
use serde::Serialize;
use utoipa::ToSchema;

use super::shown::text;
use crate::viewing::Facts;
use crate::viewing::life::{Part, Shown, shown};

/// The life of a matter.
#[derive(Serialize, ToSchema)]
pub(super) struct Life {
    /// What happened, newest first; at most 500 entries.
    items: Vec<LifeEntry>,
}

/// Something that happened to a matter.
#[derive(Serialize, ToSchema)]
pub(super) struct LifeEntry {
    /// The kind of event, such as `matter.signed`.
    kind: String,
    /// What happened, in the language asked for.
    title: String,
    /// The day, in the district's zone.
    #[schema(format = Date)]
    day: String,
    /// The moment; not for shielded accounts.
    #[schema(format = DateTime)]
    at: Option<String>,
    /// The post and body behind it; empty where none stands behind it.
    who: String,
    /// What was written, as far as the account may read it; empty for nothing.
    note: String,
    /// What else there is to say, in the language asked for; empty for nothing.
    detail: String,
    /// Whether the reporter and the public read it too.
    outward: bool,
}

impl LifeEntry {
    fn of(view: &View, one: &Shown<'_>) -> Self {
        let drawn = one.drawn(view);
        Self {
            kind: one.kind().to_owned(),
            title: drawn.title,
            day: one.day(view).map(|day| day.to_string()).unwrap_or_default(),
            at: drawn.at.map(text),
            who: drawn.who,
            note: drawn.quote,
            detail: drawn.detail,
            outward: one.outward,
        }
    }
}

/// What happened to a matter.
#[utoipa::path(
    get,
    path = "/api/v1/matters/{number}/life",
    tag = "matters",
    operation_id = "list_life",
    params(("number" = String, Path, description = "The number people call it by.")),
    responses((status = 200, description = "What happened, newest first.", body = Life))
)]
pub(super) async fn list(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(number): Path<String>,
) -> PageResult {
    let facts = Facts::of(&site, &visitor, &number).await?;
    let view = visitor.view(&site);
    let items = shown(&facts, Part::All).map(|one| LifeEntry::of(&view, &one)).collect();
    Ok(api::answer(&Life { items }))
}
