//! `/whistles/{number}/rating`: the whistler rates the departments, one after the other.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Form, Path, State};
use kernel::Refusal;
use platform::Failure;
use platform::web::{Choice, FormState, PageError, PageResult, Site, View, Visitor, html, see};

use super::answering::Pairs;
use super::facts::Facts;
use super::rows::CallRow;
use super::show;
use crate::acts::whistling;
use crate::model::{CallId, CallState, WhistleNumber};
use crate::rules::whistling::GRADE_FIELDS;

#[derive(Template)]
#[template(path = "matters/whistling/rating.html")]
struct RatingPage<'a> {
    v: &'a View,
    facts: &'a Facts,
    row: CallRow<'a>,
    /// Field and name of each item.
    items: Vec<(&'static str, String)>,
    grades: Vec<Choice>,
    left: usize,
    form: &'a FormState,
}

/// The form for the first department not rated yet.
pub(super) async fn new(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(number): Path<String>,
) -> PageResult {
    draw(&site, &visitor, &number, &FormState::new()).await
}

async fn draw(site: &Arc<Site>, visitor: &Visitor, number: &str, form: &FormState) -> PageResult {
    let facts = Facts::of(site, visitor, number).await?;
    let mut unrated = facts
        .calls
        .iter()
        .filter(|call| call.rated_at.is_none() && call.state != CallState::Excused);
    let wanted: Option<i64> = form.value("call").parse().ok();
    let next = match wanted {
        Some(id) => facts.calls.iter().find(|call| i64::from(call.id) == id),
        None => unrated.clone().next(),
    };
    let may_rate = facts.is_own() && !facts.is_open();
    let (Some(call), true, Some(rules)) = (next, may_rate, facts.rules()) else {
        return Ok(see(&format!("/whistles/{}", facts.whistle.number)));
    };
    let view = visitor.view(site);
    let tag = view.locale.tag();
    let items = GRADE_FIELDS.into_iter().zip(&rules.items);
    let rating_page = RatingPage {
        v: &view,
        row: CallRow::of(&view, &facts, call),
        items: items.map(|(field, item)| (field, item.name.in_language(tag).to_owned())).collect(),
        grades: (1..=5)
            .map(|grade: i32| {
                Choice::new(grade.to_string(), view.t(&format!("whistle-grade-{grade}")))
            })
            .collect(),
        left: unrated.by_ref().count(),
        facts: &facts,
        form,
    };
    html(form.status(), &rating_page)
}

/// Rates it, and goes on to the next.
pub(super) async fn create(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(number): Path<String>,
    Form(pairs): Form<Pairs>,
) -> PageResult {
    let form = FormState::from_pairs(pairs);
    let parsed: WhistleNumber = number.parse().map_err(|_| PageError::NotFound)?;
    let call: i64 = form.value("call").parse().map_err(|_| PageError::NotFound)?;
    let grades: Vec<Option<i32>> =
        GRADE_FIELDS.iter().map(|field| form.value(field).parse().ok()).collect();
    let address = format!("/whistles/{parsed}/rating");
    let rated = site
        .act(&visitor.actor, move |act| whistling::rate_call(act, &parsed, CallId(call), &grades));
    match rated.await {
        Ok(()) => Ok(see(&address)),
        Err(failure) => {
            let unpicked = grade_field(&failure);
            match unpicked {
                // A grade that was not picked is told as any other choice that was not.
                Some(field) => {
                    let form = form.refused(Refusal::at(field, "form-refusal-pick"));
                    draw(&site, &visitor, &number, &form).await
                }
                None => show::draw(&site, &visitor, &number, &form.kept(failure, &site)?).await,
            }
        }
    }
}

/// The field of the grade that was not taken, if it was one.
fn grade_field(failure: &Failure) -> Option<&'static str> {
    failure.refusal()?.field.filter(|field| GRADE_FIELDS.contains(field))
}
