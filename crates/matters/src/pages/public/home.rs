//! `/`: finding one's building by name or street.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use kernel::{Keyset, Level, Scope};
use platform::web::{FormState, PageResult, Site, View, Visitor, address, page};
use platform::{Conn, Outcome};
use registry::model::{Building, Place};

use super::building::Pairs;

/// Buildings of a page.
const SIZE: usize = 30;

/// A building to pick.
struct Line {
    name: String,
    address: String,
    href: String,
}

/// A street to pick.
struct Street {
    name: String,
    href: String,
    current: bool,
}

struct Facts {
    streets: Vec<Place>,
    buildings: Vec<Building>,
    more: bool,
}

/// The streets, and the buildings that a name or a street narrows to; without either, the
/// buildings of an installation that has but one street.
fn load(conn: &mut Conn, name: &str, street: &str, after: &str) -> Outcome<Facts> {
    let last = registry::store::place::find_by_code(conn, after)?;
    let after = last.map(|place| Keyset { at: i64::from(place.order), id: place.id.into() });
    let streets = registry::store::building::streets(conn)?;
    let chosen = streets.iter().find(|one| one.code == street && !street.is_empty());
    let scope = match (chosen, streets.as_slice()) {
        (Some(one), _) => Scope::nothing().with_place(Level::Street, one.id),
        (None, [only]) => Scope::nothing().with_place(Level::Street, only.id),
        (None, all) if !name.trim().is_empty() => all
            .iter()
            .filter_map(|one| one.placement.district)
            .fold(Scope::nothing(), |scope, district| scope.with_place(Level::District, district)),
        (None, _) => Scope::nothing(),
    };
    let found = registry::store::building::list(conn, &scope, name, after, SIZE)?;
    Ok(Facts { streets, buildings: found.rows, more: found.next.is_some() })
}

#[derive(Template)]
#[template(path = "matters/public/home.html")]
struct HomePage<'a> {
    v: &'a View,
    form: &'a FormState,
    streets: Vec<Street>,
    lines: Vec<Line>,
    asked: bool,
    first: Option<String>,
    next: Option<String>,
}

/// The page; `?q=` is part of a name, `?street=` the code of a street.
pub(super) async fn show(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Query(query): Query<Pairs>,
) -> PageResult {
    let form = FormState::from_pairs(query);
    let (name, street) = (form.value("q").to_owned(), form.value("street").to_owned());
    let after = form.value("after").to_owned();
    let facts = site.read(move |conn| load(conn, &name, &street, &after)).await?;
    let v = visitor.view(&site);
    let asking = |after: Option<&str>| {
        let mut href = String::from("/?q=");
        address::encode_into(&mut href, form.value("q"));
        href.push_str("&street=");
        address::encode_into(&mut href, form.value("street"));
        if let Some(after) = after {
            href.push_str("&after=");
            address::encode_into(&mut href, after);
        }
        href
    };
    page(&HomePage {
        streets: facts.streets.iter().map(|one| pick(one, form.value("street"))).collect(),
        lines: facts.buildings.iter().map(line).collect(),
        asked: form.filled("q").is_some() || form.filled("street").is_some(),
        first: form.filled("after").map(|_| asking(None)),
        next: facts
            .buildings
            .last()
            .filter(|_| facts.more)
            .map(|last| asking(Some(&last.place.code))),
        v: &v,
        form: &form,
    })
}

fn line(building: &Building) -> Line {
    Line {
        name: building.place.name.clone(),
        address: building.details.address.clone(),
        href: format!("/b/{}", address::encode(&building.place.code)),
    }
}

fn pick(street: &Place, chosen: &str) -> Street {
    Street {
        name: street.name.clone(),
        href: format!("/?street={}", address::encode(&street.code)),
        current: !chosen.is_empty() && street.code == chosen,
    }
}
