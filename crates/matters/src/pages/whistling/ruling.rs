//! `/whistles/{number}/ruling`: why a department asks not to come, and yes or no.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Form, Path, State};
use kernel::Refusal;
use platform::Act;
use platform::web::{Choice, FormState, PageError, PageResult, Site, View, Visitor, html, see};

use super::answering::Pairs;
use super::facts::Facts;
use crate::acts::whistling::{self, RefusalRuling};
use crate::model::{CallId, WhistleNumber};
use crate::pages::trying::tried;

#[derive(Template)]
#[template(path = "matters/whistling/ruling.html")]
struct RulingPage<'a> {
    v: &'a View,
    facts: &'a Facts,
    call: i64,
    who: &'a str,
    ask: &'a str,
    ground: String,
    why: &'a str,
    answers: Vec<Choice>,
    form: &'a FormState,
}

/// The form.
pub(super) async fn new(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(number): Path<String>,
) -> PageResult {
    draw(&site, &visitor, &number, &FormState::new()).await
}

async fn draw(site: &Arc<Site>, visitor: &Visitor, number: &str, form: &FormState) -> PageResult {
    let facts = Facts::of(site, visitor, number).await?;
    // Ruled on meanwhile: the whistle's page says how.
    let open = facts.disputed().find_map(|call| Some((call, call.refused.as_ref()?)));
    let Some((call, refused)) = open else {
        return Ok(see(&format!("/whistles/{}", facts.whistle.number)));
    };
    let view = visitor.view(site);
    let ruling_page = RulingPage {
        v: &view,
        facts: &facts,
        call: call.id.into(),
        who: facts.name(call.body),
        ask: facts.words(call.ask),
        ground: facts.ground(view.locale.tag(), &refused.ground),
        why: facts.words(refused.note),
        answers: vec![
            Choice::new("yes", view.t("whistle-ruling-yes")),
            Choice::new("no", view.t("whistle-ruling-no")),
        ],
        form,
    };
    html(form.status(), &ruling_page)
}

/// Says yes or no.
pub(super) async fn create(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(number): Path<String>,
    Form(pairs): Form<Pairs>,
) -> PageResult {
    let form = FormState::from_pairs(pairs);
    let parsed: WhistleNumber = number.parse().map_err(|_| PageError::NotFound)?;
    let ruling = ruling(&form);
    let work = move |act: &mut Act<'_, '_>, ruling| whistling::rule_refusal(act, &parsed, &ruling);
    match tried(&site, &visitor, (form, ruling), work).await? {
        Ok(()) => Ok(see("/desk")),
        Err(form) => draw(&site, &visitor, &number, &form).await,
    }
}

fn ruling(form: &FormState) -> Result<RefusalRuling, Refusal> {
    let call: i64 = form.value("call").parse().map_err(|_| Refusal::not_found())?;
    let excuses = match form.value("excused") {
        "yes" => true,
        "no" => false,
        _ => return Err(Refusal::at("excused", "form-refusal-pick")),
    };
    Ok(RefusalRuling { call: CallId(call), excuses, words: form.value("words").to_owned() })
}
