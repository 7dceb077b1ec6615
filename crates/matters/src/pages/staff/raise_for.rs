//! `/matters/new`: raising on somebody's behalf, with the source kept.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Form, Query, State};
use kernel::{Refusal, Whereabouts};
use platform::web::{Choice, FormState, PageResult, Site, View, Visitor, html, see};
use platform::{Actor, Conn, Outcome};
use registry::model::Place;

use super::handling::Pairs;
use crate::acts::{self, Raise, Spot};
use crate::model::{Channel, Visibility};
use crate::permissions;
use crate::rules::MatterRefusal;

/// Buildings offered in the list; whoever covers more looks for theirs by name.
const BUILDINGS: usize = 300;
/// Characters of the exact spot at most. Source: assumption.
const SPOT_MOST: usize = 60;

#[derive(Template)]
#[template(path = "matters/raise_for.html")]
struct RaiseForPage<'a> {
    v: &'a View,
    buildings: Vec<Choice>,
    floors: Vec<Choice>,
    channels: Vec<Choice>,
    visibilities: Vec<Choice>,
    form: &'a FormState,
}

/// The form; `?building=` narrows the floors.
pub(super) async fn new(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Query(query): Query<Pairs>,
) -> PageResult {
    draw(&site, &visitor, FormState::from_pairs(query)).await
}

async fn draw(site: &Arc<Site>, visitor: &Visitor, form: FormState) -> PageResult {
    let (actor, building) = (Arc::clone(&visitor.actor), form.value("building").to_owned());
    let (buildings, floors) = site.read(move |conn| places(conn, &actor, &building)).await?;
    let view = visitor.view(site);
    let choice = |value: &str, key: &str| Choice::new(value, view.t(key));
    let behalf = Channel::ALL.iter().filter(|one| one.is_on_behalf() && !one.is_hotline());
    let form = if form.value("building").is_empty() && buildings.len() == 1 {
        form.with("building", buildings[0].value.clone())
    } else {
        form
    };
    let raise_page = RaiseForPage {
        v: &view,
        buildings,
        floors,
        channels: behalf.map(|one| choice(one.word(), &one.key())).collect(),
        visibilities: vec![
            choice(Visibility::PublicAnonymous.word(), "matter-seen-public-anonymous"),
            choice(Visibility::HandlersOnly.word(), "matter-seen-handlers-only"),
        ],
        form: &form,
    };
    html(form.status(), &raise_page)
}

fn places(conn: &mut Conn, actor: &Actor, building: &str) -> Outcome<(Vec<Choice>, Vec<Choice>)> {
    let scope = actor.scope(&permissions::RAISE_FOR);
    let found = registry::store::building::list(conn, &scope, "", None, BUILDINGS)?;
    let buildings: Vec<Choice> = found
        .rows
        .iter()
        .map(|one| Choice::new(one.place.code.clone(), one.place.name.clone()))
        .collect();
    let chosen =
        found.rows.iter().find(|one| one.place.code == building).or(match found.rows.as_slice() {
            [only] => Some(only),
            _ => None,
        });
    let floors = match chosen {
        Some(chosen) => registry::store::place::children(conn, chosen.place.id)?,
        None => Vec::new(),
    };
    // By name and not by id: ids tell when a row was made, and floor leaders are shielded.
    let floors = floors.iter().rev().map(|floor| Choice::new(&floor.name, &floor.name));
    Ok((buildings, floors.collect()))
}

/// Raises it, and shows the matter.
pub(super) async fn create(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Form(pairs): Form<Pairs>,
) -> PageResult {
    let form = FormState::from_pairs(pairs);
    let kept = form.clone();
    let raised = site
        .act(&visitor.actor, move |act| {
            let ask = ask(act.conn(), &form)?;
            acts::raise_matter(act, &ask)
        })
        .await;
    match raised {
        Ok(newly) => Ok(see(&format!("/matters/{}", newly.number))),
        Err(failure) => draw(&site, &visitor, kept.kept(failure, &site)?).await,
    }
}

/// The floor of a building by the name the form gives it.
fn floor_called(conn: &mut Conn, building: &Place, name: &str) -> Outcome<Place> {
    let floors = registry::store::place::children(conn, building.id)?;
    let called = floors.into_iter().find(|floor| floor.name == name);
    called.ok_or_else(|| Refusal::at("floor", "form-refusal-pick").into())
}

/// What the form says, with the place looked up.
fn ask(conn: &mut Conn, form: &FormState) -> Outcome<Raise> {
    let unpicked = |field| Refusal::at(field, "form-refusal-pick");
    let building = registry::store::place::find_by_code(conn, form.value("building"))?
        .ok_or_else(|| unpicked("building"))?;
    let at: Whereabouts = building.whereabouts().ok_or_else(|| unpicked("building"))?;
    let floor = match form.filled("floor") {
        Some(name) => Some(floor_called(conn, &building, name)?),
        None => None,
    };
    let channel = Channel::from_word(form.value("channel"))
        .filter(|channel| channel.is_on_behalf() && !channel.is_hotline())
        .ok_or_else(|| unpicked("channel"))?;
    Ok(Raise {
        spot: Spot {
            at,
            place: floor.map_or(building.id, |floor| floor.id),
            words: spot(form)?,
            street_code: acts::street_code(conn, &at)?,
        },
        text: form.value("text").to_owned(),
        name: form.filled("name").map(str::to_owned),
        phone: form.filled("phone").map(str::to_owned),
        photos: Vec::new(),
        visibility: visibility(form)?,
        channel,
        device_hash: None,
        external: None,
    })
}

/// Where exactly, in words.
fn spot(form: &FormState) -> Result<Option<String>, Refusal> {
    let Some(typed) = form.filled("spot") else { return Ok(None) };
    let has = typed.chars().count();
    if has > SPOT_MOST {
        let refusal = MatterRefusal::TooLong { field: "spot", most: SPOT_MOST, has };
        return Err(refusal.into());
    }
    Ok(Some(typed.to_owned()))
}

/// Who may see it: everybody without names, unless something else was picked.
fn visibility(form: &FormState) -> Result<Visibility, Refusal> {
    let Some(typed) = form.filled("visibility") else { return Ok(Visibility::PublicAnonymous) };
    Visibility::from_word(typed).ok_or_else(|| Refusal::at("visibility", "form-refusal-pick"))
}
