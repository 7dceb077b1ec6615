//! How a locality counts days: the section `[calendar]`, which platform owns.

use kernel::DayRules;
use serde::{Deserialize, Serialize};

use super::reader::Reader;
use super::section::Section;

/// How days are counted under a charter; which days are worked is data of the installation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CalendarRules(DayRules);

impl CalendarRules {
    /// The rules a [`kernel::Reckoning`] counts by.
    #[must_use]
    pub const fn day_rules(&self) -> DayRules {
        self.0
    }
}

impl Section for CalendarRules {
    const NAME: &'static str = "calendar";

    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let roll_forward = reader.get("roll_forward");
        let soon_percent = reader.between("soon_percent", 1, 99);
        Some(Self(DayRules {
            roll_forward: roll_forward?,
            soon_percent: u8::try_from(soon_percent?).expect("at most 99"),
        }))
    }
}
