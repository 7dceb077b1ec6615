//! `/matters/{number}/callback`: the three questions, asked by somebody who did not handle it.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Form, Path, State};
use kernel::Refusal;
use platform::Act;
use platform::web::{Choice, FormState, PageError, PageResult, Site, View, Visitor, html, see};

use super::facts::Facts;
use super::handling::Pairs;
use crate::acts::{self, CallBack};
use crate::model::{Answer, Callback, MatterNumber, Satisfaction, Solved, State as MatterState};
use crate::pages::trying::tried;

#[derive(Template)]
#[template(path = "matters/callback.html")]
struct CallbackPage<'a> {
    v: &'a View,
    facts: &'a Facts,
    reached: Vec<Choice>,
    contacted: Vec<Choice>,
    solved: Vec<Choice>,
    satisfaction: Vec<Choice>,
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
    if facts.matter.state != MatterState::Completed {
        return Err(PageError::NotFound);
    }
    let view = visitor.view(site);
    let choice = |value: &str, key: &str| Choice::new(value, view.t(key));
    let satisfaction = [
        Satisfaction::Satisfied,
        Satisfaction::Mostly,
        Satisfaction::Dissatisfied,
        Satisfaction::None,
    ];
    let callback_page = CallbackPage {
        v: &view,
        facts: &facts,
        reached: vec![choice("yes", "matter-reached-yes"), choice("no", "matter-reached-no")],
        contacted: vec![choice("yes", "matter-contacted-yes"), choice("no", "matter-contacted-no")],
        solved: Solved::ALL.iter().map(|one| choice(one.word(), &one.key())).collect(),
        satisfaction: satisfaction.iter().map(|one| choice(one.word(), &one.key())).collect(),
        form,
    };
    html(form.status(), &callback_page)
}

/// What the form says, or which question has no answer.
fn outcome(form: &FormState) -> Result<Callback, Refusal> {
    let unanswered = |field| Refusal::at(field, "form-refusal-pick");
    match form.value("reached") {
        "no" => Ok(Callback::Missed),
        "yes" => Ok(Callback::Reached(answer(form)?)),
        _ => Err(unanswered("reached")),
    }
}

/// The three answers of a form.
pub(in crate::pages) fn answer(form: &FormState) -> Result<Answer, Refusal> {
    let unanswered = |field| Refusal::at(field, "form-refusal-pick");
    let contacted = match form.value("contacted") {
        "yes" => true,
        "no" => false,
        _ => return Err(unanswered("contacted")),
    };
    let solved = Solved::from_word(form.value("solved")).ok_or_else(|| unanswered("solved"))?;
    let satisfaction = Satisfaction::from_word(form.value("satisfaction"))
        .ok_or_else(|| unanswered("satisfaction"))?;
    Ok(Answer { contacted, solved, satisfaction })
}

/// Records the call-back.
pub(super) async fn create(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(number): Path<String>,
    Form(pairs): Form<Pairs>,
) -> PageResult {
    let form = FormState::from_pairs(pairs);
    let parsed: MatterNumber = number.parse().map_err(|_| PageError::NotFound)?;
    let note = form.filled("note").map(str::to_owned);
    let ask = outcome(&form).map(|outcome| CallBack { outcome, note });
    let work = move |act: &mut Act<'_, '_>, ask| acts::call_back(act, &parsed, &ask);
    match tried(&site, &visitor, (form, ask), work).await? {
        Ok(()) => Ok(see("/desk")),
        Err(form) => draw(&site, &visitor, &number, &form).await,
    }
}
