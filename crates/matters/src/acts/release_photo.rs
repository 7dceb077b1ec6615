//! 放行照片: a worker has looked that a reporter's photo shows nobody.

use kernel::Refusal;
use platform::attachment::{self, Attachment};
use platform::{Act, Outcome};

use super::step;
use crate::event;
use crate::model::{Matter, MatterNumber};
use crate::permissions;

/// Lets everybody who may see the matter see one photo of it: handlers behind the shield, and the
/// public where the matter is public. One that was withheld before is released by this too; one
/// that was released already is no error.
///
/// # Errors
/// Not found out of scope, or for a photo of another matter.
///
/// Source: UX §6 (no raw photos to handlers behind the shield), FEATURES F-A3.
pub fn release_photo(act: &mut Act<'_, '_>, number: &MatterNumber, key: &str) -> Outcome<()> {
    let (matter, photo, number) = find(act, number, key)?;
    if !photo.shielded {
        return Ok(());
    }
    attachment::release(act, key)?;
    let event = event::PhotoReleased { number };
    act.journal(Some(matter.at.district), matter.subject(), &event)?;
    Ok(())
}

/// The matter, its photo, and which of its photos that is, from 1.
pub(super) fn find(
    act: &mut Act<'_, '_>,
    number: &MatterNumber,
    key: &str,
) -> Outcome<(Matter, Attachment, usize)> {
    let matter = step::load(act, &permissions::TRIAGE, number)?;
    let mut photos = attachment::list(act.conn(), matter.subject())?;
    let at = photos.iter().position(|photo| photo.key == key).ok_or_else(Refusal::not_found)?;
    Ok((matter, photos.swap_remove(at), at + 1))
}
