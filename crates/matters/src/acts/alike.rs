//! Matters that may be the same as one about to be raised.

use jiff::{SignedDuration, Timestamp};
use kernel::PlaceId;
use platform::charter::Pinned;
use platform::{Conn, StoreError};

use super::duty::rulebook;
use crate::model::charter::Matters;
use crate::model::{Matter, State};
use crate::rules::duplicates::{self, Ground, Likened};
use crate::rules::triage::{self, Confidence, Rulebook};
use crate::store::list::Filter;
use crate::store::{self, Sight};

/// How far back is looked: as far as [`duplicates::likeness`] finds anything alike.
const LOOKED_BACK: SignedDuration = SignedDuration::from_hours(90 * 24);
/// How many are compared at most; more open matters of one building are not to be told apart.
const COMPARED: i64 = 300;
/// How many are shown: a form is no list. Source: assumption.
const SHOWN: usize = 2;
/// How many are shown to whoever triages: they compare, others only want to be heard.
/// Source: assumption.
const SHOWN_AT_TRIAGE: usize = 5;

/// What somebody is about to raise.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// What happened, in their words.
    pub text: &'a str,
    /// The building.
    pub building: PlaceId,
    /// The floor or spot they stand at, if known.
    pub spot: Option<PlaceId>,
    /// Now.
    pub now: Timestamp,
}

/// A matter that may be the same, and why.
#[derive(Debug, Clone)]
pub struct Alike {
    /// The matter.
    pub matter: Matter,
    /// What speaks for it.
    pub grounds: Vec<Ground>,
}

/// Matters of the same building that may be the same as `matter`, the likeliest first, as far as
/// `sight` reaches. `said` is what its reporter wrote, or its title for whoever may not read that;
/// of the others the titles are compared. Those that have ended are left out unless asked for.
///
/// # Errors
/// [`StoreError`] if the database refuses.
///
/// Source: UX §3 Triage; MISSION M10.
pub fn list_alike_at_triage(
    conn: &mut Conn,
    charter: &Pinned,
    sight: &Sight,
    matter: &Matter,
    said: &str,
    with_ended: bool,
) -> Result<Vec<Alike>, StoreError> {
    let Some(building) = matter.at.building else { return Ok(Vec::new()) };
    let filter = Filter { building: Some(building), ..Filter::default() };
    let most = usize::try_from(COMPARED).unwrap_or(usize::MAX);
    let mut candidates = store::list::list(conn, sight, &filter, None, most)?.rows;
    candidates.retain(|one| one.id != matter.id);
    let rulebook = rulebook(charter.section::<Matters>());
    let read =
        |one: &Matter, text: &str| one.category.clone().or_else(|| category(&rulebook, text));
    let own = read(matter, said);
    let asked = likened(matter, said, own.as_deref());
    let categories: Vec<Option<String>> =
        candidates.iter().map(|one| read(one, &one.title)).collect();
    let others = candidates.iter().zip(&categories).map(|(one, category)| {
        let other = likened(one, &one.title, category.as_deref());
        ((one, other), other)
    });
    let wanted = others.filter(|((one, _), _)| with_ended || duplicates::is_suggested(one.state));
    let found = duplicates::rank(&asked, wanted, SHOWN_AT_TRIAGE);
    let alike = |((one, other), _): ((&Matter, Likened<'_>), u32)| Alike {
        matter: one.clone(),
        grounds: duplicates::grounds(&asked, &other),
    };
    Ok(found.into_iter().map(alike).collect())
}

fn likened<'a>(matter: &Matter, text: &'a str, category: Option<&'a str>) -> Likened<'a> {
    Likened {
        text,
        category,
        building: matter.at.building.unwrap_or(matter.place),
        spot: Some(matter.place).filter(|place| Some(*place) != matter.at.building),
        raised_at: matter.raised_at,
    }
}

/// Public matters of the building that can still be joined and may be the same, the likeliest
/// first; only their titles are compared, never what their reporters wrote.
///
/// # Errors
/// [`StoreError`] if the database refuses.
///
/// Source: UX §3 Raise (可能是同一件事).
pub fn list_alike(
    conn: &mut Conn,
    charter: &Pinned,
    asked: &Asked<'_>,
) -> Result<Vec<Matter>, StoreError> {
    let since = asked.now.saturating_sub(LOOKED_BACK).unwrap_or(Timestamp::UNIX_EPOCH);
    let open = [State::New, State::Dispatched, State::InProgress];
    let candidates = store::public::list_since(conn, asked.building, &open, since, COMPARED)?;
    let rulebook = rulebook(charter.section::<Matters>());
    let own = category(&rulebook, asked.text);
    let read: Vec<Option<String>> = candidates
        .iter()
        .map(|one| one.category.clone().or_else(|| category(&rulebook, &one.title)))
        .collect();
    let likened = Likened {
        text: asked.text,
        category: own.as_deref(),
        building: asked.building,
        spot: asked.spot,
        raised_at: asked.now,
    };
    let others = candidates.iter().zip(&read).map(|(one, category)| {
        let other = Likened {
            text: &one.title,
            category: category.as_deref(),
            building: asked.building,
            spot: Some(one.place),
            raised_at: one.raised_at,
        };
        (one, one.state, other)
    });
    let found = duplicates::suggest(&likened, others, SHOWN);
    Ok(found.into_iter().map(|(one, _)| one.clone()).collect())
}

/// The category that the words of `text` speak for; `None` when no word tells.
fn category(rulebook: &Rulebook, text: &str) -> Option<String> {
    let reading = triage::read(text, rulebook);
    (reading.confidence > Confidence::Low).then_some(reading.category)
}
