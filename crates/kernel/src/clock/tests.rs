//! The life of a clock, by example and by law.

use jiff::ToSpan;
use jiff::tz::{TimeZone, offset};
use proptest::prelude::*;

use super::*;
use crate::calendar;
use crate::deadline::{DueMoment, Light, TimeLeft};

fn beijing() -> TimeZone {
    TimeZone::fixed(offset(8))
}

/// An instant of Beijing, written `2024-02-05 09:26`.
fn at(text: &str) -> Timestamp {
    let local: jiff::civil::DateTime = text.parse().expect("a local time");
    beijing().to_timestamp(local).expect("an instant")
}

fn limit(text: &str) -> TimeLimit {
    text.parse().expect("a limit")
}

fn due(clock: &Clock) -> String {
    DueMoment::of(clock.due_at(), &beijing()).to_string()
}

#[test]
fn a_clock_that_stops_in_time_keeps_what_was_left() {
    let zone = beijing();
    let reckoning = Reckoning::new(&zone, calendar::shipped());
    let mut clock = Clock::start(limit("2h"), at("2024-02-05 08:51"), &reckoning);
    clock.stop(at("2024-02-05 09:26"), &reckoning).expect("it runs");

    let later = at("2024-03-01 00:00");
    assert_eq!(clock.state(), ClockState::Stopped);
    assert_eq!(clock.used(later), SignedDuration::from_mins(35));
    assert!(!clock.is_late(later));
    let remaining = clock.remaining(later, &reckoning);
    let left = TimeLeft::Time { hours: 1, minutes: 25 };
    assert_eq!((remaining.light, remaining.left), (Light::InTime, left));
}

#[test]
fn a_clock_stops_exactly_once() {
    let zone = beijing();
    let reckoning = Reckoning::new(&zone, calendar::shipped());
    let mut clock = Clock::start(limit("2h"), at("2024-02-05 08:51"), &reckoning);
    let stop = at("2024-02-05 09:26");
    clock.stop(stop, &reckoning).expect("it runs");
    let before = clock.clone();

    let later = at("2024-02-05 10:00");
    let refused = Err(ClockError::Stopped { at: stop });
    assert_eq!(clock.stop(later, &reckoning), refused);
    assert_eq!(clock.pause("waiting", later), refused);
    assert_eq!(clock.resume(later, &reckoning), refused);
    assert_eq!(clock, before);
}

#[test]
fn a_clock_is_paused_and_resumed_in_turn() {
    let zone = beijing();
    let reckoning = Reckoning::new(&zone, calendar::shipped());
    let mut clock = Clock::start(limit("2h"), at("2024-02-05 09:00"), &reckoning);
    let (pause, resume) = (at("2024-02-05 09:30"), at("2024-02-05 09:45"));
    assert_eq!(clock.resume(pause, &reckoning), Err(ClockError::NotPaused));
    clock.pause("waiting", pause).expect("it runs");
    assert_eq!(clock.pause("waiting", resume), Err(ClockError::Paused { since: pause }));
    clock.resume(resume, &reckoning).expect("it is paused");
    assert_eq!(clock.resume(resume, &reckoning), Err(ClockError::NotPaused));
}

#[test]
fn nothing_happens_to_a_clock_before_its_last_event() {
    let zone = beijing();
    let reckoning = Reckoning::new(&zone, calendar::shipped());
    let start = at("2024-02-05 09:00");
    let mut clock = Clock::start(limit("2h"), start, &reckoning);
    let early = at("2024-02-05 08:59");
    let refused = Err(ClockError::Earlier { at: early, last: start });
    assert_eq!(clock.stop(early, &reckoning), refused);
    assert_eq!(clock.pause("waiting", early), refused);

    let pause = at("2024-02-05 09:30");
    clock.pause("waiting", pause).expect("it runs");
    let refused = Err(ClockError::Earlier { at: start, last: pause });
    assert_eq!(clock.resume(start, &reckoning), refused);
    assert_eq!(clock.stop(start, &reckoning), refused);
    assert_eq!(clock.state(), ClockState::Paused);
}

#[test]
fn hours_move_by_the_pause_and_days_by_its_days() {
    let zone = beijing();
    let reckoning = Reckoning::new(&zone, calendar::shipped());
    for (text, pause, resume, expected) in [
        ("24h", "2024-02-05 10:00", "2024-02-07 10:30", "2024-02-08 09:56"),
        ("5wd", "2024-02-07 10:00", "2024-02-07 17:00", "2024-02-18 24:00"),
        ("5wd", "2024-02-07 10:00", "2024-02-08 09:00", "2024-02-19 24:00"),
        ("5wd", "2024-02-09 18:00", "2024-02-18 08:00", "2024-02-19 24:00"),
        ("15d", "2024-02-07 10:00", "2024-02-08 09:00", "2024-02-21 24:00"),
        // A pause after the end does not make up for being late.
        ("1wd", "2024-02-19 10:00", "2024-02-26 10:00", "2024-02-06 24:00"),
    ] {
        let mut clock = Clock::start(limit(text), at("2024-02-05 09:26"), &reckoning);
        clock.pause("waiting", at(pause)).expect("it runs");
        clock.resume(at(resume), &reckoning).expect("it is paused");
        assert_eq!(due(&clock), expected, "{text} paused from {pause} to {resume}");
    }
}

#[test]
fn while_it_is_paused_nothing_is_used_and_nothing_becomes_late() {
    let zone = beijing();
    let reckoning = Reckoning::new(&zone, calendar::shipped());
    let mut clock = Clock::start(limit("2h"), at("2024-02-05 09:00"), &reckoning);
    clock.pause("waiting", at("2024-02-05 09:30")).expect("it runs");
    let (soon, later) = (at("2024-02-05 09:31"), at("2024-02-09 09:30"));
    assert_eq!(clock.used(later), SignedDuration::from_mins(30));
    assert_eq!(clock.remaining(soon, &reckoning), clock.remaining(later, &reckoning));
    assert!(!clock.is_late(later));
    assert_eq!(clock.remaining(later, &reckoning).used, 0.25);
}

#[test]
fn a_pause_ends_with_the_clock() {
    let zone = beijing();
    let reckoning = Reckoning::new(&zone, calendar::shipped());
    let mut clock = Clock::start(limit("2h"), at("2024-02-05 09:00"), &reckoning);
    clock.pause("waiting", at("2024-02-05 09:30")).expect("it runs");
    let stop = at("2024-02-05 20:00");
    clock.stop(stop, &reckoning).expect("it is paused");
    assert_eq!(clock.pauses()[0].to, Some(stop));
    assert_eq!(clock.used(stop), SignedDuration::from_mins(30));
    assert!(!clock.is_late(stop));
}

#[test]
fn the_due_instant_is_still_in_time() {
    let zone = beijing();
    let reckoning = Reckoning::new(&zone, calendar::shipped());
    let clock = Clock::start(limit("2h"), at("2024-02-05 09:00"), &reckoning);
    assert!(!clock.is_late(at("2024-02-05 11:00")));
    assert!(clock.is_late(at("2024-02-05 11:00:01")));
}

#[test]
fn a_calendar_imported_later_does_not_move_the_promise() {
    let zone = beijing();
    let before = Reckoning::new(&zone, calendar::shipped());
    let clock = Clock::start(limit("5wd"), at("2026-12-30 09:00"), &before);
    let notice = "date,kind,name\n\
                  2027-01-01,holiday,元旦\n\
                  2027-01-04,holiday,元旦\n\
                  2027-10-01,holiday,国庆节\n";
    let records = calendar::read_csv(notice).expect("a notice");
    let calendar = calendar::shipped().clone().with(records);
    let after = Reckoning::new(&zone, &calendar);
    let now = at("2027-01-02 09:00");
    assert_eq!(due(&clock), "2027-01-07 24:00");
    let explained = clock.explain(now, &after);
    assert_eq!(explained.last_day, Some(jiff::civil::date(2027, 1, 8)));
}

#[test]
fn a_stored_clock_that_could_not_have_lived_is_refused() {
    let zone = beijing();
    let reckoning = Reckoning::new(&zone, calendar::shipped());
    let start = at("2024-02-05 09:00");
    let made = Clock::start(limit("2h"), start, &reckoning);
    let restore =
        |pauses, stopped| Clock::restore(made.limit(), start, made.due_at(), pauses, stopped);
    let pause = |from: &str, to: Option<&str>| Pause {
        ground: "waiting".to_owned(),
        from: at(from),
        to: to.map(at),
    };
    assert_eq!(restore(vec![], None), Ok(made.clone()));

    let (first, second) = (at("2024-02-05 10:00"), at("2024-02-05 09:30"));
    let overlapping =
        vec![pause("2024-02-05 09:10", Some("2024-02-05 10:00")), pause("2024-02-05 09:30", None)];
    let refused = Err(ClockError::Earlier { at: second, last: first });
    assert_eq!(restore(overlapping, None), refused);

    let open = vec![pause("2024-02-05 09:30", None)];
    let refused = Err(ClockError::Paused { since: second });
    assert_eq!(restore(open, Some(first)), refused);

    let early = at("2024-02-05 08:00");
    let refused = Err(ClockError::Earlier { at: early, last: start });
    assert_eq!(restore(vec![], Some(early)), refused);
}

/// What may be tried on a clock.
#[derive(Debug, Clone, Copy)]
enum Try {
    Pause,
    Resume,
    Stop,
}

fn lives() -> impl Strategy<Value = Vec<(Try, i64)>> {
    let tries =
        prop::sample::select(vec![Try::Pause, Try::Resume, Try::Pause, Try::Resume, Try::Stop]);
    prop::collection::vec((tries, 0..4_000i64), 0..12)
}

/// A clock that has lived, and the last moment of its life.
fn lived(text: &str, tries: &[(Try, i64)], reckoning: &Reckoning<'_>) -> (Clock, Timestamp) {
    let mut now = at("2024-01-29 09:26");
    let mut clock = Clock::start(limit(text), now, reckoning);
    for (what, minutes) in tries {
        now += minutes.minutes();
        // Refusals are part of life.
        let _ = match what {
            Try::Pause => clock.pause("waiting", now),
            Try::Resume => clock.resume(now, reckoning),
            Try::Stop => clock.stop(now, reckoning),
        };
    }
    (clock, now)
}

fn limits() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["30min", "2h", "72h", "1wd", "5wd", "3d", "15d", "1m"])
}

proptest! {
    #[test]
    fn running_and_standing_make_up_the_whole_life(text in limits(), tries in lives(), more in 0..9_000i64) {
        let zone = beijing();
        let reckoning = Reckoning::new(&zone, calendar::shipped());
        let (clock, last) = lived(text, &tries, &reckoning);
        let now = last + more.minutes();
        let life = clock.started_at().duration_until(clock.stopped_at().unwrap_or(now));
        let stood: SignedDuration = clock.paused(now).iter().map(Interval::length).sum();
        prop_assert_eq!(clock.used(now) + stood, life);
    }

    #[test]
    fn hours_are_late_exactly_when_more_than_the_limit_is_used(
        text in prop::sample::select(vec!["30min", "2h", "72h"]), tries in lives(), more in 0..9_000i64,
    ) {
        let zone = beijing();
        let reckoning = Reckoning::new(&zone, calendar::shipped());
        let (clock, last) = lived(text, &tries, &reckoning);
        let now = last + more.minutes();
        let exact = clock.limit().exact().expect("hours");
        prop_assert_eq!(clock.is_late(now), clock.used(now) > exact);
    }

    #[test]
    fn a_pause_never_brings_the_end_nearer(text in limits(), tries in lives()) {
        let zone = beijing();
        let reckoning = Reckoning::new(&zone, calendar::shipped());
        let (clock, _) = lived(text, &tries, &reckoning);
        let undisturbed = Clock::start(clock.limit(), clock.started_at(), &reckoning);
        prop_assert!(clock.due_at() >= undisturbed.due_at());
    }

    #[test]
    fn a_stored_clock_comes_back_as_it_was(text in limits(), tries in lives()) {
        let zone = beijing();
        let reckoning = Reckoning::new(&zone, calendar::shipped());
        let (clock, now) = lived(text, &tries, &reckoning);
        let stored = Clock::restore(
            clock.limit(), clock.started_at(), clock.due_at(),
            clock.pauses().to_vec(), clock.stopped_at(),
        );
        prop_assert_eq!(stored.as_ref(), Ok(&clock));
        let remaining = clock.remaining(now, &reckoning);
        prop_assert!((0.0..=1.0).contains(&remaining.used));
        prop_assert_eq!(remaining.light == Light::Late, clock.is_late(now));
    }
}

#[test]
fn an_extension_counts_on_from_the_former_end() {
    let zone = beijing();
    let reckoning = Reckoning::new(&zone, calendar::shipped());
    let start = at("2024-06-17 09:00");
    let extended = |first: &str, more: &str| {
        let mut clock = Clock::start(limit(first), start, &reckoning);
        clock.extend(limit(more), start, &reckoning).expect("it runs");
        due(&clock)
    };
    let mut plain = Clock::start(limit("5wd"), start, &reckoning);
    assert_eq!(due(&plain), "2024-06-24 24:00");
    assert_eq!(extended("5wd", "3wd"), "2024-06-27 24:00");
    assert_eq!(extended("24h", "2h"), "2024-06-18 11:00");

    plain.stop(at("2024-06-18 09:00"), &reckoning).expect("it runs");
    assert!(plain.extend(limit("3wd"), start, &reckoning).is_err(), "what is over stays over");
}

#[test]
fn a_pause_moves_the_stretch_it_begins_in_and_all_after_it() {
    let zone = beijing();
    let reckoning = Reckoning::new(&zone, calendar::shipped());
    let mut clock = Clock::start(limit("5wd"), at("2024-06-17 09:00"), &reckoning);
    clock.extend(limit("3wd"), at("2024-06-17 10:00"), &reckoning).expect("it runs");
    // Within the extension: a day that begins paused and ends so does not count.
    clock.pause("money", at("2024-06-26 10:00")).expect("it runs");
    clock.resume(at("2024-06-27 10:00"), &reckoning).expect("it is paused");
    assert_eq!(due(&clock), "2024-06-28 24:00");
    let legs = clock.legs(at("2024-06-28 00:00"), &reckoning);
    assert_eq!(legs.iter().map(|leg| leg.pauses.len()).collect::<Vec<_>>(), [0, 1]);
    assert_eq!(clock.explain(at("2024-06-28 00:00"), &reckoning).limit, limit("3wd"));
}
