//! 不放照片: a worker has looked, and others are not to see it.

use platform::{Act, Outcome, attachment};

use super::release_photo;
use crate::event;
use crate::model::{MatterNumber, PhotoGround};

/// Keeps one photo of a matter from everybody but the station and the reporter, on a ground; a
/// release is taken back by this. Withheld on the same ground already is no error.
///
/// # Errors
/// Not found out of scope, or for a photo of another matter.
///
/// Source: UX §6, FEATURES F-L4 (moderation with a reason).
pub fn withhold_photo(
    act: &mut Act<'_, '_>,
    number: &MatterNumber,
    key: &str,
    ground: PhotoGround,
) -> Outcome<()> {
    let (matter, photo, number) = release_photo::find(act, number, key)?;
    if photo.withheld.as_deref() == Some(ground.word()) {
        return Ok(());
    }
    attachment::withhold(act, key, ground.word())?;
    let event = event::PhotoWithheld { number, ground };
    act.journal(Some(matter.at.district), matter.subject(), &event)?;
    Ok(())
}
