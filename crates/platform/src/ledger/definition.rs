//! What a ledger's columns are: their headings, the other names people give them, and their kinds.

use std::collections::HashMap;
use std::sync::Arc;

use super::normal::{self, HeadingForm};
use super::vocabulary::VOCABULARY;

/// A kind of table that is imported and exported: orders, enterprises, rosters …
#[derive(Debug, Clone, PartialEq)]
pub struct Ledger {
    /// The ledger's name in addresses and commands, such as `orders`.
    pub key: String,
    /// The title an export carries above its header.
    pub title: String,
    /// Heading of the counting column that exports begin with; `None` for none.
    pub index: Option<String>,
    /// The columns, in the order of an export.
    pub columns: Vec<Column>,
    /// Normalised name → column, and how good a name it is.
    names: HashMap<String, (usize, u16)>,
}

/// One column of a ledger.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// The name code knows it by, such as `raised_at`.
    pub key: String,
    /// The heading exports carry.
    pub heading: String,
    /// Other headings with the same meaning, best first.
    pub synonyms: Vec<String>,
    /// What its cells hold.
    pub kind: Kind,
    /// A row without a value here is in error.
    pub required: bool,
    /// The same value in two rows is worth a warning.
    pub unique: bool,
    /// An unreadable value is left out with a warning instead of stopping the import.
    pub lenient: bool,
    /// Most characters a text may have.
    pub max: usize,
    /// The unit its numbers are in; a heading that names another unit is in error.
    pub unit: Option<String>,
}

/// What the cells of a column hold.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// Free text.
    Text,
    /// An identifier: half-width, without blanks; numbers that lost digits are in error.
    Code,
    /// A calendar day.
    Date,
    /// A day and a time of day; midnight when the time is missing.
    DateTime,
    /// One of a closed set.
    Choice(Choices),
    /// A whole number.
    Integer,
    /// A number with a fraction, in double precision.
    Decimal,
}

/// A closed set of values and the words that stand for them.
#[derive(Debug, Clone, PartialEq)]
pub struct Choices {
    /// The values, in the order the definition gives them.
    pub list: Vec<Choice>,
    words: HashMap<String, usize>,
}

/// One value of a closed set.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// The name code knows it by.
    pub key: Arc<str>,
    /// The word exports carry.
    pub label: String,
}

impl Choices {
    /// A set from its values and, for each, the other words that stand for it.
    #[must_use]
    pub fn new(values: Vec<(Choice, Vec<String>)>) -> Self {
        let mut words = HashMap::new();
        let mut list = Vec::with_capacity(values.len());
        for (choice, synonyms) in values {
            for spelling in synonyms.iter().chain([&choice.label]) {
                words.entry(normal::word(spelling)).or_insert(list.len());
            }
            list.push(choice);
        }
        Self { list, words }
    }

    /// Yes and no, in every way the vocabulary knows; `yes` and `no` are the words exports carry.
    #[must_use]
    pub fn yes_no() -> Self {
        let choice = |key: &str, words: &[String]| {
            let label = words.first().cloned().unwrap_or_default();
            (Choice { key: key.into(), label }, words.to_vec())
        };
        Self::new(vec![choice("yes", &VOCABULARY.yes), choice("no", &VOCABULARY.no)])
    }

    /// The value a word stands for.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<&Choice> {
        self.words.get(&normal::word(text)).map(|position| &self.list[*position])
    }

    /// The word exports carry for the value with `key`.
    #[must_use]
    pub fn label(&self, key: &str) -> Option<&str> {
        self.list.iter().find(|choice| *choice.key == *key).map(|choice| choice.label.as_str())
    }

    /// The words of all values, for a message that says what was expected.
    #[must_use]
    pub fn labels(&self) -> String {
        let labels: Vec<&str> = self.list.iter().map(|choice| choice.label.as_str()).collect();
        labels.join(" / ")
    }
}

/// Two columns of a ledger claim the same name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{name}` names both `{first}` and `{second}`")]
pub struct NameTaken {
    /// The heading or synonym in question.
    pub name: String,
    /// Key of the column that has it.
    pub first: String,
    /// Key of the column that also wants it.
    pub second: String,
}

impl Ledger {
    /// A ledger of these columns.
    ///
    /// # Errors
    /// [`NameTaken`] when one heading or synonym would name two columns, or a key stands twice.
    pub fn new(
        key: String,
        title: String,
        index: Option<String>,
        columns: Vec<Column>,
    ) -> Result<Self, NameTaken> {
        let mut ledger = Self { key, title, index, columns, names: HashMap::new() };
        for position in 0..ledger.columns.len() {
            let key = ledger.columns[position].key.clone();
            if let Some(first) = ledger.columns[..position].iter().find(|other| other.key == key) {
                return Err(NameTaken { name: key.clone(), first: first.key.clone(), second: key });
            }
            let names: Vec<String> = ledger.columns[position].names().map(str::to_owned).collect();
            for (rank, name) in (0_u16..).zip(names) {
                ledger.claim(&name, position, rank)?;
            }
        }
        Ok(ledger)
    }

    fn claim(&mut self, name: &str, position: usize, rank: u16) -> Result<(), NameTaken> {
        let form = normal::heading(name).full;
        match self.names.insert(form, (position, rank)) {
            Some((other, _)) if other != position => Err(NameTaken {
                name: name.to_owned(),
                first: self.columns[other].key.clone(),
                second: self.columns[position].key.clone(),
            }),
            _ => Ok(()),
        }
    }

    /// The place of the column with `key`, which is also its place in every row.
    #[must_use]
    pub fn position(&self, key: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.key == key)
    }

    /// The column a heading names, and how good a match it is: 0 for the heading itself, then the
    /// synonyms in order; a match that needed the brackets dropped comes after those.
    pub(super) fn named(&self, form: &HeadingForm) -> Option<(usize, u16)> {
        const WITHOUT_BRACKETS: u16 = 1000;
        let bare = || self.names.get(&form.bare).map(|(at, rank)| (*at, rank + WITHOUT_BRACKETS));
        self.names.get(&form.full).copied().or_else(bare)
    }

    /// True when a heading is that of the counting column.
    pub(super) fn is_index(&self, form: &HeadingForm) -> bool {
        let own = self.index.as_ref().is_some_and(|index| normal::heading(index).full == form.full);
        own || VOCABULARY.index.contains(&form.full)
    }
}

impl Column {
    /// The heading and then the synonyms.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.heading).chain(&self.synonyms).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yes_and_no_are_known_by_many_words() {
        let choices = Choices::yes_no();
        for (text, key) in
            [("是", "yes"), ("√", "yes"), (" 否 ", "no"), ("无", "no"), ("ＮＯ", "no")]
        {
            assert_eq!(choices.find(text).map(|choice| &*choice.key), Some(key), "{text}");
        }
        assert_eq!(choices.find("也许"), None);
        assert_eq!(choices.label("yes"), Some("是"));
    }
}
