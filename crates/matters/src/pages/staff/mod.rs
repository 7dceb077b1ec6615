//! Staff pages: the matter, its triage, handling and call-back; lists; raising for somebody.

mod assignees;
mod batch;
mod bulletin;
mod callback;
mod clocks;
mod common_needs;
mod counting;
mod export;
mod handling;
mod imports;
mod likely;
mod list;
mod matter;
mod merging;
mod narrowing;
mod panels;
mod photos;
mod raise_for;
mod requesting;
mod reveal;
mod ruling;
mod station;
mod supervised;
mod supervision;
mod triage;

use std::sync::Arc;

use platform::desk::TodoKind;
use platform::web::{Access, Routes, Tone};

use super::whistling;
use crate::advisor::Advisor;
use crate::permissions;
use crate::viewing::{facts, life};

pub(super) use facts::{Facts, place_name};
pub use panels::WaitingPanel;
pub use station::StationPanel;

/// The staff pages of the slice; `advisor` tells the model that triage asks beside the rules.
#[must_use]
pub fn routes(advisor: &Arc<dyn Advisor>) -> Routes {
    let advised = || Arc::clone(advisor);
    let (for_new, for_create, for_decline) = (advised(), advised(), advised());
    let (see, handle) = (Access::May(&permissions::SEE), Access::May(&permissions::HANDLE));
    let (sort, call) = (Access::May(&permissions::TRIAGE), Access::May(&permissions::CALL_BACK));
    let rule = Access::May(&permissions::RULE);
    let needs = Access::May(&permissions::SEE_NEEDS);
    let decide = Access::May(&permissions::DECIDE_NEED);
    let publish = Access::May(&permissions::PUBLISH);
    let merge = Access::May(&permissions::MERGE);
    let supervise = Access::May(&permissions::SUPERVISE);
    let count = Access::May(&permissions::COUNT);
    let (raise, look) = (Access::May(&permissions::RAISE_FOR), Access::May(&permissions::REVEAL));
    Routes::new()
        .get("/matters", see, list::list)
        .get("/matters/export", Access::May(&permissions::EXPORT), export::show)
        .post("/matters/batch", see, batch::create)
        .get("/matters/new", raise, raise_for::new)
        .post("/matters", raise, raise_for::create)
        .get("/desk/station", Access::May(&permissions::STATION), station::show)
        .get("/indicators/before-complaint", count, counting::show)
        .get("/matters/{number}", see, matter::show)
        .get("/matters/{number}/triage", sort, move |site, visitor, number, query| {
            triage::new(Arc::clone(&for_new), site, visitor, number, query)
        })
        .post("/matters/{number}/triage", sort, move |site, visitor, number, form| {
            triage::create(Arc::clone(&for_create), site, visitor, number, form)
        })
        .post("/matters/{number}/decline", sort, move |site, visitor, number, form| {
            triage::decline(Arc::clone(&for_decline), site, visitor, number, form)
        })
        .post("/matters/{number}/signature", handle, handling::sign)
        .post("/matters/{number}/contact", handle, handling::contact)
        .post("/matters/{number}/progress", handle, handling::progress)
        .get("/matters/{number}/completion", handle, handling::new_completion)
        .post("/matters/{number}/completion", handle, handling::complete)
        .post("/matters/{number}/report", handle, handling::report)
        .post("/matters/{number}/resumption", handle, handling::resume)
        .get("/matters/{number}/objection", handle, requesting::new_objection)
        .post("/matters/{number}/objection", handle, requesting::object)
        .get("/matters/{number}/extension", handle, requesting::new_extension)
        .post("/matters/{number}/extension", handle, requesting::extend)
        .get("/matters/{number}/parking", handle, requesting::new_parking)
        .post("/matters/{number}/parking", handle, requesting::park)
        .get("/matters/{number}/ruling", rule, ruling::new)
        .post("/matters/{number}/ruling", rule, ruling::create)
        .get("/supervision", Access::May(&permissions::SEE_SUPERVISED), supervised::list)
        .get("/matters/{number}/supervision", see, supervision::show)
        .post("/matters/{number}/supervision", supervise, supervision::ask)
        .post("/matters/{number}/supervision/answer", handle, supervision::answer)
        .post("/matters/{number}/supervision/end", supervise, supervision::end)
        .get("/matters/{number}/merge", merge, merging::show)
        .post("/matters/{number}/merge", merge, merging::merge)
        .post("/matters/{number}/gathering", merge, merging::gather)
        .post("/matters/{number}/split", merge, merging::split)
        .get("/common-needs", needs, common_needs::list)
        .get("/common-needs/{id}", needs, common_needs::show)
        .post("/common-needs/{id}/confirmation", decide, common_needs::confirm)
        .post("/common-needs/{id}/dismissal", decide, common_needs::dismiss)
        .post("/common-needs/{id}/settlement", decide, common_needs::settle)
        .get("/matters/{number}/bulletin", publish, bulletin::show)
        .post("/matters/{number}/bulletin", publish, bulletin::publish)
        .post("/matters/{number}/bulletin/withdrawal", publish, bulletin::withdraw)
        .get("/matters/{number}/callback", call, callback::new)
        .post("/matters/{number}/callback", call, callback::create)
        .get("/matters/{number}/photos/{key}", see, photos::show)
        .post("/matters/{number}/photos/{key}/release", sort, photos::release)
        .get("/matters/{number}/photos/{key}/withholding", sort, photos::new_withholding)
        .post("/matters/{number}/photos/{key}/withholding", sort, photos::withhold)
        .get("/matters/{number}/reveal", look, reveal::new)
        .post("/matters/{number}/reveal", look, reveal::create)
        .and(imports::routes())
        .and(whistling::routes())
}

/// The kinds of to-do the slice opens.
pub const TODO_KINDS: [TodoKind; 17] = [
    TodoKind { word: "matter-triage", shape: "new", tone: Tone::Idle, form: "/triage" },
    TodoKind { word: "matter-sign", shape: "sign", tone: Tone::Work, form: "" },
    TodoKind { word: "matter-complete", shape: "work", tone: Tone::Work, form: "/completion" },
    TodoKind { word: "matter-rule", shape: "new", tone: Tone::Warn, form: "/ruling" },
    TodoKind { word: "matter-report", shape: "work", tone: Tone::Work, form: "" },
    TodoKind { word: "matter-review", shape: "park", tone: Tone::Idle, form: "" },
    TodoKind { word: "matter-answer", shape: "work", tone: Tone::Warn, form: "/supervision" },
    TodoKind { word: "matter-supervise", shape: "sign", tone: Tone::Idle, form: "/supervision" },
    TodoKind { word: "matter-late", shape: "work", tone: Tone::Late, form: "" },
    TodoKind { word: "common-need", shape: "talk", tone: Tone::Talk, form: "" },
    TodoKind { word: "matter-callback", shape: "call", tone: Tone::Ok, form: "/callback" },
    TodoKind { word: "whistle-report-in", shape: "whis", tone: Tone::Whistle, form: "" },
    TodoKind { word: "whistle-finish", shape: "work", tone: Tone::Work, form: "" },
    TodoKind { word: "whistle-rule", shape: "new", tone: Tone::Warn, form: "/ruling" },
    TodoKind { word: "whistle-end", shape: "done", tone: Tone::Ok, form: "" },
    TodoKind { word: "whistle-rate", shape: "call", tone: Tone::Ok, form: "/rating" },
    TodoKind { word: "whistle-judge", shape: "call", tone: Tone::Idle, form: "" },
];
