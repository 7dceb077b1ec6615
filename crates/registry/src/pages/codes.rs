//! `/buildings/{code}/codes`: the codes that hang on the walls of a building, for printing.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::IntoResponse;
use kernel::Refusal;
use platform::web::{Html, PageError, PageResult, Site, View, Visitor, page};
use platform::{Actor, Conn, Outcome};

use super::qr::Qr;
use crate::model::{Building, Place, PlaceKind};
use crate::permissions::SEE;
use crate::store;
use crate::titles::{building_href, floor_words};

#[derive(Template)]
#[template(path = "registry/codes.html")]
struct CodesPage<'a> {
    v: &'a View,
    building: &'a Building,
    address: String,
    codes: Vec<Code>,
}

/// One code for one wall.
struct Code {
    /// The floor or spot; empty for the building itself.
    place: String,
    /// What the code says.
    address: String,
    picture: Html,
    /// The picture as a file.
    file: String,
}

/// The sheet.
pub(super) async fn show(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(code): Path<String>,
) -> PageResult {
    let view = visitor.view(&site);
    let actor = Arc::clone(&visitor.actor);
    let (building, places) = site.read(move |conn| load(conn, &actor, &code)).await?;
    let address = building_href(&building.place.code);
    let codes = places.iter().map(|place| draw(&view, &site, &address, &building, place)).collect();
    page(&CodesPage { v: &view, building: &building, address, codes })
}

/// One code as an SVG file, for signs that are made elsewhere: `{token}.svg`.
pub(super) async fn picture(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path((code, file)): Path<(String, String)>,
) -> PageResult {
    let token = file.strip_suffix(".svg").ok_or(PageError::NotFound)?.to_owned();
    let actor = Arc::clone(&visitor.actor);
    let (_, places) = site.read(move |conn| load(conn, &actor, &code)).await?;
    let place = places.iter().find(|place| place.token == token).ok_or(PageError::NotFound)?;
    let drawn = Qr::new(&said(&site, place)).render()?;
    Ok(([(header::CONTENT_TYPE, "image/svg+xml")], drawn).into_response())
}

/// A building within the actor's scope and its places with codes: itself, floors from the top, spots.
fn load(conn: &mut Conn, actor: &Actor, code: &str) -> Outcome<(Building, Vec<Place>)> {
    let scope = actor.scope(&SEE);
    let building =
        store::building::find_coded(conn, &scope, code)?.ok_or_else(Refusal::not_found)?;
    let inside = store::place::inside(conn, building.place.id)?;
    let (mut floors, others): (Vec<Place>, Vec<Place>) =
        inside.into_iter().partition(|place| place.kind == PlaceKind::Floor);
    floors.reverse();
    let all = std::iter::once(building.place.clone()).chain(floors).chain(others);
    let coded = all.filter(|place| !place.token.is_empty()).collect();
    Ok((building, coded))
}

/// What the code of a place says.
fn said(site: &Site, place: &Place) -> String {
    format!("{}/q/{}", site.settings.base_url, place.token)
}

fn draw(view: &View, site: &Site, address: &str, building: &Building, place: &Place) -> Code {
    let words = match place.kind {
        _ if place.id == building.place.id => String::new(),
        PlaceKind::Floor => floor_words(view, &place.name),
        _ => place.name.clone(),
    };
    let said = said(site, place);
    Code {
        place: words,
        picture: Html::drawn(&Qr::new(&said)),
        file: format!("{address}/codes/{}.svg", place.token),
        address: said,
    }
}
