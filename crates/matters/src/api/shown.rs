//! `GET /api/v1/matters/{number}`: one matter, and a matter as lists and acts answer it.

use std::collections::HashMap;
use std::sync::Arc;

use axum::extract::{Path, State};
use jiff::Timestamp;
use kernel::{BodyId, PlaceId, Refusal};
use platform::api;
use platform::web::{PageError, PageResult, Site, View, Visitor};
use platform::{Act, Actor, Conn, Outcome};
use serde::Serialize;
use utoipa::ToSchema;

use super::words;
use crate::model::{Matter, MatterNumber, State as MatterState};
use crate::store::clock::Clock;
use crate::store::{self, Sight};
use crate::viewing::Facts;

/// A matter as a list shows it.
#[derive(Serialize, ToSchema)]
pub(super) struct MatterRow {
    /// The number people call it by.
    number: String,
    /// A summary without personal data.
    title: String,
    /// Where it stands.
    #[schema(schema_with = words::states)]
    state: &'static str,
    /// Where it is, in words.
    place: String,
    /// Category key of the charter, once triaged.
    category: Option<String>,
    /// Class key of the charter, once triaged.
    class: Option<String>,
    /// By which way it came.
    #[schema(schema_with = words::channels)]
    channel: &'static str,
    /// Who may see it.
    #[schema(schema_with = words::visibilities)]
    visibility: &'static str,
    /// The name of the body that leads it, once dispatched.
    lead: Option<String>,
    /// The day it was raised, in the district's zone.
    #[schema(format = Date)]
    raised_on: String,
    /// The moment it was raised; not for shielded accounts.
    #[schema(format = DateTime)]
    raised_at: Option<String>,
    /// When the clock that matters most now runs out.
    #[schema(format = DateTime)]
    due_at: Option<String>,
    /// How many wait for it.
    voices: i32,
    /// What the lead says it came to, once completed.
    result: Option<String>,
    /// Whether it counts as solved.
    solved: bool,
}

impl MatterRow {
    fn of(view: &View, matter: &Matter, names: &Names, shielded: bool) -> Self {
        // Until triage the date counts from the minute it was raised (UX §6).
        let due = matter.due_at.filter(|_| !shielded || matter.state != MatterState::New);
        let lead = matter.lead.and_then(|lead| names.leads.get(&lead).cloned());
        Self {
            number: matter.number.to_string(),
            title: matter.title.clone(),
            state: matter.state.word(),
            place: names.places.get(&matter.place).cloned().unwrap_or_default(),
            category: matter.category.clone(),
            class: matter.class.clone(),
            channel: matter.channel.word(),
            visibility: matter.visibility.word(),
            lead,
            raised_on: view.local(matter.raised_at).date().to_string(),
            raised_at: (!shielded).then(|| text(matter.raised_at)),
            due_at: due.map(text),
            voices: matter.voices,
            result: matter.result.clone(),
            solved: matter.solved,
        }
    }
}

/// A moment, to the second, UTC.
pub(super) fn text(at: Timestamp) -> String {
    Timestamp::from_second(at.as_second()).unwrap_or(at).to_string()
}

struct Names {
    places: HashMap<PlaceId, String>,
    leads: HashMap<BodyId, String>,
}

/// Matters of the actor's sight, with the names of places and bodies.
pub(super) fn rows(
    conn: &mut Conn,
    actor: &Actor,
    view: &View,
    found: &[Matter],
) -> Outcome<Vec<MatterRow>> {
    let places: Vec<PlaceId> = found.iter().map(|matter| matter.place).collect();
    let leads: Vec<BodyId> = found.iter().filter_map(|matter| matter.lead).collect();
    let names = Names {
        places: registry::store::place::names(conn, &places)?,
        leads: registry::store::name::of_bodies(conn, &leads)?,
    };
    let shielded = actor.is_shielded();
    Ok(found.iter().map(|matter| MatterRow::of(view, matter, &names, shielded)).collect())
}

/// The matter after an act, as its actor sees it then.
pub(super) fn after(
    act: &mut Act<'_, '_>,
    view: &View,
    number: &MatterNumber,
) -> Outcome<MatterRow> {
    let actor = act.actor();
    let sight = Sight::of(actor);
    let found = store::matter::find(act.conn(), &sight, number)?;
    let found = found.ok_or_else(Refusal::not_found)?;
    let mut rows = rows(act.conn(), actor, view, &[found])?;
    Ok(rows.remove(0))
}

/// One matter with what its page shows.
#[derive(Serialize, ToSchema)]
pub(super) struct MatterDetail {
    /// The matter as lists show it.
    #[serde(flatten)]
    row: MatterRow,
    /// The reporter's own words; none for whoever must not read them.
    words: Vec<String>,
    /// Its clocks, oldest first.
    clocks: Vec<MatterClock>,
    /// Who has a part in it.
    parts: Vec<MatterPart>,
    /// The number of the matter in which it goes on, if it was merged.
    into: Option<String>,
    /// The numbers of the matters that go on in it.
    members: Vec<String>,
}

/// A time limit of a matter.
#[derive(Serialize, ToSchema)]
pub(super) struct MatterClock {
    /// What it waits for.
    #[schema(schema_with = words::clocks)]
    kind: &'static str,
    /// Since when it runs.
    #[schema(format = DateTime)]
    started_at: String,
    /// When it runs out.
    #[schema(format = DateTime)]
    due_at: String,
    /// When it was stopped; nothing while it runs.
    #[schema(format = DateTime)]
    stopped_at: Option<String>,
    /// Since when it stands still.
    #[schema(format = DateTime)]
    paused_at: Option<String>,
}

impl MatterClock {
    fn of(clock: &Clock) -> Self {
        Self {
            kind: clock.kind.word(),
            started_at: text(clock.started_at),
            due_at: text(clock.due_at),
            stopped_at: clock.stopped_at.map(text),
            paused_at: clock.paused_since().map(text),
        }
    }
}

/// A body's part in a matter.
#[derive(Serialize, ToSchema)]
pub(super) struct MatterPart {
    /// The body's name.
    body: String,
    /// Whether it leads or assists.
    #[schema(schema_with = words::roles)]
    role: &'static str,
    /// How far it has come.
    #[schema(schema_with = words::part_states)]
    state: &'static str,
}

impl MatterDetail {
    fn of(facts: &Facts, row: MatterRow) -> Self {
        let part = |part: &store::assignment::Assignment| MatterPart {
            body: facts.name(part.body).to_owned(),
            role: part.role.word(),
            state: part.state.word(),
        };
        Self {
            row,
            words: facts.raw.iter().map(|raw| raw.words.clone()).collect(),
            clocks: facts.shown_clocks().map(MatterClock::of).collect(),
            parts: facts.parts.iter().map(part).collect(),
            into: facts.into.as_ref().map(|into| into.number.to_string()),
            members: facts.members.iter().map(|member| member.number.to_string()).collect(),
        }
    }
}

/// One matter.
#[utoipa::path(
    get,
    path = "/api/v1/matters/{number}",
    tag = "matters",
    operation_id = "show_matter",
    params(("number" = String, Path, description = "The number people call it by.")),
    responses((status = 200, description = "The matter.", body = MatterDetail))
)]
pub(super) async fn show(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(number): Path<String>,
) -> PageResult {
    let number: MatterNumber = number.parse().map_err(|_| PageError::NotFound)?;
    let (world, actor) = (Arc::clone(&site.world), Arc::clone(&visitor.actor));
    let view = visitor.view(&site);
    let read = move |conn: &mut Conn| {
        let facts = Facts::load(conn, &world, &actor, &number)?;
        let row = rows(conn, &actor, &view, std::slice::from_ref(&facts.matter))?.remove(0);
        Ok(MatterDetail::of(&facts, row))
    };
    Ok(api::answer(&site.read(read).await?))
}
