//! Letting the year happen: every step in the order of time, by the person whose it is.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};
use std::sync::Arc;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use kernel::{FrozenTime, Refusal};
use matters::model::charter::Matters;
use matters::model::{MatterId, MatterNumber, QueryCode};
use platform::attachment::Stored;
use platform::charter::Pinned;
use platform::journal::Origin;
use platform::{Actor, Failure, Outcome, StoreError, Tx, World};

use super::case::Case;
use super::steps::Step;
use super::whistling::Tune;
use crate::demo::chance::{Chance, Stream};
use crate::demo::plan::{BodyIndex, PersonIndex, Plan, Represents};
use crate::demo::write::Ids;

/// Steps that share a transaction.
const CHUNK: usize = 1_500;

/// What is known of a case once it was raised.
pub(super) struct Raised {
    pub id: MatterId,
    pub number: MatterNumber,
    pub code: QueryCode,
    pub lead: Option<BodyIndex>,
    pub assists: Vec<BodyIndex>,
    pub handler: Option<PersonIndex>,
    /// Everybody who had a hand in it: none of them calls back.
    pub hands: Vec<PersonIndex>,
    /// How often it was completed.
    pub completed: usize,
}

/// The year under way.
pub(super) struct Year {
    pub world: Arc<World>,
    pub time: Arc<FrozenTime>,
    pub plan: Arc<Plan>,
    pub ids: Arc<Ids>,
    pub cases: Arc<Vec<Case>>,
    pub until: Timestamp,
    pub chance: Chance,
    /// The chance of whistles alone: the rest of the year goes on as it would without them.
    pub whistling: Chance,
    pub tunes: Vec<Tune>,
    /// The photos that come with a case, taken in before.
    pub photos: HashMap<usize, Vec<Stored>>,
    pub raised: Vec<Option<Raised>>,
    /// Who works for a body: the posts' first days and holders.
    pub staff: HashMap<BodyIndex, Vec<(Date, PersonIndex)>>,
    pub charter: Option<Arc<Pinned>>,
    actors: HashMap<(PersonIndex, bool), Arc<Actor>>,
    queue: BinaryHeap<Reverse<(Timestamp, u64, usize, Step)>>,
    queued: u64,
    happened: usize,
}

/// The seats whose holders do a body's work.
const WORKING: [&str; 7] =
    ["head", "worker", "manager", "staff", "representative", "lead", "liaison"];

/// Lets the cases happen up to `until`, with the `photos` that were taken in for some; `going` hears
/// how many were raised, and ends it by `false`.
///
/// # Errors
/// [`Failure`]: an act was refused that the plan holds for possible, or the database fails.
pub fn run(
    world: &Arc<World>,
    time: &Arc<FrozenTime>,
    (plan, ids): (&Arc<Plan>, &Arc<Ids>),
    (cases, photos): (Vec<Case>, HashMap<usize, Vec<Stored>>),
    until: Timestamp,
    going: &dyn Fn(usize, usize) -> bool,
) -> Outcome<()> {
    let total = cases.len();
    let mut year = Year::new(world, time, plan, ids, cases, until);
    year.photos = photos;
    while !year.queue.is_empty() {
        year = world.db.write(move |tx| year.chunk(tx).map(|()| year))?;
        if !going(year.happened, total) {
            return Err(Refusal::new("cli-stopped").into());
        }
    }
    Ok(())
}

impl Year {
    fn new(
        world: &Arc<World>,
        time: &Arc<FrozenTime>,
        plan: &Arc<Plan>,
        ids: &Arc<Ids>,
        cases: Vec<Case>,
        until: Timestamp,
    ) -> Self {
        let mut year = Self {
            world: Arc::clone(world),
            time: Arc::clone(time),
            plan: Arc::clone(plan),
            ids: Arc::clone(ids),
            raised: (0..cases.len()).map(|_| None).collect(),
            cases: Arc::new(cases),
            until,
            chance: Chance::new(plan.brief.seed, Stream::Courses),
            whistling: Chance::new(plan.brief.seed, Stream::Whistles),
            tunes: Vec::new(),
            photos: HashMap::new(),
            staff: HashMap::new(),
            charter: None,
            actors: HashMap::new(),
            queue: BinaryHeap::new(),
            queued: 0,
            happened: 0,
        };
        for post in plan.posts.iter().filter(|post| WORKING.contains(&post.seat)) {
            if let Represents::Body(body) = post.body {
                year.staff.entry(body).or_default().push((post.from, post.person));
            }
        }
        for case in 0..year.cases.len() {
            year.at(year.cases[case].raised_at, case, Step::Raise);
        }
        year.whistles_of_today();
        year.nights();
        year
    }

    /// The job that closes what nobody speaks of runs every night, and on the last one that which
    /// notes what recurs.
    fn nights(&mut self) {
        let mut night = self.plan.brief.first_day();
        let mut last = None;
        loop {
            let two = night.at(2, 10, 0, 0).to_zoned(self.world.zone.clone());
            let two = two.expect("a fixed zone has every moment").timestamp();
            if two >= self.until {
                break;
            }
            self.at(two, usize::MAX, Step::CloseSilent);
            last = Some(two);
            night = night.tomorrow().expect("the demo's year ends before time does");
        }
        if let Some(night) = last {
            self.at(night, usize::MAX, Step::NoteNeeds);
        }
    }

    /// Plans a step.
    pub fn at(&mut self, when: Timestamp, case: usize, step: Step) {
        self.queued += 1;
        self.queue.push(Reverse((when, self.queued, case, step)));
    }

    fn chunk(&mut self, tx: &mut Tx<'_>) -> Outcome<()> {
        for _ in 0..CHUNK {
            let Some(Reverse((when, _, case, step))) = self.queue.pop() else { break };
            if when > self.until {
                continue;
            }
            self.time.set(when);
            if step == Step::Raise {
                self.happened += 1;
            }
            self.happen(tx, when, case, step)?;
        }
        Ok(())
    }

    /// The day of a moment.
    pub fn day(&self, moment: Timestamp) -> Date {
        moment.to_zoned(self.world.zone.clone()).date()
    }

    /// The charter's rules on matters; the same ones before and after it took effect.
    pub fn rules(&self) -> &Matters {
        let charter = self.charter.as_ref().expect("a charter is read before the first step");
        charter.section::<Matters>()
    }

    /// Who acts: a person with the rights of their posts at that time.
    pub fn actor(
        &mut self,
        tx: &mut Tx<'_>,
        person: PersonIndex,
        when: Timestamp,
    ) -> Result<Arc<Actor>, StoreError> {
        let since = self.day(when) >= self.plan.brief.effective();
        if let Some(known) = self.actors.get(&(person, since)) {
            return Ok(Arc::clone(known));
        }
        let id = self.ids.people[person];
        let grants = self.world.posts.grants(tx.conn, id, when)?;
        let actor = Arc::new(Actor { person: Some(id), grants, ..Actor::nobody(Origin::Demo) });
        self.actors.insert((person, since), Arc::clone(&actor));
        Ok(actor)
    }

    /// Somebody who works for a body on that day, but none of `not`; mostly the first who does.
    pub fn somebody(
        &mut self,
        body: BodyIndex,
        when: Timestamp,
        not: &[PersonIndex],
    ) -> Option<PersonIndex> {
        let day = self.day(when);
        let of_body = self.staff.get(&body)?.iter();
        let there: Vec<PersonIndex> = of_body
            .filter(|(from, person)| *from <= day && !not.contains(person))
            .map(|(_, person)| *person)
            .collect();
        (!there.is_empty()).then(|| there[self.chance.below(there.len())])
    }

    /// What is known of a case that was raised.
    pub fn raised(&mut self, case: usize) -> &mut Raised {
        self.raised[case].as_mut().expect("a case is raised before anything happens to it")
    }

    /// A moment on the way from `start` to `due`, mostly in time: `late` of a hundred are not.
    /// Where the limit is one of days, at a time when people work. Never past what the present
    /// leaves for the `steps` that must still follow.
    pub fn pace(
        &mut self,
        now: Timestamp,
        (start, due): (Timestamp, Timestamp),
        late: usize,
        steps: i64,
    ) -> Timestamp {
        use super::moments::Moments;
        let percent = if self.chance.happens(late) {
            self.chance.between(104, 170)
        } else {
            self.chance.between(6, 82)
        };
        let mut then = Moments::along(start, due, percent);
        if due.duration_since(start) > SignedDuration::from_hours(12) {
            let calendar = self.world.calendar();
            let moments = Moments { zone: &self.world.zone, calendar: &calendar };
            then = moments.at_work(then, &mut self.chance);
        }
        let latest = self.until - SignedDuration::from_mins(5 * steps + 1);
        if then > latest {
            let left = latest.duration_since(now).as_secs().max(60);
            then = now + SignedDuration::from_secs(left * self.chance.between(25, 95) / 100);
        }
        then.max(now + SignedDuration::from_secs(70))
    }
}

/// Whether it happened: the rules may refuse what others made impossible meanwhile.
pub(super) fn if_possible(outcome: Outcome<()>) -> Outcome<bool> {
    match outcome {
        Err(Failure::Refused(_)) => Ok(false),
        other => other.map(|()| true),
    }
}
