//! Whose it is today: the registry's candidates asked by the rules, for suggestion and to-dos.

use jiff::civil::Date;
use kernel::{BodyId, PlaceId, Refusal, Whereabouts};
use platform::charter::Pinned;
use platform::{Act, Conn, Outcome, StoreError, World};
use registry::model::{Body, Candidates, Duty as RegistryDuty, Place, PlaceKind, kind};
use registry::store::coverage;

use crate::model::charter::{Matters, RuledBy};
use crate::model::{Matter, Request};
use crate::rules::routing::{Candidate, Duty, Need};
use crate::rules::suggesting::Learned;
use crate::rules::triage::{self, Advice, BodyKinds, Rulebook, Suggestion};
use crate::rules::{MatterRefusal, requesting};
use crate::store;

/// Days looked back for precedent. Source: UX mockup `triage` (近 90 天同类).
const PRECEDENT_DAYS: u16 = 90;

/// What decides whose a matter is.
#[derive(Debug, Clone, Default)]
pub struct DutyFacts {
    /// Everyone who could take it, with names for the page.
    pub candidates: Candidates,
    /// Every body that covers the place.
    pub bodies: Vec<Body>,
    /// The floor it happened on, if known.
    pub floor: Option<PlaceId>,
    /// The grids around it.
    pub grids: Vec<PlaceId>,
}

/// Reads who could take the matter today.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn duty_facts(
    conn: &mut Conn,
    world: &World,
    matter: &Matter,
) -> Result<DutyFacts, StoreError> {
    let today = world.today();
    let Some(place) = registry::store::place::load(conn, matter.place)? else {
        return Ok(DutyFacts::default());
    };
    let candidates = registry::store::routing::candidates(conn, world, &place, today)?;
    let bodies = coverage::covering(conn, &place, today)?;
    let grids = registry::store::place::areas_of(conn, &place.path, today)?;
    let floor = floor_of(conn, &place)?;
    Ok(DutyFacts { candidates, bodies, floor, grids })
}

/// The floor a place is, or lies on; a room and a spot lie directly on theirs.
fn floor_of(conn: &mut Conn, place: &Place) -> Result<Option<PlaceId>, StoreError> {
    if place.kind == PlaceKind::Floor {
        return Ok(Some(place.id));
    }
    let Some(parent) = place.parent() else { return Ok(None) };
    let above = registry::store::place::load(conn, parent)?;
    Ok(above.filter(|above| above.kind == PlaceKind::Floor).map(|above| above.id))
}

impl DutyFacts {
    /// The candidates as the rules of routing know them.
    fn for_rules(&self, today: Date) -> Vec<Candidate> {
        // The registry asked for today: everyone it names is in post.
        let from = today;
        let posts = self.candidates.all.iter().map(|one| Candidate {
            body: one.body,
            post: one.post,
            duty: self.duty(&one.duty),
            from,
            to: None,
        });
        let bodies = self.bodies.iter().map(|body| Candidate {
            body: body.id,
            post: None,
            duty: Duty::Body { kind: body.kind.clone() },
            from,
            to: None,
        });
        posts.chain(bodies).collect()
    }

    /// Whether a body has anything to do with the place.
    #[must_use]
    pub fn concerns(&self, body: BodyId) -> bool {
        self.candidates.all.iter().any(|one| one.body == body)
            || self.bodies.iter().any(|one| one.id == body)
    }

    fn duty(&self, duty: &RegistryDuty) -> Duty {
        match duty {
            RegistryDuty::Officer { topics } => Duty::Officer { topics: topics.clone() },
            RegistryDuty::FloorLeader => match self.floor {
                Some(floor) => Duty::FloorLeader { floor },
                None => Duty::Body { kind: kind::COMMITTEE.to_owned() },
            },
            RegistryDuty::GridWorker => match self.grids.first() {
                Some(&grid) => Duty::GridWorker { grid },
                None => Duty::Station,
            },
            RegistryDuty::Chief => Duty::Chief,
            RegistryDuty::Station => Duty::Station,
            RegistryDuty::PropertyCompany => Duty::Body { kind: kind::PROPERTY_COMPANY.to_owned() },
            RegistryDuty::Owner => Duty::Body { kind: kind::OWNER.to_owned() },
            RegistryDuty::Department { key } => Duty::Department { function: key.clone() },
            RegistryDuty::PartySecretary => Duty::Body { kind: kind::BUILDING_PARTY.to_owned() },
            RegistryDuty::Committee => Duty::Body { kind: kind::COMMITTEE.to_owned() },
        }
    }
}

/// A suggestion, and what the model would have taken.
#[derive(Debug, Clone)]
pub struct Suggested {
    /// What is put before the worker.
    pub suggestion: Suggestion,
    /// The model's candidates, the surest first; none without a model.
    pub advice: Vec<Advice>,
}

/// Suggests where a matter goes: words, catalogue, posts of the day, precedent, and what was
/// `learned`, if there is a model.
///
/// `said` are the reporter's words for who may read them, else the title.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn suggest(
    conn: &mut Conn,
    world: &World,
    charter: &Pinned,
    matter: &Matter,
    facts: &DutyFacts,
    said: &str,
    learned: Option<&Learned>,
) -> Result<Suggested, StoreError> {
    let section = charter.section::<Matters>();
    let rulebook = rulebook(section);
    let advise = |learned| triage::advise(learned, said, |label| category_of(section, label));
    let advice = learned.map(advise).unwrap_or_default();
    let reading = triage::heed(triage::read(said, &rulebook), said, &rulebook, &advice);
    let today = world.today();
    let candidates = facts.for_rules(today);
    let category = reading.category.clone();
    let need = Need { category: &category, floor: facts.floor, grids: &facts.grids, today };
    let first = triage::suggest(
        reading.clone(),
        &rulebook,
        &need,
        &candidates,
        triage::Precedent::default(),
    );
    let precedent = store::precedent::find(
        conn,
        &matter.at,
        &category,
        first.lead.map(|routed| routed.body),
        world.time.now(),
        PRECEDENT_DAYS,
    )?;
    let suggestion = triage::suggest(reading, &rulebook, &need, &candidates, precedent);
    Ok(Suggested { suggestion, advice })
}

/// The category a model's label means: its path, or its name in any language.
fn category_of(section: &Matters, label: &str) -> Option<String> {
    if section.category(label).is_some() {
        return Some(label.to_owned());
    }
    let named =
        |name: &platform::charter::Words| name.zh == label || name.in_language("en") == label;
    let mut paths = section.category_paths().into_iter();
    paths.find(|(_, category)| named(&category.name)).map(|(path, _)| path)
}

/// What the charter says about triage, with the kinds of body the registry names.
pub(super) fn rulebook(section: &Matters) -> Rulebook {
    let kinds = BodyKinds { station: kind::WORKSTATION, many: kind::DEPARTMENT };
    Rulebook::of(section, kinds)
}

/// The workstation that serves a place today; the street's office where none does.
pub(super) fn station_or_street(
    act: &mut Act<'_, '_>,
    at: &Whereabouts,
) -> Outcome<Option<BodyId>> {
    let today = act.today();
    let narrowest = at.building.or(at.street).unwrap_or(at.district);
    let Some(place) = registry::store::place::load(act.conn(), narrowest)? else { return Ok(None) };
    for kind in [kind::WORKSTATION, kind::STREET_OFFICE] {
        let bodies = coverage::covering_of_kind(act.conn(), &place, kind, today)?;
        if let Some(body) = bodies.first() {
            return Ok(Some(*body));
        }
    }
    Ok(None)
}

/// The office of the street around a place today.
pub(super) fn street(act: &mut Act<'_, '_>, at: &Whereabouts) -> Outcome<Option<BodyId>> {
    office(act, at.street.unwrap_or(at.district), kind::STREET_OFFICE)
}

/// The office of the district around a place today.
pub(super) fn district(act: &mut Act<'_, '_>, at: &Whereabouts) -> Outcome<Option<BodyId>> {
    office(act, at.district, kind::DISTRICT_OFFICE)
}

/// The body of `kind` that covers a street or district today.
fn office(act: &mut Act<'_, '_>, around: PlaceId, kind: &str) -> Outcome<Option<BodyId>> {
    let today = act.today();
    let Some(place) = registry::store::place::load(act.conn(), around)? else { return Ok(None) };
    Ok(coverage::covering_of_kind(act.conn(), &place, kind, today)?.first().copied())
}

/// Which office rules on a request, and which body that is; `None` for a kind of request the
/// charter no longer knows.
pub(super) fn ruler(
    act: &mut Act<'_, '_>,
    at: &Whereabouts,
    request: &Request,
    charter: &Pinned,
) -> Outcome<Option<(RuledBy, Option<BodyId>)>> {
    let Some(rule) = charter.section::<Matters>().request(request.kind) else { return Ok(None) };
    let (station, street) = (station_or_street(act, at)?, street(act, at)?);
    let asks_as = if street == Some(request.body) {
        Some(RuledBy::Street)
    } else {
        (station == Some(request.body)).then_some(RuledBy::Station)
    };
    let by = requesting::ruler(rule, asks_as);
    let body = match by {
        RuledBy::Station => station,
        RuledBy::Street => street,
        RuledBy::District => district(act, at)?,
    };
    Ok(Some((by, body)))
}

/// The capitals the street at `at` lends to matter numbers; the district's where it has none.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn street_code(conn: &mut Conn, at: &Whereabouts) -> Result<String, StoreError> {
    for place in at.street.into_iter().chain([at.district]) {
        let found = registry::store::place::load(conn, place)?;
        if let Some(short) = found.map(|place| place.short).filter(|short| !short.is_empty()) {
            return Ok(short);
        }
    }
    Ok(String::new())
}

/// Those of `bodies` that rent in the matter's building on a day: an enterprise can be given what
/// lies with it.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn renting(
    conn: &mut Conn,
    matter: &Matter,
    bodies: &[BodyId],
    on: Date,
) -> Result<Vec<BodyId>, StoreError> {
    match matter.at.building {
        Some(building) => registry::store::tenancy::renting(conn, building, bodies, on),
        None => Ok(Vec::new()),
    }
}

/// Refuses bodies that have nothing to do with the matter's place.
///
/// # Errors
/// A refusal at `lead`.
pub(super) fn require_responsible(
    act: &mut Act<'_, '_>,
    matter: &Matter,
    bodies: impl Iterator<Item = BodyId>,
) -> Outcome<()> {
    let world = act.world();
    let facts = duty_facts(act.conn(), world, matter)?;
    let others: Vec<BodyId> = bodies.filter(|body| !facts.concerns(*body)).collect();
    let renting = renting(act.conn(), matter, &others, world.today())?;
    for body in others {
        if !renting.contains(&body) {
            return Err(Refusal::from(MatterRefusal::NotInCharter {
                field: "lead",
                chosen: String::new(),
            })
            .into());
        }
    }
    Ok(())
}

/// The body of the post through which the actor acts.
pub(super) fn acting_body(act: &Act<'_, '_>) -> Option<BodyId> {
    let post = act.post()?;
    act.actor().grants.iter().find(|grant| grant.post == post).map(|grant| grant.body)
}
