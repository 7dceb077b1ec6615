//! What a matter counts as, and what a period is compared with.

use platform::charter::{Expected, Reader, Words};
use serde::{Deserialize, Serialize};

use crate::model::Channel;

/// A channel as the charter has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChannelRule {
    /// The channel.
    pub channel: Channel,
    /// Its name.
    pub name: Words,
    /// What matters that come by it count as.
    pub counts_as: CountsAs,
}

/// On which side of the comparison a matter stands. Source: MISSION M8.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CountsAs {
    /// 接诉即办
    Complaint,
    /// 未诉先办, once solved.
    BeforeComplaint,
}

/// How the two sides are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counting {
    /// The base period: this many whole months before the charter took effect at the place.
    pub base_months: u32,
    /// Whether only matters with a result that counts as solved are counted as before complaint.
    pub before_complaint_solved_only: bool,
}

impl CountsAs {
    const ALL: [Self; 2] = [Self::Complaint, Self::BeforeComplaint];

    /// The word that stands in charters.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Complaint => "complaint",
            Self::BeforeComplaint => "before_complaint",
        }
    }
}

pub(super) fn read_channel(reader: &mut Reader<'_>, id: &str) -> Option<ChannelRule> {
    let channel = Channel::from_word(id);
    if channel.is_none() {
        let words = Channel::ALL.iter().map(|channel| channel.word().to_owned());
        reader.refuse("id", Expected::OneOf(words.collect()));
    }
    let name = reader.words("name");
    let counts_as = reader.choice("counts_as", &CountsAs::ALL, CountsAs::word);
    Some(ChannelRule { channel: channel?, name: name?, counts_as: counts_as? })
}

pub(super) fn read(reader: &mut Reader<'_>) -> Option<Counting> {
    let base_months = reader.between("base_months", 1, 60);
    let solved_only = reader.get("before_complaint_solved_only");
    Some(Counting { base_months: base_months?, before_complaint_solved_only: solved_only? })
}
