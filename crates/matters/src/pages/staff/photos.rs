//! `/matters/{number}/photos/{key}`: a photo, to who may see it; and its release, once a worker has
//! looked that it shows nobody.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::IntoResponse;
use kernel::Refusal;
use platform::attachment::{self, Size};
use platform::web::{FormState, PageError, PageResult, Site, Visitor};

use super::facts;
use super::handling::{self, Pairs};
use crate::acts;
use crate::model::MatterNumber;

/// The picture; `?small=1` the small one.
pub(super) async fn show(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path((number, key)): Path<(String, String)>,
    Query(query): Query<Pairs>,
) -> PageResult {
    let number: MatterNumber = number.parse().map_err(|_| PageError::NotFound)?;
    let actor = Arc::clone(&visitor.actor);
    let photo = site
        .read(move |conn| {
            let photos = facts::photos_of(conn, &actor, &number)?;
            let found = photos.into_iter().find(|photo| photo.key == key);
            Ok(found.ok_or_else(Refusal::not_found)?)
        })
        .await?;
    let small = FormState::from_pairs(query).has("small", "1");
    let size = if small { Size::Small } else { Size::Full };
    let bytes = attachment::load(&site.world, &photo, size).await?;
    let kept =
        [(header::CONTENT_TYPE, "image/jpeg"), (header::CACHE_CONTROL, "private, max-age=3600")];
    Ok((kept, bytes).into_response())
}

/// Lets handlers behind the shield see it.
pub(super) async fn release(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path((number, key)): Path<(String, String)>,
) -> PageResult {
    handling::run(&site, &visitor, &number, FormState::new(), move |act, number, _| {
        acts::release_photo(act, number, &key)
    })
    .await
}
