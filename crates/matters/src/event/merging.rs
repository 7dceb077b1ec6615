//! What the journal records of merging and splitting.

use platform::journal::Event;
use serde::Serialize;

use crate::model::MatterId;

event!(
    /// 并入: it goes on in another.
    Merged = "matter.merged" {
        /// In which.
        into: MatterId,
    }
);
event!(
    /// 并单: another goes on in it.
    Gathered = "matter.gathered" {
        /// Which.
        matter: MatterId,
        /// Voices now, in all of them.
        voices: i32,
    }
);
event!(
    /// 拆开: it goes on by itself again.
    Split = "matter.split" {
        /// In which it had gone on.
        from: MatterId,
    }
);
event!(
    /// 拆出: another goes on by itself again.
    Parted = "matter.parted" {
        /// Which.
        matter: MatterId,
        /// Voices now, in all of them.
        voices: i32,
    }
);
