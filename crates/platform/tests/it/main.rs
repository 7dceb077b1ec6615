//! Store tests of this crate, on the database that the environment names.

#![expect(clippy::unwrap_used, reason = "a test states the invariant by being there")]

mod account;
mod account_pages;
mod attachment;
mod browser;
mod cursor;
mod jobs;
mod search;
mod sign_in_pages;
mod support;
mod vault;
