//! What the rules refuse, with the data the sentence needs.

use jiff::civil::Date;
use kernel::Refusal;

/// The rules of the registry said no.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RegistryRefusal {
    /// A required text is blank.
    #[error("{field} is blank")]
    Blank {
        /// The form field.
        field: &'static str,
    },
    /// The last day lies before the first.
    #[error("{until} lies before {from}")]
    EndsBeforeItBegins {
        /// First day.
        from: Date,
        /// Last day.
        until: Date,
    },
    /// The charter knows no such kind of body.
    #[error("the charter knows no kind {kind}")]
    UnknownKind {
        /// The kind asked for.
        kind: String,
    },
    /// The charter knows no such seat in this kind of body.
    #[error("{kind} has no seat {seat}")]
    UnknownSeat {
        /// The kind of body.
        kind: String,
        /// The seat asked for.
        seat: String,
    },
    /// The seat has as many holders on a day of the term as it may have.
    #[error("the seat is full on {on}")]
    SeatFull {
        /// The first such day.
        on: Date,
        /// How many may hold it at once.
        most: u32,
    },
    /// A seat of which there is one for each building, floor or grid needs to know which.
    #[error("the seat belongs to a place")]
    SeatNeedsPlace,
    /// A post cannot reach where its body does not.
    #[error("the body does not cover the place")]
    PlaceNotCovered,
    /// The body does not exist on that day.
    #[error("the body does not exist on {on}")]
    NoBody {
        /// The day.
        on: Date,
    },
    /// Bodies of this kind are not formed jointly.
    #[error("bodies of this kind are not formed jointly")]
    NotJoint,
    /// One body for several buildings must be formed jointly.
    #[error("several buildings need a joint body")]
    MustBeJoint,
    /// The buildings have neither an owner nor a property company in common.
    #[error("nothing in common")]
    NothingInCommon,
    /// The buildings of a joint body must be adjacent.
    #[error("the buildings are not adjacent")]
    NotAdjacent,
    /// The place cannot lie there: a room in a district, a street in a room.
    #[error("a {kind} cannot lie in a {parent}")]
    MisplacedPlace {
        /// What was to be added.
        kind: &'static str,
        /// Where.
        parent: &'static str,
    },
    /// Another place has the code.
    #[error("the code is taken")]
    CodeTaken {
        /// The code.
        code: String,
    },
    /// Tenancies are of rooms and floors.
    #[error("not a room or floor")]
    NotForTenants,
    /// More was written than there is room for.
    #[error("{field} is longer than {most} letters")]
    TooLong {
        /// The form field.
        field: &'static str,
        /// How many letters it may have.
        most: u32,
    },
    /// The exception would last longer than the charter allows.
    #[error("an exception ends by {last}")]
    LastsTooLong {
        /// The last day it may have.
        last: Date,
    },
    /// The charter gives exceptions into other hands.
    #[error("the charter lets another role grant exceptions")]
    NotTheGranter,
    /// No body within reach goes by this name, or several do.
    #[error("no one body is called so")]
    NoSuchBody,
    /// Nobody sits in the body whose posts could begin anew.
    #[error("nobody sits in the body")]
    NobodySits,
    /// The rota has nobody to take turns.
    #[error("nobody can take a turn")]
    NobodyToTakeTurns,
}

impl RegistryRefusal {
    /// The locale key of the sentence.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Blank { .. } => "refusal-registry-blank",
            Self::EndsBeforeItBegins { .. } => "refusal-registry-ends-before-it-begins",
            Self::UnknownKind { .. } => "refusal-registry-unknown-kind",
            Self::UnknownSeat { .. } => "refusal-registry-unknown-seat",
            Self::SeatFull { .. } => "refusal-registry-seat-full",
            Self::SeatNeedsPlace => "refusal-registry-seat-needs-place",
            Self::PlaceNotCovered => "refusal-registry-place-not-covered",
            Self::NoBody { .. } => "refusal-registry-no-body",
            Self::NotJoint => "refusal-registry-not-joint",
            Self::MustBeJoint => "refusal-registry-must-be-joint",
            Self::NothingInCommon => "refusal-registry-nothing-in-common",
            Self::NotAdjacent => "refusal-registry-not-adjacent",
            Self::MisplacedPlace { .. } => "refusal-registry-misplaced-place",
            Self::CodeTaken { .. } => "refusal-registry-code-taken",
            Self::NotForTenants => "refusal-registry-not-for-tenants",
            Self::TooLong { .. } => "refusal-registry-too-long",
            Self::LastsTooLong { .. } => "refusal-registry-lasts-too-long",
            Self::NotTheGranter => "refusal-registry-not-the-granter",
            Self::NoSuchBody => "refusal-registry-no-such-body",
            Self::NobodySits => "refusal-registry-nobody-sits",
            Self::NobodyToTakeTurns => "refusal-registry-nobody-to-take-turns",
        }
    }

    /// The form field the sentence belongs beside.
    #[must_use]
    pub const fn field(&self) -> Option<&'static str> {
        match self {
            Self::Blank { field } | Self::TooLong { field, .. } => Some(field),
            Self::EndsBeforeItBegins { .. } | Self::LastsTooLong { .. } => Some("until"),
            Self::NoSuchBody => Some("represents"),
            Self::UnknownKind { .. } => Some("kind"),
            Self::UnknownSeat { .. } | Self::SeatFull { .. } => Some("seat"),
            Self::SeatNeedsPlace
            | Self::PlaceNotCovered
            | Self::MisplacedPlace { .. }
            | Self::NotForTenants => Some("place"),
            Self::NotJoint | Self::MustBeJoint => Some("formed"),
            Self::NothingInCommon | Self::NotAdjacent => Some("places"),
            Self::CodeTaken { .. } => Some("code"),
            Self::NoBody { .. }
            | Self::NotTheGranter
            | Self::NobodySits
            | Self::NobodyToTakeTurns => None,
        }
    }
}

impl From<RegistryRefusal> for Refusal {
    fn from(refused: RegistryRefusal) -> Self {
        let mut refusal = Self::new(refused.key());
        refusal.field = refused.field();
        match refused {
            RegistryRefusal::EndsBeforeItBegins { from, until } => {
                refusal.with("from", from.to_string()).with("until", until.to_string())
            }
            RegistryRefusal::UnknownKind { kind } => refusal.with("kind", kind),
            RegistryRefusal::UnknownSeat { kind, seat } => {
                refusal.with("kind", kind).with("seat", seat)
            }
            RegistryRefusal::SeatFull { on, most } => {
                refusal.with("on", on.to_string()).with("most", i64::from(most))
            }
            RegistryRefusal::NoBody { on } => refusal.with("on", on.to_string()),
            RegistryRefusal::MisplacedPlace { kind, parent } => {
                refusal.with("kind", kind).with("parent", parent)
            }
            RegistryRefusal::CodeTaken { code } => refusal.with("code", code),
            RegistryRefusal::TooLong { most, .. } => refusal.with("most", i64::from(most)),
            RegistryRefusal::LastsTooLong { last } => refusal.with("last", last.to_string()),
            _ => refusal,
        }
    }
}
