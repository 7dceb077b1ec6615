//! The words of `data/ledgers/vocabulary.toml`, which every ledger is read with.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use toml_span::de_helpers::TableHelper;
use toml_span::{DeserError, Deserialize, Value};

use super::normal;

/// What a word inside a date or time means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DateWord {
    Year,
    Month,
    Day,
    Hour,
    Minute,
    Second,
    /// Half an hour.
    Half,
    /// A quarter of an hour, after its count.
    Quarter,
    /// On the hour.
    Exact,
    Dawn,
    Morning,
    Noon,
    Afternoon,
    Evening,
    Weekday,
}

/// Words shared by all ledgers, in the form [`normal::word`] gives.
pub(super) struct Vocabulary {
    pub totals: HashSet<String>,
    pub notes: Vec<String>,
    pub nothing: HashSet<String>,
    pub yes: Vec<String>,
    pub no: Vec<String>,
    pub index: HashSet<String>,
    /// Longest first, so that a word wins over its beginning.
    pub date: Vec<(String, DateWord)>,
    /// Spelling → the group's first spelling.
    units: HashMap<String, String>,
}

impl Vocabulary {
    /// True when two spellings name the same unit.
    pub fn same_unit(&self, one: &str, other: &str) -> bool {
        self.unit(one) == self.unit(other)
    }

    fn unit(&self, spelling: &str) -> String {
        let word = normal::word(spelling);
        self.units.get(&word).cloned().unwrap_or(word)
    }

    /// True when the text is a spelling of a unit this vocabulary lists.
    pub fn is_unit(&self, text: &str) -> bool {
        self.units.contains_key(&normal::word(text))
    }
}

/// The vocabulary shipped with the program.
pub(super) static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
    const SOURCE: &str = include_str!("../../../../data/ledgers/vocabulary.toml");
    let mut value = toml_span::parse(SOURCE).expect("the shipped vocabulary is TOML");
    Vocabulary::deserialize(&mut value).expect("the shipped vocabulary is complete")
});

impl<'de> Deserialize<'de> for Vocabulary {
    fn deserialize(value: &mut Value<'de>) -> Result<Self, DeserError> {
        let mut table = TableHelper::new(value)?;
        let mut words = |name| -> Result<Vec<String>, DeserError> {
            let raw: Vec<String> = table.required(name)?;
            Ok(raw.iter().map(|text| normal::word(text)).collect())
        };
        let totals = words("totals")?.into_iter().collect();
        let notes = words("notes")?;
        let nothing = words("nothing")?.into_iter().collect();
        let (yes, no) = (words("yes")?, words("no")?);
        let index = words("index")?.into_iter().collect();
        let units = units(&table.required::<Vec<Vec<String>>>("units")?);
        let date = table.required::<DateWords>("date")?.0;
        table.finalize(None)?;
        Ok(Self { totals, notes, nothing, yes, no, index, date, units })
    }
}

fn units(groups: &[Vec<String>]) -> HashMap<String, String> {
    let mut units = HashMap::new();
    for group in groups {
        let first = group.first().map(|text| normal::word(text)).unwrap_or_default();
        units.extend(group.iter().map(|spelling| (normal::word(spelling), first.clone())));
    }
    units
}

struct DateWords(Vec<(String, DateWord)>);

impl<'de> Deserialize<'de> for DateWords {
    fn deserialize(value: &mut Value<'de>) -> Result<Self, DeserError> {
        let mut table = TableHelper::new(value)?;
        let mut words = Vec::new();
        for (name, meaning) in [
            ("year", DateWord::Year),
            ("month", DateWord::Month),
            ("day", DateWord::Day),
            ("hour", DateWord::Hour),
            ("minute", DateWord::Minute),
            ("second", DateWord::Second),
            ("half", DateWord::Half),
            ("quarter", DateWord::Quarter),
            ("exact", DateWord::Exact),
            ("dawn", DateWord::Dawn),
            ("morning", DateWord::Morning),
            ("noon", DateWord::Noon),
            ("afternoon", DateWord::Afternoon),
            ("evening", DateWord::Evening),
            ("weekday", DateWord::Weekday),
        ] {
            let spellings: Vec<String> = table.required(name)?;
            words.extend(spellings.into_iter().map(|word| (normal::word(&word), meaning)));
        }
        table.finalize(None)?;
        words.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        Ok(Self(words))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_vocabulary_loads_and_knows_units_by_any_spelling() {
        assert!(VOCABULARY.same_unit("平方米", "M²"));
        assert!(VOCABULARY.same_unit("万㎡", "万平米"));
        assert!(!VOCABULARY.same_unit("㎡", "万㎡"));
        assert!(VOCABULARY.totals.contains("合计"));
    }
}
