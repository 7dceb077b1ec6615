//! The calculation behind a deadline, as the day strip draws it.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::reckoning::{DayCourse, Interval, Reckoning};
use crate::calendar::{DayNature, days_from};
use crate::limit::{LimitUnit, TimeLimit};

/// How a deadline was found. Source: UX §11 (day strip).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explanation {
    /// What was counted.
    pub limit: TimeLimit,
    /// The instant it was counted from.
    pub start: Timestamp,
    /// The day at whose 24:00 it is due; `None` for limits in hours, which end at an instant.
    pub last_day: Option<Date>,
    /// The days from the start to the last, in order; empty for limits in hours.
    pub cells: Vec<Cell>,
    /// When the clock stood still.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pauses: Vec<Interval>,
    /// What the reader should know before trusting the deadline.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<Warning>,
}

/// One cell of the day strip: a day, or several joined.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// The first day.
    pub from: Date,
    /// The last day; equal to `from` for a single one.
    pub to: Date,
    /// Why it is there.
    pub kind: CellKind,
    /// The holiday the calendar names, for days off, make-up days and named working days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// A weekend day worked in place of a holiday (调休).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub make_up: bool,
    /// The day at whose end the limit is due.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub due: bool,
}

/// Why a cell is on the strip.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CellKind {
    /// The day the limit starts on, which is not counted (DOMAIN D-2).
    Start,
    /// A counted day.
    Counted {
        /// Which one, from 1.
        number: u32,
    },
    /// Days of one holiday, not counted.
    Holiday,
    /// Weekend days, not counted.
    Weekend,
    /// Days on which the clock stood still.
    Paused,
    /// The working day to which the end moved, since the last counted day was off (DOMAIN D-2).
    Moved,
    /// Cells left out, see [`Explanation::folded`].
    Folded {
        /// How many counted days are among them.
        counted: u32,
    },
}

/// Something that may make a deadline wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Warning {
    /// The holidays of a year are not known; its days were taken by the day of the week and the
    /// fixed statutory dates. Source: DOMAIN §6.
    YearWithoutData {
        /// The year.
        year: i16,
    },
}

impl Cell {
    /// How many days it joins, at least 1.
    #[must_use]
    pub fn days(&self) -> u32 {
        let hours = self.from.duration_until(self.to).as_hours();
        u32::try_from(hours / 24).map_or(1, |days| days + 1)
    }

    /// True when `day` lies in it: for the mark of today.
    #[must_use]
    pub fn covers(&self, day: Date) -> bool {
        (self.from..=self.to).contains(&day)
    }

    fn of(day: Date, kind: CellKind, reckoning: &Reckoning<'_>) -> Self {
        let named = !matches!(kind, CellKind::Weekend | CellKind::Paused);
        let name = reckoning.calendar.name(day).filter(|_| named);
        Self {
            from: day,
            to: day,
            kind,
            name: name.map(str::to_owned),
            make_up: named && reckoning.calendar.nature(day) == DayNature::MakeUp,
            due: false,
        }
    }

    fn folded(from: Date, to: Date, counted: u32) -> Self {
        let kind = CellKind::Folded { counted };
        Self { from, to, kind, name: None, make_up: false, due: false }
    }

    /// True when `next` belongs to the same run of days.
    fn joins(&self, next: &Self) -> bool {
        let run = matches!(next.kind, CellKind::Holiday | CellKind::Weekend | CellKind::Paused);
        run && self.kind == next.kind && self.name == next.name
    }
}

impl Explanation {
    /// How `limit` is counted from `start`, standing still during `pauses`.
    #[must_use]
    pub fn of(
        limit: TimeLimit,
        start: Timestamp,
        pauses: &[Interval],
        reckoning: &Reckoning<'_>,
    ) -> Self {
        let course = (!limit.unit().is_exact()).then(|| reckoning.day_course(limit, start, pauses));
        Self {
            limit,
            start,
            last_day: course.map(|course| course.last),
            cells: course.map_or_else(Vec::new, |course| cells(limit, course, pauses, reckoning)),
            pauses: pauses.to_vec(),
            warnings: course.map_or_else(Vec::new, |course| warnings(limit, course, reckoning)),
        }
    }

    /// The cells, with those in the middle folded into one if there are more than `most`.
    ///
    /// The first and the last cells stay; `most` below 3 is taken as 3.
    #[must_use]
    pub fn folded(&self, most: usize) -> Vec<Cell> {
        let most = most.max(3);
        if self.cells.len() <= most {
            return self.cells.clone();
        }
        let head = most / 2;
        let tail = self.cells.len() - (most - 1 - head);
        let mut cells = self.cells[..head].to_vec();
        cells.extend(fold(&self.cells[head..tail]));
        cells.extend_from_slice(&self.cells[tail..]);
        cells
    }
}

/// One cell in place of several; none for none.
fn fold(cells: &[Cell]) -> Option<Cell> {
    let (first, last) = (cells.first()?, cells.last()?);
    let counted = cells.iter().map(|cell| match cell.kind {
        CellKind::Counted { .. } => 1,
        CellKind::Folded { counted } => counted,
        _ => 0,
    });
    Some(Cell::folded(first.from, last.to, counted.sum()))
}

/// The strip of a limit in days.
fn cells(
    limit: TimeLimit,
    course: DayCourse,
    pauses: &[Interval],
    reckoning: &Reckoning<'_>,
) -> Vec<Cell> {
    let mut cells = vec![Cell::of(course.first, CellKind::Start, reckoning)];
    // The thousand days of a term are one cell from the outset.
    let term = matches!(limit.unit(), LimitUnit::Months | LimitUnit::Years);
    let (mut number, from) = match (term, course.full.yesterday()) {
        (true, Ok(before)) if before > course.first => {
            cells.extend(term_cell(course, before));
            (course.counted - 1, before)
        }
        _ => (0, course.first),
    };
    for day in days_from(from).skip(1).take_while(|day| *day <= course.last) {
        let kind = if day > course.full {
            off_kind(day, reckoning).unwrap_or(CellKind::Moved)
        } else if reckoning.is_paused(day, pauses) {
            CellKind::Paused
        } else if reckoning.counts(limit, day) {
            number += 1;
            CellKind::Counted { number }
        } else {
            off_kind(day, reckoning).unwrap_or(CellKind::Weekend)
        };
        push(&mut cells, Cell::of(day, kind, reckoning));
    }
    if let Some(last) = cells.last_mut() {
        last.due = true;
    }
    cells
}

/// Adds `cell`, joined to the last one if both belong to one run.
fn push(cells: &mut Vec<Cell>, cell: Cell) {
    match cells.last_mut() {
        Some(last) if last.joins(&cell) => last.to = cell.to,
        _ => cells.push(cell),
    }
}

/// The days of a term after its first, up to `before` its last.
fn term_cell(course: DayCourse, before: Date) -> Option<Cell> {
    let from = course.first.tomorrow().ok()?;
    Some(Cell::folded(from, before, course.counted - 1))
}

/// The kind of a day off; `None` for working days.
fn off_kind(day: Date, reckoning: &Reckoning<'_>) -> Option<CellKind> {
    match reckoning.calendar.nature(day) {
        DayNature::Holiday => Some(CellKind::Holiday),
        DayNature::Weekend => Some(CellKind::Weekend),
        DayNature::Working | DayNature::MakeUp => None,
    }
}

/// The years without data among the days on which the deadline depends.
fn warnings(limit: TimeLimit, course: DayCourse, reckoning: &Reckoning<'_>) -> Vec<Warning> {
    let from = match limit.unit() {
        LimitUnit::WorkingDays => course.first.tomorrow().unwrap_or(course.first),
        _ if reckoning.rules.roll_forward => course.full,
        _ => return Vec::new(),
    };
    reckoning
        .calendar
        .uncovered_years(from, course.last)
        .map(|year| Warning::YearWithoutData { year })
        .collect()
}
