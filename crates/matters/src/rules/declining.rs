//! Not accepting a matter: on a ground of the catalogue, explained to whoever raised it.

use crate::model::charter::Matters;
use crate::model::{Standing, Transition};

use super::dispatching::{REPLY_MOST, in_charter};
use super::raising::required;
use super::{Advance, MatterRefusal, advancing};

/// A declined matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declined {
    /// The step.
    pub advance: Advance,
    /// The ground's key.
    pub ground: String,
    /// The outward explanation, trimmed: the reply to the reporter.
    pub explanation: String,
}

/// Declines a new matter on `ground`, which the charter's catalogue must hold.
///
/// # Errors
/// [`MatterRefusal::NotNow`]; [`MatterRefusal::NotInCharter`] at `ground`;
/// [`MatterRefusal::Blank`] or [`MatterRefusal::TooLong`] at `explanation`.
///
/// Source: DOMAIN J-04, UX §7 `refuse.ground`.
pub fn decline(
    standing: Standing,
    ground: &str,
    explanation: &str,
    matters: &Matters,
) -> Result<Declined, MatterRefusal> {
    let advance = advancing::advance(standing, Transition::Decline)?;
    in_charter("ground", ground, matters.decline(ground))?;
    let explanation = required("explanation", explanation, REPLY_MOST)?.to_owned();
    Ok(Declined { advance, ground: ground.to_owned(), explanation })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::State;
    use crate::rules::advancing::tests::standing;
    use crate::rules::testing::matters;

    #[test]
    fn a_ground_outside_the_catalogue_declines_nothing() {
        let matters = matters();
        let decline = |state, ground, why| decline(standing(state), ground, why, &matters);
        let declined = decline(State::New, "legal_channel", "请走信访渠道。").unwrap();
        assert_eq!(declined.advance.to(), State::Declined);
        assert_eq!(
            decline(State::New, "too_much_work", "忙"),
            Err(MatterRefusal::NotInCharter {
                field: "ground",
                chosen: "too_much_work".to_owned()
            })
        );
        assert_eq!(
            decline(State::New, "legal_channel", ""),
            Err(MatterRefusal::Blank { field: "explanation" })
        );
        assert_eq!(
            decline(State::InProgress, "legal_channel", "请走信访渠道。"),
            Err(MatterRefusal::not_now(State::InProgress, "decline"))
        );
    }
}
