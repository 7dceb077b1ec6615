//! `/indicators/whistles`: how often each department was called in a period, how it came and how it
//! was rated. Every number stands beside what it is a part of and opens to exactly its whistles.
//!
//! Departments stand in the order of the register: nobody is ranked. Source: FEATURES F-D5, F-J6;
//! UX §1.4, §1.8; DOMAIN W-09, W-11.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use kernel::{BodyId, Month};
use platform::web::{FormState, PageResult, Site, View, Visitor, page};
use platform::{Actor, Conn, Outcome};

use super::answering::Pairs;
use crate::permissions;
use crate::store::Sight;
use crate::store::whistle::figures::{Blown, Tally, by_department, by_month};
use crate::store::whistle::list::{Coming, Reach};

/// Months the page shows unless it is asked for others, the present one included.
/// Source: assumption.
const USUAL: i32 = 6;
/// Months it shows at most. Source: assumption.
const MOST: i32 = 24;

/// A number and the list it opens to.
struct Linked {
    count: i64,
    href: String,
}

struct Row {
    name: String,
    called: Linked,
    came: Vec<(&'static str, Linked)>,
    /// The mean of all grades it was given, to one decimal; none without a grade.
    mean: Option<String>,
}

struct MonthRow {
    name: String,
    blown: Linked,
}

#[derive(Template)]
#[template(path = "matters/whistling/figures.html")]
struct FiguresPage<'a> {
    v: &'a View,
    form: &'a FormState,
    rows: Vec<Row>,
    months: Vec<MonthRow>,
    all: Linked,
    heads: Vec<&'static str>,
}

/// What a count of calls is called.
pub(super) const fn label(coming: Coming) -> &'static str {
    match coming {
        Coming::InTime => "whistle-count-in-time",
        Coming::Late => "whistle-count-late",
        Coming::Awaited => "whistle-count-awaited",
        Coming::Refused => "whistle-count-refused",
        Coming::Excused => "whistle-count-excused",
        Coming::Insisted => "whistle-count-insisted",
        Coming::Rated => "whistle-count-rated",
    }
}

/// What the same is called of one department.
const fn head(coming: Coming) -> &'static str {
    match coming {
        Coming::InTime => "whistle-figure-in-time",
        Coming::Late => "whistle-figure-late",
        Coming::Awaited => "whistle-figure-awaited",
        Coming::Refused => "whistle-figure-refused",
        Coming::Excused => "whistle-figure-excused",
        Coming::Insisted => "whistle-figure-insisted",
        Coming::Rated => "whistle-figure-rated",
    }
}

/// The page.
pub(super) async fn show(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Query(query): Query<Pairs>,
) -> PageResult {
    let view = visitor.view(&site);
    let mut form = FormState::from_pairs(query);
    let period = period(&form, Month::of(view.today()));
    form.set("from", period.0.to_string());
    form.set("to", period.1.to_string());
    let (actor, now) = (Arc::clone(&visitor.actor), view.now);
    let loaded = site.read(move |conn| load(conn, &actor, period, now)).await?;
    page(&FiguresPage {
        v: &view,
        rows: loaded.rows(period),
        months: loaded.months(),
        all: Linked {
            count: loaded.blown.iter().map(|one| one.count).sum(),
            href: address(period, &[]),
        },
        heads: Coming::ALL.iter().map(|one| head(*one)).collect(),
        form: &form,
    })
}

/// The months asked for, the earlier one first, at most [`MOST`]; else the usual ones.
fn period(form: &FormState, this: Month) -> (Month, Month) {
    let read = |field: &str| form.value(field).parse::<Month>().ok();
    let (Some(from), Some(to)) = (read("from"), read("to")) else {
        return (this.plus(1 - USUAL), this);
    };
    let (first, last) = (from.min(to), from.max(to));
    (first.max(last.plus(1 - MOST)), last)
}

struct Loaded {
    tallies: Vec<(Tally, String)>,
    blown: Vec<Blown>,
}

fn load(
    conn: &mut Conn,
    actor: &Actor,
    period: (Month, Month),
    now: jiff::Timestamp,
) -> Outcome<Loaded> {
    let sight = Sight::within(actor.scope(&permissions::SEE_WHISTLES), actor);
    let own: Vec<BodyId> = actor.bodies().collect();
    let reach = Reach { sight: &sight, own: &own };
    let tallies = by_department(conn, reach, period, now)?;
    let bodies: Vec<BodyId> = tallies.iter().map(Tally::body).collect();
    let names = registry::store::name::of_bodies(conn, &bodies)?;
    let named = tallies.into_iter().map(|tally| {
        let name = names.get(&tally.body()).cloned().unwrap_or_default();
        (tally, name)
    });
    Ok(Loaded { tallies: named.collect(), blown: by_month(conn, reach, period)? })
}

impl Loaded {
    fn rows(&self, period: (Month, Month)) -> Vec<Row> {
        let row = |(tally, name): &(Tally, String)| {
            let department = ("department", tally.body().0.to_string());
            let came = |coming: &Coming| {
                let narrowed = [department.clone(), ("coming", coming.word().to_owned())];
                let href = address(period, &narrowed);
                (head(*coming), Linked { count: tally.of(*coming), href })
            };
            Row {
                name: name.clone(),
                came: Coming::ALL.iter().map(came).collect(),
                mean: mean(tally),
                called: Linked {
                    count: tally.called,
                    href: address(period, std::slice::from_ref(&department)),
                },
            }
        };
        self.tallies.iter().map(row).collect()
    }

    fn months(&self) -> Vec<MonthRow> {
        let row = |one: &Blown| {
            let month = format!("{}-{:02}", one.month / 100, one.month % 100);
            let href = format!("/whistles?month={month}");
            MonthRow { name: month, blown: Linked { count: one.count, href } }
        };
        self.blown.iter().map(row).collect()
    }
}

/// The mean of all grades, to one decimal, halves rounded up.
fn mean(tally: &Tally) -> Option<String> {
    let tenths = (tally.grades * 10 + tally.graded / 2).checked_div(tally.graded)?;
    Some(format!("{}.{}", tenths / 10, tenths % 10))
}

/// The list of the period narrowed alike.
fn address((first, last): (Month, Month), with: &[(&str, String)]) -> String {
    let mut address = format!("/whistles?from={first}&to={last}");
    for (name, value) in with {
        address.push('&');
        address.push_str(name);
        address.push('=');
        address.push_str(value);
    }
    address
}
