//! Closing in silence: a job closes what was completed and not spoken of within the window.

use platform::{Act, Outcome};

use super::rate_matter::window_ends;
use super::step;
use crate::event;
use crate::rules::autoclose;
use crate::store;

/// Matters closed in one act.
const CHUNK: i64 = 200;

/// Closes completed matters whose window has passed, at most 200 at a time; how many it closed.
///
/// # Errors
/// [`platform::Failure`] if the database refuses; nothing is closed then.
///
/// Source: MISSION M7, charter `matters.close.window`.
pub fn close_silent(act: &mut Act<'_, '_>) -> Outcome<usize> {
    let mut closed = 0;
    for found in store::ripe::list_completed_longest(act.conn(), CHUNK)? {
        let mut matter = store::matter::hold(act.conn(), found)?;
        let Some(ends) = window_ends(act, &matter)? else { continue };
        let standing = step::standing(act, &matter)?;
        let Ok(advance) = autoclose::auto_close(standing, ends, act.now()) else { continue };
        let charter = step::charter(act, &matter)?;
        step::take(act, &mut matter, &advance, &charter)?;
        act.journal(
            Some(matter.at.district),
            matter.subject(),
            &event::ClosedInSilence { matter: matter.id },
        )?;
        closed += 1;
    }
    Ok(closed)
}
