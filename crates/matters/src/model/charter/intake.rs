//! Raising a matter: how much, how often, seen by whom, and when not to.

use kernel::TimeLimit;
use platform::charter::{Expected, Reader, Words};
use serde::{Deserialize, Serialize};

use crate::model::Visibility;

/// What whoever raises a matter may do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Raising {
    /// Photos at most.
    pub photos: u32,
    /// Characters of the report at most.
    pub characters: u32,
    /// The choices of who may see the matter, the preset one first.
    pub visibility: Vec<Visibility>,
    /// How many matters may come from one network address.
    pub from_one_address: Throttle,
    /// How many matters may come in at one building by its code.
    pub at_one_building: Throttle,
    /// How long until the same matter can be urged (催办) again.
    pub urge_again_after: TimeLimit,
}

/// So many within so long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Throttle {
    /// How many.
    pub most: u32,
    /// Within which time, in minutes or hours.
    pub within: TimeLimit,
}

/// Whom to call instead: what the system cannot do in time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmergencyLine {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Words,
    /// The number to call; none where the advice names another way, such as the bell of a lift.
    pub call: Option<String>,
    /// What to do, in one short sentence.
    pub advice: Words,
    /// Words in a report that stop it and show this line.
    pub words: Vec<String>,
}

impl EmergencyLine {
    /// Whether `report` speaks of this emergency.
    #[must_use]
    pub fn is_meant_by(&self, report: &str) -> bool {
        self.words.iter().any(|word| report.contains(word.as_str()))
    }
}

pub(super) fn read_raising(reader: &mut Reader<'_>) -> Option<Raising> {
    let photos = reader.between("photos", 0, 9);
    let characters = reader.between("characters", 50, 10_000);
    let visibility = reader.choices("visibility", Visibility::ALL, Visibility::word);
    let from_one_address = reader.table("from_one_address", read_throttle);
    let at_one_building = reader.table("at_one_building", read_throttle);
    let urge_again_after = reader.get("urge_again_after");
    let visibility = visibility?;
    if visibility.is_empty() {
        let words = Visibility::ALL.iter().map(|choice| choice.word().to_owned());
        reader.refuse("visibility", Expected::OneOf(words.collect()));
        return None;
    }
    Some(Raising {
        photos: photos?,
        characters: characters?,
        visibility,
        from_one_address: from_one_address?,
        at_one_building: at_one_building?,
        urge_again_after: urge_again_after?,
    })
}

fn read_throttle(reader: &mut Reader<'_>) -> Option<Throttle> {
    let most = reader.between("most", 1, 100_000);
    let within = reader.get::<TimeLimit>("within");
    if within.is_some_and(|within| within.exact().is_none()) {
        reader.refuse("within", Expected::Kind("charter-expected-exact-limit"));
        return None;
    }
    Some(Throttle { most: most?, within: within? })
}

pub(super) fn read_emergency(reader: &mut Reader<'_>, id: &str) -> Option<EmergencyLine> {
    let name = reader.words("name");
    let call = reader.maybe("call");
    let advice = reader.sentence("advice");
    let words = reader.get("words");
    Some(EmergencyLine {
        id: id.to_owned(),
        name: name?,
        call: call?,
        advice: advice?,
        words: words?,
    })
}
