//! 吹哨: a body of a building calls departments to a matter that nobody in the building can settle.

mod call;
mod number;

pub use call::{Call, CallId, CallState, CallStep, Presence, Refused, Sending};
pub use number::{NotAWhistleNumber, WhistleNumber};

use jiff::Timestamp;
use kernel::{BodyId, Subject, SubjectKind, Whereabouts};

use super::MatterId;
use kernel::word_enum;

kernel::id_type!(
    /// A whistle.
    WhistleId
);

word_enum!(
    /// Whether a whistle still calls.
    WhistleState in "whistle-state" {
        /// 吹哨中
        Open = "open",
        /// 已停哨: the whistler ended it, or the matter ended under it.
        Ended = "ended",
    }
);

word_enum!(
    /// Where the departments are to come.
    Venue in "whistle-venue" {
        /// 到现场
        OnSite = "on_site",
        /// 线上
        Online = "online",
    }
);

/// A whistle (哨).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whistle {
    /// Its id.
    pub id: WhistleId,
    /// The number people call it by.
    pub number: WhistleNumber,
    /// The matter it is about.
    pub matter: MatterId,
    /// District, street and building.
    pub at: Whereabouts,
    /// Whether everybody who sees the place may see it.
    pub is_shared: bool,
    /// The body that whistles.
    pub body: BodyId,
    /// Its type's key in the charter (W-01).
    pub kind: String,
    /// Whether it still calls.
    pub state: WhistleState,
    /// Where the departments are to come.
    pub venue: Venue,
    /// The spot, or the online room, in words.
    pub spot: Option<String>,
    /// When they are to come; empty for within the time to report in.
    pub come_at: Option<Timestamp>,
    /// The note that says what was tried in the building.
    pub tried: i64,
    /// The note that says what came of it.
    pub ending: Option<i64>,
    /// When a joint meeting was asked for.
    pub meeting_asked_at: Option<Timestamp>,
    /// The charter version it went by.
    pub charter_version: i64,
    /// The month it counts in, as year × 100 + month, in the district's zone.
    pub month: i32,
    /// When it was blown.
    pub raised_at: Timestamp,
    /// When it was ended.
    pub ended_at: Option<Timestamp>,
}

impl Whistle {
    /// The pointer to it.
    #[must_use]
    pub fn subject(&self) -> Subject {
        Subject::new(SubjectKind::Whistle, self.id)
    }
}
