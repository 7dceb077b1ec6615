//! `/b/{building}/matters/{number}`: a matter as everybody may see it.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use kernel::Refusal;
use platform::web::component::{Step, TimelineEntry};
use platform::web::{FormState, PageResult, Site, Status, View, Visitor, html};
use platform::{Conn, Outcome, World};

use super::building::view_at;
use super::here::{Here, joined};
use super::life::Life;
use super::row::{day, title};
use super::steps::steps;
use crate::model::{Deed, Matter, MatterNumber};
use crate::rules::shielding::shows_floor;
use crate::store;

struct Facts {
    here: Here,
    matter: Matter,
    lead: String,
    due: Option<jiff::Timestamp>,
    life: Life,
    shows_floor: bool,
}

fn load(conn: &mut Conn, world: &World, code: &str, number: &MatterNumber) -> Outcome<Facts> {
    let here = Here::find(conn, code, "")?.ok_or_else(Refusal::not_found)?;
    let building = here.building.place.id;
    let matter = store::matter::find_public(conn, building, number)?;
    let matter = matter.ok_or_else(Refusal::not_found)?;
    let here = Here::of(conn, Some(building), matter.place)?.ok_or_else(Refusal::not_found)?;
    let people = match &here.floor {
        Some(floor) => registry::store::tenancy::people_on(conn, floor, world.today())?,
        None => None,
    };
    let lead: Vec<_> = matter.lead.into_iter().collect();
    let names = registry::store::name::of_bodies(conn, &lead)?;
    Ok(Facts {
        lead: names.into_values().next().unwrap_or_default(),
        due: store::clock::finishing(conn, &[matter.id])?.remove(&matter.id),
        life: Life::load(conn, &matter)?,
        shows_floor: shows_floor(people),
        here,
        matter,
    })
}

#[derive(Template)]
#[template(path = "matters/public/matter.html")]
struct MatterPage<'a> {
    v: &'a View,
    back: String,
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

/// The matter, with what was refused.
pub(super) async fn draw(
    site: &Arc<Site>,
    visitor: &Visitor,
    code: String,
    number: &str,
    form: &FormState,
) -> PageResult {
    let number: MatterNumber = number.parse().map_err(|_| platform::web::PageError::NotFound)?;
    let world = Arc::clone(&site.world);
    let facts = site.read(move |conn| load(conn, &world, &code, &number)).await?;
    let v = view_at(site, visitor, &facts.here);
    let (here, matter) = (&facts.here, &facts.matter);
    let floor = if facts.shows_floor { here.floor_words(&v) } else { String::new() };
    let drawn = MatterPage {
        back: format!("{}/matters", here.plain_address()),
        title: title(&v, matter),
        number: matter.number.to_string(),
        place: joined(here.name(), &floor),
        raised: day(&v, matter.raised_at),
        status: matter.state.into(),
        steps: steps(&v, matter, false),
        voices: i64::from(matter.voices),
        lead: &facts.lead,
        due: facts.due,
        join: matter
            .state
            .admits(Deed::Join)
            .then(|| format!("{}/join/{}", here.plain_address(), matter.number)),
        entries: facts.life.told(&v, None),
        form,
        v: &v,
    };
    html(form.status(), &drawn)
}
