//! Classes of matters (小事快办、急事速办、难事联办) with their time limits.

use kernel::TimeLimit;
use platform::charter::{Reader, Words};
use serde::{Deserialize, Serialize};

use crate::model::ClockKind;

/// A class of matters: how pressing, and by when what must be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Class {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Words,
    /// Its time limits.
    pub limits: Limits,
    /// Words in a report that put it into this class, whatever its category.
    pub forced_by: Vec<String>,
    /// Categories whose matters are of this class unless triage decides otherwise; a category
    /// stands for all within it.
    pub usual_for: Vec<String>,
    /// Whether several bodies handle it together, so that triage asks for assistants.
    pub joint: bool,
}

/// The time limits of a class. A limit that is not said does not run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// 签收: from dispatch.
    pub sign: TimeLimit,
    /// 联系: from signing.
    pub contact: Option<TimeLimit>,
    /// 办结: from dispatch.
    pub resolve: TimeLimit,
    /// 回访: from completion.
    pub callback: Option<TimeLimit>,
}

impl Limits {
    /// The limit of a kind of clock; answers, rulings and whistles are not the
    /// class's to set.
    #[must_use]
    pub const fn of(&self, clock: ClockKind) -> Option<TimeLimit> {
        match clock {
            ClockKind::Reply
            | ClockKind::Ruling
            | ClockKind::ReportIn
            | ClockKind::RefusalRuling => None,
            ClockKind::Sign => Some(self.sign),
            ClockKind::Contact => self.contact,
            ClockKind::Resolve => Some(self.resolve),
            ClockKind::Callback => self.callback,
        }
    }
}

pub(super) fn read(reader: &mut Reader<'_>, id: &str) -> Option<Class> {
    let categories = reader.tree_names_at(&["matters", "categories"], "within");
    let name = reader.words("name");
    let sign = reader.get("sign");
    let contact = reader.maybe("contact");
    let resolve = reader.get("resolve");
    let callback = reader.maybe("callback");
    let forced_by = reader.list("forced_by");
    let usual_for = reader.references("usual_for", &categories);
    let joint = reader.flag("joint");
    Some(Class {
        id: id.to_owned(),
        name: name?,
        limits: Limits { sign: sign?, contact: contact?, resolve: resolve?, callback: callback? },
        forced_by: forced_by?,
        usual_for: usual_for?,
        joint: joint?,
    })
}
