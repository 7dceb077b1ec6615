//! What the journal records of a matter: ids, keys, codes and salted hashes, never words or names.

use kernel::{BodyId, PlaceId};
use platform::journal::{Event, Salted};
use serde::Serialize;

use crate::model::order::{Import, ImportId, Stage};
use crate::model::{
    Answer, AssignmentRole, Channel, MatterId, MatterNumber, PhotoGround, RequestKind, State,
    Visibility, VoiceId,
};
use crate::store::note::NoteMark;

macro_rules! event {
    ($(#[$doc:meta])* $name:ident = $kind:literal { $($(#[$field_doc:meta])* $field:ident: $type:ty,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Serialize)]
        pub struct $name { $($(#[$field_doc])* pub $field: $type,)* }
        impl Event for $name { const KIND: &'static str = $kind; }
    };
}

mod bulletin;
mod common_need;
mod merging;
mod supervising;
mod whistle;

pub use bulletin::{AnsweredWith, BulletinPublished, BulletinWithdrawn};
pub use common_need::{
    CommonNeedConfirmed, CommonNeedDismissed, CommonNeedGrown, CommonNeedSettled,
    CommonNeedSuggested,
};
pub use merging::{Gathered, Merged, Parted, Split};
pub use supervising::{Escalated, Supervised, SupervisionAnswered, SupervisionEnded};
pub use whistle::{
    CallOpened, CallRated, CallRefused, MeetingAsked, PartDone, RefusalRuled, ReportedIn,
    SheetHandedOver, WhistleEnded, WhistleJudged, WhistleRecalled, Whistled,
};

event!(
    /// 提出
    Raised = "matter.raised" {
        /// The number people call it by.
        number: MatterNumber,
        /// By which way it came.
        channel: Channel,
        /// Where.
        place: PlaceId,
        /// Who may see it.
        visibility: Visibility,
        /// Salted hash of the reporter's words.
        words: Salted,
        /// Salted hashes of the photos that came with it.
        photos: Vec<Salted>,
        /// The system an imported order came from.
        source: Option<String>,
        /// Its number there.
        external_number: Option<String>,
    }
);
event!(
    /// 我也遇到
    Joined = "matter.joined" {
        /// The voice.
        voice: VoiceId,
        /// Voices now.
        voices: i32,
    }
);
event!(
    /// 派单
    Dispatched = "matter.dispatched" {
        /// Category key.
        category: String,
        /// Class key.
        class: String,
        /// Every part, the lead's first.
        parts: Vec<(BodyId, AssignmentRole)>,
        /// The charter version it went by.
        charter_version: i64,
        /// Whether the suggestion was taken as it stood.
        as_suggested: bool,
        /// The reply to the reporter.
        reply: NoteMark,
    }
);
event!(
    /// 不予受理
    Declined = "matter.declined" {
        /// The ground's key.
        ground: String,
        /// The explanation to the reporter.
        explanation: NoteMark,
    }
);
event!(
    /// 签收
    Signed = "matter.signed" {
        /// For which body.
        body: BodyId,
        /// Lead or assist.
        role: AssignmentRole,
    }
);
event!(
    /// 联系
    Contacted = "matter.contacted" {
        /// By which body.
        body: BodyId,
        /// What was said.
        note: NoteMark,
    }
);
event!(
    /// 进展
    Progressed = "matter.progressed" {
        /// By which body.
        body: BodyId,
        /// Whether the reporter and the public may read it.
        outward: bool,
        /// The entry.
        note: NoteMark,
    }
);
event!(
    /// 申请: a body asks for something in place of handling on.
    Requested = "matter.requested" {
        /// Which body.
        body: BodyId,
        /// What for.
        request: RequestKind,
        /// The ground's key.
        ground: String,
        /// Why.
        note: NoteMark,
    }
);
event!(
    /// 审定
    Ruled = "matter.ruled" {
        /// The body that had asked.
        body: BodyId,
        /// What for.
        request: RequestKind,
        /// The ground's key.
        ground: String,
        /// Whether it was granted.
        granted: bool,
        /// What was said.
        note: NoteMark,
    }
);
event!(
    /// 恢复办理
    Resumed = "matter.resumed" {
        /// Which body took it up; empty when its review date had come.
        body: Option<BodyId>,
    }
);
event!(
    /// 申诉
    Appealed = "matter.appealed" {
        /// What the reporter says, shortened for others to read.
        reason: NoteMark,
    }
);
event!(
    /// 协办报告
    Reported = "matter.reported" {
        /// Which body.
        body: BodyId,
        /// What came of its part.
        note: NoteMark,
    }
);
event!(
    /// 办结
    Completed = "matter.completed" {
        /// By which body.
        body: BodyId,
        /// Result class.
        result: String,
        /// The public sentence.
        sentence: NoteMark,
    }
);
event!(
    /// 回访
    CalledBack = "matter.called_back" {
        /// The answers; none if nobody was reached.
        answer: Option<Answer>,
        /// Where the matter stands now.
        state: State,
        /// What was said, if anything was noted.
        note: Option<NoteMark>,
    }
);
event!(
    /// 评价
    Rated = "matter.rated" {
        /// Whose.
        voice: VoiceId,
        /// The answers.
        answer: Answer,
    }
);
event!(
    /// 重办
    Reopened = "matter.reopened" {
        /// Why.
        reason: Option<NoteMark>,
    }
);
event!(
    /// 补充
    Supplemented = "matter.supplemented" {
        /// Salted hash of the reporter's words.
        words: Salted,
    }
);
event!(
    /// 催办
    Urged = "matter.urged" {
        /// By whom.
        voice: VoiceId,
    }
);
event!(
    /// 撤回
    Withdrawn = "matter.withdrawn" {
        /// Whether the matter ended, or stays for those who joined.
        ended: bool,
    }
);
event!(
    /// 到期自动结案
    ClosedInSilence = "matter.closed_in_silence" {
        /// The matter.
        matter: MatterId,
    }
);
event!(
    /// 删除原话: whoever raised it was erased, with words and photos.
    WordsErased = "matter.words_erased" {
        /// The matter.
        matter: MatterId,
    }
);
event!(
    /// 导入: an order of another system became a matter, at whatever point of its life.
    Imported = "matter.imported" {
        /// The number people call it by.
        number: MatterNumber,
        /// By which way it counts as having come.
        channel: Channel,
        /// Where.
        place: PlaceId,
        /// Salted hash of the caller's words.
        words: Salted,
        /// The import it came with.
        import: ImportId,
        /// The system it came from.
        source: String,
        /// Its number there.
        external_number: String,
        /// Where it stands.
        state: State,
        /// The answers the source had from the caller.
        answer: Option<Answer>,
    }
);
event!(
    /// 来源更新: the system an order came from says something else of it.
    ChangedAtSource = "matter.changed_at_source" {
        /// The import that says so.
        import: ImportId,
        /// How far the order has come there.
        stage: Stage,
        /// Where the matter stands now.
        state: State,
        /// The caller's answers, if they are new.
        answer: Option<Answer>,
    }
);
event!(
    /// 放行照片: somebody looked that it shows nobody, and others may see it now.
    PhotoReleased = "matter.photo_released" {
        /// Which of the matter's photos, from 1, in the order in which they came.
        number: usize,
    }
);
event!(
    /// 不放照片: others may not see it, whether or not they could before.
    PhotoWithheld = "matter.photo_withheld" {
        /// Which of the matter's photos, from 1, in the order in which they came.
        number: usize,
        /// Why.
        ground: PhotoGround,
    }
);
event!(
    /// 导入台账: read, nothing written.
    ImportStaged = "import.staged" {
        /// SHA-256 of the file.
        file: String,
        /// The system the orders come from.
        source: String,
        /// Rows of orders.
        total: usize,
    }
);
event!(
    /// 写入: every order of the ledger stands now.
    ImportApplied = "import.applied" {
        /// SHA-256 of the file.
        file: String,
        /// The system the orders come from.
        source: String,
        /// Orders that became matters.
        fresh: usize,
        /// Matters that were changed.
        changed: usize,
        /// Orders of which nothing had changed.
        same: usize,
        /// Orders left out because somebody said so.
        left_out: usize,
    }
);
event!(
    /// 放弃: nothing of the ledger was written.
    ImportDiscarded = "import.discarded" {
        /// SHA-256 of the file.
        file: String,
    }
);

impl ImportStaged {
    /// That this import was read.
    #[must_use]
    pub fn of(import: &Import) -> Self {
        Self {
            file: import.file_hash.clone(),
            source: import.source.clone(),
            total: import.counts.total,
        }
    }
}
