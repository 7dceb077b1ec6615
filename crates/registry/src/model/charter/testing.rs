//! Kinds and seats for tests of rules, with nothing asked but what the test changes.

use platform::charter::Words;
use platform::permission::Role;

use super::{BodyKind, Nature, Seat};

/// A name in Chinese alone.
pub(crate) fn words(zh: &str) -> Words {
    Words { zh: zh.to_owned(), en: None }
}

/// A kind that asks for nothing.
pub(crate) fn kind(key: &str, name: &str, nature: Nature) -> BodyKind {
    BodyKind {
        key: key.to_owned(),
        name: words(name),
        also_called: Vec::new(),
        nature,
        party_level: None,
        under: Vec::new(),
        formed: Vec::new(),
        joint_when: Vec::new(),
        joint_adjacent: false,
        asked_for: None,
        composed_of: Vec::new(),
        term: None,
        size: None,
        tiers: Vec::new(),
        seats: Vec::new(),
    }
}

/// A seat that may stay empty.
pub(crate) fn seat(key: &str, role: Role) -> Seat {
    Seat {
        key: key.to_owned(),
        name: words(key),
        represents: None,
        least: 0,
        most: None,
        per: None,
        advised: false,
        appointed_by: None,
        monitors: false,
        rotates: None,
        among: Vec::new(),
        topics: Vec::new(),
        role: Some(role),
    }
}
