//! From the text of a file to a charter that holds together, or to all its faults.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde_json::Value;

use super::document::{Node, parse};
use super::error::{CharterError, Problem, Say};
use super::head::Head;
use super::merge::lay_over;
use super::reading::Reading;
use super::resolved::{Resolved, Stored, hash};
use super::row::Row;
use super::section::{PLATFORM_SECTIONS, Section, SectionOwner, TypedSection};
use super::source::attribute;

/// How many charters may lie one over the other.
const MOST_LAYERS: usize = 8;

/// A charter file: the name to show in errors, and its text.
#[derive(Debug, Clone)]
pub struct CharterText {
    /// The file's name.
    pub file: String,
    /// What stands in it.
    pub text: String,
}

/// Finds the charter an `extends` names: among the shipped ones, in the database, or beside the
/// file.
pub type Library<'a> = &'a dyn Fn(&str) -> Option<CharterText>;

/// A charter without fault, not yet in force.
#[derive(Debug, Clone)]
pub struct Charter {
    sections: BTreeMap<String, Value>,
    typed: BTreeMap<&'static str, TypedSection>,
    rows: Vec<Row>,
}

impl Charter {
    /// Reads a charter, lays it over what it extends, and checks every section of `owners`.
    ///
    /// # Errors
    /// Every fault found, in the order of the lines.
    pub fn read(
        file: &str,
        text: &str,
        library: Library<'_>,
        owners: &[SectionOwner],
    ) -> Result<Self, Vec<CharterError>> {
        let mut errors = Vec::new();
        let own = parse(file, text).map_err(|error| vec![error])?;
        let root = lay_on_bases(own, library, &mut errors);
        let reading = Reading::new(root, errors);
        let mut charter =
            Self { sections: BTreeMap::new(), typed: BTreeMap::new(), rows: Vec::new() };
        charter.read_sections(&reading, owners);
        let (errors, rows) = reading.finish();
        if !errors.is_empty() {
            return Err(errors);
        }
        charter.rows = rows;
        Ok(charter)
    }

    /// The top of the charter.
    #[must_use]
    pub fn head(&self) -> &Head {
        let head = self.typed.get(Head::NAME).and_then(|head| head.downcast_ref());
        head.expect("a charter without fault has a head")
    }

    /// Every rule with its value and source, in the order of the file.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// This charter as version `version`, in force from `effective` on.
    #[must_use]
    pub fn resolve(self, version: u32, effective: Date) -> Resolved {
        let hash = hash(&self.sections);
        let Self { sections, typed, rows } = self;
        Resolved::new(Stored { version, effective, hash, sections, rows }, typed)
    }

    fn read_sections(&mut self, reading: &Reading, owners: &[SectionOwner]) {
        let head_owner = SectionOwner::of::<Head>();
        reading.head().whole(|reader| {
            reader.allow(PLATFORM_SECTIONS.iter().chain(owners).map(SectionOwner::name));
            let head = head_owner.read(reader)?;
            self.keep(head_owner, head);
            Some(())
        });
        for owner in PLATFORM_SECTIONS.iter().chain(owners) {
            let section = reading.section(owner.name());
            if let Some(section) = section.and_then(|reader| reader.whole(|r| owner.read(r))) {
                self.keep(*owner, section);
            }
        }
    }

    fn keep(&mut self, owner: SectionOwner, section: super::section::ReadSection) {
        self.sections.insert(owner.name().to_owned(), section.stored);
        self.typed.insert(owner.name(), section.typed);
    }
}

/// The faults of a charter as lines for whoever wrote it; none when it is in order.
///
/// What `loushi charter check FILE` prints.
#[must_use]
pub fn check(
    file: &str,
    text: &str,
    library: Library<'_>,
    owners: &[SectionOwner],
    say: Say<'_>,
) -> Vec<String> {
    let faults = Charter::read(file, text, library, owners).err().unwrap_or_default();
    faults.iter().map(|fault| fault.in_words(say)).collect()
}

/// Lays `own` over what it extends, what that extends, and so on.
fn lay_on_bases(mut own: Node, library: Library<'_>, errors: &mut Vec<CharterError>) -> Node {
    attribute(&mut own, errors);
    let mut layers = vec![own];
    let mut seen: Vec<String> = layers.iter().filter_map(|top| text_of(top, "id")).collect();
    while let Some((base, fault)) = base_of(&layers[layers.len() - 1], &seen, library) {
        errors.extend(fault);
        let Some(mut base) = base else { break };
        attribute(&mut base, errors);
        seen.extend(text_of(&base, "id"));
        layers.push(base);
    }
    let bottom = layers.pop().expect("the charter itself is a layer");
    layers.into_iter().rev().fold(bottom, lay_over)
}

/// What `top` extends, or why that cannot be had; `None` if it extends nothing.
fn base_of(
    top: &Node,
    seen: &[String],
    library: Library<'_>,
) -> Option<(Option<Node>, Option<CharterError>)> {
    let id = text_of(top, "extends")?;
    let at = top.table()?.get("extends")?.at.clone();
    let fault = |problem| Some((None, Some(CharterError::new(at, "extends".to_owned(), problem))));
    if seen.contains(&id) || seen.len() >= MOST_LAYERS {
        return fault(Problem::CircularBase { id });
    }
    let Some(found) = library(&id) else { return fault(Problem::UnknownBase { id }) };
    match parse(&found.file, &found.text) {
        Ok(base) => Some((Some(base), None)),
        Err(error) => Some((None, Some(error))),
    }
}

fn text_of(node: &Node, key: &str) -> Option<String> {
    node.table()?.text(key).map(str::to_owned)
}

/// The shipped charters, and what they extend, as a library.
#[must_use]
pub fn shipped_library(id: &str) -> Option<CharterText> {
    let mut all = super::shipped().iter().chain(std::iter::once(&super::BASE));
    let found = all.find(|(known, _)| *known == id);
    found.map(|(id, text)| CharterText {
        file: format!("charters/{id}.toml"),
        text: (*text).to_owned(),
    })
}
