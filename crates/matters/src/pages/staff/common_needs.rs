//! `/common-needs`: what recurs in one's places; each opens to its matters, and a person says what
//! it is.

use std::collections::HashMap;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Form, Path, Query, State};
use kernel::{Page, PlaceId, Refusal};
use platform::web::component::Tab;
use platform::web::{
    Choice, FormState, PageError, PageResult, Site, Status, Tone, View, Visitor, html, page, see,
};
use platform::{Act, Actor, Conn, Outcome, World};

use super::handling::Pairs;
use crate::acts;
use crate::model::charter::Matters;
use crate::model::{CommonNeed, CommonNeedId, CommonNeedState, DismissalGround, Matter, MatterId};
use crate::pages::trying::tried;
use crate::permissions::{DECIDE_NEED, SEE_NEEDS};
use crate::store::{self, Sight};

/// Common needs on a page.
const SIZE: usize = 50;
/// Matters of one on a page.
const MATTERS: usize = 50;

/// A common need as the list shows it.
struct Row {
    id: i64,
    title: String,
    place: String,
    state: String,
    tone: Tone,
    found: String,
    matters: usize,
}

#[derive(Template)]
#[template(path = "matters/common_needs.html")]
struct ListPage<'a> {
    v: &'a View,
    tabs: Vec<Tab>,
    rows: Vec<Row>,
    first: Option<String>,
    next: Option<String>,
}

/// What is read for the list.
struct Listed {
    found: Page<CommonNeed>,
    counts: HashMap<CommonNeedId, Vec<MatterId>>,
    words: Words,
}

/// The names of places, and of categories by the charter in force there today.
#[derive(Default)]
struct Words {
    places: HashMap<PlaceId, String>,
    categories: HashMap<CommonNeedId, String>,
}

impl Words {
    fn load(conn: &mut Conn, world: &World, tag: &str, needs: &[CommonNeed]) -> Outcome<Self> {
        let places: Vec<PlaceId> = needs.iter().filter_map(|need| need.at.building).collect();
        let mut words =
            Self { places: registry::store::place::names(conn, &places)?, ..Self::default() };
        for need in needs {
            // Charters are kept in memory: nothing is asked of the database for each.
            let charter = world.charters.version(conn, need.charter_version)?;
            let named = charter.and_then(|charter| {
                let category = charter.section::<Matters>().category(&need.category)?;
                Some(category.name.in_language(tag).to_owned())
            });
            words.categories.insert(need.id, named.unwrap_or_else(|| need.category.clone()));
        }
        Ok(words)
    }

    fn place(&self, need: &CommonNeed) -> String {
        need.at
            .building
            .and_then(|building| self.places.get(&building))
            .cloned()
            .unwrap_or_default()
    }

    fn category(&self, need: &CommonNeed) -> String {
        self.categories.get(&need.id).cloned().unwrap_or_default()
    }

    /// What it is called: as whoever confirmed it said, else by its category.
    fn title(&self, need: &CommonNeed) -> String {
        need.title.clone().unwrap_or_else(|| self.category(need))
    }
}

/// The list.
pub(super) async fn list(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Query(query): Query<Pairs>,
) -> PageResult {
    let form = FormState::from_pairs(query);
    let state = CommonNeedState::from_word(form.value("state"));
    let after = form.value("after").parse().ok().map(CommonNeedId);
    let view = visitor.view(&site);
    let (world, actor, tag) =
        (Arc::clone(&site.world), Arc::clone(&visitor.actor), view.locale.tag());
    let read = move |conn: &mut Conn| load_list(conn, &world, &actor, tag, (state, after));
    let listed = site.read(read).await?;
    page(&ListPage {
        v: &view,
        tabs: tabs(&view, state),
        rows: listed.found.rows.iter().map(|need| row(&view, &listed, need)).collect(),
        first: after.map(|_| address(state, None)),
        next: listed.found.next.map(|next| address(state, Some(next.id))),
    })
}

fn load_list(
    conn: &mut Conn,
    world: &World,
    actor: &Actor,
    tag: &str,
    (state, after): (Option<CommonNeedState>, Option<CommonNeedId>),
) -> Outcome<Listed> {
    let sight = Sight::within(actor.scope(&SEE_NEEDS), actor);
    let after = after.map(|id| store::common_need::after(conn, id)).transpose()?.flatten();
    let found = store::common_need::list(conn, &sight, state, after, SIZE)?;
    let ids: Vec<CommonNeedId> = found.rows.iter().map(|need| need.id).collect();
    Ok(Listed {
        counts: store::common_need::matters(conn, &ids)?,
        words: Words::load(conn, world, tag, &found.rows)?,
        found,
    })
}

fn row(view: &View, listed: &Listed, need: &CommonNeed) -> Row {
    Row {
        id: need.id.into(),
        title: listed.words.title(need),
        place: listed.words.place(need),
        state: view.t(&need.state.key()).into_owned(),
        tone: tone(need.state),
        found: view.iso_time(need.found_at),
        matters: listed.counts.get(&need.id).map_or(0, Vec::len),
    }
}

const fn tone(state: CommonNeedState) -> Tone {
    match state {
        CommonNeedState::Suggested => Tone::Warn,
        CommonNeedState::Confirmed => Tone::Work,
        CommonNeedState::Settled => Tone::Ok,
        CommonNeedState::Dismissed => Tone::Idle,
    }
}

fn address(state: Option<CommonNeedState>, after: Option<i64>) -> String {
    let state = state.map(|state| format!("state={}", state.word()));
    let after = after.map(|after| format!("after={after}"));
    let fields: Vec<String> = state.into_iter().chain(after).collect();
    let query = if fields.is_empty() { String::new() } else { format!("?{}", fields.join("&")) };
    format!("/common-needs{query}")
}

fn tabs(view: &View, present: Option<CommonNeedState>) -> Vec<Tab> {
    let all = Tab::new(view.t("common-needs-all"), address(None, None), present.is_none());
    let states = CommonNeedState::ALL.iter().map(|state| {
        let words = view.t(&state.key()).into_owned();
        Tab::new(words, address(Some(*state), None), present == Some(*state))
    });
    [all].into_iter().chain(states).collect()
}

/// A matter of a common need.
struct Member {
    number: String,
    title: String,
    place: String,
    status: Status,
    voices: i32,
    raised: String,
}

#[derive(Template)]
#[template(path = "matters/common_need.html")]
struct NeedPage<'a> {
    v: &'a View,
    id: i64,
    title: String,
    category: String,
    place: String,
    state: String,
    tone: Tone,
    found: String,
    decided: String,
    ground: String,
    ending: Option<&'a str>,
    matters: usize,
    /// How many matters, how many people wait, on how many floors and spots.
    weight: String,
    members: Vec<Member>,
    next: Option<String>,
    may_decide: bool,
    may_settle: bool,
    grounds: Vec<Choice>,
    form: &'a FormState,
}

/// What is read for the page.
struct Loaded {
    need: CommonNeed,
    words: Words,
    matters: usize,
    weight: (i64, usize),
    members: Vec<(Matter, String)>,
    next: Option<i64>,
}

/// The page.
pub(super) async fn show(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(id): Path<String>,
    Query(query): Query<Pairs>,
) -> PageResult {
    let after = FormState::from_pairs(query).value("after").parse().ok();
    draw(&site, &visitor, &id, after, &FormState::new()).await
}

async fn draw(
    site: &Arc<Site>,
    visitor: &Visitor,
    id: &str,
    after: Option<i64>,
    form: &FormState,
) -> PageResult {
    let id = parsed(id)?;
    let view = visitor.view(site);
    let (world, actor, tag) =
        (Arc::clone(&site.world), Arc::clone(&visitor.actor), view.locale.tag());
    let read = move |conn: &mut Conn| load(conn, &world, &actor, tag, (id, after));
    let loaded = site.read(read).await?;
    let need = &loaded.need;
    let decides = visitor.actor.scope(&DECIDE_NEED).covers(&need.at);
    let day = |at| view.iso_time(at);
    let need_page = NeedPage {
        v: &view,
        id: need.id.into(),
        title: loaded.words.title(need),
        category: loaded.words.category(need),
        place: loaded.words.place(need),
        state: view.t(&need.state.key()).into_owned(),
        tone: tone(need.state),
        found: day(need.found_at),
        decided: need.decided_at.map(day).unwrap_or_default(),
        ground: need.ground.map_or_else(String::new, |one| view.t(&one.key()).into_owned()),
        ending: need.ending.as_deref(),
        matters: loaded.matters,
        weight: view.t3(
            "common-need-weight",
            ("matters", loaded.matters),
            ("voices", loaded.weight.0),
            ("spots", loaded.weight.1),
        ),
        members: loaded.members.iter().map(|one| member(&view, one)).collect(),
        next: loaded.next.map(|next| format!("/common-needs/{}?after={next}", need.id.0)),
        may_decide: decides && need.state == CommonNeedState::Suggested,
        may_settle: decides && need.state == CommonNeedState::Confirmed,
        grounds: DismissalGround::ALL
            .iter()
            .map(|one| Choice::new(one.word(), view.t(&one.key())))
            .collect(),
        form,
    };
    html(form.status(), &need_page)
}

fn parsed(id: &str) -> Result<CommonNeedId, PageError> {
    id.parse().map(CommonNeedId).map_err(|_| PageError::NotFound)
}

fn load(
    conn: &mut Conn,
    world: &World,
    actor: &Actor,
    tag: &str,
    (id, after): (CommonNeedId, Option<i64>),
) -> Outcome<Loaded> {
    let sight = Sight::within(actor.scope(&SEE_NEEDS), actor);
    let need = store::common_need::find(conn, &sight, id)?.ok_or_else(Refusal::not_found)?;
    let all = store::common_need::matters(conn, &[id])?.remove(&id).unwrap_or_default();
    let from = after.map_or(0, |after| all.partition_point(|one| i64::from(*one) <= after));
    let shown = &all[from..all.len().min(from + MATTERS)];
    let next = (from + shown.len() < all.len()).then(|| shown.last().map(|id| i64::from(*id)));
    let mut members = store::matter::list_seen(conn, &sight, shown)?;
    members.sort_by_key(|matter| matter.id);
    let places: Vec<PlaceId> = members.iter().map(|one| one.place).collect();
    let names = registry::store::place::names(conn, &places)?;
    let named = members.into_iter().map(|one| {
        let place = names.get(&one.place).cloned().unwrap_or_default();
        (one, place)
    });
    Ok(Loaded {
        members: named.collect(),
        matters: all.len(),
        weight: store::common_need::weight(conn, id)?,
        words: Words::load(conn, world, tag, std::slice::from_ref(&need))?,
        next: next.flatten(),
        need,
    })
}

fn member(view: &View, (one, place): &(Matter, String)) -> Member {
    Member {
        number: one.number.to_string(),
        title: one.title.clone(),
        place: place.clone(),
        status: one.state.into(),
        voices: one.voices,
        raised: view.iso_time(one.raised_at),
    }
}

/// Does what a form asks for and shows the page; a refusal stands beside its field.
async fn run<T: Send + 'static>(
    site: &Arc<Site>,
    visitor: &Visitor,
    id: &str,
    asked: (FormState, T),
    work: impl FnOnce(&mut Act<'_, '_>, CommonNeedId, T) -> Outcome<()> + Send + 'static,
) -> PageResult {
    let (form, asked) = asked;
    let need = parsed(id)?;
    let work = move |act: &mut Act<'_, '_>, asked| work(act, need, asked);
    match tried(site, visitor, (form, Ok(asked)), work).await? {
        Ok(()) => Ok(see(&format!("/common-needs/{id}"))),
        Err(form) => draw(site, visitor, id, None, &form).await,
    }
}

/// Says that it is one, and what.
pub(super) async fn confirm(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(pairs): Form<Pairs>,
) -> PageResult {
    let form = FormState::from_pairs(pairs);
    let title = form.value("title").to_owned();
    let work = |act: &mut Act<'_, '_>, id, title: String| acts::confirm_need(act, id, &title);
    run(&site, &visitor, &id, (form, title), work).await
}

/// Says that it is none, on a ground.
pub(super) async fn dismiss(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(pairs): Form<Pairs>,
) -> PageResult {
    let form = FormState::from_pairs(pairs);
    let ground = DismissalGround::from_word(form.value("ground"));
    run(&site, &visitor, &id, (form, ground), acts::dismiss_need).await
}

/// Says what became of it.
pub(super) async fn settle(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(pairs): Form<Pairs>,
) -> PageResult {
    let form = FormState::from_pairs(pairs);
    let ending = form.value("ending").to_owned();
    let work = |act: &mut Act<'_, '_>, id, ending: String| acts::settle_need(act, id, &ending);
    run(&site, &visitor, &id, (form, ending), work).await
}
