//! Seats somebody, known or new, as a form names them.

use jiff::civil::Date;
use kernel::{BodyId, PersonId, PlaceId, Refusal};
use platform::{Act, Outcome, vault};

use super::appoint::{NewPost, appoint};
use super::extent::Extent;
use crate::model::{Body, Seating, Term};
use crate::permissions;
use crate::rules::{RegistryRefusal, naming};
use crate::store;
use crate::store::body::BodyFilter;

/// Bodies of a like name that are looked at.
const ALIKE: usize = 50;

/// Who takes the seat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// Somebody who sits in the body already.
    Known(PersonId),
    /// Somebody by name.
    New(String),
}

/// A seat to be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSeat {
    /// In which body.
    pub body: BodyId,
    /// A seat of the charter.
    pub seat: String,
    /// Who takes it.
    pub who: Who,
    /// Name of the body for which they sit there; empty for none.
    pub represents: String,
    /// The building or grid, of a seat there is one each of.
    pub place: Option<PlaceId>,
    /// First day.
    pub from: Date,
    /// Last day; `None` while it goes on.
    pub until: Option<Date>,
    /// How it was filled, in a word of the charter.
    pub how: String,
}

/// Seats a person in a body; a new one is recorded, with the name in the vault. Their name stands
/// with the post, since who sits where is public.
///
/// # Errors
/// What [`appoint`] refuses; [`RegistryRefusal::NoSuchBody`] at `represents`; blank or unfit names
/// at `name`; not found for somebody who sits elsewhere.
/// Source: MISSION A10.
pub fn seat_person(act: &mut Act<'_, '_>, new: &NewSeat) -> Outcome<Body> {
    let body = Extent::of(act, &permissions::APPOINT)?.body(act, new.body)?;
    let backwards = |until| RegistryRefusal::EndsBeforeItBegins { from: new.from, until };
    let term = match new.until {
        Some(until) => Term::between(new.from, until).ok_or_else(|| backwards(until)),
        None => Ok(Term::since(new.from)),
    };
    let term = term.map_err(Refusal::from)?;
    let represents = represented(act, &body, new)?;
    let (person, public_name) = match &new.who {
        Who::Known(person) => (*person, name_of(act, &body, *person)?),
        Who::New(name) => (record(act, name)?, name.clone()),
    };
    let post = NewPost {
        person,
        body: body.id,
        seat: new.seat.clone(),
        represents,
        place: new.place,
        topics: Vec::new(),
        term,
        appointed_how: new.how.clone(),
        public_name,
    };
    appoint(act, &post)?;
    Ok(body)
}

/// The name by which somebody is known who sits in the body today.
fn name_of(act: &mut Act<'_, '_>, body: &Body, person: PersonId) -> Outcome<String> {
    let today = act.today();
    let holders = store::post::of_body(act.conn(), body.id, today)?;
    let holder = holders.into_iter().find(|holder| holder.post.person == person);
    Ok(holder.ok_or_else(Refusal::not_found)?.post.public_name)
}

fn record(act: &mut Act<'_, '_>, name: &str) -> Outcome<PersonId> {
    if name.trim().is_empty() {
        return Err(Refusal::from(RegistryRefusal::Blank { field: "name" }).into());
    }
    let (person, now) = (act.new_id::<PersonId>(), act.now_us());
    store::person::insert(act.conn(), person, now)?;
    vault::put_name(act, person, name)?;
    Ok(person)
}

/// The one body of the kind the seat stands for that goes by the name.
fn represented(act: &mut Act<'_, '_>, body: &Body, new: &NewSeat) -> Outcome<Option<BodyId>> {
    let name = naming::key(&new.represents);
    if name.is_empty() {
        return Ok(None);
    }
    let world = act.world();
    let bodies = world.bodies(act.conn(), body.placement, new.from)?;
    let seat = bodies.as_ref().and_then(|bodies| bodies.kind(&body.kind)?.seat(&new.seat));
    let kind = seat.and_then(|seat| seat.represents.clone()).unwrap_or_default();
    let filter = BodyFilter { kind, except: String::new(), name: new.represents.clone() };
    let scope = act.actor().scope(&permissions::SEE_BODIES);
    let alike = store::body::list(act.conn(), &scope, &filter, None, ALIKE)?;
    let mut same = alike.rows.iter().filter(|one| naming::key(&one.name) == name);
    match (same.next(), same.next()) {
        (Some(one), None) => Ok(Some(one.id)),
        _ => Err(Refusal::from(RegistryRefusal::NoSuchBody).into()),
    }
}
