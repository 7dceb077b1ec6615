//! 撤回: the reporter takes back what they raised; others' voices are not theirs to take.

use kernel::Refusal;
use platform::{Act, Outcome};

use super::rate_matter::followed;
use super::step;
use crate::event;
use crate::model::{AssignmentState, QueryCode, VoiceKind};
use crate::rules::following::{self, TakenBack};
use crate::store;

/// Takes the matter back; if others joined it stays for them.
///
/// # Errors
/// Not found for a code nobody holds; what [`following::withdraw`] refuses.
///
/// Source: UX §3 Follow.
pub fn withdraw_matter(act: &mut Act<'_, '_>, code: &QueryCode) -> Outcome<()> {
    let (mut matter, voice) = followed(act, code)?;
    let standing = step::standing(act, &matter)?;
    let is_reporter = voice.kind == VoiceKind::Reporter;
    let gathered = store::merge::voices(act.conn(), &[matter.id])?;
    let voices = matter.voices + gathered.get(&matter.id).copied().unwrap_or(0);
    let voices = u32::try_from(voices).unwrap_or(0);
    let taken = following::withdraw(standing, is_reporter, voices).map_err(Refusal::from)?;
    let ended = match taken {
        TakenBack::Matter(advance) => {
            let charter = step::charter(act, &matter)?;
            step::end_parts(act, &matter, AssignmentState::Recalled)?;
            step::take(act, &mut matter, &advance, &charter)?;
            true
        }
        TakenBack::Voice => false,
    };
    act.journal(Some(matter.at.district), matter.subject(), &event::Withdrawn { ended })?;
    Ok(())
}
