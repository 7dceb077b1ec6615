//! `/matters/{number}/bulletin`: what everybody in some buildings is told about the matter.

use std::collections::HashMap;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Form, Path, State};
use jiff::civil::Date;
use kernel::{PlaceId, Refusal};
use platform::web::{FormState, PageError, PageResult, Site, View, Visitor, html, see};
use platform::{Act, Actor, Conn, Outcome};

use super::facts::Facts;
use super::handling::Pairs;
use crate::acts::{self, Telling};
use crate::model::{Bulletin, Deed, MatterNumber};
use crate::pages::trying::tried;
use crate::permissions::PUBLISH;
use crate::store;

/// Buildings offered at most; a street has fewer. Source: assumption.
const OFFERED: usize = 200;

/// A building that may be ticked.
struct Offered {
    id: i64,
    name: String,
    is_named: bool,
}

/// A bulletin as the page shows it.
struct Told {
    words: String,
    from: String,
    until: String,
    places: String,
    who: String,
    stands: bool,
}

#[derive(Template)]
#[template(path = "matters/bulletin.html")]
struct BulletinPage<'a> {
    v: &'a View,
    facts: &'a Facts,
    told: Vec<Told>,
    offered: Vec<Offered>,
    /// Why the buildings ticked are not taken.
    nowhere: Option<String>,
    may_publish: bool,
    /// Whether the bulletin is new, in place of one that stands.
    replaces: bool,
    form: &'a FormState,
}

/// What is read beside the matter itself.
struct Loaded {
    facts: Facts,
    bulletins: Vec<(Bulletin, Vec<PlaceId>)>,
    names: HashMap<PlaceId, String>,
    bodies: HashMap<kernel::BodyId, String>,
    offered: Vec<(PlaceId, String)>,
}

/// The page.
pub(super) async fn show(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(number): Path<String>,
) -> PageResult {
    draw(&site, &visitor, &number, &FormState::new()).await
}

async fn draw(site: &Arc<Site>, visitor: &Visitor, number: &str, form: &FormState) -> PageResult {
    let read =
        Facts::of_with(site, visitor, number, |conn, _, actor, facts| load(conn, actor, facts));
    let loaded = read.await?;
    let view = visitor.view(site);
    let told: Vec<Told> = loaded.bulletins.iter().map(|one| tell(&view, &loaded, one)).collect();
    let named = form.all("building");
    let own = loaded.facts.matter.at.building;
    let offered = loaded.offered.iter().map(|(id, name)| Offered {
        id: id.0,
        name: name.clone(),
        is_named: if form.is_refused() {
            named.contains(&id.0.to_string())
        } else {
            Some(*id) == own
        },
    });
    let bulletin_page = BulletinPage {
        v: &view,
        replaces: told.iter().any(|one| one.stands),
        told,
        offered: offered.collect(),
        nowhere: form.error(view.locale, "building"),
        may_publish: loaded.facts.matter.state.admits(Deed::Publish),
        facts: &loaded.facts,
        form,
    };
    html(form.status(), &bulletin_page)
}

fn load(conn: &mut Conn, actor: &Actor, facts: Facts) -> Outcome<Loaded> {
    let scope = actor.scope(&PUBLISH);
    if !scope.covers(&facts.matter.at) {
        return Err(Refusal::not_found().into());
    }
    let found = store::bulletin::list(conn, facts.matter.id)?;
    let mut places = store::bulletin::buildings(conn, &found)?;
    let all: Vec<PlaceId> = places.values().flatten().copied().collect();
    let bodies: Vec<_> = found.iter().filter_map(|one| one.body).collect();
    let buildings = registry::store::building::list(conn, &scope, "", None, OFFERED)?.rows;
    let offered = buildings.into_iter().map(|one| (one.place.id, one.place.name));
    Ok(Loaded {
        names: registry::store::place::names(conn, &all)?,
        bodies: registry::store::name::of_bodies(conn, &bodies)?,
        bulletins: found
            .into_iter()
            .map(|one| {
                let stood = places.remove(&one.id).unwrap_or_default();
                (one, stood)
            })
            .collect(),
        offered: offered.collect(),
        facts,
    })
}

fn tell(view: &View, loaded: &Loaded, (one, places): &(Bulletin, Vec<PlaceId>)) -> Told {
    let names = places.iter().filter_map(|place| loaded.names.get(place).map(String::as_str));
    let who = one.body.and_then(|body| loaded.bodies.get(&body)).cloned();
    Told {
        words: one.words.clone(),
        from: view.iso_time(one.from),
        until: view.due(one.withdrawn_at.unwrap_or(one.until)),
        places: names.collect::<Vec<_>>().join(&view.t("list-comma")),
        who: who.unwrap_or_default(),
        stands: one.withdrawn_at.is_none() && view.now < one.until,
    }
}

/// Tells everybody in the buildings ticked.
pub(super) async fn publish(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(number): Path<String>,
    Form(pairs): Form<Pairs>,
) -> PageResult {
    let form = FormState::from_pairs(pairs);
    let telling = telling(&form);
    run(&site, &visitor, &number, (form, telling), |act, number, telling| {
        acts::publish_bulletin(act, number, &telling)
    })
    .await
}

/// What the form asks for, or which day is none.
fn telling(form: &FormState) -> Result<Telling, Refusal> {
    let day = |field| {
        let typed: Option<Result<Date, _>> = form.filled(field).map(str::parse);
        typed.transpose().map_err(|_| Refusal::at(field, "form-refusal-date"))
    };
    // What names no place stands for one that nobody reaches.
    let place = |value: &String| PlaceId(value.parse().unwrap_or(0));
    Ok(Telling {
        buildings: form.all("building").iter().map(place).collect(),
        words: form.value("words").to_owned(),
        from: day("from")?,
        until: day("until")?,
    })
}

/// Says that it is over.
pub(super) async fn withdraw(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(number): Path<String>,
) -> PageResult {
    run(&site, &visitor, &number, (FormState::new(), Ok(())), |act, number, ()| {
        acts::withdraw_bulletin(act, number)
    })
    .await
}

/// Does what a form asks for and shows the page; a refusal stands beside its field.
async fn run<T: Send + 'static>(
    site: &Arc<Site>,
    visitor: &Visitor,
    number: &str,
    asked: (FormState, Result<T, Refusal>),
    work: impl FnOnce(&mut Act<'_, '_>, &MatterNumber, T) -> Outcome<()> + Send + 'static,
) -> PageResult {
    let parsed: MatterNumber = number.parse().map_err(|_| PageError::NotFound)?;
    match tried(site, visitor, asked, move |act, asked| work(act, &parsed, asked)).await? {
        Ok(()) => Ok(see(&format!("/matters/{number}/bulletin"))),
        Err(form) => draw(site, visitor, number, &form).await,
    }
}
