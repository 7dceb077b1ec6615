//! Store tests of this crate: real SQLite, and real PostgreSQL when one is configured.

mod support;
mod vault;
