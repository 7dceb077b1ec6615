//! `/charters`: which charter holds where today, with the way to its rules and to what it finds
//! missing. Charters are public rules: whoever is signed in may read which hold.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use jiff::civil::Date;
use kernel::PlaceId;
use platform::charter::{Attachment, Pinned};
use platform::web::{PageResult, Site, View, Visitor, page};
use platform::{Conn, Outcome, World};

use crate::permissions::SEE_BODIES;
use crate::store;

/// A charter in force at a place.
struct Row {
    title: String,
    id: String,
    place: String,
    version: u32,
    from: Date,
}

#[derive(Template)]
#[template(path = "registry/charters.html")]
struct ChartersPage<'a> {
    v: &'a View,
    rows: Vec<Row>,
    /// Whether the reader may hold bodies against it.
    checks: bool,
}

/// The list.
pub(super) async fn list(State(site): State<Arc<Site>>, visitor: Visitor) -> PageResult {
    let view = visitor.view(&site);
    let (world, today) = (Arc::clone(&site.world), view.today());
    let found = site.read(move |conn| in_force(conn, &world, today)).await?;
    let row = |(held, pinned, place): (Attachment, Arc<Pinned>, String)| Row {
        title: pinned.head().title.in_language(view.locale.tag()).to_owned(),
        id: held.charter,
        place,
        version: held.version,
        from: held.from,
    };
    let rows = found.into_iter().map(row).collect();
    page(&ChartersPage { v: &view, rows, checks: visitor.actor.may(&SEE_BODIES) })
}

/// What holds on a day, at which place, in the order in which it was attached.
fn in_force(
    conn: &mut Conn,
    world: &World,
    on: Date,
) -> Outcome<Vec<(Attachment, Arc<Pinned>, String)>> {
    let mut holding = world.charters.attachments(conn)?;
    holding.retain(|held| held.holds_on(on));
    let newer = |held: &Attachment| (held.from, held.version);
    let latest = |held: &&Attachment| {
        let at_place = holding.iter().filter(|one| one.place == held.place);
        at_place.map(newer).max() == Some(newer(held))
    };
    let latest: Vec<Attachment> = holding.iter().filter(latest).cloned().collect();
    let places: Vec<PlaceId> = latest.iter().map(|held| held.place).collect();
    let names = store::name::of_places(conn, &places)?;
    let mut found = Vec::new();
    for held in latest {
        // Versions are kept in memory: no question for each row.
        let versions = world.charters.versions(conn, &held.charter)?;
        let pinned = versions.into_iter().find(|pinned| pinned.version() == held.version);
        let name = names.get(&held.place).cloned().unwrap_or_default();
        found.extend(pinned.map(|pinned| (held, pinned, name)));
    }
    Ok(found)
}
