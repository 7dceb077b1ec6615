//! `/bodies/{id}/election` (换届): the terms of a body begin anew, for those who stay.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Form, Path, State};
use kernel::{BodyId, PostId};
use platform::web::{FormState, PageResult, Site, View, Visitor, html, see};
use platform::{Actor, Conn, Outcome, World};

use super::seating::day;
use crate::acts;
use crate::model::charter::{BodyKind, Seat};
use crate::model::{Body, Holder, Seating};
use crate::permissions::APPOINT;
use crate::store;
use crate::titles::body_href;

#[derive(Template)]
#[template(path = "registry/election.html")]
struct ElectionPage<'a> {
    v: &'a View,
    form: &'a FormState,
    body: &'a Body,
    /// The body's page.
    back: String,
    /// How long the charter lets a term last; empty if it does not say.
    term: String,
    holders: Vec<Sitting>,
}

/// Somebody who sits there.
struct Sitting {
    post: i64,
    name: String,
    seat: String,
    since: String,
    stays: bool,
}

struct Loaded {
    body: Body,
    known: Option<BodyKind>,
    holders: Vec<Holder>,
}

fn load(conn: &mut Conn, world: &World, actor: &Actor, id: BodyId) -> Outcome<Loaded> {
    let (body, today) = (acts::reached_body(conn, actor, &APPOINT, id)?, world.today());
    let kinds = world.bodies(conn, body.placement, today)?;
    let known = kinds.and_then(|kinds| kinds.kind(&body.kind).cloned());
    let holders = store::post::of_body(conn, id, today)?;
    Ok(Loaded { body, known, holders })
}

/// The form: everybody who sits there stays, until it says otherwise.
pub(super) async fn new(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(id): Path<i64>,
) -> PageResult {
    let today = visitor.view(&site).today();
    let form = FormState::new().with("on", today.to_string());
    draw(&site, &visitor, BodyId(id), &form).await
}

async fn draw(site: &Arc<Site>, visitor: &Visitor, id: BodyId, form: &FormState) -> PageResult {
    let (actor, world) = (Arc::clone(&visitor.actor), Arc::clone(&site.world));
    let loaded = site.read(move |conn| load(conn, &world, &actor, id)).await?;
    let view = visitor.view(site);
    let term = loaded.known.as_ref().and_then(|known| known.term);
    let drawn = ElectionPage {
        form,
        body: &loaded.body,
        back: body_href(&loaded.body.kind, id),
        term: term.map(|term| view.limit(term)).unwrap_or_default(),
        holders: sitting(&view, &loaded, form),
        v: &view,
    };
    html(form.status(), &drawn)
}

/// Those whose seats do not go round.
fn sitting(view: &View, loaded: &Loaded, form: &FormState) -> Vec<Sitting> {
    let seat_of = |key: &str| -> Option<&Seat> { loaded.known.as_ref()?.seat(key) };
    let stand = loaded
        .holders
        .iter()
        .filter(|holder| seat_of(&holder.post.seat).is_none_or(|seat| seat.rotates.is_none()));
    let one = |holder: &Holder| {
        let (post, key) = (&holder.post, &holder.post.seat);
        let seat = seat_of(key).map(|seat| seat.name.in_language(view.locale.tag()));
        let unnamed = || view.t("body-unnamed").into_owned();
        let named = (!post.public_name.is_empty()).then(|| post.public_name.clone());
        Sitting {
            post: post.id.0,
            name: named.unwrap_or_else(unnamed),
            seat: seat.unwrap_or(key).to_owned(),
            since: view.t1("registry-since", "from", post.term.from.to_string()),
            stays: !form.is_refused() || form.has("stays", &post.id.0.to_string()),
        }
    };
    stand.map(one).collect()
}

/// Holds it.
pub(super) async fn create(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> PageResult {
    let form = FormState::from_pairs(pairs);
    let staying: Vec<PostId> =
        form.all("stays").iter().filter_map(|post| post.parse().ok()).map(PostId).collect();
    let held = match day(&form, "on") {
        Ok(on) => {
            let act = move |act: &mut platform::Act<'_, '_>| {
                acts::hold_election(act, BodyId(id), on, &staying)
            };
            site.act(&visitor.actor, act).await
        }
        Err(refusal) => Err(refusal.into()),
    };
    match held {
        Ok(body) => Ok(see(&body_href(&body.kind, body.id))),
        Err(failure) => draw(&site, &visitor, BodyId(id), &form.kept(failure, &site)?).await,
    }
}
