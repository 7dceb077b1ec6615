//! Completing a matter, calling back, rating, and closing what nobody speaks of.

use jiff::{SignedDuration, Timestamp};
use matters::acts::{self, CallBack, Completion};
use matters::model::{
    Answer, Callback, ClockKind, MatterNumber, ResultClass, Satisfaction, Solved,
};
use platform::{Outcome, Tx};

use super::course::{Course, Ending};
use super::run::{Year, if_possible};
use super::steps::Step;
use crate::demo::words::Words;
use crate::demo::write::nobody;

impl Year {
    pub fn complete(&mut self, tx: &mut Tx<'_>, when: Timestamp, index: usize) -> Outcome<()> {
        let handler = self.raised(index).handler.expect("somebody signed");
        let number = self.raised(index).number.clone();
        let result = match self.cases[index].course {
            Course::Finished { result, .. } => result,
            _ => ResultClass::Solved,
        };
        let ask = Completion { result, sentence: self.cases[index].done.clone() };
        self.staff_act(tx, when, handler, |act| acts::complete_matter(act, &number, &ask))?;
        self.raised(index).completed += 1;
        let Course::Finished { ending, .. } = self.cases[index].course else { return Ok(()) };
        let clock = self.clock(tx, index, ClockKind::Callback, when)?;
        let steps = self.steps_after(index, Step::CallBack);
        // The window closes after a week: whatever is said is said before.
        let week = when + SignedDuration::from_hours(6 * 24);
        let spoken = self.pace(when, clock, 10, steps).min(week);
        match ending {
            Ending::Rated => {
                let later = SignedDuration::from_mins(self.chance.between(20, 2_500));
                let latest = self.until - SignedDuration::from_mins(3);
                self.at((when + later).min(latest), index, Step::Rate);
            }
            Ending::Silent if when + SignedDuration::from_hours(14 * 24) < self.until => {}
            _ => self.at(spoken, index, Step::CallBack),
        }
        Ok(())
    }

    fn answer(&self, index: usize) -> Answer {
        let Course::Finished { ending, result, satisfaction } = self.cases[index].course else {
            return Answer {
                contacted: true,
                solved: Solved::Solved,
                satisfaction: Satisfaction::None,
            };
        };
        let again = ending == Ending::Reopened
            && self.raised[index].as_ref().is_some_and(|one| one.completed == 1);
        let (solved, satisfaction) = match (again, result) {
            (true, _) => (Solved::Unsolved, Satisfaction::Dissatisfied),
            (false, ResultClass::Solved) => (Solved::Solved, satisfaction),
            (false, _) => (Solved::Partly, satisfaction),
        };
        let contacted = satisfaction != Satisfaction::Dissatisfied || !index.is_multiple_of(3);
        Answer { contacted, solved, satisfaction }
    }

    pub fn call_back(&mut self, tx: &mut Tx<'_>, when: Timestamp, index: usize) -> Outcome<()> {
        let station = self.station(index, when);
        let hands = self.raised(index).hands.clone();
        // Where everybody had a hand in it, nobody calls, and it closes in silence.
        let Some(caller) = self.somebody(station, when, &hands) else { return Ok(()) };
        let number: MatterNumber = self.raised(index).number.clone();
        let answer = self.answer(index);
        let again = answer.solved == Solved::Unsolved;
        let notes = Words::get().phrases("callback");
        let note = match (again, answer.satisfaction) {
            (true, _) => notes.last(),
            (false, Satisfaction::Dissatisfied) => notes.get(2),
            (false, _) => notes.get(self.chance.below(2)),
        };
        let ask = CallBack {
            outcome: Callback::Reached(answer),
            note: note.map(|note| (*note).to_owned()),
        };
        let called = self.staff_act(tx, when, caller, |act| acts::call_back(act, &number, &ask));
        if if_possible(called)? && again {
            let clock = self.clock(tx, index, ClockKind::Resolve, when)?;
            self.plan_completion(index, when, clock);
        }
        Ok(())
    }

    pub fn rate(&mut self, tx: &mut Tx<'_>, when: Timestamp, index: usize) -> Outcome<()> {
        let code = self.raised(index).code.clone();
        let answer = self.answer(index);
        let rated = self.act(tx, &nobody(), when, |act| acts::rate_matter(act, &code, answer));
        if_possible(rated).map(drop)
    }

    pub fn close_silent(&mut self, tx: &mut Tx<'_>, when: Timestamp) -> Outcome<()> {
        while self.act(tx, &nobody(), when, acts::close_silent)? > 0 {}
        Ok(())
    }

    pub fn note_needs(&mut self, tx: &mut Tx<'_>, when: Timestamp) -> Outcome<()> {
        for district in registry::store::building::districts(tx.conn)? {
            self.act(tx, &nobody(), when, |act| acts::note_needs(act, district))?;
        }
        Ok(())
    }
}
