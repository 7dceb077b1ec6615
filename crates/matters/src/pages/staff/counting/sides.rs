//! Both sides of the comparison, added up from the tally as asked for, each sum with the address
//! of its records.

use std::sync::Arc;

use kernel::{Month, PlaceId};

use crate::model::Channel;
use crate::model::charter::{CountsAs, Matters};
use crate::pages::staff::narrowing;
use crate::rules::counting::{Series, counted, needs_result};
use crate::store::counting::Counted;
use crate::store::list::Filter;

/// A stretch of months, both included.
pub(super) type Months = (Month, Month);

/// What is counted of a side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// What counts.
    Counted,
    /// All that came by its channels.
    All,
    /// What came by its channels and does not count.
    Left,
}

/// The counts of a page with the rules that tell the sides apart.
pub(super) struct Sides {
    rows: Vec<(Month, Counted)>,
    rules: Arc<Matters>,
}

impl Sides {
    pub fn of(rows: Vec<Counted>, rules: Arc<Matters>) -> Self {
        let month = |number: i32| {
            let (year, month) = (i16::try_from(number / 100), i8::try_from(number % 100));
            Month::new(year.ok()?, month.ok()?)
        };
        let dated = rows.into_iter().filter_map(|row| Some((month(row.month)?, row)));
        Self { rows: dated.collect(), rules }
    }

    /// The channels of a side, by the charter.
    pub fn channels(&self, side: CountsAs) -> Vec<Channel> {
        let of_side = |channel: &&Channel| self.counts_as(**channel) == Some(side);
        Channel::ALL.iter().filter(of_side).copied().collect()
    }

    fn counts_as(&self, channel: Channel) -> Option<CountsAs> {
        self.rules.channel(channel).map(|rule| rule.counts_as)
    }

    fn needs_result(&self, side: CountsAs) -> bool {
        needs_result(side, &self.rules.counting)
    }

    /// Whether something of a side may not count.
    pub fn leaves_out(&self, side: CountsAs) -> bool {
        self.needs_result(side)
    }

    /// The filter of what counts on a side.
    pub fn filter(&self, side: CountsAs) -> Filter {
        let solved = self.needs_result(side).then_some(true);
        Filter { channels: self.channels(side), solved, ..Filter::default() }
    }

    /// Month by month over a stretch; only at `place` if it is given (`Some(None)`: in no place).
    pub fn series(
        &self,
        side: CountsAs,
        what: What,
        place: Option<Option<PlaceId>>,
        (first, last): Months,
    ) -> Series {
        let wanted = self.rows.iter().filter(|(_, row)| {
            self.counts_as(row.channel) == Some(side)
                && place.is_none_or(|place| row.place == place)
        });
        let number = |row: &Counted| {
            let count = counted(side, row.total, row.solved, &self.rules.counting);
            match what {
                What::Counted => count,
                What::All => row.total,
                What::Left => row.total - count,
            }
        };
        Series::of(wanted.map(|(month, row)| (*month, number(row))), first, last)
    }

    /// Whether anything was counted in no place.
    pub fn has_unplaced(&self) -> bool {
        self.rows.iter().any(|(_, row)| row.place.is_none())
    }

    /// The list of exactly the matters of [`Sides::series`], narrowed to a place by `field`.
    pub fn address(
        &self,
        side: CountsAs,
        what: What,
        field: Option<(&'static str, String)>,
        (first, last): Months,
    ) -> String {
        let channels = self.channels(side).into_iter();
        let mut fields: Vec<(&str, String)> =
            channels.map(|channel| ("channel", channel.word().to_owned())).collect();
        fields.extend(field);
        if first == last {
            fields.push(("month", first.to_string()));
        } else {
            fields.extend([("from", first.to_string()), ("until", last.to_string())]);
        }
        let solved = match what {
            What::All => None,
            What::Counted => self.needs_result(side).then_some("1"),
            What::Left => Some("0"),
        };
        fields.extend(solved.map(|solved| ("solved", solved.to_owned())));
        narrowing::address("/matters", fields)
    }
}
