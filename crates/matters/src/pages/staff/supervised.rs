//! `/supervision`: what is supervised in one's places, filtered by an address that can be sent.

use std::collections::HashMap;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use jiff::Timestamp;
use kernel::{BodyId, Page};
use platform::web::component::Tab;
use platform::web::{FormState, PageResult, Site, Titled, Titles, Tone, View, Visitor, page};
use platform::{Actor, Conn, Outcome};

use super::supervision::tone;
use crate::model::{Supervision, SupervisionId, SupervisionState};
use crate::permissions::SEE_SUPERVISED;
use crate::store::list::COUNT_CAP;
use crate::store::supervision::Filter;
use crate::store::{self, Sight};
use crate::titles::MatterTitles;

/// Rows on a page.
const SIZE: usize = 50;

/// One thread as the list shows it.
struct Row {
    titled: Titled,
    body: String,
    state: String,
    tone: Tone,
    opened: String,
    /// Since when an answer is owed and by when; empty where none is.
    due: Option<(Timestamp, Timestamp)>,
}

#[derive(Template)]
#[template(path = "matters/supervised.html")]
struct SupervisedPage<'a> {
    v: &'a View,
    tabs: Vec<Tab>,
    form: &'a FormState,
    rows: Vec<Row>,
    total: i64,
    capped: bool,
    first: Option<String>,
    next: Option<String>,
}

/// What the list is narrowed to, as addresses say it.
#[derive(Debug, Clone, Default)]
struct Narrowed {
    /// A state, `late`, or nothing.
    state: String,
    /// A building's code.
    building: String,
}

/// What is read for the page.
struct Loaded {
    found: Page<Supervision>,
    total: i64,
    titles: HashMap<i64, Titled>,
    names: HashMap<BodyId, String>,
}

/// The list.
pub(super) async fn list(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Query(query): Query<Vec<(String, String)>>,
) -> PageResult {
    let form = FormState::from_pairs(query);
    let narrowed = Narrowed {
        state: form.value("state").to_owned(),
        building: form.value("building").trim().to_owned(),
    };
    let after = form.value("after").parse().ok().map(SupervisionId);
    let view = visitor.view(&site);
    let (actor, now, wanted) = (Arc::clone(&visitor.actor), view.now, narrowed.clone());
    let loaded = site.read(move |conn| load(conn, &actor, &wanted, after, now)).await?;
    page(&SupervisedPage {
        v: &view,
        tabs: tabs(&view, &narrowed),
        form: &form,
        rows: loaded.found.rows.iter().filter_map(|one| draw(&view, &loaded, one)).collect(),
        total: loaded.total,
        capped: loaded.total >= COUNT_CAP,
        first: after.map(|_| narrowed.address(None)),
        next: loaded.found.next.map(|next| narrowed.address(Some(next.id))),
    })
}

fn load(
    conn: &mut Conn,
    actor: &Actor,
    narrowed: &Narrowed,
    after: Option<SupervisionId>,
    now: Timestamp,
) -> Outcome<Loaded> {
    let sight = Sight::within(actor.scope(&SEE_SUPERVISED), actor);
    let building = match narrowed.building.as_str() {
        "" => Some(None),
        code => registry::store::place::find_by_code(conn, code)?.map(|place| Some(place.id)),
    };
    // A code that names no building leaves nothing.
    let Some(building) = building else { return Ok(Loaded::empty()) };
    let filter = Filter {
        state: SupervisionState::from_word(&narrowed.state),
        late_at: (narrowed.state == "late").then_some(now),
        building,
    };
    let after = after.map(|id| store::supervision::after(conn, id)).transpose()?.flatten();
    let found = store::supervision::list(conn, &sight, &filter, after, SIZE)?;
    let ids: Vec<i64> = found.rows.iter().map(|thread| thread.matter.into()).collect();
    let bodies: Vec<BodyId> = found.rows.iter().map(|thread| thread.body).collect();
    Ok(Loaded {
        total: store::supervision::count(conn, &sight, &filter)?,
        titles: MatterTitles.titles(conn, &ids)?.into_iter().collect(),
        names: registry::store::name::of_bodies(conn, &bodies)?,
        found,
    })
}

impl Loaded {
    fn empty() -> Self {
        let found = Page { rows: Vec::new(), next: None };
        Self { found, total: 0, titles: HashMap::new(), names: HashMap::new() }
    }
}

impl Narrowed {
    fn address(&self, after: Option<i64>) -> String {
        let after = after.map(|id| id.to_string()).unwrap_or_default();
        let fields = [("state", &self.state), ("building", &self.building), ("after", &after)];
        let given = fields.into_iter().filter(|(_, value)| !value.is_empty());
        let query: Vec<String> = given
            .map(|(name, value)| format!("{name}={}", platform::web::address::encode(value)))
            .collect();
        if query.is_empty() {
            "/supervision".to_owned()
        } else {
            format!("/supervision?{}", query.join("&"))
        }
    }
}

/// Every view of the list, each with an address of its own.
fn tabs(view: &View, narrowed: &Narrowed) -> Vec<Tab> {
    let tab = |state: &str, words: String| {
        let address = Narrowed { state: state.to_owned(), ..narrowed.clone() }.address(None);
        Tab::new(words, address, narrowed.state == state)
    };
    let all = tab("", view.t("supervision-all").into_owned());
    let late = tab("late", view.t("supervision-late").into_owned());
    let states = SupervisionState::ALL.iter();
    let states = states.map(|state| tab(state.word(), view.t(&state.key()).into_owned()));
    [all, late].into_iter().chain(states).collect()
}

fn draw(view: &View, loaded: &Loaded, thread: &Supervision) -> Option<Row> {
    let titled = loaded.titles.get(&thread.matter.into())?;
    let is_open = thread.state == SupervisionState::Open;
    Some(Row {
        titled: titled.clone(),
        body: loaded.names.get(&thread.body).cloned().unwrap_or_default(),
        state: view.t(&thread.state.key()).into_owned(),
        tone: tone(thread, view.now),
        opened: view.iso_time(thread.opened_at),
        due: is_open.then_some((thread.opened_at, thread.due_at)),
    })
}
