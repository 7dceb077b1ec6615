//! `/imports/new`: a ledger brought, or a corrected one in the place of one that was read before.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use kernel::{PlaceId, Refusal};
use platform::ledger::error::is_for_size;
use platform::web::{Choice, FormState, PageResult, Site, View, Visitor, html, see};
use platform::{Actor, Conn, Outcome};

use super::upload::Brought;
use super::{address, named, show};
use crate::acts::orders;
use crate::model::Channel;
use crate::model::order::Setting;

/// Places offered for orders that name none; whoever reaches more picks a street.
const PLACES: usize = 300;
/// What is sent for leaving orders without a place out.
pub(super) const LEFT_OUT: &str = "out";
/// The source that is filled in where none was used before.
pub(super) const USUAL_SOURCE: &str = "12345";

#[derive(Template)]
#[template(path = "matters/imports/new.html")]
struct NewPage<'a> {
    v: &'a View,
    form: &'a FormState,
    sources: Vec<String>,
    usual: String,
    channels: Vec<Choice>,
    places: Vec<Choice>,
}

impl NewPage<'_> {
    /// What a file may be, or that it has to be chosen once more.
    fn file_hint(&self) -> &'static str {
        if self.form.is_failed() { "import-file-lost" } else { "import-file-hint" }
    }
}

/// The form.
pub(super) async fn new(State(site): State<Arc<Site>>, visitor: Visitor) -> PageResult {
    draw(&site, &visitor, &FormState::new()).await
}

async fn draw(site: &Arc<Site>, visitor: &Visitor, form: &FormState) -> PageResult {
    let actor = Arc::clone(&visitor.actor);
    let (sources, places) = site.read(move |conn| offered(conn, &actor)).await?;
    let view = visitor.view(site);
    let out = Choice::new(LEFT_OUT, view.t("import-rest-out"));
    let channels = Channel::ALL.iter();
    let new_page = NewPage {
        v: &view,
        form,
        usual: sources.first().cloned().unwrap_or_else(|| USUAL_SOURCE.to_owned()),
        sources,
        channels: channels.map(|one| Choice::new(one.word(), view.t(&one.key()))).collect(),
        places: std::iter::once(out).chain(places).collect(),
    };
    html(status(form), &new_page)
}

/// 413 for what is too large, 422 for everything else that was refused, 500 for what could not be
/// taken.
pub(super) fn status(form: &FormState) -> StatusCode {
    match form.refusals() {
        [first, ..] if is_for_size(first) => StatusCode::PAYLOAD_TOO_LARGE,
        _ => form.status(),
    }
}

fn offered(conn: &mut Conn, actor: &Arc<Actor>) -> Outcome<(Vec<String>, Vec<Choice>)> {
    let sources = orders::sources(conn, actor)?;
    let places = orders::choices(conn, actor, None)?;
    let beyond = places.len().saturating_sub(PLACES);
    // Streets stand last, so that they stay when there are too many buildings.
    let places = places.into_iter().skip(beyond);
    let places = places.map(|place| Choice::new(place.id.0.to_string(), place.name));
    Ok((sources, places.collect()))
}

/// Reads the ledger and leads to what it says.
pub(super) async fn create(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Brought { form, file }: Brought,
) -> PageResult {
    let file = match file {
        Ok(file) => file,
        Err(refusal) => return draw(&site, &visitor, &form.refused(refusal)).await,
    };
    let (actor, setting) = (Arc::clone(&visitor.actor), setting(&form));
    let staged = match setting {
        Ok(setting) => site.aside(move |world| orders::stage(world, &actor, &file, &setting)).await,
        Err(refusal) => Err(refusal.into()),
    };
    match staged {
        Ok(import) => Ok(see(&address(import.id))),
        Err(failure) => draw(&site, &visitor, &form.kept(failure, &site)?).await,
    }
}

/// How the form wants the ledger to be read.
fn setting(form: &FormState) -> Result<Setting, Refusal> {
    let unpicked = |field| Refusal::at(field, "form-refusal-pick");
    let usual = Setting::of(form.value("source"));
    let channel = match form.filled("channel") {
        Some(word) => Channel::from_word(word).ok_or_else(|| unpicked("channel"))?,
        None => usual.channel,
    };
    let rest = form.filled("rest").filter(|rest| *rest != LEFT_OUT);
    let rest = rest.map(|id| id.parse::<i64>().map_err(|_| unpicked("rest"))).transpose()?;
    Ok(Setting {
        channel,
        fallback: rest.map(PlaceId),
        lost_left_out: form.has("rest", LEFT_OUT),
        ended_when_silent: form.has("ended", "1"),
        ..usual
    })
}

/// Puts a corrected file in the place of one that was read before.
pub(super) async fn again(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(id): Path<String>,
    Brought { form, file }: Brought,
) -> PageResult {
    let id = named(&id)?;
    let actor = Arc::clone(&visitor.actor);
    let read = match file {
        Ok(file) => site.aside(move |world| orders::bring_again(world, &actor, id, file)).await,
        Err(refusal) => Err(refusal.into()),
    };
    match read {
        Ok(import) => Ok(see(&address(import.id))),
        Err(failure) => show::draw(&site, &visitor, id, "", form.kept(failure, &site)?).await,
    }
}
