//! `/me/views`: keeping a list as a view, and the views one keeps.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Form, Path, Query, State};

use super::{NAME_MOST, SavedView, path_of};
use crate::act::Failure;
use crate::web::{
    Access, FormState, PageError, PageResult, Routes, Site, View, Visitor, html, see,
};

/// The pages of saved views.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .get("/me/views", Access::SignedIn, show)
        .post("/me/views", Access::SignedIn, create)
        .post("/me/views/{id}/removal", Access::SignedIn, remove)
}

#[derive(Template)]
#[template(path = "platform/saved_views.html")]
struct SavedViewsPage<'a> {
    v: &'a View,
    form: &'a FormState,
    /// The list that is to be kept, if one is.
    address: Option<&'a str>,
    kept: &'a [SavedView],
}

impl SavedViewsPage<'_> {
    fn name_most(&self) -> u32 {
        NAME_MOST
    }
}

async fn show(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Query(asked): Query<Vec<(String, String)>>,
) -> PageResult {
    draw(&site, &visitor, &FormState::from_pairs(asked)).await
}

async fn draw(site: &Arc<Site>, visitor: &Visitor, form: &FormState) -> PageResult {
    let account = visitor.actor.account.ok_or(PageError::NotFound)?;
    let kept = site.read(move |conn| Ok(super::list_all(conn, account)?)).await?;
    let view = visitor.view(site);
    let address = form.filled("address").filter(|address| path_of(address).is_some());
    html(form.status(), &SavedViewsPage { v: &view, form, address, kept: &kept })
}

/// Keeps a list, and goes back to it.
async fn create(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Form(pairs): Form<Vec<(String, String)>>,
) -> PageResult {
    let form = FormState::from_pairs(pairs);
    let (address, name) = (form.value("address").to_owned(), form.value("name").to_owned());
    match site.act(&visitor.actor, move |act| super::keep(act, &address, &name)).await {
        Ok(()) => Ok(see(form.value("address"))),
        Err(Failure::Refused(refusal)) if refusal.not_found => Err(PageError::NotFound),
        Err(failure) => draw(&site, &visitor, &form.kept(failure, &site)?).await,
    }
}

async fn remove(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(id): Path<i64>,
) -> PageResult {
    site.act(&visitor.actor, move |act| super::drop_view(act, id)).await?;
    Ok(see("/me/views"))
}
