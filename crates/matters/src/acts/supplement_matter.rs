//! 补充情况: what the reporter forgot.

use kernel::Refusal;
use platform::{Act, Outcome};

use super::rate_matter::followed;
use super::{merge_matter, step};
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
    let gone_on = merge_matter::gone_on(act, &matter)?;
    let standing = step::standing(act, gone_on.as_ref().unwrap_or(&matter))?;
    let is_reporter = voice.kind == VoiceKind::Reporter;
    let (done, text) = following::supplement(standing, is_reporter, text).map_err(Refusal::from)?;
    let words = store::raw::insert(act, matter.id, &text)?;
    step::done(act, &mut matter, &done)?;
    let entry = event::Supplemented { words };
    act.journal(Some(matter.at.district), matter.subject(), &entry)?;
    // The words stay with their writer's matter; that they came stands where it goes on.
    if let Some(lead) = gone_on {
        act.journal(Some(lead.at.district), lead.subject(), &entry)?;
    }
    Ok(())
}
