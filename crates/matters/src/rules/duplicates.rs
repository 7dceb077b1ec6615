//! Finding what may be the same matter: like words, near in place, close in time.
//!
//! The likeness of two texts is how much of the shorter one's character bigrams stands in the
//! longer, of the folded text; it needs no dictionary and works for any language. What somebody
//! writes is held against titles, which are a tenth as long: a measure that asks for like lengths
//! finds one in seventeen. Place, time and category then lower or raise the bar. A suggestion
//! only: a person says whether it is the same.
//!
//! Source: MISSION M1, M10; FEATURES F-A7, T2 (cancelled and closed items are left out); measured
//! in `docs/suggestions.md`.

use std::collections::BTreeSet;

use jiff::Timestamp;
use kernel::PlaceId;

use crate::model::State;

use super::text;

/// Two matters raised further apart than this are not suggested: 90 days, in seconds.
/// Source: assumption.
const FARTHEST: i64 = 90 * 24 * 3600;
/// Within this time a like matter is likely the same: 14 days, in seconds. Source: assumption.
const CLOSE: i64 = 14 * 24 * 3600;
/// Bigrams that a text has at least for its words to tell by themselves. Source: assumption.
const FEWEST: usize = 4;
/// Points of a hundred at which a pair is suggested.
pub const THRESHOLD: u32 = 40;

/// A matter as far as likeness goes.
#[derive(Debug, Clone, Copy)]
pub struct Likened<'a> {
    /// What to compare: the title, or the raw words where the one who asks may see them.
    pub text: &'a str,
    /// Its category, chosen or read out of the words.
    pub category: Option<&'a str>,
    /// Its building.
    pub building: PlaceId,
    /// Its floor or spot, when known.
    pub spot: Option<PlaceId>,
    /// When it was raised.
    pub raised_at: Timestamp,
}

/// How alike two matters are, of a hundred: at most 70 for the words, 15 for the same category,
/// 10 for the same spot, 5 for closeness in time.
///
/// Zero for another building, for more than 90 days between, and for words with nothing in
/// common. Symmetric.
#[must_use]
pub fn likeness(one: &Likened<'_>, other: &Likened<'_>) -> u32 {
    let apart = one.raised_at.duration_since(other.raised_at).as_secs().abs();
    let words = overlap(&bigrams(one.text), &bigrams(other.text));
    if one.building != other.building || apart > FARTHEST || words == 0 {
        return 0;
    }
    let same_category = one.category.is_some() && one.category == other.category;
    let same_spot = one.spot.is_some() && one.spot == other.spot;
    words * 7 / 10
        + if same_category { 15 } else { 0 }
        + if same_spot { 10 } else { 0 }
        + if apart <= CLOSE { 5 } else { 0 }
}

/// Why two matters look alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// Their words: how many of a hundred they have in common.
    Words(u32),
    /// The same category.
    Category,
    /// The same floor or spot.
    Spot,
    /// So many days lie between them, 0 for less than one.
    Days(i64),
}

impl Ground {
    /// The locale key of its sentence; all but the category and the spot take a number `n`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Words(_) => "matter-alike-words",
            Self::Category => "matter-alike-category",
            Self::Spot => "matter-alike-spot",
            Self::Days(0) => "matter-alike-same-day",
            Self::Days(_) => "matter-alike-days",
        }
    }

    /// The number in the sentence.
    #[must_use]
    pub const fn number(self) -> i64 {
        match self {
            Self::Words(percent) => percent as i64,
            Self::Days(days) => days,
            Self::Category | Self::Spot => 0,
        }
    }
}

/// What speaks for the likeness of two matters, in the order of its weight.
#[must_use]
pub fn grounds(one: &Likened<'_>, other: &Likened<'_>) -> Vec<Ground> {
    let apart = one.raised_at.duration_since(other.raised_at).as_hours().abs() / 24;
    let words = Ground::Words(overlap(&bigrams(one.text), &bigrams(other.text)));
    let same_category = one.category.is_some() && one.category == other.category;
    let same_spot = one.spot.is_some() && one.spot == other.spot;
    let mut grounds = vec![words];
    grounds.extend(same_category.then_some(Ground::Category));
    grounds.extend(same_spot.then_some(Ground::Spot));
    grounds.push(Ground::Days(apart));
    grounds
}

/// Whether a matter in this state can be suggested: still open, or done and not yet closed.
#[must_use]
pub const fn is_suggested(state: State) -> bool {
    state.is_open() || matches!(state, State::Completed)
}

/// The candidates worth showing, most alike first, at most `most`; ties keep the order given.
pub fn suggest<'a, T>(
    asked: &Likened<'_>,
    candidates: impl IntoIterator<Item = (T, State, Likened<'a>)>,
    most: usize,
) -> Vec<(T, u32)> {
    let open = candidates.into_iter().filter(|(_, state, _)| is_suggested(*state));
    rank(asked, open.map(|(which, _, candidate)| (which, candidate)), most)
}

/// The candidates in whatever state, most alike first, at most `most`; ties keep the order given.
///
/// Source: FEATURES T2 (ended ones are shown where somebody asks for them).
pub fn rank<'a, T>(
    asked: &Likened<'_>,
    candidates: impl IntoIterator<Item = (T, Likened<'a>)>,
    most: usize,
) -> Vec<(T, u32)> {
    let mut found: Vec<(T, u32)> = candidates
        .into_iter()
        .map(|(which, candidate)| (which, likeness(asked, &candidate)))
        .filter(|(_, likeness)| *likeness >= THRESHOLD)
        .collect();
    found.sort_by_key(|(_, likeness)| std::cmp::Reverse(*likeness));
    found.truncate(most);
    found
}

fn bigrams(text: &str) -> BTreeSet<(char, char)> {
    let letters: Vec<char> = text::fold(text).chars().collect();
    match letters.as_slice() {
        [only] => BTreeSet::from([(*only, *only)]),
        letters => letters.windows(2).map(|pair| (pair[0], pair[1])).collect(),
    }
}

/// The common bigrams over those of the shorter text, in percent; a text of hardly any words counts
/// as one of [`FEWEST`], since a single word is in many.
fn overlap(one: &BTreeSet<(char, char)>, other: &BTreeSet<(char, char)>) -> u32 {
    let common = one.intersection(other).count();
    let percent = 100 * common / one.len().min(other.len()).max(FEWEST);
    u32::try_from(percent).unwrap_or(100)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const DAY: i64 = 24 * 3600;

    fn likened(text: &str) -> Likened<'_> {
        Likened {
            text,
            category: None,
            building: PlaceId(1),
            spot: None,
            raised_at: Timestamp::UNIX_EPOCH,
        }
    }

    fn at_day(day: i64) -> Timestamp {
        Timestamp::from_second(day * DAY).unwrap()
    }

    #[test]
    fn the_same_thing_in_other_words_is_suggested_when_place_and_category_agree() {
        let one = Likened {
            category: Some("facility.lift"),
            spot: Some(PlaceId(12)),
            ..likened("2 号电梯早上八点半到九点老停")
        };
        let other = Likened { text: "2 号客梯早高峰反复停梯", ..one };
        assert!(likeness(&one, &other) >= THRESHOLD);
        let elsewhere = Likened { category: None, spot: Some(PlaceId(3)), ..other };
        assert!(likeness(&one, &elsewhere) < THRESHOLD);
    }

    #[test]
    fn like_words_suffice_within_a_building() {
        let one = likened("地下车库访客车位长期被占");
        let other =
            Likened { raised_at: at_day(20), ..likened("访客车位长期被占，没人管") };
        assert!(likeness(&one, &other) >= THRESHOLD);
        assert!(likeness(&one, &likened("十二层空调不热")) < THRESHOLD);
    }

    #[test]
    fn a_title_is_found_again_in_a_long_report() {
        let report = likened(
            "物业你们好，我在十二层上班，这个月已经第三次了，地下车库的访客车位一直被外面的车\
             占着，客户来了没有地方停，打了电话也没有人来管，希望尽快处理，谢谢",
        );
        let title = likened("访客车位一直被外面的车占着");
        assert!(likeness(&report, &title) >= THRESHOLD);
        assert!(likeness(&report, &likened("十二层空调不热")) < THRESHOLD);
        assert!(likeness(&report, &likened("车位")) < THRESHOLD);
    }

    #[test]
    fn the_grounds_say_what_is_alike() {
        let one =
            Likened { category: Some("x"), ..likened("地下车库访客车位长期被占") };
        let other = Likened { raised_at: at_day(3), ..one };
        assert_eq!(grounds(&one, &other), [Ground::Words(100), Ground::Category, Ground::Days(3)]);
        let spot = Likened { category: None, spot: Some(PlaceId(4)), ..one };
        assert_eq!(grounds(&spot, &spot), [Ground::Words(100), Ground::Spot, Ground::Days(0)]);
    }

    #[test]
    fn another_building_or_long_ago_is_another_matter() {
        let one = likened("地下车库访客车位长期被占");
        assert_eq!(likeness(&one, &Likened { building: PlaceId(2), ..one }), 0);
        assert_eq!(likeness(&one, &Likened { raised_at: at_day(91), ..one }), 0);
        assert!(likeness(&one, &Likened { raised_at: at_day(90), ..one }) >= THRESHOLD);
    }

    #[test]
    fn ended_matters_are_left_out_and_the_most_alike_comes_first() {
        let asked = likened("地下车库访客车位被占");
        let candidates = [
            ("closed", State::Closed, asked),
            ("withdrawn", State::Withdrawn, asked),
            ("declined", State::Declined, asked),
            ("far", State::New, likened("地下车库漏水，访客车位没法停")),
            ("completed", State::Completed, likened("地下车库访客车位长期被占用")),
            ("same", State::InProgress, Likened { category: Some("x"), ..asked }),
        ];
        let names = |most| -> Vec<&str> {
            suggest(&asked, candidates, most).into_iter().map(|(name, _)| name).collect()
        };
        assert_eq!(names(9), ["same", "completed", "far"]);
        assert_eq!(names(1), ["same"]);
    }

    proptest! {
        #[test]
        fn likeness_is_symmetric_and_bounded(
            texts in ("[梯停车位层热漏水a1 ，]{0,20}", "[梯停车位层热漏水a1 ，]{0,20}"),
            categories in (0..3usize, 0..3usize),
            spots in (0..3i64, 0..3i64),
            days in (0..100i64, 0..100i64),
        ) {
            let keys = [None, Some("a"), Some("b")];
            let of = |text, category: usize, spot, day| Likened {
                text,
                category: keys[category],
                building: PlaceId(1),
                spot: (spot > 0).then_some(PlaceId(spot)),
                raised_at: at_day(day),
            };
            let one = of(texts.0.as_str(), categories.0, spots.0, days.0);
            let other = of(texts.1.as_str(), categories.1, spots.1, days.1);
            prop_assert_eq!(likeness(&one, &other), likeness(&other, &one));
            prop_assert!(likeness(&one, &other) <= 100);
        }
    }
}
