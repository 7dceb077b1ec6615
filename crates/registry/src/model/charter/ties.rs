//! What ties bodies and people to each other: pairings, branches' bonds, mass organisations, where
//! secretaries come from.

use platform::charter::{Reader, Words};
use serde::{Deserialize, Serialize};

/// A way of pairing bodies. Source: MISSION A12 (REP 楼社联动, SUN 党建联盟).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PairingKind {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: Words,
    /// The kinds of body on the one side.
    pub one: Vec<String>,
    /// The kinds on the other.
    pub other: Vec<String>,
}

/// What brings the members of a branch together. Source: REP 三、（四）地缘、业缘、趣缘.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bond {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: Words,
    /// The kinds of party organisation that may be formed on it.
    pub of: Vec<String>,
}

/// A mass organisation the party organisation works with. Source: MISSION A14.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MassOrganisation {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: Words,
    /// The kinds of body it may be present in.
    pub present_in: Vec<String>,
}

/// Where a secretary comes from. Source: MISSION A6.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecretaryKind {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: Words,
    /// The kinds of party organisation that may be headed so.
    pub of: Vec<String>,
}

pub(super) fn read_pairings(reader: &mut Reader<'_>) -> Option<Vec<PairingKind>> {
    reader.items("pairings", |reader, key| {
        let kinds = reader.names_at(&["bodies"]);
        let name = reader.words("name");
        let one = reader.references("one", &kinds);
        let other = reader.references("other", &kinds);
        Some(PairingKind { key: key.to_owned(), name: name?, one: one?, other: other? })
    })
}

pub(super) fn read_bonds(reader: &mut Reader<'_>) -> Option<Vec<Bond>> {
    reader.items("bonds", |reader, key| {
        let kinds = reader.names_at(&["bodies"]);
        let name = reader.words("name");
        let of = reader.references("of", &kinds);
        Some(Bond { key: key.to_owned(), name: name?, of: of? })
    })
}

pub(super) fn read_mass_organisations(reader: &mut Reader<'_>) -> Option<Vec<MassOrganisation>> {
    reader.items("mass_organisations", |reader, key| {
        let kinds = reader.names_at(&["bodies"]);
        let name = reader.words("name");
        let present_in = reader.references("present_in", &kinds);
        Some(MassOrganisation { key: key.to_owned(), name: name?, present_in: present_in? })
    })
}

pub(super) fn read_secretaries(reader: &mut Reader<'_>) -> Option<Vec<SecretaryKind>> {
    reader.items("secretaries", |reader, key| {
        let kinds = reader.names_at(&["bodies"]);
        let name = reader.words("name");
        let of = reader.references("of", &kinds);
        Some(SecretaryKind { key: key.to_owned(), name: name?, of: of? })
    })
}
