//! The demo: a district of invented people that anybody can try.
//!
//! [`plan`] decides everything about the district from a seed, [`write`] puts it into a database,
//! [`picture`] draws its photos, and [`build`] does it all aside and renames the result into place.

pub mod build;
pub mod chance;
pub mod picture;
pub mod plan;
pub mod record;
pub mod words;
pub mod write;
pub mod year;
