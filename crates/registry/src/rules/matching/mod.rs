//! Which building a text means: *found*, *ask*, or *nothing*, with the reason.
//!
//! Ledgers and hotline orders name buildings in their own way. What is sure is taken, what is
//! likely is asked, the rest is left alone. The scores are our own (assumption); tests hold the
//! verdicts, not the numbers.

mod index;
mod text;

use kernel::PlaceId;

pub use index::BuildingIndex;

/// A building as it may be named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The building.
    pub place: PlaceId,
    /// Its name.
    pub name: String,
    /// Other names it goes by.
    pub aliases: Vec<String>,
    /// Street and number; empty if unknown.
    pub address: String,
    /// Its street or park.
    pub street: Option<PlaceId>,
}

/// Why a building was proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// The name, letter for letter.
    Exact,
    /// The name, written another way.
    Normalised,
    /// Another name it goes by.
    Alias,
    /// The text contains the name.
    Contained,
    /// The text contains the address.
    Address,
    /// The name contains the text.
    PartOf,
    /// The name resembles the text.
    Similar,
}

impl Reason {
    /// The locale key of the reason.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Exact => "registry-match-exact",
            Self::Normalised => "registry-match-normalised",
            Self::Alias => "registry-match-alias",
            Self::Contained => "registry-match-contained",
            Self::Address => "registry-match-address",
            Self::PartOf => "registry-match-part-of",
            Self::Similar => "registry-match-similar",
        }
    }
}

/// A building with the best reason for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proposal {
    /// The building.
    pub place: PlaceId,
    /// How sure, 0 … 1000.
    pub score: u16,
    /// Why.
    pub reason: Reason,
}

/// What a text says about the building.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// This one.
    Found(Proposal),
    /// One of these, the likeliest first; somebody must say.
    Ask(Vec<Proposal>),
    /// None that is known.
    Nothing,
}

/// From this score on, one building ahead of all others is taken without asking.
const SURE: u16 = 860;
/// Below this score a building is not worth asking about.
const WORTH_ASKING: u16 = 450;
/// How many are shown when asking.
const SHOWN: usize = 5;

/// Decides between proposals, one for each building.
fn decide(mut proposals: Vec<Proposal>) -> Verdict {
    proposals.retain(|proposal| proposal.score >= WORTH_ASKING);
    proposals.sort_by_key(|proposal| (std::cmp::Reverse(proposal.score), proposal.place));
    match proposals[..] {
        [] => Verdict::Nothing,
        [best] if best.score >= SURE => Verdict::Found(best),
        [best, second, ..] if best.score >= SURE && best.score > second.score => {
            Verdict::Found(best)
        }
        _ => {
            proposals.truncate(SHOWN);
            Verdict::Ask(proposals)
        }
    }
}
