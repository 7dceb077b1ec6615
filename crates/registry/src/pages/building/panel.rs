//! One floor in detail, beside the stack.

use super::draw::Drawing;
use crate::model::{Floor, Tenant};
use crate::pages::square_metres;
use crate::questions::OpenMatter;
use crate::titles::{body_link, floor_words};

/// What the panel of a floor shows.
pub(super) struct Panel {
    /// The floor in words.
    pub(super) name: String,
    pub(super) tenant_count: usize,
    pub(super) people: i64,
    /// Who leads it and for whom; empty where nobody does.
    pub(super) leader: String,
    /// Until when; empty for no end.
    pub(super) leads_until: String,
    pub(super) open: Vec<OpenMatter>,
    /// Rooms to let with their areas.
    pub(super) vacant: Vec<String>,
    pub(super) tenants: Vec<Renting>,
}

/// A tenant of the floor.
pub(super) struct Renting {
    pub(super) name: String,
    pub(super) href: String,
    pub(super) people: Option<i32>,
    /// Since when, and until when if that is agreed.
    pub(super) term: String,
    pub(super) ends_soon: bool,
}

/// The panel of the floor asked for, if there is one.
pub(super) fn of(drawing: &Drawing<'_>) -> Option<Panel> {
    let floors = &drawing.loaded.stack.floors;
    let floor = floors.iter().find(|floor| floor.place.name == drawing.current)?;
    let leader = floor.leader.as_ref();
    let until = leader.and_then(|leader| leader.post.term.until);
    Some(Panel {
        name: floor_words(drawing.view, &floor.place.name),
        tenant_count: floor.tenant_count(),
        people: floor.headcount(),
        leader: leader.map(|leader| named(drawing, leader)).unwrap_or_default(),
        leads_until: until.map(|until| until.to_string()).unwrap_or_default(),
        open: drawing.loaded.open_on(floor.place.id).cloned().collect(),
        vacant: vacant(drawing, floor),
        tenants: tenants(drawing, floor),
    })
}

fn named(drawing: &Drawing<'_>, leader: &crate::model::Holder) -> String {
    match (leader.post.public_name.as_str(), leader.represents_name.as_str()) {
        (name, "") => name.to_owned(),
        ("", represents) => represents.to_owned(),
        (name, represents) => drawing.view.t2("registry-name-of", "name", name, "body", represents),
    }
}

fn vacant(drawing: &Drawing<'_>, floor: &Floor) -> Vec<String> {
    let words = |room: &crate::model::Room| match room.place.area {
        Some(area) => {
            let area = drawing.view.count(square_metres(area));
            drawing.view.t2("building-room-area", "room", &room.place.name, "area", area)
        }
        None => room.place.name.clone(),
    };
    floor.vacant_rooms().map(words).collect()
}

/// Who rents on the floor, each once.
fn tenants(drawing: &Drawing<'_>, floor: &Floor) -> Vec<Renting> {
    let rooms = floor.rooms.iter().flat_map(|room| &room.tenants);
    let mut seen = Vec::new();
    let mut all = Vec::new();
    for tenant in floor.tenants.iter().chain(rooms) {
        if !seen.contains(&tenant.body) {
            seen.push(tenant.body);
            all.push(renting(drawing, tenant));
        }
    }
    all
}

fn renting(drawing: &Drawing<'_>, tenant: &Tenant) -> Renting {
    let from = tenant.term.from.to_string();
    let term = match tenant.term.until {
        Some(until) => {
            drawing.view.t2("registry-from-until", "from", from, "until", until.to_string())
        }
        None => drawing.view.t1("registry-since", "from", from),
    };
    let linked = drawing.linked;
    Renting {
        name: tenant.name.clone(),
        href: body_link(linked, &tenant.kind, tenant.body),
        people: tenant.headcount,
        term,
        ends_soon: drawing.ends_soon(tenant),
    }
}
