//! Store and act tests of this crate: real SQLite, and real PostgreSQL when one is configured.

#![expect(clippy::unwrap_used, reason = "a test states the invariant by being there")]

mod acts;
mod browser;
mod building_page;
mod checking;
mod grants;
mod mending;
mod naming;
mod quarter;
mod reading;
mod registry_pages;
mod routing;
mod support;
