//! Store tests of this crate: real SQLite, and real PostgreSQL when one is configured.

#![expect(clippy::unwrap_used, reason = "in a test a panic is the report")]

mod support;
mod vault;
