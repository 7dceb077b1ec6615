//! Handling: sign, contact, progress, complete. Each form posts to a resource of the matter.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Form, Path, State};
use kernel::Refusal;
use platform::web::{Choice, FormState, PageError, PageResult, Site, View, Visitor, html, see};
use platform::{Act, Outcome};

use super::facts::Facts;
use super::{life, matter};
use crate::acts::{self, Completion};
use crate::model::{MatterNumber, ResultClass};
use crate::pages::trying::tried;

/// Pairs of a form, in order.
pub(super) type Pairs = Vec<(String, String)>;

/// Runs an act on the matter and goes back to its page; a refusal redraws the page with the form.
pub(super) async fn run(
    site: &Arc<Site>,
    visitor: &Visitor,
    number: &str,
    form: FormState,
    work: impl FnOnce(&mut Act<'_, '_>, &MatterNumber, &FormState) -> Outcome<()> + Send + 'static,
) -> PageResult {
    let parsed: MatterNumber = number.parse().map_err(|_| PageError::NotFound)?;
    let (inside, address) = (form.clone(), format!("/matters/{parsed}"));
    match site.act(&visitor.actor, move |act| work(act, &parsed, &inside)).await {
        Ok(()) => Ok(see(&address)),
        Err(failure) => {
            matter::draw(site, visitor, number, life::Part::All, &form.kept(failure, site)?).await
        }
    }
}

/// 签收
pub(super) async fn sign(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(number): Path<String>,
) -> PageResult {
    run(&site, &visitor, &number, FormState::new(), |act, number, _| acts::sign_matter(act, number))
        .await
}

/// 联系
pub(super) async fn contact(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(number): Path<String>,
    Form(pairs): Form<Pairs>,
) -> PageResult {
    run(&site, &visitor, &number, FormState::from_pairs(pairs), |act, number, form| {
        acts::contact_reporter(act, number, form.value("note"))
    })
    .await
}

/// 进展
pub(super) async fn progress(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(number): Path<String>,
    Form(pairs): Form<Pairs>,
) -> PageResult {
    run(&site, &visitor, &number, FormState::from_pairs(pairs), |act, number, form| {
        acts::log_progress(act, number, form.value("progress"), form.has("outward", "1"))
    })
    .await
}

/// 恢复办理
pub(super) async fn resume(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(number): Path<String>,
) -> PageResult {
    run(&site, &visitor, &number, FormState::new(), |act, number, _| {
        acts::resume_matter(act, number)
    })
    .await
}

/// 协办报告
pub(super) async fn report(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(number): Path<String>,
    Form(pairs): Form<Pairs>,
) -> PageResult {
    run(&site, &visitor, &number, FormState::from_pairs(pairs), |act, number, form| {
        acts::report_part(act, number, form.value("report"))
    })
    .await
}

#[derive(Template)]
#[template(path = "matters/completion.html")]
struct CompletionPage<'a> {
    v: &'a View,
    facts: &'a Facts,
    results: Vec<Choice>,
    form: &'a FormState,
}

/// The form for 办结.
pub(super) async fn new_completion(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(number): Path<String>,
) -> PageResult {
    completion(&site, &visitor, &number, &FormState::new()).await
}

async fn completion(
    site: &Arc<Site>,
    visitor: &Visitor,
    number: &str,
    form: &FormState,
) -> PageResult {
    let facts = Facts::of(site, visitor, number).await?;
    if facts.own_part().is_none() {
        return Err(PageError::NotFound);
    }
    let view = visitor.view(site);
    let tag = view.locale.tag();
    let results = facts
        .rules()
        .results
        .iter()
        .map(|rule| Choice::new(rule.result.word(), rule.name.in_language(tag)))
        .collect();
    html(form.status(), &CompletionPage { v: &view, facts: &facts, results, form })
}

/// 办结
pub(super) async fn complete(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(number): Path<String>,
    Form(pairs): Form<Pairs>,
) -> PageResult {
    let form = FormState::from_pairs(pairs);
    let parsed: MatterNumber = number.parse().map_err(|_| PageError::NotFound)?;
    let address = format!("/matters/{parsed}");
    let sentence = form.value("sentence").to_owned();
    let result = ResultClass::from_word(form.value("result"));
    let said = result
        .map(|result| Completion { result, sentence })
        .ok_or_else(|| Refusal::at("result", "form-refusal-pick"));
    let work = move |act: &mut Act<'_, '_>, said| acts::complete_matter(act, &parsed, &said);
    match tried(&site, &visitor, (form, said), work).await? {
        Ok(()) => Ok(see(&address)),
        Err(form) => completion(&site, &visitor, &number, &form).await,
    }
}
