//! What the journal records of bulletins and of answers that go to many.

use jiff::Timestamp;
use kernel::{BodyId, PlaceId};
use platform::journal::{Event, Salted};
use serde::Serialize;

use crate::model::{BulletinId, MatterId};

event!(
    /// 发通告: everybody in some buildings is told.
    BulletinPublished = "matter.bulletin_published" {
        /// The bulletin.
        bulletin: BulletinId,
        /// The body that published it.
        body: Option<BodyId>,
        /// Salted hash of its words.
        words: Salted,
        /// Where it stands.
        buildings: Vec<PlaceId>,
        /// From when.
        from: Timestamp,
        /// Until when.
        until: Timestamp,
    }
);
event!(
    /// 撤通告: it stands no more.
    BulletinWithdrawn = "matter.bulletin_withdrawn" {
        /// The bulletin.
        bulletin: BulletinId,
    }
);
event!(
    /// 一并答复: the matter that this one goes on in was completed, and its answer is this one's.
    AnsweredWith = "matter.answered_with" {
        /// The one that was completed.
        lead: MatterId,
        /// What it came to.
        result: String,
    }
);
