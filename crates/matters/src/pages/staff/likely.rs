//! What stands beside a matter at triage: those that may be the same, and the next one.

use platform::todo;
use platform::web::{Status, Titles, View};
use platform::{Actor, Conn, Outcome};

use super::facts::Facts;
use crate::acts::{self, Alike};
use crate::model::Matter;
use crate::permissions;
use crate::store::Sight;
use crate::titles::MatterTitles;

/// To-dos looked through for the next matter: as many as the desk shows.
const WAITING: i64 = 200;

/// A matter that may be the same, as the page shows it.
pub(super) struct Likely {
    pub number: String,
    pub title: String,
    pub place: String,
    pub status: Status,
    pub voices: i32,
    /// Whether somebody still owes work on it.
    pub is_open: bool,
    pub why: String,
}

impl Likely {
    /// A matter with its place in words.
    pub fn of(view: &View, (alike, place): &(Alike, String)) -> Self {
        let why: Vec<String> =
            alike.grounds.iter().map(|one| view.t1(one.key(), "n", one.number())).collect();
        Self {
            number: alike.matter.number.to_string(),
            title: alike.matter.title.clone(),
            place: place.clone(),
            status: alike.matter.state.into(),
            voices: alike.matter.voices,
            is_open: alike.matter.state.is_open(),
            why: why.join(&view.t("list-comma")),
        }
    }
}

/// What may be the same within the actor's triage, each with its place in words.
///
/// # Errors
/// [`platform::Failure`] if the database refuses.
pub(super) fn load(
    conn: &mut Conn,
    actor: &Actor,
    facts: &Facts,
    said: &str,
    with_ended: bool,
) -> Outcome<Vec<(Alike, String)>> {
    let sight = Sight::within(actor.scope(&permissions::TRIAGE), actor);
    let alike =
        acts::list_alike_at_triage(conn, &facts.charter, &sight, &facts.matter, said, with_ended)?;
    let places: Vec<_> = alike.iter().map(|one| one.matter.place).collect();
    let names = registry::store::place::names(conn, &places)?;
    let placed = alike.into_iter().map(|one| {
        let place = names.get(&one.matter.place).cloned().unwrap_or_default();
        (one, place)
    });
    Ok(placed.collect())
}

/// The page of the matter that waits for triage after this one, in the order of the desk; from the
/// last it goes on with the first.
///
/// # Errors
/// [`platform::Failure`] if the database refuses.
pub(super) fn next(conn: &mut Conn, actor: &Actor, matter: &Matter) -> Outcome<String> {
    let mut waiting = todo::list(conn, actor, None, WAITING)?;
    waiting.retain(|todo| todo.kind == "matter-triage");
    let at = waiting.iter().position(|todo| todo.subject == matter.subject()).unwrap_or(0);
    let after = waiting.iter().cycle().skip(at + 1).take(waiting.len());
    let Some(next) = after.map(|todo| todo.subject).find(|next| *next != matter.subject()) else {
        return Ok(String::new());
    };
    let titled = MatterTitles.titles(conn, &[next.id])?;
    Ok(titled.first().map(|(_, titled)| format!("{}/triage", titled.href)).unwrap_or_default())
}
