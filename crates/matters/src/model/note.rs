//! What those who handle a matter write about it.

use kernel::word_enum;

word_enum!(
    /// What a note is for.
    NoteKind in "matter-note" {
        /// 答复: what becomes of the matter, told to the reporter at triage.
        Reply = "reply",
        /// 联系: what was said with the reporter; inward.
        Contact = "contact",
        /// 进展
        Progress = "progress",
        /// 办结: the public sentence.
        Result = "result",
        /// 回访
        Callback = "callback",
        /// 重办: why it goes back.
        Reopening = "reopening",
        /// 申请: why a body asks for something; inward.
        Request = "request",
        /// 审定: what was said on it, to the reporter where it was granted.
        Ruling = "ruling",
        /// 申诉: that the reporter does not accept the explanation.
        Appeal = "appeal",
        /// 协办报告: what came of an assistant's part; inward.
        Report = "report",
        /// 督办: what a supervisor asks or says at the end; inward.
        Supervision = "supervision",
        /// 回应督办: what the lead answers; inward.
        SupervisionAnswer = "supervision_answer",
        /// 不予受理: the explanation.
        Decline = "decline",
        /// 楼内办过: what was tried in the building before the whistle; for its parties.
        Tried = "tried",
        /// 请它做: what a whistle asks of a department.
        Ask = "ask",
        /// 报到: what a department comes to do.
        ReportIn = "report_in",
        /// 处置: what came of a department's part.
        Part = "part",
        /// 申请不报到: why.
        Refusal = "refusal",
        /// 裁定 of that.
        RefusalRuling = "refusal_ruling",
        /// 停哨: what came of the whistle.
        WhistleEnd = "whistle_end",
    }
);
