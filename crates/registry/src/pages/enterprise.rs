//! `/enterprises/{id}`: an enterprise with its tenancies over time. Mockup `enterprise`.

use std::collections::HashMap;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query, State};
use jiff::civil::Date;
use kernel::{BodyId, PlaceId, Refusal};
use platform::web::{FormState, PageResult, Site, View, Visitor, page};
use platform::{Actor, Conn, Outcome};

use super::enterprises::industry;
use super::tenancy_chart::{Chart, Line};
use super::{Asked, day_asked, square_metres};
use crate::model::{Enterprise, Holder, Place, Tenancy};
use crate::permissions::SEE_BODIES;
use crate::store;
use crate::titles::{body_href, building_href};

#[derive(Template)]
#[template(path = "registry/enterprise.html")]
struct EnterprisePage<'a> {
    v: &'a View,
    one: &'a Enterprise,
    day: Date,
    address: String,
    /// Where it sits on the day; empty if nowhere.
    home: String,
    home_href: String,
    industry: String,
    /// Rented on the day, in square metres, as far as known.
    area: i64,
    chart: Option<Chart>,
    tenancies: Vec<Rented>,
    people: Vec<Speaker>,
}

/// A tenancy in the table.
struct Rented {
    place: String,
    from: Date,
    until: Option<Date>,
    area: Option<i64>,
    current: bool,
}

/// Somebody who sits somewhere for the enterprise.
struct Speaker {
    name: String,
    body: String,
    href: String,
    until: Option<Date>,
}

struct Loaded {
    one: Enterprise,
    tenancies: Vec<Tenancy>,
    places: HashMap<PlaceId, String>,
    building: Option<Place>,
    holders: Vec<Holder>,
}

/// The enterprise on a day.
pub(super) async fn show(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Query(asked): Asked,
) -> PageResult {
    let view = visitor.view(&site);
    let day = day_asked(&view, &FormState::from_pairs(asked));
    let actor = Arc::clone(&visitor.actor);
    let loaded = site.read(move |conn| load(conn, &actor, BodyId(id), day)).await?;
    let current: Vec<&Tenancy> =
        loaded.tenancies.iter().filter(|one| one.term.contains(day)).collect();
    let building = loaded.building.as_ref().filter(|_| !current.is_empty());
    page(&EnterprisePage {
        v: &view,
        day,
        address: format!("/enterprises/{id}"),
        home: building.map(|place| place.name.clone()).unwrap_or_default(),
        home_href: building.map(|place| building_href(&place.code)).unwrap_or_default(),
        industry: industry(&view, &loaded.one.details.industry),
        area: square_metres(current.iter().filter_map(|one| one.area).sum()),
        chart: Chart::of(&lines(&view, &loaded), day),
        tenancies: loaded.tenancies.iter().rev().map(|one| rented(&loaded, one, day)).collect(),
        people: loaded.holders.iter().map(speaker).collect(),
        one: &loaded.one,
    })
}

fn load(conn: &mut Conn, actor: &Actor, id: BodyId, day: Date) -> Outcome<Loaded> {
    let scope = actor.scope(&SEE_BODIES);
    let one = store::enterprise::find(conn, &scope, id)?.ok_or_else(Refusal::not_found)?;
    let tenancies = store::tenancy::of_body(conn, id)?;
    let ids: Vec<PlaceId> = tenancies.iter().map(|tenancy| tenancy.place).collect();
    let largest = tenancies
        .iter()
        .filter(|tenancy| tenancy.term.contains(day))
        .max_by_key(|tenancy| tenancy.area);
    let building = match largest {
        Some(tenancy) => store::place::load(conn, tenancy.building)?,
        None => None,
    };
    Ok(Loaded {
        places: store::place::names(conn, &ids)?,
        holders: store::post::representing(conn, id, day)?,
        building: building.filter(|place| !place.code.is_empty()),
        one,
        tenancies,
    })
}

fn lines(view: &View, loaded: &Loaded) -> Vec<Line> {
    let line = |one: &Tenancy| Line {
        place: loaded.places.get(&one.place).cloned().unwrap_or_default(),
        term: one.term,
        words: one
            .area
            .map(|area| view.t1("enterprise-area", "area", view.count(square_metres(area))))
            .unwrap_or_default(),
    };
    loaded.tenancies.iter().map(line).collect()
}

fn rented(loaded: &Loaded, one: &Tenancy, day: Date) -> Rented {
    Rented {
        place: loaded.places.get(&one.place).cloned().unwrap_or_default(),
        from: one.term.from,
        until: one.term.until,
        area: one.area.map(square_metres),
        current: one.term.contains(day),
    }
}

fn speaker(holder: &Holder) -> Speaker {
    Speaker {
        name: holder.post.public_name.clone(),
        body: holder.body_name.clone(),
        href: body_href(&holder.body_kind, holder.post.body),
        until: holder.post.term.until,
    }
}
