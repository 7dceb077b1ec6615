//! The page's figures, columns and rows in words.

use std::collections::BTreeSet;

use askama::Template;
use kernel::{Month, Ratio};
use platform::web::component::{Average, Column, Shade};
use platform::web::{Status, View, figures};

use super::focus::Row;
use super::sides::{Months, What};
use super::{Loaded, Periods};
use crate::model::charter::CountsAs;
use crate::rules::counting::Series;

/// Columns up to which each month has its number below it.
const ROOM: usize = 36;

/// In place of the page, for whoever's body covers no place yet.
#[derive(Template)]
#[template(path = "matters/counting_none.html")]
pub(super) struct NothingToCount<'a> {
    pub(super) v: &'a View,
}

/// A number with the address of what it counts; empty where a place has no code to go by.
pub(super) struct Linked {
    words: String,
    href: String,
}

/// One place.
struct PlaceRow {
    name: String,
    /// The page about it alone; empty where it goes no further.
    href: String,
    base: Linked,
    compared: Option<Linked>,
    change: String,
    last: Linked,
    before: Linked,
    /// Length of its bar, of a hundred: its part of the largest.
    share: i64,
}

/// One month of the table that says what the columns say.
struct MonthRow {
    name: String,
    complaint: Linked,
    before: Linked,
}

/// A matter of the last month.
struct Record {
    number: String,
    title: String,
    place: String,
    raised: String,
    status: Status,
}

/// An average with the sum behind it.
struct Sum {
    numerator: Linked,
    months: usize,
    result: String,
}

#[derive(Template)]
#[template(path = "matters/counting.html")]
pub(super) struct CountingPage<'a> {
    v: &'a View,
    /// The place it is about; empty for all of several.
    place: &'a str,
    is_picked: bool,
    base: Sum,
    compared: Option<Sum>,
    base_months: String,
    compared_months: String,
    change: Option<Change>,
    before: Linked,
    since: String,
    columns: Vec<Column>,
    averages: Vec<Average>,
    before_columns: Vec<Column>,
    months: Vec<MonthRow>,
    rows: Vec<PlaceRow>,
    by_street: bool,
    last_month: String,
    last: Linked,
    records: Vec<Record>,
    complaints: Linked,
    all_before: Linked,
    left_out: Option<Linked>,
    cautions: Vec<String>,
    charter: String,
    version: u32,
    from: String,
}

/// By how much less or more.
struct Change {
    words: String,
    fewer: bool,
}

impl<'a> CountingPage<'a> {
    pub fn of(view: &'a View, loaded: &'a Loaded) -> Self {
        let drawing = Drawing { view, loaded };
        let periods = loaded.periods;
        let compared = periods.compared;
        let last = (periods.last(), periods.last());
        Self {
            v: view,
            place: loaded.focus.place.as_ref().map_or("", |place| place.name.as_str()),
            is_picked: loaded.focus.is_picked,
            base: drawing.sum(periods.base),
            compared: compared.map(|months| drawing.sum(months)),
            base_months: drawing.stretch(periods.base),
            compared_months: compared.map(|months| drawing.stretch(months)).unwrap_or_default(),
            change: drawing.change(),
            before: drawing.whole(CountsAs::BeforeComplaint, What::Counted, periods.so_far()),
            since: drawing.month(periods.so_far().0),
            columns: drawing.columns(CountsAs::Complaint),
            averages: drawing.averages(),
            before_columns: drawing.columns(CountsAs::BeforeComplaint),
            months: drawing.months(),
            rows: drawing.rows(),
            by_street: loaded.focus.by == crate::store::counting::By::Street,
            last_month: drawing.month(periods.last()),
            last: drawing.whole(CountsAs::Complaint, What::Counted, last),
            records: drawing.records(),
            complaints: drawing.whole(CountsAs::Complaint, What::Counted, periods.so_far()),
            all_before: drawing.whole(CountsAs::BeforeComplaint, What::All, periods.so_far()),
            left_out: loaded
                .sides
                .leaves_out(CountsAs::BeforeComplaint)
                .then(|| drawing.whole(CountsAs::BeforeComplaint, What::Left, periods.so_far())),
            cautions: drawing.cautions(),
            charter: loaded.charter.head().id.clone(),
            version: loaded.charter.version(),
            from: view.day(loaded.charter.effective()),
        }
    }
}

/// What the parts of the page are drawn from.
struct Drawing<'a> {
    view: &'a View,
    loaded: &'a Loaded,
}

impl Drawing<'_> {
    fn periods(&self) -> Periods {
        self.loaded.periods
    }

    /// Every month of the page: the base period and all since.
    fn all(&self) -> Months {
        let periods = self.periods();
        (periods.base.0.min(periods.effect), periods.this)
    }

    fn month(&self, month: Month) -> String {
        let name = self.view.t(&format!("month-{}", month.month())).into_owned();
        self.view.t2("counting-month", "year", month.year().to_string(), "month", name)
    }

    fn stretch(&self, (first, last): Months) -> String {
        if first == last {
            return self.month(first);
        }
        self.view.t2("counting-stretch", "first", self.month(first), "last", self.month(last))
    }

    fn series(&self, side: CountsAs, what: What, months: Months) -> Series {
        self.loaded.sides.series(side, what, None, months)
    }

    /// A sum over the whole focus.
    fn whole(&self, side: CountsAs, what: What, months: Months) -> Linked {
        let total = self.series(side, what, months).total();
        let field = self.loaded.focus.field();
        let href = self.loaded.sides.address(side, what, field, months);
        Linked { words: self.view.count(total), href }
    }

    fn sum(&self, months: Months) -> Sum {
        let series = self.series(CountsAs::Complaint, What::Counted, months);
        Sum {
            numerator: self.whole(CountsAs::Complaint, What::Counted, months),
            months: series.months().len(),
            result: average_words(series.average()),
        }
    }

    fn change(&self) -> Option<Change> {
        let average = |months| self.series(CountsAs::Complaint, What::Counted, months).average();
        let base = average(self.periods().base);
        self.change_between(base, average(self.periods().compared?))
    }

    fn change_between(&self, base: Ratio, compared: Ratio) -> Option<Change> {
        let percent = compared.change_from(base, 1)?.to_string();
        let fewer = percent.starts_with('-');
        let key = match percent.as_str() {
            "0.0" | "-0.0" => "counting-change-none",
            _ if fewer => "counting-change-less",
            _ => "counting-change-more",
        };
        let number = percent.trim_start_matches('-').to_owned();
        Some(Change { words: self.view.t1(key, "n", number), fewer })
    }

    fn shade(&self, month: Month) -> Shade {
        let within = |(first, last): Months| first <= month && month <= last;
        if within(self.periods().base) {
            Shade::Base
        } else if self.periods().compared.is_some_and(within) {
            Shade::Compared
        } else {
            Shade::Aside
        }
    }

    fn columns(&self, side: CountsAs) -> Vec<Column> {
        let series = self.series(side, What::Counted, self.all());
        let first = self.all().0;
        series
            .months()
            .iter()
            .map(|&(month, count)| {
                let counted = self.whole(side, What::Counted, (month, month));
                Column {
                    tick: tick(month, first, series.months().len()),
                    name: self.view.t2(
                        "counting-column",
                        "month",
                        self.month(month),
                        "n",
                        counted.words,
                    ),
                    count,
                    href: counted.href,
                    shade: self.shade(month),
                }
            })
            .collect()
    }

    /// The averages as lines over their columns.
    fn averages(&self) -> Vec<Average> {
        let line = |(first, last): Months, key: &str| {
            let series = self.series(CountsAs::Complaint, What::Counted, (first, last));
            let average = series.average();
            let at = |month: Month| usize::try_from(self.all().0.months_until(month)).unwrap_or(0);
            let thousandths = average.numerator * 1000 / average.denominator.max(1);
            let words = self.view.t1(key, "n", average_words(average));
            Average { first: at(first), last: at(last), thousandths, words }
        };
        let base = line(self.periods().base, "counting-average-base");
        let compared = self.periods().compared;
        std::iter::once(base)
            .chain(compared.map(|months| line(months, "counting-average-compared")))
            .collect()
    }

    fn months(&self) -> Vec<MonthRow> {
        let (first, last) = self.all();
        let counted = |side, month| self.whole(side, What::Counted, (month, month));
        let row = |month: Month| MonthRow {
            name: self.month(month),
            complaint: counted(CountsAs::Complaint, month),
            before: counted(CountsAs::BeforeComplaint, month),
        };
        first.through(last).map(row).collect()
    }

    /// Every place in its order, and last what lies in none of them, if there is such.
    fn rows(&self) -> Vec<PlaceRow> {
        let places = self.loaded.places.iter().map(Some);
        let unplaced = self.loaded.sides.has_unplaced().then_some(None);
        let mut rows: Vec<(PlaceRow, i64)> =
            places.chain(unplaced).map(|place| self.row(place)).collect();
        let most = rows.iter().map(|(_, weight)| *weight).max().unwrap_or(0).max(1);
        for (row, weight) in &mut rows {
            row.share = *weight * 100 / most;
        }
        rows.into_iter().map(|(row, _)| row).collect()
    }

    /// One row, and its number of complaints that are compared.
    fn row(&self, place: Option<&Row>) -> (PlaceRow, i64) {
        let periods = self.periods();
        let (sides, focus) = (&self.loaded.sides, &self.loaded.focus);
        let id = Some(place.map(|place| place.id));
        let series = |side, months| sides.series(side, What::Counted, id, months);
        let field = || Some(focus.row_field(place));
        let is_known = place.is_none_or(|place| !place.code.is_empty());
        let linked = |words: String, side, months| {
            let address = || sides.address(side, What::Counted, field(), months);
            Linked { words, href: if is_known { address() } else { String::new() } }
        };
        let average = |months| series(CountsAs::Complaint, months).average();
        let total = |side, months| self.view.count(series(side, months).total());
        let last = (periods.last(), periods.last());
        let base = average(periods.base);
        let compared = periods.compared.map(|months| (months, average(months)));
        let change = compared.and_then(|(_, average)| self.change_between(base, average));
        let weight = periods.compared.map(|months| series(CountsAs::Complaint, months).total());
        let row = PlaceRow {
            name: place.map_or_else(
                || self.view.t("counting-unplaced").into_owned(),
                |place| place.name.clone(),
            ),
            href: place
                .filter(|place| !place.code.is_empty() && self.loaded.places.len() > 1)
                .map(|place| {
                    let field = [("place", place.code.clone())];
                    super::super::narrowing::address("/indicators/before-complaint", field)
                })
                .unwrap_or_default(),
            base: linked(average_words(base), CountsAs::Complaint, periods.base),
            compared: compared.map(|(months, average)| {
                linked(average_words(average), CountsAs::Complaint, months)
            }),
            change: change.map_or_else(|| "—".to_owned(), |change| change.words),
            last: linked(total(CountsAs::Complaint, last), CountsAs::Complaint, last),
            before: linked(
                total(CountsAs::BeforeComplaint, periods.so_far()),
                CountsAs::BeforeComplaint,
                periods.so_far(),
            ),
            share: 0,
        };
        (row, weight.unwrap_or(0))
    }

    fn records(&self) -> Vec<Record> {
        let record = |(matter, place): &(crate::model::Matter, String)| Record {
            number: matter.number.to_string(),
            title: matter.title.clone(),
            place: place.clone(),
            raised: self.view.short_day(self.view.local(matter.raised_at).date()),
            status: matter.state.into(),
        };
        self.loaded.records.iter().map(record).collect()
    }

    /// What a reader should keep in mind, as far as it can be computed.
    fn cautions(&self) -> Vec<String> {
        let periods = self.periods();
        let mut cautions =
            vec![self.view.t1("counting-caution-this", "month", self.month(periods.this))];
        if self.series(CountsAs::Complaint, What::Counted, periods.base).total() == 0 {
            cautions.push(self.view.t("counting-caution-no-base").into_owned());
        }
        let Some(compared) = periods.compared else {
            cautions.push(self.view.t("counting-caution-too-early").into_owned());
            return cautions;
        };
        let seasons = |(first, last): Months| -> BTreeSet<i8> {
            first.through(last).map(Month::month).collect()
        };
        if seasons(periods.base) != seasons(compared) {
            let (base, compared) = (self.stretch(periods.base), self.stretch(compared));
            let words = self.view.t2("counting-caution-season", "base", base, "compared", compared);
            cautions.push(words);
        }
        cautions
    }
}

/// What stands below a month's column: years with the first and with every January, the other
/// months where there is room.
fn tick(month: Month, first: Month, of: usize) -> String {
    if month == first || month.month() == 1 {
        format!("{:02}/{}", month.year() % 100, month.month())
    } else if of <= ROOM {
        month.month().to_string()
    } else {
        String::new()
    }
}

/// An average as people say it: whole where it is, else with one decimal; a dash where there is
/// none.
fn average_words(average: Ratio) -> String {
    let is_whole = average.is_defined() && average.numerator % average.denominator == 0;
    let rounded = average.rounded(if is_whole { 0 } else { 1 });
    rounded.map_or_else(|| "—".to_owned(), |number| figures::grouped(&number.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn averages_are_whole_where_they_are() {
        for (numerator, denominator, words) in
            [(690, 6, "115"), (7, 2, "3.5"), (13_260, 6, "2,210"), (0, 6, "0"), (5, 0, "—")]
        {
            assert_eq!(average_words(Ratio::new(numerator, denominator)), words);
        }
    }
}
