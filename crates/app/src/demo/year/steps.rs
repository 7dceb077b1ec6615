//! The steps of a matter: each calls the act that a page would call, and plans what comes next.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use matters::acts::{self, CallBack, Completion, Raise, Spot, Triage};
use matters::model::{
    Answer, Callback, Channel, ClockKind, MatterNumber, ResultClass, Satisfaction, Solved,
    Visibility,
};
use matters::rules::dispatching::Assignee;
use platform::{Act, Actor, Outcome, Tx};

use super::course::{Course, Ending, Stage};
use super::facts::Around;
use super::run::{Raised, Year, if_possible};
use crate::demo::plan::BodyIndex;
use crate::demo::words::{Words, fill};
use crate::demo::write::nobody;

/// What can happen to a matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    Raise,
    Join,
    Triage,
    Withdraw,
    Sign,
    AssistSign,
    Supplement,
    Urge,
    Reveal,
    Contact,
    Progress,
    Complete,
    CallBack,
    Rate,
    CloseSilent,
}

impl Year {
    /// Lets one step happen.
    pub fn happen(
        &mut self,
        tx: &mut Tx<'_>,
        when: Timestamp,
        case: usize,
        step: Step,
    ) -> Outcome<()> {
        match step {
            Step::Raise => self.raise(tx, when, case),
            Step::Join => self.join(tx, when, case),
            Step::Triage => self.triage(tx, when, case),
            Step::Withdraw => self.withdraw(tx, when, case),
            Step::Sign => self.sign(tx, when, case),
            Step::AssistSign => self.assist_sign(tx, when, case),
            Step::Supplement | Step::Urge => self.speak_up(tx, when, case, step),
            Step::Reveal => self.reveal(tx, when, case),
            Step::Contact => self.contact(tx, when, case),
            Step::Progress => self.progress(tx, when, case),
            Step::Complete => self.complete(tx, when, case),
            Step::CallBack => self.call_back(tx, when, case),
            Step::Rate => self.rate(tx, when, case),
            Step::CloseSilent => self.close_silent(tx, when),
        }
    }

    fn act<T>(
        &self,
        tx: &mut Tx<'_>,
        actor: &Actor,
        when: Timestamp,
        work: impl FnOnce(&mut Act<'_, '_>) -> Outcome<T>,
    ) -> Outcome<T> {
        work(&mut Act::new(tx, &self.world, actor, when))
    }

    /// Somebody of a body acts.
    fn staff_act<T>(
        &mut self,
        tx: &mut Tx<'_>,
        when: Timestamp,
        person: usize,
        work: impl FnOnce(&mut Act<'_, '_>) -> Outcome<T>,
    ) -> Outcome<T> {
        let actor = self.actor(tx, person, when)?;
        self.act(tx, &actor, when, work)
    }

    fn station(&self, case: usize, when: Timestamp) -> BodyIndex {
        Around::of(&self.plan).station(self.cases[case].building, self.day(when))
    }

    fn phrase(&mut self, list: &str) -> &'static str {
        let all = Words::get().phrases(list);
        all[self.chance.below(all.len())]
    }

    /// The clock of a kind that runs on a case: from when to when.
    fn clock(
        &mut self,
        tx: &mut Tx<'_>,
        case: usize,
        kind: ClockKind,
        when: Timestamp,
    ) -> Outcome<(Timestamp, Timestamp)> {
        let id = self.raised(case).id;
        let clocks = matters::store::clock::list(tx.conn, id)?;
        let running = clocks.iter().rev().find(|one| one.kind == kind && one.stopped_at.is_none());
        let usual = (when, when + SignedDuration::from_hours(20));
        Ok(running.map_or(usual, |clock| (clock.started_at, clock.due_at)))
    }

    fn raise(&mut self, tx: &mut Tx<'_>, when: Timestamp, index: usize) -> Outcome<()> {
        let cases = Arc::clone(&self.cases);
        let case = &cases[index];
        let (plan, ids) = (Arc::clone(&self.plan), Arc::clone(&self.ids));
        let at = ids.whereabouts(&plan, case.building);
        if self.charter.is_none() {
            self.charter = self.world.charters.at(tx.conn, &at, self.day(when))?;
        }
        let place = case
            .floor
            .map_or(ids.buildings[case.building], |floor| ids.floors[case.building][floor]);
        let hotline = case.channel == Channel::Hotline12345;
        let source = Words::get().title("source.hotline");
        let number = format!("{}{:05}", self.day(when).strftime("%Y%m%d"), index);
        let device = format!("demo device {index}");
        let own = case.channel == Channel::Code;
        let ask = Raise {
            spot: Spot {
                at,
                place,
                words: case.spot.map(str::to_owned),
                street_code: plan.streets[plan.buildings[case.building].street]
                    .row
                    .short
                    .to_owned(),
            },
            text: case.text.clone(),
            name: case.reporter.0.clone(),
            phone: case.reporter.1.clone(),
            photos: Vec::new(),
            visibility: if case.public {
                Visibility::PublicAnonymous
            } else {
                Visibility::HandlersOnly
            },
            channel: case.channel,
            device_hash: own.then(|| self.world.keys.hash("matter.device", device.as_bytes())),
            external: hotline.then(|| (source.to_owned(), number)),
        };
        let newly = if own {
            self.act(tx, &nobody(), when, |act| acts::raise_matter(act, &ask))?
        } else {
            let station = self.station(index, when);
            let person = self.somebody(station, when, &[]).expect("a station has staff");
            self.staff_act(tx, when, person, |act| acts::raise_matter(act, &ask))?
        };
        self.raised[index] = Some(Raised {
            id: newly.id,
            number: newly.number,
            code: newly.code,
            lead: None,
            assists: Vec::new(),
            handler: None,
            hands: Vec::new(),
            completed: 0,
        });
        self.after_raise(tx, when, index)
    }

    fn after_raise(&mut self, tx: &mut Tx<'_>, when: Timestamp, index: usize) -> Outcome<()> {
        let (joins, course) = (self.cases[index].joins, self.cases[index].course);
        for _ in 0..joins {
            let later = SignedDuration::from_mins(self.chance.between(5, 900));
            self.at(when + later, index, Step::Join);
        }
        match course {
            Course::Open(Stage::New) => Ok(()),
            Course::Withdrawn => {
                let later = SignedDuration::from_mins(self.chance.between(4, 50));
                self.at(when + later, index, Step::Withdraw);
                Ok(())
            }
            _ => {
                let clock = self.clock(tx, index, ClockKind::Reply, when)?;
                let steps = self.steps_after(index, Step::Triage);
                let then = self.pace(when, clock, 7, steps);
                self.at(then, index, Step::Triage);
                Ok(())
            }
        }
    }

    /// How many steps must still follow `step` before the present.
    fn steps_after(&self, index: usize, step: Step) -> i64 {
        let last = match self.cases[index].course {
            Course::Open(Stage::New | Stage::Dispatched) => Step::Triage,
            Course::Open(Stage::InProgress) => Step::Progress,
            Course::Open(Stage::Completed) => Step::Complete,
            Course::Declined { .. } | Course::Withdrawn => Step::Triage,
            Course::Finished { .. } => Step::Rate,
        };
        let order = [
            Step::Triage,
            Step::Sign,
            Step::Contact,
            Step::Progress,
            Step::Complete,
            Step::CallBack,
            Step::Rate,
        ];
        let place = |wanted: Step| order.iter().position(|one| *one == wanted).unwrap_or(0);
        let left = place(last).saturating_sub(place(step));
        i64::try_from(left).unwrap_or(0) * 3 + 1
    }

    fn join(&mut self, tx: &mut Tx<'_>, when: Timestamp, index: usize) -> Outcome<()> {
        if !self.cases[index].public {
            return Ok(());
        }
        let building = self.ids.buildings[self.cases[index].building];
        let number = self.raised(index).number.clone();
        let device = format!("demo voice {index} {when}");
        let device = self.world.keys.hash("matter.device", device.as_bytes());
        let joined = self.act(tx, &nobody(), when, |act| {
            acts::join_matter(act, building, &number, &device).map(drop)
        });
        if_possible(joined).map(drop)
    }

    fn withdraw(&mut self, tx: &mut Tx<'_>, when: Timestamp, index: usize) -> Outcome<()> {
        let code = self.raised(index).code.clone();
        self.act(tx, &nobody(), when, |act| acts::withdraw_matter(act, &code))
    }

    fn triage(&mut self, tx: &mut Tx<'_>, when: Timestamp, index: usize) -> Outcome<()> {
        let cases = Arc::clone(&self.cases);
        let case = &cases[index];
        let station = self.station(index, when);
        let person = self.somebody(station, when, &[]).expect("a station has staff");
        let number = self.raised(index).number.clone();
        if let Course::Declined { ground } = case.course {
            let why = Words::get().phrases("decline");
            let why = why[["legal_channel", "repeated", "outside_duties"]
                .iter()
                .position(|one| *one == ground)
                .unwrap_or(0)];
            return self.staff_act(tx, when, person, |act| {
                acts::decline_matter(act, &number, ground, why)
            });
        }
        let (lead, assists) = self.parts(index, when);
        let reply = self.reply(index, lead, when);
        let assignee = |body: BodyIndex| Assignee { body: self.ids.bodies[body], post: None };
        let ask = Triage {
            category: case.category.clone(),
            class: case.class.clone(),
            lead: assignee(lead),
            assists: assists.iter().copied().map(assignee).collect(),
            title: case.title.clone(),
            reply,
            as_suggested: self.is_suggested(index),
        };
        self.staff_act(tx, when, person, |act| acts::dispatch_matter(act, &number, &ask))?;
        let raised = self.raised(index);
        raised.lead = Some(lead);
        raised.assists = assists;
        if case.course == Course::Open(Stage::Dispatched) {
            return Ok(());
        }
        let clock = self.clock(tx, index, ClockKind::Sign, when)?;
        let steps = self.steps_after(index, Step::Sign);
        let then = self.pace(when, clock, 9, steps);
        self.at(then, index, Step::Sign);
        Ok(())
    }

    /// Who leads and who assists, by the charter's catalogue.
    fn parts(&mut self, index: usize, when: Timestamp) -> (BodyIndex, Vec<BodyIndex>) {
        let (plan, cases, day) = (Arc::clone(&self.plan), Arc::clone(&self.cases), self.day(when));
        let case = &cases[index];
        let around = Around::of(&plan);
        let rule = self.rules().dispatch_for(&case.category).cloned();
        let (lead, kinds) =
            rule.map_or((String::new(), Vec::new()), |rule| (rule.lead, rule.assist));
        let station = around.station(case.building, day);
        let lead = around.body(&lead, case.building, &case.category, day).unwrap_or(station);
        let mut assists = Vec::new();
        for kind in kinds {
            // Departments are called where the building cannot do it alone.
            let called = kind != "department" || self.chance.happens(45);
            let body = around.body(&kind, case.building, &case.category, day);
            if let Some(body) =
                body.filter(|body| called && *body != lead && !assists.contains(body))
            {
                assists.push(body);
            }
        }
        (lead, assists)
    }

    /// The reply to the reporter, with the day it will be done by.
    fn reply(&mut self, index: usize, lead: BodyIndex, when: Timestamp) -> String {
        let class = self.rules().class(&self.cases[index].class);
        let limit = class.map(|class| class.limits.resolve);
        let calendar = self.world.calendar();
        let charter = self.charter.as_ref().expect("a charter is read before the first step");
        let reckoning = charter.reckoning(&self.world.zone, &calendar);
        let due = limit.map_or(when, |limit| reckoning.due_at(limit, when, &[]));
        // Midnight is the end of the day before.
        let told = (due - SignedDuration::from_secs(1)).to_zoned(self.world.zone.clone());
        let midnight =
            due.to_zoned(self.world.zone.clone()).strftime("%H:%M").to_string() == "00:00";
        let time = if midnight { "24:00".to_owned() } else { told.strftime("%H:%M").to_string() };
        let (month, day) = (told.month().to_string(), told.day().to_string());
        let words = Words::get();
        let due = words.fill("due", &[("month", &month), ("day", &day), ("time", &time)]);
        fill(self.phrase("reply"), &[("lead", &self.plan.bodies[lead].name), ("due", &due)])
    }

    /// Whether the charter's own reading of the words comes to the same.
    fn is_suggested(&self, index: usize) -> bool {
        use matters::rules::triage::{self, BodyKinds, Rulebook};
        let kinds = BodyKinds { station: "workstation", many: "department" };
        let rulebook = Rulebook::of(self.rules(), kinds);
        let reading = triage::read(&self.cases[index].text, &rulebook);
        reading.category == self.cases[index].category && reading.class == self.cases[index].class
    }

    fn sign(&mut self, tx: &mut Tx<'_>, when: Timestamp, index: usize) -> Outcome<()> {
        let lead = self.raised(index).lead.expect("it was dispatched");
        let handler = self.somebody(lead, when, &[]).expect("a lead has staff");
        let number = self.raised(index).number.clone();
        self.staff_act(tx, when, handler, |act| acts::sign_matter(act, &number))?;
        self.raised(index).handler = Some(handler);
        self.raised(index).hands.push(handler);
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

    fn assist_sign(&mut self, tx: &mut Tx<'_>, when: Timestamp, index: usize) -> Outcome<()> {
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

    fn speak_up(
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

    fn reveal(&mut self, tx: &mut Tx<'_>, when: Timestamp, index: usize) -> Outcome<()> {
        let station = self.station(index, when);
        let person = self.somebody(station, when, &[]).expect("a station has staff");
        let number = self.raised(index).number.clone();
        let purpose = Words::get().title("purpose");
        self.staff_act(tx, when, person, |act| {
            acts::reveal_reporter(act, &number, purpose).map(drop)
        })
    }

    fn contact(&mut self, tx: &mut Tx<'_>, when: Timestamp, index: usize) -> Outcome<()> {
        let handler = self.raised(index).handler.expect("somebody signed");
        let (number, said) = (self.raised(index).number.clone(), self.phrase("contact"));
        self.staff_act(tx, when, handler, |act| acts::contact_reporter(act, &number, said))?;
        let clock = self.clock(tx, index, ClockKind::Resolve, when)?;
        if self.chance.happens(70) {
            let steps = self.steps_after(index, Step::Progress);
            let then = self.pace(when, (when, clock.1.max(when)), 0, steps);
            self.at(then, index, Step::Progress);
        } else if self.cases[index].course != Course::Open(Stage::InProgress) {
            self.plan_completion(index, when, clock);
        }
        Ok(())
    }

    fn plan_completion(&mut self, index: usize, when: Timestamp, clock: (Timestamp, Timestamp)) {
        let steps = self.steps_after(index, Step::Complete);
        let then = self.pace(when, clock, 8, steps);
        self.at(then, index, Step::Complete);
    }

    fn progress(&mut self, tx: &mut Tx<'_>, when: Timestamp, index: usize) -> Outcome<()> {
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

    fn complete(&mut self, tx: &mut Tx<'_>, when: Timestamp, index: usize) -> Outcome<()> {
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
        let contacted = satisfaction != Satisfaction::Dissatisfied || index % 3 > 0;
        Answer { contacted, solved, satisfaction }
    }

    fn call_back(&mut self, tx: &mut Tx<'_>, when: Timestamp, index: usize) -> Outcome<()> {
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

    fn rate(&mut self, tx: &mut Tx<'_>, when: Timestamp, index: usize) -> Outcome<()> {
        let code = self.raised(index).code.clone();
        let answer = self.answer(index);
        let rated = self.act(tx, &nobody(), when, |act| acts::rate_matter(act, &code, answer));
        if_possible(rated).map(drop)
    }

    fn close_silent(&mut self, tx: &mut Tx<'_>, when: Timestamp) -> Outcome<()> {
        while self.act(tx, &nobody(), when, acts::close_silent)? > 0 {}
        Ok(())
    }
}
