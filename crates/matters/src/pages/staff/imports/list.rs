//! `/imports`: a ledger brought in one act, and the imports of one's places so far.

use std::collections::HashMap;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use kernel::Page;
use platform::web::{FormState, PageResult, Site, View, Visitor, page};
use platform::{Actor, Conn, Outcome};

use super::address;
use super::bringing::USUAL_SOURCE;
use super::show::{stands, tone};
use crate::acts::orders;
use crate::model::order::{Import, ImportId};
use platform::web::Tone;

/// Rows on a page.
const SIZE: usize = 50;

/// One import as the list shows it.
struct Row {
    href: String,
    file: String,
    source: String,
    brought: String,
    stands: String,
    tone: Tone,
    total: usize,
    fresh: usize,
    changed: usize,
}

#[derive(Template)]
#[template(path = "matters/imports/list.html")]
struct ListPage<'a> {
    v: &'a View,
    form: &'a FormState,
    usual: String,
    rows: Vec<Row>,
    first: Option<String>,
    next: Option<String>,
}

/// The list.
pub(super) async fn list(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Query(query): Query<HashMap<String, String>>,
) -> PageResult {
    let after = query.get("after").and_then(|after| after.parse().ok()).map(ImportId);
    let actor = Arc::clone(&visitor.actor);
    let (found, usual) = site.read(move |conn| load(conn, &actor, after)).await?;
    let view = visitor.view(&site);
    page(&ListPage {
        v: &view,
        form: &FormState::new(),
        usual,
        first: after.map(|_| "/imports".to_owned()),
        next: found.next.map(|next| format!("/imports?after={}", next.id)),
        rows: found.rows.iter().map(|import| draw(&view, import)).collect(),
    })
}

fn load(
    conn: &mut Conn,
    actor: &Arc<Actor>,
    after: Option<ImportId>,
) -> Outcome<(Page<Import>, String)> {
    let found = orders::list(conn, actor, after, SIZE)?;
    let usual = orders::sources(conn, actor)?.into_iter().next();
    Ok((found, usual.unwrap_or_else(|| USUAL_SOURCE.to_owned())))
}

fn draw(view: &View, import: &Import) -> Row {
    let counts = import.counts;
    Row {
        href: address(import.id),
        file: import.file_name.clone(),
        source: import.source.clone(),
        brought: view.iso_time(import.staged_at),
        stands: stands(view, import),
        tone: tone(import, view.now),
        total: counts.total,
        fresh: counts.fresh,
        changed: counts.changed,
    }
}
