//! Logging progress: inward by default, outward when the reporter and the public may read it.

use crate::model::{Deed, Part, Standing};

use super::contacting::open_part;
use super::raising::required;
use super::{Done, MatterRefusal, advancing};

/// Characters of a progress entry. Source: assumption.
pub const PROGRESS_MOST: usize = 500;

/// A progress entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progressed {
    /// What it does to the clocks: an outward word counts as contact.
    pub done: Done,
    /// The text, trimmed.
    pub text: String,
}

/// What was typed at `field`, trimmed.
///
/// # Errors
/// [`MatterRefusal::Blank`] or [`MatterRefusal::TooLong`] at `field`.
pub fn words(field: &'static str, typed: &str) -> Result<String, MatterRefusal> {
    Ok(required(field, typed, PROGRESS_MOST)?.to_owned())
}

/// Logs progress for a body with an open part.
///
/// # Errors
/// [`MatterRefusal::NotYours`], [`MatterRefusal::NotNow`]; [`MatterRefusal::Blank`] or
/// [`MatterRefusal::TooLong`] at `progress`.
///
/// Source: UX §3 Handle, FEATURES F-C10 (inward is the default), T1.
pub fn log(
    standing: Standing,
    part: Option<Part>,
    outward: bool,
    text: &str,
) -> Result<Progressed, MatterRefusal> {
    open_part(part)?;
    let deed = if outward { Deed::OutwardProgress } else { Deed::InwardProgress };
    let done = advancing::perform(standing, deed)?;
    let text = words("progress", text)?;
    Ok(Progressed { done, text })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{AssignmentRole, AssignmentState, ClockKind, State};
    use crate::rules::advancing::tests::standing;

    const PART: Option<Part> =
        Some(Part { role: AssignmentRole::Assist, state: AssignmentState::Sent });

    #[test]
    fn only_an_outward_entry_counts_as_contact() {
        let matter = standing(State::InProgress);
        for outward in [true, false] {
            let entry = log(matter, PART, outward, " 维保已到场 ").unwrap();
            assert_eq!(entry.done.stops().has(ClockKind::Contact), outward);
            assert_eq!(entry.text, "维保已到场");
        }
    }

    #[test]
    fn an_entry_needs_words_a_part_and_a_matter_in_hand() {
        let matter = standing(State::InProgress);
        let blank = MatterRefusal::Blank { field: "progress" };
        assert_eq!(log(matter, PART, true, "…"), Err(blank));
        assert_eq!(log(matter, None, true, "到场"), Err(MatterRefusal::NotYours));
        assert_eq!(
            log(standing(State::Closed), PART, false, "到场"),
            Err(MatterRefusal::not_now(State::Closed, "inward_progress"))
        );
    }
}
