//! Tables within tables: how a reader goes down, and refuses the keys nobody asked for.

use super::super::document::{At, Entry, Kind, Node, Table};
use super::super::error::{Expected, Found, Problem};
use super::super::names::name_of;
use super::super::source::{item_path, joined};
use super::super::suggestion::closest;
use super::{Reader, is_id};

impl<'d> Reader<'d> {
    /// A table that must be there.
    pub fn table<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&mut Reader<'d>) -> Option<T>,
    ) -> Option<T> {
        let entry = self.required(key, || Expected::Kind("charter-expected-table"))?;
        self.below(entry, read)
    }

    /// A table that may be left out: `Some(None)` if it is.
    pub fn maybe_table<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&mut Reader<'d>) -> Option<T>,
    ) -> Option<Option<T>> {
        match self.optional(key) {
            Some(entry) => self.below(entry, read).map(Some),
            None => Some(None),
        }
    }

    /// Every table below `key`, by its name, in the order of the file.
    pub fn entries<T>(
        &mut self,
        key: &'static str,
        mut read: impl FnMut(&mut Reader<'d>, &str) -> Option<T>,
    ) -> Option<Vec<T>> {
        let entry = self.required(key, || Expected::Kind("charter-expected-table"))?;
        self.below(entry, |below| below.each(&mut read))
    }

    /// Every table of this one, by its name, in the order of the file.
    pub fn each<T>(
        &mut self,
        mut read: impl FnMut(&mut Self, &str) -> Option<T>,
    ) -> Option<Vec<T>> {
        let mut all = Vec::new();
        for entry in &self.table.entries {
            self.asked.push(entry.key.clone());
            if !is_id(&entry.key) {
                self.unexpected(
                    &entry.at,
                    joined(&self.path, &entry.key),
                    Expected::Kind("charter-expected-id"),
                    Found::Value(format!("{:?}", entry.key)),
                );
                continue;
            }
            let one = self.as_table(&entry.key, &entry.node).and_then(|table| {
                let path = joined(&self.path, &entry.key);
                self.within(table, &entry.at, path, self.rule.clone(), Some(&entry.key))
                    .whole(|reader| read(reader, &entry.key))
            });
            all.push(one);
        }
        all.into_iter().collect()
    }

    /// Every table of the list under `key`, by its `id`, which is unique in the list; a list that
    /// is left out is empty.
    pub fn items<T>(
        &mut self,
        key: &'static str,
        mut read: impl FnMut(&mut Reader<'d>, &str) -> Option<T>,
    ) -> Option<Vec<T>> {
        let Some(entry) = self.optional(key) else { return Some(Vec::new()) };
        let path = joined(&self.path, key);
        let Kind::List(members) = &entry.node.kind else {
            let expected = Expected::Kind("charter-expected-tables");
            self.unexpected(&entry.node.at, path, expected, Found::of(&entry.node));
            return None;
        };
        let mut seen = Vec::new();
        let mut all = Vec::new();
        for (index, member) in members.iter().enumerate() {
            let path = item_path(&path, member, index);
            all.push(self.item(member, path, key, &mut seen, &mut read));
        }
        all.into_iter().collect()
    }

    fn below<T>(
        &mut self,
        entry: &'d Entry,
        read: impl FnOnce(&mut Reader<'d>) -> Option<T>,
    ) -> Option<T> {
        let table = self.as_table(&entry.key, &entry.node)?;
        let path = joined(&self.path, &entry.key);
        let rule = joined(&self.rule, &entry.key);
        self.within(table, &entry.at, path, rule, None).whole(read)
    }

    fn item<T>(
        &mut self,
        member: &'d Node,
        path: String,
        key: &str,
        seen: &mut Vec<&'d str>,
        read: &mut impl FnMut(&mut Reader<'d>, &str) -> Option<T>,
    ) -> Option<T> {
        let Kind::Table(table) = &member.kind else {
            let expected = Expected::Kind("charter-expected-tables");
            self.unexpected(&member.at, path, expected, Found::of(member));
            return None;
        };
        let rule = joined(&self.rule, key);
        self.within(table, &member.at, path.clone(), rule, table.text("id")).whole(|reader| {
            let id = reader.id_of_item(seen);
            // Without a fit id the rest is read all the same, for its faults.
            let one = read(reader, id.unwrap_or_default());
            id.and(one)
        })
    }

    fn within(
        &self,
        table: &'d Table,
        at: &'d At,
        path: String,
        rule: String,
        id: Option<&str>,
    ) -> Self {
        let mut of = self.of.clone();
        of.extend(id.map(|id| name_of(table, id)));
        let Self { reading, section, sourced, .. } = *self;
        Self {
            reading,
            table,
            at,
            section,
            path,
            rule,
            of,
            sourced,
            complained: false,
            asked: Vec::new(),
        }
    }

    fn id_of_item(&mut self, seen: &mut Vec<&'d str>) -> Option<&'d str> {
        let entry = self.required("id", || Expected::Kind("charter-expected-id"))?;
        let Some(id) = entry.node.text().filter(|id| is_id(id)) else {
            self.refuse("id", Expected::Kind("charter-expected-id"));
            return None;
        };
        if seen.contains(&id) {
            let problem = Problem::Twice { id: id.to_owned() };
            self.reading.note(&entry.node.at, self.path.clone(), problem);
        }
        seen.push(id);
        Some(id)
    }

    /// Reads the table, then refuses the keys nobody asked for.
    pub(in super::super) fn whole<T>(
        mut self,
        read: impl FnOnce(&mut Self) -> Option<T>,
    ) -> Option<T> {
        let value = read(&mut self);
        let unknown = self.table.entries.iter().filter(|entry| !self.asked.contains(&entry.key));
        for Entry { key, at, .. } in unknown {
            let problem = Problem::UnknownKey {
                key: key.clone(),
                meant: closest(key, &self.asked),
                known: self.asked.clone(),
            };
            self.reading.note(at, self.path.clone(), problem);
        }
        value
    }

    /// Lets keys stand in this table that are read elsewhere, or may be left out.
    pub(in super::super) fn allow(&mut self, keys: impl IntoIterator<Item = &'static str>) {
        self.asked.extend(keys.into_iter().map(str::to_owned));
    }

    pub(in super::super) fn as_table(&self, key: &str, node: &'d Node) -> Option<&'d Table> {
        if node.table().is_none() {
            let expected = Expected::Kind("charter-expected-table");
            self.unexpected(&node.at, joined(&self.path, key), expected, Found::of(node));
        }
        node.table()
    }
}
