//! Founds a body and says what it covers.

use jiff::civil::Date;
use kernel::{BodyId, PlaceId, Refusal, Subject, SubjectKind};
use platform::{Act, Outcome};

use super::cover_place::{check_joint, write_coverage};
use super::event::BodyFounded;
use super::extent::Extent;
use crate::model::charter::{Formation, JointGround};
use crate::model::{Body, Placement, Seating, Term, kind};
use crate::permissions;
use crate::rules::{RegistryRefusal, naming};
use crate::store;

/// A body to be founded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewBody {
    /// A kind of the charter.
    pub kind: String,
    /// Its name, as written: the charter's word for its kind replaces other ones.
    pub name: String,
    /// The body above it.
    pub parent: Option<BodyId>,
    /// Single or joint.
    pub formed: Formation,
    /// Tier by the charter; empty if its kind has none.
    pub tier: String,
    /// Key in a catalogue of the charter; else empty.
    pub code: String,
    /// First day, if known.
    pub founded_on: Option<Date>,
    /// The district, street or park it belongs to; `None` for the installation's administration.
    pub home: Option<PlaceId>,
    /// The places it covers from its first day on (from today if that is unknown).
    pub covers: Vec<PlaceId>,
    /// Whether the buildings it covers lie side by side.
    pub adjacent: bool,
    /// Public telephone; empty if none.
    pub phone: String,
}

/// Founds a body.
///
/// # Errors
/// [`RegistryRefusal`] for a blank name, an unknown kind, buildings it may not join; not found for
/// places out of reach.
/// Source: MISSION A7, SJS.
pub fn found_body(act: &mut Act<'_, '_>, new: &NewBody) -> Outcome<Body> {
    let extent = Extent::of(act, &permissions::EDIT)?;
    if new.name.trim().is_empty() {
        return Err(Refusal::from(RegistryRefusal::Blank { field: "name" }).into());
    }
    let placement = match new.home {
        Some(home) => extent.place(act, home)?.placement,
        None if extent.is_everywhere() => Placement::default(),
        None => return Err(Refusal::not_found().into()),
    };
    if let Some(parent) = new.parent {
        store::body::load(act.conn(), parent)?.ok_or_else(Refusal::not_found)?;
    }
    let mut places = Vec::new();
    for place in &new.covers {
        places.push(extent.place(act, *place)?);
    }
    let today = act.world().today();
    let on = new.founded_on.unwrap_or(today);
    let body = build(act, new, placement, on)?;
    let ground = check_joint(act, &body, &places, on, new.adjacent)?;
    write(act, &body, ground)?;
    for place in &places {
        write_coverage(act, &body, place.id, Term::since(on))?;
    }
    Ok(body)
}

/// The body as it will stand, its name in the charter's words.
fn build(act: &mut Act<'_, '_>, new: &NewBody, placement: Placement, on: Date) -> Outcome<Body> {
    let world = act.world();
    let bodies = world.bodies(act.conn(), placement, on)?;
    let rules = bodies.as_ref().and_then(|bodies| bodies.kind(&new.kind));
    let (name, written_name) = match rules {
        Some(rules) => naming::body_name(rules, &new.name),
        // The installation's own body stands before any charter does.
        None if new.kind == kind::ADMINISTRATION => (new.name.trim().to_owned(), String::new()),
        None => {
            let refused = RegistryRefusal::UnknownKind { kind: new.kind.clone() };
            return Err(Refusal::from(refused).into());
        }
    };
    Ok(Body {
        id: act.new_id(),
        kind: new.kind.clone(),
        name,
        written_name,
        parent: new.parent,
        formed: new.formed,
        tier: new.tier.clone(),
        code: new.code.clone(),
        founded_on: new.founded_on,
        dissolved_on: None,
        placement: Placement { building: None, ..placement },
        phone: new.phone.trim().to_owned(),
    })
}

fn write(act: &mut Act<'_, '_>, body: &Body, ground: Option<JointGround>) -> Outcome<()> {
    let now = act.now_us();
    store::body::insert(act.conn(), body, now)?;
    let event = BodyFounded {
        kind: &body.kind,
        formed: body.formed.word(),
        tier: &body.tier,
        code: &body.code,
        parent: body.parent,
        founded_on: body.founded_on,
        ground: ground.map(JointGround::word),
    };
    act.journal(body.placement.district, Subject::new(SubjectKind::Body, body.id), &event)?;
    Ok(())
}
