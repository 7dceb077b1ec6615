//! A span of days; both its first and its last day count.

use jiff::civil::Date;

/// A span of days, open when it has no last day.
///
/// Both ends count, as in the ledgers (任期起, 任期止) and DOMAIN D-4.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Term {
    /// First day.
    pub from: Date,
    /// Last day; `None` while it goes on.
    pub until: Option<Date>,
}

impl Term {
    /// From `from` on, without an end.
    #[must_use]
    pub const fn since(from: Date) -> Self {
        Self { from, until: None }
    }

    /// From `from` to `until`, both included; `None` if it would end before it begins.
    #[must_use]
    pub fn between(from: Date, until: Date) -> Option<Self> {
        (from <= until).then_some(Self { from, until: Some(until) })
    }

    /// Whether `day` lies in it.
    #[must_use]
    pub fn contains(&self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }

    /// Whether some day lies in both.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.until.is_none_or(|until| other.from <= until)
            && other.until.is_none_or(|until| self.from <= until)
    }

    /// The days both share, if any.
    #[must_use]
    pub fn intersection(&self, other: &Self) -> Option<Self> {
        let until = match (self.until, other.until) {
            (Some(one), Some(two)) => Some(one.min(two)),
            (one, two) => one.or(two),
        };
        self.overlaps(other).then_some(Self { from: self.from.max(other.from), until })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn span(from: i8, until: Option<i8>) -> Term {
        Term { from: date(2024, 2, from), until: until.map(|day| date(2024, 2, day)) }
    }

    #[test]
    fn both_ends_count() {
        let cases = [
            (span(2, Some(4)), 1, false),
            (span(2, Some(4)), 2, true),
            (span(2, Some(4)), 4, true),
            (span(2, Some(4)), 5, false),
            (span(2, None), 29, true),
            (span(2, Some(2)), 2, true),
        ];
        for (term, day, expected) in cases {
            assert_eq!(term.contains(date(2024, 2, day)), expected, "{term:?} on {day}");
        }
        assert_eq!(Term::between(date(2024, 2, 2), date(2024, 2, 1)), None);
    }

    #[test]
    fn spans_overlap_when_some_day_lies_in_both() {
        for (one, two) in [
            (span(1, Some(5)), span(5, Some(9))),
            (span(1, None), span(5, Some(9))),
            (span(1, None), span(5, None)),
            (span(1, Some(5)), span(6, Some(9))),
            (span(3, Some(4)), span(1, Some(9))),
        ] {
            let shared = (1..=29)
                .filter(|&d| one.contains(date(2024, 2, d)) && two.contains(date(2024, 2, d)));
            let shared: Vec<i8> = shared.collect();
            assert_eq!(one.overlaps(&two), !shared.is_empty(), "{one:?} {two:?}");
            assert_eq!(two.overlaps(&one), !shared.is_empty(), "{two:?} {one:?}");
            let met = one.intersection(&two).map(|term| term.from.day());
            assert_eq!(met, shared.first().copied());
        }
    }
}
