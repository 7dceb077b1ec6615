//! Dispatching: a worker confirms or corrects the suggestion, and the matter is somebody's.

use kernel::Refusal;
use platform::{Act, Outcome};

use super::{duty, step};
use crate::event;
use crate::model::charter::Matters;
use crate::model::{Matter, MatterNumber, NoteKind, Offered};
use crate::permissions;
use crate::rules::dispatching::{self, Assignee, Dispatch};
use crate::rules::{MatterRefusal, requesting};
use crate::store;
use crate::store::note::NewNote;

/// What the worker confirmed or corrected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Triage {
    /// Category key.
    pub category: String,
    /// Class key.
    pub class: String,
    /// Who leads.
    pub lead: Assignee,
    /// Who assists.
    pub assists: Vec<Assignee>,
    /// The title that others see.
    pub title: String,
    /// The reply to the reporter.
    pub reply: String,
    /// Whether the suggestion was taken as it stood.
    pub as_suggested: bool,
}

/// Dispatches a new matter to its lead and assistants, answers the reporter, starts the clocks.
///
/// # Errors
/// Not found out of scope, or for a body that has nothing to do with the place; what
/// [`dispatching::dispatch`] refuses, at its field.
///
/// Source: MISSION M3, UX §3 Triage.
pub fn dispatch_matter(act: &mut Act<'_, '_>, number: &MatterNumber, ask: &Triage) -> Outcome<()> {
    dispatch(act, number, ask).map(drop)
}

/// As [`dispatch_matter`], and keeps what was suggested beside what the worker made of it, so that
/// suggestions can be counted by how often they were right.
///
/// # Errors
/// As [`dispatch_matter`]; refused when what was suggested is no category of the charter.
///
/// Source: MISSION M3 (a person confirms or corrects).
pub fn dispatch_offered(
    act: &mut Act<'_, '_>,
    number: &MatterNumber,
    ask: &Triage,
    offered: &Offered,
) -> Outcome<()> {
    let matter = dispatch(act, number, ask)?;
    let charter = step::charter(act, &matter)?;
    let rules = charter.section::<Matters>();
    let learned = offered.learned.iter().map(|learned| &learned.category);
    for category in std::iter::once(&offered.category).chain(learned) {
        if rules.category(category).is_none() {
            let chosen = category.clone();
            return Err(
                Refusal::from(MatterRefusal::NotInCharter { field: "category", chosen }).into()
            );
        }
    }
    Ok(store::suggestion::insert(act, matter.id, offered, &ask.category)?)
}

fn dispatch(act: &mut Act<'_, '_>, number: &MatterNumber, ask: &Triage) -> Outcome<Matter> {
    let mut matter = step::load(act, &permissions::TRIAGE, number)?;
    let standing = step::standing(act, &matter)?;
    let charter = step::charter(act, &matter)?;
    require_designation(act, &matter, charter.section::<Matters>())?;
    let dispatched = dispatching::dispatch(
        standing,
        &Dispatch {
            category: &ask.category,
            class: &ask.class,
            lead: ask.lead,
            assists: &ask.assists,
            title: &ask.title,
            reply: &ask.reply,
        },
        charter.section::<Matters>(),
    )
    .map_err(Refusal::from)?;
    duty::require_responsible(act, &matter, dispatched.parts.iter().map(|(to, _)| to.body))?;
    matter.category = Some(ask.category.clone());
    matter.class = Some(ask.class.clone());
    matter.title.clone_from(&dispatched.title);
    matter.lead = Some(ask.lead.body);
    matter.charter_version = charter.id;
    for (to, role) in &dispatched.parts {
        store::assignment::insert(act, &matter, *to, *role)?;
    }
    step::take(act, &mut matter, &dispatched.advance, &charter)?;
    let reply = store::note::insert(
        act,
        &NewNote {
            matter: matter.id,
            kind: NoteKind::Reply,
            body: duty::acting_body(act),
            words: &dispatched.reply,
            outward: true,
        },
    )?;
    act.journal(
        Some(matter.at.district),
        matter.subject(),
        &event::Dispatched {
            category: ask.category.clone(),
            class: ask.class.clone(),
            parts: dispatched.parts.iter().map(|(to, role)| (to.body, *role)).collect(),
            charter_version: charter.id,
            as_suggested: ask.as_suggested,
            reply,
        },
    )?;
    Ok(matter)
}

/// After too many returns the street alone says whose it is. Source: DOMAIN 1.4.
fn require_designation(act: &mut Act<'_, '_>, matter: &Matter, section: &Matters) -> Outcome<()> {
    if !requesting::is_designated(matter.returns, section) {
        return Ok(());
    }
    let scope = act.actor().scope(&permissions::DESIGNATE);
    if scope.covers(&matter.at) {
        return Ok(());
    }
    Err(Refusal::from(MatterRefusal::ForTheStreet).into())
}
