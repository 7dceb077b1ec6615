//! Search: texts found by the characters they hold, within what the asker may see.
//!
//! A text is cut into overlapping pairs of characters (and whole Latin words and numbers), so that
//! what is found is exactly what stands there: no dictionary decides where a Chinese word ends.
//! A search document belongs to one row of a slice and carries its id. It has *open* words and
//! *inner* ones, which only who may read what is shielded finds, and *marks* that say whose it is,
//! so that a street's worker does not search through the district's texts.
//!
//! The marks make a search fast; they are no right. Whoever searches loads what was found within
//! the actor's scope. Writing is part of the act that writes the row itself.
//!
//! Source: MISSION G9; DESIGN §8 (bigrams, FTS5 and `tsvector`; shielded text apart).

mod index;
mod terms;

pub(crate) use index::Document;
pub use index::{Mark, Reach, Text, clear, find, put};
pub use terms::{Wanted, excerpt};
