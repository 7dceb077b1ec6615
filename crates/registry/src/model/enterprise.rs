//! Enterprises and where they sit.

use kernel::{BodyId, PlaceId};

use super::{Body, Term};

/// What the enterprise ledger says besides the body.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EnterpriseDetails {
    /// Unified social credit code, 18 characters; empty if unknown. Not checked here.
    pub credit_code: String,
    /// GB/T 4754-2017: section letter and up to four digits (`I65`); empty if unknown.
    pub industry: String,
    /// People who work there; `None` if unknown.
    pub headcount: Option<i32>,
    /// Registered in the district it sits in (属地注册).
    pub registered_here: bool,
    /// The building of its largest tenancy, for lists.
    pub building: Option<PlaceId>,
}

/// An enterprise with its body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enterprise {
    /// Name, dates, placement.
    pub body: Body,
    /// The rest of its ledger row.
    pub details: EnterpriseDetails,
}

/// That a body rents (or holds) a room or a whole floor for a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tenancy {
    /// The row.
    pub id: i64,
    /// The tenant.
    pub body: BodyId,
    /// The room or floor.
    pub place: PlaceId,
    /// The building it is in.
    pub building: PlaceId,
    /// The days of the tenancy.
    pub term: Term,
    /// In 0.01 m²; `None` if unknown.
    pub area: Option<i64>,
}

/// Which enterprises a list shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EnterpriseFilter {
    /// Part of the name, as typed.
    pub name: String,
    /// Beginning of the industry code: a section letter or more.
    pub industry: String,
}
