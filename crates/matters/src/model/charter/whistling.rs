//! Whistles: who may whistle, whom for, by when they report in, and how both are judged.

use kernel::TimeLimit;
use platform::charter::{Expected, Reader, Words};
use serde::{Deserialize, Serialize};

use super::RuledBy;

/// Items a department is rated by at most: what a form on a phone still holds.
/// Source: assumption.
pub const ITEMS_MOST: usize = 6;

/// The table `[matters.whistle]`.
///
/// Source: DOMAIN §2; each value's own source stands in the charter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Whistling {
    /// The kinds of body that may whistle.
    pub by: Vec<String>,
    /// The kinds of body that may be called.
    pub calls: Vec<String>,
    /// Who rules on a refusal: a third party.
    pub ruled_by: RuledBy,
    /// 裁定: from the refusal to the ruling.
    pub ruling_within: TimeLimit,
    /// How long the code on a sheet opens what it was made for.
    pub sheet_for: TimeLimit,
    /// The types of whistle (W-01), each with its time to report in.
    pub types: Vec<WhistleType>,
    /// The grounds on which a department may ask not to come.
    pub refusals: Vec<Choosable>,
    /// What the whistler rates a department by, from 1 to 5 (W-11).
    pub items: Vec<Choosable>,
    /// What a department may think of a whistle (W-11).
    pub verdicts: Vec<Choosable>,
}

/// A type of whistle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WhistleType {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Words,
    /// 报到: from the whistle to the report.
    pub report_in: TimeLimit,
}

/// Something that can be chosen by its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choosable {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Words,
}

impl Whistling {
    /// The type with `id`.
    #[must_use]
    pub fn kind(&self, id: &str) -> Option<&WhistleType> {
        self.types.iter().find(|one| one.id == id)
    }

    /// The ground of a refusal with `id`.
    #[must_use]
    pub fn refusal(&self, id: &str) -> Option<&Choosable> {
        self.refusals.iter().find(|one| one.id == id)
    }

    /// The verdict with `id`.
    #[must_use]
    pub fn verdict(&self, id: &str) -> Option<&Choosable> {
        self.verdicts.iter().find(|one| one.id == id)
    }
}

pub(super) fn read(reader: &mut Reader<'_>) -> Option<Whistling> {
    let kinds = reader.names_at(&["bodies"]);
    let by = reader.references("by", &kinds);
    let calls = reader.references("calls", &kinds);
    let ruled_by = reader.choice("ruled_by", &[RuledBy::Street, RuledBy::District], RuledBy::word);
    let ruling_within = reader.get("ruling_within");
    let sheet_for = reader.get("sheet_for");
    let types = reader.items("types", read_type);
    let refusals = reader.items("refusals", read_choosable);
    let items = reader.items("items", read_choosable);
    let verdicts = reader.items("verdicts", read_choosable);
    let whistling = Whistling {
        by: by?,
        calls: calls?,
        ruled_by: ruled_by?,
        ruling_within: ruling_within?,
        sheet_for: sheet_for?,
        types: types?,
        refusals: refusals?,
        items: items?,
        verdicts: verdicts?,
    };
    is_workable(&whistling, reader).then_some(whistling)
}

/// Without these nobody could whistle, refuse or judge: notes what is missing.
fn is_workable(whistling: &Whistling, reader: &mut Reader<'_>) -> bool {
    let items = whistling.items.len();
    let wrong = [
        ("types", whistling.types.is_empty()),
        ("refusals", whistling.refusals.is_empty()),
        ("items", items == 0 || items > ITEMS_MOST),
        ("verdicts", whistling.verdicts.is_empty()),
    ];
    for (key, is_wrong) in wrong {
        if is_wrong {
            reader.refuse(key, Expected::Kind("charter-expected-tables"));
        }
    }
    wrong.iter().all(|(_, is_wrong)| !is_wrong)
}

fn read_type(reader: &mut Reader<'_>, id: &str) -> Option<WhistleType> {
    let name = reader.words("name");
    let report_in = reader.get("report_in");
    Some(WhistleType { id: id.to_owned(), name: name?, report_in: report_in? })
}

fn read_choosable(reader: &mut Reader<'_>, id: &str) -> Option<Choosable> {
    Some(Choosable { id: id.to_owned(), name: reader.words("name")? })
}
