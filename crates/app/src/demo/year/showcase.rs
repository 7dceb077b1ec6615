//! What stands on the showcase's desk, as the pictures of the manual show it.

use jiff::SignedDuration;
use matters::model::Channel;

use super::case::Case;
use super::cases::Planner;
use super::course::{Course, Stage};
use crate::demo::words::{ShowcaseMatter, fill};

impl Planner<'_> {
    /// What the pictures of the manual show on the showcase's desk.
    pub fn showcase(&mut self) {
        for row in &self.words.showcase_matters {
            let case = self.shown(row);
            self.cases.push(case);
        }
    }

    /// A common need: six of what was handled within the last eighty days were the same thing, on
    /// the same floor of the showcase's first building.
    pub fn recurring(&mut self) {
        let since = self.until - SignedDuration::from_hours(80 * 24);
        let home = self.plan.showcase().buildings[0];
        let floor = self.plan.buildings[home].floors.len() - 1;
        let is_handled = |case: &&mut Case| {
            let is_finished = matches!(case.course, Course::Finished { .. });
            is_finished && case.channel == Channel::Code && case.raised_at > since
        };
        let mut handled = self.cases.iter_mut().filter(is_handled).take(6);
        let Some(first) = handled.next() else { return };
        (first.building, first.floor, first.spot) = (home, Some(floor), None);
        for case in handled {
            let (raised_at, reporter) = (case.raised_at, case.reporter.clone());
            let (course, public, joins) = (case.course, case.public, case.joins);
            *case = Case { raised_at, reporter, course, public, joins, ..first.clone() };
        }
    }

    fn shown(&mut self, row: &ShowcaseMatter) -> Case {
        let home = self.plan.showcase();
        let letter = row.building.bytes().next().unwrap_or(b'A') - b'A';
        let building = home.buildings[usize::from(letter).min(home.buildings.len() - 1)];
        let floors = &self.plan.buildings[building].floors;
        let floor = floors.iter().position(|floor| floor.storey == row.storey);
        let today = self.until.to_zoned(self.moments.zone.clone()).date();
        let that = today.saturating_sub(jiff::Span::new().days(row.days_ago));
        let (hour, minute) = row.time.split_once(':').unwrap_or(("9", "0"));
        let (hour, minute) = (hour.parse().unwrap_or(9), minute.parse().unwrap_or(0));
        let raised_at = self.moments.at(that, hour, minute, 0);
        let topic = self.words.topics.iter().find(|topic| topic.category == row.category);
        let storey = row.storey.to_string();
        let holders = [("n", "2"), ("floor", storey.as_str())];
        Case {
            building,
            floor,
            spot: None,
            channel: Channel::from_word(row.channel).unwrap_or(Channel::Code),
            raised_at: raised_at.min(self.until - SignedDuration::from_mins(2)),
            text: row.raw.to_owned(),
            title: row.title.to_owned(),
            step: topic.map_or_else(String::new, |topic| fill(topic.step, &holders)),
            done: topic.map_or_else(String::new, |topic| fill(topic.done, &holders)),
            category: row.category.to_owned(),
            class: row.class.to_owned(),
            reporter: (None, Some(self.mobile())),
            public: true,
            photos: Vec::new(),
            joins: if row.days_ago == 1 { 13 } else { 0 },
            incident: false,
            course: Course::Open(stage_of(row)),
        }
    }
}

/// The state a row of the showcase has reached.
pub(super) fn stage_of(row: &ShowcaseMatter) -> Stage {
    match row.state {
        "dispatched" => Stage::Dispatched,
        "in_progress" => Stage::InProgress,
        "completed" => Stage::Completed,
        _ => Stage::New,
    }
}
