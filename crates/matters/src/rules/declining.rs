//! Not accepting a matter: on a ground of the catalogue, explained to whoever raised it.

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

/// Declines a new matter on `ground`, which must be one of the charter's `grounds`.
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
    grounds: &[&str],
) -> Result<Declined, MatterRefusal> {
    let advance = advancing::advance(standing, Transition::Decline)?;
    in_charter("ground", ground, grounds)?;
    let explanation = required("explanation", explanation, REPLY_MOST)?.to_owned();
    Ok(Declined { advance, ground: ground.to_owned(), explanation })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::State;
    use crate::rules::advancing::tests::standing;

    #[test]
    fn a_ground_outside_the_catalogue_declines_nothing() {
        let grounds = ["outside_duties", "petition"];
        let decline = |state, ground, why| decline(standing(state), ground, why, &grounds);
        let declined = decline(State::New, "petition", "请走信访渠道。").unwrap();
        assert_eq!(declined.advance.to(), State::Declined);
        assert_eq!(
            decline(State::New, "too_much_work", "忙"),
            Err(MatterRefusal::NotInCharter {
                field: "ground",
                chosen: "too_much_work".to_owned()
            })
        );
        assert_eq!(
            decline(State::New, "petition", ""),
            Err(MatterRefusal::Blank { field: "explanation" })
        );
        assert_eq!(
            decline(State::InProgress, "petition", "请走信访渠道。"),
            Err(MatterRefusal::not_now(State::InProgress, "decline"))
        );
    }
}
