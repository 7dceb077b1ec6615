//! Denominators: whom coverage counts, and of which area occupancy is a share.

use platform::charter::Reader;
use serde::{Deserialize, Serialize};

/// Who is counted in coverage, and of what occupancy is a share.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CoverageRules {
    /// Two-new organisations with fewer employees are left out: DOMAIN P-17.
    pub least_headcount: u32,
    /// What counts as coverage by work where no organisation can be formed: DOMAIN P-15.
    pub by_work: Vec<WorkCoverage>,
    /// The area that occupancy is a share of: DOMAIN E-04.
    pub occupancy_of: AreaCounted,
}

/// What covers an enterprise by work. Source: DOMAIN P-15.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WorkCoverage {
    /// 党建指导员
    Instructor,
    /// 联络员
    Liaison,
    /// 工会
    TradeUnion,
    /// 共青团
    YouthLeague,
}

/// An area of a building. Source: DOMAIN E-04.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AreaCounted {
    /// 可租面积
    Lettable,
    /// 建筑面积
    FloorArea,
}

impl WorkCoverage {
    const ALL: [Self; 4] = [Self::Instructor, Self::Liaison, Self::TradeUnion, Self::YouthLeague];

    /// The word that stands in charters.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Instructor => "instructor",
            Self::Liaison => "liaison",
            Self::TradeUnion => "trade_union",
            Self::YouthLeague => "youth_league",
        }
    }
}

impl AreaCounted {
    const ALL: [Self; 2] = [Self::Lettable, Self::FloorArea];

    /// The word that stands in charters.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Lettable => "lettable",
            Self::FloorArea => "floor_area",
        }
    }
}

pub(super) fn read_coverage(reader: &mut Reader<'_>) -> Option<CoverageRules> {
    let least_headcount = reader.between("least_headcount", 0, 9999);
    let by_work = reader.choices("by_work", &WorkCoverage::ALL, WorkCoverage::word);
    let occupancy_of = reader.choice("occupancy_of", &AreaCounted::ALL, AreaCounted::word);
    Some(CoverageRules {
        least_headcount: least_headcount?,
        by_work: by_work?,
        occupancy_of: occupancy_of?,
    })
}
