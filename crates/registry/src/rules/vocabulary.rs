//! Words that names are compared by, from `data/naming.csv`: numerals, block words, suffixes.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The words of the data file, each list in the file's order: longer words before shorter ones.
pub(super) struct Vocabulary {
    /// Chinese numerals with their value; 10 multiplies.
    pub numerals: HashMap<char, u32>,
    /// Words before which a numeral is a number (号, 栋, 期 …).
    pub counters: Vec<&'static str>,
    /// Words for a block of a building, and the one they become.
    pub blocks: Vec<(&'static str, &'static str)>,
    /// Words that only say that it is a building.
    pub buildings: Vec<&'static str>,
    /// Endings that only say that it is a company.
    pub companies: Vec<&'static str>,
    /// Endings of divisions: a name may leave them out.
    pub divisions: Vec<&'static str>,
}

pub(super) static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
    let mut vocabulary = Vocabulary {
        numerals: HashMap::new(),
        counters: Vec::new(),
        blocks: Vec::new(),
        buildings: Vec::new(),
        companies: Vec::new(),
        divisions: Vec::new(),
    };
    for line in include_str!("../../data/naming.csv").lines().skip(1) {
        let mut cells = line.split(',');
        let (Some(list), Some(word), Some(becomes)) = (cells.next(), cells.next(), cells.next())
        else {
            continue;
        };
        match list {
            "numeral" => {
                let value = becomes.parse().expect("a numeral has a value");
                vocabulary.numerals.extend(word.chars().map(|numeral| (numeral, value)));
            }
            "counter" => vocabulary.counters.push(word),
            "block" => vocabulary.blocks.push((word, becomes)),
            "building" => vocabulary.buildings.push(word),
            "company" => vocabulary.companies.push(word),
            "division" => vocabulary.divisions.push(word),
            other => unreachable!("data/naming.csv has no use for {other}"),
        }
    }
    vocabulary
});
