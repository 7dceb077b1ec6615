//! `/verify`: how anybody can hold the journal to what it said before.

use std::collections::HashMap;
use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use kernel::PlaceId;
use platform::journal::head::{self, Published};
use platform::web::{PageResult, Site, View, Visitor, page};

#[derive(Template)]
#[template(path = "matters/public/verify.html")]
struct VerifyPage<'a> {
    v: &'a View,
    heads: Vec<(String, Published)>,
}

/// The latest published heads, and what to do with them.
pub(super) async fn show(State(site): State<Arc<Site>>, visitor: Visitor) -> PageResult {
    let read = site.read(|conn| {
        let heads = head::list_latest(conn)?;
        let places: Vec<PlaceId> = heads.iter().map(|head| PlaceId(head.district_id)).collect();
        let names = registry::store::name::of_places(conn, &places)?;
        Ok((heads, names))
    });
    let (heads, names): (Vec<Published>, HashMap<PlaceId, String>) = read.await?;
    let v = visitor.view(&site);
    let named = heads.into_iter().map(|head| {
        let name = names.get(&PlaceId(head.district_id)).cloned();
        (name.unwrap_or_else(|| v.t("verify-installation").into_owned()), head)
    });
    page(&VerifyPage { heads: named.collect(), v: &v })
}
