//! `/imports/{id}/marked`: the table as it came, with every cell at fault marked and explained.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::IntoResponse;
use platform::web::{PageResult, Site, Visitor};

use super::named;
use crate::acts::orders;

/// The workbook.
pub(super) async fn show(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> PageResult {
    let id = named(&id)?;
    let (actor, view) = (Arc::clone(&visitor.actor), visitor.view(&site));
    let (locale, today) = (view.locale, view.today());
    let marked = site.aside(move |world| {
        orders::marked(world, &actor, id, |finding| locale.t_args(finding.key, &finding.all_args()))
    });
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet".to_owned();
    let disposition = format!("attachment; filename=\"orders-marked-{today}.xlsx\"");
    let headers = [(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, disposition)];
    Ok((headers, marked.await?).into_response())
}
