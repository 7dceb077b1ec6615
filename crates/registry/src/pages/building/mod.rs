//! `/buildings/{code}`: a building from the side, a vertical community. Mockup `building`.

mod draw;
mod gaps;
mod governing;
mod load;
mod panel;

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query, State};
use jiff::civil::Date;
use platform::web::component::{Floor as DrawnFloor, Tab};
use platform::web::{FormState, PageResult, Site, View, Visitor, figures, page};

use self::draw::{Drawing, Show};
use self::gaps::Gap;
use self::governing::Organ;
pub(super) use self::governing::said;
use self::load::{Loaded, load};
use self::panel::Panel;
use super::{Asked, day_asked, square_metres};
use crate::model::Building;
use crate::questions::OpenMatters;
use crate::titles::building_href;

#[derive(Template)]
#[template(path = "registry/building.html")]
struct BuildingPage<'a> {
    v: &'a View,
    loaded: &'a Loaded,
    day: Date,
    /// Address of this page.
    address: String,
    tabs: Vec<Tab>,
    shows: Vec<Tab>,
    floors: Vec<DrawnFloor>,
    figures: Figures,
    panel: Option<Panel>,
    organs: Vec<Organ>,
    gaps: Vec<Gap>,
    may_export: bool,
    /// Whether pages of bodies are open to the reader.
    linked: bool,
}

/// The numbers of a building with what they were made from, in square metres.
struct Figures {
    occupancy: String,
    let_area: i64,
    lettable: Option<i64>,
    vacant: Option<i64>,
    enterprises: i64,
    people: i64,
}

impl Figures {
    fn of(loaded: &Loaded) -> Self {
        let lettable = loaded.building.details.lettable_area.filter(|area| *area > 0);
        let let_area = loaded.occupancy.let_area;
        Self {
            occupancy: lettable.map_or("—".to_owned(), |all| figures::percent(let_area, all)),
            let_area: square_metres(let_area),
            lettable: lettable.map(square_metres),
            vacant: lettable.map(|all| square_metres((all - let_area).max(0))),
            enterprises: loaded.occupancy.enterprises,
            people: loaded.people(),
        }
    }
}

impl BuildingPage<'_> {
    fn building(&self) -> &Building {
        &self.loaded.building
    }

    fn is_today(&self) -> bool {
        self.day == self.v.today()
    }

    /// What the bodies are called together, in the charter's words if it has some.
    fn called(&self) -> String {
        let own = self.loaded.called.as_ref();
        let own = own.map(|words| words.in_language(self.v.locale.tag()).to_owned());
        own.unwrap_or_else(|| self.v.t("building-organs").into_owned())
    }
}

/// The building on a day.
pub(super) async fn show(
    matters: Arc<dyn OpenMatters>,
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(code): Path<String>,
    Query(asked): Asked,
) -> PageResult {
    let view = visitor.view(&site);
    let form = FormState::from_pairs(asked);
    let (day, now) = (day_asked(&view, &form), view.now);
    let (actor, world) = (Arc::clone(&visitor.actor), Arc::clone(&site.world));
    let loaded =
        site.read(move |conn| load(conn, &world, &*matters, &actor, &code, day, now)).await?;
    let linked = visitor.actor.may(&crate::permissions::SEE_BODIES);
    let address = building_href(&loaded.building.place.code);
    let drawing = Drawing {
        view: &view,
        loaded: &loaded,
        address: &address,
        day,
        show: Show::from_word(form.value("show")),
        current: form.value("floor"),
        linked,
    };
    page(&BuildingPage {
        v: &view,
        day,
        tabs: tabs(&view, &loaded, &address, linked),
        shows: drawing.shows(),
        floors: drawing.floors(),
        figures: Figures::of(&loaded),
        panel: panel::of(&drawing),
        organs: governing::organs(&view, &loaded, linked),
        gaps: gaps::of(&view, &loaded),
        may_export: visitor.actor.may(&crate::permissions::EXPORT),
        linked,
        address,
        loaded: &loaded,
    })
}

/// What there is of a building besides its floors.
fn tabs(view: &View, loaded: &Loaded, address: &str, linked: bool) -> Vec<Tab> {
    let mut tabs = vec![Tab::new(view.t("building-tab-stack"), address, true)];
    if let Some(open) = &loaded.open {
        let count = i64::try_from(open.matters.len()).unwrap_or(i64::MAX);
        tabs.push(Tab::new(view.t("building-tab-matters"), &open.href, false).with_count(count));
    }
    if linked {
        let code = platform::web::address::encode(&loaded.building.place.code);
        let href = format!("/enterprises?building={code}");
        let tab = Tab::new(view.t("building-tab-enterprises"), href, false);
        tabs.push(tab.with_count(loaded.occupancy.enterprises));
    }
    let public = format!("/b/{}", platform::web::address::encode(&loaded.building.place.code));
    tabs.push(Tab::new(view.t("building-tab-public"), public, false));
    tabs
}
