//! What bodies may ask for, on which grounds, and who rules on it.

use kernel::TimeLimit;
use platform::charter::{Expected, Reader};
use serde::{Deserialize, Serialize};

use super::finishing::{Ground, read_ground};
use crate::model::RequestKind;

/// How requests are ruled on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ruling {
    /// 审定: from asking to the ruling.
    pub within: TimeLimit,
    /// After so many upheld objections the street says whose the matter is, and whoever it names
    /// may not object. Source: DOMAIN 1.4 (a designated unit may not return again).
    pub returns: u32,
}

/// Who rules on a request. Source: local choice of each charter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RuledBy {
    /// The workstation that serves the place.
    Station,
    /// The street's office.
    Street,
    /// The district's office.
    District,
}

/// What a charter says of one kind of request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestRule {
    /// The kind.
    pub kind: RequestKind,
    /// Who rules on it.
    pub ruled_by: RuledBy,
    /// How often it may be granted in one matter.
    pub most: u32,
    /// For an extension, by how much; for parking, the longest until the review.
    pub length: Option<TimeLimit>,
    /// The catalogue of grounds, each with what the reporter is told when it is granted.
    pub grounds: Vec<Ground>,
}

impl RuledBy {
    /// Every one, from below.
    pub const ALL: [Self; 3] = [Self::Station, Self::Street, Self::District];

    /// The word that stands in charters.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Station => "station",
            Self::Street => "street",
            Self::District => "district",
        }
    }
}

impl RequestRule {
    /// The ground with `id`.
    #[must_use]
    pub fn ground(&self, id: &str) -> Option<&Ground> {
        self.grounds.iter().find(|ground| ground.id == id)
    }
}

pub(super) fn read_ruling(reader: &mut Reader<'_>) -> Option<Ruling> {
    let within = reader.get("within");
    let returns = reader.between("returns", 1, 10);
    Some(Ruling { within: within?, returns: returns? })
}

pub(super) fn read_request(reader: &mut Reader<'_>, id: &str) -> Option<RequestRule> {
    let kind = RequestKind::from_word(id);
    if kind.is_none() {
        let words = RequestKind::ALL.iter().map(|kind| kind.word().to_owned());
        reader.refuse("id", Expected::OneOf(words.collect()));
    }
    let ruled_by = reader.choice("ruled_by", &RuledBy::ALL, RuledBy::word);
    let most = reader.between("most", 1, 10);
    // Only an objection has no length.
    let length = match kind {
        Some(RequestKind::Objection) | None => Some(None),
        Some(RequestKind::Extension | RequestKind::Parking) => reader.get("length").map(Some),
    };
    let grounds = reader.items("grounds", read_ground);
    if grounds.as_ref().is_some_and(Vec::is_empty) {
        reader.refuse("grounds", Expected::Kind("charter-expected-tables"));
        return None;
    }
    Some(RequestRule {
        kind: kind?,
        ruled_by: ruled_by?,
        most: most?,
        length: length?,
        grounds: grounds?,
    })
}
