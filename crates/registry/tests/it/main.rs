//! Store and act tests of this crate: real SQLite, and real PostgreSQL when one is configured.

mod grants;
mod reading;
mod routing;
mod support;
