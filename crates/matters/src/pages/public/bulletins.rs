//! What everybody in a building is told, above everything else on its page.

use jiff::Timestamp;
use kernel::PlaceId;
use platform::web::address;
use platform::{Conn, Outcome, World};

use crate::model::{Bulletin, Deed, Matter, Visibility};
use crate::store;

/// A bulletin that stands, as a public page shows it.
#[derive(Debug, Clone)]
pub(super) struct Standing {
    /// The words.
    pub words: String,
    /// Which body says so.
    pub who: String,
    /// Until when.
    pub until: Timestamp,
    /// The matter's public page.
    pub href: Option<String>,
    /// The button's address for joining, while it can be joined.
    pub join: Option<String>,
}

/// What stands in a building now, the latest first.
pub(super) fn load(conn: &mut Conn, world: &World, building: PlaceId) -> Outcome<Vec<Standing>> {
    let found = store::bulletin::standing_in(conn, building, world.time.now())?;
    let bodies: Vec<_> = found.iter().filter_map(|(one, _)| one.body).collect();
    let names = registry::store::name::of_bodies(conn, &bodies)?;
    let at: Vec<PlaceId> = found.iter().filter_map(|(_, matter)| matter.at.building).collect();
    let places = registry::store::place::list(conn, &at)?;
    let drawn = found.iter().map(|(one, matter)| {
        let code = places.iter().find(|place| Some(place.id) == matter.at.building);
        let who = one.body.and_then(|body| names.get(&body).cloned()).unwrap_or_default();
        draw(one, matter, code.map(|place| place.code.as_str()), who)
    });
    Ok(drawn.collect())
}

fn draw(one: &Bulletin, matter: &Matter, code: Option<&str>, who: String) -> Standing {
    let is_public = matter.visibility == Visibility::PublicAnonymous;
    let address = |below: &str| {
        let code = code.filter(|_| is_public)?;
        Some(format!("/b/{}/{below}/{}", address::encode(code), matter.number))
    };
    Standing {
        words: one.words.clone(),
        who,
        until: one.until,
        href: address("matters"),
        join: address("join").filter(|_| matter.state.admits(Deed::Join)),
    }
}

/// What stands about a followed matter, or about the one it goes on in.
pub(super) fn about(conn: &mut Conn, world: &World, matter: &Matter) -> Outcome<Option<Bulletin>> {
    let lead = store::merge::lead_of(conn, matter.id)?;
    let about = lead.map_or(matter.id, |lead| lead.id);
    Ok(store::bulletin::standing(conn, about, world.time.now())?)
}
