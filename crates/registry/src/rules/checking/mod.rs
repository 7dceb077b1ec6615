//! Holding what there is against what the charter asks: rule by rule, in the charter's order.
//!
//! Each [`Check`] says to how many the rule applies and which of them lack something. It gives no
//! score and no order of merit: a district reads what is missing, and which act mends it.
//! Floors are left to the page of their building, which knows their tenants.

mod facts;
mod forming;
mod holding;
mod lasting;
mod placing;

pub use facts::{BodyFacts, Facts, PlaceFacts};
pub(super) use lasting::later;

use jiff::civil::Date;
use kernel::{BodyId, PlaceId};

use super::RegistryRefusal;
use crate::model::charter::Size;

/// A rule of the charter, of one kind of body or of buildings.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// There is one for each place of a sort.
    Present,
    /// It stands under a body of a kind the charter names.
    Under,
    /// Joint bodies cover only what may be joined.
    Joint,
    /// Its members are as many as it may have.
    Size,
    /// The seat has the holders it must have.
    Seat(String),
    /// The seat has no more holders than it may have.
    Most(String),
    /// The seat should be filled, though it need not.
    Advised(String),
    /// Its holder comes from the kind of body the charter names.
    Represents(String),
    /// This month has been given to somebody.
    Turn(String),
    /// Nobody serves longer than the term.
    Term,
    /// Whose term ends soon has been told.
    Election,
    /// The tier has its staff.
    Staff,
    /// The secretary of a marked building comes from the kind of body the mark names.
    Secretary(String),
    /// Somebody has checked the building's row lately.
    Verified,
}

/// What a rule is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum About {
    /// A body.
    Body(BodyId),
    /// A place.
    Place(PlaceId),
}

/// What is missing or too much.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gap {
    /// No body of the kind covers the place.
    Absent,
    /// It stands under nothing, or under a kind the charter does not name.
    Unplaced,
    /// The joint rule says no.
    Joined(RegistryRefusal),
    /// The members are too few, too many or even in number.
    Members {
        /// What the charter allows.
        allowed: Size,
        /// How many there are.
        members: u32,
    },
    /// Holders are missing.
    Short {
        /// How many there must be.
        wanted: u32,
        /// How many there are.
        held: u32,
    },
    /// There are too many holders.
    Over {
        /// How many there may be.
        most: u32,
        /// How many there are.
        held: u32,
    },
    /// Nobody holds the seat.
    Empty,
    /// The holder comes from another kind of body, or nobody said from which.
    Elsewhere,
    /// The month is nobody's.
    NoTurn,
    /// The term ended on this day.
    Expired(Date),
    /// The term ends on this day.
    Ends(Date),
    /// Staff are missing.
    Staff {
        /// The norm of the tier.
        norm: u32,
        /// Persons in post.
        actual: u32,
    },
    /// Last checked on this day; never, if it is unknown.
    Stale(Option<Date>),
}

/// A gap, and where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lack {
    /// Where.
    pub about: About,
    /// What.
    pub gap: Gap,
}

/// One rule held against what there is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// The kind of body; empty of rules about buildings.
    pub kind: String,
    /// The rule.
    pub rule: Rule,
    /// To how many it applies.
    pub asked: usize,
    /// Which of them lack something, in the order of the facts.
    pub lacking: Vec<Lack>,
    /// Which of them may lack it for now.
    pub excepted: Vec<Lack>,
}

/// Every rule that applies to something, in the order of the charter.
///
/// Source: MISSION A5–A8, UX §4 (check against the charter); each rule names its own.
#[must_use]
pub fn check(facts: &Facts<'_>) -> Vec<Check> {
    let mut checks = Vec::new();
    for kind in &facts.bodies.kinds {
        checks.extend(placing::present(facts, kind));
        checks.extend(forming::under(facts, kind));
        checks.extend(forming::joint(facts, kind));
        checks.extend(forming::size(facts, kind));
        checks.extend(holding::seats(facts, kind));
        checks.extend(lasting::term(facts, kind));
        checks.extend(lasting::election(facts, kind));
        checks.extend(forming::staff(facts, kind));
    }
    checks.extend(placing::secretaries(facts));
    checks.extend(placing::verified(facts));
    checks.retain(|check| check.asked > 0);
    checks
}

/// Puts together checks under several versions of a charter: places of one district may still
/// have an older one.
#[must_use]
pub fn join(all: impl IntoIterator<Item = Vec<Check>>) -> Vec<Check> {
    let mut joined: Vec<Check> = Vec::new();
    for check in all.into_iter().flatten() {
        let same = |one: &&mut Check| one.kind == check.kind && one.rule == check.rule;
        match joined.iter_mut().find(same) {
            Some(one) => {
                one.asked += check.asked;
                one.lacking.extend(check.lacking);
                one.excepted.extend(check.excepted);
            }
            None => joined.push(check),
        }
    }
    joined
}

impl Rule {
    /// The path of the charter's row that states the rule for bodies of `kind`, as
    /// [`platform::charter::Row::path`] has it.
    #[must_use]
    pub fn path(&self, kind: &str) -> String {
        let of = |rest: &str| format!("bodies.{kind}.{rest}");
        let seat = |seat: &str, rest: &str| of(&format!("seats[{seat}].{rest}"));
        match self {
            Self::Present => of("asked_for.each"),
            Self::Under => of("under"),
            Self::Joint => of("joint_when"),
            Self::Size => of("size.least"),
            Self::Seat(key) => seat(key, "min"),
            Self::Most(key) => seat(key, "max"),
            Self::Advised(key) => seat(key, "advised"),
            Self::Represents(key) => seat(key, "represents"),
            Self::Turn(key) => seat(key, "rotates"),
            Self::Term => of("term"),
            Self::Election => "registry.windows.election".to_owned(),
            Self::Staff => of("tiers"),
            Self::Secretary(mark) => format!("buildings.marks[{mark}].secretary_from"),
            Self::Verified => "registry.windows.verified".to_owned(),
        }
    }

    /// The word of the rule in locale keys and addresses.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Present => "present",
            Self::Under => "under",
            Self::Joint => "joint",
            Self::Size => "size",
            Self::Seat(_) => "seat",
            Self::Most(_) => "most",
            Self::Advised(_) => "advised",
            Self::Represents(_) => "represents",
            Self::Turn(_) => "turn",
            Self::Term => "term",
            Self::Election => "election",
            Self::Staff => "staff",
            Self::Secretary(_) => "secretary",
            Self::Verified => "verified",
        }
    }

    /// The seat or mark it is about; empty if none.
    #[must_use]
    pub fn part(&self) -> &str {
        match self {
            Self::Seat(key)
            | Self::Most(key)
            | Self::Advised(key)
            | Self::Represents(key)
            | Self::Turn(key)
            | Self::Secretary(key) => key,
            _ => "",
        }
    }
}

impl Gap {
    /// Whether something breaks the rule or is overdue, rather than being missing.
    #[must_use]
    pub const fn is_breach(&self) -> bool {
        matches!(self, Self::Joined(_) | Self::Over { .. } | Self::Elsewhere | Self::Expired(_))
    }
}

impl Check {
    /// How many have what the rule asks for.
    #[must_use]
    pub fn met(&self) -> usize {
        let open = self.lacking.iter().chain(&self.excepted);
        let mut about: Vec<About> = open.map(|lack| lack.about).collect();
        about.sort_unstable();
        about.dedup();
        self.asked.saturating_sub(about.len())
    }

    /// The rule's key in addresses and exceptions: `committee.seat.owner`.
    #[must_use]
    pub fn key(&self) -> String {
        let parts = [self.kind.as_str(), self.rule.word(), self.rule.part()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(".")
    }

    /// Whether something breaks the rule or is overdue.
    #[must_use]
    pub fn is_breached(&self) -> bool {
        self.lacking.iter().any(|lack| lack.gap.is_breach())
    }
}

#[cfg(test)]
mod tests;
