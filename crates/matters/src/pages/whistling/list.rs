//! `/whistles`: the list with its filters in the address; every number above it opens to its rows.

use std::collections::HashMap;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use kernel::{BodyId, Month, PlaceId};
use platform::web::{Choice, FormState, PageResult, Site, Titled, Titles, View, Visitor, page};
use platform::{Actor, Conn, Outcome};

use super::answering::Pairs;
use super::figures;
use super::rows::CallMark;
use crate::model::charter::Matters;
use crate::model::{Call, Whistle, WhistleNumber, WhistleState};
use crate::permissions;
use crate::store::list::COUNT_CAP;
use crate::store::whistle::list::{Coming, Filter, Reach};
use crate::store::{self, Sight};
use crate::titles::MatterTitles;

/// Rows on a page.
const SIZE: usize = 50;
/// What is counted above the list.
const SHOWN: [Coming; 4] = [Coming::InTime, Coming::Late, Coming::Awaited, Coming::Refused];
/// The fields of an address that narrow.
const FIELDS: [&str; 8] =
    ["state", "kind", "building", "month", "from", "to", "department", "coming"];

struct Row {
    number: String,
    title: String,
    place: String,
    by: String,
    kind: String,
    is_open: bool,
    raised: String,
    calls: Vec<(String, CallMark)>,
}

/// A number and the list it opens to.
struct Figure {
    count: i64,
    label: &'static str,
    href: String,
    is_current: bool,
}

#[derive(Template)]
#[template(path = "matters/whistling/list.html")]
struct ListPage<'a> {
    v: &'a View,
    figures: Vec<Figure>,
    rows: Vec<Row>,
    states: Vec<Choice>,
    kinds: Vec<Choice>,
    form: &'a FormState,
    total: i64,
    capped: bool,
    first: Option<String>,
    next: Option<String>,
    comings: Vec<Choice>,
    /// The department that all of them call, if the address names one.
    department: Option<String>,
}

/// The list.
pub(super) async fn list(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Query(query): Query<Pairs>,
) -> PageResult {
    let form = FormState::from_pairs(query);
    let view = visitor.view(&site);
    let (actor, asked, now) = (Arc::clone(&visitor.actor), form.clone(), view.now);
    let world = Arc::clone(&site.world);
    let loaded = site.read(move |conn| {
        let at = actor.grants.iter().flat_map(|grant| grant.places.first().copied()).next();
        let kinds = kinds_at(conn, &world, at)?;
        Ok((load(conn, &actor, &asked, now)?, kinds))
    });
    let (loaded, kinds) = loaded.await?;
    let after = form.filled("after").is_some();
    let states = WhistleState::ALL.iter();
    let tag = view.locale.tag();
    page(&ListPage {
        v: &view,
        figures: figures(&form, &loaded.counts),
        rows: loaded.rows(&view, &kinds),
        states: states.map(|one| Choice::new(one.word(), view.t(&one.key()))).collect(),
        kinds: kinds
            .iter()
            .map(|(id, name)| Choice::new(id.clone(), name.in_language(tag)))
            .collect(),
        total: loaded.counts[0],
        capped: loaded.counts[0] >= COUNT_CAP,
        first: after.then(|| address(&form, &[])),
        next: loaded.next.map(|next| address(&form, &[("after", next.to_string())])),
        comings: Coming::ALL
            .iter()
            .map(|one| Choice::new(one.word(), view.t(figures::label(*one))))
            .collect(),
        department: loaded.department.clone(),
        form: &form,
    })
}

type Kinds = Vec<(String, platform::charter::Words)>;

/// The types of whistle that the charter of the viewer's own place knows.
fn kinds_at(
    conn: &mut Conn,
    world: &platform::World,
    at: Option<(kernel::Level, PlaceId)>,
) -> Outcome<Kinds> {
    let Some((_, place)) = at else { return Ok(Vec::new()) };
    let Some(place) = registry::store::place::load(conn, place)? else { return Ok(Vec::new()) };
    let Some(at) = place.whereabouts() else { return Ok(Vec::new()) };
    let charter = world.charters.at(conn, &at, world.today())?;
    let rules = charter.and_then(|charter| charter.section::<Matters>().whistle.clone());
    let types = rules.map(|rules| rules.types).unwrap_or_default();
    Ok(types.into_iter().map(|kind| (kind.id, kind.name)).collect())
}

struct Loaded {
    whistles: Vec<Whistle>,
    calls: Vec<Call>,
    names: HashMap<BodyId, String>,
    titled: HashMap<i64, Titled>,
    /// All of the period, and those of each [`Coming`].
    counts: Vec<i64>,
    next: Option<WhistleNumber>,
    /// The name of the department the list is narrowed to.
    department: Option<String>,
}

fn load(conn: &mut Conn, actor: &Actor, form: &FormState, now: jiff::Timestamp) -> Outcome<Loaded> {
    let sight = Sight::within(actor.scope(&permissions::SEE_WHISTLES), actor);
    let own: Vec<BodyId> = actor.bodies().collect();
    let reach = Reach { sight: &sight, own: &own };
    let filter = filter(conn, form, now)?;
    let after = match form.value("after").parse::<WhistleNumber>() {
        Ok(number) => store::whistle::list::after(conn, &number)?,
        Err(_) => None,
    };
    let found = store::whistle::list::list(conn, reach, &filter, after, SIZE)?;
    let ids: Vec<_> = found.rows.iter().map(|one| one.id).collect();
    let calls = store::whistle::call::list(conn, &ids)?;
    let bodies: Vec<BodyId> =
        found.rows.iter().map(|one| one.body).chain(calls.iter().map(|call| call.body)).collect();
    let matters: Vec<i64> = found.rows.iter().map(|one| one.matter.into()).collect();
    let mut counts = Vec::new();
    for coming in [None].into_iter().chain(SHOWN.map(Some)) {
        let coming = coming.map(|coming| (coming, now));
        let one = Filter { coming, ..filter.clone() };
        counts.push(store::whistle::list::count(conn, reach, &one)?);
    }
    let bodies: Vec<BodyId> = bodies.into_iter().chain(filter.department).collect();
    let names = registry::store::name::of_bodies(conn, &bodies)?;
    let next = found.next.and_then(|_| found.rows.last()).map(|last| last.number.clone());
    Ok(Loaded {
        department: filter.department.and_then(|body| names.get(&body).cloned()),
        names,
        titled: MatterTitles.titles(conn, &matters)?.into_iter().collect(),
        whistles: found.rows,
        calls,
        counts,
        next,
    })
}

/// What the address narrows to; a building nobody knows leaves an empty list.
fn filter(conn: &mut Conn, form: &FormState, now: jiff::Timestamp) -> Outcome<Filter> {
    let building = match form.filled("building") {
        Some(code) => {
            let found = registry::store::place::find_by_code(conn, code)?;
            Some(found.map_or(PlaceId(0), |place| place.id))
        }
        None => None,
    };
    Ok(Filter {
        state: WhistleState::from_word(form.value("state")),
        kind: form.filled("kind").map(str::to_owned),
        building,
        months: months(form),
        department: form.value("department").parse().ok().map(BodyId),
        coming: Coming::from_word(form.value("coming")).map(|coming| (coming, now)),
    })
}

/// The months the address narrows to: one, or from one to another.
fn months(form: &FormState) -> Option<(Month, Month)> {
    let read = |field: &str| form.value(field).parse::<Month>().ok();
    let alone = read("month").map(|month| (month, month));
    alone.or_else(|| Some((read("from")?, read("to")?)))
}

impl Loaded {
    fn rows(&self, view: &View, kinds: &Kinds) -> Vec<Row> {
        let tag = view.locale.tag();
        let name = |body: BodyId| self.names.get(&body).cloned().unwrap_or_default();
        let kind = |id: &str| {
            let known = kinds.iter().find(|(known, _)| known == id);
            known.map_or(id, |(_, name)| name.in_language(tag)).to_owned()
        };
        let calls_of = |one: &Whistle| {
            let of = self.calls.iter().filter(|call| call.whistle == one.id);
            of.map(|call| (name(call.body), CallMark::of(view, call.state))).collect()
        };
        self.whistles
            .iter()
            .map(|one| {
                let titled = self.titled.get(&i64::from(one.matter));
                Row {
                    number: one.number.to_string(),
                    title: titled.map(|titled| titled.title.clone()).unwrap_or_default(),
                    place: titled.map(|titled| titled.place.clone()).unwrap_or_default(),
                    by: name(one.body),
                    kind: kind(&one.kind),
                    is_open: one.state == WhistleState::Open,
                    raised: view.short_day(view.local(one.raised_at).date()),
                    calls: calls_of(one),
                }
            })
            .collect()
    }
}

fn figures(form: &FormState, counts: &[i64]) -> Vec<Figure> {
    let shown = SHOWN.iter().map(|one| (figures::label(*one), one.word()));
    let labels = [("whistle-count-all", "")].into_iter().chain(shown);
    let current = form.value("coming");
    labels
        .zip(counts)
        .map(|((label, word), count)| Figure {
            count: *count,
            label,
            href: address(form, &[("coming", word.to_owned())]),
            is_current: current == word,
        })
        .collect()
}

/// The address of the list narrowed alike, with these fields in place of the form's.
fn address(form: &FormState, with: &[(&str, String)]) -> String {
    let mut address = String::from("/whistles");
    let kept = FIELDS
        .iter()
        .filter(|name| !with.iter().any(|(other, _)| other == *name))
        .filter_map(|name| Some((*name, form.filled(name)?.to_owned())));
    let all = kept.chain(with.iter().map(|(name, value)| (*name, value.clone())));
    let mut mark = '?';
    for (name, value) in all.filter(|(_, value)| !value.is_empty()) {
        address.push(mark);
        address.push_str(name);
        address.push('=');
        address.push_str(&platform::web::address::encode(&value));
        mark = '&';
    }
    address
}
