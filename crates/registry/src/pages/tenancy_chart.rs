//! Tenancies over time as lines on a scale of years. Source: mockup `enterprise`.

use jiff::ToSpan;
use jiff::civil::{Date, date};

use crate::model::Term;

/// Width of the scale in the picture's units.
const WIDTH: i64 = 640;
/// Where the scale begins; left of it stand the places.
const LEFT: i64 = 150;
/// Height of a line, and of the years above.
const ROW: i64 = 26;
/// Years beyond which nothing is drawn: a slip of a century in a ledger must not flatten the rest.
const YEARS: i16 = 40;

/// One tenancy.
pub(super) struct Line {
    pub(super) place: String,
    pub(super) term: Term,
    /// What stands in its bar.
    pub(super) words: String,
}

/// The picture.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Chart {
    pub(super) width: i64,
    pub(super) height: i64,
    /// Years with where each begins.
    pub(super) years: Vec<(i16, i64)>,
    pub(super) bars: Vec<Bar>,
    /// Where the day shown is; `None` outside the scale.
    pub(super) day: Option<i64>,
}

/// One bar: what has passed by the day shown, and what is agreed beyond it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Bar {
    pub(super) place: String,
    pub(super) words: String,
    pub(super) y: i64,
    pub(super) text_y: i64,
    pub(super) x: i64,
    pub(super) past: i64,
    /// Where the agreed part begins and how long it is; length 0 for none.
    pub(super) agreed: (i64, i64),
}

impl Chart {
    /// The picture of `lines` as seen on `day`; `None` without lines or with dates out of bounds.
    pub(super) fn of(lines: &[Line], day: Date) -> Option<Self> {
        let first = lines.iter().map(|line| line.term.from).min()?.year();
        let ends = lines.iter().map(|line| line.term.until.unwrap_or(day));
        let last = ends.max()?.max(day).year().min(first.checked_add(YEARS)?);
        let scale = Scale::new(first, last.max(first))?;
        let bars = (0_i64..).zip(lines).map(|(row, line)| bar(&scale, line, day, row)).collect();
        Some(Self {
            width: LEFT + WIDTH,
            height: ROW * (1 + i64::try_from(lines.len()).ok()?) + 6,
            years: scale.years().collect(),
            bars,
            day: scale.contains(day).then(|| scale.at(day)),
        })
    }
}

fn bar(scale: &Scale, line: &Line, day: Date, row: i64) -> Bar {
    let (x, now) = (scale.at(line.term.from), scale.at(day));
    let end = line.term.until.map_or(now.max(x), |until| scale.at(until));
    let past = end.min(now).max(x);
    let y = ROW * (row + 1);
    Bar {
        place: line.place.clone(),
        words: line.words.clone(),
        y,
        text_y: y + 15,
        x,
        past: past - x,
        agreed: (past, end - past),
    }
}

/// Days on the picture's width.
struct Scale {
    first: i16,
    last: i16,
    start: Date,
    days: i64,
}

impl Scale {
    fn new(first: i16, last: i16) -> Option<Self> {
        // Only years a date can have.
        let start = Date::new(first, 1, 1).ok()?;
        let end = Date::new(last, 12, 31).ok()?;
        Some(Self { first, last, start, days: days(start, end).max(1) })
    }

    /// Where a day lies; days outside lie on the edge.
    fn at(&self, day: Date) -> i64 {
        LEFT + (days(self.start, day) * WIDTH / self.days).clamp(0, WIDTH)
    }

    fn contains(&self, day: Date) -> bool {
        (self.first..=self.last).contains(&day.year())
    }

    /// At most a dozen years, evenly spaced.
    fn years(&self) -> impl Iterator<Item = (i16, i64)> + '_ {
        let step = usize::try_from((self.last - self.first) / 12 + 1).unwrap_or(1);
        (self.first..=self.last).step_by(step).map(|year| (year, self.at(date(year, 1, 1))))
    }
}

fn days(from: Date, to: Date) -> i64 {
    from.until((jiff::Unit::Day, to)).unwrap_or_else(|_| 0.days()).get_days().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(from: Date, until: Option<Date>) -> Line {
        Line { place: String::new(), term: Term { from, until }, words: String::new() }
    }

    #[test]
    fn a_bar_divides_at_the_day_shown() {
        let day = date(2023, 7, 2);
        let lines = [
            line(date(2022, 1, 1), Some(date(2023, 12, 31))),
            line(date(2023, 1, 1), None),
            line(date(2022, 1, 1), Some(date(2022, 12, 31))),
        ];
        let chart = Chart::of(&lines, day).unwrap();
        assert_eq!(chart.years, [(2022, 150), (2023, 470)]);
        let now = chart.day.unwrap();
        let shown: Vec<_> = chart.bars.iter().map(|bar| (bar.x, bar.past, bar.agreed.1)).collect();
        assert_eq!(shown[0], (150, now - 150, 790 - now));
        assert_eq!(shown[1], (470, now - 470, 0), "no end is agreed");
        assert_eq!(shown[2].2, 0, "it is over");
        assert!(Chart::of(&[], day).is_none());
    }

    #[test]
    fn a_slip_of_a_century_does_not_flatten_the_rest() {
        let lines = [line(date(2023, 1, 1), Some(date(2999, 1, 1)))];
        let chart = Chart::of(&lines, date(2024, 2, 6)).unwrap();
        assert_eq!(chart.years.last().map(|(year, _)| *year), Some(2063));
    }
}
