//! Learning from matters that were sorted before, to suggest where a new one goes.
//!
//! A linear model over hashed characters and pairs of characters: small enough to be read, fast
//! enough for every page, trained in seconds by one command on a district's own matters. It only
//! suggests; [`super::triage`] joins it to the charter's rules, and a person confirms.
//!
//! What was tried and what it gave stands in `docs/suggestions.md`. No clock, no chance, no input
//! or output: the same examples in any order give the same model.
//!
//! Source: MISSION M3; DESIGN §8 (hashed words and character bigrams, linear, our own).

mod deciding;
mod examining;
mod examples;
mod features;
mod learned;
mod learning;
mod separating;
mod written;

pub use examining::{Examination, LabelScore};
pub use examples::Examples;
pub use learned::{Learned, Named, Scored};
pub use learning::{Example, Proof, TrainingRefusal, learn};
pub use written::WrittenFault;

#[cfg(test)]
mod testing;
