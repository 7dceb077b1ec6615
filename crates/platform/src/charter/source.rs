//! Where a rule comes from: every value of a charter names a text, or says it is a local choice.
//!
//! A table may hold `source = "…"`, which stands for every value in it and below it until a table
//! further down names its own, and `sources.KEY = "…"` for single values. A source begins with
//! the key of a text listed under `[texts]` and goes on with the place in it (`"BJ art. 14"`), or
//! it begins with `local choice` and, after a colon, says why.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::document::{At, Cited, Entry, Kind, Node, Table};
use super::error::{CharterError, Expected, Found, Problem};

/// How a source begins that no text stands behind.
const LOCAL_CHOICE: &str = "local choice";

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// A text listed under `[texts]`, and the place in it, which may be empty.
    Text {
        /// Key of the text in the charter.
        text: String,
        /// Article, section or rule in it.
        place: String,
    },
    /// The locality's own choice, with its reason, which may be empty.
    LocalChoice {
        /// Why, in the words of whoever chose.
        why: String,
    },
}

impl Source {
    /// Reads a source as written in a charter whose texts have the keys `texts`.
    pub(super) fn read(written: &str, texts: &[String]) -> Option<Self> {
        let written = written.trim();
        if let Some(why) = written.strip_prefix(LOCAL_CHOICE) {
            let why = why.trim_start_matches([':', ' ']).trim();
            return Some(Self::LocalChoice { why: why.to_owned() });
        }
        let (text, place) = written.split_once(' ').unwrap_or((written, ""));
        let known = texts.iter().any(|key| key == text);
        known.then(|| Self::Text { text: text.to_owned(), place: place.trim().to_owned() })
    }
}

impl Source {
    /// How a source may begin.
    pub(super) fn beginnings(texts: &[String]) -> Vec<String> {
        texts.iter().cloned().chain(std::iter::once(LOCAL_CHOICE.to_owned())).collect()
    }
}

/// Gives every value of `root` the source written beside or above it, and takes the sources out
/// of the tables. Done per file, so that a value laid over another charter keeps its own source.
pub(super) fn attribute(root: &mut Node, errors: &mut Vec<CharterError>) {
    descend(root, None, "", errors);
}

fn descend(
    node: &mut Node,
    above: Option<&Arc<Cited>>,
    path: &str,
    errors: &mut Vec<CharterError>,
) {
    node.source = above.cloned();
    match &mut node.kind {
        Kind::Table(table) => descend_table(table, above, path, errors),
        Kind::List(values) => {
            for (index, value) in values.iter_mut().enumerate() {
                let path = item_path(path, value, index);
                descend(value, above, &path, errors);
            }
        }
        _ => {}
    }
}

fn descend_table(
    table: &mut Table,
    above: Option<&Arc<Cited>>,
    path: &str,
    errors: &mut Vec<CharterError>,
) {
    let own = table.remove("source").and_then(|entry| written(entry, path, errors));
    let above = own.as_ref().or(above);
    let mut single = single_sources(table, path, errors);
    for Entry { key, node, .. } in &mut table.entries {
        let beside = single.iter().position(|(of, ..)| of == key);
        let beside = beside.map(|index| single.swap_remove(index).1);
        descend(node, beside.as_ref().or(above), &joined(path, key), errors);
    }
    let known: Vec<String> = table.entries.iter().map(|entry| entry.key.clone()).collect();
    for (key, _, at) in single {
        let meant = super::suggestion::closest(&key, &known);
        let path = joined(path, "sources");
        let problem = Problem::UnknownKey { key, meant, known: known.clone() };
        errors.push(CharterError::new(at, path, problem));
    }
}

type SingleSource = (String, Arc<Cited>, At);

/// The sources of single values: what stands under `sources` beside them.
fn single_sources(
    table: &mut Table,
    path: &str,
    errors: &mut Vec<CharterError>,
) -> Vec<SingleSource> {
    let Some(Entry { node, .. }) = table.remove("sources") else { return Vec::new() };
    let path = joined(path, "sources");
    let found = Found::of(&node);
    let Kind::Table(sources) = node.kind else {
        let expected = Expected::Kind("charter-expected-table");
        errors.push(CharterError::new(node.at, path, Problem::Unexpected { expected, found }));
        return Vec::new();
    };
    let mut single = Vec::new();
    for entry in sources.entries {
        let (key, at) = (entry.key.clone(), entry.at.clone());
        if let Some(source) = written(entry, &path, errors) {
            single.push((key, source, at));
        }
    }
    single
}

fn written(entry: Entry, path: &str, errors: &mut Vec<CharterError>) -> Option<Arc<Cited>> {
    if let Some(text) = entry.node.text() {
        let (text, path) = (text.to_owned(), joined(path, &entry.key));
        return Some(Arc::new(Cited { text, at: entry.node.at, path }));
    }
    let problem = Problem::Unexpected {
        expected: Expected::Kind("charter-expected-source"),
        found: Found::of(&entry.node),
    };
    errors.push(CharterError::new(entry.node.at, joined(path, &entry.key), problem));
    None
}

/// `path.key`, or `key` alone at the top.
pub(super) fn joined(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

/// `path[id]` of an item that has an id, else `path[#2]`, counted from 1.
pub(super) fn item_path(path: &str, item: &Node, index: usize) -> String {
    match item.table().and_then(|table| table.text("id")) {
        Some(id) => format!("{path}[{id}]"),
        None => format!("{path}[#{}]", index + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::super::document::parse;
    use super::*;

    fn attributed(text: &str) -> (Node, Vec<CharterError>) {
        let mut root = parse("f", text).expect("valid TOML");
        let mut errors = Vec::new();
        attribute(&mut root, &mut errors);
        (root, errors)
    }

    fn source<'n>(root: &'n Node, keys: &[&str]) -> Option<&'n str> {
        let node = keys.iter().fold(root, |node, key| {
            node.table().and_then(|table| table.get(key)).expect("the key exists")
        });
        node.source.as_deref().map(|cited| cited.text.as_str())
    }

    #[test]
    fn a_source_holds_below_its_table_until_another_is_named() {
        let text = "[m]\nsource = \"A 1\"\nx = 1\ny = 2\nsources.y = \"B\"\n\
                    [m.n]\nz = 1\n[m.o]\nsource = \"C\"\nz = 1\n[p]\nq = 1\n";
        let (root, errors) = attributed(text);
        assert_eq!(errors, []);
        assert_eq!(source(&root, &["m", "x"]), Some("A 1"));
        assert_eq!(source(&root, &["m", "y"]), Some("B"));
        assert_eq!(source(&root, &["m", "n", "z"]), Some("A 1"));
        assert_eq!(source(&root, &["m", "o", "z"]), Some("C"));
        assert_eq!(source(&root, &["p", "q"]), None);
    }

    #[test]
    fn a_source_of_a_value_that_is_not_there_is_refused() {
        let (_, errors) = attributed("[m]\nsign = 1\nsources.sing = \"A\"\n");
        assert_eq!(errors.len(), 1);
        assert_eq!((errors[0].at.line, &*errors[0].path), (3, "m.sources"));
        let Problem::UnknownKey { meant, .. } = &errors[0].problem else { panic!("unknown key") };
        assert_eq!(meant.as_deref(), Some("sign"));
    }

    #[test]
    fn a_source_names_a_listed_text_or_a_local_choice() {
        let texts = vec!["BJ".to_owned()];
        let text = |place: &str| Source::Text { text: "BJ".to_owned(), place: place.to_owned() };
        let local = |why: &str| Source::LocalChoice { why: why.to_owned() };
        let cases = [
            ("BJ art. 14", Some(text("art. 14"))),
            ("BJ", Some(text(""))),
            ("local choice: 站里人手少", Some(local("站里人手少"))),
            ("local choice", Some(local(""))),
            ("hearsay", None),
            ("", None),
        ];
        for (written, source) in cases {
            assert_eq!(Source::read(written, &texts), source, "{written}");
        }
    }
}
