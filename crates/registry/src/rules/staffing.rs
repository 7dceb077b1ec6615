//! Stations: the norm of the tier against who is there.

use crate::model::charter::BodyKind;

/// The norm of a body's tier and the staff it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Staffing {
    /// What the charter asks for; `None` where it sets no norm for the tier.
    pub norm: Option<u32>,
    /// Persons in post.
    pub actual: u32,
}

impl Staffing {
    /// The staffing of a body of `kind` in `tier` with `actual` persons in post.
    ///
    /// Source: SJS (central stations 5, ordinary 3); charter `bodies.*.tiers.*.staff`.
    #[must_use]
    pub fn of(kind: &BodyKind, tier: &str, actual: u32) -> Self {
        Self { norm: kind.tier(tier).map(|tier| tier.staff), actual }
    }

    /// How many are missing; 0 where there is no norm.
    #[must_use]
    pub fn short(&self) -> u32 {
        self.norm.unwrap_or(0).saturating_sub(self.actual)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::charter::{Nature, Tier, testing};

    #[test]
    fn a_station_is_short_of_what_its_tier_asks_for() {
        let words = testing::words;
        let tier = |key: &str, staff| Tier { key: key.to_owned(), name: words(key), staff };
        let station = BodyKind {
            tiers: vec![tier("central", 5), tier("ordinary", 3)],
            ..testing::kind("workstation", "楼宇工作站", Nature::Service)
        };
        for (tier, actual, norm, short) in [
            ("central", 4, Some(5), 1),
            ("central", 5, Some(5), 0),
            ("ordinary", 4, Some(3), 0),
            ("", 0, None, 0),
        ] {
            let staffing = Staffing::of(&station, tier, actual);
            assert_eq!((staffing.norm, staffing.short()), (norm, short), "{tier} {actual}");
        }
    }
}
