//! Everything the checking page is drawn from: the charter's versions in force, what there is, and
//! the checks.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;
use kernel::{BodyId, PlaceId, PostId, Refusal, Scope};
use platform::charter::{Attachment, Pinned, resolve_for};
use platform::{Actor, Conn, Outcome, World};

use crate::model::charter::{Bodies, BodyKind, Buildings, Each, RegistryRules};
use crate::model::{PlaceKind, Placement};
use crate::permissions::SEE_BODIES;
use crate::rules::checking::{About, Check, Facts, Rule, check, join};
use crate::rules::excepting::{Exception, set_apart};
use crate::store;
use crate::store::checking::Ground;
use crate::titles::{body_href, building_href};

/// What the page is asked for.
pub(super) struct Asking {
    /// Id of the charter.
    pub(super) charter: String,
    /// Code of a place; empty for everything within reach.
    pub(super) place: String,
    /// Id of a body, to look at it alone.
    pub(super) body: Option<String>,
    /// The day.
    pub(super) on: Date,
}

pub(super) struct Loaded {
    /// The newest version that holds somewhere: what sources are read from.
    pub(super) newest: Arc<Pinned>,
    /// Name of the place or body asked for; empty for everything.
    pub(super) place: String,
    pub(super) checks: Vec<Check>,
    /// What may be missing for now, those that end first before the others.
    pub(super) exceptions: Vec<Exception>,
    /// Who granted them.
    granters: HashMap<PostId, String>,
    names: HashMap<About, (String, String)>,
}

impl Loaded {
    /// Name and page of what lacks something.
    pub(super) fn named(&self, about: About) -> (String, String) {
        self.names.get(&about).cloned().unwrap_or_default()
    }

    /// Whoever granted an exception, in words.
    pub(super) fn granter(&self, post: PostId) -> String {
        self.granters.get(&post).cloned().unwrap_or_default()
    }

    /// The kind of body with a key.
    pub(super) fn kind(&self, key: &str) -> Option<&BodyKind> {
        self.newest.section::<Bodies>().kind(key)
    }
}

pub(super) fn load(
    conn: &mut Conn,
    world: &World,
    actor: &Actor,
    asking: &Asking,
) -> Outcome<Loaded> {
    let (scope, place) = narrowed(conn, &actor.scope(&SEE_BODIES), &asking.place)?;
    let attachments = world.charters.attachments(conn)?;
    let versions = in_force(conn, world, &attachments, asking)?;
    let newest = versions.last().cloned().ok_or_else(Refusal::not_found)?;
    let kinds: Vec<&str> = asking_kinds(&versions);
    let sorts = sorts(&versions);
    let mut ground = store::checking::ground(conn, &scope, &kinds, &sorts, asking.on)?;
    let body = asking.body.as_deref().map(|id| only(&mut ground, id)).transpose()?;
    let rules_at = |placement: Placement| version_at(&attachments, placement, asking);
    let checks = versions.iter().map(|version| {
        let mut checks = held_against(version, &ground, asking.on, rules_at);
        checks.retain(|check| body.is_none() || !is_about_places(check));
        checks
    });
    let mut checks = join(checks.collect::<Vec<_>>());
    let granted = store::exception::of_charter(conn, &asking.charter, asking.on)?;
    let exceptions = set_apart(&mut checks, granted);
    let posts: Vec<PostId> = exceptions.iter().map(|one| one.post).collect();
    let granters = store::post::labels(conn, &posts)?;
    let names = names(&ground, &checks);
    Ok(Loaded { newest, place: body.unwrap_or(place), checks, exceptions, granters, names })
}

/// The scope within the place with a code, and the place's name.
fn narrowed(conn: &mut Conn, scope: &Scope, code: &str) -> Outcome<(Scope, String)> {
    if code.is_empty() {
        return Ok((scope.clone(), String::new()));
    }
    let place = store::place::find_by_code(conn, code)?.ok_or_else(Refusal::not_found)?;
    let within = place.whereabouts().is_some_and(|at| scope.covers(&at));
    match place.kind.level().filter(|_| within) {
        Some(level) => Ok((Scope::nothing().with_place(level, place.id), place.name)),
        None => Err(Refusal::not_found().into()),
    }
}

/// The versions of the charter that hold somewhere on the day, the oldest first.
fn in_force(
    conn: &mut Conn,
    world: &World,
    attachments: &[Attachment],
    asking: &Asking,
) -> Outcome<Vec<Arc<Pinned>>> {
    let mut versions = world.charters.versions(conn, &asking.charter)?;
    let holds = |version: u32| {
        let mut of = attachments.iter().filter(|one| one.charter == asking.charter);
        of.any(|one| one.version == version && one.holds_on(asking.on))
    };
    versions.retain(|pinned| holds(pinned.version()));
    Ok(versions)
}

/// The version of the charter that decides at a placement; `None` where another charter does.
fn version_at(attachments: &[Attachment], at: Placement, asking: &Asking) -> Option<u32> {
    let path: Vec<PlaceId> = [at.district, at.street, at.building].into_iter().flatten().collect();
    let found = resolve_for(&path, attachments, asking.on)?;
    (found.charter == asking.charter).then_some(found.version)
}

/// The kinds the charter asks anything of: enterprises, by the thousand, it does not.
fn asking_kinds(versions: &[Arc<Pinned>]) -> Vec<&str> {
    let kinds = versions.iter().flat_map(|pinned| &pinned.section::<Bodies>().kinds);
    let mut keys: Vec<&str> =
        kinds.filter(|kind| asks(kind)).map(|kind| kind.key.as_str()).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

fn asks(kind: &BodyKind) -> bool {
    let of_seats = kind.seats.iter().any(|seat| {
        seat.least > 0 || seat.most.is_some() || seat.advised || seat.represents.is_some()
    });
    of_seats
        || !kind.under.is_empty()
        || !kind.tiers.is_empty()
        || kind.asked_for.is_some()
        || kind.term.is_some()
        || kind.size.is_some()
}

/// The places besides buildings of which the charter asks for a body each, or a seat.
fn sorts(versions: &[Arc<Pinned>]) -> Vec<PlaceKind> {
    let mut sorts = Vec::new();
    for kind in versions.iter().flat_map(|pinned| &pinned.section::<Bodies>().kinds) {
        match kind.asked_for.as_ref().map(|asked| asked.each) {
            Some(Each::Street) => sorts.extend([PlaceKind::Street, PlaceKind::Park]),
            Some(Each::Community) => sorts.push(PlaceKind::Community),
            Some(Each::Grid) => sorts.push(PlaceKind::Grid),
            Some(Each::Estate | Each::Building) | None => {}
        }
    }
    sorts.sort_unstable();
    sorts.dedup();
    sorts
}

/// Leaves one body of the ground; its name.
fn only(ground: &mut Ground, id: &str) -> Outcome<String> {
    let wanted = id.parse().map(BodyId).ok();
    ground.bodies.retain(|one| Some(one.body.id) == wanted);
    let found = ground.bodies.first().ok_or_else(Refusal::not_found)?;
    Ok(found.body.name.clone())
}

/// Whether a check is about places, of which a single body has none of its own.
fn is_about_places(check: &Check) -> bool {
    matches!(check.rule, Rule::Present | Rule::Secretary(_) | Rule::Verified)
}

/// What one version of the charter finds where it holds.
fn held_against(
    version: &Pinned,
    ground: &Ground,
    on: Date,
    rules_at: impl Fn(Placement) -> Option<u32>,
) -> Vec<Check> {
    let here = |placement: Placement| rules_at(placement) == Some(version.version());
    let found = ground.bodies.iter().filter(|one| here(one.body.placement));
    let places = ground.places.iter().filter(|(place, _)| here(place.placement));
    check(&Facts {
        on,
        bodies: version.section::<Bodies>(),
        buildings: version.section::<Buildings>(),
        registry: version.section::<RegistryRules>(),
        found: found.cloned().collect(),
        places: places.map(|(_, facts)| facts.clone()).collect(),
        kinds: ground.kinds.clone(),
    })
}

/// Names and pages of everything that lacks something.
fn names(ground: &Ground, checks: &[Check]) -> HashMap<About, (String, String)> {
    let lacking = checks.iter().flat_map(|check| check.lacking.iter().chain(&check.excepted));
    let mut wanted: Vec<About> = lacking.map(|lack| lack.about).collect();
    wanted.sort_unstable();
    wanted.dedup();
    let is_wanted = |about: &About| wanted.binary_search(about).is_ok();
    let mut names = HashMap::new();
    for body in ground.bodies.iter().map(|one| &one.body) {
        let about = About::Body(body.id);
        if is_wanted(&about) {
            names.insert(about, (body.name.clone(), body_href(&body.kind, body.id)));
        }
    }
    for (place, _) in &ground.places {
        let about = About::Place(place.id);
        if is_wanted(&about) {
            let is_building = place.placement.building == Some(place.id) && !place.code.is_empty();
            let href = if is_building { building_href(&place.code) } else { String::new() };
            names.insert(about, (place.name.clone(), href));
        }
    }
    names
}
