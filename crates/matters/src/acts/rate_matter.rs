//! Rating by whoever raised it, and asking for it to be done again; the query code is the right.

use jiff::Timestamp;
use kernel::Refusal;
use platform::charter::Pinned;
use platform::{Act, Outcome, World};

use super::step;
use crate::event;
use crate::model::charter::Matters;
use crate::model::{Answer, Matter, NoteKind, QueryCode, Solved, VoiceKind};
use crate::rules::rating::{self, Rated, Rater};
use crate::store;
use crate::store::note::NewNote;
use crate::store::rating::Rating;
use crate::store::voice::Voice;

/// Records the reporter's three answers; solved closes the matter.
///
/// # Errors
/// Not found for a code nobody holds; what [`rating::rate`] refuses.
///
/// Source: MISSION M7, UX §3 Follow.
pub fn rate_matter(act: &mut Act<'_, '_>, code: &QueryCode, answer: Answer) -> Outcome<()> {
    let (mut matter, voice) = followed(act, code)?;
    let standing = step::standing(act, &matter)?;
    let rater = rater(act, &matter, &voice)?;
    let now = act.now();
    let rated = rating::rate(standing, &rater, answer, now).map_err(Refusal::from)?;
    store::rating::insert(act, matter.id, Some(voice.id), None, answer)?;
    matter.solved = matter.solved && answer.solved != Solved::Unsolved;
    match rated {
        Rated::Closed(advance) => {
            let charter = step::charter(act, &matter)?;
            step::take(act, &mut matter, &advance, &charter)?;
        }
        Rated::Recorded(done) => step::done(act, &mut matter, &done)?,
    }
    act.journal(
        Some(matter.at.district),
        matter.subject(),
        &event::Rated { voice: voice.id, answer },
    )?;
    Ok(())
}

/// Sends the matter back to its handler at the reporter's wish.
///
/// # Errors
/// Not found for a code nobody holds; what [`rating::reopen`] refuses; `why` too long.
///
/// Source: MISSION M7.
pub fn reopen_matter(act: &mut Act<'_, '_>, code: &QueryCode, why: &str) -> Outcome<()> {
    let (mut matter, voice) = followed(act, code)?;
    let standing = step::standing(act, &matter)?;
    let rater = rater(act, &matter, &voice)?;
    let now = act.now();
    let advance = rating::reopen(standing, &rater, now).map_err(Refusal::from)?;
    let charter = step::charter(act, &matter)?;
    matter.solved = false;
    matter.result = None;
    step::return_to_lead(act, &matter)?;
    step::take(act, &mut matter, &advance, &charter)?;
    let reason = reason(act, &matter, why)?;
    act.journal(Some(matter.at.district), matter.subject(), &event::Reopened { reason })?;
    Ok(())
}

/// What the reporter says is still wrong: their own words, so shielded like the first.
fn reason(
    act: &mut Act<'_, '_>,
    matter: &Matter,
    why: &str,
) -> Outcome<Option<store::note::NoteMark>> {
    let why = why.trim();
    if why.is_empty() {
        return Ok(None);
    }
    let words = crate::rules::progress::words("why", why).map_err(Refusal::from)?;
    store::raw::insert(act, matter.id, &words)?;
    let title = crate::rules::shielding::title(&words);
    let note = NewNote {
        matter: matter.id,
        kind: NoteKind::Reopening,
        body: None,
        words: &title,
        outward: true,
    };
    Ok(Some(store::note::insert(act, &note)?))
}

/// The matter a code follows, and whose code it is.
pub(super) fn followed(act: &mut Act<'_, '_>, code: &QueryCode) -> Outcome<(Matter, Voice)> {
    let hash = store::matter::code_hash(act.world(), code);
    let found = store::matter::find_followed(act.conn(), &hash)?;
    let (matter, voice) = found.ok_or_else(Refusal::not_found)?;
    Ok((store::matter::hold(act.conn(), matter)?, voice))
}

fn rater(act: &mut Act<'_, '_>, matter: &Matter, voice: &Voice) -> Outcome<Rater> {
    let ratings = store::rating::list(act.conn(), matter.id)?;
    let charter = step::charter(act, matter)?;
    let world = act.world();
    Ok(Rater {
        is_reporter: voice.kind == VoiceKind::Reporter,
        has_rated: has_rated(&ratings, matter, voice),
        window_ends: window_end(world, &charter, matter),
    })
}

/// Whether `voice` has rated the matter since it was completed last.
pub(super) fn has_rated(ratings: &[Rating], matter: &Matter, voice: &Voice) -> bool {
    let since = matter.completed_at;
    ratings.iter().any(|rating| rating.voice == Some(voice.id) && Some(rating.at) >= since)
}

/// When the charter's window after the latest completion ends.
pub(super) fn window_ends(act: &mut Act<'_, '_>, matter: &Matter) -> Outcome<Option<Timestamp>> {
    let charter = step::charter(act, matter)?;
    Ok(window_end(act.world(), &charter, matter))
}

/// The same for readers, who hold the charter already; `None` before any completion.
#[must_use]
pub fn window_end(world: &World, charter: &Pinned, matter: &Matter) -> Option<Timestamp> {
    let window = charter.section::<Matters>().close.window;
    let calendar = world.calendar();
    let reckoning = charter.reckoning(&world.zone, &calendar);
    Some(reckoning.due_at(window, matter.completed_at?, &[]))
}
