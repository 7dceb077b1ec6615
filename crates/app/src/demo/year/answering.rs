//! The moves of a whistle: each calls the act that a page would call. What the matter's end or the
//! other side made impossible meanwhile does not happen.

use jiff::Timestamp;
use matters::acts::whistling::{self, Answering, Called, NewWhistle, RefusalRuling, Reporting};
use matters::model::{CallId, Presence, Venue, WhistleNumber};
use platform::{Act, Outcome, Tx};

use super::facts::Around;
use super::run::{Year, if_possible};
use super::whistling::{Move, grades};
use crate::demo::plan::BodyIndex;
use crate::demo::words::Words;

impl Year {
    /// Lets one move of a whistle happen.
    pub fn whistle(
        &mut self,
        tx: &mut Tx<'_>,
        when: Timestamp,
        tune: usize,
        then: Move,
    ) -> Outcome<()> {
        if then == Move::Blow {
            return self.blow(tx, when, tune);
        }
        let Some(number) = self.tunes[tune].number.clone() else { return Ok(()) };
        match then {
            Move::Blow => Ok(()),
            Move::Open(part) => self.answer_call(tx, when, (tune, part), whistling::open_call),
            Move::Report(part) => self.report(tx, when, (tune, part)),
            Move::Refuse(part) => {
                let all = Words::get().phrases("whistle_refusal");
                let why = all[self.whistling.below(all.len())];
                self.answer_call(tx, when, (tune, part), move |act, right| {
                    whistling::refuse_call(act, right, ("others", why))
                })
            }
            Move::Finish(part) => {
                let result = self.tunes[tune].score.parts[part].result;
                self.answer_call(tx, when, (tune, part), move |act, right| {
                    whistling::finish_call(act, right, result)
                })
            }
            Move::Judge(part) => {
                let verdicts = ["needed", "avoidable", "misaddressed"];
                let verdict = verdicts[self.whistling.weighted(&[86, 11, 3])];
                self.answer_call(tx, when, (tune, part), move |act, right| {
                    whistling::judge_whistle(act, right, verdict)
                })
            }
            Move::Excuse(part) => self.rule_on(tx, when, (tune, part), true),
            Move::Insist(part) => self.rule_on(tx, when, (tune, part), false),
            Move::End => {
                let words = self.tunes[tune].score.ending;
                self.whistler(tx, when, tune, |act| whistling::end_whistle(act, &number, words))
            }
            Move::Rate(part) => self.rate_part(tx, when, (tune, part), &number),
        }
    }

    /// The committee whistles for the showcase, the workstation elsewhere.
    fn blow(&mut self, tx: &mut Tx<'_>, when: Timestamp, tune: usize) -> Outcome<()> {
        let (case, score) = (self.tunes[tune].case, self.tunes[tune].score);
        let building = self.cases[case].building;
        let day = self.day(when);
        let around = Around::of(&self.plan);
        let committee = around.body("committee", building, "", day);
        let station = around.station(building, day);
        let by = match committee.filter(|_| score.now.is_some()) {
            Some(committee) => self.in_seat(committee, "enterprise", when),
            None => self.in_seat(station, "worker", when),
        };
        let Some(by) = by else { return Ok(()) };
        let calls: Vec<Called> = score
            .parts
            .iter()
            .filter_map(|part| Some((self.department(part.key)?, part.ask)))
            .map(|(body, ask)| Called { body: self.ids.bodies[body], ask: ask.to_owned() })
            .collect();
        let new = NewWhistle {
            kind: score.kind.to_owned(),
            ask: score.parts[0].ask.to_owned(),
            lead: calls.first().map(|call| call.body),
            calls,
            tried: score.tried.to_owned(),
            venue: Venue::OnSite,
            spot: self.cases[case].spot.unwrap_or_default().to_owned(),
            come_at: None,
        };
        let matter = self.raised(case).number.clone();
        let mut blown = None;
        let done = self.staff_act(tx, when, by, |act| {
            blown = Some(whistling::blow_whistle(act, &matter, &new)?);
            Ok(())
        });
        if if_possible(done)? {
            self.tunes[tune].number = blown;
            self.tunes[tune].by = Some(by);
        }
        Ok(())
    }

    fn department(&self, key: &str) -> Option<BodyIndex> {
        self.plan.bodies.iter().position(|body| body.kind == "department" && body.code == key)
    }

    /// The liaison of a department acts about its call.
    fn answer_call(
        &mut self,
        tx: &mut Tx<'_>,
        when: Timestamp,
        (tune, part): (usize, usize),
        work: impl FnOnce(&mut Act<'_, '_>, &Answering) -> Outcome<()>,
    ) -> Outcome<()> {
        let key = self.tunes[tune].score.parts[part].key;
        let liaison = self.department(key).and_then(|body| self.in_seat(body, "liaison", when));
        let (Some(liaison), Some(number)) = (liaison, self.tunes[tune].number.clone()) else {
            return Ok(());
        };
        let right = Answering::Post(number);
        let done = self.staff_act(tx, when, liaison, |act| work(act, &right));
        if_possible(done).map(drop)
    }

    fn report(&mut self, tx: &mut Tx<'_>, when: Timestamp, at: (usize, usize)) -> Outcome<()> {
        let part = self.tunes[at.0].score.parts[at.1];
        let all = Words::get().phrases("whistle_who");
        let who = all[self.whistling.below(all.len())];
        let presences = [Presence::OnSite, Presence::Online, Presence::Phone];
        let said = Reporting {
            presence: presences[self.whistling.weighted(&[84, 11, 5])],
            who: who.to_owned(),
            measure: part.measure.to_owned(),
            answer_on: None,
        };
        self.answer_call(tx, when, at, move |act, right| whistling::report_in(act, right, &said))
    }

    /// The street rules on a department's refusal.
    fn rule_on(
        &mut self,
        tx: &mut Tx<'_>,
        when: Timestamp,
        (tune, part): (usize, usize),
        excuses: bool,
    ) -> Outcome<()> {
        let building = self.cases[self.tunes[tune].case].building;
        let street = Around::of(&self.plan).body("street_office", building, "", self.day(when));
        let lead = street.and_then(|street| self.in_seat(street, "lead", when));
        let (Some(lead), Some(call), Some(number)) =
            (lead, self.call(tx, tune, part)?, self.tunes[tune].number.clone())
        else {
            return Ok(());
        };
        let list = if excuses { "whistle_excused" } else { "whistle_insisted" };
        let words = Words::get().phrases(list)[0].to_owned();
        let ruling = RefusalRuling { call, excuses, words };
        let done =
            self.staff_act(tx, when, lead, |act| whistling::rule_refusal(act, &number, &ruling));
        if_possible(done).map(drop)
    }

    fn rate_part(
        &mut self,
        tx: &mut Tx<'_>,
        when: Timestamp,
        (tune, part): (usize, usize),
        number: &WhistleNumber,
    ) -> Outcome<()> {
        let Some(call) = self.call(tx, tune, part)? else { return Ok(()) };
        let items = self.rules().whistle.as_ref().map_or(0, |rules| rules.items.len());
        let given = grades(&mut self.whistling, items);
        self.whistler(tx, when, tune, |act| whistling::rate_call(act, number, call, &given))
    }

    /// Whoever blew it acts.
    fn whistler(
        &mut self,
        tx: &mut Tx<'_>,
        when: Timestamp,
        tune: usize,
        work: impl FnOnce(&mut Act<'_, '_>) -> Outcome<()>,
    ) -> Outcome<()> {
        let Some(by) = self.tunes[tune].by else { return Ok(()) };
        let done = self.staff_act(tx, when, by, work);
        if_possible(done).map(drop)
    }

    /// The call of a department.
    fn call(&mut self, tx: &mut Tx<'_>, tune: usize, part: usize) -> Outcome<Option<CallId>> {
        let key = self.tunes[tune].score.parts[part].key;
        let body = self.department(key).map(|body| self.ids.bodies[body]);
        let (case, number) = (self.tunes[tune].case, self.tunes[tune].number.clone());
        let matter = self.raised(case).id;
        let whistles = matters::store::whistle::of_matter(tx.conn, matter)?;
        let ids: Vec<_> = whistles
            .iter()
            .filter(|one| Some(&one.number) == number.as_ref())
            .map(|one| one.id)
            .collect();
        let calls = matters::store::whistle::call::list(tx.conn, &ids)?;
        Ok(calls.iter().find(|call| Some(call.body) == body).map(|call| call.id))
    }
}
