//! 开局: the first ground of an installation, and the first person of its street.

use kernel::{AccountId, PersonId, Refusal};
use platform::charter::{attach, shipped_charter};
use platform::{Act, Outcome, Role, account, vault};

use super::{
    NewBody, NewBuilding, NewPlace, NewPost, add_building, add_place, appoint, found_body,
};
use crate::model::charter::Formation;
use crate::model::{
    Body, Building, BuildingDetails, Marks, PlaceKind, RightType, Seating, Term, kind,
};
use crate::permissions;
use crate::store;

/// Most capitals a street lends to its matters' numbers. Source: assumption.
const MOST_CAPITALS: usize = 4;
/// Most storeys of a first building. Source: assumption (the tallest in China has 128).
const MOST_STOREYS: i32 = 130;

/// What an installation begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewGround {
    /// Id of a charter that ships.
    pub charter: String,
    /// Name of the district, in which the charter holds from today.
    pub district: String,
    /// Name of its first street or park.
    pub street: String,
    /// The capitals of the street in the numbers of its matters.
    pub short: String,
    /// Name of the street's office.
    pub office: String,
}

/// Lays the first ground: a district with its charter, a street with its office. Further streets and
/// all else come after. Journals each as the acts it is made of.
///
/// # Errors
/// Not found for whoever may not lay it; refused once there is a district, and at its
/// field for what will not do.
///
/// Source: DESIGN §1.1 (a charter is attached to a place); that a district begins with one street:
/// assumption.
pub fn open_ground(act: &mut Act<'_, '_>, new: &NewGround) -> Outcome<()> {
    act.require(&permissions::LAY)?;
    if !store::division::districts(act.conn())?.is_empty() {
        return Err(Refusal::new("opening-refusal-open").into());
    }
    check(new)?;
    let charter = shipped_charter(&new.charter, act.world().charters.owners());
    let charter = charter.ok_or_else(|| Refusal::at("charter", "form-refusal-pick"))?;
    let today = act.today();
    let place = |parent, kind, name: &str, short: &str| NewPlace {
        parent,
        kind,
        name: name.to_owned(),
        code: String::new(),
        short: short.to_owned(),
        order: 0,
        area: None,
        shared: false,
        wall_code: false,
        from: today,
    };
    let district = add_place(act, &place(None, PlaceKind::District, &new.district, ""))?;
    attach(act, charter, district.id, district.id, today)?;
    let street = place(Some(district.id), PlaceKind::Street, &new.street, &capitals(new));
    let street = add_place(act, &street)?;
    let office = NewBody {
        kind: kind::STREET_OFFICE.to_owned(),
        name: new.office.clone(),
        parent: None,
        formed: Formation::Single,
        tier: String::new(),
        code: String::new(),
        founded_on: Some(today),
        home: Some(street.id),
        covers: vec![street.id],
        adjacent: false,
        phone: String::new(),
    };
    found_body(act, &office)?;
    Ok(())
}

/// The capitals as numbers carry them.
fn capitals(new: &NewGround) -> String {
    new.short.trim().to_ascii_uppercase()
}

fn check(new: &NewGround) -> Result<(), Refusal> {
    let texts = [("district", &new.district), ("street", &new.street), ("office", &new.office)];
    if let Some((field, _)) = texts.into_iter().find(|(_, text)| text.trim().is_empty()) {
        return Err(Refusal::at(field, "opening-refusal-blank"));
    }
    let short = capitals(new);
    let fits = (1..=MOST_CAPITALS).contains(&short.len());
    if !fits || !short.bytes().all(|letter| letter.is_ascii_uppercase()) {
        return Err(Refusal::at("short", "opening-refusal-short"));
    }
    Ok(())
}

/// Seats the first person in the office of the first street, with an account that still needs its
/// link. Journals what appointing and making an account do.
///
/// # Errors
/// Not found for whoever may not seat them; refused before there is an office and once
/// somebody sits in it, and at `person` or `name` for what will not do.
pub fn seat_first(act: &mut Act<'_, '_>, person: &str, name: &str) -> Outcome<AccountId> {
    act.require(&permissions::SEAT_FIRST)?;
    let today = act.today();
    let office = first_office(act)?.ok_or_else(|| Refusal::new("opening-refusal-ground"))?;
    if !store::post::of_body(act.conn(), office.id, today)?.is_empty() {
        return Err(Refusal::new("opening-refusal-seated").into());
    }
    let world = act.world();
    let bodies = world.bodies(act.conn(), office.placement, today)?;
    let seats =
        bodies.as_ref().and_then(|bodies| bodies.kind(&office.kind)).map(|kind| &kind.seats);
    let mut seats = seats.into_iter().flatten();
    let seat = seats.find(|seat| seat.role == Some(Role::Street));
    let seat = seat.ok_or_else(|| Refusal::new("opening-refusal-ground"))?.key.clone();
    let (id, now) = (act.new_id::<PersonId>(), act.now_us());
    store::person::insert(act.conn(), id, now)?;
    vault::put_name(act, id, person).map_err(super::appoint_keeper::at_person)?;
    let post = NewPost {
        person: id,
        body: office.id,
        seat,
        represents: None,
        place: None,
        topics: Vec::new(),
        term: Term::since(today),
        appointed_how: String::new(),
        public_name: person.trim().to_owned(),
    };
    appoint(act, &post)?;
    account::create(act, id, name)
}

/// The office of the first street of the first district.
fn first_office(act: &mut Act<'_, '_>) -> Outcome<Option<Body>> {
    let today = act.today();
    let Some(district) = store::division::districts(act.conn())?.into_iter().next() else {
        return Ok(None);
    };
    let offices = store::body::of_kind(act.conn(), district.id, kind::STREET_OFFICE, today)?;
    Ok(offices.into_iter().next())
}

/// The first building, with a wall code of its own and of each storey: enough for somebody in it to
/// raise something. What else the ledger says of it comes later.
///
/// # Errors
/// Not found for whoever may not lay it; refused before there is a street, and at
/// `building` or `storeys` for what will not do.
pub fn first_building(act: &mut Act<'_, '_>, name: &str, storeys: i32) -> Outcome<Building> {
    act.require(&permissions::LAY)?;
    let office = first_office(act)?.ok_or_else(|| Refusal::new("opening-refusal-ground"))?;
    if name.trim().is_empty() {
        return Err(Refusal::at("building", "opening-refusal-blank").into());
    }
    if !(1..=MOST_STOREYS).contains(&storeys) {
        let refusal = Refusal::at("storeys", "opening-refusal-storeys");
        return Err(refusal.with("most", i64::from(MOST_STOREYS)).into());
    }
    let from = act.today();
    let place = |parent, kind, name: &str, order| NewPlace {
        parent,
        kind,
        name: name.to_owned(),
        code: String::new(),
        short: String::new(),
        order,
        area: None,
        shared: false,
        wall_code: true,
        from,
    };
    let details = BuildingDetails {
        address: String::new(),
        right_type: RightType::Several,
        grade: String::new(),
        storeys_above: storeys,
        storeys_below: 0,
        floor_area: None,
        lettable_area: None,
        marks: Marks::default(),
        position: None,
        lift_phone: String::new(),
        property_phone: String::new(),
        completed_on: None,
        verified_on: None,
    };
    let new = NewBuilding {
        place: place(office.placement.street, PlaceKind::Building, name, 1),
        details,
    };
    let building = add_building(act, &new)?;
    for storey in 1..=storeys {
        let floor = place(Some(building.place.id), PlaceKind::Floor, &storey.to_string(), storey);
        add_place(act, &floor)?;
    }
    Ok(building)
}
