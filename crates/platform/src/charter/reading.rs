//! What all readers of one charter share: its document, and what has been found so far.

use std::cell::RefCell;

use super::document::{At, Node, Table};
use super::error::{CharterError, Expected, Problem};
use super::reader::Reader;
use super::row::Row;

/// What all readers of one charter share: its document, and what has been found so far.
#[derive(Debug)]
pub(super) struct Reading {
    pub root: Node,
    pub texts: Vec<String>,
    errors: RefCell<Vec<CharterError>>,
    pub rows: RefCell<Vec<Row>>,
}

impl Reading {
    pub fn new(root: Node, errors: Vec<CharterError>) -> Self {
        let texts = root.table().and_then(|table| table.get("texts")).and_then(Node::table);
        let texts = texts.map(|texts| texts.entries.iter().map(|entry| entry.key.clone()));
        let texts = texts.map(Iterator::collect).unwrap_or_default();
        Self { root, texts, errors: errors.into(), rows: RefCell::default() }
    }

    /// A reader of the whole file: of what identifies the charter, which needs no source.
    pub fn head(&self) -> Reader<'_> {
        let table = self.root.table().unwrap_or(const { &Table { entries: Vec::new() } });
        Reader { sourced: false, ..self.reader(table, &self.root.at, "", "head") }
    }

    /// A reader of the section `name`; notes a fault if it is missing.
    pub fn section(&self, name: &'static str) -> Option<Reader<'_>> {
        let mut head = self.head();
        let entry = head.required(name, || Expected::Kind("charter-expected-table"))?;
        let table = head.as_table(name, &entry.node)?;
        Some(self.reader(table, &entry.at, name, name))
    }

    fn reader<'d>(
        &'d self,
        table: &'d Table,
        at: &'d At,
        path: &str,
        section: &'static str,
    ) -> Reader<'d> {
        Reader {
            reading: self,
            table,
            at,
            section,
            path: path.to_owned(),
            rule: path.to_owned(),
            of: Vec::new(),
            sourced: true,
            complained: false,
            asked: Vec::new(),
        }
    }

    /// The value at `path` from the top of the file.
    pub fn at(&self, path: &[&str]) -> Option<&Node> {
        path.iter().try_fold(&self.root, |node, key| node.table()?.get(key))
    }

    pub fn finish(self) -> (Vec<CharterError>, Vec<Row>) {
        let mut errors = self.errors.into_inner();
        errors.sort_by_key(|error| (error.at.line, error.at.column));
        errors.dedup();
        (errors, self.rows.into_inner())
    }

    pub fn note(&self, at: &At, path: String, problem: Problem) {
        self.errors.borrow_mut().push(CharterError::new(at.clone(), path, problem));
    }
}
