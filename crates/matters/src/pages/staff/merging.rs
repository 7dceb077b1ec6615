//! `/matters/{number}/merge`: what goes on in this matter, what may be the same, and into which it
//! could go on itself.

use std::collections::HashMap;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Form, Path, Query, State};
use kernel::Refusal;
use platform::web::{FormState, PageError, PageResult, Site, View, Visitor, html, see};
use platform::{Act, Actor, Conn, Outcome};

use super::facts::Facts;
use super::handling::Pairs;
use super::likely::{self, Likely};
use crate::acts::{self, Alike};
use crate::model::{Matter, MatterNumber, State as MatterState};
use crate::pages::trying::tried;
use crate::permissions;
use crate::store;

/// A matter that goes on in this one.
struct Member {
    number: String,
    title: String,
    place: String,
    raised: String,
    voices: i32,
}

#[derive(Template)]
#[template(path = "matters/merge.html")]
struct MergePage<'a> {
    v: &'a View,
    facts: &'a Facts,
    members: Vec<Member>,
    /// Everybody who waits, here and in what goes on here.
    voices: i32,
    likely: Vec<Likely>,
    /// Whether others may still go on in it.
    may_gather: bool,
    /// Whether it may go on in another.
    may_merge: bool,
    /// Whether those that have ended are among the likely ones.
    with_ended: bool,
    form: &'a FormState,
}

/// What is read beside the matter itself.
struct Loaded {
    facts: Facts,
    members: Vec<Matter>,
    places: HashMap<kernel::PlaceId, String>,
    likely: Vec<(Alike, String)>,
}

/// The page.
pub(super) async fn show(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(number): Path<String>,
    Query(query): Query<Pairs>,
) -> PageResult {
    let with_ended = FormState::from_pairs(query).has("ended", "1");
    draw(&site, &visitor, &number, with_ended, &FormState::new()).await
}

async fn draw(
    site: &Arc<Site>,
    visitor: &Visitor,
    number: &str,
    with_ended: bool,
    form: &FormState,
) -> PageResult {
    let loaded = Facts::of_with(site, visitor, number, move |conn, _, actor, facts| {
        load(conn, actor, facts, with_ended)
    })
    .await?;
    let view = visitor.view(site);
    let state = loaded.facts.matter.state;
    let gathered: i32 = loaded.members.iter().map(|member| member.voices).sum();
    let merge_page = MergePage {
        v: &view,
        members: loaded.members.iter().map(|one| member(&view, &loaded.places, one)).collect(),
        voices: loaded.facts.matter.voices + gathered,
        likely: loaded.likely.iter().map(|one| Likely::of(&view, one)).collect(),
        may_gather: state.is_open(),
        may_merge: loaded.members.is_empty() && state.is_open() && state != MatterState::Parked,
        with_ended,
        facts: &loaded.facts,
        form,
    };
    html(form.status(), &merge_page)
}

fn load(conn: &mut Conn, actor: &Actor, facts: Facts, with_ended: bool) -> Outcome<Loaded> {
    if !actor.scope(&permissions::MERGE).covers(&facts.matter.at) {
        return Err(Refusal::not_found().into());
    }
    let said: Vec<&str> = facts.raw.iter().map(|raw| raw.words.as_str()).collect();
    let said = if said.is_empty() { facts.matter.title.clone() } else { said.join("\n") };
    let members = store::merge::list_members(conn, facts.matter.id)?;
    let mut likely = likely::load(conn, actor, &facts, &said, with_ended)?;
    likely.retain(|(alike, _)| alike.matter.state != MatterState::Merged);
    let places: Vec<_> = members.iter().map(|one| one.place).collect();
    Ok(Loaded { places: registry::store::place::names(conn, &places)?, members, likely, facts })
}

fn member(view: &View, places: &HashMap<kernel::PlaceId, String>, one: &Matter) -> Member {
    Member {
        number: one.number.to_string(),
        title: one.title.clone(),
        place: places.get(&one.place).cloned().unwrap_or_default(),
        raised: view.iso_time(one.raised_at),
        voices: one.voices,
    }
}

/// This matter goes on in another.
pub(super) async fn merge(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(number): Path<String>,
    Form(pairs): Form<Pairs>,
) -> PageResult {
    let form = FormState::from_pairs(pairs);
    let parsed: MatterNumber = number.parse().map_err(|_| PageError::NotFound)?;
    let into = form.value("into").trim().parse::<MatterNumber>();
    let into = into.map_err(|_| Refusal::at("into", "refusal-matter-merge-number"));
    let work = move |act: &mut Act<'_, '_>, into| acts::merge_matter(act, &parsed, &into);
    match tried(&site, &visitor, (form, into), work).await? {
        Ok(()) => Ok(see(&format!("/matters/{number}"))),
        Err(form) => draw(&site, &visitor, &number, false, &form).await,
    }
}

/// Others go on in this matter, all of them or none.
pub(super) async fn gather(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(number): Path<String>,
    Form(pairs): Form<Pairs>,
) -> PageResult {
    let form = FormState::from_pairs(pairs);
    let parsed: MatterNumber = number.parse().map_err(|_| PageError::NotFound)?;
    let which: Vec<MatterNumber> =
        form.all("which").iter().filter_map(|one| one.parse().ok()).collect();
    match site.act(&visitor.actor, move |act| acts::gather_matters(act, &parsed, &which)).await {
        Ok(()) => Ok(see(&format!("/matters/{number}/merge"))),
        Err(failure) => draw(&site, &visitor, &number, false, &form.kept(failure, &site)?).await,
    }
}

/// This matter goes on by itself again.
pub(super) async fn split(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(number): Path<String>,
) -> PageResult {
    let parsed: MatterNumber = number.parse().map_err(|_| PageError::NotFound)?;
    match site.act(&visitor.actor, move |act| acts::split_matter(act, &parsed)).await {
        Ok(()) => Ok(see(&format!("/matters/{number}"))),
        Err(failure) => {
            let form = FormState::new().kept(failure, &site)?;
            draw(&site, &visitor, &number, false, &form).await
        }
    }
}
