//! What whoever holds a query code does with their matter: each a post below its address.

use std::sync::Arc;

use axum::extract::{Form, Path, State};
use kernel::Refusal;
use platform::journal::Origin;
use platform::web::{Client, FormState, PageError, PageResult, Site, Visitor, see};
use platform::{Act, Actor, Outcome};

use super::building::Pairs;
use super::{follow, throttling};
use crate::acts;
use crate::model::{Answer, QueryCode, Satisfaction, Solved};

/// Urges.
pub(super) async fn urge(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    client: Client,
    Path(code): Path<String>,
) -> PageResult {
    let form = FormState::new();
    answer(&site, &visitor, client, &code, form, |act, code, _| acts::urge_matter(act, code)).await
}

/// Adds to what was raised.
pub(super) async fn supplement(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    client: Client,
    Path(code): Path<String>,
    Form(pairs): Form<Pairs>,
) -> PageResult {
    let form = FormState::from_pairs(pairs);
    answer(&site, &visitor, client, &code, form, |act, code, form| {
        acts::supplement_matter(act, code, form.value("supplement"))
    })
    .await
}

/// Takes it back.
pub(super) async fn withdraw(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    client: Client,
    Path(code): Path<String>,
) -> PageResult {
    let form = FormState::new();
    answer(&site, &visitor, client, &code, form, |act, code, _| acts::withdraw_matter(act, code))
        .await
}

/// Answers the three questions.
pub(super) async fn rate(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    client: Client,
    Path(code): Path<String>,
    Form(pairs): Form<Pairs>,
) -> PageResult {
    let form = FormState::from_pairs(pairs);
    answer(&site, &visitor, client, &code, form, |act, code, form| {
        acts::rate_matter(act, code, answers(form)?)
    })
    .await
}

/// Sends it back to its handler.
pub(super) async fn reopen(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    client: Client,
    Path(code): Path<String>,
    Form(pairs): Form<Pairs>,
) -> PageResult {
    let form = FormState::from_pairs(pairs);
    answer(&site, &visitor, client, &code, form, |act, code, form| {
        acts::reopen_matter(act, code, form.value("why"))
    })
    .await
}

/// Does not accept that it was declined.
pub(super) async fn appeal(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    client: Client,
    Path(code): Path<String>,
    Form(pairs): Form<Pairs>,
) -> PageResult {
    let form = FormState::from_pairs(pairs);
    answer(&site, &visitor, client, &code, form, |act, code, form| {
        acts::appeal_decline(act, code, form.value("appeal"))
    })
    .await
}

/// Asks to be erased.
pub(super) async fn ask_erasure(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    client: Client,
    Path(code): Path<String>,
) -> PageResult {
    let form = FormState::new();
    answer(&site, &visitor, client, &code, form, |act, code, _| acts::ask_erasure(act, code)).await
}

/// The three answers, none of which may be left out.
fn answers(form: &FormState) -> Result<Answer, Refusal> {
    let unpicked = |field| Refusal::at(field, "form-refusal-pick");
    Ok(Answer {
        contacted: match form.value("contacted") {
            "yes" => true,
            "no" => false,
            _ => return Err(unpicked("contacted")),
        },
        solved: Solved::from_word(form.value("solved")).ok_or_else(|| unpicked("solved"))?,
        satisfaction: Satisfaction::from_word(form.value("satisfaction"))
            .filter(|said| *said != Satisfaction::None)
            .ok_or_else(|| unpicked("satisfaction"))?,
    })
}

/// Runs one act with the right of the code, and shows the matter again.
async fn answer(
    site: &Arc<Site>,
    visitor: &Visitor,
    client: Client,
    code: &str,
    form: FormState,
    work: impl FnOnce(&mut Act<'_, '_>, &QueryCode, &FormState) -> Outcome<()> + Send + 'static,
) -> PageResult {
    throttling::looking_up(site, client)?;
    let parsed: QueryCode = code.parse().map_err(|_| PageError::NotFound)?;
    let (held, typed) = (parsed.clone(), form.clone());
    // The code is the right; no account goes on record beside it.
    let anybody = Arc::new(Actor::nobody(Origin::Web));
    match site.act(&anybody, move |act| work(act, &held, &typed)).await {
        Ok(()) => Ok(see(&format!("/follow/{}", parsed.compact()))),
        Err(failure) => follow::draw(site, visitor, code, false, &form.kept(failure, site)?).await,
    }
}
