//! `/matters/{number}/ruling`: what a body asked for, why, and yes or no.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Form, Path, State};
use kernel::Refusal;
use platform::Act;
use platform::web::{Choice, FormState, PageError, PageResult, Site, View, Visitor, html, see};

use super::facts::Facts;
use super::handling::Pairs;
use crate::acts::{self, RulingOn};
use crate::model::{MatterNumber, Request, RequestId};
use crate::pages::trying::tried;

#[derive(Template)]
#[template(path = "matters/ruling.html")]
struct RulingPage<'a> {
    v: &'a View,
    facts: &'a Facts,
    request: &'a Request,
    /// The request's id, for the form to send back; whoever rules is not shielded.
    id: i64,
    asked: Asked<'a>,
    answers: Vec<Choice>,
    form: FormState,
}

/// A request as it is shown.
struct Asked<'a> {
    who: &'a str,
    ground: String,
    why: &'a str,
    /// What a yes means: until when, or how much longer.
    means: String,
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
    let facts = Facts::of(site, visitor, number).await?;
    // Ruled on meanwhile: the matter's page says how.
    let Some(request) = facts.open_request() else {
        return Ok(see(&format!("/matters/{}", facts.matter.number)));
    };
    let view = visitor.view(site);
    let form = prefilled(form, &view, &facts, request);
    let status = form.status();
    let ruling_page = RulingPage {
        v: &view,
        facts: &facts,
        request,
        id: request.id.into(),
        asked: asked(&view, &facts, request),
        answers: vec![
            Choice::new("yes", view.t("matter-ruling-yes")),
            Choice::new("no", view.t("matter-ruling-no")),
        ],
        form,
    };
    html(status, &ruling_page)
}

/// The words to the reporter, as the catalogue drafts them for a yes.
fn prefilled(mut form: FormState, view: &View, facts: &Facts, request: &Request) -> FormState {
    let ground = facts.rules().request(request.kind).and_then(|rule| rule.ground(&request.ground));
    if let Some(ground) = ground.filter(|_| form.filled("words").is_none()) {
        form.set("words", ground.reply.in_language(view.locale.tag()));
    }
    form
}

fn asked<'a>(view: &View, facts: &'a Facts, request: &Request) -> Asked<'a> {
    let note = facts.notes.iter().find(|note| note.id == request.note);
    let rule = facts.rules().request(request.kind);
    let length = rule.and_then(|rule| rule.length).map(|length| view.limit(length));
    Asked {
        who: facts.name(request.body),
        ground: facts.ground(view.locale.tag(), request.kind, &request.ground),
        why: note.map_or("", |note| note.words.as_str()),
        means: match (request.review_on, length) {
            (Some(day), _) => view.t1("matter-ruling-means-parking", "day", view.day(day)),
            (None, Some(length)) => view.t1("matter-ruling-means-extension", "length", length),
            (None, None) => view.t("matter-ruling-means-objection").into_owned(),
        },
    }
}

/// Says yes or no.
pub(super) async fn create(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(number): Path<String>,
    Form(pairs): Form<Pairs>,
) -> PageResult {
    let form = FormState::from_pairs(pairs);
    let parsed: MatterNumber = number.parse().map_err(|_| PageError::NotFound)?;
    let ruling = ruling(&form);
    let work = move |act: &mut Act<'_, '_>, ruling| acts::rule_request(act, &parsed, &ruling);
    match tried(&site, &visitor, (form, ruling), work).await? {
        Ok(()) => Ok(see("/desk")),
        Err(form) => draw(&site, &visitor, &number, form).await,
    }
}

fn ruling(form: &FormState) -> Result<RulingOn, Refusal> {
    let request: i64 = form.value("request").parse().map_err(|_| Refusal::not_found())?;
    let grants = match form.value("granted") {
        "yes" => true,
        "no" => false,
        _ => return Err(Refusal::at("granted", "form-refusal-pick")),
    };
    Ok(RulingOn {
        request: RequestId::from(request),
        grants,
        words: form.value("words").to_owned(),
    })
}
