//! Rating by whoever raised it, and asking for it to be done again; the query code is the right.

use jiff::Timestamp;
use kernel::Refusal;
use platform::charter::Pinned;
use platform::{Act, Outcome, World};

use super::{merge_matter, step};
use crate::event;
use crate::model::charter::Matters;
use crate::model::{Answer, Matter, MatterId, NoteKind, QueryCode, Solved, VoiceKind};
use crate::rules::rating::{self, Rated, Rater};
use crate::store;
use crate::store::note::NewNote;
use crate::store::rating::Rating;
use crate::store::voice::Voice;

/// Records the reporter's three answers; solved closes the matter. Whoever's matter goes on in
/// another answers about that one, each for themselves.
///
/// # Errors
/// Not found for a code nobody holds; what [`rating::rate`] refuses.
///
/// Source: MISSION M7, M10, UX §3 Follow.
pub fn rate_matter(act: &mut Act<'_, '_>, code: &QueryCode, answer: Answer) -> Outcome<()> {
    let (mut matter, voice) = followed(act, code)?;
    match merge_matter::gone_on(act, &matter)? {
        Some(lead) => rate_gone_on(act, &mut matter, &lead, &voice, answer)?,
        None => rate_own(act, &mut matter, &voice, answer)?,
    }
    let entry = event::Rated { voice: voice.id, answer };
    act.journal(Some(matter.at.district), matter.subject(), &entry)?;
    Ok(())
}

fn rate_own(
    act: &mut Act<'_, '_>,
    matter: &mut Matter,
    voice: &Voice,
    answer: Answer,
) -> Outcome<()> {
    let standing = step::standing(act, matter)?;
    let rater = rater(act, matter, matter, voice)?;
    let rated = rating::rate(standing, &rater, answer, act.now()).map_err(Refusal::from)?;
    store::rating::insert(act, matter.id, Some(voice.id), None, answer)?;
    matter.solved = matter.solved && answer.solved != Solved::Unsolved;
    match rated {
        Rated::Closed(advance) => {
            let charter = step::charter(act, matter)?;
            step::take(act, matter, &advance, &charter)
        }
        Rated::Recorded(done) => step::done(act, matter, &done),
    }
}

/// The answer stands with the voice's own matter, which counts as solved or not by it.
fn rate_gone_on(
    act: &mut Act<'_, '_>,
    matter: &mut Matter,
    lead: &Matter,
    voice: &Voice,
    answer: Answer,
) -> Outcome<()> {
    let there = step::standing(act, lead)?;
    let rater = rater(act, matter, lead, voice)?;
    rating::rate_gone_on(there, &rater, act.now()).map_err(Refusal::from)?;
    store::rating::insert(act, matter.id, Some(voice.id), None, answer)?;
    matter.solved = lead.solved && answer.solved != Solved::Unsolved;
    step::save(act, matter)
}

/// Sends the matter back to its handler at the reporter's wish; with a merged matter the one it
/// goes on in.
///
/// # Errors
/// Not found for a code nobody holds; what [`rating::reopen`] refuses; `why` too long.
///
/// Source: MISSION M7, M10.
pub fn reopen_matter(act: &mut Act<'_, '_>, code: &QueryCode, why: &str) -> Outcome<()> {
    let (own, voice) = followed(act, code)?;
    let gone_on = merge_matter::gone_on(act, &own)?;
    let said_in = own.id;
    let mut matter = gone_on.unwrap_or_else(|| own.clone());
    let standing = step::standing(act, &matter)?;
    let rater = rater(act, &own, &matter, &voice)?;
    let advance = rating::reopen(standing, &rater, act.now()).map_err(Refusal::from)?;
    let charter = step::charter(act, &matter)?;
    matter.solved = false;
    matter.result = None;
    step::return_to_lead(act, &matter)?;
    step::take(act, &mut matter, &advance, &charter)?;
    let reason = reason(act, said_in, &matter, why)?;
    act.journal(Some(matter.at.district), matter.subject(), &event::Reopened { reason })?;
    Ok(())
}

/// What the reporter says is still wrong: their own words, so they stay with their own matter,
/// shielded like the first; where it goes on stands what everybody may read of them.
fn reason(
    act: &mut Act<'_, '_>,
    said_in: MatterId,
    matter: &Matter,
    why: &str,
) -> Outcome<Option<store::note::NoteMark>> {
    let why = why.trim();
    if why.is_empty() {
        return Ok(None);
    }
    let words = crate::rules::progress::words("why", why).map_err(Refusal::from)?;
    store::raw::insert(act, said_in, &words)?;
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

/// Whoever rates with a voice of `own` what happened to `matter`: the same, or the one it goes on
/// in.
fn rater(act: &mut Act<'_, '_>, own: &Matter, matter: &Matter, voice: &Voice) -> Outcome<Rater> {
    let ratings = store::rating::list(act.conn(), own.id)?;
    let charter = step::charter(act, matter)?;
    Ok(rater_of(act.world(), &charter, &ratings, matter, voice))
}

/// The same for readers, with the answers given in the voice's own matter.
pub(super) fn rater_of(
    world: &World,
    charter: &Pinned,
    ratings: &[Rating],
    matter: &Matter,
    voice: &Voice,
) -> Rater {
    Rater {
        is_reporter: voice.kind == VoiceKind::Reporter,
        has_rated: has_rated(ratings, matter, voice),
        window_ends: window_end(world, charter, matter),
    }
}

/// Whether `voice` has rated the matter since it was completed last.
fn has_rated(ratings: &[Rating], matter: &Matter, voice: &Voice) -> bool {
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
