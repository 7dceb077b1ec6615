//! `/posts/{id}/ending`: a post ends on a day, or never should have been entered.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Form, Path, State};
use kernel::{PostId, Refusal};
use platform::web::{FormState, PageResult, Site, View, Visitor, html, see};
use platform::{Actor, Conn, Outcome};

use super::seating::day;
use crate::acts;
use crate::model::{Body, Post};
use crate::permissions::APPOINT;
use crate::store;
use crate::titles::body_href;

#[derive(Template)]
#[template(path = "registry/ending.html")]
struct EndingPage<'a> {
    v: &'a View,
    form: &'a FormState,
    body: &'a Body,
    post: &'a Post,
    /// The holder's name; that somebody holds it where it is not a public one.
    name: String,
    /// The body's page.
    back: String,
}

fn load(conn: &mut Conn, actor: &Actor, id: PostId) -> Outcome<(Body, Post)> {
    let post = store::post::load(conn, id)?.ok_or_else(Refusal::not_found)?;
    Ok((acts::reached_body(conn, actor, &APPOINT, post.body)?, post))
}

/// The form.
pub(super) async fn new(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(id): Path<i64>,
) -> PageResult {
    let today = visitor.view(&site).today();
    let form = FormState::new().with("until", today.to_string());
    draw(&site, &visitor, PostId(id), &form).await
}

async fn draw(site: &Arc<Site>, visitor: &Visitor, id: PostId, form: &FormState) -> PageResult {
    let actor = Arc::clone(&visitor.actor);
    let (body, post) = site.read(move |conn| load(conn, &actor, id)).await?;
    let view = visitor.view(site);
    let named = (!post.public_name.is_empty()).then(|| post.public_name.clone());
    let drawn = EndingPage {
        form,
        body: &body,
        name: named.unwrap_or_else(|| view.t("body-unnamed").into_owned()),
        post: &post,
        back: body_href(&body.kind, body.id),
        v: &view,
    };
    html(form.status(), &drawn)
}

/// Ends it, or takes it back.
pub(super) async fn create(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> PageResult {
    let form = FormState::from_pairs(pairs);
    let id = PostId(id);
    let actor = Arc::clone(&visitor.actor);
    let (body, _) = site.read(move |conn| load(conn, &actor, id)).await?;
    let ended = if form.has("mistake", "1") {
        site.act(&visitor.actor, move |act| acts::retract_post(act, id)).await
    } else {
        match day(&form, "until") {
            Ok(last) => site.act(&visitor.actor, move |act| acts::end_post(act, id, last)).await,
            Err(refusal) => Err(refusal.into()),
        }
    };
    match ended {
        Ok(()) => Ok(see(&body_href(&body.kind, body.id))),
        Err(failure) => draw(&site, &visitor, id, &form.kept(failure, &site)?).await,
    }
}
