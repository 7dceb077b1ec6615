//! `/report-in` and `/report-in/{code}`: a department in which nobody signs in answers by the code
//! of its sheet. The code opens one call, and expires.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Form, Path, State};
use kernel::Refusal;
use platform::journal::Origin;
use platform::web::{
    Client, FormState, PageError, PageResult, Site, View, Visitor, html, page, refused, see,
};
use platform::{Actor, Failure};

use super::answer::{self, AnswerForms, Sent};
use super::answering::Pairs;
use super::facts::Facts;
use super::rows::CallRow;
use crate::acts::whistling::{self, Answering};
use crate::model::QueryCode;
use crate::pages::public::looking_up;

#[derive(Template)]
#[template(path = "matters/whistling/ask_code.html")]
struct AskPage<'a> {
    v: &'a View,
    form: &'a FormState,
}

#[derive(Template)]
#[template(path = "matters/whistling/by_code.html")]
struct CodePage<'a> {
    v: &'a View,
    facts: &'a Facts,
    own: CallRow<'a>,
    others: Vec<CallRow<'a>>,
    answer: Option<AnswerForms>,
    kind: String,
    form: &'a FormState,
}

/// Asks for the code.
pub(super) async fn ask(State(site): State<Arc<Site>>, visitor: Visitor) -> PageResult {
    page(&AskPage { v: &visitor.view(&site), form: &FormState::new() })
}

/// Leads to the call of a code, and notes that the department has opened it.
pub(super) async fn find(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    client: Client,
    Form(pairs): Form<Pairs>,
) -> PageResult {
    looking_up(&site, client)?;
    let form = FormState::from_pairs(pairs);
    if let Ok(code) = form.value("code").parse::<QueryCode>() {
        let right = Answering::Code(code.clone());
        let opened = site.act(&anybody(), move |act| whistling::open_call(act, &right)).await;
        match opened {
            Ok(()) => return Ok(see(&format!("/report-in/{}", code.compact()))),
            Err(Failure::Refused(refusal)) if refusal.not_found => {}
            Err(failure) => return Err(failure.into()),
        }
    }
    let form = form.refused(Refusal::at("code", "whistle-refusal-code"));
    refused(&AskPage { v: &visitor.view(&site), form: &form })
}

/// The code is the right; no account goes on record beside it.
fn anybody() -> Arc<Actor> {
    Arc::new(Actor::nobody(Origin::Web))
}

/// The call.
pub(super) async fn show(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    client: Client,
    Path(code): Path<String>,
) -> PageResult {
    looking_up(&site, client)?;
    draw(&site, &visitor, &code, &FormState::new()).await
}

async fn draw(site: &Arc<Site>, visitor: &Visitor, code: &str, form: &FormState) -> PageResult {
    let code: QueryCode = code.parse().map_err(|_| PageError::NotFound)?;
    let (world, sought) = (Arc::clone(&site.world), code.clone());
    let (facts, id) = site.read(move |conn| Facts::by_code(conn, &world, &sought)).await?;
    let view = visitor.view(site);
    let own = facts.calls.iter().find(|call| call.id == id).ok_or(PageError::NotFound)?;
    let others = facts.calls.iter().filter(|call| call.id != id);
    let action = format!("/report-in/{}", code.compact());
    let code_page = CodePage {
        v: &view,
        own: CallRow::of(&view, &facts, own),
        others: others.map(|call| CallRow::of(&view, &facts, call)).collect(),
        answer: AnswerForms::of(&view, &facts, own, (action, form)),
        kind: facts.kind(view.locale.tag()),
        facts: &facts,
        form,
    };
    html(form.status(), &code_page)
}

macro_rules! answers {
    ($name:ident, $sent:expr, $doc:literal) => {
        #[doc = $doc]
        pub(super) async fn $name(
            State(site): State<Arc<Site>>,
            visitor: Visitor,
            client: Client,
            Path(code): Path<String>,
            Form(pairs): Form<Pairs>,
        ) -> PageResult {
            send(&site, &visitor, client, (&code, $sent), FormState::from_pairs(pairs)).await
        }
    };
}

answers!(report, Sent::Report, "Reports in.");
answers!(finish, Sent::Finish, "Says what came of the part.");
answers!(refuse, Sent::Refuse, "Asks not to come.");
answers!(judge, Sent::Judge, "Judges the whistle.");

async fn send(
    site: &Arc<Site>,
    visitor: &Visitor,
    client: Client,
    (code, sent): (&str, Sent),
    form: FormState,
) -> PageResult {
    looking_up(site, client)?;
    let parsed: QueryCode = code.parse().map_err(|_| PageError::NotFound)?;
    let (right, typed) = (Answering::Code(parsed.clone()), form.clone());
    match site.act(&anybody(), move |act| answer::run(act, &right, sent, &typed)).await {
        Ok(()) => Ok(see(&format!("/report-in/{}", parsed.compact()))),
        Err(failure) => draw(site, visitor, code, &form.kept(failure, site)?).await,
    }
}
