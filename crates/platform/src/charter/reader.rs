//! Reads one table of a charter, value by value, and collects every fault on the way.
//!
//! Each method returns `None` after noting a fault, so that a section reads all its values first
//! and only then gives up: whoever writes a charter sees every fault at once.

mod tables;

use super::document::{At, Entry, Kind, Node, Table};
use super::error::{Expected, Found, Problem};
use super::reading::Reading;
use super::row::Row;
use super::source::{Source, item_path, joined};
use super::value::{Value, Written};
use super::words::Words;

/// Reads one table.
#[derive(Debug)]
pub struct Reader<'d> {
    pub(super) reading: &'d Reading,
    pub(super) table: &'d Table,
    pub(super) at: &'d At,
    pub(super) section: &'static str,
    pub(super) path: String,
    pub(super) rule: String,
    pub(super) of: Vec<String>,
    pub(super) sourced: bool,
    pub(super) complained: bool,
    pub(super) asked: Vec<String>,
}

/// Names defined elsewhere in a charter, to which a rule may refer.
pub type Names = Vec<String>;

impl<'d> Reader<'d> {
    /// A value that must be there.
    pub fn get<T: Value>(&mut self, key: &'static str) -> Option<T> {
        let entry = self.required(key, T::expected)?;
        self.value(entry)
    }

    /// A value that may be left out: `Some(None)` if it is.
    pub fn maybe<T: Value>(&mut self, key: &'static str) -> Option<Option<T>> {
        match self.optional(key) {
            Some(entry) => self.value(entry).map(Some),
            None => Some(None),
        }
    }

    /// A list that may be left out, and is then empty.
    pub fn list(&mut self, key: &'static str) -> Option<Vec<String>> {
        self.maybe(key).map(Option::unwrap_or_default)
    }

    /// A flag that may be left out, and then is not set.
    pub fn flag(&mut self, key: &'static str) -> Option<bool> {
        self.maybe(key).map(Option::unwrap_or_default)
    }

    /// A whole number from `low` to `high`.
    pub fn between(&mut self, key: &'static str, low: u32, high: u32) -> Option<u32> {
        let expected = || Expected::Between(low.into(), high.into());
        let entry = self.required(key, expected)?;
        self.read_with(entry, expected, |written| {
            u32::read(written).filter(|number| (low..=high).contains(number))
        })
    }

    /// One of a closed set of words, such as [`Role`](crate::permission::Role)s.
    pub fn choice<T: Copy>(
        &mut self,
        key: &'static str,
        all: &[T],
        word: impl Fn(T) -> &'static str,
    ) -> Option<T> {
        let expected = || Expected::OneOf(all.iter().map(|one| word(*one).to_owned()).collect());
        self.required(key, expected)?;
        self.maybe_choice(key, all, word).flatten()
    }

    /// One of a closed set of words, which may be left out: `Some(None)` if it is.
    pub fn maybe_choice<T: Copy>(
        &mut self,
        key: &'static str,
        all: &[T],
        word: impl Fn(T) -> &'static str,
    ) -> Option<Option<T>> {
        let Some(entry) = self.optional(key) else { return Some(None) };
        let expected = || Expected::OneOf(all.iter().map(|one| word(*one).to_owned()).collect());
        self.read_with(entry, expected, |written| {
            all.iter().copied().find(|one| written.text() == Some(word(*one)))
        })
        .map(Some)
    }

    /// A list of words of a closed set; it may be left out, and is then empty.
    pub fn choices<T: Copy>(
        &mut self,
        key: &'static str,
        all: &[T],
        word: impl Fn(T) -> &'static str,
    ) -> Option<Vec<T>> {
        let names: Names = all.iter().map(|one| word(*one).to_owned()).collect();
        let chosen = self.references(key, &names)?;
        let find = |name: &String| all.iter().copied().find(|one| word(*one) == name);
        chosen.iter().map(find).collect()
    }

    /// The name of something the charter defines elsewhere.
    pub fn reference(&mut self, key: &'static str, names: &Names) -> Option<String> {
        let entry = self.required(key, || Expected::OneOf(names.clone()))?;
        self.known(entry, names)
    }

    /// The name of something the charter defines elsewhere, which may be left out.
    pub fn maybe_reference(&mut self, key: &'static str, names: &Names) -> Option<Option<String>> {
        match self.optional(key) {
            Some(entry) => self.known(entry, names).map(Some),
            None => Some(None),
        }
    }

    /// Names of things the charter defines elsewhere; may be left out, and is then empty.
    pub fn references(&mut self, key: &'static str, names: &Names) -> Option<Vec<String>> {
        let Some(entry) = self.optional(key) else { return Some(Vec::new()) };
        let Kind::List(members) = &entry.node.kind else {
            return self.value::<Vec<String>>(entry);
        };
        let path = joined(&self.path, &entry.key);
        let mut found = Vec::new();
        for (index, member) in members.iter().enumerate() {
            let known = member.text().filter(|text| names.iter().any(|name| name == text));
            let Some(known) = known else {
                let expected = Expected::OneOf(names.clone());
                let path = item_path(&path, member, index);
                self.unexpected(&member.at, path, expected, Found::of(member));
                continue;
            };
            found.push(known.to_owned());
        }
        self.record(entry);
        (found.len() == members.len()).then_some(found)
    }

    /// A name in the languages of the charter: `key` in Chinese, `key_en` in English.
    pub fn words(&mut self, key: &'static str) -> Option<Words> {
        let zh = self.name(key);
        let en = self.maybe_name(&format!("{key}_en"));
        Some(Words { zh: zh?, en: en? })
    }

    /// A name that may be left out: `Some(None)` if it is.
    pub fn maybe_words(&mut self, key: &'static str) -> Option<Option<Words>> {
        if self.has(key) {
            return self.words(key).map(Some);
        }
        self.asked.push(key.to_owned());
        Some(None)
    }

    /// A sentence in the languages of the charter; unlike a name it is a rule with a source.
    pub fn sentence(&mut self, key: &'static str) -> Option<Words> {
        let zh = self.get::<String>(key);
        let en = self.maybe_name(&format!("{key}_en"));
        Some(Words { zh: zh?, en: en? })
    }

    /// The names defined at a place of the charter: the keys of a table, or the ids of a list.
    #[must_use]
    pub fn names_at(&self, path: &[&str]) -> Names {
        let Some(node) = self.reading.at(path) else { return Names::new() };
        match &node.kind {
            Kind::Table(table) => table.entries.iter().map(|entry| entry.key.clone()).collect(),
            Kind::List(members) => {
                let id = |member: &Node| member.table()?.text("id").map(str::to_owned);
                members.iter().filter_map(id).collect()
            }
            _ => Names::new(),
        }
    }

    /// The names of a tree defined at a place of the charter: each table's key, and below it the
    /// ids of its list `within`, joined by dots: `property`, `property.lift`.
    #[must_use]
    pub fn tree_names_at(&self, path: &[&str], within: &str) -> Names {
        let table = self.reading.at(path).and_then(Node::table);
        let mut names = Names::new();
        for Entry { key, node, .. } in table.map_or(&[][..], |table| &table.entries) {
            add_tree(&mut names, key.clone(), node, within);
        }
        names
    }

    /// Whether anything stands under `key`.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.table.entry(key).is_some()
    }

    /// Refuses what stands under `key` for a reason that lies in several values together.
    pub fn refuse(&self, key: &str, expected: Expected) {
        let Some(entry) = self.table.entry(key) else {
            return self.reading.note(
                self.at,
                joined(&self.path, key),
                Problem::Missing { expected },
            );
        };
        let found = Found::of(&entry.node);
        self.unexpected(&entry.node.at, joined(&self.path, key), expected, found);
    }

    pub(super) fn required(
        &mut self,
        key: &'static str,
        expected: impl FnOnce() -> Expected,
    ) -> Option<&'d Entry> {
        let entry = self.optional(key);
        if entry.is_none() {
            let problem = Problem::Missing { expected: expected() };
            self.reading.note(self.at, joined(&self.path, key), problem);
        }
        entry
    }

    fn optional(&mut self, key: &str) -> Option<&'d Entry> {
        self.asked.push(key.to_owned());
        self.table.entry(key)
    }

    fn value<T: Value>(&mut self, entry: &'d Entry) -> Option<T> {
        self.read_with(entry, T::expected, T::read)
    }

    fn known(&mut self, entry: &'d Entry, names: &Names) -> Option<String> {
        self.read_with(
            entry,
            || Expected::OneOf(names.clone()),
            |written| names.iter().find(|name| Some(name.as_str()) == written.text()).cloned(),
        )
    }

    fn read_with<T>(
        &mut self,
        entry: &'d Entry,
        expected: impl FnOnce() -> Expected,
        read: impl FnOnce(Written<'d>) -> Option<T>,
    ) -> Option<T> {
        let value = read(Written(&entry.node));
        if value.is_none() {
            let path = joined(&self.path, &entry.key);
            self.unexpected(&entry.node.at, path, expected(), Found::of(&entry.node));
        }
        self.record(entry);
        value
    }

    fn name(&mut self, key: &'static str) -> Option<String> {
        let entry = self.required(key, String::expected)?;
        self.plain(entry)
    }

    fn maybe_name(&mut self, key: &str) -> Option<Option<String>> {
        match self.optional(key) {
            Some(entry) => self.plain(entry).map(Some),
            None => Some(None),
        }
    }

    /// A text that is no rule: it needs no source and makes no row.
    fn plain(&self, entry: &Entry) -> Option<String> {
        let text = String::read(Written(&entry.node));
        if text.is_none() {
            let path = joined(&self.path, &entry.key);
            self.unexpected(&entry.node.at, path, String::expected(), Found::of(&entry.node));
        }
        text
    }

    fn record(&mut self, entry: &'d Entry) {
        let path = joined(&self.path, &entry.key);
        let source = self.source(entry, &path);
        let Some(value) = Written(&entry.node).shown() else { return };
        self.reading.rows.borrow_mut().push(Row {
            section: self.section.to_owned(),
            rule: joined(&self.rule, &entry.key),
            path,
            of: self.of.clone(),
            value,
            source,
        });
    }

    fn source(&mut self, entry: &Entry, path: &str) -> Option<Source> {
        if !self.sourced {
            return None;
        }
        let Some(cited) = entry.node.source.as_deref() else {
            if !self.complained {
                self.reading.note(&entry.at, path.to_owned(), Problem::NoSource);
                self.complained = true;
            }
            return None;
        };
        let texts = &self.reading.texts;
        let source = Source::read(&cited.text, texts);
        if source.is_none() {
            let expected = Expected::OneOf(Source::beginnings(texts));
            let found = Found::Value(format!("{:?}", cited.text));
            self.unexpected(&cited.at, cited.path.clone(), expected, found);
        }
        source
    }

    fn unexpected(&self, at: &At, path: String, expected: Expected, found: Found) {
        self.reading.note(at, path, Problem::Unexpected { expected, found });
    }
}

/// Ids are words of letters, digits, `_` and `-`, for they stand in addresses and tables.
pub(super) fn is_id(word: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    !word.is_empty() && word.len() <= 60 && word.chars().all(fits)
}

fn add_tree(names: &mut Names, path: String, node: &Node, within: &str) {
    let below = node.table().and_then(|table| table.get(within)).map(|node| &node.kind);
    if let Some(Kind::List(members)) = below {
        for member in members {
            if let Some(id) = member.table().and_then(|table| table.text("id")) {
                add_tree(names, format!("{path}.{id}"), member, within);
            }
        }
    }
    names.push(path);
}
