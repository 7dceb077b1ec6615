//! The ground every slice stands on: database, journal, accounts, permissions, charters, files,
//! words and the web shell. Knows nothing of matters, meetings or lists.

pub mod account;
pub mod act;
pub mod api;
pub mod attachment;
pub mod calendar;
pub mod chance;
pub mod charter;
pub mod db;
pub mod desk;
pub mod jobs;
pub mod journal;
pub mod keys;
pub mod ledger;
pub mod mail;
mod migrations;
pub mod notice;
pub mod permission;
pub mod present;
pub mod privacy;
pub mod repeat;
pub mod saved_view;
pub mod search;
pub mod throttle;
pub mod todo;
pub mod vault;
pub mod web;

pub use act::{Act, Failure, Outcome, Setup, World};
pub use db::{Conn, Db, Migration, StoreError, Tx};
pub use keys::Keys;
pub use migrations::MIGRATIONS;
pub use permission::{Actor, Grant, NoPosts, Permission, Posts, Reach, Role};
