//! Publishing a bulletin: on which matters, in how many words, from when until when.

use jiff::civil::Date;

use crate::model::{Deed, Standing, Visibility};

use super::raising::required;
use super::{MatterRefusal, advancing};

/// Characters of a bulletin: it is read on a phone before anything else. Source: assumption.
pub const BULLETIN_MOST: usize = 300;
/// Days a bulletin may stand at most; what lasts longer is said anew. Source: assumption.
const LONGEST: i32 = 30;

/// A bulletin that may be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// The words, trimmed.
    pub words: String,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Date,
}

/// Publishes `words` about a matter, from the day `from` (today, unless a later one is named) until
/// the end of the day `until`.
///
/// # Errors
/// [`MatterRefusal::NotNow`] unless the matter is open; [`MatterRefusal::KeptToHandlers`] where its
/// reporter did not let the public see it; [`MatterRefusal::Blank`] or [`MatterRefusal::TooLong`]
/// at `words`; [`MatterRefusal::Blank`] at `until`; [`MatterRefusal::BulletinOutside`].
///
/// Source: FEATURES F-B9 (mass incident: one notice, many matters), UX §6.
pub fn publish(
    standing: Standing,
    visibility: Visibility,
    words: &str,
    (from, until): (Option<Date>, Option<Date>),
    today: Date,
) -> Result<Published, MatterRefusal> {
    advancing::perform(standing, Deed::Publish)?;
    if visibility != Visibility::PublicAnonymous {
        return Err(MatterRefusal::KeptToHandlers);
    }
    let words = required("words", words, BULLETIN_MOST)?.to_owned();
    let from = from.unwrap_or(today);
    let until = until.ok_or(MatterRefusal::Blank { field: "until" })?;
    let farthest = today.saturating_add(jiff::Span::new().days(LONGEST));
    if from < today || from > farthest {
        return Err(MatterRefusal::BulletinOutside { field: "from", farthest });
    }
    if until < from || until > farthest {
        return Err(MatterRefusal::BulletinOutside { field: "until", farthest });
    }
    Ok(Published { words, from, until })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::model::State;
    use crate::rules::advancing::tests::standing;

    const PUBLIC: Visibility = Visibility::PublicAnonymous;

    fn day(day: i8) -> Option<Date> {
        Some(date(2024, 2, day))
    }

    fn refused(
        state: State,
        visibility: Visibility,
        words: &str,
        days: (Option<Date>, Option<Date>),
    ) -> MatterRefusal {
        publish(standing(state), visibility, words, days, date(2024, 2, 5)).unwrap_err()
    }

    #[test]
    fn it_stands_from_today_or_a_later_day_until_the_end_of_another() {
        let today = date(2024, 2, 5);
        let published =
            publish(standing(State::InProgress), PUBLIC, " 换热站在修。 ", (None, day(9)), today)
                .unwrap();
        assert_eq!((published.from, published.until), (today, date(2024, 2, 9)));
        assert_eq!(published.words, "换热站在修。");
        let days = (day(8), day(8));
        assert!(publish(standing(State::New), PUBLIC, "明日停电", days, today).is_ok());
    }

    #[test]
    fn what_is_over_or_not_public_is_not_published() {
        let farthest = date(2024, 3, 6);
        let outside = |field| MatterRefusal::BulletinOutside { field, farthest };
        let until = (None, day(9));
        let rows = [
            (
                State::Completed,
                PUBLIC,
                "在修",
                until,
                MatterRefusal::not_now(State::Completed, "publish"),
            ),
            (State::New, Visibility::HandlersOnly, "在修", until, MatterRefusal::KeptToHandlers),
            (State::New, PUBLIC, "…", until, MatterRefusal::Blank { field: "words" }),
            (State::New, PUBLIC, "在修", (None, None), MatterRefusal::Blank { field: "until" }),
            (State::New, PUBLIC, "在修", (None, day(4)), outside("until")),
            (State::New, PUBLIC, "在修", (day(9), day(8)), outside("until")),
            (State::New, PUBLIC, "在修", (day(4), day(8)), outside("from")),
            (State::New, PUBLIC, "在修", (None, Some(date(2024, 3, 7))), outside("until")),
        ];
        for (state, visibility, words, days, refusal) in rows {
            assert_eq!(refused(state, visibility, words, days), refusal);
        }
    }
}
