//! `/matters`: the list, filtered by a form whose address can be sent.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use jiff::Timestamp;
use kernel::{BodyId, PlaceId};
use platform::saved_view::{self, SavedView};
use platform::web::component::Tab;
use platform::web::{Choice, FormState, PageResult, Site, Status, View, Visitor, page};
use platform::{Actor, Conn, Outcome};

use super::batch::Offers;
use super::narrowing::{Named, Narrowing};
use crate::model::{Channel, Matter, MatterNumber, State as MatterState};
use crate::permissions::EXPORT;
use crate::store::list::COUNT_CAP;
use crate::store::{self, Sight};

/// Rows on a page.
const SIZE: usize = 50;

/// One row as the page shows it.
struct Row {
    number: String,
    title: String,
    place: String,
    status: Status,
    lead: String,
    raised: String,
    due_at: Option<Timestamp>,
    raised_at: Timestamp,
    voices: i32,
}

#[derive(Template)]
#[template(path = "matters/list.html")]
struct ListPage<'a> {
    v: &'a View,
    tabs: Vec<Tab>,
    rows: Vec<Row>,
    states: Vec<Choice>,
    channels: Vec<Choice>,
    form: &'a FormState,
    total: i64,
    capped: bool,
    first: Option<String>,
    next: Option<String>,
    /// What may be done to many at once; nothing for who may do nothing.
    offers: Offers,
    /// The empty form of it.
    batch: FormState,
    /// Where the list as it is narrowed is kept as a view of one's own.
    keeping: String,
    /// Address of the workbook, for who may take it.
    export: Option<String>,
    /// What the list is narrowed to beyond the form's own fields.
    only: Vec<String>,
    /// The fields that do it, for the form to keep.
    kept: Vec<(&'static str, String)>,
}

/// The list.
pub(super) async fn list(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Query(query): Query<Vec<(String, String)>>,
) -> PageResult {
    let form = FormState::from_pairs(query);
    let view = visitor.view(&site);
    let narrowing = Narrowing::of(&form, &view);
    let after: Option<MatterNumber> = form.value("after").parse().ok();
    let first = after.is_some();
    let (actor, wanted) = (Arc::clone(&visitor.actor), narrowing.clone());
    let read = move |conn: &mut Conn| load(conn, &actor, &wanted, after);
    let loaded = site.read(read).await?;
    let shielded = visitor.actor.is_shielded();
    let address = |after: Option<MatterNumber>| {
        let after = after.map(|number| ("after", number.to_string()));
        narrowing.address("/matters", after)
    };
    let choice = |value: &str, key: &str| Choice::new(value, view.t(key));
    page(&ListPage {
        v: &view,
        tabs: tabs(&view, &form, &narrowing, &loaded.views),
        rows: loaded.rows.iter().map(|row| draw(&view, row, shielded)).collect(),
        states: MatterState::ALL.iter().map(|one| choice(one.word(), &one.key())).collect(),
        channels: Channel::ALL.iter().map(|one| choice(one.word(), &one.key())).collect(),
        form: &form,
        offers: Offers::of(&view, &visitor.actor),
        batch: FormState::new(),
        total: loaded.total,
        capped: loaded.total >= COUNT_CAP,
        first: first.then(|| address(None)),
        next: loaded.next.map(|next| address(Some(next))),
        keeping: saved_view::keeping(&address(None)),
        export: visitor.actor.may(&EXPORT).then(|| narrowing.address("/matters/export", None)),
        only: narrowing.words(&view, &loaded.named),
        kept: narrowing.beside(&["q", "state", "channel", "building", "month"]),
    })
}

struct Loaded {
    rows: Vec<(Matter, String, String)>,
    total: i64,
    next: Option<MatterNumber>,
    named: Named,
    views: Vec<SavedView>,
}

fn load(
    conn: &mut Conn,
    actor: &Actor,
    narrowing: &Narrowing,
    after: Option<MatterNumber>,
) -> Outcome<Loaded> {
    let sight = Sight::of(actor);
    let (filter, named) = narrowing.resolve(conn, actor, &sight)?;
    let after = match after {
        Some(number) => store::list::after(conn, &number)?,
        None => None,
    };
    let found = store::list::list(conn, &sight, &filter, after, SIZE)?;
    let next = found.next.and(found.rows.last()).map(|last| last.number.clone());
    let total = store::list::count(conn, &sight, &filter)?;
    let places: Vec<PlaceId> = found.rows.iter().map(|matter| matter.place).collect();
    let leads: Vec<BodyId> = found.rows.iter().filter_map(|matter| matter.lead).collect();
    let places = registry::store::place::names(conn, &places)?;
    let leads = registry::store::name::of_bodies(conn, &leads)?;
    let rows = found.rows.into_iter().map(|matter| {
        let place = places.get(&matter.place).cloned().unwrap_or_default();
        let lead = matter.lead.and_then(|lead| leads.get(&lead).cloned()).unwrap_or_default();
        (matter, place, lead)
    });
    let views = match actor.account {
        Some(account) => saved_view::list(conn, account, "/matters")?,
        None => Vec::new(),
    };
    Ok(Loaded { rows: rows.collect(), total, next, named, views })
}

fn draw(view: &View, (matter, place, lead): &(Matter, String, String), shielded: bool) -> Row {
    let raised = view.local(matter.raised_at).date();
    Row {
        number: matter.number.to_string(),
        title: matter.title.clone(),
        place: place.clone(),
        status: matter.state.into(),
        lead: lead.clone(),
        raised: if shielded { raised.to_string() } else { view.iso_time(matter.raised_at) },
        // Until triage the date counts from the minute it was raised.
        due_at: matter.due_at.filter(|_| !shielded || matter.state != MatterState::New),
        raised_at: matter.raised_at,
        voices: matter.voices,
    }
}

/// The views everybody starts from, and one's own.
fn tabs(view: &View, form: &FormState, narrowing: &Narrowing, own: &[SavedView]) -> Vec<Tab> {
    let state = form.value("state");
    let late = form.has("late", "1");
    let import = form.value("import");
    let whole = state.is_empty() && import.is_empty() && !late;
    let mut tabs = vec![Tab::new(view.t("matter-list-all"), "/matters", whole)];
    for one in
        [MatterState::New, MatterState::Dispatched, MatterState::InProgress, MatterState::Completed]
    {
        let href = format!("/matters?state={}", one.word());
        tabs.push(Tab::new(view.t(&one.key()), href, state == one.word() && !late));
    }
    tabs.push(Tab::new(view.t("matter-list-late"), "/matters?late=1", late));
    if !import.is_empty() {
        tabs.push(Tab::new(
            view.t("matter-list-import"),
            narrowing.address("/matters", None),
            true,
        ));
    }
    let present = narrowing.address("/matters", None);
    tabs.extend(
        own.iter()
            .map(|one| Tab::new(one.name.clone(), one.address.clone(), one.address == present)),
    );
    tabs
}
