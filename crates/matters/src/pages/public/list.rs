//! `/b/{building}/matters`: the building's public matters, in hand or done.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query, State};
use kernel::Refusal;
use platform::web::component::Tab;
use platform::web::{FormState, PageResult, Site, View, Visitor, page};
use platform::{Conn, Outcome};

use super::building::{Pairs, view_at};
use super::here::Here;
use super::row::{DONE, IN_HAND, Row, Rows};
use crate::model::MatterNumber;
use crate::store;

/// Rows of a page. Source: assumption (a phone's few screens).
const SIZE: usize = 20;

struct Facts {
    here: Here,
    rows: Rows,
    count: i64,
    next: Option<MatterNumber>,
}

fn load(conn: &mut Conn, code: &str, done: bool, after: Option<&MatterNumber>) -> Outcome<Facts> {
    let here = Here::find(conn, code, "")?.ok_or_else(Refusal::not_found)?;
    let states = if done { &DONE[..] } else { &IN_HAND[..] };
    let building = here.building.place.id;
    let after = match after {
        Some(number) => store::list::after(conn, number)?,
        None => None,
    };
    let found = store::public::list(conn, building, states, after, SIZE)?;
    let next = found.next.and(found.rows.last()).map(|last| last.number.clone());
    Ok(Facts {
        rows: Rows::load(conn, found.rows)?,
        count: store::public::count(conn, building, states)?,
        next,
        here,
    })
}

#[derive(Template)]
#[template(path = "matters/public/list.html")]
struct ListPage<'a> {
    v: &'a View,
    here: &'a Here,
    tabs: Vec<Tab>,
    rows: Vec<Row>,
    count: i64,
    first: Option<String>,
    next: Option<String>,
}

/// The list; `?done=1` shows what is done, `?after=` the page after a row.
pub(super) async fn list(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(code): Path<String>,
    Query(query): Query<Pairs>,
) -> PageResult {
    let query = FormState::from_pairs(query);
    let done = query.has("done", "1");
    let after: Option<MatterNumber> = query.value("after").parse().ok();
    let first = after.is_some();
    let facts = site.read(move |conn| load(conn, &code, done, after.as_ref())).await?;
    let v = view_at(&site, &visitor, &facts.here);
    let address = format!("{}/matters", facts.here.plain_address());
    let of = |done: bool| if done { format!("{address}?done=1") } else { address.clone() };
    let next =
        facts.next.map(|next| format!("{}{}after={next}", of(done), if done { "&" } else { "?" }));
    page(&ListPage {
        tabs: vec![
            Tab::new(v.t("public-in-hand"), of(false), !done),
            Tab::new(v.t("public-done"), of(true), done),
        ],
        rows: facts.rows.lines(&v, &facts.here),
        count: facts.count,
        first: first.then(|| of(done)),
        next,
        v: &v,
        here: &facts.here,
    })
}
