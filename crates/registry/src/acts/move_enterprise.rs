//! Enterprises move in and out.

use jiff::civil::Date;
use kernel::{BodyId, PlaceId, Refusal, Subject, SubjectKind};
use platform::{Act, Outcome};

use super::event::{EnterpriseRecorded, MovedIn, MovedOut, TenancyRetracted};
use super::extent::Extent;
use crate::model::charter::Formation;
use crate::model::{
    Body, Enterprise, EnterpriseDetails, Place, PlaceKind, Placement, Tenancy, Term, kind,
};
use crate::permissions;
use crate::rules::RegistryRefusal;
use crate::store;

/// A room or floor to be let.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewTenancy {
    /// The room, the floor, or the building where the ledger knows no more.
    pub place: PlaceId,
    /// The days of the tenancy.
    pub term: Term,
    /// In 0.01 m²; `None` if unknown.
    pub area: Option<i64>,
}

/// An enterprise to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEnterprise {
    /// Its full name.
    pub name: String,
    /// Unified social credit code; empty if unknown.
    pub credit_code: String,
    /// GB/T 4754-2017; empty if unknown.
    pub industry: String,
    /// People who work there.
    pub headcount: Option<i32>,
    /// Registered in the district.
    pub registered_here: bool,
    /// Where it sits.
    pub tenancy: NewTenancy,
}

/// Records an enterprise that moves in.
///
/// # Errors
/// [`RegistryRefusal`] for a blank name, or a place that cannot be let; not found for a place out
/// of reach.
/// Source: MISSION A3.
pub fn record_enterprise(act: &mut Act<'_, '_>, new: &NewEnterprise) -> Outcome<Enterprise> {
    let extent = Extent::of(act, &permissions::MOVE_ENTERPRISES)?;
    let name = new.name.trim().to_owned();
    if name.is_empty() {
        return Err(Refusal::from(RegistryRefusal::Blank { field: "name" }).into());
    }
    let place = let_place(act, &extent, new.tenancy.place)?;
    let body = Body {
        id: act.new_id(),
        kind: kind::ENTERPRISE.to_owned(),
        name,
        written_name: String::new(),
        parent: None,
        formed: Formation::Single,
        tier: String::new(),
        code: String::new(),
        founded_on: None,
        dissolved_on: None,
        placement: Placement { building: None, ..place.placement },
        phone: String::new(),
    };
    let details = EnterpriseDetails {
        credit_code: new.credit_code.trim().to_uppercase(),
        industry: new.industry.trim().to_uppercase(),
        headcount: new.headcount,
        registered_here: new.registered_here,
        building: place.placement.building,
    };
    let enterprise = Enterprise { body, details };
    let now = act.now_us();
    store::enterprise::insert(act.conn(), &enterprise, now)?;
    let event = EnterpriseRecorded {
        credit_code: &enterprise.details.credit_code,
        industry: &enterprise.details.industry,
        headcount: enterprise.details.headcount,
    };
    let subject = Subject::new(SubjectKind::Body, enterprise.body.id);
    act.journal(place.placement.district, subject, &event)?;
    rent(act, enterprise.body.id, &place, new.tenancy)?;
    Ok(enterprise)
}

/// A body that is known already rents a further place.
///
/// # Errors
/// As [`record_enterprise`]; not found for an unknown body.
pub fn move_in(act: &mut Act<'_, '_>, body: BodyId, new: NewTenancy) -> Outcome<Tenancy> {
    let extent = Extent::of(act, &permissions::MOVE_ENTERPRISES)?;
    let place = let_place(act, &extent, new.place)?;
    // Whoever moves in from elsewhere was out of reach until now.
    store::body::load(act.conn(), body)?.ok_or_else(Refusal::not_found)?;
    rent(act, body, &place, new)
}

/// A tenancy ends on `last`.
///
/// # Errors
/// [`RegistryRefusal::EndsBeforeItBegins`]; not found for a tenancy out of reach.
pub fn move_out(act: &mut Act<'_, '_>, tenancy: i64, last: Date) -> Outcome<()> {
    let (place, tenancy) = find(act, tenancy)?;
    let from = tenancy.term.from;
    if last < from {
        let refused = RegistryRefusal::EndsBeforeItBegins { from, until: last };
        return Err(Refusal::from(refused).into());
    }
    store::tenancy::set_until(act.conn(), tenancy.id, last)?;
    let event = MovedOut { tenancy: tenancy.id, place: tenancy.place, until: last };
    finish(act, &place, tenancy.body, &event)
}

/// Takes a tenancy back that was entered by mistake.
///
/// # Errors
/// Not found for a tenancy out of reach.
pub fn retract_tenancy(act: &mut Act<'_, '_>, tenancy: i64) -> Outcome<()> {
    let (place, tenancy) = find(act, tenancy)?;
    let now = act.now_us();
    store::tenancy::retract(act.conn(), tenancy.id, now)?;
    let event = TenancyRetracted { tenancy: tenancy.id, place: tenancy.place };
    finish(act, &place, tenancy.body, &event)
}

fn find(act: &mut Act<'_, '_>, tenancy: i64) -> Outcome<(Place, Tenancy)> {
    let extent = Extent::of(act, &permissions::MOVE_ENTERPRISES)?;
    let tenancy = store::tenancy::load(act.conn(), tenancy)?.ok_or_else(Refusal::not_found)?;
    Ok((extent.place(act, tenancy.place)?, tenancy))
}

fn let_place(act: &mut Act<'_, '_>, extent: &Extent, id: PlaceId) -> Outcome<Place> {
    let place = extent.place(act, id)?;
    let can_be_let = matches!(
        place.kind,
        PlaceKind::Room | PlaceKind::Floor | PlaceKind::Building | PlaceKind::Estate
    );
    if can_be_let && place.placement.building.is_some() {
        Ok(place)
    } else {
        Err(Refusal::from(RegistryRefusal::NotForTenants).into())
    }
}

fn rent(act: &mut Act<'_, '_>, body: BodyId, place: &Place, new: NewTenancy) -> Outcome<Tenancy> {
    let building = place.placement.building.ok_or(RegistryRefusal::NotForTenants);
    let tenancy = Tenancy {
        id: act.new_id(),
        body,
        place: place.id,
        building: building.map_err(Refusal::from)?,
        term: new.term,
        area: new.area.or(place.area),
    };
    let now = act.now_us();
    store::tenancy::insert(act.conn(), &tenancy, now)?;
    let event = MovedIn {
        tenancy: tenancy.id,
        place: place.id,
        from: tenancy.term.from,
        until: tenancy.term.until,
        area: tenancy.area,
    };
    finish(act, place, body, &event)?;
    Ok(tenancy)
}

/// Journals the move and keeps the list's copies of where the enterprise sits.
fn finish<E: platform::journal::Event>(
    act: &mut Act<'_, '_>,
    place: &Place,
    body: BodyId,
    event: &E,
) -> Outcome<()> {
    let today = act.world().today();
    store::enterprise::refresh_home(act.conn(), body, today)?;
    act.journal(place.placement.district, Subject::new(SubjectKind::Body, body), event)?;
    Ok(())
}
