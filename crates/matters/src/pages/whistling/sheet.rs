//! `/whistles/{number}/sheet`: link and code for a department in which nobody signs in, to be
//! printed, or sent as a mail. The code is shown this once.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use platform::web::{FormState, PageError, PageResult, Site, View, Visitor, html};

use super::answering::Pairs;
use super::facts::Facts;
use super::rows::CallRow;
use super::show;
use crate::acts::whistling;
use crate::model::{CallId, WhistleNumber};

#[derive(Template)]
#[template(path = "matters/whistling/sheet.html")]
struct SheetPage<'a> {
    v: &'a View,
    facts: &'a Facts,
    row: CallRow<'a>,
    code: String,
    link: String,
    until: String,
    due: String,
    mail: String,
}

/// Makes a new code and shows the sheet.
pub(super) async fn create(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(number): Path<String>,
    Form(pairs): Form<Pairs>,
) -> PageResult {
    let parsed: WhistleNumber = number.parse().map_err(|_| PageError::NotFound)?;
    let form = FormState::from_pairs(pairs);
    let id: i64 = form.value("call").parse().map_err(|_| PageError::NotFound)?;
    let id = CallId(id);
    let held = parsed.clone();
    let made = site.act(&visitor.actor, move |act| whistling::hand_over(act, &held, id));
    let code = match made.await {
        Ok(code) => code,
        Err(failure) => {
            return show::draw(&site, &visitor, &number, &form.kept(failure, &site)?).await;
        }
    };
    let (world, actor) = (Arc::clone(&site.world), Arc::clone(&visitor.actor));
    let facts = site.read(move |conn| Facts::load(conn, &world, &actor, &parsed)).await?;
    let view = visitor.view(&site);
    let found = facts.calls.iter().find(|call| call.id == id);
    let call = found.ok_or(PageError::NotFound)?;
    let due = facts.clock(call.clock).map(|clock| view.due(clock.due_at)).unwrap_or_default();
    let until = call.code_until.map(|at| view.due(at)).unwrap_or_default();
    let link = format!("{}/report-in", view.base_url);
    let row = CallRow::of(&view, &facts, call);
    let arg = |text: &str| kernel::Arg::Text(text.to_owned());
    let mail = view.ta(
        "whistle-mail",
        &[
            ("name", arg(row.name)),
            ("title", arg(&facts.matter.title)),
            ("place", arg(&facts.place)),
            ("by", arg(facts.name(facts.whistle.body))),
            ("ask", arg(row.ask)),
            ("due", arg(&due)),
            ("link", arg(&link)),
            ("code", arg(&code.to_string())),
            ("until", arg(&until)),
        ],
    );
    let code = code.to_string();
    html(StatusCode::OK, &SheetPage { v: &view, facts: &facts, row, code, link, until, due, mail })
}
