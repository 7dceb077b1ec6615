//! `/buildings`: the buildings within reach, in the order of their ledger.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use jiff::civil::Date;
use kernel::{Keyset, Level, Page, PlaceId, Scope};
use platform::web::{Choice, FormState, PageResult, Site, View, Visitor, figures, page};
use platform::{Actor, Conn, Outcome, StoreError};

use super::listing::{address, after, size, told};
use super::{Asked, square_metres};
use crate::model::{Building, Occupancy, Place};
use crate::permissions::{EXPORT, SEE};
use crate::store;
use crate::titles::building_href;

const FILTER: [&str; 2] = ["name", "street"];

#[derive(Template)]
#[template(path = "registry/buildings.html")]
struct BuildingsPage<'a> {
    v: &'a View,
    form: &'a FormState,
    streets: Vec<Choice>,
    rows: Vec<Row>,
    first: Option<String>,
    next: Option<String>,
    /// Address of the workbook, for who may take it.
    export: Option<String>,
}

/// One row as the page shows it.
struct Row {
    name: String,
    href: String,
    address: String,
    street: String,
    right_type: String,
    grade: String,
    enterprises: i64,
    occupancy: String,
    vacant: Option<i64>,
    verified_on: Option<Date>,
}

/// What the page is drawn from.
pub(super) struct Loaded {
    pub(super) page: Page<Building>,
    pub(super) streets: HashMap<PlaceId, String>,
    pub(super) occupancy: HashMap<PlaceId, Occupancy>,
    /// The streets one may choose from.
    choices: Vec<Place>,
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
    let to = |after: Option<Keyset>| address("/buildings", &form, &FILTER, after);
    let may_export = visitor.actor.may(&EXPORT);
    page(&BuildingsPage {
        v: &view,
        streets: loaded.choices.iter().map(|one| Choice::new(&one.code, &one.name)).collect(),
        rows: loaded.page.rows.iter().map(|building| row(&view, &loaded, building)).collect(),
        first: after.map(|_| to(None)),
        next: loaded.page.next.filter(|_| !shielded).map(|next| to(Some(next))),
        export: may_export.then(|| address("/buildings/export", &form, &FILTER, None)),
        form: &form,
    })
}

/// What the list is narrowed to.
#[derive(Clone)]
pub(super) struct Wanted {
    name: String,
    /// Code of a street; empty for all.
    street: String,
}

impl Wanted {
    pub(super) fn of(form: &FormState) -> Self {
        Self { name: form.value("name").to_owned(), street: form.value("street").to_owned() }
    }

    /// As the journal says it of an export of `rows` rows: a street's code is one only where it
    /// found something, a name is what somebody typed.
    pub(super) fn told(self, rows: usize) -> BTreeMap<&'static str, String> {
        told([("street", self.street)], &self.name, rows)
    }
}

/// One page of buildings within the actor's scope.
pub(super) fn load(
    conn: &mut Conn,
    actor: &Actor,
    wanted: &Wanted,
    today: Date,
    after: Option<Keyset>,
    size: usize,
) -> Outcome<Loaded> {
    let scope = actor.scope(&SEE);
    let choices = choices(conn, &scope)?;
    let narrowed = match choices.iter().find(|street| street.code == wanted.street) {
        Some(street) => Scope::nothing().with_place(Level::Street, street.id),
        // A street nobody knows leaves an empty list, like one out of scope.
        None if wanted.street.is_empty() => scope,
        None => Scope::nothing(),
    };
    let page = store::building::list(conn, &narrowed, &wanted.name, after, size)?;
    let ids: Vec<PlaceId> = page.rows.iter().map(|one| one.place.id).collect();
    let streets: Vec<PlaceId> =
        page.rows.iter().filter_map(|one| one.place.placement.street).collect();
    Ok(Loaded {
        streets: store::name::of_places(conn, &streets)?,
        occupancy: store::tenancy::occupancy(conn, &ids, today)?,
        page,
        choices,
    })
}

/// The streets within scope that have a code to be chosen by; none where there is only one.
fn choices(conn: &mut Conn, scope: &Scope) -> Result<Vec<Place>, StoreError> {
    let all = store::building::streets(conn)?;
    let within = |street: &Place| street.whereabouts().is_some_and(|at| scope.covers(&at));
    let mut known: Vec<Place> =
        all.into_iter().filter(|street| !street.code.is_empty() && within(street)).collect();
    if known.len() == 1 {
        known.clear();
    }
    Ok(known)
}

fn row(view: &View, loaded: &Loaded, building: &Building) -> Row {
    let (place, details) = (&building.place, &building.details);
    let occupancy = loaded.occupancy.get(&place.id).copied().unwrap_or_default();
    let lettable = details.lettable_area.filter(|area| *area > 0);
    let street = place.placement.street.and_then(|id| loaded.streets.get(&id).cloned());
    Row {
        name: place.name.clone(),
        href: if place.code.is_empty() { String::new() } else { building_href(&place.code) },
        address: details.address.clone(),
        street: street.unwrap_or_default(),
        right_type: view.t(&details.right_type.key()).into_owned(),
        grade: details.grade.clone(),
        enterprises: occupancy.enterprises,
        occupancy: lettable
            .map_or_else(|| "—".to_owned(), |all| figures::percent(occupancy.let_area, all)),
        vacant: lettable.map(|all| square_metres((all - occupancy.let_area).max(0))),
        verified_on: details.verified_on,
    }
}
