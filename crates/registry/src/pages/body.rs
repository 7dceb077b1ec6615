//! `/committees/{id}`, `/stations/{id}`, `/organisations/{id}`: a body with its seats and what it
//! covers, on a day.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query, State};
use jiff::civil::Date;
use kernel::{BodyId, PostId, Refusal};
use platform::web::{FormState, PageError, PageResult, Site, View, Visitor, page};
use platform::{Actor, Conn, Failure, Outcome, World};

use super::building::said;
use super::{Asked, day_asked};
use crate::acts;
use crate::model::charter::{BodyKind, Formation, Per, Seat};
use crate::model::{Body, Holder, Place, Post, Seating, kind};
use crate::permissions::{APPOINT, SEE_BODIES};
use crate::rules::composing::{Units, compose};
use crate::rules::staffing::Staffing;
use crate::store;
use crate::titles::{body_href, building_href};

/// Places and bodies named on the page; beyond it the rest is counted.
const NAMED: usize = 60;

#[derive(Template)]
#[template(path = "registry/body.html")]
struct BodyPage<'a> {
    v: &'a View,
    body: &'a Body,
    day: Date,
    address: String,
    /// The charter's word for its kind.
    kind: String,
    tier: String,
    /// Name and page of the body above it.
    parent: Option<(String, String)>,
    children: Vec<(String, String)>,
    seats: Vec<SeatRow>,
    /// Whose month it is; empty without a rota.
    chief: String,
    missing: Vec<String>,
    /// The page that holds it against the charter, rule by rule; empty where no charter holds.
    check: String,
    /// Id of that charter; empty where none holds.
    charter: &'a str,
    covers: Vec<(String, String)>,
    /// How many more there are.
    more: usize,
    /// Whether the reader fills its seats; not on another day.
    may_seat: bool,
}

/// A seat with who holds it; one row a holder, one without where nobody does.
struct SeatRow {
    seat: String,
    holder: Option<HolderRow>,
    /// Nobody holds it, and the charter asks for somebody.
    wanted: bool,
    /// Its key, where a post of its own fills it; else empty.
    fill: String,
}

struct HolderRow {
    name: String,
    represents: String,
    /// The floor or grid the post is bound to; empty for none.
    place: String,
    from: Date,
    until: Option<Date>,
    post: PostId,
}

struct Loaded {
    body: Body,
    /// Id of the charter in force at its home; none where no charter holds.
    charter: Option<String>,
    known: Option<BodyKind>,
    parent: Option<Body>,
    children: Vec<Body>,
    holders: Vec<Holder>,
    places: Vec<Place>,
    bound: std::collections::HashMap<kernel::PlaceId, String>,
    chief: Option<PostId>,
    /// Whether the reader may change who sits in it.
    may_seat: bool,
}

/// A committee.
pub(super) async fn committee(
    site: State<Arc<Site>>,
    visitor: Visitor,
    id: Path<i64>,
    asked: Asked,
) -> PageResult {
    show(site, visitor, id, asked, |of| of == kind::COMMITTEE).await
}

/// A workstation.
pub(super) async fn station(
    site: State<Arc<Site>>,
    visitor: Visitor,
    id: Path<i64>,
    asked: Asked,
) -> PageResult {
    show(site, visitor, id, asked, |of| of == kind::WORKSTATION).await
}

/// A body of any other kind.
pub(super) async fn organisation(
    site: State<Arc<Site>>,
    visitor: Visitor,
    id: Path<i64>,
    asked: Asked,
) -> PageResult {
    const ELSEWHERE: [&str; 3] = [kind::COMMITTEE, kind::WORKSTATION, kind::ENTERPRISE];
    show(site, visitor, id, asked, |of| !ELSEWHERE.contains(&of)).await
}

async fn show(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Query(asked): Asked,
    is_here: fn(&str) -> bool,
) -> PageResult {
    let view = visitor.view(&site);
    let day = day_asked(&view, &FormState::from_pairs(asked));
    let (actor, world) = (Arc::clone(&visitor.actor), Arc::clone(&site.world));
    let loaded = site.read(move |conn| load(conn, &world, &actor, BodyId(id), day)).await?;
    if !is_here(&loaded.body.kind) {
        return Err(PageError::NotFound);
    }
    page(&draw(&view, &loaded, day))
}

fn load(conn: &mut Conn, world: &World, actor: &Actor, id: BodyId, on: Date) -> Outcome<Loaded> {
    let scope = actor.scope(&SEE_BODIES);
    let body = store::body::find(conn, &scope, id)?.ok_or_else(Refusal::not_found)?;
    let charter = match body.placement.whereabouts() {
        Some(at) => world.charters.at(conn, &at, on)?.map(|pinned| pinned.head().id.clone()),
        None => None,
    };
    let kinds = world.bodies(conn, body.placement, on)?;
    let parent = match body.parent {
        Some(parent) => store::body::find(conn, &scope, parent)?,
        None => None,
    };
    let mut children = store::body::children(conn, id)?;
    children.retain(|child| child.exists_on(on));
    let holders = store::post::of_body(conn, id, on)?;
    let bound: Vec<_> = holders.iter().filter_map(|holder| holder.post.place).collect();
    let may_seat = on == world.today() && governs(conn, actor, id)?;
    Ok(Loaded {
        may_seat,
        charter,
        known: kinds.and_then(|kinds| kinds.kind(&body.kind).cloned()),
        places: store::coverage::places_of(conn, id, on)?,
        bound: store::place::names(conn, &bound)?,
        chief: store::rota::on(conn, &[id], on)?.first().map(|turn| turn.post),
        body,
        parent,
        children,
        holders,
    })
}

/// Whether the reader appoints in the body.
fn governs(conn: &mut Conn, actor: &Actor, id: BodyId) -> Outcome<bool> {
    match acts::reached_body(conn, actor, &APPOINT, id) {
        Ok(_) => Ok(true),
        Err(Failure::Refused(refusal)) if refusal.not_found => Ok(false),
        Err(failure) => Err(failure),
    }
}

fn draw<'a>(view: &'a View, loaded: &'a Loaded, day: Date) -> BodyPage<'a> {
    let body = &loaded.body;
    let tag = view.locale.tag();
    let known = loaded.known.as_ref();
    let tier = known.and_then(|known| known.tier(&body.tier));
    let link = |one: &Body| (one.name.clone(), body_href(&one.kind, one.id));
    let chief = loaded.holders.iter().find(|holder| Some(holder.post.id) == loaded.chief);
    BodyPage {
        v: view,
        body,
        day,
        address: body_href(&body.kind, body.id),
        kind: known.map(|known| known.name.in_language(tag).to_owned()).unwrap_or_default(),
        tier: tier.map(|tier| tier.name.in_language(tag).to_owned()).unwrap_or_default(),
        parent: loaded.parent.as_ref().map(link),
        children: loaded.children.iter().take(NAMED).map(link).collect(),
        seats: seats(view, loaded),
        chief: chief.map(|chief| chief.post.public_name.clone()).unwrap_or_default(),
        missing: missing(view, loaded),
        check: check_href(view, loaded, day),
        charter: loaded.charter.as_deref().unwrap_or_default(),
        covers: loaded.places.iter().take(NAMED).map(covered).collect(),
        more: loaded.places.len().saturating_sub(NAMED),
        may_seat: loaded.may_seat,
    }
}

/// The body against its charter, on the same day.
fn check_href(view: &View, loaded: &Loaded, day: Date) -> String {
    let Some(charter) = &loaded.charter else { return String::new() };
    let address = format!("/charters/{charter}/check?body={}", loaded.body.id.0);
    if day == view.today() { address } else { format!("{address}&as_of={day}") }
}

/// A place with its page; without one where it is no building.
fn covered(place: &Place) -> (String, String) {
    let is_building = place.placement.building == Some(place.id) && !place.code.is_empty();
    let href = if is_building { building_href(&place.code) } else { String::new() };
    (place.name.clone(), href)
}

/// The seats in the charter's order, then holders of seats it does not know.
fn seats(view: &View, loaded: &Loaded) -> Vec<SeatRow> {
    let known: &[Seat] = loaded.known.as_ref().map_or(&[], |known| &known.seats);
    let mut rows = Vec::new();
    for seat in known {
        let name = seat.name.in_language(view.locale.tag());
        let held = rows.len();
        let of_seat = loaded.holders.iter().filter(|holder| holder.post.seat == seat.key);
        rows.extend(of_seat.map(|holder| filled(loaded, name, holder)));
        if rows.len() == held {
            let wanted = seat.least > 0;
            let by_post = seat.rotates.is_none() && seat.per != Some(Per::Floor);
            let fill = if by_post { seat.key.clone() } else { String::new() };
            rows.push(SeatRow { seat: name.to_owned(), holder: None, wanted, fill });
        }
    }
    let unknown = |holder: &&Holder| !known.iter().any(|seat| seat.key == holder.post.seat);
    let others = loaded.holders.iter().filter(unknown);
    rows.extend(others.map(|holder| filled(loaded, &holder.post.seat, holder)));
    rows
}

fn filled(loaded: &Loaded, seat: &str, holder: &Holder) -> SeatRow {
    let place = holder.post.place.and_then(|place| loaded.bound.get(&place).cloned());
    let row = HolderRow {
        name: holder.post.public_name.clone(),
        represents: holder.represents_name.clone(),
        place: place.unwrap_or_default(),
        from: holder.post.term.from,
        until: holder.post.term.until,
        post: holder.post.id,
    };
    SeatRow { seat: seat.to_owned(), holder: Some(row), wanted: false, fill: String::new() }
}

/// What the charter asks for and is not there.
fn missing(view: &View, loaded: &Loaded) -> Vec<String> {
    let Some(known) = &loaded.known else { return Vec::new() };
    let posts: Vec<Post> = loaded.holders.iter().map(|holder| holder.post.clone()).collect();
    let buildings = loaded.places.iter().map(|place| place.id).collect();
    let units = Units { buildings, ..Units::default() };
    let mut missing: Vec<String> =
        compose(known, &posts, &units).iter().map(|finding| said(view, known, finding)).collect();
    let mut persons: Vec<_> = posts.iter().map(|post| post.person).collect();
    persons.sort_unstable();
    persons.dedup();
    let actual = u32::try_from(persons.len()).unwrap_or(u32::MAX);
    let short = Staffing::of(known, &loaded.body.tier, actual).short();
    missing.extend((short > 0).then(|| view.t1("building-organ-short", "n", short)));
    missing
}

impl BodyPage<'_> {
    fn is_joint(&self) -> bool {
        self.body.formed == Formation::Joint
    }
}
