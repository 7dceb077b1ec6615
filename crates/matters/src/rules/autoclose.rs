//! Closing in silence: the charter's window after completion has passed.

use jiff::Timestamp;

use crate::model::{Standing, Transition};

use super::{Advance, MatterRefusal, advancing};

/// Closes a completed matter once `window_ends` has passed, called back or not.
///
/// # Errors
/// [`MatterRefusal::NotNow`] unless it is completed; [`MatterRefusal::WindowStillRuns`] up to and
/// including the last moment of the window (DOMAIN D-4).
///
/// Source: MISSION M7, charter `matters` (the window).
pub fn auto_close(
    standing: Standing,
    window_ends: Timestamp,
    now: Timestamp,
) -> Result<Advance, MatterRefusal> {
    let advance = advancing::advance(standing, Transition::AutoClose)?;
    if now <= window_ends {
        return Err(MatterRefusal::WindowStillRuns);
    }
    Ok(advance)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::State;
    use crate::rules::advancing::tests::standing;

    #[test]
    fn a_completed_matter_closes_only_after_the_whole_window() {
        let at = |second| Timestamp::from_second(second).unwrap();
        let close = |state, now| auto_close(standing(state), at(100), at(now));
        assert_eq!(close(State::Completed, 101).unwrap().to(), State::Closed);
        assert_eq!(close(State::Completed, 100), Err(MatterRefusal::WindowStillRuns));
        assert_eq!(
            close(State::InProgress, 101),
            Err(MatterRefusal::not_now(State::InProgress, "auto_close"))
        );
    }
}
