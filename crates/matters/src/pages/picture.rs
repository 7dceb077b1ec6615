//! A photo's picture as an answer, for the doors that have found out that it may be seen.

use axum::http::header;
use axum::response::IntoResponse;
use platform::attachment::{self, Attachment, Size};
use platform::web::{FormState, PageResult, Site};

/// How long a browser may show again what it has shown. Pages stop naming a photo the moment its
/// release is taken back; this bounds how long whoever knew its address sees it still, and only in
/// the browser that has seen it before.
const A_WHILE: &str = "private, max-age=600";

/// The full picture, or the small one where the query says `small=1`.
///
/// # Errors
/// A failure if the file cannot be read.
pub(super) async fn answer(
    site: &Site,
    photo: &Attachment,
    query: Vec<(String, String)>,
) -> PageResult {
    let small = FormState::from_pairs(query).has("small", "1");
    let size = if small { Size::Small } else { Size::Full };
    let bytes = attachment::load(&site.world, photo, size).await?;
    let kept = [(header::CONTENT_TYPE, "image/jpeg"), (header::CACHE_CONTROL, A_WHILE)];
    Ok((kept, bytes).into_response())
}
