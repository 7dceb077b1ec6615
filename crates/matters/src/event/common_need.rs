//! What the journal records of common needs.

use kernel::PlaceId;
use platform::journal::{Event, Salted};
use serde::Serialize;

use crate::model::{DismissalGround, MatterId};

event!(
    /// 发现: many alike in a building.
    CommonNeedSuggested = "common_need.suggested" {
        /// The building.
        place: PlaceId,
        /// The category they share.
        category: String,
        /// Which matters.
        matters: Vec<MatterId>,
        /// The charter whose threshold they reached.
        charter_version: i64,
    }
);
event!(
    /// 又有几件: more of them.
    CommonNeedGrown = "common_need.grown" {
        /// Which matters.
        matters: Vec<MatterId>,
    }
);
event!(
    /// 认定
    CommonNeedConfirmed = "common_need.confirmed" {
        /// Salted hash of what it is.
        title: Option<Salted>,
    }
);
event!(
    /// 不是共性需求
    CommonNeedDismissed = "common_need.dismissed" {
        /// Why.
        ground: DismissalGround,
    }
);
event!(
    /// 解决
    CommonNeedSettled = "common_need.settled" {
        /// Salted hash of what became of it.
        ending: Option<Salted>,
    }
);
