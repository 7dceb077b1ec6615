//! `/charters/{id}`: the rules in force as tables people can read, each with its source.

use std::collections::BTreeMap;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};

use super::{Pinned, RowInWords};
use crate::web::{Access, PageError, PageResult, Routes, Site, View, Visitor, page};

/// The rows of one part of a charter, such as `matters.classes`.
struct Part {
    title: String,
    rows: Vec<RowInWords>,
}

#[derive(Template)]
#[template(path = "platform/charter.html")]
struct CharterPage<'a> {
    v: &'a View,
    charter: &'a Pinned,
    title: String,
    sections: Vec<(String, String, bool)>,
    parts: Vec<Part>,
}

impl CharterPage<'_> {
    /// Enough of the hash to tell two versions apart.
    fn short_hash(&self) -> &str {
        &self.charter.hash()[..12]
    }
}

/// The pages of charters.
#[must_use]
pub fn routes() -> Routes {
    Routes::new().get("/charters/{id}", Access::SignedIn, first).get(
        "/charters/{id}/{section}",
        Access::SignedIn,
        show,
    )
}

async fn first(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> PageResult {
    draw(&site, &visitor, id, None).await
}

async fn show(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path((id, section)): Path<(String, String)>,
) -> PageResult {
    draw(&site, &visitor, id, Some(section)).await
}

async fn draw(
    site: &Arc<Site>,
    visitor: &Visitor,
    id: String,
    section: Option<String>,
) -> PageResult {
    let world = Arc::clone(&site.world);
    let found = site.read(move |conn| Ok(world.charters.latest(conn, &id)?)).await?;
    let charter = found.ok_or(PageError::NotFound)?;
    let view = visitor.view(site);
    let mut names: Vec<&str> = Vec::new();
    for row in charter.rows() {
        if !names.contains(&row.section.as_str()) {
            names.push(&row.section);
        }
    }
    let section = section.unwrap_or_else(|| names.first().map_or("", |name| name).to_owned());
    if !names.contains(&section.as_str()) {
        return Err(PageError::NotFound);
    }
    let title = charter.head().title.in_language(view.locale.tag()).to_owned();
    let sections = names
        .iter()
        .map(|name| {
            let words = view.t(&format!("charter-section-{}", name.replace('_', "-")));
            ((*name).to_owned(), words.into_owned(), *name == section)
        })
        .collect();
    let parts = parts(&view, &charter, &section);
    page(&CharterPage { v: &view, charter: &charter, title, sections, parts })
}

/// The rows of a section, put together by the part they belong to, in the order of the file.
fn parts(view: &View, charter: &Pinned, section: &str) -> Vec<Part> {
    let tag = view.locale.tag();
    let say = |key: &str, args: &[(&'static str, kernel::Arg)]| view.locale.t_args(key, args);
    let mut order: Vec<String> = Vec::new();
    let mut by_part: BTreeMap<String, Vec<RowInWords>> = BTreeMap::new();
    for row in charter.rows().iter().filter(|row| row.section == section) {
        let words = row.in_words(charter.head(), tag, &say);
        let title = words.of.split(" · ").next().unwrap_or_default().to_owned();
        if !by_part.contains_key(&title) {
            order.push(title.clone());
        }
        by_part.entry(title).or_default().push(words);
    }
    order
        .into_iter()
        .map(|title| Part { rows: by_part.remove(&title).unwrap_or_default(), title })
        .collect()
}
