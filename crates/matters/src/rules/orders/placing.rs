//! Where an order belongs: the building its place names, else its street; certain or asked.
//!
//! Which building a text means is the registry's to tell ([`matching`]); here it is decided what
//! that means for an order, whose place may be missing, or no building at all.
//! Source: UX §3 Import (uncertain places are asked).

use std::collections::HashMap;

use kernel::{PlaceId, Whereabouts};
use registry::rules::matching::{BuildingIndex, Reason, Verdict};
use registry::rules::naming;

/// A building or street that orders may be put down to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Its place.
    pub id: PlaceId,
    /// Its name.
    pub name: String,
    /// Where it lies.
    pub at: Whereabouts,
    /// The capitals its street lends to numbers.
    pub street_code: String,
}

/// What a text means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placing {
    /// This building.
    Building(usize),
    /// No building that is known; this street.
    Street(usize),
}

/// What was found out about where an order belongs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// It is known.
    Certain(Placing),
    /// It may be one of these, likeliest first, each for a reason; none if nothing is like it.
    Asked(Vec<(usize, Reason)>),
}

/// Names of streets shorter than this are found only when they stand alone.
const SHORTEST_WITHIN: usize = 3;

/// Every place that orders may be put down to.
#[derive(Debug, Default)]
pub struct Gazetteer {
    /// Buildings, then streets.
    places: Vec<Known>,
    by_id: HashMap<PlaceId, usize>,
    index: BuildingIndex,
    streets: Vec<(String, usize)>,
}

impl Gazetteer {
    /// A gazetteer of these buildings, as `index` knows them by name, and streets.
    #[must_use]
    pub fn new(buildings: Vec<Known>, index: BuildingIndex, streets: Vec<Known>) -> Self {
        let first = buildings.len();
        let streets_by_name =
            (first..).zip(&streets).map(|(nth, street)| (naming::key(&street.name), nth)).collect();
        let places: Vec<Known> = buildings.into_iter().chain(streets).collect();
        let by_id = (0..).zip(&places).map(|(nth, place)| (place.id, nth)).collect();
        Self { places, by_id, index, streets: streets_by_name }
    }

    /// The place at `nth`.
    #[must_use]
    pub fn place(&self, nth: usize) -> &Known {
        &self.places[nth]
    }

    /// The position of a place by id; `None` for one that orders may not be put down to.
    #[must_use]
    pub fn position(&self, id: PlaceId) -> Option<Placing> {
        let nth = *self.by_id.get(&id)?;
        let building = self.places[nth].at.building.is_some();
        Some(if building { Placing::Building(nth) } else { Placing::Street(nth) })
    }

    /// The street that a text names, whole, in part, or as the only one within it.
    #[must_use]
    pub fn street(&self, text: &str) -> Option<usize> {
        let key = naming::key(text);
        if let Some((_, nth)) = self.streets.iter().find(|(name, _)| *name == key) {
            return Some(*nth);
        }
        let part = key.chars().count() > 1;
        self.only_street(|name| key.contains(name) || (part && name.contains(&key)))
    }

    /// The only street whose name, long enough to tell, fits.
    fn only_street(&self, fits: impl Fn(&str) -> bool) -> Option<usize> {
        let telling = |name: &str| name.chars().count() >= SHORTEST_WITHIN && fits(name);
        let mut fitting = self.streets.iter().filter(|(name, _)| telling(name));
        let only = fitting.next()?;
        fitting.next().is_none().then_some(only.1)
    }

    /// Where an order belongs whose place reads `text`, put down to the street `street` reads.
    ///
    /// `said` is what the caller said; a building named there counts only where `text` is empty.
    #[must_use]
    pub fn find(&self, text: &str, street: &str, said: &str) -> Found {
        let key = naming::key(text);
        let street = self.street(street);
        let street = street.or_else(|| self.only_street(|name| key.contains(name)));
        let verdict = if key.is_empty() {
            self.mentioned(said, street)
        } else {
            self.index.find(text, street.map(|nth| self.places[nth].id))
        };
        match (verdict, street) {
            (Verdict::Found(one), _) if self.by_id.contains_key(&one.place) => {
                Found::Certain(Placing::Building(self.by_id[&one.place]))
            }
            (Verdict::Ask(several), None) => self.asked(&several),
            // What the caller happened to mention is no question worth asking.
            (Verdict::Ask(several), Some(_)) if !key.is_empty() => self.asked(&several),
            (_, Some(street)) => Found::Certain(Placing::Street(street)),
            (_, None) => Found::Asked(Vec::new()),
        }
    }

    /// The building named in what the caller said: only one that is named in full.
    fn mentioned(&self, said: &str, street: Option<usize>) -> Verdict {
        let whole = |reason: Reason| !matches!(reason, Reason::PartOf | Reason::Similar);
        match self.index.find(said, street.map(|nth| self.places[nth].id)) {
            Verdict::Found(one) if whole(one.reason) => Verdict::Found(one),
            Verdict::Ask(mut several) => {
                several.retain(|one| whole(one.reason));
                if several.is_empty() { Verdict::Nothing } else { Verdict::Ask(several) }
            }
            _ => Verdict::Nothing,
        }
    }

    fn asked(&self, several: &[registry::rules::matching::Proposal]) -> Found {
        let known = |one: &registry::rules::matching::Proposal| {
            Some((*self.by_id.get(&one.place)?, one.reason))
        };
        Found::Asked(several.iter().filter_map(known).collect())
    }
}

/// What to ask and answer under: the comparable forms of a text and of its street.
#[must_use]
pub fn question(text: &str, street: &str) -> String {
    format!("{}@{}", naming::key(text), naming::key(street))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use registry::rules::matching;

    use super::*;

    const LUGU: i64 = 10;
    const BABAO: i64 = 20;

    fn known(id: i64, street: i64, name: &str, building: bool) -> Known {
        Known {
            id: PlaceId(id),
            name: name.to_owned(),
            at: Whereabouts {
                district: PlaceId(1),
                street: Some(PlaceId(street)),
                building: building.then_some(PlaceId(id)),
            },
            street_code: "LG".to_owned(),
        }
    }

    fn gazetteer() -> Gazetteer {
        let buildings = [
            (101, LUGU, "融汇中心 A 座"),
            (102, LUGU, "融汇中心 B 座"),
            (103, LUGU, "启明星大厦"),
            (104, BABAO, "西山数字中心"),
            (105, BABAO, "启明星大厦"),
            (106, BABAO, "新安商务楼"),
        ];
        let entries: Vec<matching::Known> = buildings
            .iter()
            .map(|&(id, street, name)| matching::Known {
                place: PlaceId(id),
                name: name.to_owned(),
                aliases: Vec::new(),
                address: String::new(),
                street: Some(PlaceId(street)),
            })
            .collect();
        let divisions = ["石景山区", "鲁谷街道", "八宝山街道"].map(str::to_owned);
        Gazetteer::new(
            buildings.iter().map(|&(id, street, name)| known(id, street, name, true)).collect(),
            BuildingIndex::new(&entries, &divisions),
            vec![known(LUGU, LUGU, "鲁谷街道", false), known(BABAO, BABAO, "八宝山街道", false)],
        )
    }

    /// Ids found: one if certain, with `?` before what is asked.
    fn found(text: &str, street: &str, said: &str) -> String {
        let gazetteer = gazetteer();
        let id = |nth: &usize| gazetteer.place(*nth).id.0.to_string();
        match gazetteer.find(text, street, said) {
            Found::Certain(Placing::Building(nth)) => id(&nth),
            Found::Certain(Placing::Street(nth)) => format!("street {}", id(&nth)),
            Found::Asked(several) => {
                let ids: Vec<String> = several.iter().map(|(nth, _)| id(nth)).collect();
                format!("? {}", ids.join(" "))
            }
        }
    }

    #[test]
    fn places_are_found_by_name_or_asked() {
        for (text, street, said, expected) in [
            ("融汇中心A座", "", "", "101"),
            ("石景山区鲁谷街道融汇中心 Ａ座 12 层 1203", "", "", "101"),
            // Two of one name are told apart by the street, or asked.
            ("启明星大厦3层", "鲁谷街道", "", "103"),
            ("启明星大厦3层", "八宝山街道", "", "105"),
            ("启明星大厦3层", "", "", "? 103 105"),
            ("融汇中心", "", "", "? 101 102"),
            // Nothing like it: the street, or asked without candidates.
            ("某胡同 5 号", "鲁谷街道", "", "street 10"),
            ("某胡同 5 号", "鲁谷", "", "street 10"),
            ("某胡同 5 号", "", "", "? "),
            ("鲁谷街道某胡同", "", "", "street 10"),
            // Without a place, a building named by the caller; the street goes before a guess.
            ("", "", "我在西山数字中心上班，电梯停了", "104"),
            ("", "", "启明星大厦的电梯停了", "? 103 105"),
            ("", "鲁谷街道", "电梯停了", "street 10"),
            ("", "", "", "? "),
        ] {
            assert_eq!(found(text, street, said), expected, "{text} {street} {said}");
        }
    }

    proptest! {
        #[test]
        fn nothing_written_makes_it_stumble(text in ".{0,60}", street in ".{0,10}", said in ".{0,60}") {
            let _ = found(&text, &street, &said);
            prop_assert!(question(&text, &street).contains('@'));
        }
    }
}
