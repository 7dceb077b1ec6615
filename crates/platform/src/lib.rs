//! platform

pub mod permission;
