//! What a charter defines in one place and refers to in another: ids with their names.

use super::document::{Entry, Kind, Node, Table};
use super::words::Words;

/// The ids that may stand in a place, each with the name pages show for it.
#[derive(Debug, Clone, Default)]
pub struct Names(Vec<(String, Words)>);

impl Names {
    /// The ids of the things `node` holds: the keys of a table, or the ids of a list.
    pub(super) fn of(node: &Node) -> Self {
        match &node.kind {
            Kind::Table(table) => {
                let named = |entry: &Entry| (entry.key.clone(), name(&entry.node, &entry.key));
                Self(table.entries.iter().map(named).collect())
            }
            Kind::List(members) => {
                let named = |member: &Node| {
                    let id = member.table()?.text("id")?;
                    Some((id.to_owned(), name(member, id)))
                };
                Self(members.iter().filter_map(named).collect())
            }
            _ => Self::default(),
        }
    }

    /// The ids of a tree: each key of `table`, and below it the ids of its list `within`, joined
    /// by dots.
    pub(super) fn of_tree(table: &Table, within: &str) -> Self {
        let mut names = Self::default();
        for Entry { key, node, .. } in &table.entries {
            names.add_tree(key.clone(), key, node, within);
        }
        names
    }

    /// The same things beneath something else: `market` becomes `department.market`.
    #[must_use]
    pub fn beneath(self, above: &str) -> Self {
        Self(self.0.into_iter().map(|(id, name)| (format!("{above}.{id}"), name)).collect())
    }

    /// These things and others.
    #[must_use]
    pub fn and(mut self, others: Self) -> Self {
        self.0.extend(others.0);
        self
    }

    /// The ids.
    #[must_use]
    pub fn ids(&self) -> Vec<String> {
        self.0.iter().map(|(id, _)| id.clone()).collect()
    }

    /// Whether `id` is among them.
    #[must_use]
    pub fn has(&self, id: &str) -> bool {
        self.0.iter().any(|(known, _)| known == id)
    }

    /// The name of `id`.
    pub(super) fn name(&self, id: &str) -> Option<&Words> {
        self.0.iter().find(|(known, _)| known == id).map(|(_, name)| name)
    }

    /// The names of `ids`, in their order.
    pub(super) fn names(&self, ids: &[String]) -> Vec<Words> {
        ids.iter().filter_map(|id| self.name(id)).cloned().collect()
    }

    fn add_tree(&mut self, path: String, id: &str, node: &Node, within: &str) {
        let below = node.table().and_then(|table| table.get(within)).map(|node| &node.kind);
        if let Some(Kind::List(members)) = below {
            for member in members {
                if let Some(id) = member.table().and_then(|table| table.text("id")) {
                    self.add_tree(format!("{path}.{id}"), id, member, within);
                }
            }
        }
        self.0.push((path, name(node, id)));
    }
}

/// The name a table gives itself, or else its id.
pub(super) fn name(node: &Node, id: &str) -> Words {
    node.table().map_or_else(|| plain(id), |table| name_of(table, id))
}

/// The same for a table at hand.
pub(super) fn name_of(table: &Table, id: &str) -> Words {
    let Some(zh) = table.text("name") else { return plain(id) };
    Words { zh: zh.to_owned(), en: table.text("name_en").map(str::to_owned) }
}

fn plain(id: &str) -> Words {
    Words { zh: id.to_owned(), en: None }
}
