//! Merging: several matters go on in one, and can be split off again.
//!
//! Nothing of a merged matter moves but its state: its voices, words, parts and clocks stay with
//! it, the clocks standing still.
//!
//! Source: MISSION M10, FEATURES F-B8, T2; DOMAIN 1.1 (重复诉求并单).

use crate::model::{MatterId, Standing, State, Transition};

use super::{Advance, MatterRefusal, advancing};

/// What else hangs on the matter that is merged.
#[derive(Debug, Clone, Copy, Default)]
pub struct Hanging {
    /// Others go on in it already.
    pub members: bool,
    /// Departments are called to it.
    pub whistle: bool,
}

/// The matter that others go on in, as far as the rules ask.
#[derive(Debug, Clone, Copy)]
pub struct Lead {
    /// Which.
    pub id: MatterId,
    /// Where it stands.
    pub state: State,
    /// Whether it lies in the same building, or in the same street where neither has one.
    pub is_here: bool,
}

/// Merges a matter into another.
///
/// Departments come to the matter they were called to, and answer its whistler: while a whistle
/// calls, its matter stays what it is, and others may go on in it (assumption).
///
/// # Errors
/// [`MatterRefusal::MergedIntoItself`], [`MatterRefusal::MergedElsewhere`],
/// [`MatterRefusal::MergedIntoEnded`] at `into`; [`MatterRefusal::HasMembers`] for a matter that
/// others go on in; [`MatterRefusal::StillWhistled`] for one that departments are called to;
/// [`MatterRefusal::NotNow`] unless it is open and not parked.
pub fn merge(
    standing: Standing,
    id: MatterId,
    hanging: Hanging,
    lead: Lead,
) -> Result<Advance, MatterRefusal> {
    if id == lead.id {
        return Err(MatterRefusal::MergedIntoItself);
    }
    if !lead.is_here {
        return Err(MatterRefusal::MergedElsewhere);
    }
    if !lead.state.is_open() {
        return Err(MatterRefusal::MergedIntoEnded);
    }
    if hanging.members {
        return Err(MatterRefusal::HasMembers);
    }
    if hanging.whistle {
        return Err(MatterRefusal::StillWhistled);
    }
    advancing::advance(standing, Transition::Merge)
}

/// Splits a matter off again, into the state it was merged from; `has_ended` says that it ended
/// with the one it went on in.
///
/// # Errors
/// [`MatterRefusal::EndedTogether`]; [`MatterRefusal::NotNow`] unless it is merged.
pub fn split(standing: Standing, from: State, has_ended: bool) -> Result<Advance, MatterRefusal> {
    let back = match from {
        State::Dispatched => Transition::SplitDispatched,
        State::InProgress => Transition::SplitInProgress,
        _ => Transition::SplitNew,
    };
    let advance = advancing::advance(standing, back)?;
    if has_ended { Err(MatterRefusal::EndedTogether) } else { Ok(advance) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::advancing::tests::standing;

    const LEAD: Lead = Lead { id: MatterId(2), state: State::InProgress, is_here: true };

    const NOTHING: Hanging = Hanging { members: false, whistle: false };

    fn try_it(state: State, hanging: Hanging, lead: Lead) -> Result<State, MatterRefusal> {
        merge(standing(state), MatterId(1), hanging, lead).map(|advance| advance.to())
    }

    #[test]
    fn what_is_open_goes_on_in_another_that_is_open_here() {
        for state in [State::New, State::Dispatched, State::InProgress] {
            assert_eq!(try_it(state, NOTHING, LEAD), Ok(State::Merged));
        }
        let parked = Err(MatterRefusal::not_now(State::Parked, "merge"));
        assert_eq!(try_it(State::Parked, NOTHING, LEAD), parked);
        let rows = [
            (NOTHING, Lead { id: MatterId(1), ..LEAD }, MatterRefusal::MergedIntoItself),
            (NOTHING, Lead { is_here: false, ..LEAD }, MatterRefusal::MergedElsewhere),
            (NOTHING, Lead { state: State::Closed, ..LEAD }, MatterRefusal::MergedIntoEnded),
            (Hanging { members: true, ..NOTHING }, LEAD, MatterRefusal::HasMembers),
            (Hanging { whistle: true, ..NOTHING }, LEAD, MatterRefusal::StillWhistled),
        ];
        for (hanging, lead, refusal) in rows {
            assert_eq!(try_it(State::New, hanging, lead), Err(refusal));
        }
    }

    #[test]
    fn splitting_restores_the_state_and_starts_no_clock_anew() {
        for from in [State::New, State::Dispatched, State::InProgress] {
            let merged = merge(standing(from), MatterId(1), NOTHING, LEAD).unwrap();
            let running =
                merged.stops().iter().fold(standing(from).running, |left, kind| left.without(kind));
            let back = split(Standing { state: State::Merged, running }, from, false).unwrap();
            assert_eq!(back.to(), from);
            assert!(back.stops().is_empty() && back.starts().is_empty());
        }
        let merged = standing(State::Merged);
        assert_eq!(split(merged, State::New, true), Err(MatterRefusal::EndedTogether));
        assert!(split(standing(State::New), State::New, false).is_err());
    }
}
