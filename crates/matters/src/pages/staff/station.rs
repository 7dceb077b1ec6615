//! `/desk/station` (本站): what waits in the station's buildings and what nobody has taken, what
//! each of its people has in hand, and what is due on which day of the week ahead.
//!
//! It counts only what waits. People stand in the order of their appointment and are never ranked.
//! Source: UX §1.8, §2, §4.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use kernel::{BodyId, Refusal};
use platform::desk::Panel;
use platform::web::{Html, PageResult, Site, Status, Tone, View, Visitor, page};
use platform::{Actor, Conn, Outcome, Role, StoreError, World};
use registry::model::{Body, Holder, Seating};
use registry::rules::staffing::Staffing;

use super::narrowing::{NOBODY, address, day_of};
use crate::model::{Matter, State as MatterState};
use crate::permissions::STATION;
use crate::rules::sharing::{self, Piece, Sitting, Work};
use crate::store::list::{COUNT_CAP, Filter};
use crate::store::{self, Sight};

/// Days ahead, today included.
const AHEAD: i32 = 7;
/// Matters named under a day; the list has them all.
const NAMED: usize = 4;

/// A number with the address of what it counts.
struct Figure {
    label: String,
    value: String,
    href: String,
    is_late: bool,
}

/// Somebody in post, with what lies with them.
struct Worker {
    name: String,
    seat: String,
    in_hand: usize,
    late: usize,
    to_sign: usize,
    /// The post, as lists name it.
    post: String,
}

/// A day of the week ahead, with what is due on it.
struct Day {
    label: String,
    count: usize,
    href: String,
    rows: Vec<Row>,
}

/// Something due.
struct Row {
    number: String,
    title: String,
    lead: String,
    status: Status,
    due_at: Timestamp,
}

impl Day {
    fn more(&self) -> usize {
        self.count - self.rows.len()
    }
}

#[derive(Template)]
#[template(path = "matters/station.html")]
struct StationPage<'a> {
    v: &'a View,
    name: &'a str,
    /// The station's page in the registry.
    href: String,
    /// Whether it serves any place.
    serves: bool,
    untaken: Vec<Figure>,
    waiting: Vec<Figure>,
    workers: Vec<Worker>,
    days: Vec<Day>,
    present: usize,
    norm: Option<u32>,
    short: u32,
}

#[derive(Template)]
#[template(path = "matters/panel_station.html")]
struct StationBeside<'a> {
    v: &'a View,
    figures: Vec<Figure>,
}

/// What the page is drawn from.
struct Loaded {
    station: Body,
    serves: bool,
    counts: Counts,
    holders: Vec<Holder>,
    /// The charter's name of each holder's seat.
    seats: Vec<String>,
    pieces: Vec<Piece>,
    due: Vec<(Matter, String)>,
    norm: Option<u32>,
    short: u32,
}

/// How much waits in the station's buildings.
struct Counts {
    late: i64,
    new: i64,
    dispatched: i64,
    completed: i64,
}

/// The page.
pub(super) async fn show(State(site): State<Arc<Site>>, visitor: Visitor) -> PageResult {
    let view = visitor.view(&site);
    let (world, actor) = (Arc::clone(&site.world), Arc::clone(&visitor.actor));
    let inside = view.clone();
    let loaded = site.read(move |conn| load(conn, &world, &actor, &inside)).await?;
    page(&StationPage {
        v: &view,
        name: &loaded.station.name,
        href: format!("/stations/{}", loaded.station.id.0),
        serves: loaded.serves,
        untaken: untaken(&view, &loaded),
        waiting: waiting(&view, &loaded.counts),
        workers: workers(&loaded, view.now),
        days: days(&view, &loaded.due),
        present: loaded.holders.len(),
        norm: loaded.norm,
        short: loaded.short,
    })
}

/// The station of the actor: the first in which they hold a post.
pub(super) fn of(actor: &Actor) -> Option<BodyId> {
    let at_station = |role| matches!(role, Role::StationHead | Role::StationWorker);
    actor.grants.iter().find(|grant| at_station(grant.role)).map(|grant| grant.body)
}

/// Who sits where, as sharing asks.
pub(super) fn sitting(holders: &[Holder]) -> Vec<Sitting> {
    let sitting = |holder: &Holder| Sitting { post: holder.post.id, person: holder.post.person };
    holders.iter().map(sitting).collect()
}

fn load(conn: &mut Conn, world: &World, actor: &Actor, view: &View) -> Outcome<Loaded> {
    let scope = actor.require(&STATION)?;
    let id = of(actor).ok_or_else(Refusal::not_found)?;
    let station = registry::store::body::load(conn, id)?.ok_or_else(Refusal::not_found)?;
    let today = view.today();
    let serves = !scope.places().is_empty();
    let sight = Sight::within(scope, actor);
    let holders = registry::store::post::of_body(conn, id, today)?;
    let kinds = world.bodies(conn, station.placement, today)?;
    let kind = kinds.as_ref().and_then(|kinds| kinds.kind(&station.kind));
    let present = u32::try_from(holders.len()).unwrap_or(u32::MAX);
    let staffing = kind.map(|kind| Staffing::of(kind, &station.tier, present));
    let named = |holder: &Holder| {
        let seat = kind.and_then(|kind| kind.seat(&holder.post.seat));
        seat.map(|seat| seat.name.in_language(view.locale.tag()).to_owned()).unwrap_or_default()
    };
    Ok(Loaded {
        serves,
        counts: counts(conn, &sight, view.now)?,
        due: due(conn, &sight, view)?,
        pieces: store::work::of_body(conn, id)?,
        seats: holders.iter().map(named).collect(),
        norm: staffing.and_then(|staffing| staffing.norm),
        short: staffing.map_or(0, |staffing| staffing.short()),
        holders,
        station,
    })
}

fn counts(conn: &mut Conn, sight: &Sight, now: Timestamp) -> Result<Counts, StoreError> {
    let mut in_state = |state| {
        let filter = Filter { state: Some(state), ..Filter::default() };
        store::list::count(conn, sight, &filter)
    };
    Ok(Counts {
        new: in_state(MatterState::New)?,
        dispatched: in_state(MatterState::Dispatched)?,
        completed: in_state(MatterState::Completed)?,
        late: late(conn, sight, now)?,
    })
}

fn late(conn: &mut Conn, sight: &Sight, now: Timestamp) -> Result<i64, StoreError> {
    let filter = Filter { late_at: Some(now), ..Filter::default() };
    store::list::count(conn, sight, &filter)
}

/// What is due in the days ahead, the soonest first, with the name of who leads it.
fn due(conn: &mut Conn, sight: &Sight, view: &View) -> Outcome<Vec<(Matter, String)>> {
    let last = view.today() + jiff::Span::new().days(AHEAD - 1);
    let days = day_of(view.today(), &view.zone).zip(day_of(last, &view.zone));
    let due = days.map(|((begin, _), (_, end))| (begin, end));
    let filter = Filter { due, ..Filter::default() };
    let most = usize::try_from(COUNT_CAP).unwrap_or(usize::MAX);
    let found = store::list::list_due(conn, sight, &filter, most)?;
    let leads: Vec<BodyId> = found.iter().filter_map(|matter| matter.lead).collect();
    let names = registry::store::name::of_bodies(conn, &leads)?;
    let named = found.into_iter().map(|matter| {
        let lead = matter.lead.and_then(|lead| names.get(&lead).cloned()).unwrap_or_default();
        (matter, lead)
    });
    Ok(named.collect())
}

/// What nobody has taken: not triaged, or with the station and with none of its people.
fn untaken(view: &View, loaded: &Loaded) -> Vec<Figure> {
    let present = sitting(&loaded.holders);
    let nobodys = |work| sharing::with(&loaded.pieces, work, None, &present).len();
    let field = |name| address("/matters", [(name, NOBODY.to_owned())]);
    let figure = |key: &str, count: usize, href: String| Figure {
        label: view.t(key).into_owned(),
        value: view.count(count),
        href,
        is_late: false,
    };
    let left = nobodys(Work::InHand);
    let mut figures = vec![
        in_state(view, MatterState::New, loaded.counts.new),
        figure("station-to-sign-nobody", nobodys(Work::ToSign), field("sign")),
    ];
    figures.extend((left > 0).then(|| figure("station-left", left, field("hand"))));
    figures
}

fn waiting(view: &View, counts: &Counts) -> Vec<Figure> {
    vec![
        overdue(view, counts.late),
        in_state(view, MatterState::Dispatched, counts.dispatched),
        in_state(view, MatterState::Completed, counts.completed),
    ]
}

fn overdue(view: &View, count: i64) -> Figure {
    Figure {
        label: view.t("matter-list-late").into_owned(),
        value: shown(view, count),
        href: "/matters?late=1".to_owned(),
        is_late: count > 0,
    }
}

fn in_state(view: &View, state: MatterState, count: i64) -> Figure {
    Figure {
        label: view.t(&state.key()).into_owned(),
        value: shown(view, count),
        href: address("/matters", [("state", state.word().to_owned())]),
        is_late: false,
    }
}

/// A count as it is shown: more than anybody reads is not counted out.
fn shown(view: &View, count: i64) -> String {
    let words = view.count(count);
    if count >= COUNT_CAP { format!("{words}+") } else { words }
}

fn workers(loaded: &Loaded, now: Timestamp) -> Vec<Worker> {
    let present = sitting(&loaded.holders);
    let with = |work, one| sharing::with(&loaded.pieces, work, Some(one), &present);
    let people = loaded.holders.iter().zip(&loaded.seats).zip(&present);
    let worker = |((holder, seat), one): ((&Holder, &String), &Sitting)| {
        let in_hand = with(Work::InHand, *one);
        Worker {
            name: holder.post.public_name.clone(),
            seat: seat.clone(),
            late: in_hand.iter().filter(|piece| piece.is_late(now)).count(),
            in_hand: in_hand.len(),
            to_sign: with(Work::ToSign, *one).len(),
            post: one.post.0.to_string(),
        }
    };
    people.map(worker).collect()
}

/// The days ahead, each with what is due on it.
fn days(view: &View, due: &[(Matter, String)]) -> Vec<Day> {
    let ahead = (0..AHEAD).map(|days| view.today() + jiff::Span::new().days(days));
    ahead.map(|day| drawn(view, day, due)).collect()
}

fn drawn(view: &View, day: Date, due: &[(Matter, String)]) -> Day {
    let on_day = due.iter().filter_map(|(matter, lead)| {
        let due_at = matter.due_at.filter(|due| last_day(view, *due) == day)?;
        Some(Row {
            number: matter.number.to_string(),
            title: matter.title.clone(),
            lead: lead.clone(),
            status: matter.state.into(),
            due_at,
        })
    });
    let mut rows: Vec<Row> = on_day.collect();
    let count = rows.len();
    rows.truncate(NAMED);
    let href = address("/matters", [("due", day.to_string())]);
    Day { label: view.day(day), count, href, rows }
}

/// The day a deadline still belongs to: 24:00 is the end of a day, not the start of the next.
fn last_day(view: &View, due: Timestamp) -> Date {
    view.local(due - SignedDuration::from_secs(1)).date()
}

/// 本站, beside the to-dos of a station's people: what is late and what nobody has taken.
#[derive(Debug, Default, Clone, Copy)]
pub struct StationPanel;

impl Panel for StationPanel {
    fn draw(
        &self,
        conn: &mut Conn,
        actor: &Actor,
        view: &View,
    ) -> Result<Option<Html>, StoreError> {
        if !actor.may(&STATION) {
            return Ok(None);
        }
        let sight = Sight::within(actor.scope(&STATION), actor);
        let new = Filter { state: Some(MatterState::New), ..Filter::default() };
        let figures = vec![
            overdue(view, late(conn, &sight, view.now)?),
            in_state(view, MatterState::New, store::list::count(conn, &sight, &new)?),
        ];
        Ok(Some(Html::drawn(&StationBeside { v: view, figures })))
    }
}
