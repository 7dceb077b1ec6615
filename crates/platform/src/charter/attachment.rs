//! Which charter holds at a place on a day: the nearest one attached on the way up the tree.

use jiff::civil::Date;
use kernel::PlaceId;

/// A version of a charter that holds at a place and everywhere below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// The place it is attached to.
    pub place: PlaceId,
    /// Id of the charter.
    pub charter: String,
    /// Its version.
    pub version: u32,
    /// First day it holds.
    pub from: Date,
    /// Last day it holds; open while it is in force.
    pub until: Option<Date>,
}

impl Attachment {
    /// Whether it holds on `day`; both its first and its last day count.
    #[must_use]
    pub fn holds_on(&self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }
}

/// The attachment that decides at the end of `path` on `day`.
///
/// `path` goes from the district down to the place in question. The nearest place with a charter
/// in force decides; of several at one place, the one in force since the latest day, and of two
/// since the same day the higher version.
///
/// Source: DESIGN §1.1 (inherited downward).
#[must_use]
pub fn resolve_for<'a>(
    path: &[PlaceId],
    attachments: &'a [Attachment],
    day: Date,
) -> Option<&'a Attachment> {
    path.iter().rev().find_map(|place| {
        let here = attachments.iter().filter(|one| one.place == *place && one.holds_on(day));
        here.max_by_key(|one| (one.from, one.version))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn attached(place: i64, charter: &str, version: u32, from: Date) -> Attachment {
        let (place, charter) = (PlaceId::from(place), charter.to_owned());
        Attachment { place, charter, version, from, until: None }
    }

    fn path(places: &[i64]) -> Vec<PlaceId> {
        places.iter().copied().map(PlaceId::from).collect()
    }

    #[test]
    fn the_nearest_charter_on_the_way_up_decides() {
        let attachments = [
            attached(1, "district", 1, date(2023, 1, 1)),
            attached(1, "district", 2, date(2024, 1, 1)),
            attached(20, "street", 1, date(2023, 7, 1)),
        ];
        let cases = [
            (vec![1, 20, 300], date(2023, 6, 30), Some(("district", 1))),
            (vec![1, 20, 300], date(2023, 7, 1), Some(("street", 1))),
            (vec![1, 21, 301], date(2023, 7, 1), Some(("district", 1))),
            (vec![1, 21, 301], date(2024, 1, 1), Some(("district", 2))),
            (vec![1, 20], date(2024, 1, 1), Some(("street", 1))),
            (vec![1, 20], date(2022, 12, 31), None),
            (vec![9], date(2024, 1, 1), None),
        ];
        for (places, day, expected) in cases {
            let found = resolve_for(&path(&places), &attachments, day);
            let found = found.map(|one| (one.charter.as_str(), one.version));
            assert_eq!(found, expected, "{places:?} on {day}");
        }
    }

    #[test]
    fn what_has_ended_gives_way_to_the_charter_above() {
        let street = Attachment {
            until: Some(date(2023, 12, 31)),
            ..attached(20, "street", 1, date(2023, 7, 1))
        };
        let attachments = [attached(1, "district", 1, date(2023, 1, 1)), street];
        let on = |day| resolve_for(&path(&[1, 20]), &attachments, day).map(|one| &*one.charter);
        assert_eq!(on(date(2023, 12, 31)), Some("street"));
        assert_eq!(on(date(2024, 1, 1)), Some("district"));
    }
}
