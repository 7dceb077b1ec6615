//! 申诉: the reporter does not accept that the matter was declined; once, and the street decides.

use kernel::Refusal;
use platform::{Act, Outcome};

use super::rate_matter::followed;
use super::step;
use crate::event;
use crate::model::{NoteKind, QueryCode, VoiceKind};
use crate::rules::{requesting, shielding};
use crate::store;
use crate::store::note::NewNote;

/// Brings a declined matter back to triage.
///
/// # Errors
/// Not found for a code nobody holds; what [`requesting::appeal`] refuses.
///
/// Source: DOMAIN J-04; appealable once: assumption.
pub fn appeal_decline(act: &mut Act<'_, '_>, code: &QueryCode, words: &str) -> Outcome<()> {
    let (mut matter, voice) = followed(act, code)?;
    let standing = step::standing(act, &matter)?;
    let appealed = store::note::has(act.conn(), matter.id, NoteKind::Appeal)?;
    let is_reporter = voice.kind == VoiceKind::Reporter;
    let (advance, words) =
        requesting::appeal(standing, is_reporter, appealed, words).map_err(Refusal::from)?;
    let charter = step::charter(act, &matter)?;
    // The reporter's own words are shielded like the first; others read what stands in no one's way.
    store::raw::insert(act, matter.id, &words)?;
    let reason = store::note::insert(
        act,
        &NewNote {
            matter: matter.id,
            kind: NoteKind::Appeal,
            body: None,
            words: &shielding::title(&words),
            outward: true,
        },
    )?;
    step::take(act, &mut matter, &advance, &charter)?;
    act.journal(Some(matter.at.district), matter.subject(), &event::Appealed { reason })?;
    Ok(())
}
