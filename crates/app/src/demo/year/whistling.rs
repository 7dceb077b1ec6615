//! For what departments are whistled: which matters, by whom, and when each side moves.

use jiff::{SignedDuration, Timestamp};

use super::course::{Course, Stage};
use super::moments::Moments;
use super::run::Year;
use super::steps::Step;
use crate::demo::chance::Chance;
use crate::demo::plan::Represents;
use crate::demo::words::{Fate, Now, Score, Words};
use matters::model::WhistleNumber;

/// Of the finished matters that some whistle fits, one in so many was whistled for.
/// Source: assumption (DOMAIN W-09: too many whistles break daily work).
const ONE_IN: usize = 6;

/// A whistle of the demo.
pub(super) struct Tune {
    /// The matter.
    pub case: usize,
    /// How it goes.
    pub score: &'static Score,
    /// Its number, once it was blown.
    pub number: Option<WhistleNumber>,
    /// Who blew it.
    pub by: Option<usize>,
}

/// What somebody does about a whistle; the number names the department by its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Move {
    Blow,
    Open(usize),
    Report(usize),
    Refuse(usize),
    Excuse(usize),
    Insist(usize),
    Finish(usize),
    End,
    Rate(usize),
    Judge(usize),
}

impl Year {
    /// Plans the whistles that stand at the showcase today.
    pub fn whistles_of_today(&mut self) {
        for score in &Words::get().whistles {
            let Some(now) = &score.now else { continue };
            let Some(case) = self.shown_case(score) else { continue };
            let tune = self.add_tune(case, score);
            let blown = self.until - SignedDuration::from_mins(now.since);
            self.step(blown, tune, Move::Blow);
            for (part, fate) in now.fates.iter().enumerate() {
                self.part_of_today(tune, part, *fate, now);
            }
            if now.fates.contains(&Fate::Judged) {
                self.step_along(tune, now, 62, Move::End);
            }
        }
    }

    /// The showcase's matter of a category that is in hand.
    fn shown_case(&self, score: &Score) -> Option<usize> {
        let home = &self.plan.showcase().buildings;
        self.cases.iter().position(|case| {
            home.contains(&case.building)
                && case.category == score.category
                && case.course == Course::Open(Stage::InProgress)
        })
    }

    fn part_of_today(&mut self, tune: usize, part: usize, fate: Fate, now: &Now) {
        let moves: &[(i64, Move)] = match fate {
            Fate::Sent => &[],
            Fate::Opened => &[(15, Move::Open(part))],
            Fate::Reported => &[(8, Move::Open(part)), (40, Move::Report(part))],
            Fate::Done => {
                &[(8, Move::Open(part)), (18, Move::Report(part)), (60, Move::Finish(part))]
            }
            Fate::Refused => &[(20, Move::Open(part)), (70, Move::Refuse(part))],
            Fate::Excused => &[(8, Move::Refuse(part)), (14, Move::Excuse(part))],
            Fate::Insisted => &[(20, Move::Refuse(part)), (30, Move::Insist(part))],
            Fate::Judged => &[
                (4, Move::Open(part)),
                (7, Move::Report(part)),
                (45, Move::Finish(part)),
                (66, Move::Rate(part)),
            ],
        };
        for (percent, then) in moves {
            self.step_along(tune, now, *percent, *then);
        }
        // The first department has said what it thinks; the other finds that on its desk.
        if fate == Fate::Judged && part == 0 {
            self.step_along(tune, now, 80, Move::Judge(part));
        }
    }

    /// At a time when people work, so far along the way from the whistle to the present.
    fn step_along(&mut self, tune: usize, now: &Now, percent: i64, then: Move) {
        let blown = self.until - SignedDuration::from_mins(now.since);
        let when = Moments::along(blown, self.until, percent);
        let when = if now.since > 24 * 60 { self.at_work(when) } else { when };
        self.step(when.min(self.until - SignedDuration::from_mins(1)), tune, then);
    }

    /// Whistles for a finished matter that was just signed for, if it is one of those.
    pub fn whistle_along(&mut self, case: usize, when: Timestamp) {
        let Course::Finished { .. } = self.cases[case].course else { return };
        if !case.is_multiple_of(ONE_IN) || self.day(when) < self.plan.brief.effective() {
            return;
        }
        let category = &self.cases[case].category;
        let fits = |score: &&Score| score.now.is_none() && category.starts_with(score.category);
        let Some(score) = Words::get().whistles.iter().find(fits) else { return };
        let tune = self.add_tune(case, score);
        let minutes = |year: &mut Self, low, high| {
            when + SignedDuration::from_mins(year.whistling.between(low, high))
        };
        let blown = minutes(self, 3, 20);
        self.step(blown, tune, Move::Blow);
        for part in 0..score.parts.len() {
            let opened = minutes(self, 21, 28);
            self.step(opened, tune, Move::Open(part));
            if part > 0 && self.whistling.happens(12) {
                let (asked, ruled) = (minutes(self, 29, 34), minutes(self, 35, 60));
                self.step(asked, tune, Move::Refuse(part));
                let excused = self.whistling.happens(70);
                let ruling = if excused { Move::Excuse(part) } else { Move::Insist(part) };
                self.step(ruled, tune, ruling);
            }
            // Most are there within the half hour of an emergency, some a day late.
            let late = self.whistling.happens(9);
            let come = if late { minutes(self, 2_900, 4_400) } else { minutes(self, 36, 48) };
            self.step(come, tune, Move::Report(part));
            self.step(come + SignedDuration::from_mins(45), tune, Move::Finish(part));
        }
        let ended = minutes(self, 4_600, 7_000);
        let ended = self.at_work(ended);
        self.step(ended, tune, Move::End);
        for part in 0..score.parts.len() {
            if self.whistling.happens(88) {
                self.step(ended + SignedDuration::from_mins(9), tune, Move::Rate(part));
            }
            if self.whistling.happens(72) {
                let later = self.whistling.between(40, 2_400);
                self.step(ended + SignedDuration::from_mins(later), tune, Move::Judge(part));
            }
        }
    }

    fn add_tune(&mut self, case: usize, score: &'static Score) -> usize {
        self.tunes.push(Tune { case, score, number: None, by: None });
        self.tunes.len() - 1
    }

    fn step(&mut self, when: Timestamp, tune: usize, then: Move) {
        let case = self.tunes[tune].case;
        self.at(when, case, Step::Whistle(tune, then));
    }

    /// The moment, or the next at which people work.
    fn at_work(&mut self, when: Timestamp) -> Timestamp {
        let calendar = self.world.calendar();
        let moments = Moments { zone: &self.world.zone, calendar: &calendar };
        moments.at_work(when, &mut self.whistling)
    }

    /// Who holds a seat of a body on a day: the first who does.
    pub fn in_seat(&self, body: usize, seat: &str, when: Timestamp) -> Option<usize> {
        let day = self.day(when);
        let posts = self.plan.posts.iter().filter(|post| post.body == Represents::Body(body));
        let there = |post: &&crate::demo::plan::Post| {
            post.seat == seat && post.from <= day && post.until.is_none_or(|until| day <= until)
        };
        posts.clone().find(there).map(|post| post.person)
    }
}

/// Grades of one department: mostly good, in the order of the charter's items.
pub(super) fn grades(chance: &mut Chance, items: usize) -> Vec<Option<i32>> {
    let one = |chance: &mut Chance| [5, 4, 3, 2][chance.weighted(&[50, 34, 12, 4])];
    (0..items).map(|_| Some(one(chance))).collect()
}
