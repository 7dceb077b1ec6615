//! Who governs a building: party organisation, committee, station, and whom they work with.

use platform::Role;
use platform::web::View;

use super::load::Loaded;
use crate::model::charter::{BodyKind, Formation};
use crate::model::{Body, Holder, Post, kind};
use crate::rules::composing::{Finding, Units, compose, members};
use crate::rules::staffing::Staffing;
use crate::titles::body_link;

/// A body in the panel.
pub(super) struct Organ {
    /// The charter's word for its kind.
    pub(super) kind: String,
    pub(super) name: String,
    /// Its page; empty for no link.
    pub(super) href: String,
    /// What there is, in sentences.
    pub(super) facts: Vec<String>,
    /// What the charter asks for and is not there, in sentences.
    pub(super) missing: Vec<String>,
}

/// The bodies in the order of the page; a kind of the troika that is missing says so.
pub(super) fn organs(view: &View, loaded: &Loaded, linked: bool) -> Vec<Organ> {
    const TROIKA: [&str; 3] = [kind::BUILDING_PARTY, kind::COMMITTEE, kind::WORKSTATION];
    let mut organs: Vec<Organ> = loaded
        .bodies
        .iter()
        .map(|(body, covers)| organ(view, loaded, body, *covers, linked))
        .collect();
    let absent = |key: &str| !loaded.bodies.iter().any(|(body, _)| body.kind == key);
    for key in TROIKA.into_iter().filter(|key| absent(key)) {
        let Some(known) = loaded.kinds.as_ref().and_then(|kinds| kinds.kind(key)) else { continue };
        organs.push(Organ {
            kind: known.name.in_language(view.locale.tag()).to_owned(),
            name: String::new(),
            href: String::new(),
            facts: Vec::new(),
            missing: vec![view.t("building-organ-absent").into_owned()],
        });
    }
    organs
}

fn organ(view: &View, loaded: &Loaded, body: &Body, covers: i64, linked: bool) -> Organ {
    let known = loaded.kinds.as_ref().and_then(|kinds| kinds.kind(&body.kind));
    let of_body = |holder: &&Holder| holder.post.body == body.id;
    let holders: Vec<&Holder> = loaded.holders.iter().filter(of_body).collect();
    let mut facts = Vec::new();
    let mut missing = Vec::new();
    if body.formed == Formation::Joint && covers > 1 {
        facts.push(view.t1("building-organ-joint", "n", covers));
    }
    match (body.kind.as_str(), known) {
        (kind::BUILDING_PARTY, _) => facts.extend(secretary(view, &holders)),
        (kind::COMMITTEE, Some(known)) => {
            facts.extend(committee(view, known, &holders));
            missing.extend(seats_missing(view, known, &holders, loaded));
        }
        (kind::WORKSTATION, Some(known)) => {
            let staffing = Staffing::of(known, &body.tier, people(&holders));
            facts.extend(staff(view, known, body, &staffing));
            let short = staffing.short();
            missing.extend((short > 0).then(|| view.t1("building-organ-short", "n", short)));
        }
        _ => facts.extend((!body.phone.is_empty()).then(|| body.phone.clone())),
    }
    Organ {
        kind: known
            .map(|known| known.name.in_language(view.locale.tag()).to_owned())
            .unwrap_or_default(),
        name: body.name.clone(),
        href: body_link(linked, &body.kind, body.id),
        facts,
        missing,
    }
}

/// How many members a committee has beside how many its charter asks for; who fills each seat it
/// asks for; and how many work for it besides.
fn committee(view: &View, known: &BodyKind, holders: &[&Holder]) -> Vec<String> {
    let tag = view.locale.tag();
    let posts: Vec<Post> = holders.iter().map(|holder| holder.post.clone()).collect();
    let n = members(known, &posts);
    let mut facts = vec![match known.size {
        Some(size) => view.t3(
            "building-organ-members-of",
            ("n", n),
            ("least", size.least),
            ("most", size.most),
        ),
        None => view.t1("building-organ-members", "n", n),
    }];
    let mut beside = Vec::new();
    for seat in &known.seats {
        let of = posts.iter().filter(|post| post.seat == seat.key);
        let of: Vec<&Post> = of.collect();
        let name = seat.name.in_language(tag);
        match seat.role {
            _ if of.is_empty() => {}
            Some(Role::Committee | Role::Chief) => {
                let who = people_named(view, &of);
                facts.push(view.t2("building-organ-seat", "seat", name, "who", who));
            }
            _ => beside.push(view.t2("building-organ-beside-seat", "seat", name, "n", of.len())),
        }
    }
    let comma = view.t("list-comma");
    let said = (!beside.is_empty()).then(|| beside.join(&comma));
    facts.extend(said.map(|seats| view.t1("building-organ-beside", "seats", seats)));
    facts
}

/// The public names of who holds these posts; how many there are where one has none.
fn people_named(view: &View, posts: &[&Post]) -> String {
    if posts.iter().any(|post| post.public_name.is_empty()) {
        return view.t1("building-organ-staff", "n", posts.len());
    }
    let names: Vec<&str> = posts.iter().map(|post| post.public_name.as_str()).collect();
    names.join(&view.t("list-comma"))
}

fn secretary(view: &View, holders: &[&Holder]) -> Option<String> {
    let secretary = holders.iter().find(|holder| holder.post.seat == "secretary")?;
    let name = secretary.post.public_name.as_str();
    Some(match secretary.post.term.until {
        Some(until) => {
            let until = until.to_string();
            view.t2("building-organ-secretary-until", "name", name, "until", until)
        }
        None => view.t1("building-organ-secretary", "name", name),
    })
}

fn staff(view: &View, known: &BodyKind, body: &Body, staffing: &Staffing) -> Option<String> {
    let tier = known.tier(&body.tier).map(|tier| tier.name.in_language(view.locale.tag()));
    Some(match (tier, staffing.norm) {
        (Some(tier), Some(norm)) => view.t3(
            "building-organ-staff-norm",
            ("tier", tier),
            ("n", staffing.actual),
            ("norm", norm),
        ),
        _ => view.t1("building-organ-staff", "n", staffing.actual),
    })
}

fn people(holders: &[&Holder]) -> u32 {
    let mut persons: Vec<_> = holders.iter().map(|holder| holder.post.person).collect();
    persons.sort_unstable();
    persons.dedup();
    u32::try_from(persons.len()).unwrap_or(u32::MAX)
}

/// What the committee lacks of seats and members.
fn seats_missing(
    view: &View,
    known: &BodyKind,
    holders: &[&Holder],
    loaded: &Loaded,
) -> Vec<String> {
    let posts: Vec<Post> = holders.iter().map(|holder| holder.post.clone()).collect();
    let units = Units { buildings: vec![loaded.building.place.id], ..Units::default() };
    compose(known, &posts, &units).iter().map(|finding| said(view, known, finding)).collect()
}

/// A finding in words.
pub(in crate::pages) fn said(view: &View, known: &BodyKind, finding: &Finding) -> String {
    match finding {
        Finding::Missing { seat, wanted, held, .. } => {
            let seat = known.seat(seat).map(|seat| seat.name.in_language(view.locale.tag()));
            let short = wanted.saturating_sub(*held);
            view.t2("registry-seat-missing", "seat", seat.unwrap_or_default(), "n", short)
        }
        Finding::Size { allowed, members } => {
            let key = if allowed.odd { "registry-size-odd" } else { "registry-size" };
            let (n, least, most) =
                (("n", *members), ("least", allowed.least), ("most", allowed.most));
            view.t3(key, n, least, most)
        }
    }
}
