//! Places that an order names and that somebody has to tell.

use kernel::PlaceId;
use serde::{Deserialize, Serialize};

/// A text that may mean several places, or none that is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskedPlace {
    /// What to answer under: the comparable form of the text and its street.
    pub key: String,
    /// The text as it stands in the first row; empty for rows that name no place.
    pub text: String,
    /// The first row that names it, as the file counts.
    pub row: u32,
    /// How many rows name it.
    pub rows: usize,
    /// What it may mean, likeliest first.
    pub candidates: Vec<Candidate>,
}

/// A place that a text may mean.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// The place.
    pub id: PlaceId,
    /// Its name.
    pub name: String,
    /// Locale key of the reason it is offered for.
    pub reason: String,
}

/// A place with the name people know it by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedPlace {
    /// The place.
    pub id: PlaceId,
    /// Its name, with the street before it where names repeat.
    pub name: String,
}
