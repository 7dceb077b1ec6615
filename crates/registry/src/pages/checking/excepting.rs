//! `/charters/{id}/check/exceptions`: what is missing somewhere may be missing up to a day, on a
//! ground; `/exceptions/{id}/ending`: no longer.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Form, Path, Query, State};
use jiff::civil::Date;
use kernel::Refusal;
use platform::Failure;
use platform::web::{FormState, PageResult, Site, View, Visitor, html, see};

use super::load::{self, Asking, Loaded};
use super::words::Speaker;
use super::{Asked, EXCEPTED, about_word};
use crate::acts::{self, NewException};
use crate::model::charter::RegistryRules;
use crate::rules::checking::{Check, Lack};
use crate::rules::excepting::MOST_LETTERS;

type Pairs = Vec<(String, String)>;

#[derive(Template)]
#[template(path = "registry/exception.html")]
struct ExceptionPage<'a> {
    v: &'a View,
    form: &'a FormState,
    /// Address of the checking page.
    check: String,
    charter: String,
    /// The rule, what lacks it, and what it lacks.
    asks: String,
    name: String,
    gap: String,
    /// How long an exception lasts at most.
    longest: String,
}

/// The form.
pub(in crate::pages) async fn new(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(id): Path<String>,
    Query(asked): Asked,
) -> PageResult {
    draw(&site, &visitor, &id, &FormState::from_pairs(asked)).await
}

/// Draws the form; where the gap is closed meanwhile, or nobody excepts there, the checking page
/// says how it stands.
async fn draw(site: &Arc<Site>, visitor: &Visitor, id: &str, form: &FormState) -> PageResult {
    let loaded = load(site, visitor, id).await?;
    let check = format!("/charters/{id}/check");
    let rules = loaded.newest.section::<RegistryRules>().exceptions;
    let (Some(rules), Some((found, lack))) = (rules, gap(&loaded, form)) else {
        return Ok(see(&check));
    };
    let view = visitor.view(site);
    let speaker = Speaker { view: &view, loaded: &loaded };
    let (name, _) = loaded.named(lack.about);
    let drawn = ExceptionPage {
        form,
        check,
        charter: id.to_owned(),
        asks: speaker.asks(found),
        name,
        gap: speaker.gap(found, &lack.gap),
        longest: view.limit(rules.longest),
        v: &view,
    };
    html(form.status(), &drawn)
}

async fn load(site: &Arc<Site>, visitor: &Visitor, id: &str) -> platform::Outcome<Loaded> {
    let asking = Asking {
        charter: id.to_owned(),
        place: String::new(),
        body: None,
        on: visitor.view(site).today(),
    };
    let (actor, world) = (Arc::clone(&visitor.actor), Arc::clone(&site.world));
    site.read(move |conn| load::load(conn, &world, &actor, &asking)).await
}

/// The gap that the form is about.
fn gap<'a>(loaded: &'a Loaded, form: &FormState) -> Option<(&'a Check, &'a Lack)> {
    let check = loaded.checks.iter().find(|check| check.key() == form.value("rule"))?;
    let about = form.value("about");
    let lack = check.lacking.iter().find(|lack| about_word(lack.about) == about)?;
    Some((check, lack))
}

/// Grants it.
pub(in crate::pages) async fn create(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(pairs): Form<Pairs>,
) -> PageResult {
    let form = FormState::from_pairs(pairs);
    let loaded = load(&site, &visitor, &id).await?;
    let Some((check, lack)) = gap(&loaded, &form) else {
        return Ok(see(&format!("/charters/{id}/check")));
    };
    let granted = match form.value("until").parse::<Date>() {
        Ok(until) => {
            let new = NewException {
                charter: id.clone(),
                rule: check.key(),
                about: lack.about,
                ground: form.value("ground").to_owned(),
                until,
            };
            site.act(&visitor.actor, move |act| acts::grant_exception(act, &new)).await
        }
        Err(_) => Err(Failure::from(Refusal::at("until", "form-refusal-date"))),
    };
    match granted {
        Ok(()) => Ok(see(&format!("/charters/{id}/check?show={EXCEPTED}"))),
        Err(failure) => draw(&site, &visitor, &id, &form.kept(failure, &site)?).await,
    }
}

/// Ends one.
pub(in crate::pages) async fn end(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(id): Path<i64>,
) -> PageResult {
    let ended = site.act(&visitor.actor, move |act| acts::end_exception(act, id)).await?;
    Ok(see(&format!("/charters/{}/check", ended.charter)))
}
