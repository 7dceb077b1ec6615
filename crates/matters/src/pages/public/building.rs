//! `/q/{token}` and `/b/{building}`: what the code on the wall leads to.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query, State};
use kernel::Refusal;
use platform::web::{FormState, PageResult, Site, View, Visitor, page, see};
use platform::{Conn, Outcome, World};

use super::bulletins::{self, Standing};
use super::here::Here;
use super::row::{IN_HAND, Row, Rows};
use super::runs::Runs;
use crate::store;

/// Names and values of a query.
pub(super) type Pairs = Vec<(String, String)>;

/// Matters shown in each block. Source: UX mockup `building-public`.
const SHOWN: usize = 3;

/// Leads from the code on the wall to its building, at the place where it hangs.
pub(super) async fn scan(State(site): State<Arc<Site>>, Path(token): Path<String>) -> PageResult {
    let found = site.read(move |conn| {
        let found = registry::store::building::find_by_token(conn, &token)?;
        let (building, _) = found.ok_or_else(Refusal::not_found)?;
        let here = Here::find(conn, &building.place.code, &token)?;
        Ok(here.ok_or_else(Refusal::not_found)?.address(""))
    });
    Ok(see(&found.await?))
}

struct Facts {
    here: Here,
    told: Vec<Standing>,
    runs: Runs,
    in_hand: Rows,
    count: i64,
    done: Rows,
}

fn load(conn: &mut Conn, world: &World, code: &str, token: &str) -> Outcome<Facts> {
    let here = Here::find(conn, code, token)?.ok_or_else(Refusal::not_found)?;
    let building = here.building.place.id;
    let newest = store::public::list(conn, building, &IN_HAND, None, SHOWN)?;
    let done = store::public::list_done(conn, building, i64::try_from(SHOWN).unwrap_or(3))?;
    Ok(Facts {
        told: bulletins::load(conn, world, building)?,
        runs: Runs::load(conn, world, &here, world.today())?,
        in_hand: Rows::load(conn, newest.rows)?,
        count: store::public::count(conn, building, &IN_HAND)?,
        done: Rows::load(conn, done)?,
        here,
    })
}

#[derive(Template)]
#[template(path = "matters/public/building.html")]
struct BuildingPage<'a> {
    v: &'a View,
    here: &'a Here,
    spot: String,
    /// What everybody in the building is told now.
    told: &'a [Standing],
    runs: &'a Runs,
    in_hand: Vec<Row>,
    count: i64,
    done: Vec<Row>,
}

/// The building's own page.
pub(super) async fn show(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(code): Path<String>,
    Query(query): Query<Pairs>,
) -> PageResult {
    let token = FormState::from_pairs(query).value("at").to_owned();
    let world = Arc::clone(&site.world);
    let facts = site.read(move |conn| load(conn, &world, &code, &token)).await?;
    let v = view_at(&site, &visitor, &facts.here);
    page(&BuildingPage {
        spot: facts.here.spot_words(&v),
        in_hand: facts.in_hand.lines(&v, &facts.here),
        done: facts.done.lines(&v, &facts.here),
        v: &v,
        told: &facts.told,
        here: &facts.here,
        runs: &facts.runs,
        count: facts.count,
    })
}

/// A view whose head says in which street the page is.
pub(super) fn view_at(site: &Site, visitor: &Visitor, here: &Here) -> View {
    let mut view = visitor.view(site);
    view.place.clone_from(&here.around);
    view
}
