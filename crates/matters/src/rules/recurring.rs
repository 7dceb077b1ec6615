//! Many alike: which matters make a common need, and what a person may say of it.
//!
//! Matters of one category in one building within the charter's window, as many as it asks for. What
//! a person has dismissed or settled is suggested again only by as many that were raised after that.
//! A suggestion only: a person says whether it is one.
//!
//! Source: MISSION M10, FEATURES F-B10; DOMAIN J-15 (regular analysis of what recurs); charter
//! `matters.common_need`.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use kernel::PlaceId;

use crate::model::charter::Recurring;
use crate::model::{CommonNeedId, CommonNeedState, DismissalGround, MatterId};

use super::MatterRefusal;
use super::progress::PROGRESS_MOST;
use super::raising::required;

/// Characters of what a common need is called: a line of a list. Source: assumption.
pub const TITLE_MOST: usize = 60;

/// A matter as far as recurring goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raised {
    /// Which.
    pub matter: MatterId,
    /// Its building.
    pub building: PlaceId,
    /// Its category.
    pub category: String,
    /// When it was raised.
    pub raised_at: Timestamp,
}

/// What is known of a building and a category already: the latest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Which.
    pub id: CommonNeedId,
    /// How far it has come.
    pub state: CommonNeedState,
    /// When a person said last what it is.
    pub decided_at: Option<Timestamp>,
}

/// Many alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The building.
    pub building: PlaceId,
    /// The category.
    pub category: String,
    /// The open one they belong to; `None` for a new one.
    pub open: Option<CommonNeedId>,
    /// Which matters, in the order of their ids.
    pub matters: Vec<MatterId>,
}

/// When the window of `rule` begins, counted back from `now`.
#[must_use]
pub fn window_begins(rule: Recurring, now: Timestamp) -> Timestamp {
    let window = SignedDuration::from_hours(i64::from(rule.within_days) * 24);
    now.saturating_sub(window).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// The matters that make a common need or belong to one, in the order of buildings and categories;
/// the order of `raised` does not matter.
#[must_use]
pub fn recurring(
    raised: &[Raised],
    known: &BTreeMap<(PlaceId, String), Known>,
    rule: Recurring,
    now: Timestamp,
) -> Vec<Found> {
    let begins = window_begins(rule, now);
    let mut groups: BTreeMap<(PlaceId, String), Vec<&Raised>> = BTreeMap::new();
    for one in raised.iter().filter(|one| one.raised_at >= begins) {
        groups.entry((one.building, one.category.clone())).or_default().push(one);
    }
    let least = usize::try_from(rule.matters).unwrap_or(usize::MAX);
    let found = groups.into_iter().filter_map(|(key, group)| {
        let before = known.get(&key);
        let open = before.filter(|known| known.state.is_open());
        let after = before.filter(|_| open.is_none()).and_then(|known| known.decided_at);
        let counted = group.iter().filter(|one| after.is_none_or(|after| one.raised_at > after));
        let mut matters: Vec<MatterId> = counted.map(|one| one.matter).collect();
        matters.sort_unstable();
        matters.dedup();
        let is_found = open.is_some() || matters.len() >= least;
        let (building, category) = key;
        is_found.then(|| Found { building, category, open: open.map(|one| one.id), matters })
    });
    found.collect()
}

/// Says that it is one, and what; the words, trimmed.
///
/// # Errors
/// [`MatterRefusal::NeedDecided`] unless it is suggested; [`MatterRefusal::Blank`] or
/// [`MatterRefusal::TooLong`] at `title`.
pub fn confirm(state: CommonNeedState, title: &str) -> Result<String, MatterRefusal> {
    suggested(state)?;
    Ok(required("title", title, TITLE_MOST)?.to_owned())
}

/// Says that it is none.
///
/// # Errors
/// [`MatterRefusal::NeedDecided`] unless it is suggested; [`MatterRefusal::NoGround`] without a
/// ground of the catalogue.
pub fn dismiss(
    state: CommonNeedState,
    ground: Option<DismissalGround>,
) -> Result<DismissalGround, MatterRefusal> {
    suggested(state)?;
    ground.ok_or(MatterRefusal::NoGround)
}

/// Says what became of one that was confirmed; the words, trimmed.
///
/// # Errors
/// [`MatterRefusal::NeedDecided`] unless it is confirmed; [`MatterRefusal::Blank`] or
/// [`MatterRefusal::TooLong`] at `ending`.
pub fn settle(state: CommonNeedState, ending: &str) -> Result<String, MatterRefusal> {
    if state != CommonNeedState::Confirmed {
        return Err(MatterRefusal::NeedDecided);
    }
    Ok(required("ending", ending, PROGRESS_MOST)?.to_owned())
}

fn suggested(state: CommonNeedState) -> Result<(), MatterRefusal> {
    if state == CommonNeedState::Suggested { Ok(()) } else { Err(MatterRefusal::NeedDecided) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const RULE: Recurring = Recurring { matters: 3, within_days: 10 };
    const DAY: i64 = 24 * 3600;

    fn at(day: i64) -> Timestamp {
        Timestamp::from_second(day * DAY).unwrap()
    }

    fn raised(matter: i64, building: i64, category: &str, day: i64) -> Raised {
        Raised {
            matter: MatterId(matter),
            building: PlaceId(building),
            category: category.to_owned(),
            raised_at: at(day),
        }
    }

    fn three() -> Vec<Raised> {
        (1..=3).map(|day| raised(day, 7, "facilities.heating", 90 + day)).collect()
    }

    fn known(state: CommonNeedState, day: i64) -> BTreeMap<(PlaceId, String), Known> {
        let one = Known { id: CommonNeedId(5), state, decided_at: Some(at(day)) };
        BTreeMap::from([((PlaceId(7), "facilities.heating".to_owned()), one)])
    }

    #[test]
    fn as_many_as_the_charter_asks_within_its_window_are_found() {
        let found = recurring(&three(), &BTreeMap::new(), RULE, at(100));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].matters, [MatterId(1), MatterId(2), MatterId(3)]);
        assert!(found[0].open.is_none());
        // One day later the first lies outside the window.
        let rows = [(101, 1), (102, 0)];
        for (day, groups) in rows {
            assert_eq!(recurring(&three(), &BTreeMap::new(), RULE, at(day)).len(), groups);
        }
        let mixed = [raised(1, 7, "a", 99), raised(2, 8, "a", 99), raised(3, 7, "b", 99)];
        assert!(recurring(&mixed, &BTreeMap::new(), RULE, at(100)).is_empty());
    }

    #[test]
    fn an_open_one_takes_in_what_comes_and_a_decided_one_counts_from_then_on() {
        for state in [CommonNeedState::Suggested, CommonNeedState::Confirmed] {
            let found = recurring(&three()[..1], &known(state, 92), RULE, at(100));
            assert_eq!(found[0].open, Some(CommonNeedId(5)));
        }
        for state in [CommonNeedState::Dismissed, CommonNeedState::Settled] {
            assert!(recurring(&three(), &known(state, 91), RULE, at(100)).is_empty());
            assert_eq!(recurring(&three(), &known(state, 90), RULE, at(100)).len(), 1);
        }
    }

    #[test]
    fn a_person_decides_once_and_says_why() {
        use CommonNeedState as S;
        assert_eq!(confirm(S::Suggested, " 冬天冷 "), Ok("冬天冷".to_owned()));
        assert_eq!(confirm(S::Confirmed, "冬天冷"), Err(MatterRefusal::NeedDecided));
        assert_eq!(confirm(S::Suggested, ""), Err(MatterRefusal::Blank { field: "title" }));
        assert_eq!(dismiss(S::Suggested, None), Err(MatterRefusal::NoGround));
        let ground = DismissalGround::Passing;
        assert_eq!(dismiss(S::Suggested, Some(ground)), Ok(ground));
        assert_eq!(dismiss(S::Settled, Some(ground)), Err(MatterRefusal::NeedDecided));
        assert_eq!(settle(S::Suggested, "换了"), Err(MatterRefusal::NeedDecided));
        assert_eq!(settle(S::Confirmed, "换了"), Ok("换了".to_owned()));
    }

    fn some() -> impl Strategy<Value = Vec<Raised>> {
        let one = (0i64..40, 1i64..4, prop::sample::select(vec!["a", "b"]), 80i64..100);
        let one = one.prop_map(|(id, building, category, day)| {
            // An id names one matter: what it is follows from it.
            raised(id * 1000 + building * 100 + day, building, category, day)
        });
        prop::collection::vec(one, 0..30)
    }

    proptest! {
        #[test]
        fn what_is_found_does_not_hang_on_the_order(all in some(), seed in any::<u64>()) {
            let mut turned = all.clone();
            turned.rotate_left(usize::try_from(seed % 31).unwrap_or(0).min(all.len()));
            turned.reverse();
            let (one, other) = (
                recurring(&all, &BTreeMap::new(), RULE, at(100)),
                recurring(&turned, &BTreeMap::new(), RULE, at(100)),
            );
            prop_assert_eq!(&one, &other);
            prop_assert!(one.iter().all(|found| found.matters.len() >= 3));
        }
    }
}
