//! `/follow` and `/follow/{code}`: where one's own matter stands. The code is the right to see it.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Form, Path, Query, State};
use axum::http::header;
use axum::response::IntoResponse;
use kernel::Refusal;
use platform::attachment;
use platform::privacy;
use platform::web::{
    Client, FormState, PageError, PageResult, Site, View, Visitor, html, page, refused, see,
};

use super::building::Pairs;
use super::following::{FollowPage, Followed};
use super::throttling;
use crate::acts;
use crate::model::{QueryCode, VoiceKind};
use crate::pages::picture;
use crate::store;

#[derive(Template)]
#[template(path = "matters/public/ask.html")]
struct AskPage<'a> {
    v: &'a View,
    form: &'a FormState,
}

/// Asks for the code.
pub(super) async fn ask(State(site): State<Arc<Site>>, visitor: Visitor) -> PageResult {
    page(&AskPage { v: &visitor.view(&site), form: &FormState::new() })
}

/// Leads to the matter of a code; an unknown one and one that cannot be are told alike.
pub(super) async fn find(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    client: Client,
    Form(pairs): Form<Pairs>,
) -> PageResult {
    throttling::looking_up(&site, client)?;
    let form = FormState::from_pairs(pairs);
    if let Ok(code) = form.value("code").parse::<QueryCode>() {
        let (world, sought) = (Arc::clone(&site.world), code.clone());
        let known = site.read(move |conn| {
            let hash = store::matter::code_hash(&world, &sought);
            Ok(store::matter::find_followed(conn, &hash)?.is_some())
        });
        if known.await? {
            return Ok(see(&format!("/follow/{}", code.compact())));
        }
    }
    let form = form.refused(Refusal::at("code", "follow-refusal-code"));
    refused(&AskPage { v: &visitor.view(&site), form: &form })
}

/// The matter.
pub(super) async fn show(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    client: Client,
    Path(code): Path<String>,
    Query(query): Query<Pairs>,
) -> PageResult {
    throttling::looking_up(&site, client)?;
    let is_new = FormState::from_pairs(query).has("new", "1");
    draw(&site, &visitor, &code, is_new, &FormState::new()).await
}

/// The matter, with what was refused.
pub(super) async fn draw(
    site: &Arc<Site>,
    visitor: &Visitor,
    code: &str,
    is_new: bool,
    form: &FormState,
) -> PageResult {
    let code: QueryCode = code.parse().map_err(|_| PageError::NotFound)?;
    let (world, sought) = (Arc::clone(&site.world), code.clone());
    let followed = site.read(move |conn| Followed::load(conn, &world, &sought)).await?;
    let mut v = visitor.view(site);
    if let Some(here) = &followed.here {
        v.place.clone_from(&here.around);
    }
    let explained = followed.explain(&site.world)?;
    let drawn = FollowPage::of(&v, &site.world, &followed, explained.as_ref(), &code, is_new, form);
    html(form.status(), &drawn)
}

/// The code as a small text file, to be kept on the phone.
pub(super) async fn card(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    client: Client,
    Path(code): Path<String>,
) -> PageResult {
    throttling::looking_up(&site, client)?;
    let code: QueryCode = code.parse().map_err(|_| PageError::NotFound)?;
    let (world, sought) = (Arc::clone(&site.world), code.clone());
    let followed = site.read(move |conn| Followed::load(conn, &world, &sought)).await?;
    let v = visitor.view(&site);
    let link = format!("{}/follow/{}", v.base_url, code.compact());
    let text = v.t3(
        "follow-card",
        ("title", super::row::title(&v, &followed.matter)),
        ("code", code.to_string()),
        ("link", link),
    );
    let name = format!("attachment; filename=\"loushi-{}.txt\"", &code.compact()[..4]);
    let kind = "text/plain; charset=utf-8";
    let headers = [(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, text).into_response())
}

/// A copy of what is held on the reporter, as a file.
pub(super) async fn data(
    State(site): State<Arc<Site>>,
    client: Client,
    Path(code): Path<String>,
) -> PageResult {
    throttling::looking_up(&site, client)?;
    let code: QueryCode = code.parse().map_err(|_| PageError::NotFound)?;
    let world = Arc::clone(&site.world);
    let copy = site.read(move |conn| acts::own_data(conn, &world, &code)).await?;
    Ok(privacy::file(&copy))
}

/// A photo of the matter: the reporter's own, to others what was released; `?small=1` the small one.
pub(super) async fn photo(
    State(site): State<Arc<Site>>,
    Path((code, key)): Path<(String, String)>,
    Query(query): Query<Pairs>,
) -> PageResult {
    let code: QueryCode = code.parse().map_err(|_| PageError::NotFound)?;
    let world = Arc::clone(&site.world);
    let photo = site.read(move |conn| {
        let hash = store::matter::code_hash(&world, &code);
        let (matter, voice) =
            store::matter::find_followed(conn, &hash)?.ok_or_else(Refusal::not_found)?;
        let is_reporter = voice.kind == VoiceKind::Reporter;
        let found = attachment::find(conn, &key)?
            .filter(|photo| photo.subject == matter.subject() && (is_reporter || !photo.shielded));
        Ok(found.ok_or_else(Refusal::not_found)?)
    });
    picture::answer(&site, &photo.await?, query).await
}
