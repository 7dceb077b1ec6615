//! `/matters/{number}/photos/{key}`: a photo, to who may see it; its release, once a worker has
//! looked that it shows nobody; and withholding it on a ground, also after a release.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Form, Path, Query, State};
use kernel::Refusal;
use platform::Act;
use platform::attachment::Attachment;
use platform::web::{Choice, FormState, PageError, PageResult, Site, View, Visitor, html, see};

use super::facts::{self, Facts};
use super::handling::{self, Pairs};
use crate::acts;
use crate::model::{MatterNumber, PhotoGround};
use crate::pages::picture;
use crate::pages::trying::tried;
use crate::permissions;

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
    picture::answer(&site, &photo, query).await
}

/// Lets everybody see it who may see the matter.
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

#[derive(Template)]
#[template(path = "matters/withholding.html")]
struct WithholdingPage<'a> {
    v: &'a View,
    facts: &'a Facts,
    /// Which of the matter's photos, from 1.
    n: usize,
    photo: &'a Attachment,
    grounds: Vec<Choice>,
    form: &'a FormState,
}

/// The photo, and the grounds on which others do not see it.
pub(super) async fn new_withholding(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path((number, key)): Path<(String, String)>,
) -> PageResult {
    withholding(&site, &visitor, &number, &key, &FormState::new()).await
}

async fn withholding(
    site: &Arc<Site>,
    visitor: &Visitor,
    number: &str,
    key: &str,
    form: &FormState,
) -> PageResult {
    let facts = Facts::of(site, visitor, number).await?;
    if !visitor.actor.scope(&permissions::TRIAGE).covers(&facts.matter.at) {
        return Err(PageError::NotFound);
    }
    let found = facts.photos.iter().position(|photo| photo.key == key);
    let at = found.ok_or(PageError::NotFound)?;
    let v = visitor.view(site);
    let grounds = PhotoGround::ALL.iter();
    let drawn = WithholdingPage {
        n: at + 1,
        photo: &facts.photos[at],
        grounds: grounds.map(|one| Choice::new(one.word(), v.t(&one.key()))).collect(),
        v: &v,
        facts: &facts,
        form,
    };
    html(form.status(), &drawn)
}

/// Withholds it.
pub(super) async fn withhold(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path((number, key)): Path<(String, String)>,
    Form(pairs): Form<Pairs>,
) -> PageResult {
    let form = FormState::from_pairs(pairs);
    let parsed: MatterNumber = number.parse().map_err(|_| PageError::NotFound)?;
    let address = format!("/matters/{parsed}");
    let ground = PhotoGround::from_word(form.value("ground"));
    let ground = ground.ok_or_else(|| Refusal::at("ground", "form-refusal-pick"));
    let named = key.clone();
    let work =
        move |act: &mut Act<'_, '_>, ground| acts::withhold_photo(act, &parsed, &named, ground);
    match tried(&site, &visitor, (form, ground), work).await? {
        Ok(()) => Ok(see(&address)),
        Err(form) => withholding(&site, &visitor, &number, &key, &form).await,
    }
}
