//! A charter file as a tree of values, each of which knows its line, its column and its source.

use std::sync::Arc;

use toml_span::{Span, value::ValueInner};

use super::error::{CharterError, Problem};

/// A place in a charter file; line and column are counted from 1, the column in characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct At {
    /// The file as the user named it.
    pub file: Arc<str>,
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
}

/// A value with its place and, once attributed, the source it names.
#[derive(Debug, Clone)]
pub(super) struct Node {
    pub at: At,
    pub source: Option<Arc<Cited>>,
    pub kind: Kind,
}

/// A source as written, and where.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Cited {
    pub text: String,
    pub at: At,
    pub path: String,
}

/// What a value is.
#[derive(Debug, Clone)]
pub(super) enum Kind {
    Text(String),
    Integer(i64),
    Fraction(f64),
    Flag(bool),
    List(Vec<Node>),
    Table(Table),
}

/// A table in the order of the file.
#[derive(Debug, Clone, Default)]
pub(super) struct Table {
    pub entries: Vec<Entry>,
}

/// A key of a table with its value.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub key: String,
    pub at: At,
    pub node: Node,
}

impl Node {
    /// The table, if the value is one.
    pub fn table(&self) -> Option<&Table> {
        match &self.kind {
            Kind::Table(table) => Some(table),
            _ => None,
        }
    }

    /// The text, if the value is one.
    pub fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Text(text) => Some(text),
            _ => None,
        }
    }
}

impl Table {
    /// The entry under `key`.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }

    /// The value under `key`.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|entry| &entry.node)
    }

    /// Takes the entry under `key` out of the table.
    pub fn remove(&mut self, key: &str) -> Option<Entry> {
        let index = self.entries.iter().position(|entry| entry.key == key)?;
        Some(self.entries.remove(index))
    }

    /// The text under `key`, if there is one.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.get(key).and_then(Node::text)
    }
}

/// Reads `text` as TOML.
///
/// # Errors
/// [`Problem::Syntax`] at the first place that is not TOML.
pub(super) fn parse(file: &str, text: &str) -> Result<Node, CharterError> {
    let lines = Lines::of(file, text);
    let mut value = toml_span::parse(text).map_err(|error| {
        let at = lines.at(error.span.start);
        CharterError::new(at, String::new(), Problem::Syntax { detail: error.to_string() })
    })?;
    let inner = value.take();
    Ok(lines.node(lines.at(0), inner))
}

/// Turns byte offsets of one file into lines and columns.
struct Lines<'t> {
    file: Arc<str>,
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    fn of(file: &str, text: &'t str) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1));
        Self { file: file.into(), text, starts: starts.collect() }
    }

    fn at(&self, offset: usize) -> At {
        let offset = offset.min(self.text.len());
        let line = self.starts.partition_point(|start| *start <= offset).max(1);
        let before = self.text.get(self.starts[line - 1]..offset).unwrap_or_default();
        At {
            file: Arc::clone(&self.file),
            line: u32::try_from(line).unwrap_or(u32::MAX),
            column: u32::try_from(before.chars().count() + 1).unwrap_or(u32::MAX),
        }
    }

    /// Where a value begins; for a text that is its opening quote, which the parser leaves out.
    fn value_at(&self, value: &toml_span::Value<'_>) -> At {
        let start = value.span.start;
        if value.as_str().is_none() {
            return self.at(start);
        }
        let before = self.text.get(..start).unwrap_or_default();
        self.at(before.trim_end_matches(['"', '\'']).len())
    }

    fn node(&self, at: At, inner: ValueInner<'_>) -> Node {
        let kind = match inner {
            ValueInner::String(text) => Kind::Text(text.into_owned()),
            ValueInner::Integer(number) => Kind::Integer(number),
            ValueInner::Float(number) => Kind::Fraction(number),
            ValueInner::Boolean(flag) => Kind::Flag(flag),
            ValueInner::Array(values) => Kind::List(
                values
                    .into_iter()
                    .map(|mut value| self.node(self.value_at(&value), value.take()))
                    .collect(),
            ),
            ValueInner::Table(table) => Kind::Table(self.table(table)),
        };
        Node { at, source: None, kind }
    }

    fn table(&self, table: toml_span::value::Table<'_>) -> Table {
        let mut found: Vec<_> = table.into_iter().collect();
        found.sort_by_key(|(key, _)| key.span.start);
        let entry = |(key, mut value): (toml_span::value::Key<'_>, toml_span::Value<'_>)| {
            let key_at = self.at(key.span.start);
            let at = if is_written(value.span) { self.value_at(&value) } else { key_at.clone() };
            let node = self.node(at, value.take());
            Entry { key: key.name.into_owned(), at: key_at, node }
        };
        Table { entries: found.into_iter().map(entry).collect() }
    }
}

/// Whether the file holds the value itself; a table implied by `[a.b]` has no place of its own.
fn is_written(span: Span) -> bool {
    !span.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(node: &Node) -> (u32, u32) {
        (node.at.line, node.at.column)
    }

    #[test]
    fn values_know_their_line_and_their_column_in_characters() {
        let text = "a = 1\n\n[b]\n\"名称\" = \"x\"\n[[c]]\nid = \"one\"\n[[c]]\nid = 2\n";
        let root = parse("f.toml", text).expect("valid TOML");
        let table = root.table().expect("a table");
        assert_eq!(place(table.get("a").expect("a")), (1, 5));
        let b = table.get("b").expect("b");
        assert_eq!(b.at.line, 3);
        assert_eq!(place(b.table().expect("b").get("名称").expect("key")), (4, 8));
        let Kind::List(items) = &table.get("c").expect("c").kind else { panic!("a list") };
        assert_eq!(items.iter().map(|item| item.at.line).collect::<Vec<_>>(), [5, 7]);
    }

    #[test]
    fn tables_keep_the_order_of_the_file() {
        let root = parse("f", "z = 1\na = 2\nm = 3\n").expect("valid TOML");
        let keys: Vec<_> = root.table().expect("table").entries.iter().map(|e| &e.key).collect();
        assert_eq!(keys, ["z", "a", "m"]);
    }

    #[test]
    fn what_is_not_toml_is_refused_at_its_place() {
        let error = parse("f.toml", "a = 1\nb = = 2\n").expect_err("not TOML");
        assert_eq!((error.at.line, error.at.column), (2, 5));
        assert!(matches!(error.problem, Problem::Syntax { .. }));
    }

    #[test]
    fn a_file_saved_by_notepad_is_read_with_the_same_lines() {
        let root = parse("f", "\u{feff}a = 1\r\nb = \"x\"\r\n[c]\r\nd = 2\r\n").expect("TOML");
        let table = root.table().expect("a table");
        assert_eq!(place(table.get("b").expect("b")), (2, 5));
        let c = table.get("c").and_then(Node::table).expect("c");
        assert_eq!(place(c.get("d").expect("d")), (4, 5));
        let error = parse("f", "\u{feff}a = 1\r\nb = = 2\r\n").expect_err("not TOML");
        assert_eq!((error.at.line, error.at.column), (2, 5));
    }
}
