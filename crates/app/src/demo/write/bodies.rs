//! Bodies, what they cover, and who sits in them.

use kernel::{BodyId, PersonId, PostId, Subject, SubjectKind};
use platform::journal::Event;
use platform::vault::{self, Contact};
use platform::{Act, Outcome};
use registry::model::charter::Formation;
use registry::model::{Body, Coverage, Placement, Post, Term, kind};
use registry::store;
use serde::Serialize;

use super::Ids;
use crate::demo::plan::{self, Covers, Plan, Represents};

/// A body was taken into the registry with its places and posts.
#[derive(Debug, Serialize)]
struct BodyTakenIn<'a> {
    kind: &'a str,
    joint: bool,
    places: usize,
    posts: usize,
}

impl Event for BodyTakenIn<'_> {
    const KIND: &'static str = "body.taken_in";
}

/// Writes every body, every person and every post.
pub(super) fn all(act: &mut Act<'_, '_>, plan: &Plan, ids: &mut Ids) -> Outcome<()> {
    for planned in &plan.bodies {
        let id = body(act, planned, ids)?;
        ids.bodies.push(id);
    }
    for planned in &plan.people {
        let id = person(act, planned)?;
        ids.people.push(id);
    }
    for planned in &plan.posts {
        let id = post(act, plan, planned, ids)?;
        ids.posts.push(id);
    }
    for (index, planned) in plan.bodies.iter().enumerate() {
        let of_body = |post: &&plan::Post| post.body == Represents::Body(index);
        let event = BodyTakenIn {
            kind: planned.kind,
            joint: planned.joint,
            places: planned.covers.len(),
            posts: plan.posts.iter().filter(of_body).count(),
        };
        let subject = Subject::new(SubjectKind::Body, ids.bodies[index]);
        act.journal(Some(ids.district()), subject, &event)?;
    }
    Ok(())
}

fn body(act: &mut Act<'_, '_>, planned: &plan::Body, ids: &Ids) -> Outcome<BodyId> {
    let id: BodyId = act.new_id();
    let is_keeper = planned.kind == kind::ADMINISTRATION;
    let new = Body {
        id,
        kind: planned.kind.to_owned(),
        name: planned.name.clone(),
        written_name: planned.written_name.clone(),
        parent: planned.parent.map(|above| ids.bodies[above]),
        formed: if planned.joint { Formation::Joint } else { Formation::Single },
        tier: planned.tier.to_owned(),
        code: planned.code.to_owned(),
        founded_on: Some(planned.founded_on),
        dissolved_on: None,
        placement: Placement {
            district: (!is_keeper).then(|| ids.district()),
            street: planned.street.map(|street| ids.streets[street]),
            building: None,
        },
        phone: planned.phone.clone(),
    };
    let now = act.now_us();
    store::body::insert(act.conn(), &new, now)?;
    for covers in planned.covers.iter().filter(|_| !is_keeper) {
        let coverage = Coverage {
            id: act.new_id(),
            body: id,
            place: match *covers {
                Covers::District => ids.district(),
                Covers::Street(street) => ids.streets[street],
                Covers::Building(building) => ids.buildings[building],
            },
            term: Term::since(planned.founded_on),
        };
        store::coverage::insert(act.conn(), &coverage, now)?;
    }
    Ok(id)
}

/// A person: an id here, name and number in the vault.
fn person(act: &mut Act<'_, '_>, planned: &plan::Person) -> Outcome<PersonId> {
    let id: PersonId = act.new_id();
    let now = act.now_us();
    store::person::insert(act.conn(), id, now)?;
    vault::put_name(act, id, &planned.name)?;
    let phone = Contact::from_field("phone", &planned.phone)?;
    vault::put_contact(act, id, &phone)?;
    Ok(id)
}

fn post(act: &mut Act<'_, '_>, plan: &Plan, planned: &plan::Post, ids: &Ids) -> Outcome<PostId> {
    let id: PostId = act.new_id();
    let of = |represents: Represents| match represents {
        Represents::Body(body) => ids.bodies[body],
        Represents::Enterprise(enterprise) => ids.enterprises[enterprise],
    };
    let public_name =
        if planned.public { plan.people[planned.person].name.clone() } else { String::new() };
    let new = Post {
        id,
        person: ids.people[planned.person],
        body: of(planned.body),
        seat: planned.seat.to_owned(),
        represents: planned.represents.map(of),
        place: planned.floor.map(|(building, floor)| ids.floors[building][floor]),
        topics: Vec::new(),
        term: Term { from: planned.from, until: planned.until },
        appointed_how: planned.appointed_how.to_owned(),
        public_name,
    };
    let now = act.now_us();
    store::post::insert(act.conn(), &new, now)?;
    Ok(id)
}
