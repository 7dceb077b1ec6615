//! `/bodies/{id}/posts`: somebody takes a seat of a body.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Form, Path, Query, State};
use jiff::civil::Date;
use kernel::{BodyId, PersonId, PlaceId, Refusal};
use platform::web::{Choice, FormState, PageResult, Site, View, Visitor, html, see};
use platform::{Actor, Conn, Outcome, World};

use super::Asked;
use crate::acts::{self, NewSeat, Who};
use crate::model::charter::{BodyKind, Per, Seat};
use crate::model::{Body, Holder, Place, PlaceKind, Seating};
use crate::permissions::APPOINT;
use crate::store;
use crate::titles::body_href;

/// How a seat may be filled, the usual way first; each is also a word of the charter.
const WAYS: [&str; 3] = ["recommended", "elected", "consulted"];

#[derive(Template)]
#[template(path = "registry/seating.html")]
struct SeatingPage<'a> {
    v: &'a View,
    form: &'a FormState,
    body: &'a Body,
    /// The body's page.
    back: String,
    seats: Vec<Choice>,
    /// Those who sit in the body already.
    persons: Vec<Choice>,
    /// The buildings and grids of seats there is one each of; empty where there are none.
    places: Vec<Choice>,
    ways: Vec<Choice>,
}

struct Loaded {
    body: Body,
    known: Option<BodyKind>,
    holders: Vec<Holder>,
    places: Vec<Place>,
}

fn load(conn: &mut Conn, world: &World, actor: &Actor, id: BodyId, on: Date) -> Outcome<Loaded> {
    let body = acts::reached_body(conn, actor, &APPOINT, id)?;
    let kinds = world.bodies(conn, body.placement, on)?;
    Ok(Loaded {
        known: kinds.and_then(|kinds| kinds.kind(&body.kind).cloned()),
        holders: store::post::of_body(conn, id, on)?,
        places: store::coverage::places_of(conn, id, on)?,
        body,
    })
}

/// The form.
pub(super) async fn new(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Query(asked): Asked,
) -> PageResult {
    let today = visitor.view(&site).today();
    let form = FormState::from_pairs(asked).with("from", today.to_string()).with("how", WAYS[0]);
    draw(&site, &visitor, BodyId(id), &form).await
}

async fn draw(site: &Arc<Site>, visitor: &Visitor, id: BodyId, form: &FormState) -> PageResult {
    let view = visitor.view(site);
    let (actor, world, today) = (Arc::clone(&visitor.actor), Arc::clone(&site.world), view.today());
    let loaded = site.read(move |conn| load(conn, &world, &actor, id, today)).await?;
    let drawn = SeatingPage {
        form,
        body: &loaded.body,
        back: body_href(&loaded.body.kind, id),
        seats: seats(&view, &loaded),
        persons: persons(&loaded.holders),
        places: places(&loaded),
        ways: WAYS
            .iter()
            .map(|way| Choice::new(*way, view.t(&format!("seating-how-{way}"))))
            .collect(),
        v: &view,
    };
    html(form.status(), &drawn)
}

/// Seats that a post fills and the whole body, a building or a grid has; leaders of floors are
/// named where their floors are known.
fn seats(view: &View, loaded: &Loaded) -> Vec<Choice> {
    let all = loaded.known.iter().flat_map(|known| &known.seats);
    let filled = all.filter(|seat| seat.rotates.is_none() && seat.per != Some(Per::Floor));
    let choice = |seat: &Seat| Choice::new(&seat.key, seat.name.in_language(view.locale.tag()));
    filled.map(choice).collect()
}

fn persons(holders: &[Holder]) -> Vec<Choice> {
    let mut persons: Vec<(PersonId, &str)> = holders
        .iter()
        .map(|holder| (holder.post.person, holder.post.public_name.as_str()))
        .filter(|(_, name)| !name.is_empty())
        .collect();
    persons.sort_unstable();
    persons.dedup_by_key(|(person, _)| *person);
    persons.into_iter().map(|(person, name)| Choice::new(person.0.to_string(), name)).collect()
}

fn places(loaded: &Loaded) -> Vec<Choice> {
    let has = |per: Per| {
        loaded.known.iter().flat_map(|known| &known.seats).any(|seat| seat.per == Some(per))
    };
    let (buildings, grids) = (has(Per::Building), has(Per::Grid));
    let fits = |place: &&Place| match place.kind {
        PlaceKind::Building => buildings,
        PlaceKind::Grid => grids,
        _ => false,
    };
    let choice = |place: &Place| Choice::new(place.id.0.to_string(), place.name.clone());
    loaded.places.iter().filter(fits).map(choice).collect()
}

/// Seats somebody.
pub(super) async fn create(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> PageResult {
    let form = FormState::from_pairs(pairs);
    let seated = match read(BodyId(id), &form) {
        Ok(new) => site.act(&visitor.actor, move |act| acts::seat_person(act, &new)).await,
        Err(refusal) => Err(refusal.into()),
    };
    match seated {
        Ok(body) => Ok(see(&body_href(&body.kind, body.id))),
        Err(failure) => draw(&site, &visitor, BodyId(id), &form.kept(failure, &site)?).await,
    }
}

fn read(body: BodyId, form: &FormState) -> Result<NewSeat, Refusal> {
    let picked = |name: &'static str| match form.filled(name) {
        Some(id) => id.parse().map(Some).map_err(|_| Refusal::at(name, "form-refusal-pick")),
        None => Ok(None),
    };
    let who = match picked("person")? {
        Some(id) => Who::Known(PersonId(id)),
        None => Who::New(form.value("name").trim().to_owned()),
    };
    let how = WAYS.iter().find(|way| **way == form.value("how"));
    let how = how.ok_or_else(|| Refusal::at("how", "form-refusal-pick"))?;
    Ok(NewSeat {
        body,
        seat: form.value("seat").to_owned(),
        who,
        represents: form.value("represents").to_owned(),
        place: picked("place")?.map(PlaceId),
        from: day(form, "from")?,
        until: form.filled("until").map(|_| day(form, "until")).transpose()?,
        how: (*how).to_owned(),
    })
}

/// A day that must be there.
pub(super) fn day(form: &FormState, name: &'static str) -> Result<Date, Refusal> {
    form.value(name).trim().parse().map_err(|_| Refusal::at(name, "form-refusal-date"))
}
