//! Who could take a matter in a building on a day: read once, chosen from by the rules of matters.

use std::collections::HashMap;

use jiff::civil::Date;
use kernel::{BodyId, PlaceId};
use platform::{Conn, Role, StoreError};

use super::seats::Seats;
use super::{body, coverage, place, post, rota};
use crate::model::{Body, Candidate, Candidates, Duty, Holder, Place, Seating, kind};

/// Everyone who could take a matter at `at` (a building, or a floor or room in one) on a day.
/// For the engine: the caller has loaded the matter, and shows a name only if it may.
///
/// # Errors
/// [`StoreError`] if the database refuses.
/// Source: MISSION M3 (officer by topic, floor leader by floor, grid staff by grid, chief by
/// month, else the station).
pub fn candidates(
    conn: &mut Conn,
    seating: &dyn Seating,
    at: &Place,
    on: Date,
) -> Result<Candidates, StoreError> {
    let bodies = concerned(conn, at, on)?;
    let ids: Vec<BodyId> = bodies.iter().map(|body| body.id).collect();
    let turns = rota::on(conn, &ids, on)?;
    let areas = place::areas_of(conn, &at.path, on)?;
    let here = |id: PlaceId| at.path.contains(&id) || areas.contains(&id);
    let mut holders: HashMap<BodyId, Vec<Holder>> = HashMap::new();
    for holder in post::of_bodies(conn, &ids, on)? {
        holders.entry(holder.post.body).or_default().push(holder);
    }
    let mut seats = Seats::on(seating, on);
    let mut all = Vec::new();
    for of in &bodies {
        let before = all.len();
        for holder in holders.remove(&of.id).unwrap_or_default() {
            let role = seats.role(conn, of, &holder.post.seat)?;
            if turns.iter().any(|turn| turn.post == holder.post.id) {
                all.push(candidate(Duty::Chief, of, Some(&holder), Some(Role::Chief)));
            }
            // A floor leader of another floor and grid staff of another grid are not concerned.
            if let Some(role) = role.filter(|_| holder.post.place.is_none_or(here)) {
                let topics = match &holder.post.topics[..] {
                    [] => seats.topics(conn, of, &holder.post.seat)?,
                    own => own.to_vec(),
                };
                let duty = duty(role, of, topics);
                all.extend(duty.map(|duty| candidate(duty, of, Some(&holder), Some(role))));
            }
        }
        if all.len() == before {
            all.extend(duty_of_kind(of).map(|duty| candidate(duty, of, None, None)));
        } else if of.kind == kind::COMMITTEE {
            all.push(candidate(Duty::Committee, of, None, None));
        }
    }
    all.sort_by_key(|one| (rank(&one.duty), one.body, one.post));
    Ok(Candidates { all })
}

/// The bodies that cover the place, and the departments of its district.
fn concerned(conn: &mut Conn, at: &Place, on: Date) -> Result<Vec<Body>, StoreError> {
    let mut bodies = coverage::covering(conn, at, on)?;
    if let Some(district) = at.placement.district {
        for department in body::of_kind(conn, district, kind::DEPARTMENT, on)? {
            if !bodies.iter().any(|one| one.id == department.id) {
                bodies.push(department);
            }
        }
    }
    Ok(bodies)
}

fn candidate(duty: Duty, of: &Body, holder: Option<&Holder>, role: Option<Role>) -> Candidate {
    Candidate {
        duty,
        body: of.id,
        body_name: of.name.clone(),
        post: holder.map(|holder| holder.post.id),
        person: holder.map(|holder| holder.post.person),
        role,
        public_name: holder.map(|holder| holder.post.public_name.clone()).unwrap_or_default(),
    }
}

/// What a post with `role` would take a matter as; `None` for roles that take none.
fn duty(role: Role, of: &Body, topics: Vec<String>) -> Option<Duty> {
    match role {
        Role::Officer => Some(Duty::Officer { topics }),
        Role::FloorLeader => Some(Duty::FloorLeader),
        Role::GridWorker => Some(Duty::GridWorker),
        Role::StationHead | Role::StationWorker => Some(Duty::Station),
        Role::Property => Some(Duty::PropertyCompany),
        Role::Owner => Some(Duty::Owner),
        Role::Department => Some(Duty::Department { key: of.code.clone() }),
        Role::PartySecretary => Some(Duty::PartySecretary),
        Role::Chief => Some(Duty::Chief),
        _ => None,
    }
}

/// What a body without posts that take matters is still asked for.
fn duty_of_kind(of: &Body) -> Option<Duty> {
    match of.kind.as_str() {
        kind::WORKSTATION => Some(Duty::Station),
        kind::PROPERTY_COMPANY => Some(Duty::PropertyCompany),
        kind::OWNER => Some(Duty::Owner),
        kind::DEPARTMENT => Some(Duty::Department { key: of.code.clone() }),
        kind::COMMITTEE => Some(Duty::Committee),
        _ => None,
    }
}

fn rank(duty: &Duty) -> u8 {
    match duty {
        Duty::Officer { .. } => 0,
        Duty::FloorLeader => 1,
        Duty::GridWorker => 2,
        Duty::Chief => 3,
        Duty::Station => 4,
        Duty::PropertyCompany => 5,
        Duty::Owner => 6,
        Duty::Department { .. } => 7,
        Duty::PartySecretary => 8,
        Duty::Committee => 9,
    }
}
