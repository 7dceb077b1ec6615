//! 催一下: once per interval, visible to everybody who handles it, and no new matter.

use kernel::Refusal;
use platform::{Act, Outcome};

use super::rate_matter::followed;
use super::{merge_matter, step, todos};
use crate::event;
use crate::model::charter::Matters;
use crate::model::{QueryCode, VoiceKind};
use crate::rules::following;

/// Urges the matter: whoever it waits for reads so on the desk.
///
/// # Errors
/// Not found for a code nobody holds; what [`following::urge`] refuses.
///
/// Source: UX §3 Follow, FEATURES F-C14.
pub fn urge_matter(act: &mut Act<'_, '_>, code: &QueryCode) -> Outcome<()> {
    let (own, voice) = followed(act, code)?;
    // What goes on in another matter is urged there.
    let mut matter = merge_matter::gone_on(act, &own)?.unwrap_or(own);
    let standing = step::standing(act, &matter)?;
    let charter = step::charter(act, &matter)?;
    let interval = charter.section::<Matters>().raising.urge_again_after;
    let calendar = act.world().calendar();
    let reckoning = charter.reckoning(act.zone(), &calendar);
    let again_from = matter.urged_at.map(|urged_at| reckoning.due_at(interval, urged_at, &[]));
    let is_reporter = voice.kind == VoiceKind::Reporter;
    let done =
        following::urge(standing, is_reporter, again_from, act.now()).map_err(Refusal::from)?;
    matter.urged_at = Some(act.now());
    step::done(act, &mut matter, &done)?;
    todos::follow(act, &matter)?;
    act.journal(Some(matter.at.district), matter.subject(), &event::Urged { voice: voice.id })?;
    Ok(())
}
