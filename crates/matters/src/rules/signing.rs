//! Signing for one's part: the lead's signature moves the matter, an assistant's does not.

use crate::model::{AssignmentRole, AssignmentState, Deed, Part, Standing, Transition};

use super::{Advance, Done, MatterRefusal, advancing};

/// A signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signed {
    /// The lead signed: the matter is in hand.
    Lead(Advance),
    /// An assistant signed for its part.
    Assist(Done),
}

/// Signs on behalf of the actor's body; `part` is its part in the matter, if it has one.
///
/// # Errors
/// [`MatterRefusal::NotYours`] without a part, [`MatterRefusal::AlreadySigned`] the second time,
/// [`MatterRefusal::NotNow`].
///
/// Source: DOMAIN J-06 (first receiver), charter `matters.classes.*.sign`.
pub fn sign(standing: Standing, part: Option<Part>) -> Result<Signed, MatterRefusal> {
    let part = part.ok_or(MatterRefusal::NotYours)?;
    match part.state {
        AssignmentState::Recalled => return Err(MatterRefusal::NotYours),
        AssignmentState::Signed | AssignmentState::Done => {
            return Err(MatterRefusal::AlreadySigned);
        }
        AssignmentState::Sent => {}
    }
    match part.role {
        AssignmentRole::Lead => advancing::advance(standing, Transition::Sign).map(Signed::Lead),
        AssignmentRole::Assist => {
            advancing::perform(standing, Deed::AssistSign).map(Signed::Assist)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ClockKind, State};
    use crate::rules::advancing::tests::standing;

    fn part(role: AssignmentRole, state: AssignmentState) -> Option<Part> {
        Some(Part { role, state })
    }

    #[test]
    fn the_leads_signature_puts_the_matter_in_hand_and_stops_the_sign_clock() {
        let lead = part(AssignmentRole::Lead, AssignmentState::Sent);
        let Ok(Signed::Lead(advance)) = sign(standing(State::Dispatched), lead) else {
            panic!("the lead may sign")
        };
        assert_eq!(advance.to(), State::InProgress);
        assert!(advance.stops().has(ClockKind::Sign));
        assert!(!advance.stops().has(ClockKind::Resolve));
    }

    #[test]
    fn an_assistant_signs_before_or_after_the_lead_and_moves_nothing() {
        let assist = part(AssignmentRole::Assist, AssignmentState::Sent);
        for state in [State::Dispatched, State::InProgress] {
            let Ok(Signed::Assist(done)) = sign(standing(state), assist) else {
                panic!("an assistant may sign")
            };
            assert!(done.stops().is_empty());
        }
    }

    #[test]
    fn nobody_signs_twice_or_for_another() {
        let dispatched = standing(State::Dispatched);
        let lead = |state| part(AssignmentRole::Lead, state);
        assert_eq!(sign(dispatched, None), Err(MatterRefusal::NotYours));
        for (state, refusal) in [
            (AssignmentState::Signed, MatterRefusal::AlreadySigned),
            (AssignmentState::Done, MatterRefusal::AlreadySigned),
            (AssignmentState::Recalled, MatterRefusal::NotYours),
        ] {
            assert_eq!(sign(dispatched, lead(state)), Err(refusal));
        }
    }
}
