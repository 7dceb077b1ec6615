//! What only buildings (and estates) have.

use jiff::civil::Date;

use super::Place;
use kernel::word_enum;

word_enum!(
    /// Who owns it: decides how well it can govern itself.
    ///
    /// Source: DOMAIN 3.2 (产权性质).
    RightType in "right-type" {
        /// 单一产权
        Single = "single",
        /// 分散产权
        Several = "several",
        /// 国有
        State = "state",
        /// 集体
        Collective = "collective",
    }
);

/// Marks that drive rules on secretaries and committees (MISSION A2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Marks {
    /// 重点楼宇
    pub key: bool,
    /// 地标楼宇
    pub landmark: bool,
    /// 复杂楼宇: its secretary is a street cadre.
    pub difficult: bool,
}

/// What the building ledger says besides the place.
#[derive(Debug, Clone, PartialEq)]
pub struct BuildingDetails {
    /// Street and number.
    pub address: String,
    /// Who owns it.
    pub right_type: RightType,
    /// Grade by the charter's words (超甲级, 甲级, 乙级); empty if not graded.
    pub grade: String,
    /// Storeys above ground.
    pub storeys_above: i32,
    /// Storeys below ground.
    pub storeys_below: i32,
    /// Gross floor area in 0.01 m².
    pub floor_area: Option<i64>,
    /// Area to let in 0.01 m²: the denominator of the occupancy.
    pub lettable_area: Option<i64>,
    /// Marks that drive rules.
    pub marks: Marks,
    /// Degrees east and north (WGS 84).
    pub position: Option<(f64, f64)>,
    /// Who answers when a lift stops; public. Empty if unknown.
    pub lift_phone: String,
    /// The property company day and night; public. Empty if unknown.
    pub property_phone: String,
    /// First day in use.
    pub completed_on: Option<Date>,
    /// Last day on which somebody checked this row.
    pub verified_on: Option<Date>,
}

/// A building or estate with its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Building {
    /// Where it stands in the tree.
    pub place: Place,
    /// The rest of its ledger row.
    pub details: BuildingDetails,
}

/// What of a building is let on a day. Areas in 0.01 m².
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Occupancy {
    /// Enterprises with a tenancy.
    pub enterprises: i64,
    /// Area let, as far as tenancies name it.
    pub let_area: i64,
}

impl Occupancy {
    /// Occupancy in tenths of a percent of `lettable` (0.01 m²), rounded half up; `None` without
    /// a denominator. More than 1000 means that the ledger contradicts itself.
    ///
    /// Source: DOMAIN E-04 (入驻率 = 已用面积 / 可租面积).
    #[must_use]
    pub fn permille(&self, lettable: Option<i64>) -> Option<i64> {
        let lettable = lettable.filter(|area| *area > 0)?;
        Some((self.let_area * 2000 + lettable) / (2 * lettable))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn occupancy_is_let_over_lettable_area() {
        let cases = [
            (2_076_000, Some(2_375_000), Some(874)),
            (0, Some(100), Some(0)),
            (100, Some(100), Some(1000)),
            (100, None, None),
            (100, Some(0), None),
        ];
        for (let_area, lettable, expected) in cases {
            let occupancy = Occupancy { enterprises: 1, let_area };
            assert_eq!(occupancy.permille(lettable), expected);
        }
    }
}
