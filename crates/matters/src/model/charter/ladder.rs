//! The ladder of what is late (催办、督办): who is told, when, and at which hours.

use kernel::{Hours, TimeLimit};
use platform::charter::{Expected, Reader, Words};
use serde::{Deserialize, Serialize};

use crate::model::ClockKind;

/// Who is told, from below.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Told {
    /// Whoever owes what the clock waits for.
    Handler,
    /// The workstation that serves the place.
    Station,
    /// The street's office.
    Street,
    /// The district's office.
    District,
}

/// One step of the ladder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LadderStep {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Words,
    /// Who is told.
    pub tells: Told,
    /// Before the end: when only so many percent of the time are left. Without it, at the end.
    pub left_percent: Option<u32>,
    /// So long after the end; without it, at the end.
    pub after: Option<TimeLimit>,
    /// The clocks it is for; every one if none is named.
    pub clocks: Vec<ClockKind>,
    /// Opens a supervised thread, to be answered within this time.
    pub answer_within: Option<TimeLimit>,
}

impl Told {
    /// Every one, from below.
    pub const ALL: [Self; 4] = [Self::Handler, Self::Station, Self::Street, Self::District];

    /// The word that stands in charters.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Handler => "handler",
            Self::Station => "station",
            Self::Street => "street",
            Self::District => "district",
        }
    }

    /// The word read back.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|told| told.word() == word)
    }
}

impl LadderStep {
    /// Whether it is for clocks of `kind`.
    #[must_use]
    pub fn is_for(&self, kind: ClockKind) -> bool {
        self.clocks.is_empty() || self.clocks.contains(&kind)
    }

    /// Whether it comes before the end.
    #[must_use]
    pub const fn is_reminder(&self) -> bool {
        self.left_percent.is_some()
    }
}

pub(super) fn read_telling(reader: &mut Reader<'_>) -> Option<Hours> {
    let from = reader.between("from", 0, 23);
    let until = reader.between("until", 1, 24);
    let workdays = reader.flag("workdays");
    let (from, until) = (from?, until?);
    if until <= from {
        reader.refuse("until", Expected::Between(i64::from(from) + 1, 24));
        return None;
    }
    Some(Hours { from, until, workdays: workdays? })
}

pub(super) fn read_step(reader: &mut Reader<'_>, id: &str) -> Option<LadderStep> {
    let name = reader.words("name");
    let tells = reader.choice("tells", &Told::ALL, Told::word);
    let left_percent = match reader.has("left_percent") {
        true => reader.between("left_percent", 1, 99).map(Some),
        false => Some(None),
    };
    let after = reader.maybe("after");
    let clocks = reader.choices("clocks", ClockKind::ALL, ClockKind::word);
    let answer_within = reader.maybe("answer_within");
    if reader.has("left_percent") && reader.has("after") {
        reader.refuse("after", Expected::Kind("charter-expected-one-moment"));
        return None;
    }
    let (tells, answer_within) = (tells?, answer_within?);
    if answer_within.is_some() && tells < Told::Street {
        // Only a street or the district supervises.
        let above = [Told::Street, Told::District].map(|told| told.word().to_owned());
        reader.refuse("tells", Expected::OneOf(above.to_vec()));
        return None;
    }
    Some(LadderStep {
        id: id.to_owned(),
        name: name?,
        tells,
        left_percent: left_percent?,
        after: after?,
        clocks: clocks?,
        answer_within,
    })
}
