//! The demo: a district of invented people that anybody can try.

pub mod chance;
pub mod plan;
pub mod words;
