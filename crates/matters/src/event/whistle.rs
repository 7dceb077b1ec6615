//! What the journal records of whistles, on the matter they are about.

use kernel::BodyId;
use platform::journal::Event;
use serde::Serialize;

use crate::model::{AssignmentRole, Presence, WhistleNumber};
use crate::store::note::NoteMark;

event!(
    /// 吹哨: departments are called.
    Whistled = "whistle.blown" {
        /// The number people call it by.
        number: WhistleNumber,
        /// By which body.
        body: BodyId,
        /// The type's key.
        whistle_kind: String,
        /// Every department, the lead first.
        parts: Vec<(BodyId, AssignmentRole)>,
        /// The charter version it went by.
        charter_version: i64,
        /// What was tried in the building.
        note: NoteMark,
    }
);
event!(
    /// 打开: a department has seen what it was called to.
    CallOpened = "whistle.opened" {
        /// Of which whistle.
        number: WhistleNumber,
        /// Which department.
        body: BodyId,
        /// Whether by the code of its sheet.
        by_code: bool,
    }
);
event!(
    /// 报到
    ReportedIn = "whistle.reported_in" {
        /// Of which whistle.
        number: WhistleNumber,
        /// Which department.
        body: BodyId,
        /// On site, online or by phone.
        presence: Presence,
        /// Whether by the code of its sheet.
        by_code: bool,
        /// What they come to do.
        note: NoteMark,
    }
);
event!(
    /// 处置: what came of a department's part.
    PartDone = "whistle.part_done" {
        /// Of which whistle.
        number: WhistleNumber,
        /// Which department.
        body: BodyId,
        /// Whether by the code of its sheet.
        by_code: bool,
        /// What was done.
        note: NoteMark,
    }
);
event!(
    /// 申请不报到
    CallRefused = "whistle.refused" {
        /// Of which whistle.
        number: WhistleNumber,
        /// Which department.
        body: BodyId,
        /// The ground's key.
        ground: String,
        /// Whether by the code of its sheet.
        by_code: bool,
        /// Why.
        note: NoteMark,
    }
);
event!(
    /// 裁定
    RefusalRuled = "whistle.ruled" {
        /// Of which whistle.
        number: WhistleNumber,
        /// On which department's refusal.
        body: BodyId,
        /// The ground's key.
        ground: String,
        /// Whether it need not come.
        excused: bool,
        /// Why.
        note: NoteMark,
    }
);
event!(
    /// 停哨
    WhistleEnded = "whistle.ended" {
        /// Which whistle.
        number: WhistleNumber,
        /// By which body.
        body: BodyId,
        /// What came of it.
        note: NoteMark,
    }
);
event!(
    /// 收哨: the matter ended, and the whistle under it; nobody need come any more.
    WhistleRecalled = "whistle.recalled" {
        /// Which whistle.
        number: WhistleNumber,
    }
);
event!(
    /// 评价 of a department by the whistler.
    CallRated = "whistle.rated" {
        /// Of which whistle.
        number: WhistleNumber,
        /// Which department.
        body: BodyId,
        /// Item and grade, from 1 to 5.
        grades: Vec<(String, i32)>,
    }
);
event!(
    /// 评哨: what a department thinks of the whistle.
    WhistleJudged = "whistle.judged" {
        /// Of which whistle.
        number: WhistleNumber,
        /// Which department.
        body: BodyId,
        /// The verdict's key.
        verdict: String,
    }
);
event!(
    /// 送达: a sheet with a code was handed over. The code stands nowhere.
    SheetHandedOver = "whistle.handed_over" {
        /// Of which whistle.
        number: WhistleNumber,
        /// To which department.
        body: BodyId,
        /// Until when its code opens the call.
        until: jiff::Timestamp,
    }
);
event!(
    /// 转协调会: a joint meeting with those who were called is asked for. Whoever keeps meetings
    /// subscribes to this.
    MeetingAsked = "whistle.meeting_asked" {
        /// About which whistle.
        number: WhistleNumber,
        /// By which body.
        body: BodyId,
        /// Who was called.
        bodies: Vec<BodyId>,
    }
);
