//! The steps of a matter: each calls the act that a page would call, and plans what comes next.

use jiff::{SignedDuration, Timestamp};
use matters::model::ClockKind;
use platform::{Act, Actor, Outcome, Tx};

use super::course::{Course, Stage};
use super::facts::Around;
use super::run::Year;
use super::whistling::Move;
use crate::demo::plan::BodyIndex;
use crate::demo::words::Words;

/// What can happen to a matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    Raise,
    Join,
    Triage,
    Withdraw,
    Merge,
    Sign,
    AssistSign,
    Supplement,
    Urge,
    Reveal,
    Contact,
    Progress,
    Object,
    AskExtension,
    Park,
    RuleParking,
    Complete,
    CallBack,
    Rate,
    CloseSilent,
    NoteNeeds,
    Whistle(usize, Move),
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
            Step::Merge => self.merge(tx, when, case),
            Step::Sign => self.sign(tx, when, case),
            Step::AssistSign => self.assist_sign(tx, when, case),
            Step::Supplement | Step::Urge => self.speak_up(tx, when, case, step),
            Step::Reveal => self.reveal(tx, when, case),
            Step::Contact => self.contact(tx, when, case),
            Step::Progress => self.progress(tx, when, case),
            Step::Object => self.object(tx, when, case),
            Step::AskExtension => self.ask_extension(tx, when, case),
            Step::Park => self.park(tx, when, case),
            Step::RuleParking => self.rule_parking(tx, when, case),
            Step::Complete => self.complete(tx, when, case),
            Step::CallBack => self.call_back(tx, when, case),
            Step::Rate => self.rate(tx, when, case),
            Step::CloseSilent => self.close_silent(tx, when),
            Step::NoteNeeds => self.note_needs(tx, when),
            Step::Whistle(tune, then) => self.whistle(tx, when, tune, then),
        }
    }

    pub fn act<T>(
        &self,
        tx: &mut Tx<'_>,
        actor: &Actor,
        when: Timestamp,
        work: impl FnOnce(&mut Act<'_, '_>) -> Outcome<T>,
    ) -> Outcome<T> {
        work(&mut Act::new(tx, &self.world, actor, when))
    }

    /// Somebody of a body acts.
    pub fn staff_act<T>(
        &mut self,
        tx: &mut Tx<'_>,
        when: Timestamp,
        person: usize,
        work: impl FnOnce(&mut Act<'_, '_>) -> Outcome<T>,
    ) -> Outcome<T> {
        let actor = self.actor(tx, person, when)?;
        self.act(tx, &actor, when, work)
    }

    pub fn station(&self, case: usize, when: Timestamp) -> BodyIndex {
        Around::of(&self.plan).station(self.cases[case].building, self.day(when))
    }

    pub fn phrase(&mut self, list: &str) -> &'static str {
        let all = Words::get().phrases(list);
        all[self.chance.below(all.len())]
    }

    /// The clock of a kind that runs on a case: from when to when.
    pub fn clock(
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

    /// How many steps must still follow `step` before the present.
    pub fn steps_after(&self, index: usize, step: Step) -> i64 {
        let last = match self.cases[index].course {
            Course::Open(Stage::New | Stage::Dispatched) => Step::Triage,
            Course::Open(Stage::InProgress | Stage::Parked) => Step::Progress,
            Course::Open(Stage::Completed) => Step::Complete,
            Course::Declined { .. } | Course::Withdrawn | Course::Merged => Step::Triage,
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
}
