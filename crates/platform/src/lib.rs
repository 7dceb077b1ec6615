//! The ground every slice stands on: database, journal, accounts, permissions, charters, files,
//! words and the web shell. Knows nothing of matters, meetings or lists.

pub mod db;
pub mod journal;

pub use db::{Conn, Db, StoreError, Tx};
