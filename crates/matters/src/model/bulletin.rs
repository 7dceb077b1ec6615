//! 通告: one notice on a matter to everybody in some buildings, while it stands.

use jiff::Timestamp;
use kernel::BodyId;

use super::MatterId;

kernel::id_type!(
    /// One bulletin.
    BulletinId
);

/// What everybody in some buildings is told about a matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bulletin {
    /// Its id.
    pub id: BulletinId,
    /// The matter it is about.
    pub matter: MatterId,
    /// The body that published it.
    pub body: Option<BodyId>,
    /// The words, public from the beginning.
    pub words: String,
    /// From when it stands.
    pub from: Timestamp,
    /// Until when it stands; this moment no more.
    pub until: Timestamp,
    /// When it was published.
    pub published_at: Timestamp,
    /// When it was withdrawn, by somebody or with its matter.
    pub withdrawn_at: Option<Timestamp>,
}

impl Bulletin {
    /// Whether it is to be read at `now`.
    #[must_use]
    pub fn stands_at(&self, now: Timestamp) -> bool {
        self.withdrawn_at.is_none() && self.from <= now && now < self.until
    }
}
