//! `/matters/{number}/reveal`: the reporter's contact, for a purpose the reporter will read.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Form, Path, State};
use platform::Act;
use platform::web::{FormState, PageError, PageResult, Site, View, Visitor, html};

use super::facts::Facts;
use super::handling::Pairs;
use crate::acts::{self, Contact};
use crate::model::MatterNumber;
use crate::pages::trying::tried;

#[derive(Template)]
#[template(path = "matters/reveal.html")]
struct RevealPage<'a> {
    v: &'a View,
    facts: &'a Facts,
    contact: Option<Contact>,
    form: &'a FormState,
}

/// The form that asks for a purpose.
pub(super) async fn new(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(number): Path<String>,
) -> PageResult {
    draw(&site, &visitor, &number, None, &FormState::new()).await
}

async fn draw(
    site: &Arc<Site>,
    visitor: &Visitor,
    number: &str,
    contact: Option<Contact>,
    form: &FormState,
) -> PageResult {
    let facts = Facts::of(site, visitor, number).await?;
    if facts.reporter.name.is_none() && facts.reporter.contact.is_none() {
        return Err(PageError::NotFound);
    }
    let view = visitor.view(site);
    html(form.status(), &RevealPage { v: &view, facts: &facts, contact, form })
}

/// Shows it once; the look is on the record before the page is drawn.
pub(super) async fn create(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(number): Path<String>,
    Form(pairs): Form<Pairs>,
) -> PageResult {
    let form = FormState::from_pairs(pairs);
    let parsed: MatterNumber = number.parse().map_err(|_| PageError::NotFound)?;
    let purpose = Ok(form.value("purpose").to_owned());
    let work =
        move |act: &mut Act<'_, '_>, purpose: String| acts::reveal_reporter(act, &parsed, &purpose);
    match tried(&site, &visitor, (form, purpose), work).await? {
        Ok(contact) => draw(&site, &visitor, &number, Some(contact), &FormState::new()).await,
        Err(form) => draw(&site, &visitor, &number, None, &form).await,
    }
}
