//! Counts month by month as columns from zero, each of which opens to its records, with averages
//! drawn over the months they are taken of. Source: UX §12.

use askama::Template;

use crate::web::view::View;

/// Width of the picture in its own units.
const WIDTH: i64 = 860;
/// Where the columns begin; left of it stand the numbers of the scale.
const LEFT: i64 = 40;
/// Where the columns stand.
const FLOOR: i64 = 224;
/// Height of the highest column.
const HIGHEST: i64 = 180;

/// What a column is drawn as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shade {
    /// A month of the base period.
    Base,
    /// A month that is compared with it.
    Compared,
    /// A month that is in neither: not over yet, or not whole under the rules.
    Aside,
}

/// One month's count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// What stands below it, a few letters.
    pub tick: String,
    /// What it is, in full.
    pub name: String,
    /// How many.
    pub count: i64,
    /// The records.
    pub href: String,
    /// What it is drawn as.
    pub shade: Shade,
}

/// The average of some neighbouring columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Average {
    /// The first column, counted from 0.
    pub first: usize,
    /// The last one.
    pub last: usize,
    /// How many on average, in thousandths.
    pub thousandths: i64,
    /// What it is, with its value.
    pub words: String,
}

/// The picture.
#[derive(Template)]
#[template(path = "platform/components/columns.html")]
pub struct Columns<'a> {
    label: &'a str,
    marks: Vec<Mark<'a>>,
    lines: Vec<Line<'a>>,
    grid: Vec<(i64, i64)>,
}

/// A column with its place.
struct Mark<'a> {
    column: &'a Column,
    x: i64,
    y: i64,
    width: i64,
    height: i64,
    middle: i64,
}

/// An average with its place.
struct Line<'a> {
    average: &'a Average,
    from: i64,
    to: i64,
    y: i64,
    text_y: i64,
}

impl View {
    /// Counts month by month; `label` says in a sentence what they show.
    pub fn columns<'a>(
        &'a self,
        label: &'a str,
        columns: &'a [Column],
        averages: &'a [Average],
    ) -> Columns<'a> {
        let counts = columns.iter().map(|column| column.count);
        let means = averages.iter().map(|average| average.thousandths / 1000);
        let top = counts.chain(means).max().unwrap_or(0).max(1);
        let number = i64::try_from(columns.len()).unwrap_or(1).max(1);
        let slot = (WIDTH - LEFT) / number;
        let at = |index: usize| LEFT + slot * i64::try_from(index).unwrap_or(0);
        let marks = columns.iter().enumerate().map(|(index, column)| {
            let height = column.count * HIGHEST / top;
            let (x, width) = (at(index) + slot / 5, (slot * 3 / 5).max(1));
            Mark { column, x, y: FLOOR - height, width, height, middle: at(index) + slot / 2 }
        });
        let lines = averages.iter().map(|average| {
            let y = FLOOR - average.thousandths * HIGHEST / (top * 1000);
            let (from, to) = (at(average.first), at(average.last + 1));
            Line { average, from, to, y, text_y: y - 8 }
        });
        let step = step(top);
        let grid = (0..=top / step).map(|n| (n * step, FLOOR - n * step * HIGHEST / top));
        Columns { label, marks: marks.collect(), lines: lines.collect(), grid: grid.collect() }
    }
}

/// How far apart the numbers of the scale stand: 1, 2 or 5 times a power of ten, at most four.
fn step(top: i64) -> i64 {
    let mut power = 1;
    loop {
        for factor in [1, 2, 5] {
            if top <= 4 * factor * power {
                return factor * power;
            }
        }
        power *= 10;
    }
}

impl Shade {
    const fn class(self) -> &'static str {
        match self {
            Self::Base => "base",
            Self::Compared => "full",
            Self::Aside => "open",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_has_few_round_numbers() {
        for (top, expected) in [(1, 1), (4, 1), (5, 2), (20, 5), (21, 10), (235, 100), (1_146, 500)]
        {
            assert_eq!(step(top), expected, "{top}");
        }
    }
}
