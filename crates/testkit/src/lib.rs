//! What tests share: a database of their own, artefacts that are compared. Only ever a
//! dev-dependency.

pub mod committed;
pub mod database;

pub use database::Database;
