//! Something that is raised, and how much of it there is to be.

use jiff::Timestamp;
use matters::model::Channel;

use super::course::Course;
use crate::demo::picture::Sketch;
use crate::demo::plan::{BuildingIndex, Scale};

/// Something somebody raises.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// Where.
    pub building: BuildingIndex,
    /// On which floor, by place in the building; none for the building as a whole.
    pub floor: Option<usize>,
    /// The spot in words, if the code on the wall names one.
    pub spot: Option<&'static str>,
    /// By which way.
    pub channel: Channel,
    /// When.
    pub raised_at: Timestamp,
    /// In the reporter's words.
    pub text: String,
    /// In the worker's.
    pub title: String,
    /// What is done meanwhile.
    pub step: String,
    /// The public sentence.
    pub done: String,
    /// Category of the charter.
    pub category: String,
    /// Class of the charter.
    pub class: String,
    /// Name and number the reporter leaves.
    pub reporter: (Option<String>, Option<String>),
    /// Whether the public may see it.
    pub public: bool,
    /// The photos that come with it.
    pub photos: Vec<Sketch>,
    /// How many join.
    pub joins: usize,
    /// Whether it is a report of the year's mass incident.
    pub incident: bool,
    /// How it goes on.
    pub course: Course,
}

/// What the year adds up to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figures {
    /// Hotline requests a month before.
    pub before: usize,
    /// And after.
    pub after: usize,
    /// Solved before anyone complained, since the charter took effect.
    pub solved: usize,
    /// In each state on today's desks.
    pub in_each_state: usize,
}

impl Figures {
    /// The figures of a scale. Source: MISSION SJS 2023-09; the small ones are a taste of them.
    #[must_use]
    pub const fn of(scale: Scale) -> Self {
        match scale {
            Scale::Full => Self { before: 221, after: 115, solved: 555, in_each_state: 40 },
            Scale::Small => Self { before: 8, after: 4, solved: 24, in_each_state: 5 },
        }
    }
}
