//! What bodies ask for instead of handling on, and who rules: some of it still waits today.

use jiff::SignedDuration;
use jiff::Timestamp;
use matters::acts::{self, RulingOn, Wanted};
use matters::model::{RequestKind, RequestState};
use platform::{Outcome, Tx};

use super::facts::Around;
use super::run::{Year, if_possible};
use super::steps::Step;

/// After how many days a parked matter is looked at again. Source: assumption.
const REVIEW_DAYS: (i64, i64) = (45, 120);

impl Year {
    /// The lead says it is not for it; nobody has ruled yet.
    pub fn object(&mut self, tx: &mut Tx<'_>, when: Timestamp, index: usize) -> Outcome<()> {
        let lead = self.raised(index).lead.expect("it was dispatched");
        let person = self.somebody(lead, when, &[]).expect("a lead has staff");
        let ground = if self.chance.happens(60) { "duty" } else { "place" };
        let why = self.phrase("objection");
        self.ask(tx, when, index, person, RequestKind::Objection, ground, why).map(drop)
    }

    /// The lead asks for more time; nobody has ruled yet.
    pub fn ask_extension(&mut self, tx: &mut Tx<'_>, when: Timestamp, index: usize) -> Outcome<()> {
        let person = self.raised(index).handler.expect("somebody signed");
        let ground = if self.chance.happens(70) { "parts" } else { "several" };
        let why = self.phrase("extension");
        self.ask(tx, when, index, person, RequestKind::Extension, ground, why).map(drop)
    }

    /// The lead asks to put it aside, and the street, or the district for the street, grants it.
    pub fn park(&mut self, tx: &mut Tx<'_>, when: Timestamp, index: usize) -> Outcome<()> {
        let person = self.raised(index).handler.expect("somebody signed");
        let ground = if self.chance.happens(65) { "money" } else { "legacy" };
        let why = self.phrase("parking");
        if self.ask(tx, when, index, person, RequestKind::Parking, ground, why)? {
            let later = SignedDuration::from_mins(self.chance.between(20, 200));
            self.at(when + later, index, Step::RuleParking);
        }
        Ok(())
    }

    pub fn rule_parking(&mut self, tx: &mut Tx<'_>, when: Timestamp, index: usize) -> Outcome<()> {
        let id = self.raised(index).id;
        let requests = matters::store::request::list(tx.conn, id)?;
        let open = requests.into_iter().find(|request| request.state == RequestState::Open);
        let Some(request) = open else { return Ok(()) };
        let rule = self.rules().request(request.kind).expect("the charter knows parking");
        let ground = rule.ground(&request.ground).expect("it was on a ground of the catalogue");
        let words = ground.reply.zh.clone();
        let around = Around::of(&self.plan);
        let building = self.cases[index].building;
        let street = around.body("street_office", building, "", self.day(when));
        let lead = self.raised(index).lead;
        let judge = match street {
            Some(street) if lead != Some(street) => street,
            _ => self.district().expect("the district has its office"),
        };
        let person = self.somebody(judge, when, &[]).expect("an office has staff");
        let number = self.raised(index).number.clone();
        let ruling = RulingOn { request: request.id, grants: true, words };
        let ruled =
            self.staff_act(tx, when, person, |act| acts::rule_request(act, &number, &ruling));
        if_possible(ruled).map(drop)
    }

    fn district(&self) -> Option<usize> {
        self.plan.bodies.iter().position(|body| body.kind == "district_office")
    }

    #[expect(clippy::too_many_arguments, reason = "one request in words, by one person")]
    fn ask(
        &mut self,
        tx: &mut Tx<'_>,
        when: Timestamp,
        index: usize,
        person: usize,
        kind: RequestKind,
        ground: &str,
        why: &str,
    ) -> Outcome<bool> {
        let days = self.chance.between(REVIEW_DAYS.0, REVIEW_DAYS.1);
        let review = self.day(when).saturating_add(jiff::Span::new().days(days));
        let number = self.raised(index).number.clone();
        let wanted = Wanted {
            kind,
            ground: ground.to_owned(),
            why: why.to_owned(),
            review_on: (kind == RequestKind::Parking).then_some(review),
        };
        let asked = self.staff_act(tx, when, person, |act| acts::ask_ruling(act, &number, &wanted));
        if_possible(asked)
    }
}
