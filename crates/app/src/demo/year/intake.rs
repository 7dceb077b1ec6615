//! Raising, joining, taking back, and sorting out where a matter goes.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use kernel::{Subject, SubjectKind};
use matters::acts::{self, Raise, Spot, Triage};
use matters::model::{Channel, ClockKind, PhotoGround, Visibility};
use matters::rules::dispatching::Assignee;
use platform::{Outcome, Tx, attachment};

use super::case::Case;
use super::course::{Course, Stage};
use super::facts::Around;
use super::run::{Raised, Year, if_possible};
use super::steps::Step;
use crate::demo::picture::Fate;
use crate::demo::plan::BodyIndex;
use crate::demo::words::{Words, fill};
use crate::demo::write::nobody;

impl Year {
    pub fn raise(&mut self, tx: &mut Tx<'_>, when: Timestamp, index: usize) -> Outcome<()> {
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
            photos: self.photos.get(&index).cloned().unwrap_or_default(),
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
            Course::Merged => {
                let later = SignedDuration::from_mins(self.chance.between(6, 40));
                self.at(when + later, index, Step::Merge);
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

    pub fn join(&mut self, tx: &mut Tx<'_>, when: Timestamp, index: usize) -> Outcome<()> {
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

    pub fn withdraw(&mut self, tx: &mut Tx<'_>, when: Timestamp, index: usize) -> Outcome<()> {
        let code = self.raised(index).code.clone();
        self.act(tx, &nobody(), when, |act| acts::withdraw_matter(act, &code))
    }

    /// The station sees that it is the same as the first report of the incident.
    pub fn merge(&mut self, tx: &mut Tx<'_>, when: Timestamp, index: usize) -> Outcome<()> {
        let leads = |case: &Case| case.incident && case.course != Course::Merged;
        let first = self.cases.iter().position(leads).expect("an incident has a first report");
        let into = self.raised(first).number.clone();
        let number = self.raised(index).number.clone();
        let station = self.station(index, when);
        let person = self.somebody(station, when, &[]).expect("a station has staff");
        self.staff_act(tx, when, person, |act| acts::merge_matter(act, &number, &into))
    }

    pub fn triage(&mut self, tx: &mut Tx<'_>, when: Timestamp, index: usize) -> Outcome<()> {
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
        self.look_at_photos(tx, when, (index, person))?;
        let raised = self.raised(index);
        raised.lead = Some(lead);
        raised.assists = assists;
        if case.course == Course::Open(Stage::Dispatched) {
            if self.chance.happens(15) {
                self.at(when + SignedDuration::from_mins(6), index, Step::Object);
            }
            return Ok(());
        }
        let clock = self.clock(tx, index, ClockKind::Sign, when)?;
        let steps = self.steps_after(index, Step::Sign);
        let then = self.pace(when, clock, 9, steps);
        self.at(then, index, Step::Sign);
        Ok(())
    }

    /// Whoever sorts a report out also looks at the photos that came with it.
    fn look_at_photos(
        &mut self,
        tx: &mut Tx<'_>,
        when: Timestamp,
        (index, person): (usize, usize),
    ) -> Outcome<()> {
        let cases = Arc::clone(&self.cases);
        if cases[index].photos.is_empty() {
            return Ok(());
        }
        let (number, id) = (self.raised(index).number.clone(), self.raised(index).id);
        let photos = attachment::list(tx.conn, Subject::new(SubjectKind::Matter, id))?;
        for (photo, sketch) in photos.iter().zip(&cases[index].photos) {
            self.staff_act(tx, when, person, |act| match sketch.fate {
                Fate::Waits => Ok(()),
                Fate::Released => acts::release_photo(act, &number, &photo.key),
                Fate::Withheld => {
                    acts::withhold_photo(act, &number, &photo.key, PhotoGround::Person)
                }
            })?;
        }
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
            let called = !kind.starts_with("department") || self.chance.happens(45);
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
}
