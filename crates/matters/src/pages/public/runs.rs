//! Who runs a building: chief of the month, floor leader, workstation, property company.

use jiff::civil::Date;
use platform::{Conn, Role, StoreError, World};
use registry::model::charter::Bodies;
use registry::model::{Body, Holder, kind};
use registry::store;

use super::here::Here;

/// Who runs a building today, as far as it is public.
#[derive(Debug, Clone, Default)]
pub(super) struct Runs {
    /// The rotating chief: name, and whom they stand for.
    pub chief: Option<(String, String)>,
    /// The leader of the floor somebody stands on, likewise.
    pub floor_leader: Option<(String, String)>,
    /// The workstation: its name and telephone.
    pub station: Option<(String, String)>,
    /// The street's office.
    pub office: Option<String>,
    /// The telephone of the property company.
    pub property: Option<String>,
}

impl Runs {
    /// Reads them; five queries, whatever the building.
    pub fn load(conn: &mut Conn, world: &World, here: &Here, on: Date) -> Result<Self, StoreError> {
        let bodies = store::coverage::covering(conn, here.place(), on)?;
        let committees: Vec<_> = of_kind(&bodies, kind::COMMITTEE).map(|body| body.id).collect();
        let turns = store::rota::on(conn, &committees, on)?;
        let holders = store::post::of_bodies(conn, &committees, on)?;
        let charter = match here.building.place.whereabouts() {
            Some(at) => world.charters.at(conn, &at, on)?,
            None => None,
        };
        let role = |one: &Holder| {
            charter.as_ref()?.section::<Bodies>().role(&one.body_kind, &one.post.seat)
        };
        let has_turn = |one: &&Holder| turns.iter().any(|turn| turn.post == one.post.id);
        // Where no month is handed out, whoever sits in the chief's seat is it.
        let sits = |one: &&Holder| turns.is_empty() && role(one) == Some(Role::Chief);
        let chief = holders.iter().find(|one| has_turn(one) || sits(one));
        let leads = |one: &&Holder| {
            here.floor.as_ref().is_some_and(|floor| one.post.place == Some(floor.id))
                && role(one) == Some(Role::FloorLeader)
        };
        let floor_leader = holders.iter().find(leads);
        let station = of_kind(&bodies, kind::WORKSTATION).next();
        Ok(Self {
            chief: chief.and_then(named),
            floor_leader: floor_leader.and_then(named),
            station: station.map(|body| (body.name.clone(), body.phone.clone())),
            office: of_kind(&bodies, kind::STREET_OFFICE).next().map(|body| body.name.clone()),
            property: property_phone(here, &bodies),
        })
    }

    /// The telephone of the workstation, if it has one.
    pub fn station_phone(&self) -> Option<&str> {
        self.station.as_ref().map(|(_, phone)| phone.as_str()).filter(|phone| !phone.is_empty())
    }

    /// Whether nobody is known.
    pub fn is_empty(&self) -> bool {
        self.chief.is_none()
            && self.floor_leader.is_none()
            && self.station.is_none()
            && self.property.is_none()
    }
}

fn of_kind<'a>(bodies: &'a [Body], kind: &'static str) -> impl Iterator<Item = &'a Body> {
    bodies.iter().filter(move |body| body.kind == kind)
}

/// Name and body of a public post; nothing of others.
fn named(holder: &Holder) -> Option<(String, String)> {
    let name = holder.post.public_name.clone();
    (!name.is_empty()).then(|| (name, holder.represents_name.clone()))
}

fn property_phone(here: &Here, bodies: &[Body]) -> Option<String> {
    let own = here.building.details.property_phone.as_str();
    let of_company = of_kind(bodies, kind::PROPERTY_COMPANY).map(|body| body.phone.as_str());
    std::iter::once(own).chain(of_company).find(|phone| !phone.is_empty()).map(str::to_owned)
}

/// What a telephone link dials: digits and a leading plus.
pub(super) fn dialled(phone: &str) -> String {
    phone.chars().filter(|letter| letter.is_ascii_digit() || *letter == '+').collect()
}
