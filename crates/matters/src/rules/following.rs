//! What whoever raised or shares a matter may do while it is open: join it, add to it, urge it,
//! take it back.

use jiff::Timestamp;

use crate::model::{Deed, Standing, Transition};

use super::raising::required;
use super::{Advance, Done, MatterRefusal, advancing};

/// Characters of a supplement. Source: assumption.
pub const SUPPLEMENT_MOST: usize = 1000;

/// Adds a voice ("me too"); whoever joins follows the matter. `counts_already` says that the
/// person or device has a voice in it, the reporter's included: a person counts once.
///
/// # Errors
/// [`MatterRefusal::NotNow`] unless the matter is open; [`MatterRefusal::AlreadyCounted`].
///
/// Source: UX §3 Raise (我也遇到), FEATURES F-A7.
pub fn join(standing: Standing, counts_already: bool) -> Result<Done, MatterRefusal> {
    let done = advancing::perform(standing, Deed::Join)?;
    if counts_already { Err(MatterRefusal::AlreadyCounted) } else { Ok(done) }
}

/// Adds what the reporter forgot; the text stays as raw as the first.
///
/// # Errors
/// [`MatterRefusal::NotTheReporter`], [`MatterRefusal::NotNow`]; [`MatterRefusal::Blank`] or
/// [`MatterRefusal::TooLong`] at `supplement`.
///
/// Source: UX §3 Follow (补充).
pub fn supplement(
    standing: Standing,
    is_reporter: bool,
    text: &str,
) -> Result<(Done, String), MatterRefusal> {
    let done = advancing::perform(standing, Deed::Supplement)?;
    reporter_only(is_reporter)?;
    Ok((done, required("supplement", text, SUPPLEMENT_MOST)?.to_owned()))
}

/// Urges; once per the charter's interval. `again_from` is when the latest urging allows the
/// next, `None` when there was none.
///
/// # Errors
/// [`MatterRefusal::NotTheReporter`], [`MatterRefusal::NotNow`],
/// [`MatterRefusal::UrgedTooSoon`].
///
/// Source: UX §3 Follow (催一下: once per interval, visible).
pub fn urge(
    standing: Standing,
    is_reporter: bool,
    again_from: Option<Timestamp>,
    now: Timestamp,
) -> Result<Done, MatterRefusal> {
    let done = advancing::perform(standing, Deed::Urge)?;
    reporter_only(is_reporter)?;
    match again_from {
        Some(from) if now < from => {
            let seconds = from.duration_since(now).as_secs_f64();
            // A wait of hours at most: the rounded minutes fit.
            Err(MatterRefusal::UrgedTooSoon { minutes: (seconds / 60.0).ceil() as i64 })
        }
        _ => Ok(done),
    }
}

/// What taking back does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakenBack {
    /// The reporter was alone with it: the matter ends.
    Matter(Advance),
    /// Others wait for it too: it stays, without the reporter's voice.
    Voice,
}

/// Takes back what the reporter raised; `voices` counts everyone who waits for it, the reporter
/// included, and others' voices are not the reporter's to take.
///
/// # Errors
/// [`MatterRefusal::NotTheReporter`]; [`MatterRefusal::NotNow`] once it is completed or ended.
///
/// Source: UX §3 Follow (撤回); that shared matters stay: assumption.
pub fn withdraw(
    standing: Standing,
    is_reporter: bool,
    voices: u32,
) -> Result<TakenBack, MatterRefusal> {
    let advance = advancing::advance(standing, Transition::Withdraw)?;
    reporter_only(is_reporter)?;
    Ok(if voices > 1 { TakenBack::Voice } else { TakenBack::Matter(advance) })
}

fn reporter_only(is_reporter: bool) -> Result<(), MatterRefusal> {
    if is_reporter { Ok(()) } else { Err(MatterRefusal::NotTheReporter) }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;
    use crate::model::State;
    use crate::rules::advancing::tests::standing;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn an_open_matter_can_be_joined_and_a_completed_one_cannot() {
        for state in [State::New, State::Dispatched, State::InProgress] {
            assert!(join(standing(state), false).is_ok());
        }
        assert_eq!(
            join(standing(State::Completed), false),
            Err(MatterRefusal::not_now(State::Completed, "join"))
        );
    }

    #[test]
    fn urging_waits_for_the_interval_and_says_how_long() {
        let matter = standing(State::InProgress);
        assert!(urge(matter, true, None, at(0)).is_ok());
        assert!(urge(matter, true, Some(at(600)), at(600)).is_ok());
        for (now, minutes) in [(0, 10), (1, 10), (540, 1), (599, 1)] {
            assert_eq!(
                urge(matter, true, Some(at(600)), at(now)),
                Err(MatterRefusal::UrgedTooSoon { minutes })
            );
        }
        assert_eq!(urge(matter, false, None, at(0)), Err(MatterRefusal::NotTheReporter));
    }

    #[test]
    fn a_supplement_needs_words_and_the_reporter() {
        let matter = standing(State::Dispatched);
        assert_eq!(supplement(matter, true, " 今天又停 ").unwrap().1, "今天又停");
        assert_eq!(
            supplement(matter, true, "  "),
            Err(MatterRefusal::Blank { field: "supplement" })
        );
        assert_eq!(supplement(matter, false, "停"), Err(MatterRefusal::NotTheReporter));
        assert!(supplement(standing(State::Closed), true, "停").is_err());
    }

    #[test]
    fn a_shared_matter_stays_when_its_reporter_takes_it_back() {
        let matter = standing(State::InProgress);
        let Ok(TakenBack::Matter(advance)) = withdraw(matter, true, 1) else {
            panic!("one's own matter can be withdrawn")
        };
        assert_eq!(advance.to(), State::Withdrawn);
        assert_eq!(withdraw(matter, true, 2), Ok(TakenBack::Voice));
        assert_eq!(withdraw(matter, false, 1), Err(MatterRefusal::NotTheReporter));
        assert!(withdraw(standing(State::Completed), true, 1).is_err());
    }

    proptest! {
        #[test]
        fn a_person_counts_once_however_often_they_join(
            joins in proptest::collection::vec(0..6u8, 0..30),
        ) {
            let matter = standing(State::New);
            let mut voices = Vec::new();
            for person in &joins {
                if join(matter, voices.contains(person)).is_ok() {
                    voices.push(*person);
                }
            }
            let people: BTreeSet<_> = joins.into_iter().collect();
            prop_assert_eq!(voices.len(), people.len());
        }
    }
}
