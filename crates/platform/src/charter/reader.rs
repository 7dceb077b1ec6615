//! Reads one table of a charter, value by value, and collects every fault on the way.
//!
//! Each method returns `None` after noting a fault, so that a section reads all its values first
//! and only then gives up: whoever writes a charter sees every fault at once.

mod tables;

use super::document::{At, Entry, Kind, Node, Table};
use super::error::{Expected, Found, Problem};
use super::names::Names;
use super::reading::Reading;
use super::row::{Row, Shown};
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
    pub(super) of: Vec<Words>,
    pub(super) sourced: bool,
    pub(super) complained: bool,
    pub(super) asked: Vec<String>,
}

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
        self.required(key, || one_of(all, &word))?;
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
        let chosen = chosen(&entry.node, all, &word);
        if chosen.is_none() {
            self.not_there(entry, one_of(all, &word));
        }
        self.record(entry, chosen.map(|one| Shown::Choices(vec![word(one).to_owned()])));
        chosen.map(Some)
    }

    /// A list of words of a closed set; it may be left out, and is then empty.
    pub fn choices<T: Copy>(
        &mut self,
        key: &'static str,
        all: &[T],
        word: impl Fn(T) -> &'static str,
    ) -> Option<Vec<T>> {
        let Some(entry) = self.optional(key) else { return Some(Vec::new()) };
        let expected = || one_of(all, &word);
        let list = self.members(entry, expected, |member| chosen(member, all, &word));
        let words = |list: &Vec<T>| list.iter().map(|one| word(*one).to_owned()).collect();
        self.record(entry, list.as_ref().map(|list| Shown::Choices(words(list))));
        list
    }

    /// The id of something the charter defines elsewhere.
    pub fn reference(&mut self, key: &'static str, names: &Names) -> Option<String> {
        self.required(key, || Expected::OneOf(names.ids()))?;
        self.maybe_reference(key, names).flatten()
    }

    /// The id of something the charter defines elsewhere, which may be left out.
    pub fn maybe_reference(&mut self, key: &'static str, names: &Names) -> Option<Option<String>> {
        let Some(entry) = self.optional(key) else { return Some(None) };
        let id = entry.node.text().filter(|id| names.has(id));
        if id.is_none() {
            self.not_there(entry, Expected::OneOf(names.ids()));
        }
        let name = id.and_then(|id| names.name(id)).cloned();
        self.record(entry, name.map(|name| Shown::Names(vec![name])));
        id.map(|id| Some(id.to_owned()))
    }

    /// Ids of things the charter defines elsewhere; may be left out, and is then empty.
    pub fn references(&mut self, key: &'static str, names: &Names) -> Option<Vec<String>> {
        let Some(entry) = self.optional(key) else { return Some(Vec::new()) };
        let known = |member: &Node| member.text().filter(|id| names.has(id)).map(str::to_owned);
        let ids = self.members(entry, || Expected::OneOf(names.ids()), known);
        self.record(entry, ids.as_ref().map(|ids| Shown::Names(names.names(ids))));
        ids
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
        let words = self.words(key);
        if let Some(entry) = self.table.entry(key) {
            self.record(entry, words.clone().map(Shown::Sentence));
        }
        words
    }

    /// What is defined at a place of the charter: the keys of a table, or the ids of a list.
    #[must_use]
    pub fn names_at(&self, path: &[&str]) -> Names {
        self.reading.at(path).map(Names::of).unwrap_or_default()
    }

    /// A tree defined at a place of the charter: each table's key, and below it the ids of its
    /// list `within`, joined by dots: `property`, `property.lift`.
    #[must_use]
    pub fn tree_names_at(&self, path: &[&str], within: &str) -> Names {
        let table = self.reading.at(path).and_then(Node::table);
        table.map(|table| Names::of_tree(table, within)).unwrap_or_default()
    }

    /// Calls this entry, in the rows of its rules, by the name of what stands under `key`: for
    /// entries that have no name of their own.
    pub fn call_by(&mut self, key: &str, names: &Names) {
        let name = self.table.text(key).and_then(|id| names.name(id));
        if let (Some(name), Some(last)) = (name, self.of.last_mut()) {
            *last = name.clone();
        }
    }

    /// Whether anything stands under `key`.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.table.entry(key).is_some()
    }

    /// Refuses what stands under `key` for a reason that lies in several values together.
    pub fn refuse(&mut self, key: &str, expected: Expected) {
        self.asked.push(key.to_owned());
        let Some(entry) = self.table.entry(key) else {
            return self.reading.note(
                self.at,
                joined(&self.path, key),
                Problem::Missing { expected },
            );
        };
        self.not_there(entry, expected);
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

    fn read_with<T>(
        &mut self,
        entry: &'d Entry,
        expected: impl FnOnce() -> Expected,
        read: impl FnOnce(Written<'d>) -> Option<T>,
    ) -> Option<T> {
        let value = read(Written(&entry.node));
        if value.is_none() {
            self.not_there(entry, expected());
        }
        self.record(entry, Written(&entry.node).shown());
        value
    }

    /// Every member of a list, or none after noting each that does not fit.
    fn members<T>(
        &self,
        entry: &Entry,
        expected: impl Fn() -> Expected,
        read: impl Fn(&Node) -> Option<T>,
    ) -> Option<Vec<T>> {
        let Kind::List(members) = &entry.node.kind else {
            self.not_there(entry, Vec::<String>::expected());
            return None;
        };
        let path = joined(&self.path, &entry.key);
        let read_one = |(index, member): (usize, &Node)| {
            let one = read(member);
            if one.is_none() {
                let path = item_path(&path, member, index);
                self.unexpected(&member.at, path, expected(), Found::of(member));
            }
            one
        };
        let all: Vec<_> = members.iter().enumerate().map(read_one).collect();
        all.into_iter().collect()
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
            self.not_there(entry, String::expected());
        }
        text
    }

    /// Keeps the rule as a row, unless its value was refused.
    fn record(&mut self, entry: &Entry, value: Option<Shown>) {
        let path = joined(&self.path, &entry.key);
        let source = self.source(entry, &path);
        let Some(value) = value else { return };
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

    fn not_there(&self, entry: &Entry, expected: Expected) {
        let path = joined(&self.path, &entry.key);
        self.unexpected(&entry.node.at, path, expected, Found::of(&entry.node));
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

fn one_of<T: Copy>(all: &[T], word: &impl Fn(T) -> &'static str) -> Expected {
    Expected::OneOf(all.iter().map(|one| word(*one).to_owned()).collect())
}

fn chosen<T: Copy>(node: &Node, all: &[T], word: &impl Fn(T) -> &'static str) -> Option<T> {
    let text = node.text()?;
    all.iter().copied().find(|one| word(*one) == text)
}
