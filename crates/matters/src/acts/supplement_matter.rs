//! 补充情况: what the reporter forgot.

use kernel::Refusal;
use platform::{Act, Outcome};

use super::rate_matter::followed;
use super::step;
use crate::event;
use crate::model::{QueryCode, VoiceKind};
use crate::rules::following;
use crate::store;

/// Adds to what was raised; the words stay as raw as the first.
///
/// # Errors
/// Not found for a code nobody holds; what [`following::supplement`] refuses, at `supplement`.
///
/// Source: UX §3 Follow.
pub fn supplement_matter(act: &mut Act<'_, '_>, code: &QueryCode, text: &str) -> Outcome<()> {
    let (mut matter, voice) = followed(act, code)?;
    let standing = step::standing(act, &matter)?;
    let is_reporter = voice.kind == VoiceKind::Reporter;
    let (done, text) = following::supplement(standing, is_reporter, text).map_err(Refusal::from)?;
    let words = store::raw::insert(act, matter.id, &text)?;
    step::done(act, &mut matter, &done)?;
    act.journal(Some(matter.at.district), matter.subject(), &event::Supplemented { words })?;
    Ok(())
}
