//! Signing for a matter, speaking with whoever raised it, and what is done meanwhile.

use jiff::{SignedDuration, Timestamp};
use matters::acts;
use matters::model::{Channel, ClockKind};
use platform::{Outcome, Tx};

use super::course::{Course, Stage};
use super::run::{Year, if_possible};
use super::steps::Step;
use crate::demo::words::Words;
use crate::demo::write::nobody;

impl Year {
    pub fn sign(&mut self, tx: &mut Tx<'_>, when: Timestamp, index: usize) -> Outcome<()> {
        let lead = self.raised(index).lead.expect("it was dispatched");
        let handler = self.somebody(lead, when, &[]).expect("a lead has staff");
        let number = self.raised(index).number.clone();
        self.staff_act(tx, when, handler, |act| acts::sign_matter(act, &number))?;
        self.raised(index).handler = Some(handler);
        self.raised(index).hands.push(handler);
        self.whistle_along(index, when);
        if !self.raised(index).assists.is_empty() && self.chance.happens(70) {
            let later = SignedDuration::from_mins(self.chance.between(5, 200));
            self.at(when + later, index, Step::AssistSign);
        }
        let own = self.cases[index].channel == Channel::Code;
        for (step, percent) in [(Step::Supplement, 6), (Step::Urge, 9)] {
            if own && self.chance.happens(percent) {
                let later = SignedDuration::from_mins(self.chance.between(30, 2_000));
                self.at(when + later, index, step);
            }
        }
        if self.cases[index].reporter.1.is_some() && self.chance.happens(12) {
            self.at(when + SignedDuration::from_mins(4), index, Step::Reveal);
        }
        let clock = self.clock(tx, index, ClockKind::Contact, when)?;
        let steps = self.steps_after(index, Step::Contact);
        let then = self.pace(when, clock, 7, steps);
        self.at(then, index, Step::Contact);
        Ok(())
    }

    pub fn assist_sign(&mut self, tx: &mut Tx<'_>, when: Timestamp, index: usize) -> Outcome<()> {
        let number = self.raised(index).number.clone();
        for body in self.raised(index).assists.clone() {
            let Some(person) = self.somebody(body, when, &[]) else { continue };
            let signed = self.staff_act(tx, when, person, |act| acts::sign_matter(act, &number));
            if if_possible(signed)? {
                self.raised(index).hands.push(person);
            }
        }
        Ok(())
    }

    pub fn speak_up(
        &mut self,
        tx: &mut Tx<'_>,
        when: Timestamp,
        index: usize,
        step: Step,
    ) -> Outcome<()> {
        let code = self.raised(index).code.clone();
        let said = self.phrase("supplement");
        let done = self.act(tx, &nobody(), when, |act| match step {
            Step::Urge => acts::urge_matter(act, &code),
            _ => acts::supplement_matter(act, &code, said),
        });
        if_possible(done).map(drop)
    }

    pub fn reveal(&mut self, tx: &mut Tx<'_>, when: Timestamp, index: usize) -> Outcome<()> {
        let station = self.station(index, when);
        let person = self.somebody(station, when, &[]).expect("a station has staff");
        let number = self.raised(index).number.clone();
        let purpose = Words::get().title("purpose");
        self.staff_act(tx, when, person, |act| {
            acts::reveal_reporter(act, &number, purpose).map(drop)
        })
    }

    pub fn contact(&mut self, tx: &mut Tx<'_>, when: Timestamp, index: usize) -> Outcome<()> {
        let handler = self.raised(index).handler.expect("somebody signed");
        let (number, said) = (self.raised(index).number.clone(), self.phrase("contact"));
        self.staff_act(tx, when, handler, |act| acts::contact_reporter(act, &number, said))?;
        let clock = self.clock(tx, index, ClockKind::Resolve, when)?;
        let course = self.cases[index].course;
        if course == Course::Open(Stage::Parked) {
            self.at(when + SignedDuration::from_hours(3), index, Step::Park);
            return Ok(());
        }
        if course == Course::Open(Stage::InProgress) && self.chance.happens(15) {
            self.at(when + SignedDuration::from_mins(50), index, Step::AskExtension);
        }
        if self.chance.happens(70) {
            let steps = self.steps_after(index, Step::Progress);
            let then = self.pace(when, (when, clock.1.max(when)), 0, steps);
            self.at(then, index, Step::Progress);
        } else if self.cases[index].course != Course::Open(Stage::InProgress) {
            self.plan_completion(index, when, clock);
        }
        Ok(())
    }

    pub fn plan_completion(
        &mut self,
        index: usize,
        when: Timestamp,
        clock: (Timestamp, Timestamp),
    ) {
        let steps = self.steps_after(index, Step::Complete);
        let then = self.pace(when, clock, 8, steps);
        self.at(then, index, Step::Complete);
    }

    pub fn progress(&mut self, tx: &mut Tx<'_>, when: Timestamp, index: usize) -> Outcome<()> {
        let handler = self.raised(index).handler.expect("somebody signed");
        let number = self.raised(index).number.clone();
        let outward = self.chance.happens(60);
        let said =
            if outward { self.cases[index].step.clone() } else { self.phrase("inward").to_owned() };
        self.staff_act(tx, when, handler, |act| acts::log_progress(act, &number, &said, outward))?;
        if self.cases[index].course != Course::Open(Stage::InProgress) {
            let clock = self.clock(tx, index, ClockKind::Resolve, when)?;
            self.plan_completion(index, when, clock);
        }
        Ok(())
    }
}
