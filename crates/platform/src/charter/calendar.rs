//! How a locality counts days: the section `[calendar]`, which platform owns.

use serde::{Deserialize, Serialize};

use super::reader::Reader;
use super::section::Section;

/// How days are counted under a charter; which days are worked is data of the installation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarRules {
    /// A limit in calendar days whose last day is a day off ends with the next working day.
    /// Source: DOMAIN D-2 (**CFG**).
    pub roll_forward: bool,
    /// Below this share of the time left, in percent from 1 to 99, a clock warns.
    /// Source: DOMAIN D-5.
    pub soon_percent: u8,
}

impl Section for CalendarRules {
    const NAME: &'static str = "calendar";

    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let roll_forward = reader.get("roll_forward");
        let soon_percent = reader.between("soon_percent", 1, 99);
        Some(Self {
            roll_forward: roll_forward?,
            soon_percent: u8::try_from(soon_percent?).expect("at most 99"),
        })
    }
}
