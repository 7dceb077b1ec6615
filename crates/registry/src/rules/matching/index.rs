//! The buildings of an installation, ready to be asked about 100,000 times.

use std::collections::HashMap;

use kernel::PlaceId;

use super::text::{Bigram, bigrams, contains_whole, similarity};
use super::{Known, Proposal, Reason, Verdict, decide};
use crate::rules::naming;

/// A name shorter than this says too little when it stands inside a longer text.
const TELLING: usize = 3;
/// What a building in another street than the one named loses.
const ELSEWHERE: u16 = 150;

/// Buildings by every name they go by.
#[derive(Debug, Clone, Default)]
pub struct BuildingIndex {
    entries: Vec<Entry>,
    /// Entries by each of their bigrams.
    postings: HashMap<Bigram, Vec<usize>>,
    /// Names of divisions that texts put in front, the longer first.
    prefixes: Vec<String>,
}

#[derive(Debug, Clone)]
struct Entry {
    place: PlaceId,
    street: Option<PlaceId>,
    sort: Sort,
    key: String,
    form: String,
    length: usize,
    bigrams: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Name,
    Alias,
    Address,
}

impl BuildingIndex {
    /// An index of `buildings`; `divisions` are the names of districts and streets that texts put
    /// before a building's name.
    #[must_use]
    pub fn new(buildings: &[Known], divisions: &[String]) -> Self {
        let mut prefixes: Vec<String> =
            divisions.iter().flat_map(|name| naming::division_forms(name)).collect();
        prefixes.sort_by_key(|prefix| std::cmp::Reverse(prefix.len()));
        prefixes.dedup();
        let mut index = Self { entries: Vec::new(), postings: HashMap::new(), prefixes };
        for known in buildings {
            index.add(known, Sort::Name, &known.name);
            for alias in &known.aliases {
                index.add(known, Sort::Alias, alias);
            }
            // Without a number an address names a street.
            if known.address.contains(|char: char| char.is_numeric()) {
                index.add(known, Sort::Address, &known.address);
            }
        }
        index
    }

    fn add(&mut self, known: &Known, sort: Sort, name: &str) {
        let form = self.form(name);
        let pairs = bigrams(&form);
        for pair in &pairs {
            self.postings.entry(*pair).or_default().push(self.entries.len());
        }
        self.entries.push(Entry {
            place: known.place,
            street: known.street,
            sort,
            key: naming::key(name),
            length: form.chars().count(),
            bigrams: pairs.len(),
            form,
        });
    }

    /// The form of a name without the divisions in front.
    fn form(&self, name: &str) -> String {
        let mut form = naming::building_form(name);
        while let Some(shorter) = self.prefixes.iter().find_map(|p| form.strip_prefix(p.as_str()))
            && !shorter.is_empty()
        {
            form = shorter.to_owned();
        }
        form
    }

    /// Which building `text` means: a name, an address, or a sentence with either in it. `street`
    /// is the street the record names, if it does.
    #[must_use]
    pub fn find(&self, text: &str, street: Option<PlaceId>) -> Verdict {
        let (key, form) = (naming::key(text), self.form(text));
        let pairs = bigrams(&form);
        let mut shared: HashMap<usize, usize> = HashMap::new();
        for entries in pairs.iter().filter_map(|pair| self.postings.get(pair)) {
            for entry in entries {
                *shared.entry(*entry).or_default() += 1;
            }
        }
        let asked = Asked { key: &key, form: &form, bigrams: pairs.len() };
        let mut best: HashMap<PlaceId, Proposal> = HashMap::new();
        for (entry, shared) in shared {
            let entry = &self.entries[entry];
            let mut proposal = entry.propose(&asked, shared);
            if street.is_some() && entry.street.is_some() && entry.street != street {
                proposal.score = proposal.score.saturating_sub(ELSEWHERE);
            }
            let known = best.entry(entry.place).or_insert(proposal);
            if (proposal.score, std::cmp::Reverse(proposal.reason))
                > (known.score, std::cmp::Reverse(known.reason))
            {
                *known = proposal;
            }
        }
        decide(best.into_values().collect())
    }
}

/// The text asked about.
struct Asked<'a> {
    key: &'a str,
    form: &'a str,
    bigrams: usize,
}

impl Entry {
    fn propose(&self, asked: &Asked<'_>, shared: usize) -> Proposal {
        let (score, reason) = self.judge(asked, shared);
        Proposal { place: self.place, score, reason }
    }

    fn judge(&self, asked: &Asked<'_>, shared: usize) -> (u16, Reason) {
        let whole = self.key == asked.key;
        if whole || self.form == asked.form {
            return match self.sort {
                Sort::Name if whole => (1000, Reason::Exact),
                Sort::Name => (980, Reason::Normalised),
                Sort::Alias => (960, Reason::Alias),
                // Several buildings may share an address; then they tie, and somebody is asked.
                Sort::Address => (900, Reason::Address),
            };
        }
        if self.length >= TELLING && contains_whole(asked.form, &self.form) {
            // The longest name that stands in the text is meant: block A, not the whole centre.
            let longer = u16::try_from(self.length.min(20)).unwrap_or(20);
            return match self.sort {
                Sort::Name => (910 + longer, Reason::Contained),
                Sort::Alias => (890 + longer, Reason::Contained),
                Sort::Address => (865 + longer, Reason::Address),
            };
        }
        if asked.form.chars().count() >= TELLING && contains_whole(&self.form, asked.form) {
            return (700, Reason::PartOf);
        }
        let similar = similarity(shared, asked.bigrams, self.bigrams).min(690);
        (u16::try_from(similar).unwrap_or(690), Reason::Similar)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn known(id: i64, name: &str, address: &str, street: i64) -> Known {
        Known {
            place: PlaceId(id),
            name: name.to_owned(),
            aliases: Vec::new(),
            address: address.to_owned(),
            street: Some(PlaceId(street)),
        }
    }

    fn town() -> BuildingIndex {
        let mut tower = known(5, "京西创投大厦", "古城大街 12 号", 101);
        tower.aliases.push("创投楼".to_owned());
        let buildings = [
            known(1, "融汇中心A座", "鲁谷路 66 号", 100),
            known(2, "融汇中心B座", "鲁谷路 66 号", 100),
            known(3, "新业园1号楼", "新业路 3 号", 100),
            known(4, "新业园11号楼", "新业路 5 号", 100),
            tower,
            known(6, "银河广场", "政达路 1 号", 100),
            known(7, "银河广场", "金顶路 9 号", 101),
        ];
        let divisions = ["北京市", "石山区", "鲁谷街道"].map(str::to_owned);
        BuildingIndex::new(&buildings, &divisions)
    }

    #[test]
    fn what_is_sure_is_found_with_its_reason() {
        let cases = [
            ("融汇中心A座", 1, Reason::Exact),
            ("融汇中心 Ａ栋", 1, Reason::Normalised),
            ("北京市石山区融汇中心B座", 2, Reason::Normalised),
            ("创投楼", 5, Reason::Alias),
            ("鲁谷街道融汇中心A座12层1207室", 1, Reason::Contained),
            ("反映新业园十一号楼电梯停运", 4, Reason::Contained),
            ("新业园1号楼1101", 3, Reason::Contained),
            ("古城大街12号3层", 5, Reason::Address),
            ("京西创投", 5, Reason::Normalised),
        ];
        for (text, place, reason) in cases {
            match town().find(text, None) {
                Verdict::Found(proposal) => {
                    assert_eq!((proposal.place.0, proposal.reason), (place, reason), "{text}");
                }
                other => panic!("{text}: {other:?}"),
            }
        }
    }

    #[test]
    fn what_is_likely_is_asked() {
        let cases = [
            // Which block is not said.
            ("融汇中心", vec![1, 2]),
            // A block that is not known.
            ("融汇中心C座", vec![1, 2]),
            // A slip of the pen.
            ("融会中心A座", vec![1]),
            // Two buildings at one address, or of one name.
            ("鲁谷路66号", vec![1, 2]),
            ("银河广场", vec![6, 7]),
        ];
        for (text, places) in cases {
            match town().find(text, None) {
                Verdict::Ask(proposals) => {
                    let found: Vec<i64> = proposals.iter().map(|one| one.place.0).collect();
                    assert_eq!(found, places, "{text}");
                }
                other => panic!("{text}: {other:?}"),
            }
        }
    }

    #[test]
    fn the_street_tells_two_buildings_of_one_name_apart() {
        for (street, place) in [(100, 6), (101, 7)] {
            match town().find("银河广场", Some(PlaceId(street))) {
                Verdict::Found(proposal) => assert_eq!(proposal.place.0, place),
                other => panic!("{other:?}"),
            }
        }
    }

    #[test]
    fn what_is_unknown_is_left_alone() {
        for text in ["", "  ", "座", "石山区", "阜石路辅路井盖缺失", "12345"] {
            assert_eq!(town().find(text, None), Verdict::Nothing, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_name_finds_its_own_building_however_the_buildings_are_ordered(
            names in prop::collection::hash_set("[东西南北金银河园广][桥湖山海明华][中大][心厦]", 1..12),
            blanks in 0usize..3,
        ) {
            let mut forms = std::collections::HashSet::new();
            let names: Vec<String> = names
                .into_iter()
                .filter(|name| forms.insert(naming::building_form(name)))
                .collect();
            let buildings: Vec<Known> =
                names.iter().zip(1..).map(|(name, id)| known(id, name, "", 1)).collect();
            let mut reversed = buildings.clone();
            reversed.reverse();
            let (one, two) =
                (BuildingIndex::new(&buildings, &[]), BuildingIndex::new(&reversed, &[]));
            for building in &buildings {
                let text = format!("{}{}", " ".repeat(blanks), building.name);
                let verdict = one.find(&text, None);
                prop_assert_eq!(&verdict, &two.find(&text, None));
                let found = matches!(verdict, Verdict::Found(p) if p.place == building.place);
                prop_assert!(found, "{}: {:?}", building.name, verdict);
            }
        }

        #[test]
        fn no_text_makes_it_fall(text in ".{0,40}") {
            let _ = town().find(&text, Some(PlaceId(100)));
        }
    }
}
