//! `/matters/{number}/whistle`: departments, one ask for all or each its own, and what was tried.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Form, Path, State};
use jiff::civil::DateTime;
use kernel::{BodyId, Refusal};
use platform::web::{Choice, FormState, PageError, PageResult, Site, View, Visitor, html, see};
use platform::{Act, Conn, Outcome};
use registry::model::Body;

use super::answering::Pairs;
use super::rows::{LadderRow, ladder};
use crate::acts::whistling::{self, Called, NewWhistle};
use crate::model::charter::{Matters, Whistling};
use crate::model::{MatterNumber, NoteKind, Venue};
use crate::pages::staff::Facts;
use crate::pages::trying::tried;
use crate::rules::whistling::CALLS_MOST;

/// Characters of what was tried that are filled in at most: the field's own bound.
const TRIED_MOST: usize = 500;

/// A department the form offers.
struct Offered {
    id: String,
    name: String,
    /// The field of its own ask.
    ask: String,
    ask_label: String,
    is_called: bool,
    /// Whether the dispatch catalogue names it for this category.
    is_advised: bool,
}

#[derive(Template)]
#[template(path = "matters/whistling/blow.html")]
struct BlowPage<'a> {
    v: &'a View,
    facts: &'a Facts,
    kinds: Vec<Choice>,
    offered: Vec<Offered>,
    leads: Vec<Choice>,
    venues: Vec<Choice>,
    ladder: Vec<LadderRow>,
    nobody: Option<String>,
    form: FormState,
}

/// The form.
pub(super) async fn new(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(number): Path<String>,
) -> PageResult {
    draw(&site, &visitor, &number, FormState::new()).await
}

async fn draw(site: &Arc<Site>, visitor: &Visitor, number: &str, form: FormState) -> PageResult {
    let loaded = Facts::of_with(site, visitor, number, |conn, world, _, facts| {
        let (rules, callable) = callable(conn, world, &facts)?;
        Ok((facts, rules, callable))
    });
    let (facts, rules, callable) = loaded.await?;
    let view = visitor.view(site);
    let form = prefilled(form, &view, &facts, &rules);
    let offered = offered(&view, &facts, &callable, &form);
    let blow_page = BlowPage {
        v: &view,
        facts: &facts,
        kinds: kinds(&view, &rules),
        leads: offered.iter().map(|one| Choice::new(one.id.clone(), one.name.clone())).collect(),
        offered,
        venues: Venue::ALL.iter().map(|one| Choice::new(one.word(), view.t(&one.key()))).collect(),
        ladder: ladder(&view, facts.rules()),
        nobody: form.error(view.locale, "called"),
        form,
    };
    html(blow_page.form.status(), &blow_page)
}

/// What the charter of today says, and who may be called by it, those the dispatch catalogue names
/// first.
///
/// # Errors
/// Not found where the charter knows no whistles.
fn callable(
    conn: &mut Conn,
    world: &platform::World,
    facts: &Facts,
) -> Outcome<(Whistling, Vec<Body>)> {
    let charter = world.charters.at(conn, &facts.matter.at, world.today())?;
    let rules = charter.and_then(|charter| charter.section::<Matters>().whistle.clone());
    let rules = rules.ok_or_else(Refusal::not_found)?;
    let mut found = whistling::callable(conn, world, &facts.matter, &rules)?;
    found.sort_by_key(|body| (!is_advised(facts, body), body.id));
    Ok((rules, found))
}

/// Whether the dispatch catalogue names the department for the matter's category.
fn is_advised(facts: &Facts, body: &Body) -> bool {
    let category = facts.matter.category.as_deref();
    let Some(line) = category.and_then(|path| facts.rules().dispatch_for(path)) else {
        return false;
    };
    let named = [&line.lead].into_iter().chain(&line.assist);
    !body.code.is_empty()
        && named.filter_map(|kind| kind.split_once('.')).any(|(_, function)| function == body.code)
}

fn offered(view: &View, facts: &Facts, callable: &[Body], form: &FormState) -> Vec<Offered> {
    callable
        .iter()
        .map(|body| {
            let id = body.id.0.to_string();
            Offered {
                ask: format!("ask_{id}"),
                ask_label: view.t1("whistle-ask-of", "name", body.name.as_str()),
                is_called: form.has("called", &id),
                is_advised: is_advised(facts, body),
                name: body.name.clone(),
                id,
            }
        })
        .collect()
}

fn kinds(view: &View, rules: &Whistling) -> Vec<Choice> {
    let tag = view.locale.tag();
    let told = |limit| view.t1("whistle-report-within", "limit", view.limit(limit));
    rules
        .types
        .iter()
        .map(|kind| {
            Choice::new(kind.id.clone(), kind.name.in_language(tag)).explained(told(kind.report_in))
        })
        .collect()
}

/// What is known already: what was tried, as the matter's own notes have it, and where it is.
fn prefilled(mut form: FormState, view: &View, facts: &Facts, rules: &Whistling) -> FormState {
    if form.is_refused() {
        return form;
    }
    let told = facts.notes.iter().filter(|note| {
        matches!(note.kind, NoteKind::Progress | NoteKind::Report | NoteKind::Result)
    });
    let said: Vec<String> = told
        .map(|note| format!("{} {}", view.short_day(view.local(note.at).date()), note.words))
        .collect();
    let tried: String = said.join("\n").chars().take(TRIED_MOST).collect();
    form.set("tried", tried);
    form.set("spot", facts.matter.spot.clone().unwrap_or_default());
    form.set("venue", Venue::OnSite.word());
    if let Some(usual) = rules.types.iter().find(|kind| kind.id == "demand") {
        form.set("kind", usual.id.clone());
    }
    form
}

/// Blows it.
pub(super) async fn create(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(number): Path<String>,
    Form(pairs): Form<Pairs>,
) -> PageResult {
    let form = FormState::from_pairs(pairs);
    let parsed: MatterNumber = number.parse().map_err(|_| PageError::NotFound)?;
    let new = new_whistle(&form, &visitor.view(&site));
    let work = move |act: &mut Act<'_, '_>, new| whistling::blow_whistle(act, &parsed, &new);
    match tried(&site, &visitor, (form, new), work).await? {
        Ok(blown) => Ok(see(&format!("/whistles/{blown}"))),
        Err(form) => draw(&site, &visitor, &number, form).await,
    }
}

fn new_whistle(form: &FormState, view: &View) -> Result<NewWhistle, Refusal> {
    let body = |text: &str| text.parse().ok().map(BodyId);
    let calls: Vec<Called> = form
        .all("called")
        .iter()
        .filter_map(|id| Some((body(id)?, form.value(&format!("ask_{id}")).to_owned())))
        .map(|(body, ask)| Called { body, ask })
        .take(CALLS_MOST + 1)
        .collect();
    let lead = match form.filled("lead") {
        Some(id) => Some(body(id).ok_or_else(|| Refusal::at("lead", "form-refusal-pick"))?),
        None => None,
    };
    let come_at = form
        .filled("come_at")
        .map(|typed| {
            let at: Option<DateTime> = typed.parse().ok();
            let at = at.and_then(|at| at.to_zoned(view.zone.clone()).ok());
            at.map(|at| at.timestamp()).ok_or_else(|| Refusal::at("come_at", "form-refusal-date"))
        })
        .transpose()?;
    let venue = Venue::from_word(form.value("venue"));
    Ok(NewWhistle {
        kind: form.value("kind").to_owned(),
        ask: form.value("ask").to_owned(),
        calls,
        lead,
        tried: form.value("tried").to_owned(),
        venue: venue.ok_or_else(|| Refusal::at("venue", "form-refusal-pick"))?,
        spot: form.value("spot").to_owned(),
        come_at,
    })
}
