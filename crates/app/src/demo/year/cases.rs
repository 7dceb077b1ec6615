//! What is raised in a year: where, when, in which words, and how it goes on.
//!
//! Hotline requests average exactly 221 a month over the half year before the charter took effect
//! and 115 over the half year after; 555 matters are solved before anyone complains; about forty
//! stand in every state on today's desks. Source: MISSION SJS 2023-09.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use kernel::{Month, WorkCalendar};
use matters::model::charter::Matters;
use matters::model::{Channel, ResultClass, Satisfaction};

use super::case::{Case, Figures};
use super::course::{Course, Ending, Stage};
use super::facts::category_class;
use super::moments::Moments;
use super::showcase;
use crate::demo::chance::{Chance, Stream, apportion};
use crate::demo::picture;
use crate::demo::plan::{BuildingIndex, Plan};
use crate::demo::words::{Topic, Words, fill};

/// Plans the year that ends at `until`.
#[must_use]
pub fn plan_cases(
    plan: &Plan,
    rules: &Matters,
    zone: &TimeZone,
    calendar: &WorkCalendar,
    until: Timestamp,
) -> Vec<Case> {
    let weights = plan.buildings.iter().enumerate().map(|(index, building)| {
        let home = usize::from(plan.showcase().buildings.contains(&index));
        u32::try_from(usize::try_from(building.above).unwrap_or(1) * (1 + 2 * home)).unwrap_or(1)
    });
    let mut tenants = vec![Vec::new(); plan.buildings.len()];
    for (index, enterprise) in plan.enterprises.iter().enumerate() {
        tenants[enterprise.building].push(index);
    }
    let mut planner = Planner {
        plan,
        tenants,
        rules,
        words: Words::get(),
        moments: Moments { zone, calendar },
        until,
        chance: Chance::new(plan.brief.seed, Stream::Matters),
        building_weights: weights.collect(),
        cases: Vec::new(),
    };
    planner.desks();
    planner.showcase();
    planner.incident();
    planner.hotline();
    planner.before_complaint();
    planner.recurring();
    planner.cases.sort_by_key(|case| case.raised_at);
    picture::sketch(&mut planner.cases, plan.brief.seed, plan.brief.scale);
    planner.cases
}

pub(super) struct Planner<'a> {
    pub plan: &'a Plan,
    rules: &'a Matters,
    pub words: &'static Words,
    pub moments: Moments<'a>,
    pub until: Timestamp,
    chance: Chance,
    building_weights: Vec<u32>,
    /// Enterprises by building.
    tenants: Vec<Vec<usize>>,
    pub cases: Vec<Case>,
}

impl Planner<'_> {
    fn figures(&self) -> Figures {
        Figures::of(self.plan.brief.scale)
    }

    fn month_of(&self, moment: Timestamp) -> Month {
        Month::of(moment.to_zoned(self.moments.zone.clone()).date())
    }

    /// The first month in which the charter held.
    fn effective(&self) -> Month {
        Month::of(self.plan.brief.effective())
    }

    /// What stands on today's desks.
    fn desks(&mut self) {
        let each = self.figures().in_each_state;
        for stage in
            [Stage::New, Stage::Dispatched, Stage::InProgress, Stage::Parked, Stage::Completed]
        {
            let shown = self.words.showcase_matters.iter();
            let shown = shown.filter(|one| showcase::stage_of(one) == stage).count();
            // The incident's first report is in hand as well.
            let shown = shown + usize::from(stage == Stage::InProgress);
            for _ in shown..each.max(shown) {
                let raised_at = self.raised_for(stage);
                let channel = self.channel(25);
                let pressing = stage == Stage::InProgress && self.chance.happens(75);
                let topic = self.topic(raised_at, pressing);
                self.add(raised_at, channel, topic, Course::Open(stage));
            }
        }
    }

    /// One tower without heat (or whatever fails at this season), and everybody in it reports it:
    /// the first report is in hand, the others go on in it.
    fn incident(&mut self) {
        let hours = |hours: i64| SignedDuration::from_hours(hours);
        let began = self.until - hours(30);
        let topic = self.seasonal(began);
        let building = self.incident_building();
        let above = self.plan.buildings[building].floors.iter().filter(|floor| floor.storey > 0);
        let (above, all) = (above.count(), self.plan.buildings[building].floors.len());
        for nth in 0..=self.figures().in_each_state {
            let course = if nth == 0 { Course::Open(Stage::InProgress) } else { Course::Merged };
            let later = if nth == 0 { 0 } else { self.chance.between(20, 600) };
            self.add(began + SignedDuration::from_mins(later), Channel::Code, topic, course);
            let case = self.cases.last_mut().expect("one was just added");
            case.building = building;
            case.floor = Some(all - above + nth % above);
            case.incident = true;
            case.public = true;
        }
    }

    /// A topic of the season, or any where none fits.
    fn seasonal(&mut self, at: Timestamp) -> &'static Topic {
        let month = at.to_zoned(self.moments.zone.clone()).month();
        let fits = |topic: &&Topic| topic.season.is_some() && topic.is_in_season(month);
        match self.words.topics.iter().find(fits) {
            Some(topic) => topic,
            None => self.topic(at, false),
        }
    }

    /// The tallest building beside those that are shown, in the same street.
    fn incident_building(&self) -> BuildingIndex {
        let shown = &self.plan.showcase().buildings;
        let street = shown.first().map(|building| self.plan.buildings[*building].street);
        let beside = |index: &usize| {
            !shown.contains(index) && Some(self.plan.buildings[*index].street) == street
        };
        let near = (0..self.plan.buildings.len()).filter(beside);
        near.max_by_key(|index| self.plan.buildings[*index].above).unwrap_or_default()
    }

    /// When something that has come so far was raised.
    fn raised_for(&mut self, stage: Stage) -> Timestamp {
        let minutes = |minutes: i64| SignedDuration::from_mins(minutes);
        let day = |planner: &mut Self, days: i64| {
            let today = planner.until.to_zoned(planner.moments.zone.clone()).date();
            let that = today.saturating_sub(jiff::Span::new().days(days));
            planner.moments.on_day(that, &mut planner.chance)
        };
        let drawn = match stage {
            Stage::New if self.chance.happens(72) => {
                self.until - minutes(self.chance.between(3, 115))
            }
            Stage::New => self.until - minutes(self.chance.between(150, 900)),
            Stage::Dispatched if self.chance.happens(70) => {
                self.until - minutes(self.chance.between(15, 200))
            }
            Stage::Dispatched => self.until - minutes(self.chance.between(240, 1_300)),
            Stage::InProgress => {
                let days = self.chance.between(1, 9);
                day(self, days)
            }
            Stage::Parked => {
                let days = self.chance.between(14, 40);
                day(self, days)
            }
            Stage::Completed => {
                let days = self.chance.between(2, 7);
                day(self, days)
            }
        };
        drawn.min(self.until - minutes(2))
    }

    /// Requests of the hotline, to the exact monthly averages on both sides.
    fn hotline(&mut self) {
        let figures = self.figures();
        let effective = self.effective();
        let this = self.month_of(self.until);
        let first = Month::of(self.plan.brief.first_day());
        for (from, to, each, trend) in [
            (first, effective.previous(), figures.before, 0),
            (effective, this.previous(), figures.after, 6),
        ] {
            let months: Vec<Month> = from.through(to).collect();
            let weights: Vec<u32> = (0u32..)
                .zip(&months)
                .map(|(age, month)| Moments::weight_of(*month).saturating_sub(age * trend).max(10))
                .collect();
            let totals = apportion(each * months.len(), &weights);
            for (month, total) in months.into_iter().zip(totals) {
                self.hotline_in(month, total);
            }
        }
        // The month under way has as many as its days so far would.
        let day = self.until.to_zoned(self.moments.zone.clone()).day();
        let so_far = figures.after * 9 / 10 * usize::try_from(day).unwrap_or(1) / 31;
        self.hotline_in(this, so_far);
    }

    /// So many hotline requests in a month, those on desks included.
    fn hotline_in(&mut self, month: Month, total: usize) {
        let known = self.cases.iter().filter(|case| {
            case.channel == Channel::Hotline12345 && self.month_of(case.raised_at) == month
        });
        for _ in known.count()..total {
            let last = self.until - SignedDuration::from_hours(30);
            let raised_at =
                self.moments.in_month(month, last.max(self.first_moment(month)), &mut self.chance);
            let topic = self.topic(raised_at, false);
            let course = self.finished(78, 3);
            self.add(raised_at, Channel::Hotline12345, topic, course);
        }
    }

    fn first_moment(&self, month: Month) -> Timestamp {
        self.moments.at(month.first_day(), 8, 0, 0)
    }

    /// What came any other way since the charter took effect; exactly so many of it solved.
    fn before_complaint(&mut self) {
        let solved = self
            .cases
            .iter()
            .filter(|case| case.channel != Channel::Hotline12345 && case.course.is_solved());
        let solved = self.figures().solved - solved.count();
        let months: Vec<Month> = self.effective().through(self.month_of(self.until)).collect();
        let day = self.until.to_zoned(self.moments.zone.clone()).day();
        let weights: Vec<u32> = (0u32..)
            .zip(&months)
            .map(|(age, month)| {
                let whole = Moments::weight_of(*month) * (10 + age * 2);
                let under_way = *month == self.month_of(self.until);
                if under_way { whole * u32::try_from(day).unwrap_or(1) / 31 } else { whole }
            })
            .collect();
        for (month, count) in months.iter().zip(apportion(solved, &weights)) {
            for _ in 0..count {
                let course = self.finished(100, 0);
                self.other_way(*month, course);
            }
        }
        for (month, count) in months.iter().zip(apportion(solved / 3, &weights)) {
            for _ in 0..count {
                let course = match self.chance.below(10) {
                    0..=3 => self.finished(0, 0),
                    4..=6 => self.declined(),
                    _ => Course::Withdrawn,
                };
                self.other_way(*month, course);
            }
        }
    }

    fn other_way(&mut self, month: Month, course: Course) {
        let last = self.until - SignedDuration::from_hours(30);
        let last = last.max(self.first_moment(month));
        let raised_at = self.moments.in_month(month, last, &mut self.chance);
        let own = course == Course::Withdrawn;
        let channel = if own { Channel::Code } else { self.channel(0) };
        let topic = self.topic(raised_at, false);
        self.add(raised_at, channel, topic, course);
    }

    /// A finished course, solved in `solved` of a hundred cases, declined in `declined`.
    fn finished(&mut self, solved: usize, declined: usize) -> Course {
        if self.chance.happens(declined) {
            return self.declined();
        }
        let result = if self.chance.happens(solved) {
            ResultClass::Solved
        } else {
            [ResultClass::Partly, ResultClass::Explained, ResultClass::Unsolved]
                [self.chance.weighted(&[5, 4, 2])]
        };
        let ending = [Ending::CalledBack, Ending::Rated, Ending::Silent, Ending::Reopened]
            [self.chance.weighted(&[62, 15, 18, 5])];
        let liked = if result == ResultClass::Solved { [75, 16, 4, 5] } else { [20, 35, 35, 10] };
        let satisfaction = [
            Satisfaction::Satisfied,
            Satisfaction::Mostly,
            Satisfaction::Dissatisfied,
            Satisfaction::None,
        ][self.chance.weighted(&liked)];
        Course::Finished { ending, result, satisfaction }
    }

    fn declined(&mut self) -> Course {
        let grounds = ["legal_channel", "repeated", "outside_duties"];
        Course::Declined { ground: grounds[self.chance.below(grounds.len())] }
    }

    /// A channel; the hotline in `hotline` of a hundred cases.
    fn channel(&mut self, hotline: usize) -> Channel {
        if self.chance.happens(hotline) {
            return Channel::Hotline12345;
        }
        let all = [Channel::Code, Channel::Visit, Channel::Call, Channel::Meeting, Channel::Forum];
        all[self.chance.weighted(&[58, 18, 13, 5, 6])]
    }

    /// A topic of the season; `pressing` for one whose class has days rather than hours.
    fn topic(&mut self, at: Timestamp, pressing: bool) -> &'static Topic {
        let month = at.to_zoned(self.moments.zone.clone()).month();
        let fits = |topic: &&Topic| {
            let class = category_class(self.rules, topic.category);
            let slow = ["urgent", "joint"].contains(&class);
            topic.is_in_season(month) && (!pressing || slow)
        };
        let fitting: Vec<&'static Topic> = self.words.topics.iter().filter(fits).collect();
        // What belongs to a season fills it.
        let weights: Vec<u32> =
            fitting.iter().map(|topic| if topic.season.is_some() { 3 } else { 1 }).collect();
        fitting[self.chance.weighted(&weights)]
    }

    fn add(&mut self, raised_at: Timestamp, channel: Channel, topic: &Topic, course: Course) {
        let building = self.chance.weighted(&self.building_weights);
        let floors = &self.plan.buildings[building].floors;
        let below = floors.iter().filter(|floor| floor.storey < 0).count();
        let floor = below + self.chance.below(floors.len() - below);
        let storey = floors[floor].storey.to_string();
        let room = floors[floor].rooms.first().map_or(String::new(), |room| room.name.clone());
        let unit = self.unit(building);
        let (name, phone) = (self.name(), self.mobile());
        let n = (1 + self.chance.below(4)).to_string();
        let holders = [
            ("floor", storey.as_str()),
            ("room", &room),
            ("unit", &unit),
            ("name", &name),
            ("phone", &phone),
            ("n", &n),
        ];
        let raw = topic.raw[self.chance.below(topic.raw.len())];
        let text = fill(raw, &holders);
        let leaves = channel != Channel::Code || self.chance.happens(55);
        let hotline = channel == Channel::Hotline12345;
        let spots = self.words.phrases("spot");
        let whole = self.chance.happens(20);
        let case = Case {
            building,
            floor: (!whole).then_some(floor),
            spot: self.chance.happens(20).then(|| spots[self.chance.below(spots.len())]),
            channel,
            raised_at,
            text,
            title: fill(topic.title, &holders),
            step: fill(topic.step, &holders),
            done: fill(topic.done, &holders),
            category: topic.category.to_owned(),
            class: category_class(self.rules, topic.category).to_owned(),
            reporter: (
                (hotline || self.chance.happens(30)).then_some(name),
                leaves.then_some(phone),
            ),
            public: self.chance.happens(if hotline { 60 } else { 88 }),
            photos: Vec::new(),
            joins: self.joins(course),
            incident: false,
            course,
        };
        self.cases.push(case);
    }

    /// How many meet the same; what others wait for too cannot be taken back by one.
    fn joins(&mut self, course: Course) -> usize {
        let drawn = if self.chance.happens(8) { 1 + self.chance.below(5) } else { 0 };
        if course == Course::Withdrawn { 0 } else { drawn }
    }

    /// An enterprise of the building.
    fn unit(&mut self, building: BuildingIndex) -> String {
        let tenants = &self.tenants[building];
        if tenants.is_empty() {
            return self.plan.buildings[building].name.clone();
        }
        self.plan.enterprises[*self.chance.pick(tenants)].name.clone()
    }

    fn name(&mut self) -> String {
        let (surname, _) = self.words.surnames[self.chance.below(self.words.surnames.len())];
        format!("{surname}{}", self.chance.pick(&self.words.given))
    }

    pub fn mobile(&mut self) -> String {
        format!("1{}0{:08}", self.chance.pick(&["3", "5", "8"]), self.chance.below(100_000_000))
    }
}
