//! `/enterprises`: the enterprises within reach, the largest first.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use jiff::civil::Date;
use kernel::{Keyset, Level, Page, PlaceId, Refusal, Scope};
use platform::web::{Choice, FormState, PageResult, Site, View, Visitor, page};
use platform::{Actor, Conn, Outcome};

use super::Asked;
use super::listing::{address, after, size, told};
use crate::model::{Enterprise, EnterpriseFilter, kind};
use crate::permissions::{EXPORT, SEE_BODIES, SEE_ENTERPRISES};
use crate::store;
use crate::titles::body_link;

const FILTER: [&str; 3] = ["name", "industry", "building"];

/// The sections of GB/T 4754-2017.
const INDUSTRIES: std::ops::RangeInclusive<char> = 'A'..='T';

#[derive(Template)]
#[template(path = "registry/enterprises.html")]
struct EnterprisesPage<'a> {
    v: &'a View,
    form: &'a FormState,
    industries: Vec<Choice>,
    /// The one building the list is of; empty for all.
    building: String,
    rows: Vec<Row>,
    first: Option<String>,
    next: Option<String>,
    export: Option<String>,
}

struct Row {
    name: String,
    href: String,
    building: String,
    industry: String,
    people: Option<i32>,
    registered_here: bool,
}

/// What the page is drawn from.
pub(super) struct Loaded {
    pub(super) page: Page<Enterprise>,
    pub(super) buildings: HashMap<PlaceId, String>,
    building: String,
}

/// The list.
pub(super) async fn list(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Query(asked): Asked,
) -> PageResult {
    let view = visitor.view(&site);
    let form = FormState::from_pairs(asked);
    let shielded = visitor.actor.is_shielded();
    let (actor, after) = (Arc::clone(&visitor.actor), after(&form, shielded));
    let (wanted, today) = (Wanted::of(&form), view.today());
    let loaded =
        site.read(move |conn| load(conn, &actor, &wanted, today, after, size(shielded))).await?;
    let to = |after: Option<Keyset>| address("/enterprises", &form, &FILTER, after);
    let may_export = visitor.actor.may(&EXPORT);
    let linked = visitor.actor.may(&SEE_BODIES);
    let rows = loaded.page.rows.iter();
    page(&EnterprisesPage {
        v: &view,
        industries: industries(&view),
        rows: rows.map(|one| row(&view, &loaded, one, linked)).collect(),
        first: after.map(|_| to(None)),
        next: loaded.page.next.filter(|_| !shielded).map(|next| to(Some(next))),
        export: may_export.then(|| address("/enterprises/export", &form, &FILTER, None)),
        building: loaded.building,
        form: &form,
    })
}

/// What the list is narrowed to.
#[derive(Clone)]
pub(super) struct Wanted {
    filter: EnterpriseFilter,
    /// Code of a building; empty for all.
    building: String,
}

impl Wanted {
    pub(super) fn of(form: &FormState) -> Self {
        let industry = form.value("industry");
        let known = INDUSTRIES.clone().any(|section| industry.chars().eq([section]));
        let filter = EnterpriseFilter {
            name: form.value("name").to_owned(),
            industry: if known { industry.to_owned() } else { String::new() },
        };
        Self { filter, building: form.value("building").to_owned() }
    }

    /// As the journal says it of an export of `rows` rows.
    pub(super) fn told(self, rows: usize) -> BTreeMap<&'static str, String> {
        let codes = [("building", self.building), ("industry", self.filter.industry)];
        told(codes, &self.filter.name, rows)
    }
}

/// One page of enterprises within the actor's scope.
pub(super) fn load(
    conn: &mut Conn,
    actor: &Actor,
    wanted: &Wanted,
    today: Date,
    after: Option<Keyset>,
    size: usize,
) -> Outcome<Loaded> {
    let mut scope = actor.scope(&SEE_ENTERPRISES);
    let mut building = String::new();
    if !wanted.building.is_empty() {
        let found = store::building::find_coded(conn, &scope, &wanted.building)?;
        let found = found.ok_or_else(Refusal::not_found)?;
        scope = Scope::nothing().with_place(Level::Building, found.place.id);
        building = found.place.name;
    }
    let page = store::enterprise::list(conn, &scope, &wanted.filter, today, after, size)?;
    let ids: Vec<PlaceId> = page.rows.iter().filter_map(|one| one.details.building).collect();
    Ok(Loaded { buildings: store::name::of_places(conn, &ids)?, page, building })
}

fn industries(view: &View) -> Vec<Choice> {
    INDUSTRIES.map(|section| Choice::new(section, industry(view, &section.to_string()))).collect()
}

/// An industry in words: the section's name and the code; empty if unknown.
pub(super) fn industry(view: &View, code: &str) -> String {
    match code.chars().next().filter(|section| INDUSTRIES.contains(section)) {
        Some(section) => {
            let name = view.t(&format!("industry-{}", section.to_ascii_lowercase()));
            format!("{name} {code}")
        }
        None => code.to_owned(),
    }
}

fn row(view: &View, loaded: &Loaded, one: &Enterprise, linked: bool) -> Row {
    let building = one.details.building.and_then(|id| loaded.buildings.get(&id).cloned());
    Row {
        name: one.body.name.clone(),
        href: body_link(linked, kind::ENTERPRISE, one.body.id),
        building: building.unwrap_or_default(),
        industry: industry(view, &one.details.industry),
        people: one.details.headcount,
        registered_here: one.details.registered_here,
    }
}
