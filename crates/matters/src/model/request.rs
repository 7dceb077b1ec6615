//! What a body asks for in place of handling on, and how it was ruled.

use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{BodyId, PersonId};

use super::{AssignmentId, Deed, MatterId};
use kernel::word_enum;

word_enum!(
    /// What is asked for.
    ///
    /// Source: DOMAIN J-07 (objection), J-08 (extension); UX §3 Handle (挂账).
    RequestKind in "matter-request" {
        /// 派单异议: this is not for us.
        Objection = "objection",
        /// 延期: more time, asked for before the time is over.
        Extension = "extension",
        /// 挂账: it cannot be settled now; look again on a day.
        Parking = "parking",
    }
);

word_enum!(
    /// How far a request has come.
    RequestState in "matter-request-state" {
        /// 待审定
        Open = "open",
        /// 同意
        Granted = "granted",
        /// 不同意
        Refused = "refused",
        /// 已失效: the matter went on without a ruling.
        Lapsed = "lapsed",
    }
);

kernel::id_type!(
    /// One request of a body.
    RequestId
);

/// A request (申请): asked by one, ruled on by another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Its id.
    pub id: RequestId,
    /// The matter.
    pub matter: MatterId,
    /// The part of whose body it is.
    pub part: AssignmentId,
    /// The body that asks.
    pub body: BodyId,
    /// Who asked for it.
    pub asked_by: Option<PersonId>,
    /// What is asked for.
    pub kind: RequestKind,
    /// The ground's key in the charter's catalogue.
    pub ground: String,
    /// For parking: the day to look again.
    pub review_on: Option<Date>,
    /// How far it has come.
    pub state: RequestState,
    /// When it was asked.
    pub asked_at: Timestamp,
    /// The note that says why, in words.
    pub note: i64,
    /// When it was ruled on, or lapsed.
    pub decided_at: Option<Timestamp>,
    /// The body of whoever ruled.
    pub decided_by: Option<BodyId>,
}

impl RequestKind {
    /// What asking for it is called in the table of deeds.
    #[must_use]
    pub const fn deed(self) -> Deed {
        match self {
            Self::Objection => Deed::Object,
            Self::Extension => Deed::AskExtension,
            Self::Parking => Deed::AskParking,
        }
    }
}
