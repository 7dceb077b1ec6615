//! The stretches a clock runs over: its limit, then each extension from the end before it.

use jiff::{SignedDuration, Timestamp};

use crate::deadline::{Interval, Reckoning};
use crate::limit::TimeLimit;

/// A stretch of a clock: the first limit, or an extension.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leg {
    /// What it counts.
    pub limit: TimeLimit,
    /// From when.
    pub start: Timestamp,
    /// The pauses that begin in it.
    pub pauses: Vec<Interval>,
    /// When it ends.
    pub due_at: Timestamp,
}

/// Counts `limit` from `start`, and each of `extensions` from the end before it; a pause moves the
/// stretch it begins in.
///
/// Source: DOMAIN D-5 (延期后截止日期); that an extension counts from the former end, not from the
/// ruling: assumption.
pub(super) fn legs(
    limit: TimeLimit,
    start: Timestamp,
    extensions: &[TimeLimit],
    pauses: &[Interval],
    reckoning: &Reckoning<'_>,
) -> Vec<Leg> {
    let mut legs = Vec::with_capacity(1 + extensions.len());
    let (mut from, mut left) = (start, pauses);
    for &limit in std::iter::once(&limit).chain(extensions) {
        let (leg, rest) = run(limit, from, left, reckoning);
        from = last_instant(limit, leg.due_at);
        left = rest;
        legs.push(leg);
    }
    legs
}

/// One stretch, and the pauses left for the next.
fn run<'a>(
    limit: TimeLimit,
    start: Timestamp,
    pauses: &'a [Interval],
    reckoning: &Reckoning<'_>,
) -> (Leg, &'a [Interval]) {
    let mut taken = 0;
    let mut due_at = reckoning.due_at(limit, start, &[]);
    // A pause moves the end, so that the next one may still begin before it.
    while pauses.get(taken).is_some_and(|pause| pause.from < due_at) {
        taken += 1;
        due_at = reckoning.due_at(limit, start, &pauses[..taken]);
    }
    let (within, left) = pauses.split_at(taken);
    (Leg { limit, start, pauses: within.to_vec(), due_at }, left)
}

/// The last instant before the end: days end at the first instant of the next one, which an
/// extension must not take for its start.
fn last_instant(limit: TimeLimit, due_at: Timestamp) -> Timestamp {
    if limit.unit().is_exact() {
        return due_at;
    }
    due_at.checked_sub(SignedDuration::from_micros(1)).unwrap_or(due_at)
}
