//! The tree of categories, three levels deep at most.

use platform::charter::{Expected, Reader, Words};
use serde::{Deserialize, Serialize};

/// A category of matters, with those within it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Category {
    /// Its id among its siblings; its path joins those above by dots: `property.lift`.
    pub id: String,
    /// Its name.
    pub name: Words,
    /// Words in a report that suggest it.
    pub keywords: Vec<String>,
    /// The categories within it.
    pub within: Vec<Category>,
}

/// Levels of the tree. Source: DOMAIN 1.5 (tree with 3 levels).
const LEVELS: usize = 3;

pub(super) fn read(reader: &mut Reader<'_>, id: &str) -> Option<Category> {
    read_level(reader, id, 1)
}

fn read_level(reader: &mut Reader<'_>, id: &str, level: usize) -> Option<Category> {
    let name = reader.words("name");
    let keywords = reader.list("keywords");
    if level == LEVELS && reader.has("within") {
        reader.refuse("within", Expected::Kind("charter-expected-three-levels"));
        return None;
    }
    let within = reader.items("within", |below, id| read_level(below, id, level + 1));
    Some(Category { id: id.to_owned(), name: name?, keywords: keywords?, within: within? })
}

pub(super) fn find<'c>(categories: &'c [Category], path: &str) -> Option<&'c Category> {
    let (id, rest) = path.split_once('.').unwrap_or((path, ""));
    let category = categories.iter().find(|category| category.id == id)?;
    if rest.is_empty() { Some(category) } else { find(&category.within, rest) }
}

pub(super) fn paths(categories: &[Category]) -> Vec<(String, &Category)> {
    let mut all = Vec::new();
    for category in categories {
        all.push((category.id.clone(), category));
        let below = paths(&category.within).into_iter();
        all.extend(below.map(|(path, inner)| (format!("{}.{path}", category.id), inner)));
    }
    all
}

/// `a.b.c`, `a.b`, `a`: the category and those around it, the nearest first.
pub(super) fn around(path: &str) -> Vec<&str> {
    let mut around = vec![path];
    while let Some((above, _)) = around.last().and_then(|path| path.rsplit_once('.')) {
        around.push(above);
    }
    around
}
