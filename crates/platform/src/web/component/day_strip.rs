//! How a deadline was counted, one cell a day. Source: UX §11, DOMAIN D-2.

use askama::Template;
use jiff::civil::Date;
use kernel::Explanation;
use kernel::deadline::{Cell, CellKind, Warning};

use crate::web::view::View;

/// How many cells a strip has at most; those in the middle fold into one.
const MOST_CELLS: usize = 12;

/// The days between start and end of a limit, with a sentence that says the same.
#[derive(Template)]
#[template(path = "platform/components/day_strip.html")]
pub struct DayStrip<'a> {
    v: &'a View,
    days: Vec<Day>,
    sum: String,
    warnings: Vec<String>,
}

/// One cell as it is drawn: a line for the weekday, one for the date, one for what it counts as.
struct Day {
    class: String,
    /// The weekday, in full and as short as a phone has room for.
    weekday: (String, String),
    date: String,
    /// What the day counts as, likewise.
    note: (String, String),
}

impl View {
    /// The day strip of `explanation`; empty for limits in hours.
    pub fn day_strip(&self, explanation: &Explanation) -> DayStrip<'_> {
        let cells = explanation.folded(MOST_CELLS);
        DayStrip {
            v: self,
            days: cells.iter().map(|cell| self.strip_day(cell)).collect(),
            sum: self.sum(explanation),
            warnings: explanation.warnings.iter().map(|warning| self.warning(*warning)).collect(),
        }
    }

    /// The calculation in a sentence: `2 月 5 日 9:26 起，当日不计，第 5 个工作日…`.
    #[must_use]
    pub fn sum(&self, explanation: &Explanation) -> String {
        let limit = explanation.limit;
        let start = self.when(explanation.start);
        let said = self.t1(&format!("limit-{}", limit.unit().word()), "n", limit.amount());
        match explanation.last_day {
            Some(last) => self.t3(
                "strip-sum-days",
                ("start", start),
                ("limit", said),
                ("day", self.day(last)),
            ),
            None => self.t2("strip-sum-hours", "start", start, "limit", said),
        }
    }

    /// A time limit in words: `5 个工作日`, `2 小时`.
    #[must_use]
    pub fn limit(&self, limit: kernel::TimeLimit) -> String {
        self.t1(&format!("limit-{}", limit.unit().word()), "n", limit.amount())
    }

    fn warning(&self, warning: Warning) -> String {
        match warning {
            Warning::YearWithoutData { year } => {
                self.t1("strip-warning-year", "year", year.to_string())
            }
        }
    }

    fn strip_day(&self, cell: &Cell) -> Day {
        Day {
            class: class(cell, self.today()),
            weekday: self.strip_weekday(cell),
            date: strip_date(cell),
            note: self.strip_note(cell),
        }
    }

    /// The weekday in full with what else is to be said of the day, and as short as possible.
    fn strip_weekday(&self, cell: &Cell) -> (String, String) {
        if let CellKind::Folded { .. } = cell.kind {
            return ("…".to_owned(), "…".to_owned());
        }
        let short = |day: Date| self.t(&format!("weekday-short-{}", weekday(day))).into_owned();
        if cell.from != cell.to {
            let range = |first, last| self.t2("strip-weekdays", "first", first, "last", last);
            let full = range(self.weekday(cell.from), self.weekday(cell.to));
            return (full, range(short(cell.from), short(cell.to)));
        }
        let mut full = self.weekday(cell.from);
        if cell.from == self.today() {
            full = full + " " + &self.t("strip-today");
        }
        // A named working day, such as the eve of the festival.
        if let (Some(name), false, CellKind::Counted { .. }) = (&cell.name, cell.make_up, cell.kind)
        {
            full = full + " " + name;
        }
        (full, short(cell.from))
    }

    /// What the day counts as, in full and short.
    fn strip_note(&self, cell: &Cell) -> (String, String) {
        let own = |key: &str| self.t(key).into_owned();
        let not_counted = |short: String| {
            let full = format!("{short} {}", self.t("strip-not-counted"));
            (full, short)
        };
        match cell.kind {
            CellKind::Start => not_counted(own("strip-start")),
            CellKind::Counted { number } => {
                let full = self.t1("strip-nth", "n", number);
                let full = if cell.make_up { full + "·" + &own("strip-make-up") } else { full };
                (full, number.to_string())
            }
            CellKind::Holiday => {
                let name = cell.name.clone().unwrap_or_else(|| own("strip-holiday"));
                (format!("{name} {}", self.t1("strip-days-off", "n", cell.days())), name)
            }
            CellKind::Weekend => not_counted(own("strip-weekend")),
            CellKind::Paused => not_counted(own("strip-paused")),
            CellKind::Moved => (own("strip-moved"), own("strip-moved")),
            CellKind::Folded { counted } => {
                (self.t1("strip-folded", "n", counted), format!("+{counted}"))
            }
        }
    }
}

fn class(cell: &Cell, today: Date) -> String {
    let mut classes = Vec::new();
    match cell.kind {
        CellKind::Holiday | CellKind::Weekend | CellKind::Paused => classes.push("off"),
        CellKind::Start | CellKind::Counted { .. } | CellKind::Moved | CellKind::Folded { .. } => {}
    }
    if cell.days() > 1 {
        classes.push("run");
    }
    if cell.make_up {
        classes.push("mk");
    }
    if cell.due {
        classes.push("due");
    } else if cell.covers(today) {
        classes.push("nowd");
    }
    classes.join(" ")
}

fn strip_date(cell: &Cell) -> String {
    let (from, to) = (cell.from, cell.to);
    if from == to {
        from.day().to_string()
    } else if from.month() == to.month() {
        format!("{}–{}", from.day(), to.day())
    } else {
        format!("{}/{}–{}/{}", from.month(), from.day(), to.month(), to.day())
    }
}

fn weekday(day: Date) -> i8 {
    day.weekday().to_monday_one_offset()
}
