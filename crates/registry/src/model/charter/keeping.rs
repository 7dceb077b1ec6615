//! What the registry keeps besides places, bodies and people: the section `[registry]`.

use kernel::{LimitUnit, TimeLimit};
use platform::Role;
use platform::charter::{Expected, Reader, Section, Words};
use serde::{Deserialize, Serialize};

use super::counting::{CoverageRules, read_coverage};
use super::estates::{Management, read_managements};
use super::ties::{
    Bond, MassOrganisation, PairingKind, SecretaryKind, read_bonds, read_mass_organisations,
    read_pairings, read_secretaries,
};

/// The section `[registry]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegistryRules {
    /// The documents bodies give themselves: duty lists, conventions, rules of procedure.
    pub documents: Vec<DocumentKind>,
    /// How bodies and places are paired.
    pub pairings: Vec<PairingKind>,
    /// Trade union, youth league, women's federation, united front.
    pub mass_organisations: Vec<MassOrganisation>,
    /// What brings the members of a branch together.
    pub bonds: Vec<Bond>,
    /// Where secretaries come from.
    pub secretaries: Vec<SecretaryKind>,
    /// How estates are run.
    pub managements: Vec<Management>,
    /// Who is counted in coverage and occupancy.
    pub coverage: CoverageRules,
    /// How long before an end somebody is reminded, and how old a row may grow.
    pub windows: Windows,
    /// Who may leave a gap open for a time, and how long; `None` where nobody may.
    pub exceptions: Option<Exceptions>,
}

/// A document by name. Source: MISSION A11 (SY names five, REP two).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentKind {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: Words,
    /// The kind of body that has it.
    pub of: String,
    /// Whether every body of the kind must have one in force.
    pub required: bool,
}

/// Reminder windows. Each is in days, months or years, counted back from the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Windows {
    /// Before the end of a body's term: DOMAIN P-07.
    pub election: TimeLimit,
    /// Before the end of a lease.
    pub lease: TimeLimit,
    /// Before an honour expires: DOMAIN E-10.
    pub honour: TimeLimit,
    /// After how long somebody must check the row of a building again.
    pub verified: TimeLimit,
}

/// Exceptions from what the charter asks. Source: UX §4 (check against the charter: exceptions with an
/// end date); who grants them is a local choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exceptions {
    /// The role that grants them, for the places its post covers.
    pub granted_by: Role,
    /// How long one lasts at most, in days, months or years.
    pub longest: TimeLimit,
}

impl Section for RegistryRules {
    const NAME: &'static str = "registry";

    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let documents = reader.items("documents", read_document);
        let pairings = read_pairings(reader);
        let mass_organisations = read_mass_organisations(reader);
        let bonds = read_bonds(reader);
        let secretaries = read_secretaries(reader);
        let managements = read_managements(reader);
        let coverage = reader.table("coverage", read_coverage);
        let windows = reader.table("windows", read_windows);
        let exceptions = reader.maybe_table("exceptions", read_exceptions);
        Some(Self {
            documents: documents?,
            pairings: pairings?,
            mass_organisations: mass_organisations?,
            bonds: bonds?,
            secretaries: secretaries?,
            managements: managements?,
            coverage: coverage?,
            windows: windows?,
            exceptions: exceptions?,
        })
    }
}

fn read_document(reader: &mut Reader<'_>, key: &str) -> Option<DocumentKind> {
    let kinds = reader.names_at(&["bodies"]);
    let name = reader.words("name");
    let of = reader.reference("of", &kinds);
    let required = reader.flag("required");
    Some(DocumentKind { key: key.to_owned(), name: name?, of: of?, required: required? })
}

fn read_windows(reader: &mut Reader<'_>) -> Option<Windows> {
    let election = window(reader, "election");
    let lease = window(reader, "lease");
    let honour = window(reader, "honour");
    let verified = window(reader, "verified");
    Some(Windows { election: election?, lease: lease?, honour: honour?, verified: verified? })
}

fn read_exceptions(reader: &mut Reader<'_>) -> Option<Exceptions> {
    let granted_by = reader.choice("granted_by", &Role::ALL, Role::word);
    let longest = window(reader, "longest");
    Some(Exceptions { granted_by: granted_by?, longest: longest? })
}

/// A span that the calendar alone decides: hours and working days remind nobody in time.
fn window(reader: &mut Reader<'_>, key: &'static str) -> Option<TimeLimit> {
    let limit: TimeLimit = reader.get(key)?;
    if matches!(limit.unit(), LimitUnit::Days | LimitUnit::Months | LimitUnit::Years) {
        return Some(limit);
    }
    reader.refuse(key, Expected::Kind("charter-expected-window"));
    None
}
