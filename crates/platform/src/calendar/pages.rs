//! `/admin/calendar`: the years whose holidays are known, drawn, and where they come from; whoever
//! keeps the calendar takes the next notice in.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use jiff::civil::Date;
use kernel::calendar::{DayKind, DayRecord};
use kernel::{Refusal, WorkCalendar};

use super::store::{self, Notice};
use super::taking_in::SOURCE_MOST;
use super::{KEEP, fault_words, read, take_in};
use crate::act::Failure;
use crate::web::component::Tab;
use crate::web::{
    Access, FormState, PageResult, Routes, Site, Tone, View, Visitor, page, refused, see,
};

/// Months before a year begins from which on its notice is missed. The State Council's comes
/// between the end of October and December. Source: DOMAIN §6.
const DUE_FROM_MONTH: i8 = 11;
/// Faults shown at a time; whoever mends these sees the rest. Source: assumption.
const FAULTS: usize = 50;

#[derive(Template)]
#[template(path = "platform/calendar.html")]
struct CalendarPage<'a> {
    v: &'a View,
    form: &'a FormState,
    year: i16,
    years: Vec<Tab>,
    covered: bool,
    /// A year in which deadlines fall already, or soon, whose days are not known.
    lacking: Option<i16>,
    holidays: Vec<Holiday>,
    notices: Vec<Notice>,
    faults: Vec<String>,
    /// What the form just did.
    done: Option<String>,
    may_keep: bool,
}

impl CalendarPage<'_> {
    fn source_most(&self) -> u32 {
        SOURCE_MOST
    }

    fn is_off(&self, day: &DayRecord) -> bool {
        is_off(day)
    }
}

/// The days of one holiday in a year, with those worked for it.
struct Holiday {
    name: String,
    days: Vec<DayRecord>,
}

impl Holiday {
    fn off(&self) -> usize {
        self.days.iter().filter(|day| is_off(day)).count()
    }

    /// The days worked in its place, in a line.
    fn worked(&self, view: &View) -> String {
        let worked = self.days.iter().filter(|day| !is_off(day));
        let days: Vec<String> = worked.map(|day| view.day(day.date)).collect();
        days.join(&view.t("charter-list-separator"))
    }

    /// Its first and last day off, in a line.
    fn span(&self, view: &View) -> String {
        match (self.first(), self.last()) {
            (Some(first), Some(last)) if first != last => {
                format!("{} – {}", view.day(first), view.day(last))
            }
            (Some(only), _) => view.day(only),
            (None, _) => String::new(),
        }
    }

    fn first(&self) -> Option<Date> {
        self.days.iter().find(|day| is_off(day)).map(|day| day.date)
    }

    fn last(&self) -> Option<Date> {
        self.days.iter().rev().find(|day| is_off(day)).map(|day| day.date)
    }
}

fn is_off(day: &DayRecord) -> bool {
    day.kind == DayKind::Holiday
}

/// The page of the calendar.
#[must_use]
pub fn routes() -> Routes {
    Routes::new().get("/admin/calendar", Access::SignedIn, show).post(
        "/admin/calendar",
        Access::May(&KEEP),
        create,
    )
}

async fn show(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Query(asked): Query<Vec<(String, String)>>,
) -> PageResult {
    let form = FormState::from_pairs(asked);
    draw(&site, &visitor, &form, &[]).await
}

async fn draw(
    site: &Arc<Site>,
    visitor: &Visitor,
    form: &FormState,
    faults: &[kernel::calendar::CsvError],
) -> PageResult {
    let notices = site.read(|conn| Ok(store::list(conn)?)).await?;
    let (calendar, view) = (site.world.calendar(), visitor.view(site));
    let today = site.world.today();
    let year = form.value("year").parse().unwrap_or_else(|_| today.year());
    let say = |fault: &kernel::calendar::CsvError| {
        let (key, args) = fault_words(fault);
        view.ta(key, &args)
    };
    let drawn = CalendarPage {
        form,
        year,
        years: years(&calendar, year, today),
        covered: calendar.is_covered(year),
        lacking: lacking(&calendar, today),
        holidays: holidays(&calendar, year),
        notices,
        faults: faults.iter().take(FAULTS).map(say).collect(),
        done: done(&view, form),
        may_keep: visitor.actor.may(&KEEP),
        v: &view,
    };
    if form.is_refused() { refused(&drawn) } else { page(&drawn) }
}

/// The years known, and this one and the next.
fn years(calendar: &WorkCalendar, shown: i16, today: Date) -> Vec<Tab> {
    let mut years: Vec<i16> = calendar.covered_years().collect();
    years.extend([today.year(), today.year() + 1]);
    years.sort_unstable();
    years.dedup();
    let tab = |year: i16| {
        Tab::new(year.to_string(), format!("/admin/calendar?year={year}"), year == shown)
    };
    years.into_iter().map(tab).collect()
}

/// This year if its days are not known, or the next once its notice should be there.
fn lacking(calendar: &WorkCalendar, today: Date) -> Option<i16> {
    let next = (today.month() >= DUE_FROM_MONTH).then_some(today.year() + 1);
    [Some(today.year()), next].into_iter().flatten().find(|year| !calendar.is_covered(*year))
}

/// The listed days of a year by the holiday they belong to, in the order of their first day off.
fn holidays(calendar: &WorkCalendar, year: i16) -> Vec<Holiday> {
    let mut found: Vec<Holiday> = Vec::new();
    for day in calendar.records().filter(|day| day.date.year() == year) {
        match found.iter_mut().find(|one| one.name == day.name) {
            Some(known) => known.days.push(day),
            None => found.push(Holiday { name: day.name.clone(), days: vec![day] }),
        }
    }
    // Days worked for one holiday may lie before another.
    found.sort_by_key(Holiday::first);
    found
}

/// What was just taken in, as the address says after the form was sent.
fn done(view: &View, form: &FormState) -> Option<String> {
    let days = form.filled("taken")?.parse::<i64>().ok()?;
    Some(match days {
        0 => view.t("calendar-taken-nothing").into_owned(),
        days => view.t1("calendar-taken", "days", days),
    })
}

/// Takes a notice in, whole or not at all.
async fn create(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    axum::Form(pairs): axum::Form<Vec<(String, String)>>,
) -> PageResult {
    let form = FormState::from_pairs(pairs);
    let days = match read(form.value("days").as_bytes()) {
        Ok(days) => days,
        Err(faults) => {
            let refusal = Refusal::at("days", "calendar-refusal-faults").with("n", faults.len());
            return draw(&site, &visitor, &form.refused(refusal), &faults).await;
        }
    };
    let year = days.first().map_or_else(|| site.world.today().year(), |day| day.date.year());
    let source = form.value("source").to_owned();
    match take_in(&site.world, &visitor.actor, source, days).await {
        Ok(taken) => {
            let year = taken.years.last().copied().unwrap_or(year);
            Ok(see(&format!("/admin/calendar?year={year}&taken={}", taken.fresh)))
        }
        Err(Failure::Refused(refusal)) if !refusal.not_found => {
            draw(&site, &visitor, &form.refused(refusal), &[]).await
        }
        Err(failure) => Err(failure.into()),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_year_is_missed_once_its_notice_should_be_there() {
        let known = kernel::calendar::shipped();
        for (today, lacks) in [
            (date(2026, 10, 31), None),
            (date(2026, 11, 1), Some(2027)),
            (date(2027, 1, 1), Some(2027)),
            (date(2024, 2, 6), None),
        ] {
            assert_eq!(lacking(known, today), lacks, "{today}");
        }
    }

    #[test]
    fn days_stand_with_the_holiday_they_belong_to() {
        let found = holidays(kernel::calendar::shipped(), 2024);
        let spring = found.iter().find(|one| one.name == "春节").unwrap();
        assert_eq!(
            (spring.first(), spring.last()),
            (Some(date(2024, 2, 10)), Some(date(2024, 2, 17)))
        );
        assert_eq!(spring.off(), 8);
    }
}
