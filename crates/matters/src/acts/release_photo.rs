//! 放行照片: a worker has looked that a reporter's photo shows nobody.

use kernel::Refusal;
use platform::{Act, Outcome, attachment};

use super::step;
use crate::event;
use crate::model::MatterNumber;
use crate::permissions;

/// Lets those who may not see what came raw from the reporter see one photo of a matter. One that
/// was released already is no error.
///
/// # Errors
/// Not found out of scope, or for a photo of another matter.
///
/// Source: UX §6 (no raw photos to handlers behind the shield), FEATURES F-A3.
pub fn release_photo(act: &mut Act<'_, '_>, number: &MatterNumber, key: &str) -> Outcome<()> {
    let matter = step::load(act, &permissions::TRIAGE, number)?;
    let photos = attachment::list(act.conn(), matter.subject())?;
    let at = photos.iter().position(|photo| photo.key == key).ok_or_else(Refusal::not_found)?;
    if !photos[at].shielded {
        return Ok(());
    }
    attachment::release(act, key)?;
    let event = event::PhotoReleased { number: at + 1 };
    act.journal(Some(matter.at.district), matter.subject(), &event)?;
    Ok(())
}
