//! Terms: who serves longer than the charter says, and whose term ends soon.

use jiff::ToSpan;
use jiff::civil::Date;
use kernel::{LimitUnit, TimeLimit};

use super::facts::{BodyFacts, Facts};
use super::forming::of_each;
use super::{Check, Gap, Rule};
use crate::model::charter::BodyKind;

/// Nobody serves longer than the term. Source: DOMAIN P-06, charter `bodies.*.term`.
pub(super) fn term(facts: &Facts<'_>, kind: &BodyKind) -> Option<Check> {
    let length = kind.term?;
    let gap = |one: &BodyFacts| {
        let last = first_end(kind, one, length)?;
        (last < facts.on).then_some(Gap::Expired(last))
    };
    Some(of_each(facts, kind, Rule::Term, gap))
}

/// Whose term ends within the window is told of it. Source: DOMAIN P-07 (six months before).
pub(super) fn election(facts: &Facts<'_>, kind: &BodyKind) -> Option<Check> {
    let length = kind.term?;
    let until = later(facts.on, facts.registry.windows.election);
    let gap = |one: &BodyFacts| {
        let last = first_end(kind, one, length)?;
        (facts.on <= last && last <= until).then_some(Gap::Ends(last))
    };
    Some(of_each(facts, kind, Rule::Election, gap))
}

/// The last day of the first term to end among the seats that do not go round; a post that was
/// given a last day of its own ends with it, if that comes first.
fn first_end(kind: &BodyKind, one: &BodyFacts, length: TimeLimit) -> Option<Date> {
    let goes_round = |key: &str| kind.seat(key).is_some_and(|seat| seat.rotates.is_some());
    let ends = one.posts.iter().filter(|post| !goes_round(&post.seat)).map(|post| {
        let by_charter = later(post.term.from, length).saturating_sub(1.day());
        post.term.until.map_or(by_charter, |until| until.min(by_charter))
    });
    ends.min()
}

/// A day so much later; the calendar's last day if there is none.
pub(in crate::rules) fn later(day: Date, by: TimeLimit) -> Date {
    let amount = i64::from(by.amount());
    day.saturating_add(match by.unit() {
        LimitUnit::Years => amount.years(),
        LimitUnit::Months => amount.months(),
        _ => amount.days(),
    })
}
