//! The handler's word with the reporter.

use crate::model::{Deed, Part, Standing};

use super::{Done, MatterRefusal, advancing};

/// Records that a body with an open part spoke with the reporter; stops the contact clock, if it
/// runs still. Further contacts are recorded as well.
///
/// # Errors
/// [`MatterRefusal::NotYours`] without an open part; [`MatterRefusal::NotNow`] unless the matter
/// is in hand.
///
/// Source: DOMAIN J-08 (contact the caller in time).
pub fn contact(standing: Standing, part: Option<Part>) -> Result<Done, MatterRefusal> {
    open_part(part)?;
    advancing::perform(standing, Deed::Contact)
}

/// The part, when it is open.
pub(super) fn open_part(part: Option<Part>) -> Result<Part, MatterRefusal> {
    part.filter(|part| part.state.is_open()).ok_or(MatterRefusal::NotYours)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{AssignmentRole, AssignmentState, ClockKind, State};
    use crate::rules::advancing::tests::standing;

    #[test]
    fn the_first_contact_stops_the_clock_and_a_second_finds_none() {
        let part = Some(Part { role: AssignmentRole::Lead, state: AssignmentState::Signed });
        let matter = standing(State::InProgress);
        let first = contact(matter, part).unwrap();
        assert!(first.stops().has(ClockKind::Contact));
        let later = Standing { running: matter.running.without(ClockKind::Contact), ..matter };
        assert!(contact(later, part).unwrap().stops().is_empty());
    }

    #[test]
    fn contact_needs_an_open_part_in_a_matter_in_hand() {
        let done = Some(Part { role: AssignmentRole::Lead, state: AssignmentState::Done });
        assert_eq!(contact(standing(State::InProgress), done), Err(MatterRefusal::NotYours));
        assert_eq!(contact(standing(State::InProgress), None), Err(MatterRefusal::NotYours));
        let sent = Some(Part { role: AssignmentRole::Lead, state: AssignmentState::Sent });
        assert_eq!(
            contact(standing(State::Dispatched), sent),
            Err(MatterRefusal::not_now(State::Dispatched, "contact"))
        );
    }
}
