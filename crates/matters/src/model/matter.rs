//! A matter as stored: everything about it but the reporter and the reporter's own words.

use jiff::Timestamp;
use kernel::{BodyId, PlaceId, Subject, SubjectKind, Whereabouts};

use super::{Channel, MatterId, MatterNumber, State, Visibility};

/// A matter (楼事).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matter {
    /// Its id; never shown to shielded roles.
    pub id: MatterId,
    /// The number people call it by.
    pub number: MatterNumber,
    /// District, street and building.
    pub at: Whereabouts,
    /// The exact place: a room, a floor, or the building.
    pub place: PlaceId,
    /// The spot in words of the code on the wall, such as a lift lobby.
    pub spot: Option<String>,
    /// Where it stands.
    pub state: State,
    /// What others read: a summary without personal data.
    pub title: String,
    /// Category key of the charter, once triaged.
    pub category: Option<String>,
    /// Class key of the charter, once triaged.
    pub class: Option<String>,
    /// By which way it came.
    pub channel: Channel,
    /// Who may see it.
    pub visibility: Visibility,
    /// The body that leads it, once dispatched.
    pub lead: Option<BodyId>,
    /// Result class of the charter, once completed.
    pub result: Option<String>,
    /// When it was raised.
    pub raised_at: Timestamp,
    /// The month it counts in, as year × 100 + month, in the district's zone.
    pub month: i32,
    /// When it was last dispatched.
    pub dispatched_at: Option<Timestamp>,
    /// When it was last completed.
    pub completed_at: Option<Timestamp>,
    /// When it was closed, declined or withdrawn.
    pub ended_at: Option<Timestamp>,
    /// When the clock that matters most now runs out; empty when none runs.
    pub due_at: Option<Timestamp>,
    /// How many wait for it, the reporter included.
    pub voices: i32,
    /// When it was last urged.
    pub urged_at: Option<Timestamp>,
    /// Whether it counts as solved: completed with a class that counts, and nobody said otherwise.
    pub solved: bool,
    /// The charter version its triage went by.
    pub charter_version: i64,
    /// The system an imported order came from.
    pub source: Option<String>,
    /// Its number there.
    pub external_number: Option<String>,
    /// How many bodies have sent it back with right.
    pub returns: u32,
}

impl Matter {
    /// The pointer to it.
    #[must_use]
    pub fn subject(&self) -> Subject {
        Subject::new(SubjectKind::Matter, self.id)
    }
}
