//! `/matters/new`: raising on somebody's behalf, with the source kept.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Form, Query, State};
use platform::web::{Choice, FormState, PageResult, Site, View, Visitor, html, see};
use platform::{Actor, Conn, Outcome};

use super::handling::Pairs;
use crate::acts::{self, OnBehalf};
use crate::model::{Channel, Visibility};
use crate::permissions;

/// Buildings offered in the list; whoever covers more looks for theirs by name.
const BUILDINGS: usize = 300;

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
    let ask = ask(&form);
    match site.act(&visitor.actor, move |act| acts::raise_for(act, &ask)).await {
        Ok(newly) => Ok(see(&format!("/matters/{}", newly.number))),
        Err(failure) => draw(&site, &visitor, form.kept(failure, &site)?).await,
    }
}

/// What the form says.
fn ask(form: &FormState) -> OnBehalf {
    let filled = |name: &str| form.filled(name).map(str::to_owned);
    OnBehalf {
        building: form.value("building").to_owned(),
        floor: filled("floor"),
        spot: filled("spot"),
        channel: form.value("channel").to_owned(),
        text: form.value("text").to_owned(),
        name: filled("name"),
        phone: filled("phone"),
        visibility: filled("visibility"),
    }
}
