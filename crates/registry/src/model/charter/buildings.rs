//! How a charter marks buildings, and what a mark asks for.

use platform::charter::{Reader, Section, Words};
use serde::{Deserialize, Serialize};

/// The section `[buildings]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Buildings {
    /// The marks a building may carry, such as key, landmark, difficult.
    pub marks: Vec<Mark>,
}

/// A mark on a building. Source: MISSION A2 (marks drive rules on secretaries).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: Words,
    /// The kind of body whose staff the party secretary comes from, where the mark asks for it.
    pub secretary_from: Option<String>,
}

impl Buildings {
    /// The mark with `key`.
    #[must_use]
    pub fn mark(&self, key: &str) -> Option<&Mark> {
        self.marks.iter().find(|mark| mark.key == key)
    }
}

impl Section for Buildings {
    const NAME: &'static str = "buildings";

    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        reader.items("marks", read_mark).map(|marks| Self { marks })
    }
}

fn read_mark(reader: &mut Reader<'_>, key: &str) -> Option<Mark> {
    let kinds = reader.names_at(&["bodies"]);
    let name = reader.words("name");
    let secretary_from = reader.maybe_reference("secretary_from", &kinds);
    Some(Mark { key: key.to_owned(), name: name?, secretary_from: secretary_from? })
}
