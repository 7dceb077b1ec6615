//! `/b/{building}/matters/{number}`: a matter as everybody may see it.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query, State};
use kernel::Refusal;
use platform::attachment::{self, Attachment};
use platform::web::component::{Step, TimelineEntry};
use platform::web::{FormState, PageError, PageResult, Site, Status, View, Visitor, html, see};
use platform::{Conn, Outcome, StoreError, World};

use super::building::{Pairs, view_at};
use super::here::{Here, joined};
use super::life::Life;
use super::row::{day, title};
use super::steps::steps;
use crate::model::{Deed, Matter, MatterNumber};
use crate::pages::picture;
use crate::rules::shielding::shows_floor;
use crate::store;

/// What the address leads to.
enum Found {
    /// The matter itself.
    Here(Box<Facts>),
    /// It goes on in another that everybody may see, at this address.
    GoneOn(String),
}

struct Facts {
    here: Here,
    matter: Matter,
    /// Voices that wait in the matters that go on here.
    gathered: i32,
    lead: String,
    due: Option<jiff::Timestamp>,
    life: Life,
    photos: Vec<Attachment>,
    shows_floor: bool,
}

fn load(conn: &mut Conn, world: &World, code: &str, number: &MatterNumber) -> Outcome<Found> {
    let here = Here::find(conn, code, "")?.ok_or_else(Refusal::not_found)?;
    let building = here.building.place.id;
    let matter = store::matter::find_public(conn, building, number)?;
    let matter = matter.ok_or_else(Refusal::not_found)?;
    let gone_on = store::merge::lead_of(conn, matter.id)?;
    if let Some(lead) = gone_on {
        let is_public = store::matter::find_public(conn, building, &lead.number)?.is_some();
        if is_public {
            let address = format!("{}/matters/{}", here.plain_address(), lead.number);
            return Ok(Found::GoneOn(address));
        }
    }
    let here = Here::of(conn, Some(building), matter.place)?.ok_or_else(Refusal::not_found)?;
    let people = match &here.floor {
        Some(floor) => registry::store::tenancy::people_on(conn, floor, world.today())?,
        None => None,
    };
    let lead: Vec<_> = matter.lead.into_iter().collect();
    let names = registry::store::name::of_bodies(conn, &lead)?;
    let gathered = store::merge::voices(conn, &[matter.id])?;
    Ok(Found::Here(Box::new(Facts {
        gathered: gathered.get(&matter.id).copied().unwrap_or(0),
        lead: names.into_values().next().unwrap_or_default(),
        due: store::clock::finishing(conn, &[matter.id])?.remove(&matter.id),
        life: Life::load(conn, &matter)?,
        photos: released(conn, &matter)?,
        shows_floor: shows_floor(people),
        here,
        matter,
    })))
}

/// The photos that everybody may see who sees the matter: those a worker has released (UX §6).
pub(super) fn released(conn: &mut Conn, matter: &Matter) -> Result<Vec<Attachment>, StoreError> {
    let mut photos = attachment::list(conn, matter.subject())?;
    photos.retain(|photo| !photo.shielded);
    Ok(photos)
}

#[derive(Template)]
#[template(path = "matters/public/matter.html")]
struct MatterPage<'a> {
    v: &'a View,
    back: String,
    address: String,
    title: String,
    number: String,
    place: String,
    raised: String,
    status: Status,
    steps: Vec<Step>,
    voices: i64,
    lead: &'a str,
    due: Option<jiff::Timestamp>,
    join: Option<String>,
    entries: Vec<TimelineEntry>,
    photos: &'a [Attachment],
    form: &'a FormState,
}

/// The matter.
pub(super) async fn show(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path((code, number)): Path<(String, String)>,
) -> PageResult {
    draw(&site, &visitor, code, &number, &FormState::new()).await
}

/// One of its released photos; `?small=1` the small one. One that is not released, withheld again
/// or of another matter is not there.
pub(super) async fn photo(
    State(site): State<Arc<Site>>,
    Path((code, number, key)): Path<(String, String, String)>,
    Query(query): Query<Pairs>,
) -> PageResult {
    let number: MatterNumber = number.parse().map_err(|_| PageError::NotFound)?;
    let photo = site.read(move |conn| {
        let here = Here::find(conn, &code, "")?.ok_or_else(Refusal::not_found)?;
        let building = here.building.place.id;
        let matter = store::matter::find_public(conn, building, &number)?;
        let photos = released(conn, &matter.ok_or_else(Refusal::not_found)?)?;
        let found = photos.into_iter().find(|photo| photo.key == key);
        Ok(found.ok_or_else(Refusal::not_found)?)
    });
    picture::answer(&site, &photo.await?, query).await
}

/// The matter, with what was refused.
pub(super) async fn draw(
    site: &Arc<Site>,
    visitor: &Visitor,
    code: String,
    number: &str,
    form: &FormState,
) -> PageResult {
    let number: MatterNumber = number.parse().map_err(|_| PageError::NotFound)?;
    let world = Arc::clone(&site.world);
    let facts = match site.read(move |conn| load(conn, &world, &code, &number)).await? {
        Found::Here(facts) => facts,
        Found::GoneOn(address) => return Ok(see(&address)),
    };
    let v = view_at(site, visitor, &facts.here);
    let (here, matter) = (&facts.here, &facts.matter);
    let floor = if facts.shows_floor { here.floor_words(&v) } else { String::new() };
    let drawn = MatterPage {
        back: format!("{}/matters", here.plain_address()),
        address: format!("{}/matters/{}", here.plain_address(), matter.number),
        title: title(&v, matter),
        number: matter.number.to_string(),
        place: joined(here.name(), &floor),
        raised: day(&v, matter.raised_at),
        status: matter.state.into(),
        steps: steps(&v, matter, false),
        voices: i64::from(matter.voices + facts.gathered),
        lead: &facts.lead,
        due: facts.due,
        join: matter
            .state
            .admits(Deed::Join)
            .then(|| format!("{}/join/{}", here.plain_address(), matter.number)),
        entries: facts.life.told(&v, None),
        photos: &facts.photos,
        form,
        v: &v,
    };
    html(form.status(), &drawn)
}
