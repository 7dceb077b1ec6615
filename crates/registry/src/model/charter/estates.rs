//! How estates are run: by a property company, by a trustee, by the residents themselves.

use platform::charter::{Expected, Reader, Words};
use serde::{Deserialize, Serialize};

/// A way in which an estate is run. Source: MISSION A9 (SY: 专业化物业、居委会托管＋居民自治、
/// 公益性物业服务企业).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Management {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: Words,
    /// Who runs it.
    pub run: Run,
    /// The kind of body that does.
    pub by: String,
}

/// Who runs an estate, as the engine tells them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Run {
    /// A company the owners hired.
    Professional,
    /// A company founded for the public benefit.
    PublicBenefit,
    /// Another body, on the residents' behalf.
    Trustee,
    /// The residents.
    SelfManaged,
}

impl Run {
    const ALL: [Self; 4] =
        [Self::Professional, Self::PublicBenefit, Self::Trustee, Self::SelfManaged];

    /// The word that stands in charters.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Professional => "professional",
            Self::PublicBenefit => "public_benefit",
            Self::Trustee => "trustee",
            Self::SelfManaged => "self_managed",
        }
    }
}

pub(super) fn read_managements(reader: &mut Reader<'_>) -> Option<Vec<Management>> {
    reader.items("managements", read_management)
}

fn read_management(reader: &mut Reader<'_>, key: &str) -> Option<Management> {
    let kinds = reader.names_at(&["bodies"]);
    let name = reader.words("name");
    let run = reader.choice("run", &Run::ALL, Run::word);
    let by = reader.reference("by", &kinds);
    let one = Management { key: key.to_owned(), name: name?, run: run?, by: by? };
    // A company cannot be the residents themselves.
    if one.run == Run::SelfManaged && one.by == crate::model::kind::PROPERTY_COMPANY {
        let others = Run::ALL.into_iter().filter(|run| *run != Run::SelfManaged);
        let words = others.map(|run| run.word().to_owned()).collect();
        reader.refuse("run", Expected::OneOf(words));
        return None;
    }
    Some(one)
}
