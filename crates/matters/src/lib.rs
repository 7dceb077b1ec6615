//! Matters (楼事): raised, triaged, dispatched, signed for, handled, completed, called back, rated.
//!
//! `model` holds the types and the table of transitions, `rules` the pure decisions over them.

pub mod model;
pub mod rules;
